"""What looks like a date and is none: "Theresa May", "2000 people", "Black Friday", "the Sunday Times"."""

from __future__ import annotations

import re
from collections.abc import Callable

from onrecord.text.times.reckon import Match, Reckoning

TAIL = re.compile(r"(?:^|[^\w])([^\W\d_][^\s]*|[^\s\w]+)\s*$")
HEAD = re.compile(r"\s*([^\W\d_]+|[^\s\w])")
# Words that a month with the look of a name or a verb must follow, and that a bare year may follow.
BEFORE_DATE = frozenset(
    "in of by since until till from to last this next early late mid during for before after through and between on around about every each "
    "each the following previous earlier later".split()
)
NAME_LIKE = frozenset({"March", "April", "May", "June", "August", "MARCH", "APRIL", "MAY", "JUNE", "AUGUST"})
PAPERS = frozenset("Times Telegraph Mirror Herald Mail Express Post Tribune People Independent World Star Sport Sun Observer Review Roast Service".split())
DAY_NAMES = frozenset("Black Good Super Bloody Ash Cyber Palm Fat Giving Maundy Shrove".split())
MEASURES = frozenset("$ € £ ¥ # % + over than nearly some approximately almost number no nos flight route boeing airbus room".split())
NOT_PLURAL = frozenset("was is has this its his as us across always less whereas its’s towards perhaps plus news series congress".split())


def word_before(body: str, start: int) -> str:
    """The word or sign right before a position."""
    found = TAIL.search(body, max(0, start - 30), start)
    return found.group(1) if found else ""


def word_after(body: str, end: int) -> str:
    """The word or sign right after a position."""
    found = HEAD.match(body, end, end + 40)
    return found.group(1) if found else ""


def is_month(match: Match, now: Reckoning) -> bool:
    """Whether a bare month name is one: "May" and its like only where a date's preposition stands before."""
    month = match.find("MONTH")
    if month is None:
        return False
    printed = now.text.body[month.start : month.end]
    if printed not in NAME_LIKE or match.first + 1 < match.after:
        return True
    return word_before(now.text.body, month.start).lower() in BEFORE_DATE and not word_after(now.text.body, month.end)[:1].isupper()


def is_weekday(match: Match, now: Reckoning) -> bool:
    """Whether a weekday is a day, not part of a title; an abbreviation alone is not one."""
    token = match.find("WEEKDAY")
    if token is None:
        return False
    body = now.text.body
    return word_before(body, match.span.start) not in DAY_NAMES and word_after(body, token.end) not in PAPERS


def is_year(match: Match, now: Reckoning) -> bool:
    """Whether four digits are a year, not a count: no measure before, no plural noun after, and within 1700 and 2060 unless introduced."""
    token = match.find("YEAR")
    body = now.text.body
    before, after = word_before(body, match.span.start), word_after(body, match.span.end)
    if token is None:
        return before.lower() in {"in", "of", "since", "from", "until", "during", "by"}
    year = int(token.value)
    if match.first + 1 < match.after:
        return True
    if body[token.end : token.end + 2].strip()[:1] in {"%", "°"} or before.lower() in MEASURES or before[-1:] in {"$", "€", "£", "#", "-", "/"}:
        return False
    if after.islower() and after.endswith("s") and after not in NOT_PLURAL and before.lower() not in {"since", "the"}:
        return False
    return 1900 <= year <= 2060 or (1400 <= year < 1900 and before.lower() in {"in", "since", "until", "of", "from", "by", "(", "circa"})


def is_current(match: Match, now: Reckoning) -> bool:
    """Whether "now" is the adverb, not part of a compound or "now that"."""
    return word_after(now.text.body, match.span.end) not in {"-", "that"} and word_before(now.text.body, match.span.start) not in {"-"}


def is_unit(match: Match, now: Reckoning) -> bool:
    """Whether "the day" stands alone: "the day after", "the year of" name another."""
    return word_after(now.text.body, match.span.end) not in {"after", "before", "of", "when", "that", "-", "job"}


GUARDS: dict[str, Callable[[Match, Reckoning], bool]] = {
    "month": is_month, "weekday": is_weekday, "year": is_year, "present": is_current, "the_unit": is_unit,
}
