"""One file to what is on record in it, with no warehouse: the reading and coding of `onrecord run`, article by article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.article import Document, Span
from onrecord.clean.model import CleanArticle, CleanOptions, PageError
from onrecord.clean.stage import ARTICLE_COLUMNS, clean_document
from onrecord.enrich.article import code_article
from onrecord.enrich.stage import article_of, coding_rows
from onrecord.read.batch import Found, ReadLimits
from onrecord.read.sources import read_file
from onrecord.read.walk import RawFile
from onrecord.reasons import MEANINGS, Reason
from onrecord.text.parser import Parser
from onrecord.time_limit import TooSlowError, time_limit

CODED = ("quotes", "event_reports", "time_expressions", "article_actors")
HIDDEN = frozenset({"batch_id", "article_id", "speaker_actor_id", "actor_actor_ids", "recipient_actor_ids", "article_actor_id"})


@dataclass(frozen=True, slots=True)
class Extracted:
    """One place of a file: the article as a JSON object, or the reason why there is none."""

    source_uri: str
    article: dict[str, Any] | None = None
    reason: str | None = None
    text: str = ""


def extract_file(path: Path, name: str, options: CleanOptions, limits: ReadLimits, parser: Parser | None = None) -> Iterator[Extracted]:
    """Every article of a file with its quotes, event reports, time expressions and actors; never raises for what a file holds.

    Args:
        path: the file.
        name: what the file is called in `source_uri`.
        options: which languages are read.
        limits: how large a document may be.
        parser: the reader's own parser, if there is one.
    """
    for found in read_file(RawFile(path, name), limits):
        yield _extract(found, options, parser)


def _extract(found: Found, options: CleanOptions, parser: Parser | None) -> Extracted:
    if found.document is None:
        reason = found.reason or Reason.READER_FAILED
        return Extracted(found.source_uri, None, str(reason), _sentence(reason, found.detail))
    try:
        with time_limit(options.seconds):
            return Extracted(found.source_uri, article_object(found.document, options, parser))
    except PageError as error:
        return Extracted(found.source_uri, None, str(error.reason), _sentence(error.reason, error.detail))
    except TooSlowError as error:
        return Extracted(found.source_uri, None, str(Reason.TOO_SLOW), _sentence(Reason.TOO_SLOW, str(error)))
    except Exception as error:
        return Extracted(
            found.source_uri, None, str(Reason.READER_FAILED), _sentence(Reason.READER_FAILED, f"{type(error).__name__}: {error}")
        )


def article_object(document: Document, options: CleanOptions, parser: Parser | None = None) -> dict[str, Any]:
    """The article of a document with everything coded of it, ready for JSON; names are those of the warehouse.

    Raises:
        PageError: if the document holds no article.
    """
    clean = clean_document(document, options)
    record = {name: getattr(clean, name) for name in ARTICLE_COLUMNS}
    article = article_of(record, heading_spans(clean))
    coded = coding_rows(article, code_article(article, parser))
    return record | {name: [{k: v for k, v in row.items() if k not in HIDDEN} for row in coded[name]] for name in CODED}


def heading_spans(clean: CleanArticle) -> tuple[Span, ...]:
    """The stretches of the body that are headings."""
    spans = (Span(b.start, b.end) for b in clean.blocks if b.kind in {"heading", "title"} and b.start is not None and b.end is not None)
    return tuple(sorted(spans))


def _sentence(reason: Reason, detail: str) -> str:
    return f"{MEANINGS[reason]} ({detail})" if detail else MEANINGS[reason]
