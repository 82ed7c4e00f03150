"""Quotations that no cue reached: whose words they are by position (colon, dash, the speaker before), and which are no speech at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.quotes.attribution import Attribution
from onrecord.quotes.lexicon import word_class
from onrecord.quotes.reading import DASHES, Reading
from onrecord.quotes.windows import Element, Layout

SENTENCE_ENDS = frozenset(".!?…,")
SPEECH_WORDS = 4  # a quotation of fewer words with no cue is a term, a title or a scare quote unless it is a sentence of its own
JOIN_REACH = 60  # elements within which a quotation goes on with the one before it in the paragraph
LABEL_TOKENS = 9  # longest name before a colon or after a dash


def with_leftovers(layout: Layout, found: Sequence[Attribution]) -> list[Attribution]:
    """All attributions by content, with the quotations that were in none yet.

    A sentence in quotation marks that follows a quoted one in its paragraph joins it; one in a paragraph of its own is a quote by itself.
    """
    ordered = sorted(found, key=lambda a: (a.content[0], a.cue or (0, 0)))
    covered = {at for attribution in ordered for lo, hi in attribution.content for at in range(lo, hi)}
    dashed = [rule for at in _open_units(layout, set()) if (rule := _by_dash(layout, at))]
    owned = {lo for rule in dashed for lo, _ in rule.content}
    ordered = [a for a in (_without(a, owned) for a in ordered) if a.content]
    for at in _open_units(layout, covered | owned):
        before = _quoted_before(layout, ordered, at)
        rule = _by_colon(layout, at)
        if rule is None and before is not None and _is_sentence(layout.reading, layout.elements[at]):
            ordered[before] = replace(ordered[before], content=(*ordered[before].content, (at, at + 1)))
            continue
        rule = rule or _by_position(layout, at)
        if rule is not None:
            ordered.append(rule)
    return sorted([*ordered, *dashed], key=lambda a: (a.content[0], a.cue or (0, 0)))


def _open_units(layout: Layout, covered: set[int]) -> list[int]:
    return [at for at in layout.unit_places if at not in covered]


def _without(attribution: Attribution, owned: set[int]) -> Attribution:
    """An attribution without the quotations that carry their own name."""
    content = tuple(run for run in attribution.content if not (run[1] - run[0] == 1 and run[0] in owned))
    return replace(attribution, content=content) if len(content) < len(attribution.content) else attribution


def _quoted_before(layout: Layout, ordered: Sequence[Attribution], at: int) -> int | None:
    """The attribution whose last quotation stands before an element in its paragraph, the nearest; None when there is none."""
    body, tokens = layout.reading.text.body, layout.reading.text.tokens
    start = tokens[layout.elements[at].first].start
    best: tuple[int, int] | None = None
    for index, attribution in enumerate(ordered):
        last = attribution.content[-1][1] - 1
        if last >= at or at - last > JOIN_REACH or layout.elements[last].unit < 0:
            continue
        if "\n" not in body[layout.reading.units[layout.elements[last].unit].end : start] and (best is None or last > best[0]):
            best = (last, index)
    return best[1] if best else None


def _by_colon(layout: Layout, at: int) -> Attribution | None:
    """`Name: "..."`, the colon right before the quotation."""
    elements, reading = layout.elements, layout.reading
    group = layout.groups[layout.group_at(at)]
    if at - 1 < group.lo or reading.low[elements[at - 1].first] != ":":
        return None
    label = (elements[group.lo].first, elements[at - 1].first)
    source = label if _is_label(reading, label) else None
    if source is None and not _is_sentence(reading, elements[at]):
        return None
    colon = elements[at - 1].first
    return Attribution(((at, at + 1),), source, (colon, colon + 1) if source else None, None, "colon", "mark", is_continued=source is None)


def _by_dash(layout: Layout, at: int) -> Attribution | None:
    """`"..." - Name`, the name closing the paragraph."""
    elements, reading = layout.elements, layout.reading
    if at + 2 >= len(elements) or reading.low[elements[at + 1].first] not in DASHES:
        return None
    name = next((i for i in range(at + 2, min(at + 4, len(elements))) if reading.low[elements[i].first] not in DASHES), at + 2)
    first = elements[name].first
    tokens, body = reading.text.tokens, reading.text.body
    line = body.find("\n", tokens[first].start)
    last = first
    while last < len(tokens) and last - first <= LABEL_TOKENS and (line < 0 or tokens[last].start < line):
        last += 1
    while last > first + 1 and not reading.low[last - 1][-1].isalnum():
        last -= 1
    if last - first > LABEL_TOKENS or not _is_label(reading, (first, last)):
        return None
    dash = elements[at + 1].first
    return Attribution(((at, at + 1),), (first, last), (dash, dash + 1), None, "dash", "mark")


def _is_label(reading: Reading, span: tuple[int, int]) -> bool:
    """Whether tokens are a name or a role as they stand before a colon: few, mostly capitals, no verb of the closed class."""
    first, last = span
    if not first < last <= first + LABEL_TOKENS or any(reading.unit_of[at] >= 0 for at in range(first, last)):
        return False
    words = [at for at in range(first, last) if reading.low[at][0].isalpha()]
    if any(reading.low[at][0].isdigit() for at in range(first, last)):
        return False
    if not words or any(reading.low[at] in word_class("auxiliary") | word_class("modal") | word_class("subordinator") for at in words):
        return False
    capitals = sum(reading.is_capital(at) for at in words)
    return reading.is_capital(words[0]) and 2 * capitals >= len(words)


def _is_sentence(reading: Reading, element: Element) -> bool:
    """Whether a quotation reads as a sentence said: a capital first, an end mark last, some words between."""
    unit = reading.units[element.unit]
    body = reading.text.body
    inner = [span.of(body).strip() for span in unit.inner]
    inner = [part for part in inner if part]
    if not inner:
        return False
    first = next((c for c in inner[0] if c.isalnum()), "")
    words = sum(len(part.split()) for part in inner)
    enough = words >= SPEECH_WORDS or (words > 1 and inner[-1][-1] in "?!")
    return (first.isupper() or first.isdigit() or inner[0][0] in "…[.") and inner[-1][-1] in SENTENCE_ENDS and enough


def _by_position(layout: Layout, at: int) -> Attribution | None:
    """A sentence in quotation marks with no cue: the speaker before goes on. Fragments inside a sentence are no speech by themselves."""
    if not _is_sentence(layout.reading, layout.elements[at]):
        return None
    group = layout.group_at(at)
    if not layout.is_quotation[group]:
        return None
    return Attribution(((at, at + 1),), None, None, None, "continued", "mark", is_continued=True)
