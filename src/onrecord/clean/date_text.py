"""Calendar dates in running text: every form that outlets print, with the time and zone that stand beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache, lru_cache

from onrecord.clean.date_clock import clock_beside, zone_of
from onrecord.clean.lexicon import entries

FIRST_YEAR, LAST_YEAR = 1980, 2100  # pages of the web, and dates that digitized ones bear
HIDDEN = r"[\u200e\u200f]?"  # marks of the direction of writing around the figures of Arabic dates

ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)(?!-\d)")
NUMERIC = re.compile(
    rf"(?<![\d./-])(?<!\bv)(\d{{1,4}}){HIDDEN}([./-])(\d{{1,2}}){HIDDEN}\2(\d{{4}}|\d{{2}})(?![\d./-]\d|\d)", re.IGNORECASE
)
VERSION = re.compile(r"\b(?:version|ver\.?|release|build|firmware|ios|android|windows)\s?$", re.IGNORECASE)
YEARS = re.compile(r"\d(?:\d(?!\d)|(?:(?<=1)9|(?<=2)0)\d\d)")
FULL_YEAR = re.compile(r"\d{4}")
LETTERS = re.compile(r"[^\W\d_]+")
GLUED_ORDINAL = re.compile(r"\d(?:st|nd|rd|th|er|º|-?го)[^\W\d_]")
FIGURES = re.compile(rf"\d{HIDDEN}[./-]\d\d?{HIDDEN}[./-]\d\d")


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
    return {name.replace("_", " "): int(number) for number, names in pairs for name in names.split()}


@cache
def _month_words() -> frozenset[str]:
    """Folded words that a month's name begins with."""
    return frozenset(_folded(name.partition(" ")[0]) for name in months())


def _folded(text: str) -> str:
    """A text in which letters are alike that a pattern takes for one whatever the case."""
    low = text.casefold()
    return low if low.isascii() else low.replace("ı", "i").replace("\u0307", "")


def _may_name_month(text: str) -> bool:
    """Whether the name of a month can stand in a text: most lines with figures have none, and the patterns with names are dear."""
    folded = _folded(text)
    return not _month_words().isdisjoint(LETTERS.findall(folded)) or bool(GLUED_ORDINAL.search(folded))


