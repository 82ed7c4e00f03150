"""Lines of a page dump that flattening cut out of one paragraph: links and names end up on lines of their own, and a sentence in pieces."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from onrecord.clean.lexicon import stop_words
from onrecord.clean.units import Unit

CLOSED = '.!?…:"”»'
CARRIES_ON = ",.;)’”"  # a line that begins so carries on the one above it
NO_SPACE = ",.;)’”!?"
LONGEST_SCRAP = 8  # words of a link or name between the parts of a sentence
FEWEST_OPEN, FEWEST_TAIL = 3, 6  # words of two lines of which the second begins small
SENTENCE_PART = 5  # words of a line that a scrap may follow
LONGEST = 3000  # characters; a longer line is a paragraph or more


def line_groups(units: Sequence[Unit]) -> list[int]:
    """For every line, the number of its group: lines of one group are parts of one paragraph.

    >>> line_groups([Unit("The mill, owned by the"), Unit("Lee Company"), Unit(", burned down."), Unit("Share")])
    [0, 0, 0, 1]
    """
    groups: list[int] = []
    for index, unit in enumerate(units):
        below = units[index + 1] if index + 1 < len(units) else None
        is_joined = index > 0 and _is_joined(units[index - 1], unit, below)
        groups.append(groups[-1] + (not is_joined) if groups else 0)
    return groups


def _is_joined(above: Unit, unit: Unit, below: Unit | None) -> bool:
    """Whether a line carries on the one above it."""
    if unit.gap or len(above.text) > LONGEST:
        return False
    first = unit.text[0]
    if first in CARRIES_ON or (first in ":'" and len(unit.text) > 1):
        return True
    if above.text[-1] in CLOSED:
        return False
    words = above.text.split()
    if first.islower():
        return len(words) >= FEWEST_OPEN or len(unit.text.split()) >= FEWEST_TAIL
    if len(words) < SENTENCE_PART:
        return False
    return above.text[-1] in ",(“‘—" or words[-1] in stop_words() or _is_scrap(unit, below)


def _is_scrap(unit: Unit, below: Unit | None) -> bool:
    """Whether a line is a short piece that the line below it carries on."""
    if below is None or below.gap or unit.text[-1] in ".!?:" or len(unit.text.split()) > LONGEST_SCRAP:
        return False
    return below.text[0].islower() or below.text[0] in CARRIES_ON


def joined(units: Sequence[Unit], groups: Sequence[int]) -> list[Unit]:
    """One unit a group, with the text of its lines on one line."""
    starts = [0, *(at for at, (above, group) in enumerate(pairwise(groups), 1) if group != above), len(units)] if units else []
    return [units[at] if after - at == 1 else _one(units[at:after]) for at, after in pairwise(starts)]


def _one(lines: Sequence[Unit]) -> Unit:
    return Unit(_text(lines), lines[0].start, lines[-1].end, lines[0].gap)


def _text(lines: Sequence[Unit]) -> str:
    rest = ((line.text if line.text[0] in NO_SPACE else f" {line.text}") for line in lines[1:])
    return lines[0].text + "".join(rest)
