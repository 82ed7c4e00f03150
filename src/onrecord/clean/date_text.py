"""Calendar dates in running text: every form that outlets print, with the time and zone that stand beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache, lru_cache

from onrecord.clean.lexicon import entries

FIRST_YEAR, LAST_YEAR = 1980, 2100  # pages of the web, and dates that digitized ones bear
ZONES = {
    "utc": 0, "gmt": 0, "z": 0, "bst": 60, "cet": 60, "cest": 120, "eet": 120, "eest": 180, "msk": 180, "est": -300, "edt": -240,
    "et": -300,
    "cst": -360, "cdt": -300, "ct": -360, "mst": -420, "mdt": -360, "mt": -420, "pst": -480, "pdt": -420, "pt": -480, "ist": 330,
    "jst": 540,
    "hkt": 480, "sgt": 480, "aest": 600, "aedt": 660,
}  # fmt: skip
DAYLIGHT = {"et": "edt", "ct": "cdt", "mt": "mdt", "pt": "pdt"}

ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]?(?=[T ]?\d\d:\d\d))?(?!\d{1,2}-)")
NUMERIC = re.compile(r"(?<![\d./-])(\d{1,4})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![\d./-]\d|\d)")
CLOCK = re.compile(
    r"(?:T|[\s,|·•–—-]{0,6}(?:at|um|à|в|a las|@)?\s{0,2})(\d{1,2})[:.h](\d{2})(?::(\d{2})(?:[.,]\d{1,6})?)?(?!\d)\s{0,2}([ap]\.?m\b\.?)?"
    r"\s{0,2}\(?(Z\b|[+-]\d{2}:?\d{2}|[A-Z]{2,4}\b)?(?:[+-]\d{1,2}\b)?",
    re.IGNORECASE,
)
CLOCK_BEFORE = re.compile(
    r"(?<![\d:])(\d{1,2})[:.](\d{2})(?::(\d{2}))?\s{0,2}([ap]\.?m\b\.?)?\s{0,2}\(?([A-Z]{2,4}\b)?\)?[\s,|·•–—-]{0,4}(?:on\s|[A-Za-z]{3,9}\.?,?\s)?$",
    re.IGNORECASE,
)
HOUR = re.compile(r"[\s,|·•–—-]{0,6}(?:at\s)?(\d{1,2})()()\s?([ap]\.?m\b\.?)\s{0,2}\(?([A-Z]{2,4}\b)?", re.IGNORECASE)
DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class DateMention:
    """One date in a text: its characters, its day, the time of day where one stands beside it, and how exact it is."""

    start: int
    end: int
    day: date
    clock: time | None = None
    zone: timezone | None = None
    precision: str = "day"

    @property
    def at(self) -> datetime:
        """The moment in UTC; where no zone is stated the clock is taken as it is, where no clock is, midnight."""
        moment = datetime.combine(self.day, self.clock or time(), self.zone or UTC)
        return moment.astimezone(UTC).replace(tzinfo=None)


@cache
def months() -> dict[str, int]:
    """Month numbers by name, in lower case."""
    pairs = (entry.partition("=")[::2] for entry in entries("months"))
    return {name: int(number) for number, names in pairs for name in names.split()}


@cache
def _named() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Patterns of dates with a named month: day first, month first, month and year alone."""
    names = "|".join(sorted(months(), key=lambda name: (-len(name), name)))
    month = rf"({names})\b\.?"
    return (
        re.compile(
            rf"(?<![\d.,:])(\d{{1,2}})(?:st|nd|rd|th|er|\.)?[\s-]{{0,2}}(?:of\s|de\s)?{month}[\s,-]{{0,3}}(?:de\s|del\s)?"
            r"(\d{4}|['’]?\d{2}(?=\s*$|\s*[,|]))(?!\d)",
            re.IGNORECASE,
        ),
        re.compile(rf"\b{month}\s{{0,2}}(\d{{1,2}})(?:st|nd|rd|th)?(?:\s?,\s?|\s{{1,2}}|,?\s?-\s?)(\d{{4}})(?!\d)", re.IGNORECASE),
        re.compile(rf"\b{month}[\s,]{{1,2}}(\d{{4}})(?!\d)", re.IGNORECASE),
    )  # fmt: skip


def find_dates(text: str, is_day_first: bool = False) -> list[DateMention]:
    """Dates of a text with day, month and year, by start; no clock and no day without a year is ever one.

    Args:
        text: any text; a line of a page.
        is_day_first: how to read 04/05/2015, which stands for two days; month first, as most English outlets have it, if False.

    >>> [str(m.at) for m in find_dates("Published May 13 2015, 12:12")]
    ['2015-05-13 12:12:00']
    >>> find_dates("Atyrau, October 20 15:01")
    []
    """
    return list(_find_dates(text, is_day_first)) if DIGIT.search(text) else []


