"""Time expressions and their values in TIMEX3 terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.text.document import Text


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


def time_expressions(text: Text, published: date | None) -> Sequence[TimeExpression]:
    """Time expressions of a text, by start. With no publication date, relative ones keep an undated value and no days."""
    raise NotImplementedError
