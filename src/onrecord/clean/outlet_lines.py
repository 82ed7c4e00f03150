"""Lines that the pages of an outlet repeat, learned run by run from the blocks on record.

A line printed under several headlines of one outlet is furniture if it was mostly left out of their texts, and if it is a long one printed
under many headlines, whatever was made of it. Pages are told apart by their headline, so an article that is fetched again teaches nothing.
The state is one row a line, bounded an outlet; a run reads it as the last published run left it, so that a run cut short and taken up again
sees the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from onrecord.clean.assembly import plain
from onrecord.clean.block_model import Scores
from onrecord.clean.model import IN_BODY
from onrecord.clean.outlets import outlet_id, outlet_name
from onrecord.clean.units import Unit
from onrecord.schema.tables import TABLES

FEWEST_PAGES = 3  # headlines under which a line must have stood before it is judged by them
LEFT_OUT = 0.5  # share of them whose text did not take the line
MANY_PAGES = 8  # headlines under which a long line is furniture whatever was made of it; no more are remembered
LONG_LINE = 40  # characters; a short line may be a heading that an outlet gives all its articles
LINES_KEPT = 4000  # an outlet; the most repeated ones, then the newest
FORMS = ("html", "dump")


@dataclass(frozen=True)
class OutletLines:
    """Keys of the lines that are known for furniture, by outlet."""

    furniture: Mapping[str, frozenset[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, table: pa.Table) -> OutletLines:
        """What the stage table `outlet_lines` tells."""
        seen, left = pc.list_value_length(table["page_keys"]), pc.list_value_length(table["left_out_keys"])
        share = pc.divide(pc.cast(left, pa.float64()), pc.cast(seen, pa.float64()))
        mostly_left = pc.and_(pc.greater_equal(seen, FEWEST_PAGES), pc.greater_equal(share, LEFT_OUT))
        often = pc.and_(pc.greater_equal(seen, MANY_PAGES), pc.greater_equal(table["line_chars"], LONG_LINE))
        known = table.filter(pc.or_(mostly_left, often)).select(["outlet_id", "line_key"]).to_pylist()
        found: dict[str, set[int]] = {}
        for row in known:
            found.setdefault(row["outlet_id"], set()).add(row["line_key"])
        return cls({outlet: frozenset(keys) for outlet, keys in found.items()})

    def settle(self, units: Sequence[Unit], scores: Scores, names: tuple[str | None, str | None, Sequence[str]]) -> Scores:
        """The probabilities of a page's lines, 0 for those known for furniture of its outlet.

        Args:
            units: lines or blocks of the page.
            scores: probability of each to be text.
            names: what the outlet is told by, as `outlet_name` takes it: the declared name, the domain, names printed on the page.
        """
        known = self.furniture.get(outlet_id(outlet_name(*names)) or "") if self.furniture else None
        if not known:
            return scores
        return np.where([line_key(unit.text) in known for unit in units], 0.0, scores)


NO_LINES = OutletLines()


def line_key(text: str) -> int:
    """What a line is known by: 63 bits of its plain text."""
    return int.from_bytes(blake2b(plain(text).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1


def learned(known: pa.Table, articles: pa.Table, blocks: pa.Table) -> pa.Table:
    """The lines known so far with those of new pages; every line with the headlines that it stood under, and was left out under.

    Args:
        known: rows of `outlet_lines`.
        articles: new rows of `articles`; those without outlet or headline teach nothing.
        blocks: their rows of `blocks`.
    """
    pages = {
        row["article_id"]: (row["outlet_id"], line_key(row["title"]))
        for row in articles.select(["article_id", "outlet_id", "title", "form"]).to_pylist()
        if row["outlet_id"] and row["title"] and row["form"] in FORMS
    }
    lines = {(row["outlet_id"], row["line_key"]): row for row in known.to_pylist()}
    newest: dict[str, list[tuple[str, int]]] = {}
    for article, kind, text in _columns(blocks, "article_id", "block_kind", "block_text"):
        if article not in pages:
            continue
        outlet, page = pages[article]
        key = (outlet, line_key(text))
        row = lines.setdefault(
            key, {"outlet_id": outlet, "line_key": key[1], "line_chars": len(text), "page_keys": [], "left_out_keys": []}
        )
        if page in row["page_keys"] or len(row["page_keys"]) >= MANY_PAGES:
            continue
        row["page_keys"] = [*row["page_keys"], page]
        if kind not in IN_BODY:
            row["left_out_keys"] = [*row["left_out_keys"], page]
        newest.setdefault(outlet, []).append(key)
    return TABLES["outlet_lines"].from_rows([lines[key] for key in _kept(lines, newest)])


def _columns(table: pa.Table, *names: str) -> Iterable[tuple[str, ...]]:
    return zip(*(table[name].to_pylist() for name in names), strict=True)


def _kept(
    lines: Mapping[tuple[str, int], Mapping[str, Sequence[int]]], newest: Mapping[str, Sequence[tuple[str, int]]]
) -> list[tuple[str, int]]:
    """Keys of the lines to remember: of an outlet that has too many, those of most headlines, the newest among equals first."""
    by_outlet: dict[str, list[tuple[str, int]]] = {}
    for key in lines:
        by_outlet.setdefault(key[0], []).append(key)
    kept = []
    for outlet, keys in by_outlet.items():
        fresh = set(newest.get(outlet, ()))
        ordered = sorted(keys, key=lambda key: (-len(lines[key]["page_keys"]), key not in fresh, key)) if len(keys) > LINES_KEPT else keys
        kept += ordered[:LINES_KEPT]
    return kept
