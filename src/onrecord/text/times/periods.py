"""Readers of quarters, halves, seasons, decades, centuries and business years."""

from __future__ import annotations

import re
from datetime import date

from onrecord.text.times.dates import FROM_TEXT, POINTERS, STEP, year_of_spec
from onrecord.text.times.days import SEASON_START, UNDATED, moved, value_at
from onrecord.text.times.model import Reading
from onrecord.text.times.numbers import ordinal_of
from onrecord.text.times.reckon import Match, Reckoning

OWNED = re.compile(r"\b(?:his|her|their|my|our|your|its|mid)[\s-]+(?:late |early |mid-?)?$", re.IGNORECASE)
FINAL_QUARTER = 4


def read_quarter(match: Match, now: Reckoning) -> Reading | None:
    """ "The third quarter of 2009", "last quarter", "Q3"; a quarter without a year is the last one ended, by tense."""
    pointer = match.find(*POINTERS)
    code = match.find("QCODE")
    number = int(code.value) if code else FINAL_QUARTER if match.has("FINAL") else ordinal_of(match.tokens)
    if number is None:
        return _pointed_quarter(match, now)
    if not 1 <= number <= FINAL_QUARTER:
        return None
    if match.has("YEAR") or pointer is not None or match.has("YEARU"):
        year = year_of_spec(match, now)
        return Reading("DATE", f"{year[0]:04}-Q{number}" if year else f"XXXX-Q{number}", year[1] if year else "unknown")
    if now.published is None:
        return Reading("DATE", f"XXXX-Q{number}", "unknown")
    current = (now.published.month + 2) // 3
    if now.direction(match) > 0:
        steps = int(number < current)
    else:
        # In its first two weeks nobody reports on the quarter that has just begun.
        just_begun = now.published.month % 3 == 1 and now.published.day < 15
        steps = -int(number > current or (number == current and just_begun))
    return Reading("DATE", f"{now.published.year + steps:04}-Q{number}", "publication")


def _pointed_quarter(match: Match, now: Reckoning) -> Reading | None:
    pointer = match.find(*POINTERS)
    if pointer is None:
        return None
    base, anchor = now.base(match.span.start) if pointer.tag in FROM_TEXT else (now.published, now.anchor)
    day = moved(base, "Q", STEP[pointer.tag]) if base else None
    return Reading("DATE", value_at("Q", day) if day else UNDATED["Q"], anchor if day else "unknown")


def read_half_year(match: Match, now: Reckoning) -> Reading | None:
    """ "The first half of 2009"."""
    number, year = ordinal_of(match.tokens), year_of_spec(match, now)
    if number not in {1, 2}:
        return None
    return Reading("DATE", f"{year[0]:04}-H{number}" if year else f"XXXX-H{number}", year[1] if year else "unknown")


def read_season(match: Match, now: Reckoning) -> Reading | None:
    """ "Last summer", "the spring of 2009", "in autumn": by its year, its pointer or the tense."""
    season = match.find("SEASON", "FALL")
    pointer = match.find(*POINTERS)
    if season is None:
        return None
    name = season.value
    if match.has("YEAR", "YEARU"):
        year = year_of_spec(match, now)
        return Reading("DATE", f"{year[0]:04}-{name}" if year else f"XXXX-{name}", year[1] if year else "unknown")
    if now.published is None:
        return Reading("DATE", f"XXXX-{name}", "unknown")
    way = STEP[pointer.tag] if pointer else now.direction(match)
    return Reading("DATE", f"{_season_year(now.published, name, way, pointer is not None):04}-{name}", "publication")


def _season_year(base: date, name: str, way: int, pointed: bool) -> int:
    year, month, start = base.year, base.month, SEASON_START[name]
    if way > 0:
        return year + (month > start + 2 or (pointed and month >= start))
    if way < 0:
        ended = month > start + 2 if pointed else month >= start
        return year - (not ended)
    return year


def read_fiscal(match: Match, now: Reckoning) -> Reading | None:
    """ "Fiscal 2007", "the financial year": FY2007; a business year names no calendar days."""
    year = year_of_spec(match, now)
    return Reading("DATE", f"FY{year[0]:04}" if year else "FYXXXX", year[1] if year else "unknown")


def read_century(match: Match, now: Reckoning) -> Reading | None:
    """ "The 19th century" is 18."""
    number = ordinal_of(match.tokens)
    return Reading("DATE", f"{number - 1:02}") if number and 2 <= number <= 22 else None


def read_decade(match: Match, now: Reckoning) -> Reading | None:
    """ "The 1990s", "the '80s", "the seventies" are 199, 198, 197; an age ("in his 70s") is no date."""
    token = match.find("YEAR", "NUM", "DAY", "DECADE")
    if token is None or OWNED.search(now.text.body, max(0, match.span.start - 24), match.span.start):
        return None
    if token.tag == "YEAR":
        # "The 1900s" is the century, "the 2000s" in news of today the decade.
        digits = 2 if token.value.endswith("00") and token.value < "2000" else 3
        return Reading("DATE", token.value[:digits]) if token.value.endswith("0") else None
    if len(token.value) != 2 or not token.value.endswith("0"):
        return None
    near = now.published.year if now.published else 2026
    century = 20 if int(token.value) <= near % 100 and near >= 2000 else 19
    return Reading("DATE", f"{century}{token.value[0]}")
