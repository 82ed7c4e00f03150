"""Which attributions stand: quotations no model reached, the same words twice, and fragments that report nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from onrecord.quotes.attribution import Attribution
from onrecord.quotes.by_rule import attribute
from onrecord.quotes.cues import cue_at, find_cues
from onrecord.quotes.lexicon import verb_forms, word_class
from onrecord.quotes.likely import LEAST_LIKELY
from onrecord.quotes.pieces import around_attribution, has_unit
from onrecord.quotes.relays import TELLING
from onrecord.quotes.speakers import quote_type
from onrecord.quotes.windows import Layout

NEAR_CUES = 4  # cues of a sentence tried for a quotation, the nearest first
SAYING = frozenset(("say", "says", "said", "according"))
LONGEST = 160  # elements of a content found by rule; keeps a text without full stops linear
TITLE_WORDS = 3
LEAST_RESCUED = 0.12  # score of a mixed quote by an unlikely cue: F1 on training articles not learned from is flat about here
FRAGMENT_WORDS = 4  # a longer content is a proposition or a thing spoken of at length
CLAUSE_WORDS = frozenset(("to", "that", "whether", "how", "why", "what"))
VERB_CLASSES = ("auxiliary", "modal", "verb")
TOPIC_CUES = frozenset(("discuss", "mention", "talk", "speak", "address", "describe", "detail", "outline", "cover"))
MOST_REPORTS = 6  # attributions of one quotation that are compared
REACH = 40  # elements between a quotation and a cue that may reach it


def with_reached(layout: Layout, found: Sequence[Attribution]) -> list[Attribution]:
    """All attributions, with those that a cue of speech in its sentence gives, by rule, to a quotation in none of them.

    One in a relative clause right after a content is part of that: 'She thanked the crew, who "stayed on board".'
    """
    found = _with_relative(layout, found)
    covered = {at for attribution in found for lo, hi in attribution.content for at in range(lo, hi)}
    heads = {at for attribution in found if attribution.cue for at in range(*attribution.cue)}
    added: list[Attribution] = []
    for at in layout.unit_places:
        if at in covered:
            continue
        reached = _reached(layout, at, covered, heads)
        if reached is not None:
            added.append(reached)
            covered |= {i for lo, hi in reached.content for i in range(lo, hi)}
    return [*found, *added]


def _with_relative(layout: Layout, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions, each content with the quotation in none of them that a relative pronoun joins to its end."""
    low, elements = layout.reading.low, layout.elements
    covered = {at for attribution in found for lo, hi in attribution.content for at in range(lo, hi)}
    ends: dict[int, int] = {}
    for at in layout.unit_places:
        if at not in covered and at > 1 and low[elements[at - 1].first] in word_class("relative"):
            ends[at - 2 if low[elements[at - 2].first] == "," else at - 1] = at + 1
    made = []
    for attribution in found:
        lo, hi = attribution.content[-1] if attribution.content else (0, 0)
        longer = ends.get(hi) if lo < hi else None
        made.append(replace(attribution, content=(*attribution.content[:-1], (lo, longer))) if longer else attribution)
    return made


def _reached(layout: Layout, at: int, covered: set[int], heads: set[int]) -> Attribution | None:
    """What the nearest cue of speech outside `heads` that reaches a quotation makes of it; None where none does."""
    group = layout.groups[layout.group_at(at)]
    lo, hi = max(group.lo, at - REACH), min(group.hi, at + REACH)
    cues = [
        cue
        for cue in find_cues(layout.reading, layout.elements[lo].first, layout.elements[hi - 1].last)
        if cue.entry is not None and cue.entry.is_speech and cue.form in {"finite", "according"} and cue.head not in heads
    ]
    for cue in islice(sorted(cues, key=lambda cue: (abs(layout.element_at(cue.head) - at), cue.head)), NEAR_CUES):
        rule = attribute(layout, cue)
        if rule is None or rule.source is None or _size(rule) > LONGEST:
            continue
        inside = {i for lo, hi in rule.content for i in range(lo, hi)}
        if at in inside and not any(layout.elements[i].unit >= 0 for i in inside & covered):
            return replace(rule, rule_id="reached")
    return None


