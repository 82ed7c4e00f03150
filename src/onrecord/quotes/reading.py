"""An article's tokens as quote extraction reads them: lower-cased, with the quotation each stands in."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from onrecord.article import Span
from onrecord.text.document import Text
from onrecord.text.marks import Quotation

DASHES = frozenset("—–-―")


@dataclass(frozen=True)
class Reading:
    """Tokens of a text with their quotations. Token ranges are half-open index pairs, all spans are in characters."""

    text: Text

    @cached_property
    def low(self) -> tuple[str, ...]:
        """The tokens in lower case, typographic apostrophes as they stand."""
        return self.text.low

    @cached_property
    def units(self) -> tuple[Quotation, ...]:
        """The outermost quotations, by start."""
        return tuple(q for q in self.text.quotations if q.depth == 0)

    @cached_property
    def unit_of(self) -> tuple[int, ...]:
        """For each token the index of the outermost quotation it stands in, -1 outside all."""
        found = [-1] * len(self.text.tokens)
        starts = self.text.token_starts
        for index, unit in enumerate(self.units):
            for span in unit.spans:
                for at in range(bisect_left(starts, span.start), bisect_left(starts, span.end)):
                    found[at] = index
        return tuple(found)

    def is_capital(self, at: int) -> bool:
        """Whether a token begins with a capital letter."""
        return self.text.words[at][:1].isupper()

    def span(self, first: int, last: int) -> Span:
        """Characters from token `first` up to, not including, token `last`."""
        return Span(self.text.tokens[first].start, self.text.tokens[last - 1].end)

    def unit_end(self, at: int, hi: int) -> int:
        """The token after the quotation that the token stands in, at most `hi`."""
        unit = self.unit_of[at]
        while at < hi and self.unit_of[at] == unit:
            at += 1
        return at

    def unit_start(self, at: int, lo: int) -> int:
        """The first token of the quotation that the token stands in, at least `lo`."""
        unit = self.unit_of[at]
        while at > lo and self.unit_of[at - 1] == unit:
            at -= 1
        return at

    def trim(self, first: int, last: int) -> tuple[int, int]:
        """The range without punctuation at its edges; quotation marks of a quotation inside stay with it."""
        while first < last and self.unit_of[first] < 0 and not self.low[first][0].isalnum() and self.low[first] not in "$£€#@":
            first += 1
        while last > first and self.unit_of[last - 1] < 0 and not self.low[last - 1][-1].isalnum() and self.low[last - 1] not in "%)":
            last -= 1
        return first, last
