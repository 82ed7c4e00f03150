"""From a span of an article's body back to the raw document it was read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.dataset as ds

from onrecord.article import Span


@dataclass(frozen=True, slots=True)
class RawPlace:
    """Code points of the decoded raw document; where `is_exact` is false, the block that holds the span."""

    start: int
    end: int
    is_exact: bool


def raw_places(warehouse: Path, article_id: str, form: str, spans: Sequence[Span]) -> tuple[RawPlace, ...]:
    """Where spans of a body lie in the raw document: the same place in a text, by its blocks in a dump, nowhere in HTML."""
    if form == "text":
        return tuple(RawPlace(s.start, s.end, True) for s in spans)
    if form != "dump":
        return ()
    blocks = _blocks(warehouse, article_id)
    return tuple(place for span in spans if (place := _place(span, blocks)))


def _place(span: Span, blocks: Sequence[tuple[Span, Span]]) -> RawPlace | None:
    """A span in the blocks (body, raw) it touches; exact where it lies in one block that was taken over unchanged."""
    touched = [(body, raw) for body, raw in blocks if body.overlaps(span)]
    if not touched:
        return None
    body, raw = touched[0]
    if len(touched) == 1 and body.contains(span) and body.end - body.start == raw.end - raw.start:
        return RawPlace(raw.start + span.start - body.start, raw.start + span.end - body.start, True)
    return RawPlace(min(raw.start for _, raw in touched), max(raw.end for _, raw in touched), False)


def _blocks(warehouse: Path, article_id: str) -> list[tuple[Span, Span]]:
    """Body span and raw span of the article's blocks that went into its body."""
    names = ["start_char", "end_char", "raw_start_char", "raw_end_char"]
    parts = [str(p) for p in sorted((warehouse / "stages" / "blocks").glob("batch=*/part.parquet"))]
    if not parts:
        return []
    rows = ds.dataset(parts, format="parquet").to_table(names, filter=pc.field("article_id") == article_id).to_pylist()
    filled = [tuple(row[name] for name in names) for row in rows if None not in row.values()]
    return [(Span(a, b), Span(c, d)) for a, b, c, d in filled]
