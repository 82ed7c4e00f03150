"""The dateline at the head of an article's text: place, agency, sometimes authors and a day, up to a dash."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.text.months import MONTHS

LONGEST = 110
PLACE = r"[A-ZÀ-ÖØ-Þ][\w.'’À-ÿ-]*(?:[ /](?:de|del|la|el|al|of|the|[A-ZÀ-ÖØ-Þ][\w.'’À-ÿ-]*)){0,3}"
DASH = re.compile(r"\s*(?:--+|[–—―]|(?<=[\s\w)])-(?=\s)|-\s)\s*")
CITY = re.compile(rf"({PLACE})(?:\s*,\s*({PLACE}))?(?=[\s,(]|$)")
CREDIT = re.compile(r"\(([^()]{2,40})\)")
MONTH_DAY = re.compile(rf"\b(?:{'|'.join(name[:3].capitalize() for name in MONTHS)})[a-z]*\.?\s+\d{{1,2}}\b")
VERBS = re.compile(r"\b(?:is|are|was|were|has|have|had|said|says|will|would|to|that|who|which|when|after)\b")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline: where it ends in the paragraph (with its dash), the place as printed, and its own words."""

    end: int
    place: str
    text: str


def find_dateline(paragraph: str) -> Dateline | None:
    """The dateline that begins a paragraph, if one does.

    A dateline is short, begins with a place, is closed by a dash, and has either a place in capitals, an agency in brackets, a day, or
    nothing but a place of one to three words.

    >>> find_dateline("OSLO, Norway (AP) - Nine firms were named.").place
    'OSLO, Norway'
    """
    dash = DASH.search(paragraph, 2, LONGEST)
    if not dash or dash.end() >= len(paragraph):
        return None
    head = paragraph[: dash.start()].strip()
    match = CITY.match(head)
    if not match or VERBS.search(head) or any(mark in head for mark in '"“”?!;:'):
        return None
    place = ", ".join(part for part in match.groups() if part)
    rest = head[match.end() :].strip(" ,")
    city = match.group(1)
    is_capital = len(city) > 2 and city.upper() == city
    is_credited = bool(CREDIT.search(rest)) or bool(MONTH_DAY.search(rest))
    is_bare = not rest and len(place.split()) <= 3
    begins_sentence = paragraph[dash.end() : dash.end() + 1].isupper() or paragraph[dash.end() : dash.end() + 1] in "\"“‘'"
    if not begins_sentence or not (is_capital or is_credited or is_bare):
        return None
    return Dateline(dash.end(), place, paragraph[: dash.start()])
