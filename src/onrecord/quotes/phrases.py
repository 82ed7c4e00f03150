"""Noun phrases around a cue: who speaks (to its left, or inverted to its right) and whom the words are said to.

Method: no tagger. Closed word classes, capital letters and the cue lexicon tell where a phrase ends; a phrase right before a finite
cue is its subject, so reduced relative clauses inside it ("officials briefed on the talks said") may be crossed.
"""

from __future__ import annotations

from onrecord.quotes.lexicon import verb_forms, word_class
from onrecord.quotes.reading import DASHES, Reading

MAX_TOKENS = 40  # no subject in the development articles is longer
POSSESSIVE_ENDINGS = ("'s", "’s", "s'", "s’")
APPOSITION_STARTS = frozenset(
    ("a", "an", "the", "who", "whose", "which", "former", "his", "her", "their", "head", "chief", "director", "president", "chairman")
)
BREAKS = frozenset('.,;:!?—–()[]“”"«»…|')


def _is_stop(low: str) -> bool:
    """Whether a word cannot be part of a noun phrase."""
    return (
        low in word_class("auxiliary")
        or low in word_class("modal")
        or low in word_class("subordinator")
        or low in word_class("verb")
        or low in word_class("weekday")
        or low in word_class("negation")
    )


def _is_verb_like(reading: Reading, at: int) -> bool:
    """Whether a lower-case word looks like a verb: a finite cue, or a word in -ed."""
    low = reading.low[at]
    if reading.is_capital(at):
        return False
    forms = verb_forms().get(low, ())
    return any(form.inflection in {"past", "s"} for form in forms) or (low.endswith("ed") and len(low) > 4)


def subject_before(reading: Reading, at: int, lo: int) -> tuple[int, int] | None:
    """The noun phrase that ends right before token `at`, an apposition in commas with it; None when there is none."""
    last = at
    while last > lo and reading.low[last - 1] in word_class("adverb"):
        last -= 1
    end = last - 1
    if end < lo or reading.unit_of[end] >= 0:
        return None
    low = reading.low[end]
    if low == "," or low in DASHES or low == ")":
        return _past_apposition(reading, end, lo)
    if low in word_class("relative"):
        before = end - 1
        before = before - 1 if before > lo and reading.low[before] == "," else before
        return _walk(reading, before, lo)
    return _walk(reading, end, lo)


def _past_apposition(reading: Reading, end: int, lo: int) -> tuple[int, int] | None:
    """The phrase before an apposition or relative clause that ends at token `end`, with it."""
    opening = {")": "("}.get(reading.low[end], reading.low[end])
    at = end - 1
    while at > max(lo, end - MAX_TOKENS) and reading.low[at] != opening:
        if reading.low[at] in {".", ";", "!", "?"}:
            return None
        at -= 1
    if at <= lo or reading.low[at] != opening:
        return None
    core = _walk(reading, at - 1, lo)
    return (core[0], end + 1) if core else None


def _walk(reading: Reading, end: int, lo: int) -> tuple[int, int] | None:
    """The noun phrase whose last token is `end`."""
    low = reading.low
    if end < lo or reading.unit_of[end] >= 0:
        return None
    if low[end] in word_class("pronoun") or low[end].split("'")[0].split("’")[0] in {"he", "she", "they", "we", "i", "you"}:
        return end, end + 1
    if low[end] == ")":
        return _past_apposition(reading, end, lo)
    at = end
    while at >= max(lo, end - MAX_TOKENS) and not _breaks(reading, at, end, lo):
        at -= 1
    return _trim_left(reading, at + 1, end + 1)


def _breaks(reading: Reading, at: int, end: int, lo: int) -> bool:
    """Whether the phrase that ends at `end` begins after token `at`."""
    low = reading.low
    word = low[at]
    if reading.unit_of[at] >= 0:
        return reading.unit_end(at, end) - reading.unit_start(at, lo) > 6
    if word in BREAKS:
        return not (word == "," and _in_list(reading, at, end, lo))
    if _is_verb_like(reading, at):
        return not _is_inside(reading, at, end, lo)
    return _closed_word_breaks(reading, at, end, lo)


def _is_inside(reading: Reading, at: int, end: int, lo: int) -> bool:
    """Whether a word that looks like a verb is a modifier inside a noun phrase."""
    low = reading.low
    owners = word_class("determiner") | word_class("possessive")
    if at > lo and (low[at - 1] in owners or low[at - 1].endswith("ly")):
        return True
    return at + 1 <= end and low[at + 1] in word_class("preposition")


