"""Publication dates printed on a page: every date is a candidate, weighed by what stands around it and where the text begins and ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.clean.date_text import DateMention, find_dates
from onrecord.clean.lexicon import folded_words, phrase_kinds
from onrecord.clean.model import Publication
from onrecord.clean.publication import stated_publication
from onrecord.clean.units import Unit

PUBLISHED = re.compile(
    r"publish|posted|issued|first |released|publi[ée]|publicad|veröffentlicht|erstellt|опубликован|\bdated?\b\s*:", re.IGNORECASE
)
UPDATED = re.compile(r"updat|modif|edited|aktualisiert|mis à jour|actualizad|обновлен|last ", re.IGNORECASE)
NOT_ITS_OWN = re.compile(r"©|copyright|\(c\)|all rights|born|expires?|until|deadline|version|effective", re.IGNORECASE)
BY = re.compile(r"^\W*(?:by|text by|written by|author)\b", re.IGNORECASE)
LONGEST = 300  # a longer line is running text
STRONG, GOOD, WEAK = 5.0, 3.0, 1.5
FAR = 12  # lines from the text beyond which a date belongs to something else


@dataclass(frozen=True, slots=True)
class Place:
    """Where the article stands among the units: its title (or None), its first line and the line behind its last."""

    title: int | None
    first: int
    end: int


def page_publication(units: Sequence[Unit], place: Place, is_day_first: bool = False) -> Publication | None:
    """The date that the page prints as the article's own; None where none is likely enough.

    Args:
        units: lines or blocks of the page.
        place: where the article stands among them.
        is_day_first: how to read 04/05/2015.
    """
    best: tuple[float, int, DateMention, str] | None = None
    for index, unit in enumerate(units):
        if len(unit.text) > LONGEST or (place.first <= index < place.end and len(unit.text.split()) > 14):
            continue
        for mention in find_dates(unit.text, is_day_first):
            weight = _weight(units, index, mention, place)
            if best is None or weight > best[0]:
                best = (weight, index, mention, unit.text[mention.start : mention.end])
    if best is None or best[0] < WEAK:
        return None
    basis = "line_strong" if best[0] >= STRONG else "line_good" if best[0] >= GOOD else "line_weak"
    return stated_publication(best[2], "page", basis, best[3])


def _weight(units: Sequence[Unit], index: int, mention: DateMention, place: Place) -> float:
    """How likely a date is the article's own; an open scale, chosen on the development dumps."""
    text = units[index].text
    before = text[: mention.start]
    above = units[index - 1].text if index else ""
    weight = _nearness(index, place)
    if NOT_ITS_OWN.search(text):
        weight -= 4
    if PUBLISHED.search(before) or (len(above) < 30 and PUBLISHED.search(above)):
        weight += 2.5
    elif UPDATED.search(before[-40:]) or (len(above) < 30 and UPDATED.search(above)):
        weight -= 0.5
    weight += 1.5 * (mention.end - mention.start) / len(text)
    weight += 0.5 * (mention.clock is not None)
    around = [units[i].text for i in range(max(0, index - 3), min(len(units), index + 4))]
    weight += 1.0 * any(BY.match(line) and len(line) < 120 for line in around)
    if phrase_kinds(folded_words(text)) & {"comment", "related", "consent"}:
        weight -= 2
    return weight


def _nearness(index: int, place: Place) -> float:
    """Weight of the place: best between title and text, good right behind the text, poor far away."""
    if place.first <= index < place.end:
        return 0.5 if min(index - place.first, place.end - 1 - index) <= 1 else -1.5
    if index < place.first:
        near = place.first - index
        if place.title is not None and index >= place.title - 3:
            return 3.0 if index >= place.title else 2.0 - 0.1 * near
        return 2.0 - 0.25 * near
    behind = index - place.end
    return 2.0 - 0.3 * behind if behind < FAR else -3.0
