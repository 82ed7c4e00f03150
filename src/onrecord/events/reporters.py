"""In whose words an event stands: the subject of a verb of saying around it, "according to", or the speaker of its quotation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from onrecord.actors.model import Actors
from onrecord.article import Span
from onrecord.events.arguments import verb_group
from onrecord.events.lexicon import word_classes
from onrecord.events.parties import read_party
from onrecord.events.phrases import Phrase, phrase_from
from onrecord.events.reading import Reading
from onrecord.quotes.model import Quote


class Placed(Protocol):
    """What has a trigger: a span of the body, a token, and the first token of its clause."""

    @property
    def trigger(self) -> Span: ...  # noqa: D102
    @property
    def at(self) -> int: ...  # noqa: D102
    @property
    def first(self) -> int: ...  # noqa: D102


def reporter(reading: Reading, actors: Actors, event: Placed, quotes: Sequence[Quote]) -> str | None:
    """Name of the one in whose words an event stands; None when the article tells it in its own."""
    for quote in quotes:
        if quote.speaker.name and any(span.contains(event.trigger) for span in quote.content):
            return quote.speaker.name
    phrases = subject_of_report(reading, event.first) or _after_clause(reading, event.at)
    for phrase in phrases[:1]:
        argument = read_party(reading, actors, phrase)
        if argument is not None:
            return argument.party.name
    return None


def subject_of_report(reading: Reading, first: int) -> list[Phrase]:
    """The subject of the verb of saying whose clause begins at a token, "that", adverbs and time between."""
    at = first - 1
    while at >= 0 and (reading.tag[at] in "AWSqD," or (reading.tag[at] == "P" and reading.tag_at(at + 1) == "W")):
        at -= 1
    if at < 0 or reading.tag[at] not in "VEG" or reading.lemma(at) not in word_classes()["report_verb"]:
        return []
    return verb_group(reading, at).subject


def _after_clause(reading: Reading, at: int) -> list[Phrase]:
    """The source named after a clause: ", X said" or "according to X"."""
    for index in range(at + 1, len(reading)):
        if reading.low[index] == "according" and reading.low[index + 1 : index + 2] == ["to"]:
            phrase = phrase_from(reading, index + 2, len(reading))
            return [phrase] if phrase else []
        if reading.tag[index] in "VE" and reading.lemma(index) in word_classes()["report_verb"]:
            subject = verb_group(reading, index).subject
            if subject and reading.tag_at(subject[0].first - 1) in ",q":
                return subject
    return []
