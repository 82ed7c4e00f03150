"""Readers of dates that count from another day: "three days ago", "last week", "a year earlier", "the previous day"."""

from __future__ import annotations

from datetime import date

from onrecord.text.times.dates import FROM_TEXT, POINTERS, STEP
from onrecord.text.times.days import UNDATED, moved, value_at
from onrecord.text.times.model import Reading
from onrecord.text.times.numbers import NUMBERS, VAGUE, amount_of, ordinal_of, printed
from onrecord.text.times.reckon import Match, Reckoning, stepped
from onrecord.text.times.tags import Token

UNITS = {
    "DAYU": "D",
    "WEEKU": "W",
    "MONTHU": "M",
    "YEARU": "Y",
    "QUARTERU": "Q",
    "DECADEU": "DE",
    "CENTURYU": "CE",
    "WEEKENDU": "WE",
    "FORTNIGHT": "FN",
}
CLOCK_UNITS = {"HOURU": "H", "MINUTEU": "M", "SECONDU": "S"}
LENGTHS = {"DE": (10, "Y"), "CE": (100, "Y"), "FN": (2, "W")}


def unit_of(match: Match) -> Token | None:
    """The last unit word of the match."""
    units = match.all(*UNITS, *CLOCK_UNITS)
    return units[-1] if units else None


def length(amount: float | None, tag: str) -> str:
    """A duration: P3D, PT2H, PXY; decades and centuries in years, fortnights in weeks."""
    if tag in CLOCK_UNITS:
        return f"PT{printed(amount)}{CLOCK_UNITS[tag]}"
    factor, unit = LENGTHS.get(UNITS[tag], (1, UNITS[tag]))
    return f"P{printed(amount * factor if amount is not None else None)}{unit}"


def amount_tokens(match: Match) -> list[Token]:
    """The tokens of the number before the unit."""
    return [t for t in match.tokens if t.tag in NUMBERS or t.tag in VAGUE]


def counted(base: date | None, anchor: str, amount: float, tag: str, way: int) -> Reading | None:
    """The date an amount of units before (way -1) or after a day; weeks count in days, halves only of years and decades."""
    unit = UNITS[tag]
    factor, unit = {"DE": (10, "Y"), "CE": (100, "Y"), "FN": (14, "D"), "W": (7, "D"), "WE": (1, "WE")}.get(unit, (1, unit))
    steps = amount * factor
    if steps != int(steps):
        if unit != "Y":
            return None
        unit, steps = "M", steps * 12
    return stepped(base, unit, int(steps) * way, anchor)


def read_ago(match: Match, now: Reckoning) -> Reading | None:
    """ "Three days ago": counted from the publication day; a vague number is PAST_REF, hours stay within the day."""
    unit, amount = unit_of(match), amount_of(amount_tokens(match))
    way = -1 if match.has("AGO") else 1
    if unit is None:
        return None
    if amount is None:
        return Reading("DATE", "PAST_REF" if way < 0 else "FUTURE_REF")
    if unit.tag in CLOCK_UNITS:
        return Reading("DURATION", length(amount, unit.tag))
    return counted(now.published, now.anchor, amount, unit.tag, way)


def read_later(match: Match, now: Reckoning) -> Reading | None:
    """ "A year later", "two days earlier": counted from the date last named."""
    unit, amount = unit_of(match), amount_of(amount_tokens(match))
    way = -1 if match.has("EARLIER") else 1
    if unit is None:
        return None
    if amount is None:
        return Reading("DATE", "PAST_REF" if way < 0 else "FUTURE_REF")
    if unit.tag in CLOCK_UNITS:
        return Reading("DURATION", length(amount, unit.tag))
    base, anchor = now.base(match.span.start)
    return counted(base, anchor, amount, unit.tag, way)


