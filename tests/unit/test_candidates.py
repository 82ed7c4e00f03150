"""Candidates: the same as by plain sets and lists, in whatever parts the index is made."""

from __future__ import annotations

import random
from collections import Counter, defaultdict

import numpy as np
import pytest

from onrecord.resolve import candidates
from onrecord.resolve.candidates import MAX_CANDIDATES, MAX_POSTINGS, Lists, earlier_candidates, key_of, rarest


def _plainly(blocks: list[list[int]], words: list[list[int]], weight: dict[int, int]) -> list[list[int]]:
    """Every earlier record by the weight of the words it shares within a block, where it stands among the first that have them there."""
    found: list[list[int]] = []
    lists: dict[tuple[int, int], list[int]] = defaultdict(list)
    for record, (within, some) in enumerate(zip(blocks, words, strict=True)):
        votes: Counter[int] = Counter()
        for word in some:
            votes.update(dict.fromkeys({other for block in within for other in lists[block, word][:MAX_POSTINGS]}, weight[word]))
            for block in within:
                lists[block, word].append(record)
        found.append(sorted(votes, key=lambda other: (-votes[other], other))[:MAX_CANDIDATES])
    return found


@pytest.mark.parametrize("part_entries", [40, 1_000_000])
@pytest.mark.parametrize("seed", range(4))
def test_candidates_are_those_of_the_plain_way(seed: int, part_entries: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks that overlap, words of many records, and an index made at once or in many parts."""
    monkeypatch.setattr(candidates, "PART_ENTRIES", part_entries)
    chance = random.Random(seed)  # noqa: S311 - any numbers do
    weight = {word: chance.randint(1, 9) for word in range(30)}
    blocks = [chance.sample(range(8), chance.randint(0, 3)) for _ in range(400)]
    words = [sorted(chance.sample(range(30), chance.randint(0, 5))) for _ in range(400)]
    block_lists, word_lists = Lists("Q"), Lists("I")
    for within, some in zip(blocks, words, strict=True):
        block_lists.add([key_of(str(block)) for block in within])
        word_lists.add(some)
    weights = np.array([weight[word] for some in words for word in some], np.uint16)
    assert list(earlier_candidates(block_lists, word_lists, weights)) == _plainly(blocks, words, weight)


def test_the_rarest_words_are_kept() -> None:
    """The heaviest ones of each record, the first of several of one weight; a record without words stays one."""
    words = Lists("Q")
    for some in ([1, 2, 3], [], [4], [5, 6, 7]):
        words.add(some)
    kept, weights = rarest(words, np.array([1.0, 3.0, 2.0, 1.0, 2.0, 2.0, 2.0]), 2)
    assert (kept.keys.tolist(), kept.counts.tolist(), weights.tolist()) == ([2, 3, 4, 5, 6], [2, 0, 1, 2], [3000, 2000, 1000, 2000, 2000])
