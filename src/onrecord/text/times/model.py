"""What a time expression is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """One time expression; `value` is TIMEX3 (2015-05-12, 2015-W20, P2D, PRESENT_REF ...).

    `first` and `last` are the days it covers, None where it names no calendar day. `anchor` says what the value was reckoned from:
    none, publication, text, or unknown (relative, and no date to reckon from).
    """

    start: int
    end: int
    timex_type: str
    value: str
    first: date | None = None
    last: date | None = None
    anchor: str = "none"


class Reading(NamedTuple):
    """What a rule makes of the words it matched; `days` only where the value does not say them (a range)."""

    timex_type: str
    value: str
    anchor: str = "none"
    days: tuple[date, date] | None = None
