"""Cues: the words of a sentence that introduce speech, with their form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.quotes.lexicon import CueEntry, CueForm, noun_forms, verb_forms, word_class
from onrecord.quotes.reading import Reading

ACCORDING = CueEntry("according", "to", "say", is_speech=True, stance="neutral", frames=frozenset("t"))


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue. `first` to `last` are its tokens (auxiliaries, adverbs and particle with it), `head` its head word.

    `entry` is None for a word that the lexicon does not know. `form` is finite, participle ("..., saying"),
    infinitive, passive, noun or according.
    """

    entry: CueEntry | None
    form: str
    head: int
    first: int
    last: int
    is_negated: bool = False


def find_cues(reading: Reading, lo: int, hi: int) -> Iterator[Cue]:
    """Cues among the tokens of one sentence, outside its quotations, in order."""
    for at in range(lo, hi):
        cue = _known_cue(reading, at, lo, hi) if reading.unit_of[at] < 0 else None
        if cue is not None:
            yield cue


def _known_cue(reading: Reading, at: int, lo: int, hi: int) -> Cue | None:
    """The cue of the lexicon whose head is a token; None where it is none."""
    low = reading.low[at]
    if low == "according" and at + 1 < hi and reading.low[at + 1] == "to":
        return Cue(ACCORDING, "according", at, at, at + 2)
    forms, noun = verb_forms().get(low), noun_forms().get(low)
    cue = _verb_cue(reading, at, lo, hi, forms) if forms else None
    if cue is None and noun is not None:
        return Cue(noun.entry, "noun", at, at, at + 1)
    return cue


def _verb_cue(reading: Reading, at: int, lo: int, hi: int, forms: tuple[CueForm, ...]) -> Cue | None:
    """The cue a verb form makes where it stands, None where it is no verb."""
    form = next((f for f in forms if not f.entry.particle or (at + 1 < hi and reading.low[at + 1] == f.entry.particle)), None)
    if form is None:
        return None
    first, auxiliaries = _group_start(reading, at, lo)
    last = at + 2 if form.entry.particle else at + 1
    kind = _kind(reading, form.inflection, auxiliaries, first, lo)
    if kind is None:
        return None
    negated = bool(auxiliaries & word_class("negation"))
    return Cue(form.entry, kind, at, first, last, negated)


def _group_start(reading: Reading, at: int, lo: int) -> tuple[int, frozenset[str]]:
    """Where the verb group of a head begins, and the auxiliaries, adverbs and "to" in it."""
    first = at
    seen = set()
    while first > lo and reading.unit_of[first - 1] < 0:
        low = reading.low[first - 1]
        if low == "to" or low in word_class("auxiliary") or low in word_class("modal") or low in word_class("negation"):
            seen.add(low)
        elif not (low in word_class("adverb") or (low.endswith("ly") and len(low) > 4)):
            break
        first -= 1
    return first, frozenset(seen)


def _kind(reading: Reading, inflection: str, auxiliaries: frozenset[str], first: int, lo: int) -> str | None:
    """The form a verb group has; None for what is likely a noun or an adjective."""
    has_be = bool(auxiliaries & word_class("be")) or bool(auxiliaries & {"been", "being"})
    if inflection == "ing":
        return "finite" if has_be else "participle"
    if inflection in {"past", "participle"} and has_be and not auxiliaries & {"had", "has", "have"} - {"been"}:
        return "passive"
    if inflection in {"past", "participle"} and "been" in auxiliaries:
        return "passive"
    if inflection == "participle" and not auxiliaries:
        return None
    if inflection == "base":
        return _base_kind(reading, auxiliaries, first, lo)
    before = reading.low[first - 1] if first > lo else ""
    owners = word_class("determiner") | word_class("possessive") - {"this", "that"}
    if inflection == "s" and (before in owners or before.endswith(("'s", "’s"))):
        return None
    return "finite"


def _base_kind(reading: Reading, auxiliaries: frozenset[str], first: int, lo: int) -> str | None:
    """The form of a verb in its base form: after to, after a modal or "did", or with a plural subject."""
    if "to" in auxiliaries:
        return "infinitive"
    if auxiliaries - word_class("adverb") & auxiliaries:
        return "finite"
    before = reading.low[first - 1] if first > lo else ""
    plural = before in {"they", "we", "i", "you", "who", "many", "some", "others", "both", "people", "that", "and"}
    plural = plural or (before.endswith("s") and not before.endswith(("'s", "’s", "ss", "us", "is")))
    return "finite" if plural and before not in word_class("possessive") else None


def cue_at(reading: Reading, at: int, lo: int, hi: int) -> Cue:
    """The cue whose head is a given token of the sentence `lo` to `hi`, whatever the lexicon knows of it."""
    known = _known_cue(reading, at, lo, hi)
    if known is not None:
        return known
    first, auxiliaries = _group_start(reading, at, lo)
    forms = verb_forms().get(reading.low[at])
    return Cue(forms[-1].entry if forms else None, "finite", at, first, at + 1, bool(auxiliaries & word_class("negation")))
