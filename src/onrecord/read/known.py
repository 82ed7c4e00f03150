"""What the warehouse already knows of the raw folder, so that a run takes only what is new."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyarrow as pa


@dataclass(frozen=True, slots=True)
class KnownSources:
    """The ledger of earlier runs: every place with the document it held, and the documents that were kept.

    A place that is known with the same document is skipped, whether the document was kept, merged or set aside; the same place
    with other bytes is read again. `document_ids` are the documents that a new place with the same bytes is merged into.
    """

    places: frozenset[tuple[str, str]] = frozenset()
    document_ids: frozenset[str] = frozenset()

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str, str]]) -> KnownSources:
        """The ledger of rows (source_uri, document_id, source_status)."""
        every = list(rows)
        return cls(
            frozenset((uri, document_id) for uri, document_id, _ in every),
            frozenset(document_id for _, document_id, status in every if status != "rejected"),
        )

    @classmethod
    def of_table(cls, source_files: pa.Table) -> KnownSources:
        """The ledger that a `source_files` table holds."""
        columns = (source_files[name].to_pylist() for name in ("source_uri", "document_id", "source_status"))
        return cls.of(zip(*columns, strict=True))
