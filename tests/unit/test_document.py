"""A text taken apart: paragraphs, tokens, and what stands where."""

from __future__ import annotations

import pytest

from onrecord.article import Span
from onrecord.text.document import Text


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("The U.S. won.", ["The", "U.S.", "won", "."]),
        ("Anna's 3.5 per cent", ["Anna's", "3.5", "per", "cent"]),
        ("pro-Russian, 1,200 men", ["pro-Russian", ",", "1,200", "men"]),
        ("O’Neill—no!", ["O’Neill", "—", "no", "!"]),
        ("M23 took it", ["M", "23", "took", "it"]),
        ("", []),
    ],
)
def test_tokens_are_words_numbers_and_marks(body: str, words: list[str]) -> None:
    """Abbreviations, possessives, decimals and compounds are one token each."""
    text = Text(body)
    assert list(text.words) == words
    assert [t.of(body) for t in text.tokens] == words


def test_paragraphs_are_lines_without_white_space_around() -> None:
    """Blank lines are none."""
    body = "  One. \n\n \t\nTwo.\n"
    assert [p.of(body) for p in Text(body).paragraphs] == ["One.", "Two."]


def test_positions_find_sentences_and_tokens() -> None:
    """Between two sentences it is the one before; a range holds the tokens that start inside a span."""
    text = Text("It rained. It snowed.")
    assert [text.sentence_index(i) for i in (0, 9, 10, 11, 20)] == [0, 0, 0, 1, 1]
    assert [text.words[i] for i in text.token_range(Span(3, 13))] == ["rained", ".", "It"]
    assert list(text.token_range(Span(4, 4))) == []


def test_an_empty_text_has_nothing() -> None:
    """And breaks nothing."""
    text = Text("")
    assert not any((text.paragraphs, text.sentences, text.tokens, text.quotations))
    assert text.sentence_index(0) == 0


def test_words_in_lower_case_and_parts_of_quotations_are_found_once() -> None:
    """Quotations stand by start, each part with its marks and without; asked again, the same are given."""
    text = Text('"Stay," said Ana. "GO."')
    assert [(outer.of(text.body), inner.of(text.body)) for outer, inner in text.quoted] == [('"Stay,"', "Stay,"), ('"GO."', "GO.")]
    assert text.quoted_starts == (0, 18)
    assert text.low == ('"', "stay", ",", '"', "said", "ana", ".", '"', "go", ".", '"')
    assert text.low is text.low
