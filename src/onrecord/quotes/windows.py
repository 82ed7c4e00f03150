"""What a cue can reach: its sentence and the quotations that stand alone beside it, each quotation one element."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise, repeat
from typing import NamedTuple

from onrecord.article import Span
from onrecord.quotes.reading import Reading

LEFT_GROUPS = 1  # quotations alone in their sentence that a cue may reach back to
RIGHT_GROUPS = 2  # and forward to
MAX_ELEMENTS = 160  # longest stretch a cue may reach to either side; keeps a text without full stops linear


class Element(NamedTuple):
    """A token outside quotations, or a whole quotation. `first` and `last` are tokens, `unit` the quotation or -1."""

    first: int
    last: int
    unit: int


class Window(NamedTuple):
    """A run of elements, half-open."""

    lo: int
    hi: int


@dataclass(frozen=True)
class Layout:
    """An article as elements, in groups: a sentence, or sentences that one quotation holds together."""

    reading: Reading

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """Elements by start; a quotation over several paragraphs is one, at its first part."""
        unit_of = self.reading.unit_of
        found: list[Element] = []
        at = 0
        for unit, run in groupby(unit_of):
            end = at + len(list(run))
            if unit >= 0:
                found.append(Element(at, end, unit))
            else:
                found += map(tuple.__new__, repeat(Element), zip(range(at, end), range(at + 1, end + 1), repeat(-1)))
            at = end
        return tuple(found)

    @cached_property
    def unit_places(self) -> tuple[int, ...]:
        """The elements that are quotations, in order."""
        return tuple([at for at, (_, _, unit) in enumerate(self.elements) if unit >= 0])

    def has_unit(self, lo: int, hi: int) -> bool:
        """Whether a quotation is among the elements from `lo` up to `hi`."""
        index = bisect_left(self.unit_places, lo)
        return index < len(self.unit_places) and self.unit_places[index] < hi

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """First token of each element."""
        return tuple([first for first, _, _ in self.elements])

    @cached_property
    def groups(self) -> tuple[Window, ...]:
        """The groups, by start."""
        text = self.reading.text
        edges = [0, *self._places_of(text.sentence_starts), len(self.elements)]
        return tuple([Window(lo, hi) for lo, hi in pairwise(edges) if lo < hi])

    @cached_property
    def line_places(self) -> list[int]:
        """The elements that begin a line, in order."""
        return self._places_of([paragraph.start for paragraph in self.reading.text.paragraphs])

    def _places_of(self, starts: Sequence[int]) -> list[int]:
        """The elements whose first token is the first at or after one of the characters `starts`, but for the first of all."""
        tokens, elements = self.reading.text.token_starts, self.starts
        firsts = sorted({bisect_left(tokens, start) for start in starts[1:]})
        places = [bisect_left(elements, first) for first in firsts]
        return [at for at, first in zip(places, firsts, strict=True) if at < len(elements) and elements[at] == first]

    @cached_property
    def group_starts(self) -> tuple[int, ...]:
        """First element of each group."""
        return tuple(group.lo for group in self.groups)

    def element_at(self, token: int) -> int:
        """The element a token stands in."""
        return bisect_right(self.starts, token) - 1

    def group_at(self, element: int) -> int:
        """The group an element stands in."""
        return bisect_right(self.group_starts, element) - 1

    @cached_property
    def is_quotation(self) -> tuple[bool, ...]:
        """For each group whether it is quotations and nothing else."""
        return tuple(self._is_quotation(group) for group in self.groups)

    def _is_quotation(self, group: Window) -> bool:
        inside = self.elements[group.lo : group.hi]
        return self.has_unit(*group) and not any(e.unit < 0 and self.reading.low[e.first][0].isalnum() for e in inside)

    def window(self, element: int) -> Window:
        """What a cue at an element can reach."""
        index = self.group_at(element)
        first = last = index
        while first > 0 and index - first < LEFT_GROUPS and self.is_quotation[first - 1]:
            first -= 1
        while last + 1 < len(self.groups) and last - index < RIGHT_GROUPS and (self.is_quotation[last + 1] or self._ends_open(last)):
            last += 1
        return Window(max(self.groups[first].lo, element - MAX_ELEMENTS), min(self.groups[last].hi, element + MAX_ELEMENTS))

    def ends_group(self, at: int) -> bool:
        """Whether no word follows an element in its group."""
        last = self.groups[self.group_at(at)].hi
        return at + 1 >= last or (at + 2 >= last and not self.reading.low[self.elements[at + 1].first][0].isalnum())

    def _ends_open(self, group: int) -> bool:
        """Whether a group ends with a colon."""
        return self.reading.low[self.elements[self.groups[group].hi - 1].first] == ":"

    def spans(self, lo: int, hi: int) -> tuple[Span, ...]:
        """Characters of the elements from `lo` up to `hi`, a span for each paragraph, without punctuation at its edges."""
        known = self._spans.get((lo, hi))
        if known is None:
            known = self._spans[lo, hi] = tuple(self._spans_of(lo, hi))
        return known

    @cached_property
    def _spans(self) -> dict[tuple[int, int], tuple[Span, ...]]:
        """The spans told so far: those of a content are asked for again and again on the way to its quote."""
        return {}

    def _spans_of(self, lo: int, hi: int) -> list[Span]:
        found: list[Span] = []
        start = lo
        places = self.line_places
        for at in (*places[bisect_right(places, lo) : bisect_left(places, hi)], hi):
            found.extend(self._trimmed(start, at))
            start = at
        return found

    def _trimmed(self, lo: int, hi: int) -> list[Span]:
        while lo < hi and not self._counts(lo, "$£€#@("):
            lo += 1
        while hi > lo and not self._counts(hi - 1, "%)"):
            hi -= 1
        return self._cut(lo, hi) if lo < hi else []

    def _counts(self, at: int, marks: str) -> bool:
        element = self.elements[at]
        low = self.reading.low[element.first]
        return element.unit >= 0 or low[0].isalnum() or low in marks

    def _cut(self, lo: int, hi: int) -> list[Span]:
        """One span, or one a paragraph part of a quotation; a quotation alone goes without its marks."""
        elements, units = self.elements, self.reading.units
        if hi - lo == 1 and elements[lo].unit >= 0:
            return [span for span in units[elements[lo].unit].inner if span.end > span.start]
        if not self.has_unit(lo, hi):
            return [self.reading.span(elements[lo].first, elements[hi - 1].last)]
        found: list[Span] = []
        start = self.reading.span(elements[lo].first, elements[lo].first + 1).start
        for at in range(lo, hi):
            element = elements[at]
            if element.unit >= 0 and len(units[element.unit].spans) > 1:
                parts = units[element.unit].spans
                found.append(Span(start, parts[0].end))
                found.extend(parts[1:-1])
                start = parts[-1].start
        end = self.reading.text.tokens[elements[hi - 1].last - 1].end
        last = elements[hi - 1]
        if last.unit >= 0:
            end = units[last.unit].end
        return [*found, Span(start, end)]
