"""Laws of the parts of a text: in order, apart, complete."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.text.document import Text

PIECES = st.sampled_from(
    [
        "He said",
        "Mr.",
        "U.S.",
        "“",
        "”",
        '"',
        "'",
        "‘",
        "’",
        "«",
        "»",
        "``",
        "''",
        "'''",
        ".",
        "?",
        "!",
        "…",
        "...",
        " ",
        " ",
        "\n",
        "\n\n",
        "yes",
        "No",
        "3.5",
        "(",
        ")",
        "—",
        ",",
        "the ministers",
        "s",
        "\t",
    ]
)
BODIES = st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=200))


@settings(max_examples=150, deadline=None)
@given(BODIES)
def test_sentences_cover_every_paragraph_in_order(body: str) -> None:
    """Sentences do not overlap, keep their order, and leave out nothing but white space."""
    text = Text(body)
    position = 0
    for span in text.sentences:
        assert span.start >= position
        assert span.start < span.end
        assert not body[position : span.start].strip()
        assert any(paragraph.contains(span) for paragraph in text.paragraphs)
        position = span.end
    assert not body[position:].strip()


@settings(max_examples=150, deadline=None)
@given(BODIES)
def test_quotations_lie_in_the_body_and_nest_or_part(body: str) -> None:
    """Every quotation holds its inner text; spans of one are in order; two never cross within a level."""
    text = Text(body)
    reach = {0: 0, 1: 0}
    for quotation in text.quotations:
        assert len(quotation.spans) == len(quotation.inner)
        for outer, inner in zip(quotation.spans, quotation.inner, strict=True):
            assert 0 <= outer.start <= inner.start <= inner.end <= outer.end <= len(body)
        if quotation.depth == 0:
            assert quotation.start >= reach[0]
            reach[0] = quotation.end
