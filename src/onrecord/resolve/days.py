"""Periods of days, as the dates of quotes and events are: exact, within a month, or unknown."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

LENGTHS = {"day": 1, "week": 7, "month": 31, "year": 366}


@dataclass(frozen=True, slots=True)
class Period:
    """From a first to a last day, both included."""

    first: date
    last: date

    def gap(self, other: Period) -> int:
        """Days between the two; 0 where they touch or overlap."""
        return max(0, (self.first - other.last).days, (other.first - self.last).days)

    def widened(self, before: int, after: int) -> Period:
        """The period with days added on both sides, within what a calendar holds."""
        room_before = (self.first - date.min).days
        room_after = (date.max - self.last).days
        return Period(self.first - timedelta(min(before, room_before)), self.last + timedelta(min(after, room_after)))


@lru_cache(maxsize=1 << 16)
def period(first: date | None, last: date | None, precision: str | None) -> Period | None:
    """The period that a date with a precision stands for; None where there is none. One object for equal periods.

    >>> period(date(2014, 3, 5), None, "month")
    Period(first=datetime.date(2014, 3, 1), last=datetime.date(2014, 3, 31))
    """
    if first is None or precision in (None, "none"):
        return None
    if last is not None and last >= first:
        return Period(first, last)
    if precision == "year":
        return Period(first.replace(month=1, day=1), first.replace(month=12, day=31))
    if precision == "month":
        return Period(first.replace(day=1), first.replace(day=monthrange(first.year, first.month)[1]))
    return Period(first, first).widened(0, 6) if precision == "week" else Period(first, first)
