"""Calendar arithmetic, numbers in words and tense around a date."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.article import Span
from onrecord.text.times.days import days_of, easter, moved, value_at
from onrecord.text.times.first import first_chars
from onrecord.text.times.numbers import printed, spoken_number
from onrecord.text.times.reckon import weekday_near, year_of_day, year_of_month
from onrecord.text.times.tags import number_tag, tag_text
from onrecord.text.times.tense import direction


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2008-02-29", date(2008, 2, 29), date(2008, 2, 29)),
        ("2008-02", date(2008, 2, 1), date(2008, 2, 29)),
        ("2008-W01", date(2007, 12, 31), date(2008, 1, 6)),
        ("2010-W04-WE", date(2010, 1, 30), date(2010, 1, 31)),
        ("2008-Q4", date(2008, 10, 1), date(2008, 12, 31)),
        ("2008-H1", date(2008, 1, 1), date(2008, 6, 30)),
        ("2008-WI", date(2008, 12, 1), date(2009, 2, 28)),
        ("2008", date(2008, 1, 1), date(2008, 12, 31)),
        ("197", date(1970, 1, 1), date(1979, 12, 31)),
        ("18", date(1800, 1, 1), date(1899, 12, 31)),
        ("2008-02-29TMO", date(2008, 2, 29), date(2008, 2, 29)),
    ],
)
def test_the_days_of_a_value(value: str, first: date, last: date) -> None:
    """A value covers its days, from the first to the last."""
    assert days_of(value) == (first, last)


@pytest.mark.parametrize(
    "value", ["XXXX-02", "2009-02-30", "2009-13", "P3D", "PRESENT_REF", "FY2007", "00", "000", "9999-W53", "2009-W60", ""]
)
def test_values_without_days(value: str) -> None:
    """What names no calendar day has none."""
    assert days_of(value) is None


def test_steps_end_with_the_calendar() -> None:
    """A step off the calendar is nothing, a day its month lacks becomes the month's last."""
    assert moved(date(9999, 12, 31), "D", 1) is None
    assert moved(date(1, 1, 1), "Y", -1) is None
    assert moved(date(2009, 3, 31), "M", -1) == date(2009, 2, 28)
    assert value_at("CE", date(1999, 5, 1)) == "19"


def test_easter_sundays() -> None:
    """Known Easter Sundays."""
    assert [easter(year) for year in (1999, 2008, 2024)] == [date(1999, 4, 4), date(2008, 3, 23), date(2024, 3, 31)]


def test_weekdays_by_direction() -> None:
    """The day itself counts unless it is left out."""
    wednesday = date(2019, 5, 15)
    assert weekday_near(wednesday, 3, -1) == wednesday
    assert weekday_near(wednesday, 3, -1, strict=True) == date(2019, 5, 8)
    assert weekday_near(wednesday, 1, 1) == date(2019, 5, 20)


def test_years_of_bare_months_and_days() -> None:
    """Near months are past ones, far ones coming; a day takes the nearest year unless its tense is against it."""
    base = date(2019, 5, 15)
    assert [year_of_month(base, month, 0) for month in (3, 5, 6, 11)] == [2019, 2019, 2019, 2018]
    assert year_of_month(base, 6, -1, strict=True) == 2018
    assert [year_of_day(base, 6, 2, -1), year_of_day(base, 10, 2, -1), year_of_day(base, 1, 2, 1)] == [2019, 2018, 2020]


def test_numbers() -> None:
    """Numbers in words, and how durations print them."""
    assert [spoken_number(v) for v in ([2, 1000, 9], [100], [20, 5])] == [2009, 100, 25]
    assert [printed(v) for v in (None, 2.5, 3.0)] == ["X", "2.5", "3"]
    assert [number_tag(w) for w in ("31", "32", "1999", "2500", "0800")] == ["DAY", "NUM", "YEAR", "NUM", "NUM"]


@pytest.mark.parametrize(
    ("text", "at", "way"),
    [
        ("He left on Friday.", "Friday", -1),
        ("He will leave on Friday.", "Friday", 1),
        ("Friday is when it opens.", "Friday", 1),
        ("Oh, Friday!", "Friday", 0),
    ],
)
def test_tense(text: str, at: str, way: int) -> None:
    """The nearest telling word decides, the ones before first."""
    start = text.index(at)
    assert direction(text, Span(0, len(text)), start, start + len(at)) == way


def test_runs_of_other_words_are_one_tag() -> None:
    """A text without time words has one tag between its breaks."""
    assert tag_text("nothing here to see").tags.count(".") <= 2
    assert len(tag_text("plain words only").tags) == 1


def test_first_characters_of_patterns() -> None:
    """What may be left out lets the next part begin; a lookbehind takes no room."""
    assert first_chars("(?:a|b)c") == {"a", "b"}
    assert first_chars("a?(?:b|c?)d") == {"a", "b", "c", "d"}
    assert first_chars("(?<=x)(?:ab){0,2}c") == {"a", "c"}
    assert first_chars("") == set()