@lru_cache(maxsize=4096)
def _find_dates(text: str, is_day_first: bool) -> tuple[DateMention, ...]:
    """Dates of a text; each line of a page is asked for more than once."""
    found: list[DateMention] = []
    reach = -1
    for start, end, day in sorted(_days(text, is_day_first), key=lambda d: (d[0], -d[1])):
        if start >= reach:
            mention = _with_clock(text, start, end, day)
            found.append(mention)
            reach = mention.end
    return tuple(found)


def _days(text: str, is_day_first: bool) -> Iterator[tuple[int, int, date]]:
    """Spans of days in a text; they may overlap."""
    day_first, month_first, _ = _named()
    groups = [(ISO, (1, 2, 3)), (day_first, (3, 2, 1)), (month_first, (3, 1, 2))]
    for pattern, (y, m, d) in groups:
        for match in pattern.finditer(text):
            day = _day(match.group(y), match.group(m), match.group(d))
            if day:
                yield match.start(), match.end(), day
    for match in NUMERIC.finditer(text):
        day = _numeric(match, is_day_first)
        if day:
            yield match.start(), match.end(), day


def _numeric(match: re.Match[str], is_day_first: bool) -> date | None:
    """A date in figures: dots mean day first; with slashes the reading that fits, month first where both do."""
    first, mark, second, third = match.groups()
    if len(first) == 4:
        return _day(first, second, third) if len(third) == 2 else None
    if len(first) > 2 or (len(third) == 2 and mark == "."):
        return None
    day_first = _day(third, second, first)
    month_first = _day(third, first, second)
    return day_first or month_first if mark == "." or is_day_first else month_first or day_first


def _day(year: str, month: str, day: str) -> date | None:
    """The day that three parts name, if there is such a day."""
    number = int(year.strip("'’"))
    number += 2000 if number < 70 else 1900 if number < 100 else 0
    month_number = int(month) if month.isdigit() else months().get(month.lower().rstrip("."), 0)
    if not FIRST_YEAR <= number <= LAST_YEAR:
        return None
    try:
        return date(number, month_number, int(day))
    except ValueError:
        return None


def _with_clock(text: str, start: int, end: int, day: date) -> DateMention:
    """The mention with the time of day that stands behind it, or in front of it."""
    match = CLOCK.match(text, end) or HOUR.match(text, end)
    if match and (clock := _clock(match)):
        return _timed(match, day, clock, (start, match.end()))
    before = CLOCK_BEFORE.search(text[max(0, start - 40) : start])
    if before and (clock := _clock(before)):
        return _timed(before, day, clock, (max(0, start - 40) + before.start(), end))
    return DateMention(start, end, day)


def _timed(match: re.Match[str], day: date, clock: time, span: tuple[int, int]) -> DateMention:
    """The mention with its time, and the zone if it is a known one."""
    return DateMention(*span, day, clock, _zone(match.group(5), day), "second" if match.group(3) else "minute")


def _clock(match: re.Match[str]) -> time | None:
    """The time of day of a match: hour, minute, second, half of the day."""
    hour, minute, second, half = int(match.group(1)), int(match.group(2) or 0), int(match.group(3) or 0), (match.group(4) or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _zone(name: str | None, day: date) -> timezone | None:
    """The zone of a name or offset; a name that is read two ways in two seasons is read by the month."""
    if not name:
        return None
    if name[0] in "+-":
        sign = -1 if name[0] == "-" else 1
        minutes = int(name[1:3]) * 60 + int(name[-2:])
        return timezone(sign * timedelta(minutes=minutes)) if minutes <= 14 * 60 else None
    key = name.lower()
    if key in DAYLIGHT and 3 < day.month < 11:
        key = DAYLIGHT[key]
    return timezone(timedelta(minutes=ZONES[key])) if key in ZONES else None


def parse_stated(text: str | None) -> DateMention | None:
    """The date of a metadata field or a declared one: ISO first, then any date that stands in it, then a month or year alone.

    >>> parse_stated("2015-05-12T22:07:00+02:00").at.isoformat()
    '2015-05-12T20:07:00'
    """
    if not text or not text.strip():
        return None
    stated = text.strip()[:100]
    try:
        moment = datetime.fromisoformat(stated)
    except ValueError:
        found = find_dates(stated)
        return found[0] if found else _coarse(stated)
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return None
    has_clock = len(stated) > 10
    zone = timezone(moment.utcoffset() or timedelta()) if moment.tzinfo else None
    precision = ("second" if (stated.count(":") >= 2 and "T" in stated) or moment.second else "minute") if has_clock else "day"
    return DateMention(
        0, len(stated), moment.date(), moment.time().replace(tzinfo=None, microsecond=0) if has_clock else None, zone, precision
    )


def _coarse(stated: str) -> DateMention | None:
    """A month of a year, or a year, that is all a field says."""
    match = _named()[2].fullmatch(stated)
    if match and (day := _day(match.group(2), match.group(1), "1")):
        return DateMention(0, len(stated), day, precision="month")
    match = re.fullmatch(r"(\d{4})(?:-(\d{2}))?", stated)
    if match and (day := _day(match.group(1), match.group(2) or "1", "1")):
        return DateMention(0, len(stated), day, precision="month" if match.group(2) else "year")
    return None
