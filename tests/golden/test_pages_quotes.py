"""Every quote that a person wrote down of the sample corpus (tests/golden/pages/*.json): found, of the right kind, with the right speaker.

A quote that is known to be missed stands in `known_misses` as "quote: " and its first words.
"""

from __future__ import annotations

from functools import cache

import pytest

from onrecord.actors.find import find_actors
from onrecord.article import Article, Span
from onrecord.quotes.extract import extract_quotes
from onrecord.quotes.model import Quote
from onrecord.text.document import Text
from onrecord.text.times import time_expressions
from tests.golden.test_pages_clean import ARTICLES, article

KNOWN_CHARS = 40  # of a quote that is a known miss, in the truth's known_misses
MARKS = str.maketrans("", "", '"“”„«»')
CASES = [(name, index) for name in sorted(ARTICLES) for index in range(len(ARTICLES[name].get("quotes", ())))]


@cache
def quotes_of(name: str) -> tuple[str, tuple[Quote, ...]]:
    """Body and quotes of a page of the sample corpus."""
    page = article(name)
    blocks = [b for b in page.blocks if b.kind in {"heading", "title"}]
    headings = tuple(Span(b.start, b.end) for b in blocks if b.start is not None and b.end is not None)
    read = Article(
        page.article_id, page.body, page.title, page.outlet_name, page.agency_names, page.authors, page.dateline_place,
        page.published_at, page.published_date, headings,
    )  # fmt: skip
    text = Text(page.body)
    return page.body, tuple(extract_quotes(read, text, find_actors(read, text), time_expressions(text, page.published_date)))


def plain(words: str) -> str:
    """Words without quotation marks, white space and edge punctuation evened."""
    return " ".join(words.translate(MARKS).split()).strip(" ,.;:")


def candidates(name: str, words: str) -> list[Quote]:
    """Quotes whose content holds the words, all parts of a split quote ("... ... ...") in their order."""
    body, quotes = quotes_of(name)
    parts = [plain(part) for part in words.split(" ... ")]
    found = []
    for quote in quotes:
        content = plain(" ".join(span.of(body) for span in quote.content))
        places = [content.find(part) for part in parts]
        if min(places) >= 0 and places == sorted(places):
            found.append(quote)
    return found


def is_speaker(quote: Quote, name: str) -> bool:
    """Whether a quote's speaker is the one written down; "unnamed" is any speaker without a name."""
    if name == "unnamed":
        return quote.speaker.actor_type == "unnamed"
    return quote.speaker.name is not None and quote.speaker.name.casefold() == name.casefold()


def is_right(name: str, truth: dict[str, str]) -> bool:
    """Whether the quote is found with its kind and speaker."""
    return any(q.quote_type == truth["type"] and is_speaker(q, truth["speaker"]) for q in candidates(name, truth["text"]))


@pytest.mark.parametrize(("name", "index"), CASES)
def test_quote(name: str, index: int) -> None:
    """The quote stands on record with its kind and speaker, unless it is a known miss."""
    truth = ARTICLES[name]["quotes"][index]
    known = [miss.removeprefix("quote: ") for miss in ARTICLES[name].get("known_misses", []) if miss.startswith("quote: ")]
    if not is_right(name, truth) and truth["text"][:KNOWN_CHARS] in known:
        pytest.xfail("a known miss")
    found = [(q.quote_type, q.speaker.name, q.rule_id) for q in candidates(name, truth["text"])]
    assert is_right(name, truth), f"{truth} found as {found}"


@pytest.mark.parametrize("name", sorted(ARTICLES))
def test_no_speaker_is_a_pronoun(name: str) -> None:
    """A speaker is a name or nobody."""
    pronouns = {"he", "she", "they", "it", "we", "i", "you", "who", "him", "her", "them"}
    assert not [q for q in quotes_of(name)[1] if q.speaker.name and q.speaker.name.lower() in pronouns]
