"""What the head of an article says of its happening: the year that it bears, and the places where things are.

The place of a happening stands in nearly every lead about it. An article of some length that never names it is of another happening.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

import numpy as np

from onrecord.dedupe.lookalikes import within
from onrecord.text.months import MONTHS

HEAD_CHARS = 400
"""Characters of an article that its date stands in, if it bears one."""

LEAD_WORDS = 80
"""Words of an article that say where things happen."""

LONG = 150
"""Words from which on an article names the place of its happening."""

OTHERS = 4
"""Articles that must agree on a place before one that lacks it is set apart."""

NAMED = 0.75
ANYWHERE = 0.9
"""A place is that of the happening if this share of the leads says that something is there, and this share of the articles has its name."""

LESS_LIKE = 0.95
"""An article that lacks the place is set apart if it is less like the others than this share of the likeness among them."""

MOST_APART = 0.25
"""Where more than this share of a group lacks a place, it is not the place of the happening."""

YEAR = re.compile(r"\b(?:19[5-9]|20\d)\d\b", re.ASCII)
PLACE = re.compile(
    r"\b(?:in|at|near|outside|to|from|resort of|port of|city of|town of|island of)\s(?:the\s)?"
    r"(?:(?:north|south|east|west)(?:ern)?\s|central\s|downtown\s)?([^\W\d_a-z][\w-]{2,40})"
)
NAME = re.compile(r"\b[^\W\d_a-z][\w-]{2,40}")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CALENDAR = frozenset((*(month.capitalize() for month in MONTHS), *WEEKDAYS))


@dataclass(frozen=True, slots=True)
class Lead:
    """What is kept of an article's text: its capitalized words, the places of its lead, and its length in words."""

    names: frozenset[str]
    places: frozenset[str]
    word_count: int


def head_year(text: str) -> int:
    """The one year in the head of a text, 0 if there is none or more than one.

    >>> head_year("Harbour closed. 4 March 2011. Ships wait.")
    2011
    """
    years = {int(year) for year in YEAR.findall(text[:HEAD_CHARS])}
    return min(years) if len(years) == 1 else 0


def lead_of(text: str) -> Lead:
    """What the stories need of a text.

    >>> sorted(lead_of("A ferry sank near Poti on Monday, the office in Tbilisi said.").places)
    ['Poti', 'Tbilisi']
    """
    words = text.split()
    places = frozenset(PLACE.findall(" ".join(words[:LEAD_WORDS]))) - CALENDAR
    names = frozenset(NAME.findall(text))
    return Lead(names, places, len(words))


def without_strangers(leads: list[Lead], likeness: np.ndarray) -> list[list[int]]:
    """The rows of a group, with those apart that never name the place of the others' happening; ordered, by first member."""
    rows = list(range(len(leads)))
    strangers = [row for row in rows if _is_stranger(leads, likeness, row)] if len(leads) > OTHERS else []
    if len(strangers) > MOST_APART * len(rows):
        strangers = []
    return sorted([[row for row in rows if row not in strangers], *([row] for row in strangers)])


def _is_stranger(leads: list[Lead], likeness: np.ndarray, row: int) -> bool:
    others = [number for number in range(len(leads)) if number != row]
    if leads[row].word_count < LONG:
        return False
    counts = Counter(place for number in others for place in leads[number].places)
    common = [place for place, count in counts.items() if count >= NAMED * len(others) and place not in leads[row].names]
    if not any(sum(place in leads[number].names for number in others) >= ANYWHERE * len(others) for place in common):
        return False
    kept = np.ones(len(leads), np.bool_)
    kept[row] = False
    return bool(likeness[row, kept].mean() < LESS_LIKE * within(likeness, kept))
