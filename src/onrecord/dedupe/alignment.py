"""Shared passages of two texts: chains of equal five-word shingles, stretched over small edits, with their words on both sides.

Method: seed and extend. Equal shingles on one diagonal make runs; runs that follow each other in both texts within GAP words make a
chain; a chain is stretched at both ends over edits of a few words as long as two equal words follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.dedupe.fingerprints import SHINGLE
from onrecord.dedupe.words import Hashes

GAP = 16
"""Most words, on either side, that an edit inside a passage may take; a sentence put in or left out is longer."""

SLACK = 6
"""Most words of both sides together that the stretching of a passage's end may step over."""

REACH = 64
"""Most words by which a passage is stretched at an end."""

OPEN = 8
"""Chains that may still grow; it bounds the work on texts that repeat themselves."""


@dataclass(slots=True)
class Passage:
    """A passage that stands in two texts, in words of each, half-open; `equal` counts the words that are the same."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    equal: int

    @property
    def similarity(self) -> float:
        """Share of the words of both stretches that are the same, 0 to 1."""
        return min(1.0, 2 * self.equal / (self.a_end - self.a_start + self.b_end - self.b_start))


@dataclass(frozen=True, slots=True, eq=False)
class Sequenced:
    """A text made ready for alignment: its word hashes as numbers, and its shingles in order of hash."""

    words: Hashes
    shingles: Hashes
    by_hash: np.ndarray

    @classmethod
    def of(cls, words: Hashes, shingles: Hashes) -> Sequenced:
        """The text of these words and shingles."""
        return cls(words, shingles, np.argsort(shingles, kind="stable"))


def align(a: Sequenced, b: Sequenced) -> list[Passage]:
    """The passages that stand in both texts, by their place in the second; each word of the second is in one at most."""
    a_words, b_words = a.words.tolist(), b.words.tolist()
    chains: list[Passage] = []
    open_from = 0
    for run in _runs(a, b):
        chain = min((c for c in chains[open_from:] if _follows(c, run)), key=lambda c: _distance(c, run), default=None)
        if chain is None:
            chains.append(run)
            open_from = max(0, len(chains) - OPEN)
        else:
            _join(chain, run, a_words, b_words)
    chains.sort(key=lambda c: (c.b_start, c.b_end))
    kept: list[Passage] = []
    for chain in chains:
        while kept and _overlaps(kept[-1], chain) and kept[-1].equal < chain.equal:
            kept.pop()
        if not kept or not _overlaps(kept[-1], chain):
            kept.append(chain)
    _stretch(kept, a_words, b_words)
    return kept


def _overlaps(first: Passage, second: Passage) -> bool:
    return first.b_start < second.b_end and second.b_start < first.b_end


def _runs(a: Sequenced, b: Sequenced) -> list[Passage]:
    """Runs of equal shingles on one diagonal, by their place in the second text."""
    ordered = a.shingles[a.by_hash]
    found = np.searchsorted(ordered, b.shingles)
    found[found == len(ordered)] = 0
    if not len(ordered):
        return []
    b_at = np.flatnonzero(ordered[found] == b.shingles)
    if not len(b_at):
        return []
    a_at = a.by_hash[found[b_at]]
    cuts = np.flatnonzero((np.diff(a_at) != 1) | (np.diff(b_at) != 1)) + 1
    firsts = np.concatenate(([0], cuts))
    lasts = np.concatenate((cuts, [len(b_at)])) - 1
    width_a, width_b = min(SHINGLE, len(a.words)), min(SHINGLE, len(b.words))
    rows = zip(a_at[firsts].tolist(), a_at[lasts].tolist(), b_at[firsts].tolist(), b_at[lasts].tolist(), strict=True)
    return [Passage(a0, a1 + width_a, b0, b1 + width_b, b1 + width_b - b0) for a0, a1, b0, b1 in rows]


def _follows(chain: Passage, run: Passage) -> bool:
    """Whether a run goes on where the chain ends, in both texts (edits may let runs overlap by less than a shingle)."""
    return -SHINGLE < run.a_start - chain.a_end <= GAP and -SHINGLE < run.b_start - chain.b_end <= GAP and run.a_end > chain.a_end


def _distance(chain: Passage, run: Passage) -> int:
    """Words between a chain and a run, on both sides: of several chains the nearest goes on."""
    return abs(run.a_start - chain.a_end) + abs(run.b_start - chain.b_end)


def _join(chain: Passage, run: Passage, a: Sequence[int], b: Sequence[int]) -> None:
    between = set(a[chain.a_end : run.a_start]).intersection(b[chain.b_end : run.b_start])
    overlap = max(0, chain.b_end - run.b_start, chain.a_end - run.a_start)
    chain.equal += run.equal - overlap + len(between)
    chain.a_end, chain.b_end = run.a_end, max(chain.b_end, run.b_end)


def _stretch(chains: list[Passage], a: Sequence[int], b: Sequence[int]) -> None:
    """Stretches each chain backwards, then forwards, not into its neighbors in the second text."""
    ends = [0, *(c.b_end for c in chains)]
    for chain, floor in zip(chains, ends, strict=False):
        back_a = a[max(0, chain.a_start - REACH) : chain.a_start][::-1]
        back_b = b[max(floor, chain.b_start - REACH) : chain.b_start][::-1]
        steps_a, steps_b, equal = _reach(back_a, back_b)
        chain.a_start, chain.b_start, chain.equal = chain.a_start - steps_a, chain.b_start - steps_b, chain.equal + equal
    starts = [*(c.b_start for c in chains[1:]), len(b)]
    for chain, ceiling in zip(chains, starts, strict=False):
        steps_a, steps_b, equal = _reach(a[chain.a_end : chain.a_end + REACH], b[chain.b_end : min(ceiling, chain.b_end + REACH)])
        chain.a_end, chain.b_end, chain.equal = chain.a_end + steps_a, chain.b_end + steps_b, chain.equal + equal


_STEPS = [(x, y) for x in range(SLACK + 1) for y in range(SLACK + 1) if x + y <= SLACK]
_SKIPS = sorted(_STEPS, key=lambda step: (sum(step), abs(step[0] - step[1]), step))


def _reach(a: Sequence[int], b: Sequence[int]) -> tuple[int, int, int]:
    """How far two word sequences go on together: words of each, and how many are the same."""
    i = j = equal = 0
    while True:
        for x, y in _SKIPS:
            if a[i + x : i + x + 2] == b[j + y : j + y + 2] and j + y + 1 < len(b) and i + x + 1 < len(a):
                break
        else:
            return i, j, equal
        i, j = i + x, j + y
        while i < len(a) and j < len(b) and a[i] == b[j]:
            i, j, equal = i + 1, j + 1, equal + 1


def covered(spans: Iterable[tuple[int, int]]) -> int:
    """How much lies in spans that may overlap.

    >>> covered([(0, 4), (2, 6), (8, 9)])
    7
    """
    total = reached = 0
    for start, end in sorted(spans):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total
