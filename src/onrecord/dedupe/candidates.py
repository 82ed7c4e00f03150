"""Pairs of articles that may share text, from the fingerprints they share; the work grows with the fingerprints, not with the pairs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.dedupe.words import Flags, Hashes, Positions

Numbers = NDArray[np.int64]

NEIGHBORS = 8
"""Holders of a fingerprint that each holder is paired with: those before it. A chain of neighbors joins a family of any size."""

CROWD = 200
"""A fingerprint with more holders pairs each with CROWD_NEIGHBORS only: most of these are the furniture of pages."""

CROWD_NEIGHBORS = 2

MIN_SHARED = 2
"""Fingerprints two articles must share to be looked at: one is chance for long articles (349,128 of 414,986 pairs in trials)."""

COMMON_HOLDERS = 20
"""A fingerprint with this many holders is common, if its holders share little else."""

ALIKE = 0.2
"""Share of the smaller article's fingerprints from which on a pair is held to share more than furniture."""

COMMON_ALIKE = 0.3
"""A fingerprint is common if fewer of its pairs than this are alike: 0.0-0.1 for notices and calls to subscribe, 0.9-1.0 for copies."""

SORTED_TOGETHER = 2**22
"""Fingerprints sorted at once; it bounds the memory."""

PAIRED_TOGETHER = 2**22
"""Pairs of neighbors counted at once; it bounds the memory."""

CHUNK = 20_000
"""Pairs compared at once; it bounds the memory."""


