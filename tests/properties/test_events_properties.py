"""Laws of event coding that hold for any text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.actors.model import Actor, Actors, Mention
from onrecord.article import Article
from onrecord.events.code import code_events
from onrecord.events.plover import event_types
from onrecord.text.document import Text

VOCABULARY = (
    "Kenya Somalia Rowan police rebels the a of in on by to and or that who said has was will not if attacked attack attacks met "
    "agreed refused threatened talks with sanctions against aid sent , . ; ( ) ' “ ” — ? ! 35 $ 2019 Friday I've it they 's é 😀"
)
WORDS = st.sampled_from([*VOCABULARY.split(" "), '"', "\n\n", "\x00"])
TEXTS = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join))


def every_name(body: str) -> Actors:
    """An actor registry that knows every mention of two names."""
    actors = (Actor(0, "Kenya", "government", None, "KE", "GOV"), Actor(1, "Jane Rowan", "person", "minister"))
    found = []
    for name, key, kind in (("Kenya", 0, "country"), ("Rowan", 1, "name")):
        at = body.find(name)
        while at >= 0:
            found.append(Mention(at, at + len(name), kind, key))
            at = body.find(name, at + len(name))
    return Actors(actors, tuple(sorted(found, key=lambda m: m.start)))


@settings(max_examples=120, deadline=None)
@given(TEXTS)
def test_reports_lie_in_their_sentence_and_speak_of_known_types(body: str) -> None:
    """No text raises; a trigger lies in its sentence, the sentence in the body; a report has a party."""
    text = Text(body)
    for report in code_events(Article("a0", body), text, every_name(body), [], []):
        assert report.sentence.contains(report.trigger)
        assert 0 <= report.sentence.start < report.sentence.end <= len(body)
        assert report.event_type in event_types()
        assert report.event_mode is None or report.event_mode in event_types()[report.event_type].modes
        assert report.actors or report.recipients
        assert 0 < report.confidence < 1


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_coding_is_deterministic(body: str) -> None:
    """The same text gives the same reports."""
    first, second = (code_events(Article("a0", body), Text(body), every_name(body), [], []) for _ in range(2))
    assert first == second
