"""Readers of calendar dates: days, months, years, weekdays, holidays, ranges."""

from __future__ import annotations

import re
from datetime import date, timedelta

from onrecord.text.times.days import UNDATED, days_of, easter, monday, moved, safe_date
from onrecord.text.times.model import Reading
from onrecord.text.times.numbers import ordinal_of
from onrecord.text.times.reckon import Match, Reckoning, month_value, weekday_near, year_of_day, year_of_month
from onrecord.text.times.tags import Token

STEP = {"LAST": -1, "PAST": -1, "PREVIOUS": -1, "NEXT": 1, "FOLLOWING": 1, "THIS": 0, "CURRENT": 0, "SAME": 0, "THAT": 0}
POINTERS = tuple(STEP)
FROM_TEXT = frozenset({"PREVIOUS", "FOLLOWING", "SAME", "THAT"})


def pointer_of(match: Match) -> Token | None:
    """The word that points: last, next, this ..."""
    return match.find(*POINTERS)


def numeric_day(word: str, base: date | None) -> date | None:
    """The day of a date in digits: month first unless only day first fits; dotted ones day first; YY is the near century.

    >>> numeric_day("7/8/07", None), numeric_day("23.04.2022", None)
    (datetime.date(2007, 7, 8), datetime.date(2022, 4, 23))
    """
    one, two, year = (int(part) for part in re.split(r"[/.-]", word))
    if year < 100:
        year += 2000 if year <= ((base.year if base else 2026) % 100) + 10 else 1900
    orders = [(two, one), (one, two)] if "." in word else [(one, two), (two, one)]
    return next((d for d in (safe_date(year, month, day) for month, day in orders) if d), None)


def day_tokens(match: Match) -> list[Token]:
    """The tokens that say the day of the month, without those of a clock time."""
    tokens = match.tokens
    at = next((i for i, t in enumerate(tokens) if t.tag in {"MONTH", "MONAB"}), None)
    if at is None:
        return []
    run: list[Token] = []
    for token in tokens[at + 1 : at + 5]:
        if token.tag in {"DAY", "NUMWORD", "ORD", "SECOND", "TH", "HYPHEN"}:
            run.append(token)
        elif run or token.tag != "DOT":
            break
    if any(t.tag in {"DAY", "ORD", "SECOND"} for t in run):
        return run
    # Before the month only what stands next to it counts: "9 pm, 2 April" is the second.
    first = at
    while first > 0 and tokens[first - 1].tag in {"DAY", "NUMWORD", "ORD", "SECOND", "TH", "HYPHEN", "OF"}:
        first -= 1
    return tokens[first:at]


def read_date(match: Match, now: Reckoning) -> Reading | None:
    """A day: "March 3, 2009", "3 March", "Tuesday, March 3", in digits or in words."""
    digits = match.find("ISO", "NUMDATE")
    if digits is not None:
        found = days_of(digits.value) if digits.tag == "ISO" else None
        day = found[0] if found else None if digits.tag == "ISO" else numeric_day(digits.value, now.published)
        return Reading("DATE", day.isoformat()) if day else None
    month, number = match.find("MONTH", "MONAB"), ordinal_of(day_tokens(match))
    if month is None or number is None or not 1 <= number <= 31:
        return None
    if match.has("YEAR"):
        day = safe_date(int(match.all("YEAR")[-1].value), int(month.value), number)
        return Reading("DATE", day.isoformat()) if day else None
    return yearless(match, now, int(month.value), number)


def yearless(match: Match, now: Reckoning, month: int, number: int) -> Reading | None:
    """A day and month without a year: the year of a date just named, else by tense around the publication day."""
    base, anchor = now.published, now.anchor
    if now.last_value is not None and now.sentences_back(now.last_value[2], match.span.start) <= 1 and now.last_value[0][:4].isdigit():
        near = now.last_value[1]
        if base is None or abs((base - near).days) > 400:
            base, anchor = near, "text"
    if safe_date(2020, month, number) is None:
        return None
    if base is None:
        return Reading("DATE", f"XXXX-{month:02}-{number:02}", "unknown")
    way = now.direction(match) if anchor == "publication" else 0
    year = year_of_day(base, month, number, way) if anchor == "publication" else base.year
    day = safe_date(year, month, number)
    return Reading("DATE", day.isoformat(), anchor) if day else None


def read_month_year(match: Match, now: Reckoning) -> Reading | None:
    """A month of a year: "March 2009", "March of last year"."""
    month = match.find("MONTH", "MONAB")
    year = year_of_spec(match, now)
    if month is None:
        return None
    if year is None:
        return Reading("DATE", f"XXXX-{int(month.value):02}", "unknown")
    value = month_value(year[0], int(month.value))
    return Reading("DATE", value, year[1]) if value else None


