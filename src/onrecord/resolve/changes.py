"""What became of ids between two runs: merged, split, renamed or removed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from onrecord.resolve.records import Row


def id_changes(subject_type: str, before: Mapping[str, str], after: Mapping[str, str], run_id: str) -> list[Row]:
    """Rows of `id_changes`, one for each old id that is gone or whose members went to several; an id that only grew has none.

    An id is the one of its smallest member, so a member that arrives later and is smaller renames it: the row says to what.

    Args:
        subject_type: utterance, event or story.
        before: member to id in the last published run.
        after: member to id now.
        run_id: the run that makes the change.
    """
    old_members: dict[str, list[str]] = defaultdict(list)
    for member in sorted(before):
        old_members[before[member]].append(member)
    origins: dict[str, set[str]] = defaultdict(set)
    for member, old in before.items():
        if member in after:
            origins[after[member]].add(old)
    found: list[Row] = []
    for old in sorted(old_members):
        became = sorted({after[member] for member in old_members[old] if member in after})
        targets: list[str | None] = [new for new in became if new != old] if became else [None]
        found += [
            {"subject_type": subject_type, "change_kind": _kind(became, new, origins), "old_id": old, "new_id": new, "run_id": run_id}
            for new in targets
        ]
    return found


def _kind(became: list[str], new: str | None, origins: Mapping[str, set[str]]) -> str:
    if new is None:
        return "removed"
    if len(became) > 1:
        return "split"
    return "merged" if len(origins[new]) > 1 else "renamed"
