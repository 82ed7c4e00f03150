"""The small types that everything else speaks in: spans, documents and articles.

Offsets are Unicode code points, half-open: `body[span.start:span.end]` is the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a text, half-open, in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of the span."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Document:
    """One document as it came in: its content, its form and the metadata that came with it (`declared_*`).

    `form` is html, dump or text; `content` are its bytes after decompression.
    """

    document_id: str
    source_uri: str
    form: str
    content: bytes
    declared_url: str | None = None
    declared_outlet: str | None = None
    declared_title: str | None = None
    declared_authors: tuple[str, ...] = ()
    declared_published_at: str | None = None
    declared_language: str | None = None
    declared_charset: str | None = None
    retrieved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """What the coding of one article needs to know of it.

    `published_date` is None when the article's day is unknown: nothing may be reckoned from it then. `heading_spans` are the
    stretches of `body` that are headings (sub-headings, and the title where it is printed in the body).
    """

    article_id: str
    body: str
    title: str | None = None
    outlet_name: str | None = None
    agency_names: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    dateline_place: str | None = None
    published_at: datetime | None = None
    published_date: date | None = None
    heading_spans: tuple[Span, ...] = ()
