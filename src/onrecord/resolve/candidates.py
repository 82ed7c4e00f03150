"""Which records are worth comparing: an inverted index of rare words within blocks, with bounded lists.

Blocks and words are numbers and lie in flat arrays, and only what two records have in common is listed, so that the index of a million
records takes a few hundred bytes each.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.resolve.given import give_back

MAX_POSTINGS = 100  # entries of one list that are looked at: the first ones, so the fullest wordings
MAX_CANDIDATES = 16
PART_ENTRIES = 1_000_000  # entries that are looked through together
_RECORD_BITS = 32
Ints = npt.NDArray[Any]
_NOTHING: Ints = np.zeros(0, np.uint32)


class Lists:
    """Lists of keys, one a record, in one flat array; a key stands for the text it was made of. `kind` is a type code of arrays: I or Q."""

    def __init__(self, kind: str) -> None:
        self._keys = array(kind)
        self._ends = array("Q")

    def add(self, keys: Iterable[int]) -> None:
        """Adds the distinct keys of the next record."""
        self._keys.extend(keys)
        self._ends.append(len(self._keys))

    @property
    def keys(self) -> Ints:
        """The keys of all records, one after the other."""
        return np.frombuffer(self._keys, self._keys.typecode) if self._keys else np.zeros(0, self._keys.typecode)

    @property
    def counts(self) -> Ints:
        """How many keys each record has."""
        return np.diff(np.array(self._ends, np.int64), prepend=0)


def rarest(words: Lists, weights: Ints, most: int) -> tuple[Lists, Ints]:
    """The rarest words of each record, and their weights in thousandths; the first of several of one weight is the rarer one."""
    counts = words.counts
    owners = np.repeat(np.arange(len(counts)), counts)
    order = np.lexsort((-weights, owners))
    kept = order[np.arange(len(order)) - np.repeat(np.cumsum(counts) - counts, counts) < most]
    found = Lists(words.keys.dtype.char)
    ends = np.cumsum(np.minimum(counts, most)).tolist()
    for start, end in pairwise([0, *ends]):
        found.add(words.keys[kept[start:end]].tolist())
    return found, np.rint(1000 * weights[kept]).astype(np.uint16)


def key_of(text: str) -> int:
    """A number of 64 bits for a text: of a million texts two share one in one case of forty million, and are then only compared."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def earlier_candidates(blocks: Lists | None, words: Lists, weights: Ints) -> Iterator[list[int]]:
    """For each record in turn, the records before it that share the most weight of rare words within any block, the best first.

    Lists are bounded, so the cost grows linearly with the number of records. What only one record has is never listed: nobody finds it.

    Args:
        blocks: blocks of each record; only records of one block are compared; None where all are in one.
        words: rarest words of each record.
        weights: rarity of each of the words in thousandths, at most 65,535, in the same order.
    """
    ends, entries, capacities = _entries(blocks, words, weights)
    del blocks, words, weights
    give_back()
    starts = array("Q", np.concatenate([[0], np.cumsum(capacities)]).astype(np.uint64).tobytes())
    fills = array("B", bytes(len(capacities)))
    postings = array("I", bytes(4 * starts[-1]))
    first = 0
    for record, end in enumerate(ends):
        votes: dict[int, int] = {}
        lists = entries.lists[first:end].tolist()
        seen = set[int]()
        again = entries.again[first:end].tolist()
        for one, weight, is_again in zip(lists, entries.weights[first:end].tolist(), again, strict=True):
            found: Iterable[int] = postings[starts[one] : starts[one] + fills[one]]
            if is_again:  # the same word in another block: each record counts once
                found = set(found).difference(seen)
                seen |= found
            else:
                seen = set(found)
            for other in found:
                votes[other] = votes.get(other, 0) + weight
        for one in lists:
            if starts[one] + fills[one] < starts[one + 1]:
                postings[starts[one] + fills[one]] = record
                fills[one] += 1
        first = end
        yield _best(votes)


@dataclass
class Entries:
    """What is listed, record by record.

    `lists` says in which list the record stands: one of those that have a word within a block. `weights` is the word's weight, `again` says
    that the entry before is of the same word.
    """

    lists: Ints
    weights: Ints
    again: Ints


