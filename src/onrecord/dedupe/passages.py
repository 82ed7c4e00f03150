"""Passages that stand in two articles, as rows of `text_reuse`, with exact characters on both sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from onrecord.article import Span
from onrecord.dedupe.alignment import Passage, align, covered
from onrecord.dedupe.candidates import Candidates, Holdings
from onrecord.dedupe.families import MIN_EQUAL, Families
from onrecord.dedupe.fingerprints import winnow
from onrecord.dedupe.kept import held_keys
from onrecord.dedupe.known import Reuses
from onrecord.dedupe.records import Prepared, Record, Records, plain
from onrecord.dedupe.words import Words
from onrecord.ids import hash_id
from onrecord.schema.tables import TABLES
from onrecord.text.marks import quotations

MIN_CHARS = 200
"""Characters of a passage: two sentences or one long one. At 150 half of what is found is sentences written twice by chance."""

MIN_SIMILAR = 0.9
"""Share of words that are the same: 0.88 and 0.92 do as well, 0.85 costs 3 points of precision on the development set."""

MIN_MARKS = 5
"""Fingerprints that are not common, in both articles and in each passage: a passage of 200 characters has 6 or more."""

MIN_OWN = 0.5
"""Share of a passage's fingerprints that must not be common."""

WIRE_CHARS = 120
WIRE_SIMILAR = 0.7
WIRE_MARKS = 2
"""The same for two articles that lead to one agency: what an editor cuts from its copy is single sentences, with words put in. Where all
that two articles share is less than MIN_CHARS, words put in are no sign of an editor: MIN_SIMILAR holds (on the development set 0.91 of
the characters found were copied without this, and 0.96 are with it; no copied one is lost)."""

MAX_OUTSIDE = 0.1
"""Share of a shared quote's characters that may stand outside quotation marks: "he said" in the middle, a word at the edge."""

COMMON_FAMILIES = 20
"""A fingerprint that more families hold is common: a notice, a byline, a call to subscribe."""


@dataclass(frozen=True, slots=True)
class Reuse:
    """A passage in two articles (numbers of the records), the first having had it first as far as can be told."""

    first: int
    second: int
    first_span: Span
    second_span: Span
    similarity: float
    kind: str

    @property
    def chars(self) -> int:
        """Characters of the passage in the second article."""
        return self.second_span.end - self.second_span.start


def passages(records: Records, families: Families, candidates: Candidates, holdings: Holdings, known: Reuses) -> pa.Table:
    """Rows of `text_reuse`: what each copy shares with the original of its family, and what articles of different families share."""
    common = holdings.held_by_more(families.family_of, COMMON_FAMILIES)
    keys = held_keys(holdings, common)
    copies = [(family.original, member) for family in families.families for member in family.members if member != family.original]
    closest = [pair for pair in _closest(records, families, candidates) if pair[2] >= MIN_MARKS or _may_be_wire(records, *pair[:2])]
    known.asked = {(records.ids[a], records.ids[b]): (None, None) for a, b in copies}
    known.asked |= {(records.ids[a], records.ids[b]): (shared, int(keys[b])) for a, b, shared in closest}
    copies = [pair for pair in copies if not known.holds((records.ids[pair[0]], records.ids[pair[1]]))]
    closest = [pair for pair in closest if not known.holds((records.ids[pair[0]], records.ids[pair[1]]))]
    records.bodies.fetch(number for pair in (*copies, *closest) for number in pair[:2])
    found = [*_copied(records, families, copies), *_reused(records, closest, set(holdings.distinct[common].tolist()))]
    fresh = TABLES["text_reuse"].from_rows([row(records, reuse) for reuse in found])
    return TABLES["text_reuse"].sorted(pa.concat_tables([known.kept_rows().cast(fresh.schema), fresh]))


def _copied(records: Records, families: Families, pairs: Iterable[tuple[int, int]]) -> Iterator[Reuse]:
    """What copies share with their originals."""
    for original, member in pairs:
        for passage in _in_copy(records, families, original, member):
            yield _reuse(records, original, member, passage, "duplicate")


def _in_copy(records: Records, families: Families, original: int, member: int) -> list[Passage]:
    """The passages of a copy; the whole text is one if it is the same."""
    a, b = records.text(original), records.text(member)
    if families.exact_of[original] == families.exact_of[member]:
        return [Passage(0, len(a.words), 0, len(b.words), len(b.words))] if len(b.words) else []
    return [passage for passage in align(a.sequence, b.sequence) if passage.equal >= MIN_EQUAL]


def _reused(records: Records, pairs: Iterable[tuple[int, int, int]], common: set[int]) -> Iterator[Reuse]:
    """Passages between articles of different families, of these pairs (earlier, later, fingerprints that both have)."""
    for first, second, shared in pairs:
        is_wire = _is_wire(records, first, second)
        if shared < MIN_MARKS and not is_wire:
            continue
        least_chars, least_similar, least_marks = (WIRE_CHARS, WIRE_SIMILAR, WIRE_MARKS) if is_wire else (MIN_CHARS, MIN_SIMILAR, MIN_MARKS)
        found = []
        for passage in align(records.text(first).sequence, records.text(second).sequence):
            reuse = _reuse(records, first, second, passage, "shared_passage")
            if passage.similarity < least_similar or reuse.chars < least_chars:
                continue
            if _is_own(records.text(second), reuse.second_span, common, least_marks):
                found.append(replace(reuse, kind=_kind(records, reuse, is_wire)))
        is_little = sum(reuse.chars for reuse in found) < MIN_CHARS
        yield from (reuse for reuse in found if reuse.similarity >= MIN_SIMILAR or not is_little)


