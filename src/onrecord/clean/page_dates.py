"""Publication dates printed on a page: every date is a candidate, weighed by what stands around it and where the text begins and ends.

Method: boosted trees over the dates of a page (see block_model), learned on the development dumps; the card is in `data/date_model.json`.
The probability is the date's confidence, put straight by the measured curve in the card.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.clean.block_model import single_model
from onrecord.clean.date_text import DateMention, find_dates
from onrecord.clean.features import Matrix
from onrecord.clean.lexicon import line_kinds
from onrecord.clean.model import Publication
from onrecord.clean.units import Unit

PUBLISHED = re.compile(
    r"publish|posted|issued|first |released|publi[ée]|publicad|veröffentlicht|erstellt|опубликован|\bdated?\b\s*:", re.IGNORECASE
)
UPDATED = re.compile(r"updat|modif|edited|aktualisiert|mis à jour|actualizad|обновлен|last ", re.IGNORECASE)
COPYRIGHT = re.compile(r"©|copyright|\(c\)|all rights", re.IGNORECASE)
NOT_ITS_OWN = re.compile(r"©|copyright|\(c\)|all rights|born|expires?|until|deadline|version|effective", re.IGNORECASE)
BY = re.compile(r"^\W*(?:by|text by|written by|author)\b", re.IGNORECASE)
LONGEST = 300  # a longer line is running text
LONG_WORDS = 14  # a longer line inside the text tells of a day and bears none
FEATURES = (
    "above_text", "below_text", "inside", "below_title", "has_title", "published", "updated", "published_above", "updated_above",
    "not_its_own",
    "date_share", "has_clock", "byline_near", "phrase", "words", "same_day", "is_latest", "is_earliest", "days_from_latest", "line_share",
    "first_in_line", "dates_in_line", "order", "next_words", "previous_words",
)  # fmt: skip

LONE = 0.1  # probability from which a lone date is taken: the trees know few pages that print their date behind the text, but see is_lone
OWN_LINE = 0.5  # share of its line that a date on a line of its own takes; a weekday may stand before it
BESIDE_ABOVE, BESIDE_BELOW = 12, 4  # lines from the text


@dataclass(frozen=True, slots=True)
class Place:
    """Where the article stands among the units: its title (or None), its first line and the line behind its last."""

    title: int | None
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date that may be the publication's, and the unit it stands in."""

    index: int
    mention: DateMention
    text: str


def page_publication(units: Sequence[Unit], place: Place, is_day_first: bool = False, least: float | None = None) -> Publication | None:
    """The date that the page prints as the article's own; None where none is likely enough.

    Args:
        units: lines or blocks of the page.
        place: where the article stands among them.
        is_day_first: how to read 04/05/2015.
        least: probability from which a date is taken; that of the model, measured on dumps, where none is given.
    """
    candidates = date_candidates(units, place, is_day_first)
    if not candidates:
        return None
    model = single_model("date_model")
    features = date_features(candidates, units, place)
    chances = model.trees.scores(features)
    best = int(np.argmax(chances))
    bound = model.threshold if least is None else least
    if chances[best] < (min(bound, LONE) if is_lone(features, best) else bound):
        return None
    mention = candidates[best].mention
    confidence = round(model.calibrated(float(chances[best])), 3)
    return Publication(mention.at, mention.day, mention.precision, "page", confidence, candidates[best].text.strip()[:200])


def is_lone(features: Matrix, candidate: int) -> bool:
    """Whether a candidate is the only day that a page prints, on a line of its own beside the text: nothing competes with it.

    Args:
        features: features of all candidates of the page.
        candidate: index of the one in question.
    """
    row = dict(zip(FEATURES, features[candidate], strict=True))
    is_only = bool(features[:, FEATURES.index("days_from_latest")].max() == 0)
    is_beside = 0 <= row["above_text"] <= BESIDE_ABOVE or 0 <= row["below_text"] <= BESIDE_BELOW
    return is_only and is_beside and bool(row["date_share"] >= OWN_LINE)


def date_candidates(units: Sequence[Unit], place: Place, is_day_first: bool = False) -> list[Candidate]:
    """Dates of a page that stand by themselves: not in a sentence of the text, nor in a copyright notice."""
    found = []
    for index, unit in enumerate(units):
        is_inside = place.first <= index < place.end
        dates = find_dates(unit.text, is_day_first) if len(unit.text) <= LONGEST else ()
        if not dates or COPYRIGHT.search(unit.text) or (is_inside and len(unit.text.split()) > LONG_WORDS):
            continue
        found += [Candidate(index, m, unit.text[m.start : m.end]) for m in dates]
    return found


def date_features(candidates: Sequence[Candidate], units: Sequence[Unit], place: Place) -> Matrix:
    """Features of every candidate; shape (candidates, len(FEATURES))."""
    days = Counter(candidate.mention.day for candidate in candidates)
    in_line = Counter(candidate.index for candidate in candidates)
    latest, earliest = max(days), min(days)
    seen: Counter[int] = Counter()
    rows = []
    for order, candidate in enumerate(candidates):
        at, mention = candidate.index, candidate.mention
        text, above = units[at].text, units[at - 1].text if at else ""
        below = units[at + 1].text if at + 1 < len(units) else ""
        before = text[: mention.start]
        around = [units[i].text for i in range(max(0, at - 3), min(len(units), at + 4))]
        rows.append([
            np.clip(place.first - at, -1, 60), np.clip(at - place.end + 1, -1, 60), place.first <= at < place.end,
            np.clip(at - place.title, -30, 30) if place.title is not None else 40, place.title is not None, bool(PUBLISHED.search(before)),
            bool(UPDATED.search(before[-40:])), len(above) < 40 and bool(PUBLISHED.search(above)),
            len(above) < 40 and bool(UPDATED.search(above)),
            bool(NOT_ITS_OWN.search(text)), (mention.end - mention.start) / len(text), mention.clock is not None,
            any(BY.match(line) and len(line) < 120 for line in around),
            bool(line_kinds(text) & {"comment", "related", "consent"}), min(40, len(text.split())), days[mention.day],
            mention.day == latest, mention.day == earliest, min(2000, (latest - mention.day).days), at / len(units), seen[at] == 0,
            in_line[at],
            min(order, 20), min(40, len(below.split())), min(40, len(above.split())),
        ])  # fmt: skip
        seen[at] += 1
    return np.array(rows, np.float32)
