"""The stage enrich: a batch of articles to its sentences, time expressions, actors, mentions, quotes and event reports."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from onrecord.actors.rows import actor_rows
from onrecord.article import Article, Span
from onrecord.enrich.article import Coding, code_article
from onrecord.events.rows import event_rows
from onrecord.quotes.rows import quote_rows
from onrecord.reasons import Reason, Rejection
from onrecord.schema.tables import TABLES
from onrecord.stages import STAGES, StageOutput
from onrecord.text.parser import Parser
from onrecord.time_limit import TooSlowError, time_limit

Rows = list[dict[str, object]]


def enrich_batch(articles: pa.Table, blocks: pa.Table, parser: Parser | None = None, seconds: float = 0) -> StageOutput:
    """Codes each article of a batch; one that cannot be coded is set aside with the error, the rest goes on.

    Args:
        articles: rows of the stage table `articles`.
        blocks: rows of the stage table `blocks` of the same batch; they say what is a heading.
        parser: the reader's own parser, if there is one.
        seconds: how long one article may take; 0 for no limit.
    """
    headings = heading_spans(blocks)
    rows: dict[str, Rows] = {name: [] for name in STAGES["enrich"].tables_out}
    rejected: list[Rejection] = []
    for record in articles.to_pylist():
        article = article_of(record, headings.get(record["article_id"], ()))
        try:
            with time_limit(seconds):
                found = coding_rows(article, code_article(article, parser))
        except TooSlowError as error:
            rejected.append(_rejection(record, Reason.TOO_SLOW, str(error)))
            continue
        except Exception as error:
            rejected.append(_rejection(record, Reason.READER_FAILED, f"{type(error).__name__}: {str(error)[:200]}"))
            continue
        for name, some in found.items():
            rows[name].extend(some)
    tables = {name: TABLES[name].from_rows(some) for name, some in rows.items()}
    return StageOutput(tables, rejected, rows_in=articles.num_rows)


def _rejection(record: dict[str, Any], reason: Reason, detail: str) -> Rejection:
    return Rejection("enrich", "articles", record["article_id"], record["source_uri"], reason, detail)


def coding_rows(article: Article, coding: Coding) -> dict[str, Rows]:
    """The coding of one article as rows of the stage's tables."""
    actors, mentions = actor_rows(article.article_id, coding.text, coding.actors)
    return {
        "sentences": [
            {"article_id": article.article_id, "sentence_index": i, "start_char": s.start, "end_char": s.end}
            for i, s in enumerate(coding.text.sentences)
        ],
        "time_expressions": [
            {
                "article_id": article.article_id,
                "start_char": t.start,
                "end_char": t.end,
                "text": article.body[t.start : t.end],
                "timex_type": t.timex_type,
                "timex_value": t.value,
                "timex_anchor": t.anchor,
            }
            for t in coding.times
        ],
        "article_actors": actors,
        "mentions": mentions,
        "quotes": quote_rows(article, coding.text, coding.actors, coding.quotes),
        "event_reports": event_rows(article, coding.text, coding.actors, coding.events),
    }


def heading_spans(blocks: pa.Table) -> dict[str, tuple[Span, ...]]:
    """The stretches of each article's body that are headings."""
    kinds = pc.is_in(blocks["block_kind"], value_set=pa.array(["heading", "title"]))
    found: dict[str, list[Span]] = defaultdict(list)
    for row in (
        blocks.filter(pc.and_(kinds, pc.is_valid(blocks["start_char"]))).select(["article_id", "start_char", "end_char"]).to_pylist()
    ):
        found[row["article_id"]].append(Span(row["start_char"], row["end_char"]))
    return {article: tuple(sorted(spans)) for article, spans in found.items()}


def article_of(record: dict[str, Any], headings: tuple[Span, ...] = ()) -> Article:
    """The article of a row of the stage table `articles`."""
    return Article(
        article_id=record["article_id"],
        body=record["body"],
        title=record["title"],
        outlet_name=record["outlet_name"],
        agency_names=tuple(record["agency_names"] or ()),
        authors=tuple(record["authors"] or ()),
        dateline_place=record["dateline_place"],
        published_at=record["published_at"],
        published_date=record["published_date"],
        heading_spans=headings,
    )
