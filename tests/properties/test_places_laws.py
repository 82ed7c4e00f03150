"""Laws of places, and of the dates and places of acts, over arbitrary text."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.article import Span
from onrecord.events.places import find_places
from onrecord.events.when import event_when
from onrecord.events.where import event_where
from onrecord.text.document import Text
from onrecord.text.times import time_expressions

PHRASES = """
Paris London Syria Aleppo Texas US U.S. New York NEW YORK Washington Post Springfield Illinois Georgia the of and in at
near northern São Paulo Mr Lincoln’s 's , . ( ) - St. Port-au-Prince University Bosnia Herzegovina said on Monday
yesterday 2009 shelled will after since
"""
texts = st.one_of(st.text(max_size=150), st.lists(st.sampled_from(PHRASES.split()), max_size=40).map(" ".join))


@settings(max_examples=120, deadline=None)
@given(texts)
def test_places_lie_in_order_inside_the_text(body: str) -> None:
    """Stretches are not empty, do not overlap, stand by start; each place has a point."""
    end = 0
    for span, place in find_places(Text(body)):
        assert end <= span.start < span.end <= len(body)
        assert place.latitude is not None
        assert place.longitude is not None
        assert place.precision in {"city", "region", "country"}
        end = span.end


@settings(max_examples=80, deadline=None)
@given(texts, st.integers(0, 40), st.integers(0, 40))
def test_taken_stretches_hold_no_place(body: str, start: int, size: int) -> None:
    """No place overlaps a stretch given as people."""
    taken = Span(start, start + size)
    assert not any(span.overlaps(taken) for span, _ in find_places(Text(body), [taken]))


@settings(max_examples=150, deadline=None)
@given(texts, st.integers(0, 150), st.integers(1, 12), st.one_of(st.none(), st.dates()))
def test_acts_are_dated_and_placed_by_what_the_text_says(body: str, at: int, size: int, published: date | None) -> None:
    """A date comes from an expression of the text or from publication; a place is one the sentence names."""
    text = Text(body)
    if not text.sentences:
        return
    start = min(at, len(body))
    trigger, sentence = Span(start, min(start + size, len(body))), text.sentences[text.sentence_index(start)]
    times, places = time_expressions(text, published), find_places(text)
    found = event_when(text, sentence, trigger, times, published)
    if found.basis == "expression":
        assert any((t.first, t.last) == (found.day, found.day_end) and (t.start, t.end) == found.span for t in times)
    else:
        assert (found.day, found.span) == (published if found.basis == "publication" else None, None)
    place = event_where(text, sentence, trigger, places, None)
    assert place is None or any(place == other for span, other in places if sentence.contains(span))
