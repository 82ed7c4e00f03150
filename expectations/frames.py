"""Conditions that need more than one column, worked out row by row before Great Expectations sees the frame."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from expectations.suite import StageData

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def documents(frame: pd.DataFrame, _data: StageData) -> pd.DataFrame:
    """Adds has_content."""
    return frame.assign(has_content=frame["size_bytes"] > 0)


def source_files(frame: pd.DataFrame, data: StageData) -> pd.DataFrame:
    """Adds is_accounted_for: a new or merged place has its document on record, or the place was rejected."""
    on_record = set(data.stages.read("documents", None, ["document_id"])["document_id"].to_pylist())
    on_record |= set(data.read("documents", ["document_id"])["document_id"].to_pylist())
    kept = frame["document_id"].isin(on_record)
    rejected = frame["source_status"] == "rejected"
    return frame.assign(is_accounted_for=kept | rejected)


def articles(frame: pd.DataFrame, _data: StageData) -> pd.DataFrame:
    """Adds has_words, is_plain_text, date_has_method and published_year; takes the body out."""
    known = frame["published_at"].notna()
    return frame.assign(
        has_words=frame["word_count"] > 0,
        is_plain_text=[isinstance(body, str) and not CONTROL.search(body) for body in frame["body"]],
        date_has_method=known == (frame["published_at_method"] != "none"),
        published_year=pd.Series([None if pd.isna(d) else d.year for d in frame["published_date"]], index=frame.index, dtype="float"),
        body=frame["body"].str.slice(0, 1),
    )


def blocks(frame: pd.DataFrame, data: StageData) -> pd.DataFrame:
    """Adds text_stands_in_body (true for blocks outside the text)."""
    return _stands_in(frame, data, "text_stands_in_body", "block_text", "start_char", "end_char").drop(columns="block_text")


def outlet_lines(frame: pd.DataFrame, _data: StageData) -> pd.DataFrame:
    """Adds was_printed."""
    pairs = zip(frame["page_keys"], frame["left_out_keys"], strict=True)
    return frame.assign(was_printed=[len(seen) > 0 and set(left) <= set(seen) for seen, left in pairs])[["line_key", "was_printed"]]


def article_groups(frame: pd.DataFrame, data: StageData) -> pd.DataFrame:
    """Adds copy_names_its_original and is_an_article."""
    is_complete = data.count("article_groups") == data.stages.count("articles")
    return frame.assign(
        copy_names_its_original=(frame["duplicate_role"] == "copy") == frame["duplicate_of"].notna(),
        is_an_article=_is_among(frame["article_id"], data.stages.read("articles", None, ["article_id"])) & is_complete,
    )


def text_reuse(frame: pd.DataFrame, data: StageData) -> pd.DataFrame:
    """Adds passage_is_in_both."""
    words = data.stages.read("article_words", None, ["article_id", "body_chars"]).to_pandas()  # bodies themselves are many times as much
    lengths = words.set_index("article_id")["body_chars"]

    def inside(side: str) -> pd.Series:
        ends = frame[f"{side}_article_id"].map(lengths).astype("float").fillna(-1)
        return (
            (frame[f"{side}_start_char"] >= 0)
            & (frame[f"{side}_start_char"] < frame[f"{side}_end_char"])
            & (frame[f"{side}_end_char"] <= ends)
        )

    return frame.assign(passage_is_in_both=inside("from") & inside("to"))


def quotes(frame: pd.DataFrame, data: StageData) -> pd.DataFrame:
    """Adds text_stands_in_body, cue_stands_in_body, speaker_stands_in_body and speaker_has_method."""
    bodies = _bodies(data, frame["article_id"].unique())
    parts = [
        _joined(bodies.get(article, ""), spans) == text
        for article, spans, text in zip(frame["article_id"], frame["content_spans"], frame["quote_text"], strict=True)
    ]
    frame = frame.assign(
        text_stands_in_body=parts, speaker_has_method=frame["speaker_name"].notna() == (frame["speaker_method"] != "none")
    ).drop(columns=["content_spans"])
    frame = _stands_in(frame, bodies, "cue_stands_in_body", "cue_text", "cue_start_char", "cue_end_char")
    return _stands_in(frame, bodies, "speaker_stands_in_body", "speaker_text", "speaker_start_char", "speaker_end_char")


def _joined(body: str, spans: Sequence[Mapping[str, int]]) -> str | None:
    """The words at the spans, None where there is no span or an empty one."""
    if not len(spans) or not all(s["start_char"] < s["end_char"] for s in spans):
        return None
    return " ... ".join(body[s["start_char"] : s["end_char"]] for s in spans)


def event_reports(frame: pd.DataFrame, data: StageData) -> pd.DataFrame:
    """Adds trigger_stands_in_body, sentence_stands_in_body, is_on_earth and date_has_precision."""
    bodies = _bodies(data, frame["article_id"].unique())
    frame = _stands_in(frame, bodies, "trigger_stands_in_body", "trigger_text", "trigger_start_char", "trigger_end_char")
    frame = _stands_in(frame, bodies, "sentence_stands_in_body", "sentence_text", "sentence_start_char", "sentence_end_char")
    unknown = frame["latitude"].isna() & frame["longitude"].isna()
    on_map = frame["latitude"].between(-90, 90) & frame["longitude"].between(-180, 180)
    return frame.assign(
        is_on_earth=unknown | on_map, date_has_precision=frame["event_date"].notna() == (frame["event_date_precision"] != "none")
    )


def time_expressions(frame: pd.DataFrame, data: StageData) -> pd.DataFrame:
    """Adds text_stands_in_body."""
    return _stands_in(frame, data, "text_stands_in_body", "text", "start_char", "end_char")


def utterance_members(frame: pd.DataFrame, data: StageData) -> pd.DataFrame:
    """Adds has_head: the utterance exists, and no quote on record was lost."""
    return _has_head(frame, data, "utterance", "quotes", "quote_id")


def event_members(frame: pd.DataFrame, data: StageData) -> pd.DataFrame:
    """Adds has_head: the event exists, and no report on record was lost."""
    return _has_head(frame, data, "event", "event_reports", "event_report_id")


def independence(frame: pd.DataFrame, _data: StageData) -> pd.DataFrame:
    """Adds reduction_has_reason."""
    return frame.assign(reduction_has_reason=frame["is_counted"] == frame["reduction_kind"].isna())


def _has_head(frame: pd.DataFrame, data: StageData, thing: str, member_table: str, member_id: str) -> pd.DataFrame:
    """The head is on record, and so is the member; as many members are there as rows that can be one: none was lost."""
    is_complete = data.count(f"{thing}_members") == data.stages.count(member_table)
    has_head = _is_among(frame[f"{thing}_id"], data.read(f"{thing}_heads", [f"{thing}_id"]))
    is_member = _is_among(frame[member_id], data.stages.read(member_table, None, [member_id]))
    return frame.assign(has_head=has_head & is_member & is_complete)


def _is_among(ids: pd.Series, table: pa.Table) -> pd.Series:
    """Whether each id is one of those in the only column of a table."""
    found = pc.is_in(pa.array(ids, pa.string()), value_set=table.column(0).combine_chunks())
    return pd.Series(found.to_pandas(), index=ids.index)


def _bodies(data: StageData, wanted: Any = None) -> dict[str, str]:
    """Bodies by article: of the batches in question if these hold articles, else of all."""
    table: pa.Table = data.read("articles", ["article_id", "body"])
    if not table.num_rows:
        table = data.stages.read("articles", None, ["article_id", "body"])
    ids = None if wanted is None else set(wanted)
    return {a: b for a, b in zip(table["article_id"].to_pylist(), table["body"].to_pylist(), strict=True) if ids is None or a in ids}


def _stands_in(frame: pd.DataFrame, data: StageData | Mapping[str, str], name: str, text: str, start: str, end: str) -> pd.DataFrame:
    """Adds a condition: the text is what the body has from start to end; true where there is no start."""
    bodies = _bodies(data, frame["article_id"].unique()) if isinstance(data, StageData) else data
    found = [
        pd.isna(s) or bodies.get(article, "")[int(s) : int(e)] == wanted
        for article, wanted, s, e in zip(frame["article_id"], frame[text], frame[start], frame[end], strict=True)
    ]
    return frame.assign(**{name: found})
