"""What an earlier run found out by reading texts, so that this one reads only those that are new or stand in new company.

Everything here is a function of what it is looked up by, so it is right whatever else has changed: a pair of texts is a duplicate or not
by the texts and by how much of each is furniture; the passages of two articles are theirs as long as the same of their fingerprints are
common; a piece of stories is grouped as before as long as its articles are the same with the same weights.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from onrecord.schema.tables import TABLES

STATE = ("article_groups", "text_reuse", "duplicate_checks", "reuse_checks", "story_pieces")
"""Tables of a run that the next one can go on from."""

ABOUT = {
    "article_groups": "article_id",
    "text_reuse": "from_article_id",
    "reuse_checks": "from_article_id",
    "duplicate_checks": "first_body_key",
}
"""Tables with rows that hold as long as no new article shares a fingerprint with theirs, directly or over others, and the article or its
text that they are about."""

Check = tuple[int | None, int | None, int, int]
"""Two texts (their body_key, the first article's first), and the fingerprints of each that are not common."""

Basis = tuple[int | None, int | None]


def parted(
    previous: Mapping[str, pa.Table], ids: Sequence[str], keys: Sequence[int | None], is_all: bool
) -> tuple[dict[str, pa.Table], dict[str, pa.Table]]:
    """What an earlier run found out about some articles, and what it found out about the others, which is to stay as it is.

    Args:
        previous: the tables STATE.
        ids: ids of the articles.
        keys: keys of their texts (`body_key`).
        is_all: whether they are all that are on record, so that nothing stays.
    """
    before, others = dict(previous), {name: previous[name].slice(0, 0) for name in ABOUT}
    for name, column in ABOUT.items() if not is_all else ():
        rows = previous[name]
        values = pa.array([key for key in keys if key is not None] if column == "first_body_key" else ids, rows.schema.field(column).type)
        is_about = pc.is_in(rows[column], value_set=values)
        before[name], others[name] = rows.filter(is_about), rows.filter(pc.invert(is_about))
    return before, others


@dataclass(slots=True)
class Checks:
    """The pairs of texts that were compared, with whether they are duplicates; `asked` are those of this run."""

    known: Mapping[Check, bool] = field(default_factory=dict)
    asked: dict[Check, bool] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: pa.Table) -> Checks:
        """The checks of an earlier run."""
        *keys, verdicts = (rows[name].to_pylist() for name in TABLES["duplicate_checks"].names)
        return cls(dict(zip(zip(*keys, strict=True), verdicts, strict=True)))

    def ask(self, check: Check, find: Callable[[], bool]) -> bool:
        """Whether the two texts are duplicates, found out where it is not known."""
        if check not in self.asked:
            self.asked[check] = self.known[check] if check in self.known else find()
        return self.asked[check]

    def table(self) -> pa.Table:
        """Rows of `duplicate_checks`."""
        return _table("duplicate_checks", [(*check, verdict) for check, verdict in self.asked.items()])


@dataclass(slots=True)
class Reuses:
    """The pairs of articles whose passages were looked for, with what that rested on; `asked` are those of this run.

    What it rested on: how many fingerprints that are not common both have, and which common ones the later has (its `held_keys`); nothing
    but the texts for a copy and its original.
    """

    known: Mapping[tuple[str, str], Basis] = field(default_factory=dict)
    rows: pa.Table = field(default_factory=TABLES["text_reuse"].schema.empty_table)
    asked: dict[tuple[str, str], Basis] = field(default_factory=dict)

    @classmethod
    def of(cls, checks: pa.Table, rows: pa.Table) -> Reuses:
        """The pairs of an earlier run, and the passages that it found."""
        first, second, shared, keys = (checks[name].to_pylist() for name in TABLES["reuse_checks"].names)
        return cls(dict(zip(zip(first, second, strict=True), zip(shared, keys, strict=True), strict=True)), rows)

    def holds(self, pair: tuple[str, str]) -> bool:
        """Whether the passages of a pair that was asked for are known."""
        return pair in self.known and self.known[pair] == self.asked[pair]

    def kept_rows(self) -> pa.Table:
        """The known passages of the pairs that were asked for."""
        pairs = zip(self.rows["from_article_id"].to_pylist(), self.rows["to_article_id"].to_pylist(), strict=True)
        return self.rows.filter(pa.array([pair in self.asked and self.holds(pair) for pair in pairs], pa.bool_()))

    def table(self) -> pa.Table:
        """Rows of `reuse_checks`."""
        return _table("reuse_checks", [(*pair, *basis) for pair, basis in self.asked.items()])


@dataclass(slots=True)
class Grouped:
    """The pieces of articles that were grouped into stories: for each article its piece, the key of its weights and its story."""

    known: Mapping[str, tuple[str, int, str | None]] = field(default_factory=dict)
    sizes: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, rows: pa.Table, groups: pa.Table) -> Grouped:
        """The pieces of an earlier run, and its groups."""
        stories = groups["story_id"].take(pc.index_in(rows["article_id"], groups["article_id"].combine_chunks())).to_pylist()
        ids, pieces, keys = (rows[name].to_pylist() for name in TABLES["story_pieces"].names)
        return cls(dict(zip(ids, zip(pieces, keys, stories, strict=True), strict=True)), Counter(pieces))

    def stories(self, ids: list[str], keys: list[int]) -> list[str] | None:
        """The known story of each article of a piece; None if the piece was another then, or a weight in it."""
        if self.sizes[ids[0]] != len(ids):
            return None
        found = [self.known.get(article_id) for article_id in ids]
        if any(one is None or one[2] is None or one[:2] != (ids[0], key) for one, key in zip(found, keys, strict=True)):
            return None
        return [one[2] for one in found if one and one[2]]


def _table(name: str, rows: Sequence[Sequence[object]]) -> pa.Table:
    table = TABLES[name]
    columns = zip(*rows, strict=True) if rows else [()] * len(table.names)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, table.schema, strict=True)]
    return table.sorted(pa.Table.from_arrays(arrays, schema=table.schema))
