"""Laws of quotes: whatever the text, contents stand in it, and the same text gives the same quotes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.actors.model import Actors
from onrecord.article import Article
from onrecord.quotes.extract import extract_quotes
from onrecord.quotes.model import Quote
from onrecord.text.document import Text

PIECES = st.sampled_from(
    ["Anna Berg", "he", "said", "that", '"', "“", "”", ",", ".", " ", "\n", "it rained", "according to", "as saying", ":", "– ", "Yes!"]
)


def quotes_of(body: str) -> list[Quote]:
    """Quotes of a body without actors."""
    return extract_quotes(Article("a1", body), Text(body), Actors(), [])


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_contents_stand_in_the_body(body: str) -> None:
    """Every span is inside the body, contents come by start, parts do not overlap."""
    quotes = quotes_of(body)
    assert [q.content[0].start for q in quotes] == sorted(q.content[0].start for q in quotes)
    for quote in quotes:
        edges = [edge for span in quote.content for edge in span]
        assert edges == sorted(edges)
        assert 0 <= edges[0] < edges[-1] <= len(body)
        assert 0 <= quote.confidence <= 1
        assert (quote.speaker.name is None) == (quote.speaker.method == "none")


@settings(max_examples=20, deadline=None)
@given(st.lists(PIECES, max_size=30).map(" ".join))
def test_same_text_same_quotes(body: str) -> None:
    """A second reading gives the same."""
    assert quotes_of(body) == quotes_of(body)