def _closed_word_breaks(reading: Reading, at: int, end: int, lo: int) -> bool:
    """Whether a word of a closed class stands before the phrase rather than in it."""
    low = reading.low
    word = low[at]
    if word in word_class("relative") and word != "that":
        return at - 1 < lo or low[at - 1] in BREAKS
    if word in word_class("preposition"):
        return word not in word_class("nominal") or at - 1 < lo or low[at - 1] in BREAKS or _is_stop(low[at - 1])
    if word in {"and", "&"}:
        return not _joins_names(reading, at, end, lo)
    if word in word_class("conjunction") or _is_stop(word):
        return True
    if word in word_class("subject") or (word in word_class("object") and word != "her") or (word == "that" and at < end):
        return word != "that" or (at - 1 >= lo and _is_verb_like(reading, at - 1))
    return False


def _in_list(reading: Reading, at: int, end: int, lo: int) -> bool:
    """Whether a comma separates names of a list that goes on with "and"."""
    ahead = reading.low[at + 1 : end]
    return at > lo and reading.is_capital(at - 1) and reading.is_capital(at + 1) and "and" in ahead[:8]


def _joins_names(reading: Reading, at: int, end: int, lo: int) -> bool:
    """Whether "and" joins two phrases that speak as one: both sides begin alike."""
    if at - 1 < lo or at + 1 > end or reading.low[at - 1] in BREAKS:
        return False
    return reading.is_capital(at - 1) == reading.is_capital(at + 1) and not _is_stop(reading.low[at - 1]) and at + 1 <= end


def _trim_left(reading: Reading, first: int, last: int) -> tuple[int, int] | None:
    """The phrase without adverbs, conjunctions, dashes and stray words before it; None when nothing is left."""
    while first < last:
        low = reading.low[first]
        if (
            low in word_class("preposition")
            or low in word_class("conjunction")
            or low in word_class("adverb")
            or (low.endswith("ly") and not reading.is_capital(first))
            or not low[0].isalnum()
            or _is_stop(low)
        ):
            first += 1
        else:
            break
    if first >= last:
        return None
    tail = reading.low[first:last]
    if len(tail) == 1 and (tail[0] in word_class("determiner") - word_class("pronoun") or tail[0].endswith(POSSESSIVE_ENDINGS)):
        return None
    return first, last


def phrase_after(reading: Reading, at: int, hi: int) -> int:
    """The token after the noun phrase that begins at token `at`; `at` itself when none begins there."""
    low = reading.low
    if at >= hi or reading.unit_of[at] >= 0 or low[at] in BREAKS or _is_stop(low[at]):
        return at
    if low[at] in word_class("pronoun") or low[at] in word_class("object") - {"her"}:
        return at + 1
    first = at
    while at < hi and at - first < MAX_TOKENS and reading.unit_of[at] < 0 and not _ends(reading, at, first, hi):
        at += 1
    return at


def _ends(reading: Reading, at: int, first: int, hi: int) -> bool:
    """Whether the phrase that begins at `first` has ended before token `at`."""
    low = reading.low
    word, is_inside = low[at], at > first
    if word in BREAKS or _is_stop(word) or (is_inside and word in word_class("pronoun")) or word in word_class("relative"):
        return True
    if word in word_class("conjunction"):
        return not (word == "and" and at + 1 < hi and is_inside and reading.is_capital(at + 1) and reading.is_capital(at - 1))
    if word in word_class("preposition"):
        joins = word in {"of", "for", "at", "from", "with"} and is_inside and at + 1 < hi and low[at + 1] not in BREAKS
        return not joins or low[at + 1] in word_class("weekday")
    if not is_inside:
        return False
    starts_another = word in word_class("determiner") and low[at - 1] not in word_class("preposition") | {"all", "both"}
    return starts_another or word == "to" or _is_verb_like(reading, at)


def with_apposition(reading: Reading, last: int, hi: int) -> int:
    """The token after the apposition in commas that follows a phrase ending before `last`; `last` when none does."""
    low = reading.low
    if last + 1 >= hi or low[last] != ",":
        return last
    head = low[last + 1]
    if head not in APPOSITION_STARTS:
        return last
    at = last + 1
    is_clause = False
    while at < hi and low[at] not in {",", ".", ";", ":", "?", "!"} and reading.unit_of[at] < 0:
        is_clause = is_clause or low[at] in word_class("relative")
        if not is_clause and (low[at] in word_class("modal") or low[at] in word_class("auxiliary")):
            return last  # "According to Berg, the bridge will ...": a sentence of its own
        at += 1
    return at
