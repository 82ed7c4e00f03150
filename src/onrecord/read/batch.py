"""What ingest hands on: a batch of documents, and the limits it keeps to."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.article import Document
from onrecord.reasons import Reason
from onrecord.stages import StageOutput


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """How much is read at once.

    A batch is closed at `batch_documents` documents, at `batch_bytes` of content or at `batch_places` places, whichever comes
    first: a folder of large pages, or of nothing but broken lines, must not fill the memory.
    """

    max_document_bytes: int = 20_000_000
    batch_documents: int = 500
    batch_bytes: int = 256_000_000
    batch_places: int = 20_000


@dataclass(frozen=True, slots=True)
class Batch:
    """One batch of what is new: its id and the stage's output for it."""

    batch_id: str
    output: StageOutput


@dataclass(frozen=True, slots=True)
class Found:
    """One place in a raw file, with the document it held or the reason why it held none.

    `document_id` is there in both cases: it tells a later run whether the place has changed.
    """

    source_uri: str
    file_path: str
    document_id: str
    document: Document | None = None
    reason: Reason | None = None
    detail: str = ""
