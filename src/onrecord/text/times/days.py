"""Calendar arithmetic in TIMEX3 terms: the days a value covers, the value of the unit that holds a day, steps in units.

Units are D, W, WE (weekend), M, Q, Y, DE (decade), CE (century). Nothing here raises: what falls outside the calendar is None.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import MAXYEAR, date, timedelta

UNDATED = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX", "DE": "X" * 3, "CE": "XX"}
SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
MONTHS_IN = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}
VALUE = re.compile(
    r"(?P<century>\d\d)(?:(?P<decade>\d)(?:(?P<year>\d)(?:-(?:"
    r"(?P<month>\d\d)(?:-(?P<day>\d\d))?|W(?P<week>\d\d)(?P<weekend>-WE)?|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)))?)?)?(?:T.*)?"
)

Days = tuple[date, date]


def safe_date(year: int, month: int, day: int) -> date | None:
    """The day, None when there is no such day.

    >>> safe_date(2019, 2, 30) is None
    True
    """
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def month_days(year: int, month: int, months: int = 1) -> Days | None:
    """First and last day of so many months from the one given on."""
    last = year * 12 + month + months - 2
    if not (1 <= year <= MAXYEAR and last // 12 <= MAXYEAR):
        return None
    return date(year, month, 1), date(last // 12, last % 12 + 1, monthrange(last // 12, last % 12 + 1)[1])


def monday(year: int, week: int) -> date | None:
    """Monday of an ISO week."""
    try:
        return date.fromisocalendar(year, week, 1)
    except (ValueError, OverflowError):
        return None


def days_of(value: str) -> Days | None:
    """First and last day a DATE or TIME value covers; None where it names no calendar day.

    >>> days_of("2009-Q1")
    (datetime.date(2009, 1, 1), datetime.date(2009, 3, 31))
    >>> days_of("XXXX-WXX-2") is None
    True
    """
    match = VALUE.fullmatch(value)
    if match is None:
        return None
    century, decade, digit = match["century"], match["decade"], match["year"]
    if digit is None:
        start = int(century + (decade or "0")) * 10
        return month_days(start, 1, 120 if decade else 1200) if start else None
    year = int(century + decade + digit)
    if match["day"]:
        day = safe_date(year, int(match["month"]), int(match["day"]))
        return (day, day) if day else None
    if match["week"]:
        return _week_days(year, int(match["week"]), bool(match["weekend"]))
    return _month_span(year, match)


def _week_days(year: int, week: int, weekend: bool) -> Days | None:
    start = monday(year, week)
    if start is None or start.year > MAXYEAR - 1:
        return None
    return (start + timedelta(days=5), start + timedelta(days=6)) if weekend else (start, start + timedelta(days=6))


def _month_span(year: int, match: re.Match[str]) -> Days | None:
    if match["month"]:
        month = int(match["month"])
        return month_days(year, month) if 1 <= month <= 12 else None
    if match["quarter"]:
        return month_days(year, int(match["quarter"]) * 3 - 2, 3)
    if match["half"]:
        return month_days(year, int(match["half"]) * 6 - 5, 6)
    if match["season"]:
        return month_days(year, SEASON_START[match["season"]], 3)
    return month_days(year, 1, 12)


def value_at(unit: str, day: date) -> str:
    """The TIMEX3 value of the unit that holds the day.

    >>> value_at("W", date(2008, 9, 4)), value_at("Q", date(2008, 9, 4)), value_at("DE", date(2008, 9, 4))
    ('2008-W36', '2008-Q3', '200')
    """
    if unit in {"W", "WE"}:
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}" + ("-WE" if unit == "WE" else "")
    if unit == "Q":
        return f"{day.year:04}-Q{(day.month + 2) // 3}"
    return day.isoformat()[: {"D": 10, "M": 7, "Y": 4, "DE": 3, "CE": 2}[unit]]


def moved(day: date, unit: str, steps: int) -> date | None:
    """The day so many units on; a day that its month lacks becomes the month's last."""
    try:
        if unit in {"D", "W", "WE"}:
            return day + timedelta(days=steps * (1 if unit == "D" else 7))
        months = day.year * 12 + day.month - 1 + steps * MONTHS_IN[unit]
        year, month = months // 12, months % 12 + 1
        return date(year, month, min(day.day, monthrange(year, month)[1])) if 1 <= year <= MAXYEAR else None
    except (ValueError, OverflowError):
        return None


def easter(year: int) -> date | None:
    """Easter Sunday of the Gregorian calendar (anonymous algorithm, Meeus 1991, chapter 8)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    correction = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * correction + 114, 31)
    return safe_date(year, month, day + 1)
