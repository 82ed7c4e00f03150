"""Codes the events of one article.

Method: most sentences end at the scan for trigger words. The rest are read once (closed classes, verb forms); each trigger takes its
rule, its parties from its own clause, and its stance; a report must have a party that is a known actor, a group or a proper name.
Figures and limits: docs/method/events.md.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.actors.model import Actors
from onrecord.article import Article, Span
from onrecord.events.candidates import Candidate, candidates
from onrecord.events.confidence import confidence
from onrecord.events.lexicon import trigger_forms
from onrecord.events.model import EventReport
from onrecord.events.reporters import reporter
from onrecord.events.screen import passes, selected
from onrecord.events.tagging import read_sentence
from onrecord.quotes.model import Quote
from onrecord.text.document import Text
from onrecord.text.times import TimeExpression

MAX_SENTENCE_TOKENS = 150  # longer ones are lists, tables or unpunctuated pages


def code_events(
    article: Article, text: Text, actors: Actors, times: Sequence[TimeExpression], quotes: Sequence[Quote]
) -> list[EventReport]:
    """Event reports of an article, by start of the trigger."""
    found: list[EventReport] = []
    for index in sentences_with_triggers(text):
        sentence = text.sentences[index]
        reading = read_sentence(text, sentence, actors)
        if len(reading) > MAX_SENTENCE_TOKENS:
            continue
        told = selected([c for c in candidates(reading, actors) if passes(reading, c)])
        found.extend(_report(c, sentence, reporter(reading, actors, c, quotes)) for c in told)
    return sorted(found, key=lambda report: (report.trigger, report.event_type))


def sentences_with_triggers(text: Text) -> list[int]:
    """Indices of the sentences that have a word which can start a trigger."""
    forms = trigger_forms()
    found: list[int] = []
    for at, word in enumerate(text.words):
        if word in forms or word.lower() in forms:
            index = text.sentence_index(text.tokens[at].start)
            if not found or found[-1] != index:
                found.append(index)
    return found


def _report(candidate: Candidate, sentence: Span, reported_by: str | None) -> EventReport:
    return EventReport(
        event_type=candidate.event_type,
        event_mode=candidate.mode,
        modality=candidate.modality,
        actors=tuple(a.party for a in candidate.actors),
        recipients=tuple(a.party for a in candidate.recipients),
        sentence=sentence,
        trigger=candidate.trigger,
        trigger_lemma=candidate.lemma,
        rule_id=candidate.rule_id,
        confidence=confidence(candidate),
        reported_by=reported_by,
    )
