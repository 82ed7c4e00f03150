"""Which records are worth comparing: an inverted index of rare words within blocks, with bounded lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from heapq import nsmallest

MAX_KEYS = 12  # rarest words looked up, if nothing else is said
MAX_POSTINGS = 100  # entries of one list that are looked at: the first ones, so the fullest wordings
MAX_CANDIDATES = 16


class RareWordIndex:
    """Records by block and stem. Records are added in the order of the clustering, so the cost grows linearly with their number."""

    def __init__(self, weights: Mapping[str, float], max_keys: int = MAX_KEYS) -> None:
        self._weights = weights
        self._max_keys = max_keys
        self._postings: dict[tuple[str, str], list[int]] = defaultdict(list)

    def add(self, record: int, blocks: Iterable[str], stems: Iterable[str]) -> None:
        """Makes a record findable; full lists take no more."""
        rare = self._rarest(stems)
        for block in blocks:
            for stem in rare:
                postings = self._postings[block, stem]
                if len(postings) < MAX_POSTINGS:
                    postings.append(record)

    def candidates(self, blocks: Iterable[str], stems: Iterable[str]) -> list[int]:
        """Records that share the most weight of rare words within any of the blocks, the best first."""
        votes: dict[int, int] = defaultdict(int)
        names = tuple(blocks)
        for stem in self._rarest(stems):
            weight = round(1000 * self._weights.get(stem, 1.0))
            lists = [found for block in names if (found := self._postings.get((block, stem)))]
            for record in lists[0] if len(lists) == 1 else set().union(*lists):
                votes[record] += weight
        return [record for _, record in nsmallest(MAX_CANDIDATES, ((-vote, record) for record, vote in votes.items()))]

    def _rarest(self, stems: Iterable[str]) -> list[str]:
        weights = self._weights
        return [stem for _, stem in sorted([(-weights.get(s, 1.0), s) for s in set(stems)])[: self._max_keys]]
