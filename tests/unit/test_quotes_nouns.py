"""Nouns of saying: whose they are, and where their clause ends."""

from __future__ import annotations

import pytest

from onrecord.quotes.attribution import Attribution
from onrecord.quotes.nouns import with_nouns
from onrecord.quotes.reading import Reading
from onrecord.quotes.windows import Layout
from onrecord.text.document import Text


def said(body: str) -> list[tuple[str, str]]:
    """Source and content of what the rules for nouns find in a text."""
    layout = Layout(Reading(Text(body)))
    return [(_words(layout, one.source), layout.spans(*one.content[0])[0].of(body)) for one in with_nouns(layout, [])]


def _words(layout: Layout, tokens: tuple[int, int] | None) -> str:
    return layout.reading.span(*tokens).of(layout.reading.text.body) if tokens else ""


@pytest.mark.parametrize(
    ("body", "source", "content"),
    [
        ("Holm's pledge to rebuild the old quay was met with applause.", "Holm's", "to rebuild the old quay"),
        ("Mayor Anna Holm's firm promise to cut the fees came too late.", "Mayor Anna Holm's", "to cut the fees"),
        ("Her claim that prices had fallen was disputed.", "Her", "that prices had fallen"),
        ("The board's denial that it had known of the leak did not convince.", "The board's", "that it had known of the leak"),
        (
            "Their warning that those who had fished there were in danger went unheard.",
            "Their",
            "that those who had fished there were in danger",
        ),
        ("Holm made a pledge to rebuild the quay.", "Holm", "to rebuild the quay"),
    ],
)
def test_a_noun_with_an_owner_reports(body: str, source: str, content: str) -> None:
    """Its owner, or the subject of the verb that carries it, is the source; the verb of the sentence is no part of its clause."""
    assert said(body) == [(source, content)]


@pytest.mark.parametrize("body", ["The claim that prices had fallen was disputed.", "Holm's decision to leave was a surprise."])
def test_nobodys_noun_and_one_of_thought_report_nothing(body: str) -> None:
    """Without an owner nobody said it, and what is decided is not said."""
    assert said(body) == []


def test_what_the_models_found_ends_there_too() -> None:
    """A clause after its noun loses the verb of the sentence around it."""
    body = "The union's demand that fees had to be cut was refused."
    layout = Layout(Reading(Text(body)))
    cue = layout.reading.low.index("demand")
    longer = Attribution(((cue + 1, len(layout.elements)),), (0, cue), (cue, cue + 1), None, "model", "noun")
    (found,) = with_nouns(layout, [longer])
    assert layout.spans(*found.content[0])[0].of(body) == "that fees had to be cut"
