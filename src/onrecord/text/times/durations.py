"""Readers of lengths of time, of what recurs, and of vague references."""

from __future__ import annotations

from onrecord.text.times.model import Reading
from onrecord.text.times.numbers import amount_of, ordinal_of, printed
from onrecord.text.times.reckon import Match, Reckoning
from onrecord.text.times.relative import CLOCK_UNITS, UNITS, amount_tokens, length, unit_of

DAYPARTS = {"MORNING": "MO", "AFTERNOON": "AF", "EVENING": "EV", "NIGHT": "NI"}


def read_duration(match: Match, now: Reckoning) -> Reading | None:
    """ "Three days", "two and a half years", "a 20-year", "several weeks"."""
    unit = match.find(*UNITS, *CLOCK_UNITS, "NIGHTU")
    if unit is None:
        return None
    amounts = amount_tokens(match)
    # "A quarter", "one quarter" is a share; only "two quarters" is a time.
    if unit.tag == "QUARTERU" and not _plural(now, unit.end):
        return None
    amount = amount_of(amounts)
    if unit.tag == "NIGHTU":
        return Reading("DURATION", f"P{printed(amount)}D")
    return Reading("DURATION", length(amount, unit.tag))


def _plural(now: Reckoning, end: int) -> bool:
    return now.text.body[end - 1 : end] in {"s", "S"}


def read_units(match: Match, now: Reckoning) -> Reading | None:
    """Bare "years", "for decades", "week-long"."""
    unit = unit_of(match)
    if unit is None:
        return None
    plural = _plural(now, unit.end)
    if not plural and not match.has("LONG"):
        return None
    return Reading("DURATION", length(None if plural else 1, unit.tag))


def read_pointer_count(match: Match, now: Reckoning) -> Reading | None:
    """ "The past nine days", "the next few weeks", "the first six months": a length."""
    unit = unit_of(match)
    return Reading("DURATION", length(amount_of(amount_tokens(match)), unit.tag)) if unit else None


def read_recent_units(match: Match, now: Reckoning) -> Reading | None:
    """ "Recent years"."""
    return Reading("DATE", "PAST_REF")


def read_every(match: Match, now: Reckoning) -> Reading | None:
    """ "Every Tuesday", "each year", "every two weeks", "twice a month", "on Mondays"."""
    weekday, unit = match.find("WEEKDAY", "WDAB", "WEEKDAYS"), unit_of(match)
    if weekday is not None:
        return Reading("SET", f"XXXX-WXX-{weekday.value}")
    part = match.find(*DAYPARTS)
    if part is not None:
        return Reading("SET", f"XXXX-XX-XXT{part.value}")
    if unit is None:
        return None
    count = float(ordinal_of(match.tokens) or 1) if match.has("ORD", "SECOND") else amount_of(amount_tokens(match))
    return Reading("SET", length(count, unit.tag))


def read_rate(match: Match, now: Reckoning) -> Reading | None:
    """ "(15) a year"."""
    unit = unit_of(match)
    if unit is None or unit.tag == "QUARTERU":
        return None
    return Reading("SET", length(1, unit.tag))


def read_adverb_set(match: Match, now: Reckoning) -> Reading | None:
    """ "Daily", "annual"."""
    return Reading("SET", match.tokens[0].value)


def read_present(match: Match, now: Reckoning) -> Reading | None:
    """ "Now", "at the moment"."""
    return Reading("DATE", "PRESENT_REF")


def read_past(match: Match, now: Reckoning) -> Reading | None:
    """ "Recently", "in the past"."""
    after = match.next()
    if match.tokens[-1].tag == "PAST" and after is not None and after.tag not in {".", "COMMA", "DOT", "BREAK", "AND"}:
        return None
    return Reading("DATE", "PAST_REF")


def read_future(match: Match, now: Reckoning) -> Reading | None:
    """ "Soon", "in the near future", "the long term"."""
    future = match.find("FUTURE")
    if future is not None and not match.has("THE", "NEAR"):
        return None
    return Reading("DATE", "FUTURE_REF")