def read_unit_before(match: Match, now: Reckoning) -> Reading | None:
    """ "The year before", "the day earlier"; not where a name or clause follows ("the day before the vote")."""
    unit, after = unit_of(match), match.next()
    if unit is None or unit.tag not in UNITS or (after is not None and after.tag not in {"COMMA", "DOT", "BREAK", "CLOSE", "AND"}):
        return None
    base, anchor = now.base(match.span.start)
    return counted(base, anchor, 1, unit.tag, -1)


def read_pointer_unit(match: Match, now: Reckoning) -> Reading | None:
    """ "Last week", "this year", "the previous day", "the past decade" (a length)."""
    pointer, unit = match.find(*POINTERS), unit_of(match)
    if pointer is None or unit is None or unit.tag not in UNITS:
        return None
    if pointer.tag == "PAST" or UNITS[unit.tag] == "FN":
        return Reading("DURATION", length(1, unit.tag))
    if pointer.tag in FROM_TEXT:
        base, anchor = now.base(match.span.start)
        return stepped(base, UNITS[unit.tag], STEP[pointer.tag], anchor)
    return now.from_published(UNITS[unit.tag], STEP[pointer.tag])


def read_the_unit(match: Match, now: Reckoning) -> Reading | None:
    """ "The day", "the year": the one the text is speaking of; a week or a weekend is reckoned from publication."""
    unit = unit_of(match)
    if unit is None or match.tokens[-1] is not unit or now.text.body[unit.start : unit.end].endswith("s"):
        return None
    if unit.tag not in UNITS or unit.tag in {"DECADEU", "CENTURYU", "FORTNIGHT", "QUARTERU"}:
        return None
    if unit.tag == "WEEKENDU":
        steps = -1 if now.published and now.direction(match) < 0 and now.published.isoweekday() < 5 else 0
        return now.from_published("WE", steps)
    if unit.tag == "DAYU":
        base, anchor = now.near_day(match.span.start, reach=3)
        return stepped(base, "D", 0, anchor)
    return now.from_published(UNITS[unit.tag], 0)


def read_same_period(match: Match, now: Reckoning) -> Reading | None:
    """ "The same period last year", "the same month a year ago": the period last named, a year back."""
    if match.has("YEAR"):
        return Reading("DATE", match.all("YEAR")[-1].value)
    unit = {"MONTHU": "M", "QUARTERU": "Q", "WEEKU": "W", "DAYU": "D"}.get(match.tokens[2].tag)
    base, anchor = now.base(match.span.start, reach=3)
    if unit is None:
        named = now.last_value[0] if now.last_value and anchor == "text" else ""
        unit = "Q" if "Q" in named else "M" if len(named) == 7 else "Y"
    back = moved(base, "Y", -1) if base else None
    return Reading("DATE", value_at(unit, back) if back else UNDATED[unit], anchor if back else "unknown")


def read_part_of(match: Match, now: Reckoning) -> Reading | None:
    """ "The last week of March", "the first day of 2009": a unit within a month or a year."""
    from onrecord.text.times.dates import read_month, read_month_year, year_of_spec
    from onrecord.text.times.days import days_of

    unit = match.find("DAYU", "WEEKU", "MONTHU", "WEEKENDU")
    if match.has("MONTH", "MONAB"):
        whole = read_month_year(match, now) if match.has("YEAR") else read_month(match, now)
    else:
        year = year_of_spec(match, now)
        whole = Reading("DATE", f"{year[0]:04}", year[1]) if year else None
    days = days_of(whole.value) if whole else None
    if unit is None or whole is None or days is None:
        return None
    ordinal = None if match.tokens[0].tag in {"LAST", "FINAL"} or match.tokens[1].tag in {"LAST", "FINAL"} else ordinal_of(match.tokens[:4])
    code = UNITS[unit.tag]
    if ordinal is None:
        # A week is the month's last when most of its days are.
        day = moved(days[1], "D", -3 if code == "W" else 0)
    else:
        day = moved(days[0], code, ordinal - 1)
        day = moved(day, "D", 3) if day and code == "W" else day
    return Reading("DATE", value_at(code, day), whole.anchor) if day else None