def with_said(layout: Layout, found: Sequence[Attribution]) -> list[Attribution]:
    """All attributions, with what a finite "say" or an "according to" that is no cue of any reports by rule, where it quotes nothing."""
    reading = layout.reading
    heads = {at for attribution in found if attribution.cue for at in range(*attribution.cue)}
    added = []
    for at in [at for at, low in enumerate(reading.low) if low in SAYING]:
        if at in heads or reading.unit_of[at] >= 0:
            continue
        group = layout.groups[layout.group_at(layout.element_at(at))]
        place = layout.element_at(at)
        lo, hi = max(group.lo, place - REACH), min(group.hi, place + REACH)
        cue = cue_at(reading, at, layout.elements[lo].first, layout.elements[hi - 1].last)
        rule = attribute(layout, cue) if cue.form in {"finite", "according"} else None
        if rule is None or rule.source is None or _size(rule) > LONGEST or any(has_unit(layout, *run) for run in rule.content):
            continue
        content = around_attribution(layout, rule.content, (cue.first, cue.last), rule.source)
        added.append(replace(rule, rule_id="reached", content=content))
    return [*found, *added]


def without_repeats(layout: Layout, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions less those that report a quotation which another reports with more around it, or in the same words.

    What somebody says inside the words of another stays, as it is passed on: its cue is one of telling.
    """
    of_unit: dict[int, list[int]] = {}
    for index, attribution in enumerate(found):
        for lo, hi in () if attribution.spans else attribution.content:
            for at in range(lo, hi):
                if layout.elements[at].unit >= 0:
                    of_unit.setdefault(at, []).append(index)
    dropped: set[int] = set()
    for indices in of_unit.values():
        ranked = sorted(dict.fromkeys(indices), key=lambda i: (-_size(found[i]), -(found[i].score or 0), i))
        if len(ranked) > 1:
            dropped |= {i for i in ranked[1:MOST_REPORTS] if _repeats(found[i], found[ranked[0]])}
    return _without_doubles([attribution for index, attribution in enumerate(found) if index not in dropped])


def _without_doubles(found: Sequence[Attribution]) -> list[Attribution]:
    """One attribution for the same words, the likeliest: "expressed hope that ..." has two words that may be its cue."""
    best: dict[object, Attribution] = {}
    for attribution in found:
        key = attribution.spans or attribution.content
        if key not in best or (attribution.score or 0) > (best[key].score or 0):
            best[key] = attribution
    return [attribution for attribution in found if best[attribution.spans or attribution.content] is attribution]


def _size(attribution: Attribution) -> int:
    return sum(hi - lo for lo, hi in attribution.content)


def _repeats(inner: Attribution, outer: Attribution) -> bool:
    """Whether all of the inner content is in the outer and it is no telling of its own."""
    if inner.content == outer.content:
        return True
    is_told = inner.entry is not None and inner.entry.lemma in TELLING
    return not is_told and all(any(a <= lo and hi <= b for a, b in outer.content) for lo, hi in inner.content)


def without_fragments(layout: Layout, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions less reported speech that is unlikely or no more than a name or a thing: nobody is told to have said anything.

    So are the least likely mixed quotes; to the end they hold their quotation, that no rule by position takes it for another's words.

    Measured on the development articles: see docs/method/quotes.md.
    """
    return [attribution for attribution in found if not _is_fragment(layout, attribution)]


def _is_title(layout: Layout, attribution: Attribution) -> bool:
    """Whether all that is attributed, by a word that is no known cue, is the name of a work: a few capitalized words in marks."""
    if attribution.entry is not None or attribution.cue is None or attribution.form == "mark" or attribution.spans:
        return False
    elements = [element for lo, hi in attribution.content for element in layout.elements[lo:hi]]
    if not elements or len(elements) > 1 or elements[0].unit < 0:
        return False
    inner = " ".join(span.of(layout.reading.text.body) for span in layout.reading.units[elements[0].unit].inner).split()
    return len(inner) <= TITLE_WORDS and all(word[0].isupper() for word in inner)


def _is_fragment(layout: Layout, attribution: Attribution) -> bool:
    if _is_title(layout, attribution):
        return True
    if attribution.rule_id == "model_quote" and (attribution.score or 0) < LEAST_RESCUED and quote_type(layout, attribution) == "mixed":
        return True
    if attribution.spans or any(has_unit(layout, *run) for run in attribution.content):
        return False
    if attribution.score is not None and attribution.score < LEAST_LIKELY:
        return True
    entry = attribution.entry
    is_thought = entry is None or not entry.is_speech
    if attribution.source is None and is_thought:
        return True
    lows = [layout.reading.low[element.first] for lo, hi in attribution.content for element in layout.elements[lo : min(hi, lo + 9)]]
    words = [low for low in lows if low[0].isalnum()]
    if len(words) < 2:
        return True
    if len(words) > FRAGMENT_WORDS or any(_is_verbal(word) for word in words):
        return False
    return is_thought or entry is None or attribution.source is None or entry.lemma in TOPIC_CUES


def _is_verbal(low: str) -> bool:
    """Whether a word is, or brings in, the verb of a proposition."""
    return low in CLAUSE_WORDS or low in verb_forms() or low.endswith("ing") or any(low in word_class(name) for name in VERB_CLASSES)
