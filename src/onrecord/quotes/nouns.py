"""What somebody says by a noun: "made a pledge to ...", "issued a warning that ...", where the models took it for nothing.

Method: a noun of the cue lexicon that is the object of a verb which only carries it, with the clause that its entry allows behind it. The
subject of that verb is the source.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.quotes.attribution import Attribution
from onrecord.quotes.lexicon import noun_forms, word_class
from onrecord.quotes.phrases import subject_before
from onrecord.quotes.windows import Layout

REACH = 4  # tokens from the verb to its noun: "issued a very clear warning"
LONGEST = 80  # elements of a clause
OWNERS = ("determiner", "possessive", "adverb")


def with_nouns(layout: Layout, found: Sequence[Attribution]) -> list[Attribution]:
    """All attributions, with those of nouns of saying that are part of none, and the sources of those that had a noun for cue and none."""
    heads = {at for attribution in found if attribution.cue for at in range(*attribution.cue)}
    covered = {at for attribution in found for lo, hi in attribution.content for at in range(lo, hi)}
    made = (_by_noun(layout, at) for at, low in enumerate(layout.reading.low) if low in noun_forms() and at not in heads)
    added = [one for one in made if one is not None and not _is_taken(one, heads, covered)]
    return [*(_with_source(layout, attribution) for attribution in found), *added]


def _with_source(layout: Layout, attribution: Attribution) -> Attribution:
    """The attribution with the subject of the verb that carries its noun, if it has no source of its own."""
    if attribution.cue is None or not _is_nobody(layout, attribution.source):
        return attribution
    at = attribution.cue[1] - 1
    carrier = _carrier(layout, at) if layout.reading.low[at] in noun_forms() else None
    return replace(attribution, source=carrier[1]) if carrier else attribution


def _is_nobody(layout: Layout, source: tuple[int, int] | None) -> bool:
    """Whether a source is none, or no more than the article before the noun."""
    return source is None or (
        source[1] - source[0] == 1 and layout.reading.low[source[0]] in word_class("determiner") - word_class("pronoun")
    )


def _is_taken(one: Attribution, heads: set[int], covered: set[int]) -> bool:
    """Whether its verb is the cue of another, or its content part of another's."""
    return any(at in heads for at in range(*(one.cue or (0, 0)))) or any(at in covered for lo, hi in one.content for at in range(lo, hi))


def _by_noun(layout: Layout, at: int) -> Attribution | None:
    """The attribution of the noun at a token; None where no verb carries it or no clause follows."""
    reading, entry = layout.reading, noun_forms()[layout.reading.low[at]].entry
    follows = reading.low[at + 1] if at + 1 < len(reading.low) else ""
    if reading.unit_of[at] >= 0 or not ((follows == "that" and "t" in entry.frames) or (follows == "to" and "i" in entry.frames)):
        return None
    carrier = _carrier(layout, at)
    window = layout.window(layout.element_at(at))
    start = layout.element_at(at + 1)
    if carrier is None or window.hi - start < 3 or window.hi - start > LONGEST:
        return None
    return Attribution(((start, window.hi),), carrier[1], (carrier[0], at + 1), entry, "reached", "noun")


def _carrier(layout: Layout, at: int) -> tuple[int, tuple[int, int]] | None:
    """The verb that carries the noun at a token, and its subject."""
    reading = layout.reading
    lo = layout.elements[layout.groups[layout.group_at(layout.element_at(at))].lo].first
    verb = next((i for i in range(at - 1, max(lo, at - REACH) - 1, -1) if reading.low[i] in word_class("carrier")), None)
    if verb is None or (verb + 1 < at and not any(reading.low[verb + 1] in word_class(name) for name in OWNERS)):
        return None
    source = subject_before(reading, verb, lo)
    return (verb, source) if source else None
