"""Look-alike happenings in one group: two awards, two earthquakes. Tells whether a group holds two, and which article is of which.

Words that all look-alikes share say nothing inside a group, so the rows are centered before they are parted. Words propose a cut, and so do
words with the years that the heads of undated articles bear; only sides whose words differ are parted.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from onrecord.dedupe.candidates import Numbers
from onrecord.dedupe.words import Flags

MIN_SIDE = 3
"""Articles each side of a cut needs: two articles may share a wording that sets them apart from the rest of their story."""

MAX_CROSS = 0.34
"""Likeness between the sides from which on a group is not parted by its words alone; sides of look-alikes had 0.04 to 0.34."""

MAX_RATIO = 0.58
"""Likeness between the sides, as a share of that within them, from which on a group is not parted by its words alone: 0.1 to 0.6 for most
pairs of look-alikes, 0.6 to 0.9 for most single stories cut at their widest."""

MAX_RATIO_YEARS = 0.87
"""The same where the years in the heads part the same way: 0.75 to 0.81 for the look-alikes that words alone do not tell."""

YEAR_WEIGHT = 0.3
"""Length of a year in a row of length 1; at 0.25 and 0.45 B-cubed F1 of the development set moves by less than 0.005."""

BEARS = 0.6
STRAY = 0.1
"""A year tells sides apart if this share of one side bears it, and no more than a stray share of the other a year within one of it."""

ROUNDS = 20


def split_lookalikes(weights: np.ndarray, years: Numbers) -> list[list[int]]:
    """The rows of a group, parted where they are of look-alike happenings; ordered, by first member.

    Args:
        weights: one row per article, one column per word.
        years: the year in the head of each article, 0 where it bears none.
    """
    pending, done = [np.arange(len(weights))], []
    while pending:
        members = pending.pop()
        side = _side(weights[members], years[members]) if len(members) >= 2 * MIN_SIDE else None
        if side is None:
            done.append(sorted(members.tolist()))
        else:
            pending += [members[side], members[~side]]
    return sorted(done)


def _side(weights: np.ndarray, years: Numbers) -> Flags | None:
    """Which rows are on one side, or None if the rows are of one happening."""
    shared = weights[:, (weights > 0).sum(axis=0) > 1]
    likeness = (unit := _unit(shared)) @ unit.T
    words, best, kept = _unit(shared**2), 2.0, None
    for with_years in (False, True) if years.any() else (False,):
        side = _cut(np.hstack([words, _marks(years)]) if with_years else words)
        if min(side.sum(), (~side).sum()) < MIN_SIDE:
            continue
        cross, ratio = _cross(likeness, side)
        by_words = ratio <= MAX_RATIO and cross <= MAX_CROSS
        by_years = ratio <= MAX_RATIO_YEARS and with_years and (_tells(years, side) or _tells(years, ~side))
        if (by_words or by_years) and ratio < best:
            best, kept = ratio, side
    return kept


def _unit(rows: np.ndarray) -> np.ndarray:
    return np.asarray(rows / np.maximum(1e-9, np.linalg.norm(rows, axis=1))[:, None])


def _marks(years: Numbers) -> np.ndarray:
    """A column for each year, set where a row bears it."""
    return np.asarray(YEAR_WEIGHT * (years[:, None] == np.unique(years[years > 0])[None, :]))


def _cut(rows: np.ndarray) -> Flags:
    """Which rows are on one side of the widest cut: the first principal component proposes it, two means settle it."""
    rows = _unit(rows - rows.mean(axis=0))
    side = _below(_first_component(rows @ rows.T))
    for _ in range(ROUNDS):
        means = _unit(np.array([rows[side].mean(axis=0), rows[~side].mean(axis=0)]))
        nearer = rows @ means[0] > rows @ means[1]
        if (nearer == side).all() or nearer.all() or not nearer.any():
            break
        side = nearer
    return side


def _first_component(products: np.ndarray) -> np.ndarray:
    """Place of each centered row along the first principal component, from the products of the rows."""
    values, vectors = np.linalg.eigh(products.astype(np.float64))
    return np.asarray(vectors[:, -1] * np.sqrt(max(0.0, values[-1])))


def _below(places: np.ndarray) -> Flags:
    """Which places lie below the cut that leaves the least variance on both sides."""
    ordered = np.sort(places)
    counts = np.arange(1, len(ordered))
    sums, squares = np.cumsum(ordered), np.cumsum(ordered**2)
    below = squares[:-1] - sums[:-1] ** 2 / counts
    above = (squares[-1] - squares[:-1]) - (sums[-1] - sums[:-1]) ** 2 / (len(ordered) - counts)
    side = np.asarray(places <= ordered[int((below + above).argmin())])
    return side if not side.all() else np.arange(len(places)) == 0


def _cross(likeness: np.ndarray, side: Flags) -> tuple[float, float]:
    """Mean likeness between the sides, and as a share of that within them."""
    cross = float(likeness[np.ix_(side, ~side)].mean())
    inside = (within(likeness, side) + within(likeness, ~side)) / 2
    return cross, cross / inside if inside > 0 else 1.0


def within(likeness: np.ndarray, side: Flags) -> float:
    """Mean likeness of different rows of one side."""
    part = likeness[np.ix_(side, side)]
    return float((part.sum() - np.trace(part)) / max(1, len(part) * (len(part) - 1)))


def _tells(years: Numbers, side: Flags) -> bool:
    """Whether a year of this side is not one of the other."""
    year, count = Counter(years[side].tolist()).most_common(1)[0] if years[side].any() else (0, 0)
    near = (np.abs(years[~side] - year) <= 1).sum()
    return bool(year and count >= BEARS * side.sum() and near <= STRAY * (~side).sum())
