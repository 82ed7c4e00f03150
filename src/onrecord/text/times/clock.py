"""Readers of times of day: clock times, parts of the day, and both with the day they fall on."""

from __future__ import annotations

from onrecord.text.times.dates import POINTERS, read_date, read_relative_day, read_weekday
from onrecord.text.times.durations import DAYPARTS
from onrecord.text.times.model import Reading
from onrecord.text.times.numbers import spoken_number
from onrecord.text.times.reckon import Match, Reckoning, stepped

HALF_DAYS = {"am": 0, "pm": 12}


def read_day(match: Match, now: Reckoning) -> Reading | None:
    """The day named in the match, however it is named."""
    if match.has("MONTH", "MONAB", "ISO", "NUMDATE"):
        return read_date(match, now)
    if match.has("RELDAY"):
        return read_relative_day(match, now)
    return read_weekday(match, now)


def clock_value(match: Match) -> str | None:
    """The time as THH:MM, with Z for UTC; None when the clock has no such time."""
    printed = next((t for t in match.tokens if t.tag in {"CLOCK", "NOON", "MIDNIGHT"}), None)
    half = next((t.value for t in match.tokens if t.tag in {"AMPM", "LETTERP"}), "am" if match.has("LETTERM") else None)
    zone = match.find("ZONE")
    hour, minute = _hour_minute(match, printed.value if printed else None)
    if half is not None and 1 <= hour <= 12:
        hour = hour % 12 + HALF_DAYS[half]
    if hour < 0 or hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    return f"T{hour:02}:{minute:02}" + (zone.value if zone else "")


def _hour_minute(match: Match, printed: str | None) -> tuple[int, int]:
    if printed is not None:
        hour, minute = printed.split(":")[:2]
        return int(hour), int(minute)
    numbers = _clock_numbers(match)
    if not numbers:
        return spoken_number([int(t.value) for t in match.all("NUMWORD")]) or -1, 0
    word = numbers[0]
    if "." in word:
        hour, _, minute = word.partition(".")
        return (int(hour), int(minute)) if len(minute) == 2 and len(hour) <= 2 else (-1, 0)
    if len(word) in {3, 4} and word.isdecimal():
        return int(word[:-2]), int(word[-2:])
    return (int(word), 0) if len(word) <= 2 else (-1, 0)


def _clock_numbers(match: Match) -> list[str]:
    """Numbers that stand before am, pm, o'clock or a zone."""
    found = []
    for one, two in zip(match.tokens, match.tokens[1:], strict=False):
        if one.tag in {"DAY", "NUM", "YEAR"} and two.tag in {"AMPM", "A", "LETTERP", "LETTERO", "ZONE", "LOCAL", "OPEN"}:
            found.append(one.value)
    return found


def read_clock(match: Match, now: Reckoning) -> Reading | None:
    """A clock time on the day named in the sentence, else on the day of publication."""
    value = clock_value(match)
    day, anchor = now.near_day(match.span.start)
    if value is None:
        return None
    return Reading("TIME", (day.isoformat() if day else "XXXX-XX-XX") + value, anchor)


def read_clock_day(match: Match, now: Reckoning) -> Reading | None:
    """ "10 a.m. on Tuesday", "Tuesday at 10 a.m."."""
    value, day = clock_value(match), read_day(match, now)
    if value is None or day is None:
        return None
    return Reading("TIME", day.value + value, day.anchor)


def read_day_daypart(match: Match, now: Reckoning) -> Reading | None:
    """ "Friday morning", "the evening of June 3"."""
    part, day = match.find(*DAYPARTS), read_day(match, now)
    if part is None or day is None:
        return None
    return Reading("TIME", f"{day.value}T{DAYPARTS[part.tag]}", day.anchor)


def read_tonight(match: Match, now: Reckoning) -> Reading | None:
    """ "Tonight", "last night", "this morning", "that evening"."""
    part, pointer = match.find(*DAYPARTS), match.find(*POINTERS)
    code = DAYPARTS[part.tag] if part else "NI"
    steps = {"LAST": -1, "PREVIOUS": -1, "FOLLOWING": 1}.get(pointer.tag, 0) if pointer else 0
    base, anchor = now.published, now.anchor
    if pointer is not None and pointer.tag in {"THAT", "SAME", "PREVIOUS", "FOLLOWING"} and now.last_day is not None:
        base, anchor = now.last_day[0], "text"
    day = stepped(base, "D", steps, anchor)
    return Reading("TIME", f"{day.value}T{code}", day.anchor)


def read_daypart(match: Match, now: Reckoning) -> Reading | None:
    """ "In the morning": of the day the sentence speaks of."""
    part = match.find(*DAYPARTS)
    day, anchor = now.near_day(match.span.start)
    if part is None or now.text.body[part.end - 1] == "s":
        return None
    return Reading("TIME", f"{day.isoformat() if day else 'XXXX-XX-XX'}T{DAYPARTS[part.tag]}", anchor)
