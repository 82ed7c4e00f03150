"""The time of day that stands beside a date in a text, and its zone, as outlets print them in several languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time, timedelta, timezone
from functools import cache

from onrecord.clean.lexicon import entries

MOST_OFFSET = 14 * 60  # minutes; no zone lies further from UTC
REACH = 60  # characters in front of a date in which its clock may stand
GAP = r"[\s,|·•–—:()\[\]\u200e\u200f-]{0,6}"
YEAR_WORD = r"(?:\s?(?:г\.|года?\b|год\b))?"
LEAD = r"(?:(?:at|um|à|a las?|a la|las|в|kl\.?|ore|@|الساعة)(?:\s|(?=\d)))?\s?"
WEEKDAY = r"(?:on\s|le\s|am\s)?(?:\(?[^\W\d_]{2,12}\.?\)?,?\s)?"
HALF = r"([ap]\.?\s?m\b\.?|[мص]\b|م\b)"
HOUR_WORD = r"(?:\s?(?:Uhr|hrs?|hours|horas|heures|часов|час\.?|h)\b)?"
TIME = rf"(\d{{1,2}})(?:[:.٫]|\s?[hч]\s?)(\d{{2}})(?::(\d{{2}})(?:[.,]\d{{1,6}})?)?(?![\d])(?:\s{{0,2}}{HALF})?{HOUR_WORD}"
SUMMER = {"us": ((3, 2), (11, 1)), "eu": ((3, -1), (10, -1)), "uk": ((3, -1), (10, -1))}  # which Sundays of which months


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, its zone if one is stated, whether seconds are, and where it stands in the text."""

    start: int
    end: int
    time: time
    zone: timezone | None
    has_second: bool


@cache
def _zones() -> dict[str, tuple[str, int]]:
    """Place whose summer time counts (or nothing) and minutes east of UTC by the name of the zone, in lower case."""
    found = {}
    for entry in entries("date_zones"):
        key, _, names = entry.partition(" = ")
        place = key[:2] if key[:2] in SUMMER else ""
        found.update({name.replace("_", " "): (place, int(key.removeprefix(place))) for name in names.split()})
    return found


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A clock behind a date, an hour alone behind one, a clock in front of one; the groups are those of `_clock`."""
    names = "|".join(sorted((re.escape(name) for name in _zones()), key=lambda name: (-len(name), name)))
    offset = r"[+−-]\d{1,2}(?::?\d{2})?(?![\d:])"
    zone = rf"(?:\s{{0,2}}[(\[]?\s?((?:{names})\b(?:\s?{offset})?|[+−-]\d{{2}}:?\d{{2}}(?![\d:])|\+\d\d\b)\s?[)\]]?)?"
    lead = rf"{YEAR_WORD}(?:T|{GAP}{LEAD})"
    hour = rf"(\d{{1,2}})()()(?:\s?{HALF}|\s?(?:Uhr|heures|часов|h)\b())"
    return (
        re.compile(rf"{lead}{TIME}{zone}", re.IGNORECASE),
        re.compile(rf"{lead}{hour}{zone}", re.IGNORECASE),
        re.compile(rf"(?<![\d:.]){TIME}{zone}{GAP}{WEEKDAY}$", re.IGNORECASE),
    )


def clock_beside(text: str, start: int, end: int, day: date) -> Clock | None:
    """The time of day behind the date at these characters of a text, or in front of it.

    Args:
        text: the text.
        start: first character of the date.
        end: character behind it.
        day: the date, by which the zones of summer and winter are told apart.
    """
    if start == 0 and end == len(text):
        return None
    behind, hour, before = _patterns()
    match = behind.match(text, end)
    if match is None and (match := hour.match(text, end)) is not None:
        groups = match.group(1, 2, 3, 4, 6)
        return _clock(groups, match, 0, day)
    if match is not None:
        return _clock(match.group(1, 2, 3, 4, 5), match, 0, day)
    origin = max(0, start - REACH)
    match = before.search(text[origin:start])
    return _clock(match.group(1, 2, 3, 4, 5), match, origin, day) if match else None


def _clock(groups: tuple[str | None, ...], match: re.Match[str], origin: int, day: date) -> Clock | None:
    """The time of day of hour, minute, second, half of the day and zone; None where there is no such time."""
    hour, minute, second = (int(part or 0) for part in groups[:3])
    half, zone = (groups[3] or "").lower(), groups[4]
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half[0] in "pم" else 0)
    if not (hour < 24 and minute < 60 and second < 60):
        return None
    if zone and zone[0] in "+-−" and not (groups[2] or "T" in match.group() or zone[0] == "+" or " " + zone in match.group()):
        zone = None  # 9:00-12:00 says how long something lasts
    return Clock(origin + match.start(), origin + match.end(), time(hour, minute, second), zone_of(zone, day), bool(groups[2]))


def zone_of(name: str | None, day: date) -> timezone | None:
    """The zone of a name, an offset, or a name with an offset; a name that holds all year is read by the day.

    >>> str(zone_of("GMT+5:30", date(2024, 5, 14))), str(zone_of("ET", date(2024, 5, 14))), zone_of("XYZ", date(2024, 5, 14))
    ('UTC+05:30', 'UTC-04:00', None)
    """
    if not name:
        return None
    word, sign, figures = re.fullmatch(r"([^+−-]*)([+−-]?)(.*)", name, re.DOTALL).groups()  # type: ignore[union-attr]
    place, minutes = _zones().get(word.strip().lower(), ("", None)) if word.strip() else ("", 0)
    if minutes is None:
        return None
    if figures:
        hours, rest = [*figures.split(":"), "0"][:2] if ":" in figures or len(figures) <= 2 else (figures[:-2], figures[-2:])
        minutes += (1 if sign == "+" else -1) * (int(hours) * 60 + int(rest))
    if place and _is_summer(day, place):
        minutes += 60
    return timezone(timedelta(minutes=minutes)) if abs(minutes) <= MOST_OFFSET else None


def _is_summer(day: date, place: str) -> bool:
    """Whether a day lies in the summer time of a place, by the rules that have held since 2007."""
    first, last = (_sunday(day.year, month, which) for month, which in SUMMER[place])
    return first <= day < last


def _sunday(year: int, month: int, which: int) -> date:
    """The first, second ... Sunday of a month, or its last one (-1)."""
    if which > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(6 - first.weekday()) % 7 + 7 * (which - 1))
    last = date(year, month, 31)  # both months of SUMMER with a last Sunday have 31 days
    return last - timedelta(days=(last.weekday() + 1) % 7)
