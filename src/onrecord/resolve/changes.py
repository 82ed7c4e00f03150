"""What became of ids between two runs: merged, split, renamed or removed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from onrecord.resolve.given import Given, source
from onrecord.resolve.records import Row
from onrecord.schema.tables import TABLES

MEMBERS = {
    "utterance": ("utterance_members", "quote_id", "utterance_id"),
    "event": ("event_members", "event_report_id", "event_id"),
    "story": ("article_groups", "article_id", "story_id"),
}


def id_changes(now: Given, previous: Mapping[str, pa.Table], run_id: str) -> pa.Table:
    """Table `id_changes`: a row for each old id that is gone or whose members went to several; an id that only grew has none.

    An id is the one of its smallest member, so a member that arrives later and is smaller renames it: the row says to what.

    Args:
        now: tables with the members of utterances, events and stories.
        previous: the same tables of the last published run.
        run_id: the run that makes the change.
    """
    found: list[Row] = []
    for subject_type, (table, member, name) in MEMBERS.items():
        became: dict[str, set[str | None]] = defaultdict(set)
        for old, new in _moves(source(previous, table).table([member, name]), source(now, table).table([member, name])):
            became[old].add(new)
        origins: dict[str, int] = defaultdict(int)
        for olds in became.values():
            for new in olds - {None}:
                origins[str(new)] += 1
        for old, news in became.items():
            there = sorted(new for new in news if new is not None)
            for target in [new for new in there if new != old] if there else [None]:
                kind = _kind(there, target, origins)
                found.append({"subject_type": subject_type, "change_kind": kind, "old_id": old, "new_id": target, "run_id": run_id})
    return TABLES["id_changes"].from_rows(found)


def _moves(before: pa.Table, after: pa.Table) -> Iterator[tuple[str, str | None]]:
    """The distinct pairs of the id a member had and the one it has, of all ids that have to do with a changed one; None for no more."""
    before, after = (table.filter(pc.not_equal(table[1], "")) for table in (before, after))  # nor null
    if not before.num_rows:
        return
    new = after[1].take(pc.index_in(before[0], value_set=after[0]))
    pairs = pa.table({"old": before[1], "new": new}).group_by(["old", "new"]).aggregate([])
    same = pc.fill_null(pc.equal(pairs["old"], pairs["new"]), False)
    touched = pairs.filter(pc.invert(same))
    wanted = pc.or_(pc.is_in(pairs["old"], value_set=touched["old"]), pc.is_in(pairs["new"], value_set=touched["new"].drop_null()))
    yield from zip(*(column.to_pylist() for column in pairs.filter(wanted).columns), strict=True)


def _kind(became: list[str], new: str | None, origins: Mapping[str, int]) -> str:
    if new is None:
        return "removed"
    if len(became) > 1:
        return "split"
    return "merged" if origins[new] > 1 else "renamed"
