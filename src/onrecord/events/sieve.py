"""The sentences that can report an event, told by their words alone, so that most are never read.

A rule needs its trigger, and may need a particle, an object or a word of its context; a sentence without them cannot call it. The test
is one of words and not of order: it lets through sentences that call nothing, and never holds back one that does.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from onrecord.article import Span
from onrecord.events.candidates import READY
from onrecord.events.lexicon import Rule, contexts, noun_triggers, trigger_forms, verb_forms, verb_triggers
from onrecord.text.document import Text

CLASSES = frozenset({"NONE", "PERSON", "THING", "PARTY"})
"""Objects that are no words: any phrase may be one."""
MAX_SENTENCE_TOKENS = 150  # longer ones are lists, tables or unpunctuated pages
OTHERS = READY | {"must"}
"""Words that tell an event with no rule of their own."""


class Need(NamedTuple):
    """What a sentence must have for a rule: all of some words, and one of each of some sets; `tails` may end a hyphenated word."""

    words: frozenset[str]
    context: frozenset[str] | None = None
    tails: frozenset[str] | None = None


def sentences_with_calls(text: Text) -> Iterator[tuple[Span, frozenset[str]]]:
    """The sentences that may report an event, with the words that may tell it."""
    forms = trigger_forms()
    for sentence in text.sentences:
        tokens = text.token_range(sentence)
        if len(tokens) <= MAX_SENTENCE_TOKENS:
            low = set(text.low[tokens.start : tokens.stop])
            if not forms.isdisjoint(low):
                called = calling_words(low)
                if called:
                    yield sentence, called


def calling_words(low: set[str]) -> frozenset[str]:
    """The words of a sentence, lower case, that may call a rule beside the others, or tell an event without one."""
    tails = low.union([word.rsplit("-", 1)[-1] for word in low if "-" in word])
    return frozenset([word for word in trigger_forms().intersection(low) if _may_call(word, low, tails)]) | OTHERS.intersection(low)


def _may_call(form: str, low: set[str], tails: set[str]) -> bool:
    for words, context, objects in _needs(form):
        if words <= low and (context is None or not context.isdisjoint(low)) and (objects is None or not objects.isdisjoint(tails)):
            return True
    return False


@cache
def _needs(form: str) -> tuple[Need, ...]:
    """What each rule needs that a form may call; the easiest first."""
    lemma = verb_forms().get(form, (form,))[0]
    found = [
        Need(frozenset(trigger.particle), contexts().get(trigger.rule.rule_id), _object_words(trigger.rule))
        for trigger in verb_triggers().get(lemma, ())
    ]
    noun = noun_triggers().get(form)
    if noun is not None:
        found.append(Need(frozenset(), frozenset({*noun.rule.frame, "between"})))
    return tuple(sorted(found, key=lambda need: (len(need.words), need.context is not None, need.tails is not None)))


@cache
def _object_words(rule: Rule) -> frozenset[str] | None:
    """Words one of which heads the object a rule needs; None when it needs none, or any."""
    if not rule.objects or rule.objects & CLASSES:
        return None
    # "a verbal-attack" is a noun of two tokens too, of which the phrase's head is the last.
    return rule.objects.union(*(_endings(noun) for noun in rule.objects))


def _endings(noun: str) -> list[str]:
    parts = noun.split("-")
    return ["-".join(parts[first:]) for first in range(1, len(parts))]