def _closest(records: Records, families: Families, candidates: Candidates) -> list[tuple[int, int, int]]:
    """Pairs (earlier, later, shared) to look for passages in, one for each later article and earlier family; ordered.

    Of the members of a family the one that shares most is taken; of members with the same words the original.
    """
    best: dict[tuple[int, int], tuple[int, int]] = {}
    order = np.lexsort((candidates.second, candidates.first))
    records.look_up(np.concatenate([candidates.first, candidates.second]).tolist())
    for at in order[candidates.shared[order] >= WIRE_MARKS].tolist():
        a, b = (_original(families, int(number)) for number in (candidates.first[at], candidates.second[at]))
        if families.family_of[a] == families.family_of[b]:
            continue
        first, second = (a, b) if comes_first(records[a], records[b]) else (b, a)
        original = families.families[families.family_of[second]].original
        if original != second and comes_first(records[original], records[first]):
            first, second = original, first
        key, shared = (second, int(families.family_of[first])), int(candidates.shared[at])
        if key not in best or shared > best[key][0]:
            best[key] = (shared, first)
    return sorted((first, second, shared) for (second, _), (shared, first) in best.items())


def _original(families: Families, number: int) -> int:
    """The original of an article's family if it has the same words, else the article."""
    original = families.families[families.family_of[number]].original
    return original if families.exact_of[original] == families.exact_of[number] else number


def comes_first(one: Record, other: Record) -> bool:
    """Whether a text that both have was more likely in the first one first: an agency, then time, then who credits an agency, then id."""
    if one.is_agency != other.is_agency:
        return one.is_agency
    if one.time and other.time and one.time != other.time:
        return one.time < other.time
    if one.day and other.day and one.day != other.day:
        return one.day < other.day
    if bool(one.agencies) != bool(other.agencies):
        return bool(one.agencies)
    return one.article_id < other.article_id


def _is_own(text: Prepared, span: Span, common: set[int], least: int) -> bool:
    """Whether enough of a passage's fingerprints are not common to many families."""
    marks = winnow(text.sequence.shingles)
    chars = text.words.starts[marks.places]
    inside = marks.hashes[(chars >= span.start) & (chars < span.end)].tolist()
    own = sum(mark not in common for mark in inside)
    return own >= least and own >= MIN_OWN * len(inside)


def _reuse(records: Records, first: int, second: int, passage: Passage, kind: str) -> Reuse:
    bodies = records.body(first), records.body(second)
    spans = (
        _characters(records.text(first).words, passage.a_start, passage.a_end),
        _characters(records.text(second).words, passage.b_start, passage.b_end),
    )
    return Reuse(first, second, *_with_marks(bodies, spans), passage.similarity, kind)


def _characters(words: Words, start: int, end: int) -> Span:
    return Span(int(words.starts[start]), int(words.ends[end - 1]))


def _with_marks(bodies: tuple[str, str], spans: tuple[Span, Span]) -> tuple[Span, Span]:
    """The spans with the marks around them that are the same on both sides: quotation marks, the last full stop."""
    (a, b), (x, y) = bodies, spans
    before = after = 0
    while min(x.start, y.start) > before and _is_mark(a[x.start - before - 1], b[y.start - before - 1]):
        before += 1
    while x.end + after < len(a) and y.end + after < len(b) and _is_mark(a[x.end + after], b[y.end + after]):
        after += 1
    return Span(x.start - before, x.end + after), Span(y.start - before, y.end + after)


def _is_mark(one: str, other: str) -> bool:
    return one == other and not one.isalnum() and not one.isspace()


def _is_wire(records: Records, first: int, second: int) -> bool:
    """Whether two articles lead to one agency: both credit it, one is of it, or one credits it and the other names it."""
    one, other = records[first], records[second]
    if one.agencies & other.agencies or one.outlet in other.agencies or other.outlet in one.agencies:
        return True
    return any(_names(records, number, agencies) for number, agencies in ((first, other.agencies), (second, one.agencies)) if agencies)


def _may_be_wire(records: Records, first: int, second: int) -> bool:
    """Whether two articles could lead to one agency, before their texts are read."""
    return bool(records[first].agencies or records[second].agencies)


def _names(records: Records, number: int, agencies: frozenset[str]) -> bool:
    """Whether an article names one of the agencies."""
    text = f" {plain(records.body(number))} "
    return any(f" {agency} " in text for agency in agencies)


def _kind(records: Records, reuse: Reuse, is_wire: bool) -> str:
    sides = ((reuse.first, reuse.first_span), (reuse.second, reuse.second_span))
    if all(_is_quoted(records.body(number), span) for number, span in sides):
        return "shared_quote"
    return "wire_copy" if is_wire else "shared_passage"


def _is_quoted(body: str, span: Span) -> bool:
    """Whether what stands from start to end is inside quotation marks, but for a share of MAX_OUTSIDE."""
    parts = (part for quotation in quotations(body) for part in quotation.spans)
    inside = covered((max(part.start, span.start), min(part.end, span.end)) for part in parts if part.overlaps(span))
    return inside >= (1 - MAX_OUTSIDE) * (span.end - span.start)


def row(records: Records, reuse: Reuse) -> dict[str, object]:
    """A row of `text_reuse`."""
    ids = records.ids[reuse.first], records.ids[reuse.second]
    (a_start, a_end), (b_start, b_end) = reuse.first_span, reuse.second_span
    return {
        "reuse_id": hash_id("r", *ids, a_start, a_end, b_start, b_end),
        "from_article_id": ids[0],
        "to_article_id": ids[1],
        "from_start_char": a_start,
        "from_end_char": a_end,
        "to_start_char": b_start,
        "to_end_char": b_end,
        "overlap_chars": b_end - b_start,
        "similarity": reuse.similarity,
        "reuse_kind": reuse.kind,
    }
