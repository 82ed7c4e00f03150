"""Units of a page: the lines of a dump or the text blocks of an HTML page, which the block model then tells apart."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

ENDS = "\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"
LINE = re.compile(f"[^{ENDS}]+")
BLANK = " \t\xa0\u200b\u200c\u200d\ufeff\u3000\u2002\u2003\u2009\u202f\x00\x1f"
AROUND = BLANK + ENDS


class Dom(NamedTuple):
    """Where a block stands in the tree of an HTML page.

    `tag` is the nearest block element, `marks` the words of class and id of its ancestors (nearest last), `ancestors` their tags.
    `link_share` is the share of its characters in links, `parent` and `section` are serial numbers of the two nearest block elements.
    """

    tag: str
    ancestors: tuple[str, ...]
    marks: tuple[str, ...]
    link_share: float
    parent: int
    section: int


class Unit(NamedTuple):
    """One line or block with its text (no white space around it), its place in the decoded page and the empty lines above it."""

    text: str
    start: int = 0
    end: int = 0
    gap: int = 0
    dom: Dom | None = None


def has_more_lines(page: str, most: int) -> bool:
    """Whether a page dump has more lines than so many, empty ones not counted."""
    return sum(1 for _ in islice(LINE.finditer(page), most + 1)) > most


def dump_units(page: str) -> list[Unit]:
    r"""The lines of a page dump that hold something, with their offsets in it.

    >>> [(u.text, u.start, u.gap) for u in dump_units("Menu\n\n  A line.\n")]
    [('Menu', 0, 0), ('A line.', 8, 1)]
    """
    units: list[Unit] = []
    last = 0
    at = 0
    for line in page.splitlines(keepends=True):
        text = line.strip(AROUND)
        if text:
            start = at + (0 if text[0] == line[0] else line.index(text))
            gap = max(0, page.count("\n", last, start) - 1) if units else 0
            last = start + len(text)
            units.append(Unit(text, start, last, gap))
        at += len(line)
    return units
