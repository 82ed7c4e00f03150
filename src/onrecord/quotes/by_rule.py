"""Content and source of a cue by rule: what is used when the learned weights are missing, and the first guess of the model.

Method: the source is the noun phrase before a finite cue or, inverted, the one after it; the content is what stands before an inverted or
closing attribution, else the clause after the cue, with the quotations that stand alone beside the sentence.
"""

from __future__ import annotations

from onrecord.quotes.attribution import Attribution
from onrecord.quotes.cues import Cue
from onrecord.quotes.lexicon import word_class
from onrecord.quotes.phrases import phrase_after, subject_before, with_apposition
from onrecord.quotes.windows import Layout, Window

Range = tuple[int, int]
CLAUSE_STARTS = frozenset("that if whether how why what when where who there it he she they we i you".split())  # noqa: SIM905 - a table of words
EDGE = frozenset(",.;:—–-")
SKIPPED = frozenset("on in at during after before earlier late last this as".split())  # noqa: SIM905 - a table of words


def attribute(layout: Layout, cue: Cue) -> Attribution | None:
    """What a cue attributes to whom; None when it attributes nothing."""
    reading = layout.reading
    group = layout.groups[layout.group_at(layout.element_at(cue.first))]
    tokens = (layout.elements[group.lo].first, layout.elements[group.hi - 1].last)
    if cue.form == "passive":
        return None
    left = _left_edge(layout, cue, None, group)
    inverted = cue.form == "according" or (cue.form == "finite" and left is not None)
    source: Range | None = None
    if inverted:
        end = phrase_after(reading, cue.last, tokens[1])
        source = (cue.last, with_apposition(reading, end, tokens[1])) if end > cue.last else None
    if source is None and cue.form == "finite":
        source = subject_before(reading, cue.first, tokens[0])
        left = _left_edge(layout, cue, source, group) if source else None
    if source is None and cue.form == "participle":
        end = phrase_after(reading, tokens[0], cue.first)
        source = (tokens[0], end) if end > tokens[0] else None
    content = _content(layout, cue, source, left, group)
    return Attribution(content, source, (cue.first, cue.last), cue.entry, f"rule_{cue.form}", cue.form, cue.is_negated) if content else None


def _left_edge(layout: Layout, cue: Cue, source: Range | None, group: Window) -> int | None:
    """The element before which the content ends when it stands before the attribution; None when it does not."""
    start = min(cue.first, source[0]) if source else cue.first
    at = layout.element_at(start)
    before = at - 1
    if before >= group.lo and layout.reading.low[layout.elements[before].first] in EDGE:
        before -= 1
    if before < group.lo:
        return None
    if layout.elements[before].unit >= 0 or (before < at - 1 and before - group.lo >= 2):
        return before + 1
    return None


def _content(layout: Layout, cue: Cue, source: Range | None, left: int | None, group: Window) -> tuple[Range, ...]:
    """The element ranges of the content."""
    window = layout.window(layout.element_at(cue.first))
    after = layout.element_at(max(cue.last, source[1] if source else 0) - 1) + 1
    if cue.form == "according" and left is None:
        if after < group.hi and _word(layout, after) == ",":
            return ((after + 1, group.hi),)
        return ((group.lo, layout.element_at(cue.first)),) if layout.element_at(cue.first) - group.lo > 2 else ()
    if left is not None:
        right = _next_unit(layout, after, window.hi)
        parts: tuple[Range, ...] = ((_clause_start(layout, group.lo, left), left),)
        return (*parts, (right, window.hi)) if right is not None else parts
    start = _skip(layout, after, group.hi)
    if start >= window.hi or not _takes(layout, cue, start, window.hi):
        return ()
    return ((start, window.hi),)


def _word(layout: Layout, at: int) -> str:
    element = layout.elements[at]
    return "“" if element.unit >= 0 else layout.reading.low[element.first]


def _next_unit(layout: Layout, at: int, hi: int) -> int | None:
    """The quotation that goes on after an attribution, within a few words."""
    return next((i for i in range(at, min(hi, at + 8)) if layout.elements[i].unit >= 0), None)


def _clause_start(layout: Layout, lo: int, left: int) -> int:
    """Where the content before an attribution begins: without "but" and "and" before it."""
    while lo < left - 1 and _word(layout, lo) in {"but", "and", "however", ",", "still"}:
        lo += 1
    return lo


def _skip(layout: Layout, at: int, hi: int) -> int:
    """Past commas, colons, days and the addressee that stand between a cue and its content."""
    steps = 0
    while at < hi and steps < 12:
        word = _word(layout, at)
        dated = word_class("weekday") | word_class("time")
        leads = word in SKIPPED and at + 1 < hi and _word(layout, at + 1) in dated
        if word in EDGE or word in dated or word in word_class("audience") or leads:
            at += 1
        else:
            break
        steps += 1
    return at


def _takes(layout: Layout, cue: Cue, start: int, hi: int) -> bool:
    """Whether what follows a cue can be its content, by the frames of its entry."""
    word, frames = _word(layout, start), cue.entry.frames if cue.entry else frozenset("t")
    quoted = layout.has_unit(start, min(hi, start + 3))
    if cue.form == "noun":
        return word == "that" and "t" in frames
    if quoted and frames & set("qnaw"):
        return True
    if word == "that":
        return bool(frames & set("tT"))
    if "w" in frames and word in CLAUSE_STARTS:
        return True
    if "i" in frames and word == "to":
        return True
    return "t" in frames and hi - start > 2
