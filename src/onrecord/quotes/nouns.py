"""What somebody says by a noun: "made a pledge to ...", "Holm's claim that ... was met with ...", where the models took it for nothing.

Method: a noun of the cue lexicon with the clause that its entry allows behind it. It is the object of a verb which only carries it, whose
subject is then the source, or, if it is one of saying, it has an owner, who is the source. The clause ends before the verb of its sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.quotes.attribution import Attribution
from onrecord.quotes.lexicon import noun_forms, verb_forms, word_class
from onrecord.quotes.phrases import POSSESSIVE_ENDINGS, subject_before
from onrecord.quotes.windows import Layout

REACH = 4  # tokens from the verb to its noun: "issued a very clear warning"
LEAST, LONGEST = 3, 80  # elements of a clause
OWNERS = ("determiner", "possessive", "adverb")
OWNED = 3  # tokens from an owner to the noun: "Holm's very bold pledge"
JOINTS = ("relative", "subordinator", "conjunction")  # words after which a clause may have a further verb
INFINITE = frozenset(("be", "been", "being", "having", "doing"))


def with_nouns(layout: Layout, found: Sequence[Attribution]) -> list[Attribution]:
    """All attributions, with those of nouns of saying that are part of none, and the sources of those that had a noun for cue and none."""
    heads = {at for attribution in found if attribution.cue for at in range(*attribution.cue)}
    covered = {at for attribution in found for lo, hi in attribution.content for at in range(lo, hi)}
    made = (_by_noun(layout, at) for at, low in enumerate(layout.reading.low) if low in noun_forms() and at not in heads)
    added = [one for one in made if one is not None and not _is_taken(one, heads, covered)]
    return [*(_with_end(layout, _with_source(layout, attribution)) for attribution in found), *added]


def _with_source(layout: Layout, attribution: Attribution) -> Attribution:
    """The attribution with the subject of the verb that carries its noun, if it has no source of its own."""
    if attribution.cue is None or not _is_nobody(layout, attribution.source):
        return attribution
    at = attribution.cue[1] - 1
    carrier = _carrier(layout, at) if layout.reading.low[at] in noun_forms() else None
    return replace(attribution, source=carrier[1]) if carrier else attribution


def _with_end(layout: Layout, attribution: Attribution) -> Attribution:
    """The attribution of a noun with its clause, where that is one and follows it, ended before the verb of the sentence."""
    if attribution.cue is None or len(attribution.content) != 1 or layout.reading.low[attribution.cue[1] - 1] not in noun_forms():
        return attribution
    lo, hi = attribution.content[0]
    first = layout.elements[lo].first
    if first != attribution.cue[1] or layout.reading.low[first] not in {"that", "to"}:
        return attribution
    end = _clause_end(layout, lo, hi)
    return replace(attribution, content=((lo, end),)) if end - lo >= LEAST else attribution


def _is_nobody(layout: Layout, source: tuple[int, int] | None) -> bool:
    """Whether a source is none, or no more than the article before the noun."""
    return source is None or (
        source[1] - source[0] == 1 and layout.reading.low[source[0]] in word_class("determiner") - word_class("pronoun")
    )


def _is_taken(one: Attribution, heads: set[int], covered: set[int]) -> bool:
    """Whether its verb is the cue of another, or its content part of another's."""
    return any(at in heads for at in range(*(one.cue or (0, 0)))) or any(at in covered for lo, hi in one.content for at in range(lo, hi))


def _by_noun(layout: Layout, at: int) -> Attribution | None:
    """The attribution of the noun at a token; None where no clause follows, or nobody has or carries it."""
    reading, entry = layout.reading, noun_forms()[layout.reading.low[at]].entry
    follows = reading.low[at + 1] if at + 1 < len(reading.low) else ""
    if reading.unit_of[at] >= 0 or not ((follows == "that" and "t" in entry.frames) or (follows == "to" and "i" in entry.frames)):
        return None
    window = layout.window(layout.element_at(at))
    start = layout.element_at(at + 1)
    carrier = _carrier(layout, at)
    owner = _owner(layout, at) if carrier is None and entry.is_speech else None
    end = _clause_end(layout, start, window.hi)
    if not LEAST <= end - start <= LONGEST:
        return None
    if carrier is not None:
        return Attribution(((start, end),), carrier[1], (carrier[0], at + 1), entry, "reached", "noun")
    return Attribution(((start, end),), owner, (at, at + 1), entry, "noun", "noun") if owner else None


def _owner(layout: Layout, at: int) -> tuple[int, int] | None:
    """Whose the noun at a token is, by a possessive before it."""
    reading = layout.reading
    lo = layout.elements[layout.groups[layout.group_at(layout.element_at(at))].lo].first
    for last in range(at - 1, max(lo, at - OWNED) - 1, -1):
        low = reading.low[last]
        if reading.unit_of[last] >= 0 or not low[0].isalnum():
            return None
        if low in word_class("possessive"):
            return last, last + 1
        if low.endswith(POSSESSIVE_ENDINGS):
            return subject_before(reading, last + 1, lo) or (last, last + 1)
    return None


def _clause_end(layout: Layout, start: int, stop: int) -> int:
    """The element before which a clause ends that begins at `start` with "that" or "to": the verb of the sentence around it, or `stop`."""
    reading = layout.reading
    lows = [reading.low[element.first] if element.unit < 0 else "" for element in layout.elements[start:stop]]
    due = 1 if lows[0] == "that" else 0  # finite verbs that are the clause's own
    was_verb = lows[0] == "to"
    for step, low in enumerate(lows[1:], 1):
        is_verb = _is_finite(low)
        if any(low in word_class(name) for name in JOINTS):
            due += 1
        elif is_verb and not was_verb:
            due -= 1
            if due < 0:
                return start + step
        was_verb = is_verb or (was_verb and (low in INFINITE or any(low in word_class(name) for name in ("adverb", "negation"))))
    return stop


def _is_finite(low: str) -> bool:
    """Whether a word is surely the finite verb of a clause: a plural noun may look like a verb's third person."""
    known = any(low in word_class(name) for name in ("auxiliary", "modal", "verb")) and low not in INFINITE
    return known or any(form.inflection == "past" for form in verb_forms().get(low, ()))


def _carrier(layout: Layout, at: int) -> tuple[int, tuple[int, int]] | None:
    """The verb that carries the noun at a token, and its subject."""
    reading = layout.reading
    lo = layout.elements[layout.groups[layout.group_at(layout.element_at(at))].lo].first
    verb = next((i for i in range(at - 1, max(lo, at - REACH) - 1, -1) if reading.low[i] in word_class("carrier")), None)
    if verb is None or (verb + 1 < at and not any(reading.low[verb + 1] in word_class(name) for name in OWNERS)):
        return None
    source = subject_before(reading, verb, lo)
    return (verb, source) if source else None