def year_of_spec(match: Match, now: Reckoning) -> tuple[int, str] | None:
    """The year that "2009", "last year" or "the year" means, and its anchor; None when it cannot be reckoned."""
    printed = match.all("YEAR")
    if printed:
        return int(printed[-1].value), "none"
    pointer = next((t for t in reversed(match.tokens) if t.tag in STEP), None)
    base, anchor = now.base(match.span.start) if pointer is not None and pointer.tag in FROM_TEXT else (now.published, now.anchor)
    return (base.year + (STEP[pointer.tag] if pointer else 0), anchor) if base else None


def read_month(match: Match, now: Reckoning) -> Reading | None:
    """A month by its name alone, by tense."""
    month = match.find("MONTH")
    if month is None:
        return None
    number = int(month.value)
    if now.published is None:
        return Reading("DATE", f"XXXX-{number:02}", "unknown")
    value = month_value(year_of_month(now.published, number, now.direction(match)), number)
    return Reading("DATE", value, "publication") if value else None


def read_pointer_month(match: Match, now: Reckoning) -> Reading | None:
    """ "Last March", "next March", "this March"."""
    pointer, month = pointer_of(match), match.find("MONTH", "MONAB")
    if pointer is None or month is None:
        return None
    number, way = int(month.value), STEP[pointer.tag]
    base, anchor = now.base(match.span.start) if pointer.tag in FROM_TEXT else (now.published, now.anchor)
    if base is None:
        return Reading("DATE", f"XXXX-{number:02}", "unknown")
    year = year_of_month(base, number, way, strict=True) if way else base.year
    value = month_value(year, number)
    return Reading("DATE", value, anchor) if value else None


def weekday_day(match: Match, now: Reckoning) -> tuple[date | None, str]:
    """The day of a weekday with "last", "next", "this" or alone, by tense; and its anchor."""
    token, pointer = match.find("WEEKDAY", "WDAB"), pointer_of(match)
    if token is None:
        return None, "unknown"
    base, anchor = now.base(match.span.start) if pointer is not None and pointer.tag in FROM_TEXT else (now.published, now.anchor)
    if base is None or not timedelta(days=8) < base - date.min < date.max - date.min - timedelta(days=8):
        return None, "unknown"
    weekday = int(token.value)
    way = STEP[pointer.tag] if pointer else now.direction(match)
    if pointer is not None and pointer.tag in {"THIS", "SAME", "THAT", "CURRENT"}:
        return base + timedelta(days=weekday - base.isoweekday()), anchor
    return weekday_near(base, weekday, way or -1, strict=pointer is not None), anchor


def read_weekday(match: Match, now: Reckoning) -> Reading | None:
    """A weekday as a day; with no day to reckon from, XXXX-WXX-2."""
    token = match.find("WEEKDAY", "WDAB")
    day, anchor = weekday_day(match, now)
    if token is None:
        return None
    return Reading("DATE", day.isoformat() if day else f"XXXX-WXX-{token.value}", anchor)


def read_weekday_week(match: Match, now: Reckoning) -> Reading | None:
    """ "Tuesday of last week", "next week on Tuesday"."""
    token, pointer = match.find("WEEKDAY", "WDAB"), pointer_of(match)
    if token is None or pointer is None:
        return None
    base, anchor = now.base(match.span.start) if pointer.tag in FROM_TEXT else (now.published, now.anchor)
    week = moved(base, "W", STEP[pointer.tag]) if base else None
    start = monday(*week.isocalendar()[:2]) if week else None
    if start is None:
        return Reading("DATE", f"XXXX-WXX-{token.value}", "unknown")
    return Reading("DATE", (start + timedelta(days=int(token.value) - 1)).isoformat(), anchor)


def read_relative_day(match: Match, now: Reckoning) -> Reading | None:
    """ "Yesterday", "today", "the day before yesterday"."""
    token = match.find("RELDAY")
    if token is None:
        return None
    steps = int(token.value) + (match.has("AFTERW") - match.has("BEFORE") if match.has("DAYU") else 0)
    return now.from_published("D", steps)


def read_year(match: Match, now: Reckoning) -> Reading | None:
    """A year alone."""
    token = match.find("YEAR")
    if token is not None:
        return Reading("DATE", token.value) if 1400 <= int(token.value) <= 2100 else None
    short = match.find("NUM")
    if short is None or len(short.value) != 2:
        return None
    return Reading("DATE", f"19{short.value}")


def read_holiday(match: Match, now: Reckoning) -> Reading | None:
    """A feast day, of the year named or by tense."""
    token = match.find("HOLIDAY")
    if token is None:
        return None
    return feast(match, now, "12-24" if match.has("EVEW") and token.value == "12-25" else token.value)


