"""How likely reported speech that the models found is right as a whole: a logistic regression over the whole attribution.

The chain model sees a clause element by element; this sees how long it is, how it begins and ends, where it stands to its cue, and who is
given as its source (reranking, Collins & Koo 2005). The weights stand in data/likely.json, learned by `train_likely` on articles that the
models had not learned from.
"""

from __future__ import annotations

import json
import math
from functools import cache
from importlib import resources
from typing import NamedTuple

from onrecord.quotes.attribution import Attribution
from onrecord.quotes.lexicon import verb_forms, word_class
from onrecord.quotes.windows import Layout

FILE = "likely.json"
LEAST_LIKELY = 0.37  # what stands; with F1 for a measure the best cut lies below a half (Lipton et al. 2014)
MARGIN = 0.2  # by which beliefs and wishes have to be likelier than speech
JUDGEMENTS = ("speech", "any")  # right as speech, and right as speech, belief or wish
LEAST = 1e-4  # probability below which all are alike
MOST_ODDS = 4  # logarithm of odds to which scores are told apart in whole steps
SIZES = (2, 3, 4, 6, 9, 14, 22, 35)  # words of a content from which it counts as longer
NEAR = 3  # elements between a cue and its content across which they still stand together
OPENINGS = {"that": "that", "to": "to", "if": "whether", "whether": "whether"} | dict.fromkeys(
    ("how", "why", "what", "when", "where", "who"), "question"
)
BEGINNINGS = (("determiner", "determiner"), ("possessive", "determiner"), ("preposition", "preposition"), ("subject", "pronoun"))
ENDINGS = frozenset(("and", "but", ",", "—", "–", "-"))


class Candidate(NamedTuple):
    """What the models make of one word, with its probability of being a cue and that of the labels given that it is, both 0 to 1."""

    attribution: Attribution
    cue: float
    path: float


@cache
def _weights() -> dict[str, dict[str, float]]:
    file = resources.files("onrecord.quotes").joinpath("data", FILE)
    tables: dict[str, dict[str, float]] = json.loads(file.read_text(encoding="utf-8"))
    return tables


def likelihood(layout: Layout, candidate: Candidate) -> float:
    """Score, 0 to 1, of a candidate without quotations: the probability to be right as speech, or that to be right at all less MARGIN."""
    seen = traits(layout, candidate)
    speech, right = (_probability(_weights()[name], seen) for name in JUDGEMENTS)
    return max(speech, right - MARGIN)


def _probability(weights: dict[str, float], seen: dict[str, float]) -> float:
    return 1 / (1 + math.exp(-math.fsum([weights[name] * value for name, value in seen.items() if name in weights])))


def traits(layout: Layout, candidate: Candidate) -> dict[str, float]:
    """What is seen of a candidate: its scores, and the names of its traits, each 1."""
    attribution = candidate.attribution
    size = sum(layout.reading.low[e.first][0].isalnum() for lo, hi in attribution.content for e in layout.elements[lo:hi])
    length = sum(size >= step for step in SIZES)
    kind, act = _kind(attribution)
    verb = "verb" if _has_verb(layout, attribution) else "no verb"
    lemma, runs = _lemma(layout, attribution), len(attribution.content)
    opens, ends, place = _opening(layout, attribution), _ending(layout, attribution), _place(layout, attribution)
    cue, path = (round(max(-MOST_ODDS, min(MOST_ODDS, _odds(score)))) for score in (candidate.cue, candidate.path))
    names = (
        f"opens {opens}", f"opens {opens} {verb}", f"opens {opens} {kind}", f"stands {place}", f"stands {place} {runs}",
        f"ends {ends}", f"ends {ends} opens {opens}", kind, f"{kind} {attribution.form}", f"form {attribution.form}", f"act {act}",
        f"source {_source(layout, attribution)}", f"length {length}", f"length {length} {verb}", verb, f"runs {runs}",
        f"lemma {lemma}", f"lemma {lemma} opens {opens}", f"cue {cue}", f"cue {cue} {kind}", f"path {path}", f"cue {cue} path {path}",
    )  # fmt: skip
    own = {"bias": 1.0, "cue": _odds(candidate.cue), "path": _odds(candidate.path), "path log": math.log(max(candidate.path, LEAST))}
    return own | dict.fromkeys(names, 1.0)


def _lemma(layout: Layout, attribution: Attribution) -> str:
    """The cue's lemma, or its last word where the lexicon does not know it."""
    if attribution.entry is not None or attribution.cue is None:
        return attribution.entry.lemma if attribution.entry else ""
    return layout.reading.low[attribution.cue[1] - 1]


def _odds(probability: float) -> float:
    inside = min(max(probability, LEAST), 1 - LEAST)
    return math.log(inside / (1 - inside))


def _kind(attribution: Attribution) -> tuple[str, str]:
    """What the lexicon says of a cue: noun, speech, thought or unknown, and its speech act."""
    entry = attribution.entry
    if entry is None:
        return "unknown", ""
    return "noun" if entry.is_noun else "speech" if entry.is_speech else "thought", entry.speech_act


def _has_verb(layout: Layout, attribution: Attribution) -> bool:
    words = (layout.reading.low[e.first] for lo, hi in attribution.content for e in layout.elements[lo:hi])
    finite = word_class("auxiliary") | word_class("modal") | word_class("verb")
    return any(low in finite or low in verb_forms() for low in words)


def _opening(layout: Layout, attribution: Attribution) -> str:
    first = layout.elements[attribution.content[0][0]].first
    low = layout.reading.low[first]
    known = OPENINGS.get(low) or next((kind for name, kind in BEGINNINGS if low in word_class(name)), None)
    return known or ("capital" if layout.reading.is_capital(first) else "other")


def _ending(layout: Layout, attribution: Attribution) -> str:
    """What follows a content: the end of its sentence, a joint of clauses, or a word that goes on."""
    last = attribution.content[-1][1] - 1
    if layout.ends_group(last) or last + 1 >= len(layout.elements):
        return "sentence"
    low = layout.reading.low[layout.elements[last + 1].first]
    if low in ENDINGS:
        return low
    if not low[0].isalnum():
        return "mark"
    return next((name for name in ("preposition", "subordinator") if low in word_class(name)), "word")


def _place(layout: Layout, attribution: Attribution) -> str:
    """Where a content stands to its cue."""
    if attribution.cue is None:
        return "alone"
    lo = attribution.content[0][0]
    gap = lo - layout.element_at(attribution.cue[1] - 1) - 1
    return "before" if gap < 0 else "next" if gap == 0 else "near" if gap <= NEAR else "far"


def _source(layout: Layout, attribution: Attribution) -> str:
    """What a source is, and on which side of the cue it stands."""
    if attribution.source is None or attribution.cue is None:
        return "none"
    first, last = attribution.source
    low = layout.reading.low[first]
    if low in word_class("relative"):
        kind = "relative"
    elif low in word_class("pronoun") or low in word_class("subject"):
        kind = "pronoun"
    else:
        kind = "name" if any(layout.reading.is_capital(at) for at in range(first, last)) else "phrase"
    return f"{kind} before" if first < attribution.cue[0] else f"{kind} after"