@dataclass(frozen=True, slots=True, eq=False)
class Holdings:
    """Which article holds which fingerprint: one entry per article and fingerprint that several hold, by fingerprint, then article.

    `marks` numbers these fingerprints in order of hash; `distinct` and `counts` are the hash and the holders of each. `sizes` are the
    distinct fingerprints of each article, those that it alone holds too.
    """

    distinct: Hashes
    articles: Positions
    marks: Positions
    counts: Positions
    sizes: Numbers

    @property
    def article_count(self) -> int:
        """Number of articles, those without fingerprints too."""
        return len(self.sizes)

    @classmethod
    def of(cls, hashes: Hashes, articles: Numbers | Positions, article_count: int) -> Holdings:
        """The entries of parallel arrays of hash and article number, sorted part by part to bound the memory."""
        sizes = np.bincount(articles, minlength=article_count)
        bits = min(8, max(1, (len(hashes) // SORTED_TOGETHER).bit_length()))
        tops = np.empty(len(hashes), np.uint8)
        for first in range(0, len(hashes), SORTED_TOGETHER):
            some = slice(first, first + SORTED_TOGETHER)
            tops[some] = hashes[some] >> np.uint64(64 - bits)
        parts, offset = [], 0
        for top in range(2**bits):
            chosen = np.flatnonzero(tops == top)
            distinct, entries, repeats = _held(hashes[chosen], articles[chosen], max(1, article_count))
            marks = (entries // max(1, article_count) + offset).astype(np.int32)
            parts.append((distinct, (entries % max(1, article_count)).astype(np.int32), marks))
            offset += len(distinct)
            sizes -= np.bincount(repeats, minlength=article_count)
        distinct, owners, marks = (np.concatenate(column) for column in zip(*parts, strict=True))
        return cls(distinct, owners, marks, np.bincount(marks, minlength=len(distinct)).astype(np.int32), sizes)

    def held_by_more(self, groups: Numbers, most: int) -> Flags:
        """Which fingerprints more than `most` groups hold; `groups` has the group of each article."""
        group_count = int(groups.max(initial=0)) + 1
        busy = self.counts > most
        kept = busy[self.marks]
        pairs = np.sort(self.marks[kept].astype(np.int64) * group_count + groups[self.articles[kept]])
        holders = np.bincount(pairs[_firsts(pairs)] // group_count, minlength=len(self.counts))
        return np.asarray(holders > most)


def _held(hashes: Hashes, articles: Numbers | Positions, article_count: int) -> tuple[Hashes, Numbers, Numbers]:
    """The hashes that several articles hold, sorted; their entries (place of the hash * article_count + article); articles by repeats.

    An article that has a hash more than once is named by each further time in the last.
    """
    order = np.argsort(hashes)
    hashes, articles = hashes[order], articles[order]
    entries = np.sort((np.cumsum(_firsts(hashes)) - 1) * article_count + articles)
    fresh = _firsts(entries)
    repeats, entries = entries[~fresh] % article_count, entries[fresh]
    distinct, counts = hashes[_firsts(hashes)], np.bincount(entries // article_count)
    shared = counts > 1
    entries = entries[shared[entries // article_count]]
    renumbered = np.cumsum(shared) - 1
    return distinct[shared], renumbered[entries // article_count] * article_count + entries % article_count, repeats


def _firsts(values: np.ndarray) -> Flags:
    """Which of sorted values differ from the one before."""
    return np.concatenate((np.ones(min(1, len(values)), np.bool_), values[1:] != values[:-1]))


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Pairs that share fingerprints, first before second: `shared` of them are not common; `sizes` are those each article has."""

    first: Numbers
    second: Numbers
    shared: Numbers
    sizes: Numbers


def candidate_pairs(holdings: Holdings) -> Candidates:
    """The pairs that share at least MIN_SHARED fingerprints that are not common."""
    lookup, sizes = _Lookup(holdings), holdings.sizes
    busy = np.flatnonzero(holdings.counts >= COMMON_HOLDERS)
    paired, alike_pairs = np.zeros((2, len(busy)))
    common = np.zeros(len(holdings.counts), np.bool_)
    found = [np.zeros((3, 0), np.int64)]
    for votes, marks in neighbors(holdings, np.where(holdings.counts > CROWD, CROWD_NEIGHBORS, NEIGHBORS)):
        keys, inverse, counts = np.unique(votes, return_inverse=True, return_counts=True)
        first, second = np.divmod(keys, holdings.article_count)
        chosen, shared = counts >= MIN_SHARED, np.zeros(len(keys), np.int64)
        shared[chosen] = lookup.shared(first[chosen], second[chosen], common)
        alike = shared >= ALIKE * np.minimum(sizes[first], sizes[second])
        is_busy = holdings.counts[marks] >= COMMON_HOLDERS
        at = np.searchsorted(busy, marks[is_busy])
        paired += np.bincount(at, minlength=len(busy))
        alike_pairs += np.bincount(at, weights=alike[inverse[is_busy]], minlength=len(busy))
        found.append(np.stack([first[chosen], second[chosen], shared[chosen]]))
    first, second, shared = np.concatenate(found, axis=1)
    common[busy] = alike_pairs / np.maximum(1, paired) < COMMON_ALIKE
    if common.any():
        shared = lookup.shared(first, second, common)
        sizes = sizes - np.bincount(holdings.articles[common[holdings.marks]], minlength=holdings.article_count)
    enough = shared >= MIN_SHARED
    return Candidates(first[enough], second[enough], shared[enough], sizes)


def neighbors(holdings: Holdings, near: NDArray[np.integer]) -> Iterator[tuple[Numbers, Positions]]:
    """Pairs of holders of a fingerprint, as first * article_count + second, with the fingerprint; part by part, by first.

    Args:
        holdings: who holds what.
        near: for each fingerprint how many places apart two of its holders may stand, in order of number.
    """
    reach = np.minimum(near, holdings.counts - 1).astype(np.int64)
    total = int((holdings.counts * reach - reach * (reach + 1) // 2).sum())
    width = max(1, holdings.article_count * PAIRED_TOGETHER // max(1, total))
    articles, marks = holdings.articles, holdings.marks
    for low in range(0, holdings.article_count, width):
        at, pairs, found = np.flatnonzero((articles >= low) & (articles < low + width)), [], []
        for step in range(1, int(reach.max(initial=0)) + 1):
            at = at[(at + step < len(marks)) & (reach[marks[at]] >= step)]
            at = at[marks[at + step] == marks[at]]
            pairs.append(articles[at].astype(np.int64) * holdings.article_count + articles[at + step])
            found.append(marks[at])
        if pairs:
            yield np.concatenate(pairs), np.concatenate(found)


class _Lookup:
    """Counts the fingerprints that two articles share, for many pairs at once."""

    def __init__(self, holdings: Holdings) -> None:
        self.mark_count = max(1, len(holdings.counts))
        self.entries = holdings.articles.astype(np.int64)
        self.entries *= self.mark_count
        self.entries += holdings.marks
        self.entries.sort()
        self.bounds = np.searchsorted(self.entries, np.arange(holdings.article_count + 1) * self.mark_count)

    def shared(self, first: Numbers, second: Numbers, ignored: Flags) -> Numbers:
        """Fingerprints that stand in both articles of each pair, but for the ignored ones."""
        counts = np.zeros(len(first), np.int64)
        for start in range(0, len(first), CHUNK):
            part = slice(start, start + CHUNK)
            counts[part] = self._shared(first[part], second[part], ignored)
        return counts

    def _shared(self, first: Numbers, second: Numbers, ignored: Flags) -> Numbers:
        lengths = self.bounds[first + 1] - self.bounds[first]
        pair = np.repeat(np.arange(len(first)), lengths)
        inner = np.arange(len(pair)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        marks = self.entries[self.bounds[first][pair] + inner] % self.mark_count
        wanted = second[pair] * self.mark_count + marks
        found = np.searchsorted(self.entries, wanted)
        found[found == len(self.entries)] = 0
        hit = (self.entries[found] == wanted) & ~ignored[marks] if len(marks) else np.empty(0, np.bool_)
        return np.bincount(pair, weights=hit, minlength=len(first)).astype(np.int64)