def read_new_year(match: Match, now: Reckoning) -> Reading | None:
    """ "New Year's Eve", "New Year's Day"."""
    return feast(match, now, "12-31" if match.has("EVEW") else "01-01")


def feast(match: Match, now: Reckoning, name: str) -> Reading | None:
    """The day of a feast: of the year named, else the nearest one on the side of the tense."""
    year = match.find("YEAR")
    if year is not None:
        day = holiday(name, int(year.value))
        return Reading("DATE", day.isoformat()) if day else None
    if now.published is None:
        return Reading("DATE", f"XXXX-{name}" if name[0].isdigit() else UNDATED["D"], "unknown")
    base = now.published
    days = [d for d in (holiday(name, base.year + step) for step in (-1, 0, 1)) if d]
    way = now.direction(match)
    fitting = [d for d in days if (d - base).days * way >= 0] or days
    nearest = min(fitting, key=lambda d: abs(d - base), default=None)
    return Reading("DATE", nearest.isoformat(), "publication") if nearest else None


def holiday(name: str, year: int) -> date | None:
    """The day of a feast in a year."""
    if name == "easter":
        return easter(year)
    if name == "thanksgiving":
        first = safe_date(year, 11, 1)
        return weekday_near(first, 4, 1) + timedelta(days=21) if first else None
    return safe_date(year, int(name[:2]), int(name[3:]))


def read_range_days(match: Match, now: Reckoning) -> Reading | None:
    """ "March 3-5, 2009", "3 to 5 March": the days from the first to the last."""
    month = match.find("MONTH", "MONAB")
    numbers = [int(t.value) for t in match.all("DAY", "ORD", "SECOND")]
    if month is None or len(numbers) != 2 or numbers[0] >= numbers[1] or numbers[1] > 31:
        return None
    year = match.find("YEAR")
    if year is None:
        ahead = yearless(match, now, int(month.value), numbers[0])
        found = days_of(ahead.value) if ahead else None
        if ahead is None or found is None:
            return Reading("DURATION", f"P{numbers[1] - numbers[0]}D", "unknown")
        return _range(found[0], safe_date(found[0].year, int(month.value), numbers[1]), "D", ahead.anchor)
    first, last = (safe_date(int(year.value), int(month.value), number) for number in numbers)
    return _range(first, last, "D", "none")


def read_range_dates(match: Match, now: Reckoning) -> Reading | None:
    """ "From March 30 to April 2, 2009"."""
    months, numbers, years = match.all("MONTH", "MONAB"), match.all("DAY"), match.all("YEAR")
    if len(months) != 2 or len(numbers) != 2:
        return None
    if not years and now.published is None:
        return None
    (one, two), (from_day, to_day) = ([int(t.value) for t in tokens] for tokens in (months, numbers))
    last_year = int(years[-1].value) if years else year_of_day(now.published or date.min, two, to_day, now.direction(match))
    first_year = int(years[0].value) if len(years) == 2 else last_year - (one > two)
    return _range(safe_date(first_year, one, from_day), safe_date(last_year, two, to_day), "D", "none" if years else "publication")


def read_range_months(match: Match, now: Reckoning) -> Reading | None:
    """ "From March to June 2009"."""
    months, years = match.all("MONTH", "MONAB"), match.all("YEAR")
    if len(months) != 2:
        return None
    one, two = int(months[0].value), int(months[1].value)
    if not years and now.published is None:
        return Reading("DURATION", f"P{(two - one) % 12}M", "unknown") if one != two else None
    last_year = int(years[-1].value) if years else year_of_month(now.published or date.min, two, now.direction(match))
    first_year = int(years[0].value) if len(years) == 2 else last_year - (one > two)
    last = days_of(f"{last_year:04}-{two:02}")
    return _range(safe_date(first_year, one, 1), last[1] if last else None, "M", "none" if years else "publication")


def read_range_years(match: Match, now: Reckoning) -> Reading | None:
    """ "From 2009 to 2011", "2009-11"."""
    numbers = match.all("YEAR", "NUM", "DAY")
    one, two = int(numbers[0].value), numbers[1].value
    last = int(two) if len(two) == 4 else one // 100 * 100 + int(two) if two.isdecimal() and len(two) == 2 else 0
    if not 1400 <= one < last <= 2100:
        return None
    return _range(safe_date(one, 1, 1), safe_date(last, 12, 31), "Y", "none")


def _range(first: date | None, last: date | None, unit: str, anchor: str) -> Reading | None:
    """A DURATION between two points (TIMEX3 gives it begin and end points), with the days it covers."""
    if first is None or last is None or first >= last:
        return None
    months = (last.year - first.year) * 12 + last.month - first.month
    length = {"D": (last - first).days, "M": months, "Y": last.year - first.year}[unit]
    return Reading("DURATION", f"P{length}{unit}", anchor, (first, last)) if length else None