def _entries(blocks: Lists | None, words: Lists, weights: Ints) -> tuple[array[int], Entries, Ints]:
    """The end of each record's entries, the entries, and how many each list may hold.

    A list is a word within a block that two records have.
    """
    total = len(words.counts)
    keys = words.keys
    owners = np.repeat(np.arange(total, dtype=np.uint32), words.counts)
    within = _shared_blocks(blocks) if blocks else (np.zeros(total, np.uint32), np.ones(total, np.int64))
    starts = np.cumsum(within[1]) - within[1]
    parts = 1 + int(within[1][owners].sum()) // PART_ENTRIES
    found: list[tuple[Ints, Ints, Ints, Ints]] = []
    capacities: list[Ints] = []
    lists = 0
    for part in range(parts):
        chosen = np.flatnonzero(keys % keys.dtype.type(parts) == part)
        repeats = within[1][owners[chosen]]
        entry = np.repeat(chosen, repeats)
        record, word = owners[entry], keys[entry]
        block = within[0][starts[record] + np.arange(len(entry)) - np.repeat(np.cumsum(repeats) - repeats, repeats)]
        order = np.lexsort((block, word))
        number = np.cumsum(_is_new(word[order], block[order])) - 1
        size = np.bincount(number)
        is_shared = size > 1
        kept = is_shared[number]
        numbers = (np.cumsum(is_shared) - 1 + lists)[number[kept]]
        found.append(_by_record(record[order][kept], word[order][kept], weights[entry[order][kept]], numbers))
        capacities.append(np.minimum(size[is_shared], MAX_POSTINGS))
        lists += int(is_shared.sum())
    ends, entries = _placed(found, total)
    return array("Q", ends.astype(np.uint64).tobytes()), entries, np.concatenate(capacities)


def _by_record(record: Ints, word: Ints, weight: Ints, number: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """Entries of a part in order of record: record, list, weight, and whether the one before is of the same word."""
    order = np.argsort(record, kind="stable")  # a record's entries of one word stay side by side: a word is in one part
    record, word = record[order], word[order]
    return record, number[order].astype(np.uint32), weight[order], ~_is_new(word, record)


def _placed(parts: list[tuple[Ints, Ints, Ints, Ints]], total: int) -> tuple[Ints, Entries]:
    """The ends of each record's entries, and the entries of all parts; each part is let go of as it is put in its place."""
    counts = np.zeros(total, np.int64)
    for record, *_ in parts:
        first = np.flatnonzero(_is_new(record, record))
        counts[record[first]] += np.diff(first, append=len(record))
    ends = np.cumsum(counts)
    free, size = ends - counts, int(counts.sum())
    placed = Entries(np.empty(size, np.uint32), np.empty(size, np.uint16), np.empty(size, np.bool_))
    for at in range(len(parts)):
        record, number, weight, again = parts[at]
        parts[at] = (_NOTHING,) * 4
        first = np.flatnonzero(_is_new(record, record))
        lengths = np.diff(first, append=len(record))
        places = free[record] + np.arange(len(record)) - np.repeat(first, lengths)
        placed.lists[places], placed.weights[places], placed.again[places] = number, weight, again
        free[record[first]] += lengths
    return ends, placed


def _is_new(word: Ints, within: Ints) -> npt.NDArray[np.bool_]:
    """Where a word, or what it stands in, differs from the one before."""
    found = np.ones(len(word), np.bool_)
    found[1:] = (word[1:] != word[:-1]) | (within[1:] != within[:-1])
    return found


def _shared_blocks(blocks: Lists) -> tuple[Ints, Ints]:
    """Numbers of the blocks that two records have, record by record, and how many each record has."""
    keys, counts = blocks.keys, blocks.counts
    _, number, size = np.unique(keys, return_inverse=True, return_counts=True)
    kept = size[number] > 1
    owners = np.repeat(np.arange(len(counts)), counts)[kept]
    return number[kept].astype(np.uint32), np.bincount(owners, minlength=len(counts))


def _best(votes: dict[int, int]) -> list[int]:
    """Records with the most votes first, the earlier first among equals; vote and record are sorted as one number, which is quick."""
    mask = (1 << _RECORD_BITS) - 1
    return [code & mask for code in sorted([record - (vote << _RECORD_BITS) for record, vote in votes.items()])[:MAX_CANDIDATES]]
