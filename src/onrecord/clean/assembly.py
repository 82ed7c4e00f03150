"""Kept and left blocks of a page to the article's body and its labelled blocks, with the offsets of both."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.clean.dateline import find_dateline
from onrecord.clean.glue import text_span
from onrecord.clean.kinds import furniture_kind, is_heading
from onrecord.clean.model import IN_BODY, Block
from onrecord.clean.units import BLANK, Unit

PARAGRAPH = "\n\n"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
CLOSED = re.compile(r"[.!?…:;][\"”’'»)\]]*$|[\"”»]$")
JOINS_CLOSE = ",.;:!?)]”’'"


class Piece(NamedTuple):
    """A stretch of a unit with its kind, its offsets in the raw page, and whether it carries on the piece before in one paragraph."""

    kind: str
    text: str
    start: int
    end: int
    joiner: str = PARAGRAPH


def assemble(units: Sequence[Unit], is_text: Sequence[bool], title: int | None, has_raw_offsets: bool) -> tuple[str, tuple[Block, ...]]:
    """Body and blocks of a page.

    Args:
        units: lines or blocks of the page in order.
        is_text: for each, whether it is of the article's text.
        title: index of the unit that is the headline, if one is.
        has_raw_offsets: whether the units' offsets count characters of the page (dumps).
    """
    parts: list[str] = []
    blocks: list[Block] = []
    length = 0
    for kind, raw, first, last, joiner in _pieces(units, is_text, title):
        text = plain(raw)
        raw_start, raw_end = (first, last) if has_raw_offsets else (None, None)
        if kind not in IN_BODY and text:
            blocks.append(Block(kind, text, raw_start, raw_end))
        elif text:
            joined = (joiner if parts else "") + text
            parts.append(joined)
            length += len(joined)
            blocks.append(Block(kind, text, raw_start, raw_end, length - len(text), length))
    return "".join(parts), tuple(blocks)


def plain(text: str) -> str:
    """A text in NFC on one line, without control characters and with plain spaces."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(unicodedata.normalize("NFC", CONTROL.sub("", text)).split())


def _pieces(units: Sequence[Unit], is_text: Sequence[bool], title: int | None) -> Iterator[Piece]:
    """The units cut into pieces of one kind each."""
    kept = [index for index, flag in enumerate(is_text) if flag]
    following = dict(zip(kept, [*kept[1:], None], strict=False))
    above: Unit | None = None
    last = -1
    for index, unit in enumerate(units):
        if not is_text[index]:
            yield Piece("title" if index == title else furniture_kind(unit), unit.text, unit.start, unit.end)
            continue
        after = following[index]
        below = units[after] if after is not None else None
        joiner = _joiner(units[last], unit) if last == index - 1 and last >= 0 else PARAGRAPH
        if joiner == PARAGRAPH and is_heading(unit, above.text if above else None, below.text if below else None):
            yield Piece("heading", unit.text, unit.start, unit.end)
        else:
            yield from _text_pieces(unit, joiner, is_first=above is None)
        above, last = unit, index


def _text_pieces(unit: Unit, joiner: str, is_first: bool) -> Iterator[Piece]:
    """A paragraph, with what is glued to it and the dateline that begins it as pieces of their own."""
    span = text_span(unit.text)
    if span.start:
        head = unit.text[: span.start]
        yield Piece(furniture_kind(Unit(head)), head, unit.start, unit.start + span.start)
    text = span.of(unit.text)
    dateline = find_dateline(text) if is_first else None
    if dateline:
        cut = span.start + dateline.end
        yield Piece("dateline", unit.text[span.start : cut].rstrip(), unit.start + span.start, unit.start + cut, joiner)
        gap = " " if unit.text[cut - 1 : cut].isspace() else ""
        yield Piece("body", unit.text[cut : span.end], unit.start + cut, unit.start + span.end, gap)
    elif text:
        yield Piece("body", text, unit.start + span.start, unit.start + span.end, joiner)
    if span.end < len(unit.text):
        tail = unit.text[span.end :]
        yield Piece(furniture_kind(Unit(tail)), tail, unit.start + span.end, unit.end)


def _joiner(above: Unit, unit: Unit) -> str:
    """What joins a line to the one above it: nothing or a space where flattening cut a sentence apart, else an empty line."""
    if unit.gap or above.dom or unit.dom:
        return PARAGRAPH
    text, before = unit.text.lstrip(BLANK), above.text.rstrip(BLANK)
    if text[:1] in JOINS_CLOSE:
        return "" if text[:1] != "'" or text[1:2].islower() else " "
    is_open = not CLOSED.search(before)
    if is_open and (text[:1].islower() or before[-1:] in ",(-“‘" or before.split()[-1].islower()):
        return "" if before[-1:] in "(“‘" else " "
    if text[:1].islower() and before[-1:] in "\"”’'":
        return " "
    return PARAGRAPH
