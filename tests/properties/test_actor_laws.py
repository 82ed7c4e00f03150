"""Laws of the actors of a text: mentions in order and apart, no pronoun for a name, no text that breaks or stalls the rules."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.actors.find import find_actors, resolve_source
from onrecord.actors.model import Actors
from onrecord.actors.rows import actor_rows
from onrecord.article import Article, Span
from onrecord.schema.tables import TABLES
from onrecord.text.document import Text

PRONOUNS = {"he", "she", "they", "him", "her", "them", "his", "their", "it", "i", "we", "you", "who", "which", "himself", "herself"}
PIECES = st.sampled_from(
    [
        "Anna Berg",
        "Mr. Berg",
        "Berg",
        "BERG SAYS NO",
        "he",
        "She",
        "they",
        "his wife",
        "both men",
        "the minister",
        "Prime Minister",
        "of",
        "the Norwegian",
        "Oslo",
        "Oslo's",
        "the UN",
        "NATO",
        "Norwegian troops",
        "a senior official",
        "the report",
        "Said",
        "said",
        "“",
        "”",
        '"',
        "'s",
        "’",
        ",",
        ".",
        ". ",
        "\n\n",
        "who",
        "which",
        "it",
        "and",
        "the two",
        "3",
        "M23",
        "al-Karim",
        "von der",
        "Ltd",
        "X-",
        "é",
        "Ω",
        "\x00",
        "🙂",
        "(",
        ")",
        "—",
        "that",
        "May",
        "Bill",
        "in",
        "WHO",
        "US",
        "LORIN, May 4 —",
        "town of",
        "Act",
        "&",
        "'",
        '"Tita"',
    ]
)
BODIES = st.one_of(st.lists(PIECES, max_size=60).map(" ".join), st.text(max_size=200))


def actors_of(body: str) -> tuple[Text, Actors]:
    """The text and its actors."""
    text = Text(body)
    return text, find_actors(Article("a1", body), text)


@settings(max_examples=80, deadline=None)
@given(BODIES)
def test_mentions_stand_in_order_and_apart(body: str) -> None:
    """Mentions are sorted, inside the body, not empty, and no two overlap; their actors exist."""
    _, actors = actors_of(body)
    end = 0
    for mention in actors.mentions:
        assert end <= mention.start < mention.end <= len(body)
        end = mention.end
        for key in (*mention.members, *(() if mention.actor is None else (mention.actor,))):
            assert actors.actors[key].key == key


@settings(max_examples=80, deadline=None)
@given(BODIES)
def test_no_actor_has_a_pronoun_for_a_name(body: str) -> None:
    """Every actor has a name, and none of them is a pronoun."""
    for actor in actors_of(body)[1].actors:
        assert actor.name.strip()
        assert actor.name.casefold() not in PRONOUNS


@settings(max_examples=60, deadline=None)
@given(BODIES, st.integers(0, 80), st.integers(0, 60))
def test_any_span_resolves_or_says_why(body: str, start: int, length: int) -> None:
    """A source is never given a pronoun for a name; one without a name has a reason."""
    text, actors = actors_of(body)
    who = resolve_source(text, actors, Span(start, start + length))
    assert (who.name is None) == (who.method == "none")
    assert who.reason or who.name
    assert (who.name or "").casefold() not in PRONOUNS


@settings(max_examples=50, deadline=None)
@given(BODIES)
def test_rows_fit_their_tables(body: str) -> None:
    """Ids are unique, counts add up, and the columns are the tables'."""
    text, actors = actors_of(body)
    people, mentions = actor_rows("a1", text, actors)
    assert len({row["article_actor_id"] for row in people}) == len(people)
    assert len({row["mention_id"] for row in mentions}) == len(mentions)
    counts = [row["mention_count"] for row in people]
    assert sum(int(str(count)) for count in counts) == sum(row["article_actor_id"] is not None for row in mentions)
    assert all(int(str(count)) > 0 for count in counts)
    TABLES["article_actors"].from_rows(people)
    TABLES["mentions"].from_rows(mentions)


@settings(max_examples=50, deadline=None)
@given(BODIES)
def test_the_result_depends_on_the_text_alone(body: str) -> None:
    """Reading a text again gives the same."""
    assert actors_of(body)[1] == actors_of(body)[1]


@pytest.mark.parametrize(
    "piece",
    ["Anna Berg said ", "he told him ", "the minister said. ", "Anna B{i} and Erik C{i} ", "“They said ", "the official ", "B{i}. ", "A"],
)
def test_the_work_grows_with_the_length(piece: str) -> None:
    """Sixteen times the text takes no more than some sixty times the time (a quadratic rule takes 256); noise is left out."""

    def seconds(count: int) -> float:
        text = Text("".join(piece.replace("{i}", chr(97 + i % 26) * (1 + i % 7)) for i in range(count)))
        assert text.words is not None
        assert text.sentences is not None
        start = time.process_time()
        find_actors(Article("a1", text.body), text)
        return time.process_time() - start

    few, many = min(seconds(200) for _ in range(3)), min(seconds(3200) for _ in range(2))
    assert many < 0.2 + 60 * few
