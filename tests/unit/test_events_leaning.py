"""What words lean to where no rule tells an event: which parties, which type, how real, and when it is left out."""

from __future__ import annotations

import pytest

from onrecord.actors.find import find_actors
from onrecord.article import Article
from onrecord.events.code import code_events, leanings_with_features, reports_with_features
from onrecord.events.leaning import RULE, leaning_candidate, types, word_scores
from onrecord.events.model import EventReport
from onrecord.events.plover import event_types
from onrecord.events.tagging import read_sentence
from onrecord.text.document import Text

UNKNOWN_VERB = "The Syrian army shellacked Turkish troops in an ambush near Aleppo."
"""No rule knows the verb, and none may: it is no word of news."""


def reports(sentence: str) -> list[EventReport]:
    """What the coder reports of one sentence."""
    article, text = Article("a0", sentence), Text(sentence)
    return code_events(article, text, find_actors(article, text), [], [])


def leaning_of(sentence: str) -> tuple[str, str, str, str] | None:
    """Type, actor, recipient and modality that a sentence leans to, rules or not."""
    article, text = Article("a0", sentence), Text(sentence)
    actors = find_actors(article, text)
    found = leaning_candidate(read_sentence(text, text.sentences[0], actors), actors)
    return found and (found.event_type, found.actors[0].party.name, found.recipients[0].party.name, found.modality)


def test_words_are_scored_for_the_types_of_plover() -> None:
    """Every entry has a score for each type; CONCEDE and RETREAT are one, as PLOVER once had them."""
    assert set(types()) == set(event_types()) - {"CONCEDE", "RETREAT"} | {"YIELD"}
    assert {len(scores) for scores in word_scores().values()} == {len(types())}


@pytest.mark.parametrize(
    ("word", "event_type"),
    [("condemned", "ACCUSE"), ("donated", "AID"), ("demanded", "REQUEST"), ("arrested", "COERCE"), ("praised", "SUPPORT")],
)
def test_a_word_leans_to_its_type(word: str, event_type: str) -> None:
    """The type a plain verb scores highest for is its own."""
    scores = word_scores()[word]
    assert types()[scores.index(max(scores))] == event_type


def test_parties_stand_on_either_side_and_change_places_before_by() -> None:
    """The first party acts, but of a passive the one behind "by"; a verb that no list knows ends the name before it."""
    for sentence in (
        "Syrian troops clobbered Turkish soldiers near Aleppo.",
        "Turkish soldiers were clobbered by Syrian troops near Aleppo.",
    ):
        found = leaning_of(sentence)
        assert found is not None
        assert found[1:3] == ("Syrian troops", "Turkish soldiers")


def test_what_belongs_to_a_party_is_no_second_one() -> None:
    """A state that shows its own army does nothing to anybody."""
    assert leaning_of("Poland displayed its army in a parade.") is None


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("Syrian troops clobbered Turkish soldiers near Aleppo.", "actual"),
        ("Did Syrian troops kill Turkish soldiers near Aleppo?", "hypothetical"),
    ],
)
def test_how_real_it_is(sentence: str, modality: str) -> None:
    """Told by the words between the parties, and by the mark at the end."""
    found = leaning_of(sentence)
    assert found is not None
    assert found[3] == modality


def test_words_tell_only_where_no_rule_does() -> None:
    """A sentence with a report by rule has none by words; for learning both are given."""
    sentence = "Kenya accused Uganda of hiding the stolen cattle."
    article, text = Article("a0", sentence), Text(sentence)
    actors = find_actors(article, text)
    assert [r.rule_id for r in reports(sentence)] == ["v.accuse"]
    assert [r.rule_id for r, _ in leanings_with_features(article, text, actors)] == [RULE]
    assert RULE not in {r.rule_id for r, _ in reports_with_features(article, text, actors, [])}


def test_an_act_between_states_that_no_rule_knows_is_reported() -> None:
    """Its trigger is a word of the sentence, and its features are of their own."""
    (report,) = reports(UNKNOWN_VERB)
    assert (report.rule_id, report.event_type, report.event_mode) == (RULE, "ASSAULT", None)
    assert report.trigger.of(UNKNOWN_VERB) in UNKNOWN_VERB.split()


@pytest.mark.parametrize(
    "sentence",
    ["Iraq shares a long border with Iran.", "The Ottoman sultan married a Greek princess.", "Brazil outplayed Chile in Santiago."],
)
def test_what_is_no_news_is_not_reported(sentence: str) -> None:
    """Two parties and a verb make no event of the day."""
    assert reports(sentence) == []
