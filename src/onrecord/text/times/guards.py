"""What looks like a date and is none: "Theresa May", "2000 people", "Black Friday", "the Sunday Times"."""

from __future__ import annotations

import re
from collections.abc import Callable

from onrecord.text.times.context import listed
from onrecord.text.times.reckon import Match, Reckoning

TAIL = re.compile(r"(?:^|[^\w])([^\W\d_][^\s]*|[^\s\w]+)\s*$")
HEAD = re.compile(r"\s*([^\W\d_]+|[^\s\w])")


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
    if printed not in listed("date.namelike") or match.first + 1 < match.after:
        return True
    named = word_after(now.text.body, month.end)[:1].isupper()
    return not named and word_before(now.text.body, month.start).lower() in listed("date.before")


def is_weekday(match: Match, now: Reckoning) -> bool:
    """Whether a weekday is a day, not part of a title; an abbreviation alone is not one."""
    token = match.find("WEEKDAY")
    if token is None:
        return False
    body = now.text.body
    return word_before(body, match.span.start) not in listed("date.days") and word_after(body, token.end) not in listed("date.papers")


def is_year(match: Match, now: Reckoning) -> bool:
    """Whether four digits are a year, not a count: no measure before, no plural after; before 1900 only after a preposition."""
    token = match.find("YEAR")
    body = now.text.body
    before, after = word_before(body, match.span.start), word_after(body, match.span.end)
    if token is None:
        return before.lower() in listed("year.short")
    year = int(token.value)
    if match.first + 1 < match.after:
        return True
    if after in {"%", "°"} or before.lower() in listed("year.measures") or before[-1:] in {"$", "€", "£", "#", "-", "/"}:
        return False
    plural = after.islower() and after.endswith("s") and after not in listed("year.plain")
    if plural and before.lower() not in {"since", "the"}:
        return False
    return 1900 <= year <= 2060 or (1400 <= year < 1900 and before.lower() in listed("year.before"))


def is_current(match: Match, now: Reckoning) -> bool:
    """Whether "now" is the adverb, not part of a compound or "now that"."""
    after, before = word_after(now.text.body, match.span.end), word_before(now.text.body, match.span.start)
    return after not in {"-", "that", "as", "after"} and before not in {"-", "as", "As"}


def is_season(match: Match, now: Reckoning) -> bool:
    """Whether a season is the time of year, not a verb ("to spring") nor part of a name ("Arab Spring", "Winter Olympics")."""
    token = match.find("SEASON", "FALL")
    if token is None or match.has("YEAR", "YEARU"):
        return True
    body = now.text.body
    before, after = word_before(body, match.span.start), word_after(body, token.end)
    named = after[:1].isupper() or (before[:1].isupper() and before.lower() not in listed("date.before"))
    if body[token.start].isupper() and named:
        return False
    return before.lower() not in listed("season.verb") and after not in {"to", "up", "from", "forward", "into", "-"}


def is_daily(match: Match, now: Reckoning) -> bool:
    """Whether "daily" is no paper's name ("Daily News")."""
    span, body = match.span, now.text.body
    return not (body[span.start].isupper() and word_after(body, span.end)[:1].isupper())


def is_relative_day(match: Match, now: Reckoning) -> bool:
    """Whether "today" is the day, not a paper ("USA Today")."""
    return word_before(now.text.body, match.span.start) != "USA"


def is_unit(match: Match, now: Reckoning) -> bool:
    """Whether "the day" stands alone: "the day after", "the year of" name another."""
    return word_after(now.text.body, match.span.end) not in {"after", "before", "of", "when", "that", "-", "job"}


GUARDS: dict[str, Callable[[Match, Reckoning], bool]] = {
    "month": is_month,
    "weekday": is_weekday,
    "year": is_year,
    "present": is_current,
    "the_unit": is_unit,
    "future": is_current,
    "adverb_set": is_daily,
    "season": is_season,
    "season_bare": is_season,
    "relative_day": is_relative_day,
}
