"""Reported speech judged as a whole: what is seen of it, and how the judgement is learned."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.quotes import train, train_likely, train_network
from onrecord.quotes.lexicon import verb_forms
from onrecord.quotes.likely import JUDGEMENTS, Candidate, likelihood, traits
from onrecord.quotes.sifting import without_fragments
from onrecord.quotes.train_likely import Judged, examples, learn_likely
from tests.unit.test_quotes_sifting import layout_of, made
from tests.unit.test_quotes_train import annotated

BODY = "Anna Berg said that the old bridge would open and left the hall ."


def test_a_clause_is_seen_from_end_to_end() -> None:
    """How it begins and ends, where it stands, and whose it is."""
    layout = layout_of(BODY)
    seen = traits(layout, Candidate(made(layout, "said", "that", "open"), 0.9, 0.8))
    assert {"opens that", "ends and", "stands next", "source name before", "speech finite", "verb", "runs 1"} <= set(seen)


def test_a_sure_whole_clause_is_likelier_than_a_doubtful_one() -> None:
    """The probability rises with the scores of the models."""
    layout = layout_of(BODY)
    said = made(layout, "said", "that", "open")
    low, high = (likelihood(layout, Candidate(said, score, score)) for score in (0.2, 0.95))
    assert 0 < low < high < 1


def test_no_trait_asks_for_what_is_missing() -> None:
    """A candidate without source or cue, and one at the end of a text, have traits too."""
    layout = layout_of("Berg said it rained")
    said = made(layout, "said", "it", "rained", None)
    assert {"source none", "ends sentence"} <= set(traits(layout, Candidate(said, 1.0, 0.0)))
    assert "stands alone" in traits(layout, Candidate(replace(said, cue=None, entry=None), 0.5, 0.5))


def test_unlikely_reported_speech_is_left_out() -> None:
    """Below the cut it is no quote; a quotation is, whatever its score."""
    layout = layout_of('Berg said it rained . Berg called it "rain" .')
    said = replace(made(layout, "said", "it", "rained"), score=0.3)
    called = replace(made(layout, "called", '"', '"'), score=0.3, entry=verb_forms()["called"][-1].entry)
    assert without_fragments(layout, [said, called]) == [called]


def test_unlikely_mixed_quotes_of_unlikely_cues_are_left_out() -> None:
    """A quotation alone stays, and so does what a likely cue quotes."""
    layout = layout_of('Berg called the hall "rain" .')
    mixed = replace(made(layout, "called", "the", '"'), score=0.1)
    alone = replace(made(layout, "called", '"', '"'), score=0.1, rule_id="model_quote")
    assert without_fragments(layout, [mixed, replace(mixed, rule_id="model_quote"), alone]) == [mixed, alone]


def test_what_is_right_more_often_weighs_more() -> None:
    """A trait of right candidates gets a weight above that of a trait of wrong ones, and the weights come out the same each time."""
    found = [({"bias": 1.0, "good": 1.0}, 1.0), ({"bias": 1.0, "bad": 1.0}, 0.0), ({"bias": 1.0, "bad": 1.0}, 0.5)] * 25 + [
        ({"odd": 1.0}, 1.0)
    ]
    weights = learn_likely(found)
    assert weights["good"] > weights["bad"]
    assert "odd" not in weights
    assert learn_likely(found) == weights


def test_a_belief_is_neither_speech_nor_wrong() -> None:
    """What overlaps a belief is left out where speech is learned, and is right where it is that very belief."""
    belief = Judged({"bias": 1.0}, 0.0, 1.0, is_thought=True)
    wrong = Judged({"bias": 1.0}, 0.0, 0.0, is_thought=False)
    assert examples([belief, wrong], "speech") == [(wrong.seen, 0.0)]
    assert examples([belief, wrong], "any") == [(belief.seen, 1.0), (wrong.seen, 0.0)]


def test_weights_of_traits_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command learns models, tries them on the articles kept from them, and writes one number a trait."""
    monkeypatch.setattr(train, "CUE_EPOCHS", 2)
    monkeypatch.setattr(train_network, "EPOCHS", 2)
    monkeypatch.setattr(train_likely, "FOLDS", 2)
    monkeypatch.setattr(train_likely, "RARE", 1)
    (tmp_path / "articles.jsonl").write_text((json.dumps(annotated()) + "\n") * 4, "utf-8")
    output = tmp_path / "likely.json"
    result = CliRunner().invoke(train_likely.main, [str(tmp_path / "articles.jsonl"), str(output)])
    assert result.exit_code == 0, result.output
    tables = json.loads(output.read_text("utf-8"))
    assert set(tables) == set(JUDGEMENTS)
    assert all(isinstance(weight, float) for table in tables.values() for weight in table.values())
