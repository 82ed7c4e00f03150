"""What a stance makes of an act, and in whose words it stands."""

from __future__ import annotations

import pytest

from onrecord.actors.find import find_actors
from onrecord.article import Article, Span
from onrecord.events.code import code_events
from onrecord.events.modality import turned
from onrecord.events.model import EventReport
from onrecord.text.document import Text


def first_report(sentence: str) -> EventReport:
    """The first report of a text."""
    article, text = Article("a0", sentence), Text(sentence)
    return code_events(article, text, find_actors(article, text), [], [])[0]


@pytest.mark.parametrize(
    ("base", "stance", "event_type", "modality"),
    [
        ("AID", "actual", "AID", "actual"),
        ("AID", "promised", "AGREE", "actual"),
        ("AID", "intended", "AGREE", "planned"),
        ("AID", "refused", "REJECT", "actual"),
        ("AID", "asked", "REQUEST", "actual"),
        ("ASSAULT", "intended", "THREATEN", "planned"),
        ("ASSAULT", "menaced", "THREATEN", "actual"),
        ("RETREAT", "menaced", "THREATEN", "actual"),
        ("ASSAULT", "refused", "ASSAULT", "negated"),
        ("ASSAULT", "possible", "ASSAULT", "hypothetical"),
        ("ASSAULT", "attempted", "ASSAULT", "hypothetical"),
        ("ACCUSE", "intended", "ACCUSE", "planned"),
    ],
)
def test_turns_base_acts_as_plover_says(base: str, stance: str, event_type: str, modality: str) -> None:
    """Cooperation intended is AGREE, conflict intended THREATEN, what is asked REQUEST, what is refused REJECT."""
    assert turned(base, stance) == (event_type, modality)


@pytest.mark.parametrize(
    ("sentence", "event_type", "modality"),
    [
        ("Kenya will not withdraw its troops from Somalia.", "REJECT", "actual"),
        ("Kenya has agreed to withdraw its troops from Somalia.", "AGREE", "actual"),
        ("Kenya has threatened to expel the Somali ambassador.", "THREATEN", "actual"),
        ("Kenya plans to expel the Somali ambassador.", "THREATEN", "planned"),
        ("Kenya denied that its army had attacked Somalia.", "ASSAULT", "negated"),
        ("Kenya has begun withdrawing its troops from Somalia.", "RETREAT", "actual"),
        ("If Kenya attacks Somalia, the talks are over.", "ASSAULT", "hypothetical"),
        ("Did Kenya attack Somalia?", "ASSAULT", "hypothetical"),
        ("Had Kenya attacked Somalia, the talks would have ended.", "ASSAULT", "hypothetical"),
        ("It is untrue that Kenya has expelled the Somali ambassador.", "SANCTION", "negated"),
        ("Kenya would like to thank Somalia for its patience.", "SUPPORT", "actual"),
    ],
)
def test_reads_stance_from_the_sentence(sentence: str, event_type: str, modality: str) -> None:
    """Modals, governors, negation and conditions decide."""
    report = first_report(sentence)
    assert (report.event_type, report.modality) == (event_type, modality)


@pytest.mark.parametrize(
    ("sentence", "reporter"),
    [
        ("The mayor said that rebels attacked the town of Gao on Friday.", "mayor"),
        ("Rebels attacked the town of Gao on Friday, the mayor said.", "mayor"),
        ("According to the mayor, rebels attacked the town of Gao.", None),
        ("Rebels attacked the town of Gao, according to the mayor.", "mayor"),
        ("Rebels attacked the town of Gao on Friday.", None),
    ],
)
def test_names_the_one_in_whose_words_an_event_stands(sentence: str, reporter: str | None) -> None:
    """A verb of saying around the clause, or "according to" after it, names the reporter."""
    assert first_report(sentence).reported_by == reporter


def test_offsets_are_of_the_body() -> None:
    """Sentence and trigger slice out of the body."""
    body = "It rained.\n\nSpain expelled two Cuban diplomats on Monday."
    report = first_report(body)
    assert report.trigger.of(body) == "expelled"
    assert report.sentence == Span(12, len(body))
