"""Groups of like things from their likeness: average linkage, and a test whether a group is two look-alikes."""

from __future__ import annotations

import numpy as np

MIN_SIDE = 3
"""Articles each side of a split needs: two articles may share a wording that sets them apart from the rest of their story."""

MAX_CROSS = 0.36
"""Likeness between the sides from which on a group is never split; sides of look-alike events had 0.04 to 0.34."""

MAX_RATIO = 0.65
"""Likeness between the sides, as a share of that within them, from which on a group is not split: 0.08 to 0.65 for most pairs of look-alike
events, 0.65 to 0.9 for most single stories cut at their widest."""


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


def split_lookalikes(weights: np.ndarray) -> list[list[int]]:
    """The rows of a group, parted where they are of look-alike happenings; ordered, by first member.

    Words that all look-alikes share say nothing inside the group, so the rows are centered; the sides are cut where they part best along
    the first principal component, and kept if they are far less like each other than within.

    Args:
        weights: one row per article, one column per word.
    """
    pending, done = [np.arange(len(weights))], []
    while pending:
        members = pending.pop()
        side = _side(weights[members]) if len(members) >= 2 * MIN_SIDE else None
        if side is None:
            done.append(sorted(members.tolist()))
        else:
            pending += [members[side], members[~side]]
    return sorted(done)


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


def _side(weights: np.ndarray) -> np.ndarray | None:
    """Which rows are on one side, or None if the rows are not of two happenings."""
    shared = weights[:, (weights > 0).sum(axis=0) > 1]
    unit = shared / np.maximum(1e-9, np.linalg.norm(shared, axis=1))[:, None]
    likeness = unit @ unit.T
    side = _cut(_first_component(likeness))
    if min(side.sum(), (~side).sum()) < MIN_SIDE:
        return None
    cross = float(likeness[np.ix_(side, ~side)].mean())
    within = (_within(likeness, side) + _within(likeness, ~side)) / 2
    return side if cross <= MAX_CROSS and cross <= MAX_RATIO * within else None


def _first_component(likeness: np.ndarray) -> np.ndarray:
    """Place of each row along the first principal component of the centered rows."""
    centered = likeness - likeness.mean(axis=0) - likeness.mean(axis=1)[:, None] + likeness.mean()
    values, vectors = np.linalg.eigh(centered.astype(np.float64))
    return np.asarray(vectors[:, -1] * np.sqrt(max(0.0, values[-1])))


def _cut(places: np.ndarray) -> np.ndarray:
    """Which places lie below the cut that leaves the least variance on both sides."""
    ordered = np.sort(places)
    counts = np.arange(1, len(ordered))
    sums, squares = np.cumsum(ordered), np.cumsum(ordered**2)
    below = squares[:-1] - sums[:-1] ** 2 / counts
    above = (squares[-1] - squares[:-1]) - (sums[-1] - sums[:-1]) ** 2 / (len(ordered) - counts)
    return np.asarray(places <= ordered[int((below + above).argmin())])


def _within(likeness: np.ndarray, side: np.ndarray) -> float:
    """Mean likeness of different rows of one side."""
    part = likeness[np.ix_(side, side)]
    return float((part.sum() - np.trace(part)) / max(1, len(part) * (len(part) - 1)))
