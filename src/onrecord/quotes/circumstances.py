"""Around the words: whom they were said to, where, and on which day."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from onrecord.actors.find import resolve_source
from onrecord.actors.model import Actors
from onrecord.quotes.attribution import Attribution
from onrecord.quotes.lexicon import word_class
from onrecord.quotes.phrases import phrase_after
from onrecord.quotes.windows import Layout
from onrecord.text.times import TimeExpression

REACH = 16  # tokens around a cue in which its circumstances stand
VENUE_PREPOSITIONS = frozenset(["in", "at", "during", "on", "via", "by", "over"])
VENUE_VERBS = {"tweet": "Twitter", "retweet": "Twitter", "testify": "testimony", "blog": "blog"}
LEADING = frozenset(["a", "an", "the", "his", "her", "its", "their", "this", "that"])


def addressee(layout: Layout, actors: Actors, attribution: Attribution) -> str | None:
    """Whom the words were said to ("told reporters"), by name where it can be resolved; None where nobody is named."""
    cue, entry, reading = attribution.cue, attribution.entry, layout.reading
    if cue is None or entry is None or "o" not in entry.frames or attribution.form not in {"finite", "participle", "infinitive"}:
        return None
    free = set(free_tokens(layout, attribution))
    end = phrase_after(reading, cue[1], len(reading.low))
    if end <= cue[1] or not all(at in free for at in range(cue[1], end)):
        return None
    if attribution.source and attribution.source[0] >= cue[1]:
        return None
    words = reading.low[cue[1] : end]
    if any(word in word_class("subject") for word in words) or set(words) <= {"that", "this"}:
        return None
    is_phrase = words[0] in word_class("determiner") | word_class("possessive") | word_class("audience")
    if not is_phrase and not any(reading.is_capital(at) for at in range(cue[1], end)) and not words[-1].endswith("s"):
        return None
    resolved = resolve_source(reading.text, actors, reading.span(cue[1], end))
    return resolved.name


def venue(layout: Layout, attribution: Attribution, free: Sequence[int]) -> str | None:
    """Where the words were said ("news conference", "interview with CNN"), by its `free_tokens`; None where the sentence does not say."""
    reading = layout.reading
    if attribution.cue is None:
        return None
    for at in free:
        if reading.low[at] not in VENUE_PREPOSITIONS:
            continue
        end = phrase_after(reading, at + 1, min(len(reading.low), at + 12))
        words = range(at + 1, end)
        if not any(reading.low[i] in word_class("venue") for i in words):
            continue
        first = at + 1
        while first < end - 1 and reading.low[first] in LEADING:
            first += 1
        return reading.span(first, end).of(reading.text.body)
    return VENUE_VERBS.get(attribution.entry.lemma) if attribution.entry else None


def said_date(
    layout: Layout, cue: tuple[int, int] | None, times: Sequence[TimeExpression], near: Sequence[int], published: date | None
) -> tuple[date | None, str]:
    """Day the words were said, with its precision, by the time expression nearest to the cue outside content and source.

    `near` are the `free_tokens` of the attribution. Nothing was said after the day of the article: "next week" dates what is spoken of.
    """
    if cue is None or not times or not near:
        return None, "none"
    reading = layout.reading
    free = set(near)
    best: tuple[int, date, str] | None = None
    starts = [time.start for time in times]
    token_starts = reading.text.token_starts
    lo, hi = token_starts[near[0]], reading.text.tokens[near[-1]].end
    for time in times[bisect_left(starts, lo) : bisect_left(starts, hi)]:
        at = bisect_left(token_starts, time.start)
        precision = _precision(time)
        if at not in free or time.first is None or precision is None or _is_of_other_verb(layout, cue, at, free):
            continue
        if published is not None and time.first > published:
            continue
        distance = abs(at - cue[0])
        if best is None or distance < best[0]:
            best = (distance, time.first, precision)
    return (best[1], best[2]) if best else (None, "none")


def _is_of_other_verb(layout: Layout, cue: tuple[int, int], at: int, free: set[int]) -> bool:
    """Whether another verb stands between a cue and a time, which then dates that: "refused, despite a truce agreed in May"."""
    first, last = (cue[1], at) if at >= cue[1] else (at + 1, cue[0])
    return any(_is_verb(layout.reading.low[i]) for i in range(first, last) if i in free and not layout.reading.is_capital(i))


def _is_verb(low: str) -> bool:
    return (low.endswith("ed") and len(low) > 4) or any(low in word_class(name) for name in ("auxiliary", "modal", "verb"))


def _precision(time: TimeExpression) -> str | None:
    """Precision of a time expression that names a day, a month or a year; None for any other."""
    if time.first is None or time.last is None or time.timex_type not in {"DATE", "TIME"}:
        return None
    days = (time.last - time.first).days
    if days == 0:
        return "day"
    return "month" if 27 <= days <= 30 else "year" if 364 <= days <= 365 else None


def free_tokens(layout: Layout, attribution: Attribution) -> list[int]:
    """Tokens of the cue's sentence near the cue that are in neither content, source nor a quotation."""
    if attribution.cue is None:
        return []
    reading = layout.reading
    group = layout.groups[layout.group_at(layout.element_at(attribution.cue[0]))]
    lo = max(layout.elements[group.lo].first, attribution.cue[0] - REACH)
    hi = min(layout.elements[group.hi - 1].last, attribution.cue[1] + REACH)
    taken = [(layout.elements[a].first, layout.elements[b - 1].last) for a, b in attribution.content]
    if attribution.source:
        taken.append(attribution.source)
    taken.append(attribution.cue)
    unit_of = reading.unit_of
    inside: set[int] = set()
    for a, b in taken:
        inside.update(range(max(a, lo), min(b, hi)))
    return [at for at in range(lo, hi) if unit_of[at] < 0 and at not in inside]
