"""Quotes as rows: the content with the marks it is printed in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.actors.model import Actors, Resolution
from onrecord.article import Article, Span
from onrecord.quotes.model import Quote
from onrecord.quotes.rows import quote_rows, with_marks
from onrecord.text.document import Text


@pytest.mark.parametrize(
    ("body", "content", "printed"),
    [
        ('"We stay," she said.', "We stay,", '"We stay,"'),
        ('"We stay," she said.', "We stay", '"We stay,"'),
        ("He called it “a mess”.", "a mess", "“a mess”"),
        ('She said it was "a mess" again.', 'it was "a mess" again', 'it was "a mess" again'),
        ('She said it was "a mess".', 'it was "a mess', 'it was "a mess"'),
        ("She said that they would stay.", "that they would stay", "that they would stay"),
        ("The plan, «a mess», fell.", "a mess", "«a mess»"),
    ],
)
def test_marks_belong_to_what_fills_them(body: str, content: str, printed: str) -> None:
    """A part that fills a quotation takes its marks, anything else stays as it is."""
    start = body.index(content)
    (found,) = with_marks(Text(body), [Span(start, start + len(content))])
    assert found.of(body) == printed


@given(st.text(alphabet='ab "“”,.\n', max_size=60), st.data())
def test_marks_never_take_words(body: str, data: st.DataObject) -> None:
    """Only marks, white space and points are added, never a word."""
    start = data.draw(st.integers(0, len(body)))
    end = data.draw(st.integers(start, len(body)))
    (found,) = with_marks(Text(body), [Span(start, end)])
    assert found.start <= start <= end <= found.end
    assert not any(c.isalnum() for c in body[found.start : start] + body[end : found.end])


def test_parts_without_words_are_left_out() -> None:
    """An empty part would stand in the text as a gap with nothing before it; a quote of nothing else is none."""
    body = 'She said "no" twice.'
    empty, words = Span(3, 3), Span(10, 12)
    quotes = [Quote(content, "direct", "model", 0.5, Resolution("none", reason="a test")) for content in ((empty, words), (empty,))]
    (row,) = quote_rows(Article("a1", body), Text(body), Actors(), quotes)
    assert row["quote_text"] == '"no"'
