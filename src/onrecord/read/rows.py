"""Documents as rows of the stage table `documents`, and back."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from onrecord.article import Document

DECLARED_NAMES = tuple(name for name in Document.__slots__ if name.startswith("declared_"))


def document_row(document: Document, batch_id: str) -> dict[str, object]:
    """One row of `documents`."""
    row: dict[str, object] = {name: getattr(document, name) for name in ("document_id", "source_uri", "form", "content", "retrieved_at")}
    row |= {name: getattr(document, name) for name in DECLARED_NAMES}
    return row | {"declared_authors": list(document.declared_authors), "size_bytes": len(document.content), "batch_id": batch_id}


def documents_of(table: pa.Table) -> Iterator[Document]:
    """The documents of a `documents` table, in its order."""
    for rows in table.to_batches(max_chunksize=64):
        for row in rows.to_pylist():
            declared = {name: row.get(name) for name in DECLARED_NAMES} | {"declared_authors": tuple(row.get("declared_authors") or ())}
            yield Document(
                row["document_id"], row["source_uri"], row["form"], row["content"], retrieved_at=row.get("retrieved_at"), **declared
            )
