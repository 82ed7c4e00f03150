"""The stage ingest: raw files to batches of new documents, with a ledger row for every place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from onrecord import ids
from onrecord.article import Document
from onrecord.read.batch import Batch, Found, ReadLimits
from onrecord.read.known import KnownSources
from onrecord.read.rows import document_row
from onrecord.read.sources import read_file
from onrecord.read.walk import raw_files
from onrecord.reasons import Rejection
from onrecord.schema.tables import TABLES
from onrecord.stages import StageOutput


def read_batches(roots: Sequence[Path], known: KnownSources, limits: ReadLimits) -> Iterator[Batch]:
    """Batches of what is new below the roots, in an order that depends on the files alone.

    A batch is closed as soon as it is full and takes nothing from what comes after it: an ingest that was interrupted goes on with the
    same batches. A place that the ledger knows with the same document is passed over; a run over known files yields no batch at all.

    Raises:
        UsageError: if a root does not exist.
    """
    draft = _Draft()
    places: set[tuple[str, str]] = set()
    kept: set[str] = set()
    for file in raw_files(roots):
        for found in read_file(file, limits):
            place = (found.source_uri, found.document_id)
            if place in known.places or place in places:
                continue
            places.add(place)
            draft.add(found, found.document_id in known.document_ids or found.document_id in kept)
            if found.document is not None:
                kept.add(found.document_id)
            if draft.is_full(limits):
                yield draft.close()
                draft = _Draft()
    if draft.found:
        yield draft.close()


@dataclass(slots=True)
class _Draft:
    """A batch while it is filled."""

    found: list[tuple[Found, str]] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    size: int = 0

    def add(self, found: Found, is_known: bool) -> None:
        """Takes in one place: a new document, one that merges into another, or one that is set aside."""
        if found.document is None:
            self.found.append((found, "rejected"))
        elif is_known:
            self.found.append((found, "merged"))
        else:
            self.found.append((found, "new"))
            self.documents.append(found.document)
            self.size += len(found.document.content)

    def is_full(self, limits: ReadLimits) -> bool:
        """Whether the batch has reached a limit."""
        return len(self.documents) >= limits.batch_documents or self.size >= limits.batch_bytes or len(self.found) >= limits.batch_places

    def close(self) -> Batch:
        """The batch with its id, which follows from the places and documents in it."""
        batch_id = ids.set_id("b", (f"{found.source_uri}{ids.SEPARATOR}{found.document_id}" for found, _ in self.found))
        sources = [_source_row(found, status, batch_id) for found, status in self.found]
        tables = {
            "source_files": TABLES["source_files"].from_rows(sources),
            "documents": TABLES["documents"].from_rows([document_row(document, batch_id) for document in self.documents]),
        }
        rejected = [
            Rejection("ingest", "documents", found.source_uri, found.source_uri, found.reason, found.detail)
            for found, _ in self.found
            if found.reason is not None
        ]
        merged = sum(status == "merged" for _, status in self.found)
        return Batch(batch_id, StageOutput(tables, rejected, rows_in=len(self.found), rows_merged=merged))


def _source_row(found: Found, status: str, batch_id: str) -> dict[str, object]:
    """One row of `source_files`."""
    return {
        "source_uri": found.source_uri,
        "file_path": found.file_path,
        "document_id": found.document_id,
        "form": found.document.form if found.document else None,
        "size_bytes": len(found.document.content) if found.document else None,
        "source_status": status,
        "reason_code": str(found.reason) if found.reason else None,
        "batch_id": batch_id,
    }
