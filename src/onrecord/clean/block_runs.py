"""How much of each block of a page stands in a text that somebody else took for the article's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, count

import numpy as np
from numpy.typing import NDArray

from onrecord.clean.units import Unit

Numbers = NDArray[np.int64]
WORD_BITS = 21  # of a word's number: three of them are one run; a page of two million different words is refused long before
NOT_ON_PAGE = -1


class BlockRuns:
    """The runs of three words of every block, numbered once, to be held against any number of texts."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._texts = [unit.text for unit in units]
        self._numbers: defaultdict[str, int] = defaultdict(count().__next__)
        words = [text.split() for text in self._texts]
        numbers = np.fromiter(map(self._numbers.__getitem__, chain.from_iterable(words)), np.int64)
        owners = np.repeat(np.arange(len(words)), np.array([len(some) for some in words], np.int64))
        is_whole = owners[2:] == owners[:-2]
        runs, self._owners = _runs(numbers)[is_whole], owners[2:][is_whole]
        order = np.lexsort((runs, self._owners))
        runs, self._owners = runs[order], self._owners[order]
        is_first = np.ones(len(runs), bool)
        is_first[1:] = (runs[1:] != runs[:-1]) | (self._owners[1:] != self._owners[:-1])
        self._runs, self._owners = runs[is_first], self._owners[is_first]
        self._totals = np.bincount(self._owners, minlength=len(words))

    def shares(self, kept_text: str) -> list[float]:
        """For each block, the share of its different runs that stand in the text; a block without any is in it as a line or not at all."""
        kept = np.fromiter(self._known(kept_text.split()), np.int64)
        is_known = (kept[2:] >= 0) & (kept[1:-1] >= 0) & (kept[:-2] >= 0)
        found = self._owners[np.isin(self._runs, _runs(kept)[is_known])]
        shares = (np.bincount(found, minlength=len(self._totals)) / np.maximum(1, self._totals)).tolist()
        lines = {" ".join(line.strip("-| ").split()) for line in kept_text.split("\n")}
        for index in np.flatnonzero(self._totals == 0).tolist():
            shares[index] = float(self._texts[index] in lines)
        return list(map(float, shares))

    def _known(self, words: Iterable[str]) -> Iterable[int]:
        known = self._numbers.get
        return (known(word, NOT_ON_PAGE) for word in words)


def _runs(numbers: Numbers) -> Numbers:
    """One number for every three that follow each other."""
    return numbers[:-2] << 2 * WORD_BITS | numbers[1:-1] << WORD_BITS | numbers[2:]


def kept_shares(units: Sequence[Unit], kept_text: str) -> list[float]:
    """For each block, the share of its words whose runs of three stand in a text."""
    return BlockRuns(units).shares(kept_text)
