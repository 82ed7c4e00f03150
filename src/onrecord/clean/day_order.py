"""How a page writes 04/05/2015: day first or month first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from onrecord.clean.units import Unit

NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})/(\d{1,2})/(?:\d{4}|\d{2})(?![\d/])")
BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
LONGEST = 200
FOREIGN_LINES = 2  # lines around an article in another language than English; such outlets put the day first


def prints_day_first(units: Sequence[Unit], is_text: Sequence[bool]) -> bool:
    """Whether a page puts the day before the month in dates of figures only.

    A date that can be read in one way only settles it; else the language around the article does: of the languages that surround English
    articles, none but English puts the month first.

    >>> prints_day_first([Unit("12/02/2025"), Unit("25/12/2024")], [False, False])
    True
    """
    day_first = month_first = 0
    for unit in units:
        for match in NUMERIC.finditer(unit.text[:LONGEST]) if "/" in unit.text else ():
            day_first += int(match.group(1)) > 12
            month_first += int(match.group(2)) > 12
    if day_first != month_first:
        return day_first > month_first
    around = (unit.text for unit, flag in zip(units, is_text, strict=True) if not flag and len(unit.text) <= LONGEST)
    foreign = (line for line in around if not line.isascii() and any(map(str.isalpha, BEYOND_ASCII.findall(line))))
    return len(list(islice(foreign, FOREIGN_LINES))) == FOREIGN_LINES
