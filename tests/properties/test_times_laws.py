"""Laws of time expressions over arbitrary text."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.text.document import Text
from onrecord.text.times import time_expressions
from onrecord.text.times.days import days_of, moved, value_at

PHRASES = """
the a last next this previous past three 3 31 2009 99 two and half day week month year quarter decade century ago later
earlier before of in on from to between March May Tuesday Friday yesterday today tomorrow morning night noon 10:30 p.m.
UTC early end every daily fiscal summer fall first second 21st 1990s '80s Q3 - , . / ( ) Easter Christmas now recently
future 0 9999 12/31/99 2001-02-29 was will said people
"""
texts = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PHRASES.split()), max_size=40).map(" ".join),
    st.lists(st.sampled_from(PHRASES.split()), max_size=30).map("".join),
)
days = st.one_of(st.none(), st.dates())


@settings(max_examples=150, deadline=None)
@given(texts, days)
def test_spans_lie_in_order_inside_the_text(body: str, published: date | None) -> None:
    """Expressions are not empty, do not overlap, stand by start, and do not begin or end in white space."""
    expressions = time_expressions(Text(body), published)
    end = 0
    for expression in expressions:
        assert end <= expression.start < expression.end <= len(body)
        assert body[expression.start : expression.end].strip() == body[expression.start : expression.end]
        end = expression.end


@settings(max_examples=150, deadline=None)
@given(texts, days)
def test_days_follow_from_the_value(body: str, published: date | None) -> None:
    """First and last day are both known or both not, in order; those of a DATE or TIME are exactly the ones its value says."""
    for expression in time_expressions(Text(body), published):
        assert (expression.first is None) == (expression.last is None)
        assert expression.first is None or expression.last is None or expression.first <= expression.last
        if expression.timex_type in {"DATE", "TIME"}:
            assert days_of(expression.value) == ((expression.first, expression.last) if expression.first else None)
        else:
            assert days_of(expression.value) is None or expression.first is None


@settings(max_examples=80, deadline=None)
@given(texts)
def test_nothing_is_reckoned_from_a_day_that_is_not_known(body: str) -> None:
    """Without a publication day no expression claims it as its anchor, and what has no anchor has no days."""
    for expression in time_expressions(Text(body), None):
        assert expression.anchor in {"none", "text", "unknown"}
        assert expression.anchor != "unknown" or expression.first is None


@settings(max_examples=60, deadline=None)
@given(texts, days)
def test_reading_twice_gives_the_same(body: str, published: date | None) -> None:
    """The reading depends on text and day alone."""
    assert time_expressions(Text(body), published) == time_expressions(Text(body), published)


@settings(deadline=None)
@given(st.dates(), st.sampled_from(["D", "W", "M", "Q", "Y", "DE"]))
def test_a_unit_holds_its_day(day: date, unit: str) -> None:
    """The days of a unit's value include the day it was made from."""
    covered = days_of(value_at(unit, day))
    assert covered is None or covered[0] <= day <= covered[1]


@settings(deadline=None)
@given(st.dates(min_value=date(600, 1, 1), max_value=date(2800, 1, 1)), st.integers(-50, 50), st.sampled_from(["M", "Q", "Y", "DE"]))
def test_steps_keep_their_direction(day: date, steps: int, unit: str) -> None:
    """Going on in units goes on in days."""
    reached = moved(day, unit, steps)
    assert reached is not None
    assert (reached > day) == (steps > 0) or steps == 0
