"""What clean makes of a document: blocks, the article's fields, and why a document is no article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from onrecord.reasons import Reason

IN_BODY = frozenset(("body", "heading", "dateline"))


class Block(NamedTuple):
    """One block of a page: its kind, its text, where it stands on the raw page (dumps) and in the body (blocks of the body)."""

    kind: str
    text: str
    raw_start: int | None = None
    raw_end: int | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication date: the day as the outlet states it, the moment in UTC, how it was found, and the characters it was read from."""

    at: datetime | None = None
    day: date | None = None
    precision: str = "none"
    method: str = "none"
    confidence: float | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Hints:
    """What a page says of its article besides the text; the best value found for each, None or empty where there is none."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    outlet: str | None = None
    language: str | None = None
    publication: Publication = Publication()
    agencies: tuple[str, ...] = ()
    dateline_place: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A page read: its body, its blocks in order, and what it says of the article."""

    body: str
    blocks: tuple[Block, ...]
    hints: Hints


@dataclass(frozen=True, slots=True)
class CleanArticle:
    """One article with all its fields; the names are those of the stage table `articles`."""

    article_id: str
    source_uri: str
    form: str
    body: str
    word_count: int
    url: str | None = None
    outlet_id: str | None = None
    outlet_name: str | None = None
    agency_names: tuple[str, ...] = ()
    title: str | None = None
    authors: tuple[str, ...] = ()
    dateline_place: str | None = None
    published_at: datetime | None = None
    published_date: date | None = None
    published_at_precision: str = "none"
    published_at_method: str = "none"
    published_at_confidence: float | None = None
    published_at_text: str | None = None
    language: str | None = None
    retrieved_at: datetime | None = None
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class CleanOptions:
    """What clean is told: the languages that can be read (ISO 639-1), and the seconds one document may take (0 for no limit)."""

    languages: tuple[str, ...] = ("en",)
    seconds: float = 0


class PageError(Exception):
    """The document is no article; `reason` and `detail` go to the quarantine."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail
