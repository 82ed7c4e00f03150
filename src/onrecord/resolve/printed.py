"""The texts of quotes, many at once: words as numbers in flat arrays, texts and places as columns; what is looked at is made of them.

A quote has some 25 words, 12 of them content words. As strings in tuples they would take most of the memory of the stage model.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b

import numpy as np
import pyarrow as pa

from onrecord.resolve.wording import NAME_WEIGHT, SMALL_CORPUS, Wording

CACHED = 1 << 16  # wordings that are kept once they were looked at


class Printed:
    """The printings of a corpus, by number. What is asked of their words is known once `weigh` was called."""

    def __init__(self) -> None:
        self._parts: list[tuple[pa.ChunkedArray, pa.ChunkedArray]] = []
        self._part, self._row = array("I"), array("I")
        self._words: list[str] = []
        self._code_of: dict[str, int] = {}
        self._folds, self._fold_ends = array("I"), array("Q", [0])
        self._stems, self._stem_ends, self._is_name = array("I"), array("Q", [0]), bytearray()
        self._rarity: list[float] = []
        self._totals = array("d")
        self._wordings: dict[int, Wording] = {}

    def add_part(self, texts: pa.ChunkedArray, spans: pa.ChunkedArray) -> None:
        """Adds the columns that the printings to come are rows of."""
        self._parts.append((texts, spans))

    def add(self, row: int, one: Wording) -> int:
        """Adds a printing that is a row of the columns added last; its number."""
        self._part.append(len(self._parts) - 1)
        self._row.append(row)
        self._folds.extend(self._coded(one.folds))
        self._fold_ends.append(len(self._folds))
        self._stems.extend(self._coded(one.stems))
        self._stem_ends.append(len(self._stems))
        self._is_name.extend([stem in one.names for stem in one.stems] if one.names else bytes(len(one.stems)))
        return len(self._row) - 1

    def _coded(self, words: Iterable[str]) -> list[int]:
        code_of = self._code_of
        return [code_of.setdefault(word, len(code_of)) for word in words]

    def text(self, at: int) -> str:
        """The text as printed."""
        return self._parts[self._part[at]][0][self._row[at]].as_py() or ""

    def spans(self, at: int) -> tuple[tuple[int, int], ...]:
        """The stretches of the article that it takes, half-open."""
        return tuple((span["start_char"], span["end_char"]) for span in self._parts[self._part[at]][1][self._row[at]].as_py() or ())

    def length(self, at: int) -> int:
        """How many words it has."""
        return self._fold_ends[at + 1] - self._fold_ends[at]

    def wording(self, at: int) -> Wording:
        """Its words."""
        found = self._wordings.get(at)
        if found is None:
            if len(self._wordings) >= CACHED:
                self._wordings.clear()
            found = self._wordings[at] = self._made(at)
        return found

    def _made(self, at: int) -> Wording:
        words = self._words
        start, end = self._stem_ends[at], self._stem_ends[at + 1]
        stems = tuple([words[code] for code in self._stems[start:end]])
        names = tuple([stem for stem, is_name in zip(stems, self._is_name[start:end], strict=True) if is_name])
        return Wording(tuple([words[code] for code in self._folds[self._fold_ends[at] : self._fold_ends[at + 1]]]), stems, names)

    def weigh(self) -> Mapping[str, float]:
        """Weighs each stem, once all printings are there: the rarer among the texts, the more.

        Equal texts count once, so copies make no word common.
        """
        self._words = list(self._code_of)
        ends = self._fold_ends
        keys = array("Q", [_key(self._folds[ends[at] : ends[at + 1]]) for at in range(len(self._row))])
        is_first = np.zeros(len(keys), np.bool_)
        is_first[np.unique(np.array(keys), return_index=True)[1]] = True
        stem_ends = np.array(self._stem_ends, np.int64)
        owners = np.repeat(np.arange(len(keys)), stem_ends[1:] - stem_ends[:-1])
        counts = np.bincount(np.array(self._stems)[is_first[owners]], minlength=len(self._words)).tolist()
        texts = int(is_first.sum()) + SMALL_CORPUS
        weight_of = {count: math.log(1 + texts / count) if count else 1.0 for count in set(counts)}
        self._rarity = [weight_of[count] for count in counts]
        self._totals = array("d", [math.fsum(self.weighed(at).values()) for at in range(len(keys))])
        return _Rarity(self._code_of, self._rarity)

    def weighed(self, at: int) -> dict[int, float]:
        """The stems of a printing with their weights; names weigh half."""
        start, end = self._stem_ends[at], self._stem_ends[at + 1]
        rarity = self._rarity
        return {
            code: rarity[code] * NAME_WEIGHT if is_name else rarity[code]
            for code, is_name in zip(self._stems[start:end], self._is_name[start:end], strict=True)
        }

    def rarest(self, at: int, most: int) -> list[tuple[int, float]]:
        """The rarest stems with their weights, the first in the alphabet first; the words of a printing without content words."""
        start, end = self._stem_ends[at], self._stem_ends[at + 1]
        codes = self._stems[start:end] or set(self._folds[self._fold_ends[at] : self._fold_ends[at + 1]])
        rarity, words = self._rarity, self._words
        return [(code, -weight) for weight, _, code in sorted([(-rarity[code], words[code], code) for code in codes])[:most]]

    def shared(self, left: int, right: int, weighed: Mapping[int, float]) -> float:
        """What two printings share, as a share of the weight of the lighter one; `weighed` are the stems of the right one."""
        start, end = self._stem_ends[left], self._stem_ends[left + 1]
        stems = self._stems[start:end]
        common = [code for code in stems if code in weighed]
        mine, theirs = self._totals[left], self._totals[right]
        if not common or not min(mine, theirs):
            return 0.0
        if mine > theirs or (mine == theirs and self.wording(left).folds > self.wording(right).folds):
            return math.fsum([weighed[code] for code in common]) / theirs
        there = self.weighed(left)
        return math.fsum([there[code] for code in common]) / mine


class _Rarity(Mapping[str, float]):
    """Weights of stems by their words."""

    def __init__(self, code_of: Mapping[str, int], weights: list[float]) -> None:
        self._code_of, self._weights = code_of, weights

    def __getitem__(self, stem: str) -> float:
        return self._weights[self._code_of[stem]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._code_of)

    def __len__(self) -> int:
        return len(self._weights)


def _key(codes: array[int]) -> int:
    """A number of 64 bits for some words: among a million texts two unlike ones share one in one case of forty million."""
    return int.from_bytes(blake2b(codes, digest_size=8).digest(), "little")
