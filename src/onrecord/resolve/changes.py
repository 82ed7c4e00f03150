"""What became of ids between two runs: merged, split, renamed or removed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from onrecord.resolve.given import Given, source
from onrecord.resolve.records import Row

MEMBERS = {
    "utterance": ("utterance_members", "quote_id", "utterance_id"),
    "event": ("event_members", "event_report_id", "event_id"),
    "story": ("article_groups", "article_id", "story_id"),
}


def id_changes(subject_type: str, previous: Given, now: Given, run_id: str) -> list[Row]:
    """Rows of `id_changes`, one for each old id that is gone or whose members went to several; an id that only grew has none.

    An id is the one of its smallest member, so a member that arrives later and is smaller renames it: the row says to what.

    Args:
        subject_type: utterance, event or story.
        previous: tables of the last published run, with the members of each id.
        now: the same tables of this one.
        run_id: the run that makes the change.
    """
    table, *names = MEMBERS[subject_type]
    became: dict[str, set[str | None]] = defaultdict(set)
    for old, new in _moves(source(previous, table).table(names), source(now, table).table(names)):
        became[old].add(new)
    origins = Counter(new for news in became.values() for new in news)
    found: list[Row] = []
    for old, news in became.items():
        there = sorted(new for new in news if new is not None)
        for target in [new for new in there if new != old] if there else [None]:
            kind = _kind(there, target, origins)
            found.append({"subject_type": subject_type, "change_kind": kind, "old_id": old, "new_id": target, "run_id": run_id})
    return found


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


def _kind(became: list[str], new: str | None, origins: Mapping[str | None, int]) -> str:
    if new is None:
        return "removed"
    if len(became) > 1:
        return "split"
    return "merged" if origins[new] > 1 else "renamed"
