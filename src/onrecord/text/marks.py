"""Quotation marks: which opens, which closes, and what stands between."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.article import Span
from onrecord.text.apostrophes import single_spans

DOUBLE = re.compile(r"``|'''|''|[\"“”„«»‟]")
INCHES = re.compile(r"\d['′’]\s?\d{1,2}(?:\.\d)?(''|\")")
SENTENCE_END = re.compile(r"[.!?](?=\s|$)")
PARAGRAPH = re.compile(r"[^\n]+")
OPENERS = frozenset(("“", "„", "«", "‟", "``"))
CLOSERS = frozenset("”»")
GUILLEMETS = frozenset("«»")
BEFORE_OPENER = frozenset("([{—–-/“‘…")
AFTER_CLOSER = frozenset(")]},.;:!?—–-/’”'…")
REOPENERS = ("“", '"', "„", "''", "``", "«")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One stretch in quotation marks. `spans` are the parts with their marks, one a paragraph; `inner` the same without marks.

    `mark` is the opening mark. `depth` is 0, or 1 for a quotation inside another.
    """

    spans: tuple[Span, ...]
    inner: tuple[Span, ...]
    mark: str
    depth: int = 0

    @property
    def start(self) -> int:
        """Where the first mark stands."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Where the last mark ends."""
        return self.spans[-1].end


@dataclass(frozen=True, slots=True)
class _Piece:
    """One paragraph's part of a quotation: its marks' outer edges, the marks themselves, whether it was closed."""

    start: int
    end: int
    mark: str
    closer: str
    closed: bool


def quotations(body: str) -> tuple[Quotation, ...]:
    """Every quotation of a body, by start.

    Method: double marks pair paragraph by paragraph, the direction of a straight mark told by the characters beside it. A mark that
    opens inside an open quotation opens one inside it where two closing marks follow; else, after a sentence's end, it starts the quotation
    afresh (the earlier one was never closed). A quotation still open
    at its paragraph's end runs to it when the next paragraph re-opens or the mark began this one; else to the end of its sentence.

    >>> text = 'He "will go", she said.'
    >>> [q.inner[0].of(text) for q in quotations(text)]
    ['will go']
    """
    paragraphs = [match.span() for match in PARAGRAPH.finditer(body)]
    inches = {match.start(1) for match in INCHES.finditer(body)}
    ends = [match.start() for match in SENTENCE_END.finditer(body)]
    pieces: list[list[_Piece]] = []
    for index, (start, end) in enumerate(paragraphs):
        reopens = index + 1 < len(paragraphs) and body.startswith(REOPENERS, paragraphs[index + 1][0])
        pieces.append(_pair_paragraph(body, Span(start, end), _Context(inches, ends, reopens)))
    doubles = _join(pieces)
    singles = single_spans(body, paragraphs, [span for quotation in doubles for span in quotation.spans])
    found = doubles + [Quotation((span,), (Span(span.start + 1, span.end - 1),), body[span.start]) for span in singles]
    return _with_depths(sorted(found, key=lambda q: (q.start, -q.end)))


@dataclass(frozen=True, slots=True)
class _Context:
    """What the pairing of one paragraph needs from outside it."""

    inches: set[int]
    ends: list[int]
    reopens: bool


def _direction(body: str, match: re.Match[str], is_open: bool) -> bool:
    """Whether a mark opens. A curly mark may be mistyped, a straight one is read from the characters around it."""
    start, end, mark = match.start(), match.end(), match.group()
    if mark == "'''":  # an inner single mark beside a doubled one
        return not is_open
    before = body[start - 1] if start else "\n"
    after = body[end] if end < len(body) else "\n"
    can_open = before.isspace() or before in BEFORE_OPENER
    can_close = after.isspace() or after in AFTER_CLOSER
    beside = None if can_open == can_close and (after.isspace() or before.isspace()) else can_open
    if can_open and not after.isspace():
        beside = True
    elif not before.isspace() and can_close:
        beside = False
    elif can_open == can_close:
        beside = None
    if mark in OPENERS:
        return not (is_open and beside is False)
    if mark in CLOSERS:
        return not is_open and beside is True
    return not is_open if beside is None else beside


def _pair_paragraph(body: str, span: Span, context: _Context) -> list[_Piece]:
    """The quotations of one paragraph, the last perhaps unclosed."""
    found: list[_Piece] = []
    stack: list[re.Match[str]] = []
    marks = [match for match in DOUBLE.finditer(body, span.start, span.end) if match.start() not in context.inches]
    for index, match in enumerate(marks):
        family = match.group() in GUILLEMETS
        if _direction(body, match, bool(stack)):
            if not stack or (len(stack) == 1 and _nests(body, stack[0], match, marks[index + 1 : index + 3])):
                stack.append(match)
            elif _ends_between(context.ends, stack[0].start(), match.start()):
                stack = [match]
        elif stack:
            if len(stack) == 2 and family == (stack[0].group() in GUILLEMETS) != (stack[1].group() in GUILLEMETS):
                stack.pop()
            opener = stack.pop()
            found.append(_Piece(opener.start(), match.end(), opener.group(), match.group(), closed=True))
    if stack:
        found.append(_unclosed(span, stack[0], context))
    return found


def _nests(body: str, outer: re.Match[str], inner: re.Match[str], following: Sequence[re.Match[str]]) -> bool:
    """Whether a mark that opens inside a quotation opens one inside it: it is of another family, or two closing marks follow."""
    family = inner.group() in GUILLEMETS
    if family != (outer.group() in GUILLEMETS):
        return True
    closing = [m for m in following if (m.group() in GUILLEMETS) == family and not _direction(body, m, is_open=True)]
    return len(closing) == 2


def _ends_between(ends: list[int], start: int, end: int) -> bool:
    """Whether a sentence ends between two positions."""
    index = bisect_left(ends, start)
    return index < len(ends) and ends[index] < end


def _unclosed(span: Span, opener: re.Match[str], context: _Context) -> _Piece:
    """A quotation whose closing mark is missing: up to the paragraph's end, or its sentence's."""
    end, closed = span.end, True
    if context.reopens:
        closed = False
    elif opener.start() != span.start:
        index = bisect_left(context.ends, opener.start())
        if index < len(context.ends) and context.ends[index] < span.end:
            end = context.ends[index] + 1
    return _Piece(opener.start(), end, opener.group(), "", closed)


def _join(pieces: list[list[_Piece]]) -> list[Quotation]:
    """Quotations, those that run over paragraphs put together."""
    found: list[list[_Piece]] = []
    carried: list[_Piece] | None = None
    for paragraph in pieces:
        for index, piece in enumerate(paragraph):
            if carried is not None and index == 0:
                carried.append(piece)
            else:
                found.append([piece])
            carried = found[-1] if not piece.closed else None
        if not paragraph:
            carried = None
    return [_quotation(parts) for parts in found]


def _quotation(parts: list[_Piece]) -> Quotation:
    """The quotation its parts make."""
    inner = tuple(Span(p.start + len(p.mark), max(p.start + len(p.mark), p.end - len(p.closer))) for p in parts)
    return Quotation(tuple(Span(p.start, p.end) for p in parts), inner, parts[0].mark)


def _with_depths(found: list[Quotation]) -> tuple[Quotation, ...]:
    """The same quotations with depth 1 for those inside another."""
    reach = -1
    out = []
    for quotation in found:
        out.append(replace(quotation, depth=1) if quotation.end <= reach else quotation)
        reach = max(reach, quotation.end)
    return tuple(out)
