"""One poison for every critical check: a batch that was right, made wrong in the one way the check is there to stop."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pyarrow as pa

Poison = Callable[[list[dict[str, Any]]], list[dict[str, Any]]]


def setting(column: str, value: Any, needs: str | None = None) -> Poison:
    """Gives the first row (that has `needs`) another value; a function is given the row."""

    def poison(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        at = next(i for i, row in enumerate(rows) if needs is None or row[needs] is not None)
        rows[at] = rows[at] | {column: value(rows[at]) if callable(value) else value}
        return rows

    return poison


def changing(**values: Any) -> Poison:
    """Gives the first row several other values."""
    return lambda rows: [rows[0] | values, *rows[1:]]


def doubling(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Hands the first row on twice."""
    return [rows[0], *rows]


def adding(**values: Any) -> Poison:
    """Hands on one row more."""
    return lambda rows: [*rows, values]


def dropping(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Loses the first row."""
    return rows[1:]


def poisoned(table: pa.Table, poison: Poison) -> pa.Table:
    """The table with the poison in it."""
    return pa.Table.from_pylist(poison(table.to_pylist()), schema=table.schema)


def _shifted(row: dict[str, Any]) -> list[dict[str, int]]:
    return [{"start_char": s["start_char"] + 1, "end_char": s["end_char"] + 1} for s in row["content_spans"]]


POISONS: dict[tuple[str, str, str], Poison] = {
    ("ingest", "documents", "document_id_is_unique"): doubling,
    ("ingest", "documents", "source_uri_is_filled"): setting("source_uri", None),
    ("ingest", "documents", "form_is_known"): setting("form", "fax"),
    ("ingest", "documents", "has_content"): setting("size_bytes", 0),
    ("ingest", "source_files", "source_uri_is_filled"): setting("source_uri", None),
    ("ingest", "source_files", "source_status_is_known"): setting("source_status", "lost"),
    ("ingest", "source_files", "is_accounted_for"): changing(source_status="merged", document_id="a0000000000000000"),
    ("clean", "articles", "article_id_is_unique"): doubling,
    ("clean", "articles", "body_is_filled"): setting("body", None),
    ("clean", "articles", "published_at_method_is_known"): setting("published_at_method", "guess"),
    ("clean", "articles", "published_at_precision_is_known"): setting("published_at_precision", "about"),
    ("clean", "articles", "published_at_confidence_is_between_0_and_1"): setting("published_at_confidence", 1.5),
    ("clean", "articles", "date_has_method"): setting("published_at_method", "none", needs="published_at"),
    ("clean", "blocks", "block_kind_is_known"): setting("block_kind", "poem"),
    ("clean", "blocks", "text_stands_in_body"): setting("start_char", lambda row: row["start_char"] + 1, needs="start_char"),
    ("clean", "outlet_lines", "was_printed"): adding(outlet_id="o1", line_key=1, line_chars=9, page_keys=[1], left_out_keys=[2]),
    ("deduplicate", "article_groups", "article_id_is_unique"): doubling,
    ("deduplicate", "article_groups", "duplicate_role_is_known"): setting("duplicate_role", "twin"),
    ("deduplicate", "article_groups", "original_share_is_between_0_and_1"): setting("original_share", -0.1),
    ("deduplicate", "article_groups", "story_id_is_filled"): setting("story_id", None),
    ("deduplicate", "article_groups", "copy_names_its_original"): setting("duplicate_of", None, needs="duplicate_of"),
    ("deduplicate", "article_groups", "is_an_article"): dropping,
    ("deduplicate", "text_reuse", "reuse_id_is_unique"): doubling,
    ("deduplicate", "text_reuse", "reuse_kind_is_known"): setting("reuse_kind", "theft"),
    ("deduplicate", "text_reuse", "similarity_is_between_0_and_1"): setting("similarity", 2.0),
    ("deduplicate", "text_reuse", "passage_is_in_both"): setting("to_end_char", 1_000_000),
    ("enrich", "quotes", "quote_id_is_unique"): doubling,
    ("enrich", "quotes", "quote_type_is_known"): setting("quote_type", "hearsay"),
    ("enrich", "quotes", "speaker_method_is_known"): setting("speaker_method", "guess"),
    ("enrich", "quotes", "speech_act_is_known"): setting("speech_act", "sing"),
    ("enrich", "quotes", "polarity_is_known"): setting("polarity", "maybe"),
    ("enrich", "quotes", "confidence_is_between_0_and_1"): setting("confidence", 7.0),
    ("enrich", "quotes", "text_stands_in_body"): setting("content_spans", _shifted),
    ("enrich", "quotes", "cue_stands_in_body"): setting("cue_text", "whispered", needs="cue_start_char"),
    ("enrich", "quotes", "speaker_stands_in_body"): setting("speaker_text", "Nobody", needs="speaker_start_char"),
    ("enrich", "quotes", "speaker_has_method"): setting("speaker_method", "none", needs="speaker_name"),
    ("enrich", "event_reports", "event_report_id_is_unique"): doubling,
    ("enrich", "event_reports", "event_type_is_known"): setting("event_type", "DANCE"),
    ("enrich", "event_reports", "modality_is_known"): setting("modality", "rumoured"),
    ("enrich", "event_reports", "event_date_precision_is_known"): setting("event_date_precision", "soon"),
    ("enrich", "event_reports", "confidence_is_between_0_and_1"): setting("confidence", -1.0),
    ("enrich", "event_reports", "trigger_stands_in_body"): setting("trigger_text", "waltzed"),
    ("enrich", "event_reports", "sentence_stands_in_body"): setting("sentence_start_char", lambda row: row["sentence_start_char"] + 1),
    ("enrich", "event_reports", "date_has_precision"): changing(event_date=date(2024, 3, 5), event_date_precision="none"),
    ("enrich", "time_expressions", "timex_type_is_known"): setting("timex_type", "EPOCH"),
    ("enrich", "time_expressions", "timex_value_is_filled"): setting("timex_value", None),
    ("enrich", "time_expressions", "text_stands_in_body"): setting("text", "never"),
    ("model", "utterance_members", "quote_id_is_unique"): doubling,
    ("model", "utterance_members", "variant_kind_is_known"): setting("variant_kind", "sung"),
    ("model", "utterance_members", "has_head"): dropping,
    ("model", "utterance_heads", "utterance_id_is_unique"): doubling,
    ("model", "utterance_heads", "canonical_text_is_filled"): setting("canonical_text", None),
    ("model", "event_members", "event_report_id_is_unique"): doubling,
    ("model", "event_members", "has_head"): setting("event_id", "e0000000000000000"),
    ("model", "event_heads", "event_id_is_unique"): doubling,
    ("model", "event_heads", "event_type_is_known"): setting("event_type", "DANCE"),
    ("model", "event_heads", "modality_is_known"): setting("modality", "rumoured"),
    ("model", "event_heads", "confidence_is_between_0_and_1"): setting("confidence", 1.01),
    ("model", "independence", "is_counted_is_filled"): setting("is_counted", None),
    ("model", "independence", "reduction_has_reason"): setting("reduction_kind", None, needs="reduction_kind"),
    ("model", "coverage_dates", "article_id_is_unique"): doubling,
    ("model", "coverage_dates", "published_date_is_filled"): setting("published_date", None),
    ("model", "coverage_dates", "published_at_method_is_known"): setting("published_at_method", "page"),
    ("model", "coverage_dates", "published_at_confidence_is_between_0_and_1"): setting("published_at_confidence", 7.0),
    ("model", "coverage_evidence", "other_article_id_is_filled"): setting("other_article_id", None),
    ("model", "coverage_evidence", "evidence_kind_is_known"): setting("evidence_kind", "hearsay"),
    ("model", "actors", "actor_id_is_unique"): doubling,
    ("model", "actors", "actor_name_is_filled"): setting("actor_name", None),
    ("model", "actors", "actor_type_is_known"): setting("actor_type", "ghost"),
}
SET_ASIDE: dict[tuple[str, str, str], Poison] = {
    ("clean", "articles", "has_words"): setting("word_count", 0),
    ("clean", "articles", "is_plain_text"): setting("body", lambda row: row["body"] + "\x07"),
    ("clean", "articles", "published_year_is_plausible"): setting("published_date", date(1500, 1, 1), needs="published_date"),
    ("enrich", "quotes", "speaker_name_names_nobody_wrong"): setting("speaker_name", "he", needs="speaker_name"),
    ("enrich", "event_reports", "is_on_earth"): changing(latitude=95.0, longitude=10.0),
}
"""Poisons whose rows are set aside while the rest goes on."""
