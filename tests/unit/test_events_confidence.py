"""How likely a report is news and right: told from what its sentence is about, who acts, and how the clause stands."""

from __future__ import annotations

import pytest

from onrecord.actors.find import find_actors
from onrecord.article import Article
from onrecord.events.code import code_events, reports_with_features
from onrecord.events.confidence import LEAST_NEWS, confidence, likely_news
from onrecord.events.lexicon import rules, topics
from onrecord.events.plover import data_rows, event_types
from onrecord.text.document import Text

NEWS = "Ethiopian soldiers attacked a rebel camp near the border on Friday."
NO_NEWS = "My uncle fought with the customs office in Nairobi over a box of tea."


def told(sentence: str) -> list[tuple[str, ...]]:
    """The features of each report of a sentence, news or not."""
    article, text = Article("a0", sentence), Text(sentence)
    return [named for _, named in reports_with_features(article, text, find_actors(article, text), [])]


def test_an_act_of_soldiers_is_news_and_a_private_quarrel_is_not() -> None:
    """Both have two parties and a verb that a rule knows."""
    assert min(map(likely_news, told(NEWS))) > LEAST_NEWS > max(map(likely_news, told(NO_NEWS)))


def test_what_is_likely_no_news_is_not_reported() -> None:
    """A report is left out by its sentence alone, though its parties were found."""
    article, text = Article("a0", NO_NEWS), Text(NO_NEWS)
    assert told(NO_NEWS)
    assert code_events(article, text, find_actors(article, text), [], []) == []


@pytest.mark.parametrize("feature", ["every", "type:ASSAULT", "topic:force:1", "weekday", "actor:country-name"])
def test_features_tell_type_parties_words_and_days(feature: str) -> None:
    """Each kind of feature stands among those of a plain sentence."""
    assert feature in told(NEWS)[0]


def test_probabilities_of_nothing_known_are_even() -> None:
    """A feature without weights tells nothing."""
    assert likely_news(("nothing",)) == confidence(("nothing",)) == 0.5


def test_weights_belong_to_features_that_can_be_told() -> None:
    """Types, rules and topics that are learned from exist; each feature has one line."""
    names = [name for name, _, _ in data_rows("confidence.txt")]
    assert len(names) == len(set(names))
    kinds = {"type": set(event_types()), "rule": {rule.rule_id for rule in rules()} | {"a.willing", "m.must"}, "topic": set(topics())}
    for name in names:
        kind, _, value = name.partition(":")
        assert value.split(":")[0] in kinds.get(kind, {value.split(":")[0]})


def test_features_are_told_once() -> None:
    """No feature counts twice."""
    assert all(len(named) == len(set(named)) for named in told(NEWS))
