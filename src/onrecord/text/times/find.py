"""Finds the time expressions of a text and reads their values."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from onrecord.text.document import Text
from onrecord.text.times import clock, dates, durations, periods, relative
from onrecord.text.times.days import days_of
from onrecord.text.times.grammar import compiled, runs
from onrecord.text.times.guards import GUARDS
from onrecord.text.times.model import Reading, TimeExpression
from onrecord.text.times.reckon import Match, Reckoning
from onrecord.text.times.tags import Tagged, tag_text

Reader = Callable[[Match, Reckoning], Reading | None]

READERS: dict[str, Reader] = {
    "clock_day": clock.read_clock_day,
    "day_clock": clock.read_clock_day,
    "clock": clock.read_clock,
    "range_days": dates.read_range_days,
    "range_dates": dates.read_range_dates,
    "range_months": dates.read_range_months,
    "range_years": dates.read_range_years,
    "daypart_day": clock.read_day_daypart,
    "day_daypart": clock.read_day_daypart,
    "date": dates.read_date,
    "holiday": dates.read_holiday,
    "new_year": dates.read_new_year,
    "month_year": dates.read_month_year,
    "weekday_week": dates.read_weekday_week,
    "weekday": dates.read_weekday,
    "before_day": dates.read_relative_day,
    "relative_day": dates.read_relative_day,
    "tonight": clock.read_tonight,
    "daypart": clock.read_daypart,
    "same_period": relative.read_same_period,
    "quarter": periods.read_quarter,
    "half_year": periods.read_half_year,
    "part_of": relative.read_part_of,
    "season": periods.read_season,
    "season_bare": periods.read_season,
    "pointer_month": dates.read_pointer_month,
    "fiscal": periods.read_fiscal,
    "fiscal_year": periods.read_fiscal,
    "century": periods.read_century,
    "decade": periods.read_decade,
    "ago": relative.read_ago,
    "later": relative.read_later,
    "unit_before": relative.read_unit_before,
    "pointer_count": durations.read_pointer_count,
    "recent_units": durations.read_recent_units,
    "pointer_unit": relative.read_pointer_unit,
    "every": durations.read_every,
    "rate": durations.read_rate,
    "duration": durations.read_duration,
    "the_unit": relative.read_the_unit,
    "units": durations.read_units,
    "adverb_set": durations.read_adverb_set,
    "month": dates.read_month,
    "year": dates.read_year,
    "present": durations.read_present,
    "past": durations.read_past,
    "future": durations.read_future,
}


def time_expressions(text: Text, published: date | None) -> tuple[TimeExpression, ...]:
    """Time expressions of a text, by start, none overlapping. With no publication date, relative ones keep an undated value and no days.

    Method: a tag string matched by the rules of `grammar`, each read by a function; values follow TIMEX3 (Pustejovsky et al. 2003,
    TimeML) as news corpora use it. A bare weekday or month is the last one unless its clause is of the future. See docs/method/times.md.
    """
    tagged = tag_text(text.body)
    now = Reckoning(text, published)
    found: list[TimeExpression] = []
    for run in runs().finditer(tagged.tags):
        _read_run(tagged, run.start(), run.end(), now, found)
    return tuple(found)


def _read_run(tagged: Tagged, at: int, end: int, now: Reckoning, found: list[TimeExpression]) -> None:
    patterns, tags = compiled(), tagged.tags
    while at < end:
        pattern = patterns.get(tags[at])
        hit = pattern.match(tags, at, end) if pattern is not None else None
        if hit is None:
            at += 1
            continue
        match = Match(tagged, hit.start(), hit.end())
        rule = hit.lastgroup or ""
        guard = GUARDS.get(rule)
        reading = READERS[rule](match, now) if guard is None or guard(match, now) else None
        if reading is None:
            at = hit.start() + 1
            continue
        expression = _expression(match, reading)
        now.note(reading, expression.first, expression.start)
        found.append(expression)
        at = hit.end()


def _expression(match: Match, reading: Reading) -> TimeExpression:
    dated = reading.timex_type in {"DATE", "TIME"}
    days = reading.days or (days_of(reading.value) if dated else None)
    first, last = days if days else (None, None)
    return TimeExpression(*match.span, reading.timex_type, reading.value, first, last, reading.anchor)
