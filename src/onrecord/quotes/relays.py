"""Words passed on: "the agency quoted him as saying", "she said, according to the paper", "the agency reported, citing the minister".

A relay is never the speaker: the speaker is whoever it quotes, and the relay goes into `via`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from onrecord.quotes.attribution import Attribution
from onrecord.quotes.by_rule import attribute
from onrecord.quotes.cues import Cue, find_cues
from onrecord.quotes.lexicon import CueEntry, verb_forms, word_class
from onrecord.quotes.phrases import phrase_after, subject_before
from onrecord.quotes.windows import Layout, Window

Range = tuple[int, int]
QUOTING = frozenset(("quote", "quotes", "quoted", "quoting", "cite", "cites", "cited", "citing"))
RECORDED = frozenset(("quoted", "cited", "recorded", "reported", "heard", "overheard", "paraphrased"))
CITING = frozenset(("quoting", "citing"))
TELLING = frozenset(("say", "tell", "add", "write", "note", "state", "explain", "warn", "insist", "declare", "announce", "ask"))
MOST_RELAYS = 3  # in one sentence
REACH = 16  # words between "quoted" and "as saying"
SPARE_WORDS = 3  # words of a relayed clause that are neither its words, its speaker nor its cue ("on Monday")


@dataclass(frozen=True, slots=True)
class _Relay:
    """One "quoted ... as saying": speaker and relay, and the tokens of the whole cue."""

    speaker: Range | None
    relay: Range | None
    cue: Range
    entry: CueEntry


def with_relays(layout: Layout, found: Sequence[Attribution]) -> list[Attribution]:
    """All attributions by content, those that are passed on given to their speakers, with the relays in `via`."""
    by_group: dict[int, list[Attribution]] = {}
    for attribution in found:
        place = layout.element_at(attribution.cue[0]) if attribution.cue else attribution.content[0][0]
        by_group.setdefault(layout.group_at(place), []).append(attribution)
    for index, group in enumerate(layout.groups):
        for relay in islice(_as_saying(layout, group), MOST_RELAYS):
            by_group[index] = _given(layout, group, relay, by_group.get(index, []))
    kept = [attribution for index in sorted(by_group) for attribution in by_group[index]]
    kept = _cited(layout, kept)
    return sorted(_unwrapped(layout, kept), key=lambda a: (a.content[0], a.spans, a.cue or (0, 0)))


def _as_saying(layout: Layout, group: Window) -> Iterator[_Relay]:
    """The "quoted X as saying" of a group."""
    reading = layout.reading
    low = reading.low
    lo, hi = layout.elements[group.lo].first, layout.elements[group.hi - 1].last
    for at in range(lo, hi - 2) if "as" in low[lo : hi - 2] else ():
        if low[at] != "as" or reading.unit_of[at] >= 0 or not low[at + 1].endswith("ing") or low[at + 1] not in verb_forms():
            continue
        verb = next((i for i in range(at - 1, max(lo - 1, at - REACH), -1) if low[i] in QUOTING | RECORDED), None)
        if verb is None or any(reading.unit_of[i] >= 0 for i in range(verb, at)):
            continue
        relay = _read(layout, verb, at, lo)
        if relay is not None:
            yield relay


def _read(layout: Layout, verb: int, at: int, lo: int) -> _Relay | None:
    """Speaker and relay of "quoted" at `verb` with its "as" at `at`; None where the speaker is not said."""
    reading = layout.reading
    low = reading.low
    first = verb
    while first > lo and (low[first - 1] in word_class("auxiliary") or low[first - 1] in word_class("adverb")):
        first -= 1
    entry = verb_forms()[low[at + 1]][-1].entry
    cue = (first, at + 2)
    if any(low[i] in word_class("be") or low[i] in {"been", "being"} for i in range(first, verb)):
        speaker = subject_before(reading, first, lo)
        by = next((i for i in range(verb + 1, at) if low[i] == "by"), None)
        return _Relay(speaker, reading.trim(by + 1, at) if by is not None else None, cue, entry)
    if low[verb] in RECORDED - QUOTING:
        return None
    speaker = reading.trim(verb + 1, at)
    relay = None if low[verb] in CITING else subject_before(reading, first, lo)
    return _Relay(speaker if speaker[0] < speaker[1] else None, relay, cue, entry)


def _given(layout: Layout, group: Window, relay: _Relay, found: list[Attribution]) -> list[Attribution]:
    """The attributions with that of a relay put in place of those at its cue."""
    after = layout.element_at(relay.cue[1] - 1) + 1
    start = min(part[0] for part in (relay.cue, relay.speaker, relay.relay) if part)
    content = _content(layout, group, after, layout.element_at(start))
    if content is None:
        return found
    own = Attribution(content, relay.speaker, relay.cue, relay.entry, "relay", via=(relay.relay,) if relay.relay else ())
    reach = (min(start, relay.cue[0]), relay.cue[1])
    kept = [a for a in found if not (a.cue and reach[0] <= a.cue[0] < reach[1]) and a.content != content]
    quoted = {at for lo, hi in content for at in range(lo, hi) if layout.elements[at].unit >= 0}
    kept = [a for a in kept if a.cue is not None or not quoted & {at for lo, hi in a.content for at in range(lo, hi)}]
    return [*kept, own]


def _content(layout: Layout, group: Window, after: int, start: int) -> tuple[Range, ...] | None:
    """What a relay passes on: the clause after its cue, else what stands before it."""
    if _words(layout, after, group.hi) > 1 or layout.has_unit(after, group.hi):
        return ((after, group.hi),)
    units = [at for at in range(group.lo, start) if layout.elements[at].unit >= 0]
    if units:
        return ((units[0], units[-1] + 1),)
    return ((group.lo, start),) if _words(layout, group.lo, start) > 2 else None


def _words(layout: Layout, lo: int, hi: int) -> int:
    return sum(1 for at in range(lo, hi) if layout.elements[at].unit < 0 and layout.reading.low[layout.elements[at].first][0].isalnum())


def _cited(layout: Layout, found: list[Attribution]) -> list[Attribution]:
    """Where an agency says something "citing" somebody, that somebody is the speaker and the agency the relay."""
    return [_recited(layout, attribution) for attribution in found]


def _recited(layout: Layout, attribution: Attribution) -> Attribution:
    if attribution.cue is None or attribution.source is None or attribution.rule_id == "relay":
        return attribution
    reading = layout.reading
    group = layout.groups[layout.group_at(layout.element_at(attribution.cue[0]))]
    hi = layout.elements[group.hi - 1].last
    start = max(attribution.cue[1], attribution.source[1])
    is_relay = any(reading.low[at] in word_class("relay") for at in range(*attribution.source))
    for at in range(start, min(hi, start + REACH)):
        word = reading.low[at]
        if word in CITING and reading.unit_of[at] < 0 and (is_relay or word == "quoting") and reading.low[at - 1] == ",":
            end = phrase_after(reading, at + 1, hi)
            if end > at + 1 and not any(low in word_class("paper") for low in reading.low[at + 1 : end]):
                return replace(attribution, source=(at + 1, end), via=(attribution.source,), rule_id="relay")
    return attribution


def _unwrapped(layout: Layout, found: list[Attribution]) -> list[Attribution]:
    """Without the attributions of relays to which the whole of another attribution is content ("she said, according to the paper")."""
    found = _handed_on(layout, found)
    at_cue = {a.cue[1] - 1: index for index, a in enumerate(found) if a.cue}
    changed = dict(enumerate(found))
    added: list[Attribution] = []
    for index, outer in enumerate(found):
        if outer.source is None or outer.cue is None or len(outer.content) > 2:
            continue
        for cue in _inner_cues(layout, outer):
            known = at_cue.get(cue.last - 1)
            inner = changed.get(known) if known is not None else attribute(layout, cue)
            if known == index or inner is None or not _is_wrapped(layout, inner, outer):
                continue
            given = replace(inner, via=(*inner.via, outer.source))
            if known is not None:
                changed[known] = given
            else:
                added.append(replace(given, rule_id="relay"))
            changed.pop(index, None)
            break
    return [*changed.values(), *added]


def _handed_on(layout: Layout, found: list[Attribution]) -> list[Attribution]:
    """Without the attributions of "according to" whose content is what somebody said by another attribution: there it is the relay."""
    by_group: dict[int, list[int]] = {}
    for index, attribution in enumerate(found):
        if attribution.cue is not None and attribution.entry is not None and attribution.entry.lemma in TELLING:
            by_group.setdefault(layout.group_at(layout.element_at(attribution.cue[0])), []).append(index)
    kept: dict[int, Attribution] = dict(enumerate(found))
    for index, outer in enumerate(found):
        if outer.form != "according" or outer.source is None or outer.cue is None:
            continue
        for known in by_group.get(layout.group_at(layout.element_at(outer.cue[0])), ())[:MOST_RELAYS]:
            inner = kept[known]
            if inner.source is not None and inner.source != outer.source and _is_rest(layout, inner, outer, SPARE_WORDS):
                kept[known] = inner if inner.via else replace(inner, via=(outer.source,))
                kept.pop(index, None)
                break
    return list(kept.values())


def _inner_cues(layout: Layout, outer: Attribution) -> Iterator[Cue]:
    """Finite cues of speech inside a content, those beside a quotation's end."""
    for lo, hi in outer.content:
        if layout.has_unit(lo, hi) and _words(layout, lo, hi) <= 12:
            for cue in find_cues(layout.reading, layout.elements[lo].first, layout.elements[hi - 1].last):
                if cue.form == "finite" and cue.entry is not None and cue.entry.lemma in TELLING:
                    yield cue


def _is_wrapped(layout: Layout, inner: Attribution, outer: Attribution) -> bool:
    """Whether an attribution that quotes is, with its source and cue, nearly all that another has for content."""
    part = {at for lo, hi in inner.content for at in range(lo, hi)}
    whole = {at for lo, hi in outer.content for at in range(lo, hi)}
    return part < whole and any(layout.elements[at].unit >= 0 for at in part) and _is_rest(layout, inner, outer, SPARE_WORDS)


def _is_rest(layout: Layout, inner: Attribution, outer: Attribution, most: int) -> bool:
    """Whether an attribution's content, source and cue leave no quotation and at most so many words of another's content."""
    whole = {at for lo, hi in outer.content for at in range(lo, hi)}
    part = {at for lo, hi in inner.content for at in range(lo, hi)}
    if not part & whole:
        return False
    for tokens in (inner.source, inner.cue):
        if tokens:
            part |= set(range(layout.element_at(tokens[0]), layout.element_at(tokens[1] - 1) + 1))
    spare = [at for at in whole - part if layout.elements[at].unit >= 0 or layout.reading.low[layout.elements[at].first][0].isalnum()]
    return len(spare) <= most and not any(layout.elements[at].unit >= 0 for at in spare)
