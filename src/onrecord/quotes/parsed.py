"""Reported speech that a reader's own parser finds and nothing else does: a cue of the lexicon that governs a clause in the parse."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from onrecord.article import Span
from onrecord.quotes.attribution import Attribution
from onrecord.quotes.lexicon import CueEntry, verb_forms
from onrecord.quotes.pieces import around_attribution
from onrecord.quotes.windows import Layout
from onrecord.text.parser import GovernedClause

SHORTEST = 2  # elements of a clause


def with_parsed(layout: Layout, found: Sequence[Attribution], clauses: Sequence[GovernedClause]) -> list[Attribution]:
    """All attributions, with those of the parsed clauses whose verb is a cue of the lexicon and neither cue nor content of another."""
    heads = {at for attribution in found if attribution.cue for at in range(*attribution.cue)}
    covered = {at for attribution in found for lo, hi in attribution.content for at in range(lo, hi)}
    added: list[Attribution] = []
    for one in (made for made in (_attribution(layout, clause) for clause in clauses) if made is not None):
        inside = {at for lo, hi in one.content for at in range(lo, hi)}
        if not inside & covered and not heads & set(range(*(one.cue or (0, 0)))):
            added.append(one)
            covered |= inside
    return [*found, *added]


def _attribution(layout: Layout, clause: GovernedClause) -> Attribution | None:
    """What a parsed verb attributes; None where it is no cue, stands in a quotation, or its clause is nothing that it can take."""
    reading = layout.reading
    cue, source, content = (_tokens(layout, span) for span in (clause.verb, clause.subject, clause.clause))
    if cue[1] - cue[0] != 1 or source[0] >= source[1] or content[0] >= content[1] or reading.unit_of[cue[0]] >= 0:
        return None
    entry = _entry(reading.low[cue[0]], clause.is_infinitive)
    if entry is None:
        return None
    lo, hi = layout.element_at(content[0]), layout.element_at(content[1] - 1) + 1
    pieces = _without(lo, hi, layout.element_at(min(cue[0], source[0])), layout.element_at(max(cue[1], source[1]) - 1) + 1)
    if sum(last - first for first, last in pieces) < SHORTEST:
        return None
    whole = around_attribution(layout, pieces, cue, source)
    return Attribution(whole, source, cue, entry, "parsed", "finite")


def _entry(low: str, is_infinitive: bool) -> CueEntry | None:
    """The entry of a verb form that takes such a clause."""
    frames = frozenset("ic") if is_infinitive else frozenset("tTw")
    return next((form.entry for form in verb_forms().get(low, ()) if not form.entry.particle and form.entry.frames & frames), None)


def _tokens(layout: Layout, span: Span) -> tuple[int, int]:
    """The tokens that begin in a span, without punctuation at its edges."""
    starts = layout.reading.text.token_starts
    return layout.reading.trim(bisect_left(starts, span.start), bisect_left(starts, span.end))


def _without(lo: int, hi: int, first: int, last: int) -> tuple[tuple[int, int], ...]:
    """A range less another that stands in it or over one of its ends."""
    return tuple((a, b) for a, b in ((lo, min(hi, first)), (max(lo, last), hi)) if a < b)
