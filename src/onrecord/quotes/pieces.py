"""Content and source of one cue as the labels give them, made whole: no gap inside a clause, no cue inside the source."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.quotes.cues import Cue
from onrecord.quotes.lexicon import word_class
from onrecord.quotes.phrases import phrase_after, subject_before
from onrecord.quotes.windows import Layout

Range = tuple[int, int]
SMALL_GAP = 4  # elements left out of a content that are a slip of the labels rather than an end


def has_unit(layout: Layout, lo: int, hi: int) -> bool:
    """Whether elements hold a quotation."""
    return any(element.unit >= 0 for element in layout.elements[lo:hi])


def joined_content(layout: Layout, content: Sequence[Range], cue: Range, source: Range | None) -> tuple[Range, ...]:
    """Content without gaps that neither the cue nor the source explains. `content` in elements, the others in tokens.

    A small gap, and one between two parts that both quote or that neither does, is filled; past a wide one the part that quotes is kept.
    """
    between = [(layout.element_at(first), layout.element_at(last - 1) + 1) for first, last in (cue, source or cue)]
    found = [content[0]]
    for lo, hi in content[1:]:
        first, last = found[-1]
        explained = any(start < lo and end > last for start, end in between)
        if explained or layout.group_at(last - 1) != layout.group_at(lo):
            found.append((lo, hi))
            continue
        is_before, is_after = has_unit(layout, first, last), has_unit(layout, lo, hi)
        if lo - last <= SMALL_GAP or is_before == is_after:
            found[-1] = (first, hi)
        elif is_after:
            found[-1] = (lo, hi)
    return tuple(found)


def split_source(layout: Layout, source: Range) -> tuple[Range, Range | None]:
    """A source without the "according to X," and the weekday it swallowed, and the tokens of that X; None where there is none."""
    reading = layout.reading
    first, last = source
    relay = None
    if reading.low[first] == "according" and last - first > 2:
        end = phrase_after(reading, first + 2, last)
        rest = reading.trim(end, last)
        if rest[0] >= rest[1]:
            return (first + 2, last), None
        relay, first, last = (first + 2, end), *rest
    while last - first > 2 and reading.low[last - 1] in word_class("weekday") and reading.low[last - 2] in {"on", "late", "early"}:
        last -= 2
    return (first, last), relay


def missing_source(layout: Layout, cue: Cue) -> Range | None:
    """The subject of a cue for which the labels give none: what stands before a finite cue, or what a participle after a comma hangs on."""
    reading = layout.reading
    group = layout.groups[layout.group_at(layout.element_at(cue.first))]
    lo = layout.elements[group.lo].first
    if cue.form == "finite":
        return subject_before(reading, cue.first, lo)
    if cue.form != "participle":
        return None
    end = phrase_after(reading, lo, cue.first)
    return (lo, end) if end > lo else None
