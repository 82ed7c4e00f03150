"""The evidence of what is on record, by the id of a quote, utterance, event report or event: sentences with the words marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from onrecord.article import Span
from onrecord.errors import OnrecordError
from onrecord.warehouse.live import open_live
from onrecord.warehouse.raw_places import RawPlace, raw_places

OPEN, CLOSE = "[[", "]]"
ARTICLE = "article.body, article.title, article.url, article.source_uri, dim.form"
JOINS = "INNER JOIN main.articles AS article USING (article_id) INNER JOIN mart.dim_articles AS dim USING (article_id)"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place that says so. `spans` and `sentence_span` count code points of the article's body; `details` are who, what and how sure."""

    id: str
    article_id: str
    outlet_name: str | None
    title: str | None
    published_at: datetime | None
    url: str | None
    source_uri: str
    sentence: str
    sentence_span: Span
    spans: tuple[Span, ...]
    raw: tuple[RawPlace, ...]
    rule_id: str | None
    run_id: str | None
    confidence: float | None
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def marked(self) -> str:
        """The sentence with the words marked."""
        return mark(self.sentence, [Span(s.start - self.sentence_span.start, s.end - self.sentence_span.start) for s in self.spans])


@dataclass(frozen=True, slots=True)
class Citation:
    """Everything that says so, by time of publication. `now` is the id it has become, where it has."""

    subject_type: str
    id: str
    now: str
    summary: str
    evidence: list[Evidence]


def mark(text: str, spans: Sequence[Span]) -> str:
    """The text with marks around the spans.

    >>> mark("She said no.", [Span(9, 11)])
    'She said [[no]].'
    """
    for span in sorted(spans, reverse=True):
        text = text[: span.start] + OPEN + text[span.start : span.end] + CLOSE + text[span.end :]
    return text


def cite(warehouse: Path, cited: str) -> Citation:
    """The evidence of a quote, utterance, event report or event by its id; an id that became another is followed.

    Raises:
        OnrecordError: if nothing on record has the id.
    """
    with open_live(warehouse) as connection:
        now = _follow(connection, cited)
        for subject, condition in (("quote", "quote.quote_id = $id"), ("utterance", "quote.utterance_id = $id")):
            if rows := _quotes(connection, condition, now):
                return Citation(subject, cited, now, _quote_summary(connection, subject, rows[0]), [_quote(warehouse, r) for r in rows])
        for subject, condition in (("event report", "report.event_report_id = $id"), ("event", "report.event_id = $id")):
            if rows := _reports(connection, condition, now):
                return Citation(subject, cited, now, _event_summary(rows[0]), [_report(warehouse, r) for r in rows])
    raise OnrecordError(f"Nothing on record has the id {cited}; ids of quotes, utterances, event reports and events can be cited.")


def _follow(connection: duckdb.DuckDBPyConnection, cited: str) -> str:
    """The id that an id has become."""
    seen = [cited]
    while True:
        row = connection.execute(
            "SELECT new_id FROM ops.id_changes WHERE old_id = ? AND new_id IS NOT NULL ORDER BY new_id", [seen[-1]]
        ).fetchone()
        alive = connection.execute(
            "SELECT 1 FROM main.utterances WHERE utterance_id = $id UNION ALL SELECT 1 FROM main.events WHERE event_id = $id",
            {"id": seen[-1]},
        ).fetchone()
        if row is None or alive or row[0] in seen:
            return seen[-1]
        seen.append(str(row[0]))


def _quotes(connection: duckdb.DuckDBPyConnection, condition: str, cited: str) -> list[dict[str, Any]]:
    query = (
        f"SELECT quote.*, {ARTICLE} FROM main.quotes AS quote {JOINS} WHERE {condition} ORDER BY quote.published_at NULLS LAST, quote_id"
    )
    return _rows(connection, query, cited)


def _reports(connection: duckdb.DuckDBPyConnection, condition: str, cited: str) -> list[dict[str, Any]]:
    query = (
        f"SELECT report.*, {ARTICLE} FROM main.event_reports AS report {JOINS} WHERE {condition} ORDER BY report.published_at NULLS LAST, 1"
    )
    return _rows(connection, query, cited)


def _rows(connection: duckdb.DuckDBPyConnection, query: str, cited: str) -> list[dict[str, Any]]:
    result = connection.execute(query, {"id": cited})
    names = [str(d[0]) for d in result.description or []]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _quote(warehouse: Path, row: Mapping[str, Any]) -> Evidence:
    spans = tuple(Span(s["start_char"], s["end_char"]) for s in row["content_spans"] or [])
    told = (
        "speaker_name",
        "speaker_method",
        "speaker_text",
        "cue_text",
        "quote_type",
        "speech_act",
        "is_speech",
        "polarity",
        "via_name",
        "attribution_depth",
        "variant_kind",
        "said_date",
    )
    return _evidence(warehouse, row, row["quote_id"], spans, told)


def _report(warehouse: Path, row: Mapping[str, Any]) -> Evidence:
    spans = (Span(row["trigger_start_char"], row["trigger_end_char"]),)
    told = (
        "event_type",
        "event_mode",
        "actor_names",
        "recipient_names",
        "modality",
        "event_date",
        "event_date_precision",
        "date_text",
        "place_name",
        "reported_by",
    )
    return _evidence(warehouse, row, row["event_report_id"], spans, told)


def _evidence(warehouse: Path, row: Mapping[str, Any], found: str, spans: tuple[Span, ...], told: Sequence[str]) -> Evidence:
    """A place; a quote that runs over several sentences shows all of them."""
    start, end = row["sentence_start_char"] or 0, row["sentence_end_char"] or 0
    whole = Span(min([start, *(s.start for s in spans)]), max([end, *(s.end for s in spans)]))
    return Evidence(
        id=found,
        article_id=row["article_id"],
        outlet_name=row["outlet_name"],
        title=row["title"],
        published_at=row["published_at"],
        url=row["url"],
        source_uri=row["source_uri"],
        sentence=whole.of(row["body"]),
        sentence_span=whole,
        spans=spans,
        raw=raw_places(warehouse, row["article_id"], row["form"], spans),
        rule_id=row["rule_id"],
        run_id=row["run_id"],
        confidence=row["confidence"],
        details={name: row[name] for name in told if row[name] is not None},
    )


def _quote_summary(connection: duckdb.DuckDBPyConnection, subject: str, row: Mapping[str, Any]) -> str:
    text = row["quote_text"]
    if subject == "utterance":
        found = connection.execute("SELECT canonical_text FROM main.utterances WHERE utterance_id = ?", [row["utterance_id"]]).fetchone()
        text = found[0] if found else text
    return f"{row['speaker_name'] or 'An unknown speaker'}: {text}"


def _event_summary(row: Mapping[str, Any]) -> str:
    who = ", ".join(row["actor_names"] or []) or "somebody"
    whom = ", ".join(row["recipient_names"] or [])
    when = f" on {row['event_date']}" if row["event_date"] else ""
    mode = f" ({row['event_mode']})" if row["event_mode"] else ""
    return f"{row['event_type']}{mode}, {row['modality']}: {who}{' to ' + whom if whom else ''}{when}"
