"""Groups of like things from their likeness: average linkage, and groups parted by years."""

from __future__ import annotations

import numpy as np


def average_linkage(likeness: np.ndarray, least: float) -> list[list[int]]:
    """Groups by average linkage, cut where the mean likeness of two groups falls below `least`; ordered, by first member.

    Method: Sokal and Michener 1958, with the Lance and Williams update; the nearest pair is joined first, ties by number.
    """
    near = likeness.astype(np.float64, copy=True)
    np.fill_diagonal(near, -1.0)
    sizes = np.ones(len(near))
    groups: list[list[int]] = [[number] for number in range(len(near))]
    best = near.max(axis=1, initial=-1.0)
    while len(near):
        a = int(best.argmax())
        if best[a] < least:
            break
        b = int(near[a].argmax())
        a, b = min(a, b), max(a, b)
        merged = (near[a] * sizes[a] + near[b] * sizes[b]) / (sizes[a] + sizes[b])
        merged[(near[a] < 0) | (near[b] < 0)] = -1.0
        merged[[a, b]] = -1.0
        stale = np.flatnonzero((best == near[a]) | (best == near[b]))
        near[a], near[:, a] = merged, merged
        near[b], near[:, b] = -1.0, -1.0
        sizes[a] += sizes[b]
        groups[a], groups[b] = groups[a] + groups[b], []
        best = np.maximum(best, merged)
        for row in {a, b, *stale.tolist()}:
            best[row] = near[row].max()
    return sorted(sorted(group) for group in groups if group)


def split_years(likeness: np.ndarray, days: np.ndarray, far: int) -> list[list[int]]:
    """The rows of a group, parted where the known days leave a gap of more than `far`; ordered, by first member.

    One row against three or more stays: such a date is more often wrong than right. Rows of unknown day go to the side they are most like.
    """
    pending, done = [np.arange(len(days))], []
    while pending:
        members = pending.pop()
        early = _before_gap(days[members], far)
        if early is None:
            done.append(sorted(members.tolist()))
            continue
        late = ~early & (days[members] > 0)
        near = likeness[np.ix_(members, members)]
        early |= ~late & (near[:, early].mean(axis=1) >= near[:, late].mean(axis=1))
        pending += [members[early], members[~early]]
    return sorted(done)


def _before_gap(days: np.ndarray, far: int) -> np.ndarray | None:
    """Which rows have a known day before the widest gap, or None if it is too narrow or sets one row apart from many."""
    known = np.sort(days[days > 0])
    if len(known) < 2:
        return None
    at = int(np.diff(known).argmax())
    smaller, larger = sorted((at + 1, len(known) - at - 1))
    if known[at + 1] - known[at] <= far or (smaller == 1 and larger > 2):
        return None
    return np.asarray((days > 0) & (days <= known[at]))