@cache
def _named() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Patterns of dates with a named month: day first, month first, month first with the clock before the year, month and year alone.

    Figures may be glued behind a year (a clock, a counter): what begins as a year of these centuries does then end as one.
    """
    names = "|".join(sorted(months(), key=lambda name: (-len(name), name)))
    month = rf"({names})\b\.?"
    year = r"(?:19|20)\d{2}(?=\d{1,2}:\d{2}|\d{1,6}\s?[^\W\d_])|\d{4}(?!\d)"
    return (
        re.compile(
            rf"(?<!\d)(?<!\d[.,:])(\d{{1,2}})(?:st|nd|rd|th|er|º|°|-?го|\.)?[\s./-]{{0,2}}(?:of\s|de\s)?{month}[\s,./-]{{0,3}}(?:del?\s)?"
            rf"({year}|['’]?\d{{2}}(?=\s*$|\s*[,|]))(?!\.\d)",
            re.IGNORECASE,
        ),
        re.compile(rf"\b{month}[\s-]{{0,2}}(\d{{1,2}})(?:st|nd|rd|th)?(?:\s?,\s?|\s{{1,2}}|,?\s?-\s?|\sdel?\s)({year})", re.IGNORECASE),
        re.compile(rf"\b{month}\s{{1,2}}(\d{{1,2}})\s(\d\d:\d\d(?::\d\d)?)\s(?:([A-Z]{{2,5}})\s)?({year})", re.IGNORECASE),
        re.compile(rf"\b{month}[\s,]{{1,2}}(?:del?\s)?(\d{{4}})(?!\d)", re.IGNORECASE),
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
    return list(_find_dates(text, is_day_first)) if YEARS.search(text) else []


@lru_cache(maxsize=8192)
def _find_dates(text: str, is_day_first: bool) -> tuple[DateMention, ...]:
    """Dates of a text; each line of a page is asked for more than once."""
    found: list[DateMention] = []
    reach = -1
    for mention in sorted(_mentions(text, is_day_first), key=lambda d: (d.start, -d.end)):
        if mention.start >= reach:
            timed = mention if mention.clock else _with_clock(text, mention)
            found.append(timed)
            reach = timed.end
    return tuple(found)


def _mentions(text: str, is_day_first: bool) -> Iterator[DateMention]:
    """Dates in a text, most without their clocks; they may overlap. A pattern is tried only where what it cannot lack is there."""
    day_first, month_first, with_clock, _ = _named()
    has_figures, has_month = FIGURES.search(text), _may_name_month(text)
    has_year = has_month and FULL_YEAR.search(text)
    tried = [(day_first, (3, 2, 1))] * has_month + [(ISO, (1, 2, 3))] * bool(has_figures) + [(month_first, (3, 1, 2))] * bool(has_year)
    for pattern, parts in tried:
        for match in pattern.finditer(text):
            if day := _day(*match.group(*parts)):
                yield DateMention(match.start(), match.end(), day)
    for match in NUMERIC.finditer(text) if has_figures else ():
        if day := _numeric(match, is_day_first):
            yield DateMention(match.start(), match.end(), day)
    for match in with_clock.finditer(text) if has_year and ":" in text else ():
        if day := _day(*match.group(5, 1, 2)):
            yield _unix(match, day)


def _unix(match: re.Match[str], day: date) -> DateMention:
    """A date whose clock stands between day and year, as computers print it."""
    try:
        clock = time.fromisoformat(match.group(3))
    except ValueError:
        return DateMention(match.start(), match.end(), day)
    precision = "second" if match.group(3).count(":") == 2 else "minute"
    return DateMention(match.start(), match.end(), day, clock, zone_of(match.group(4), day), precision)


def _numeric(match: re.Match[str], is_day_first: bool) -> date | None:
    """A date in figures: dots and Arabic figures mean day first; with slashes the reading that fits, month first if both do.

    A year of two figures needs two figures for day and month, unless slashes say that it is a date; so versions and scores are none.
    """
    first, mark, second, third = match.groups()
    if len(first) == 4:
        return _day(first, second, third) if len(third) == 2 else None
    if len(first) > 2 or VERSION.search(match.string, max(0, match.start() - 12), match.start()):
        return None
    if len(third) == 2 and mark != "/" and not len(first) == len(second) == 2:
        return None
    day_first = _day(third, second, first)
    month_first = _day(third, first, second)
    return day_first or month_first if mark == "." or is_day_first or not first.isascii() else month_first or day_first


def _day(year: str, month: str, day: str) -> date | None:
    """The day that three parts name, if there is such a day."""
    number = int(year.strip("'’"))
    number += 2000 if number < 70 else 1900 if number < 100 else 0
    month_number = int(month) if month.isdecimal() else months().get(month.lower().rstrip("."), 0)
    if not FIRST_YEAR <= number <= LAST_YEAR:
        return None
    try:
        return date(number, month_number, int(day))
    except ValueError:
        return None


def _with_clock(text: str, mention: DateMention) -> DateMention:
    """The mention with the time of day that stands behind it, or in front of it."""
    clock = clock_beside(text, mention.start, mention.end, mention.day)
    if clock is None:
        return mention
    start, end = min(mention.start, clock.start), max(mention.end, clock.end)
    return DateMention(start, end, mention.day, clock.time, clock.zone, "second" if clock.has_second else "minute")


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
    match = _named()[3].fullmatch(stated)
    if match and (day := _day(match.group(2), match.group(1), "1")):
        return DateMention(0, len(stated), day, precision="month")
    match = re.fullmatch(r"(\d{4})(?:-(\d{2}))?", stated)
    if match and (day := _day(match.group(1), match.group(2) or "1", "1")):
        return DateMention(0, len(stated), day, precision="month" if match.group(2) else "year")
    return None
