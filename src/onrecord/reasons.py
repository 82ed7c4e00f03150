"""Why something is set aside: the one vocabulary of `reason_code`, with the sentence a person can act on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """One member per rule that sets a document or a row aside; the value is the code in `ops.quarantine`."""

    # documents, at ingest
    EMPTY_FILE = "empty_file"
    BINARY_FILE = "binary_file"
    UNKNOWN_FORMAT = "unknown_format"
    TOO_LARGE = "too_large"
    BROKEN_COMPRESSION = "broken_compression"
    BROKEN_ARCHIVE_MEMBER = "broken_archive_member"
    INVALID_JSON = "invalid_json"
    INVALID_RECORD = "invalid_record"
    INVALID_SIDECAR = "invalid_sidecar"
    UNREADABLE_FILE = "unreadable_file"
    # documents, at clean
    UNDECODABLE = "undecodable"
    NO_ARTICLE = "no_article"
    PAYWALL_STUB = "paywall_stub"
    UNSUPPORTED_LANGUAGE = "unsupported_language"
    ERROR_PAGE = "error_page"
    READER_FAILED = "reader_failed"
    TOO_SLOW = "too_slow"
    # rows of any stage
    CHECK_FAILED = "check_failed"


MEANINGS: dict[Reason, str] = {
    Reason.EMPTY_FILE: "The document has no content; fetch it again or remove it.",
    Reason.BINARY_FILE: "The document is binary (an image, a PDF, an office file ...), not text; save the page as HTML or text.",
    Reason.UNKNOWN_FORMAT: "The document is none of the forms that can be read (HTML, page dump, records, web archive).",
    Reason.TOO_LARGE: "The document is larger than the limit in the settings (max_document_bytes); raise it or split the file.",
    Reason.BROKEN_COMPRESSION: "The compressed file is damaged or cut off; fetch it again.",
    Reason.BROKEN_ARCHIVE_MEMBER: "A record of the web archive is damaged or cut off; fetch the archive again.",
    Reason.INVALID_JSON: "The line is not valid JSON; mend the line.",
    Reason.INVALID_RECORD: "The record does not hold exactly one of html, page_text and text as a string; mend the record.",
    Reason.INVALID_SIDECAR: "The sidecar (.meta.json) beside the file cannot be read; mend or remove it.",
    Reason.UNREADABLE_FILE: "The file could not be opened or changed while it was read; check its permissions and run again.",
    Reason.UNDECODABLE: "The bytes are text in no charset that could be told; save the page as UTF-8.",
    Reason.NO_ARTICLE: "The page holds no article (a gallery, an index, a video or an empty frame).",
    Reason.PAYWALL_STUB: "The page holds only the start of an article before a paywall; get the full text.",
    Reason.UNSUPPORTED_LANGUAGE: "The article is in a language that cannot be read yet.",
    Reason.ERROR_PAGE: "The page is an error page of the site (not found, blocked, down), not an article.",
    Reason.READER_FAILED: "The reader failed on this document; please report it with the file.",
    Reason.TOO_SLOW: "Reading the document took longer than the limit in the settings (max_document_seconds); look what is odd in it.",
    Reason.CHECK_FAILED: "The row failed a row-level quality check.",
}


@dataclass(frozen=True, slots=True)
class Rejection:
    """One thing set aside: where (stage, table), which (row_id, source), and why.

    `detail` is added to the reason's sentence ("line 7: Expecting value"). `row_json` is the row for rows that exist nowhere else.
    """

    stage: str
    table_name: str
    row_id: str
    source_uri: str | None
    reason: Reason
    detail: str = ""
    row_json: str | None = None

    @property
    def text(self) -> str:
        """The reason in a sentence, with the detail."""
        sentence = MEANINGS[self.reason]
        return f"{sentence} ({self.detail})" if self.detail else sentence
