"""Furniture that flattening glued to a paragraph in one line: where the paragraph begins and ends."""

from __future__ import annotations

import re

from onrecord.article import Span
from onrecord.clean.date_text import find_dates
from onrecord.clean.lexicon import folded_words, line_kinds, phrase_kinds

NUMBERED = re.compile(r"^(?:Image|Photo|Picture|Img|Фото|Foto|Bild)\s?\d{1,3}\s?(?=[A-ZÀ-ÖØ-ÞА-Я\"“‘«])")
GLUED_NAME = re.compile(
    r"^(?:By|BY|Text by|Written by)\s+(?:[A-Z][\w.'’-]*\s+){1,3}?[A-Z][A-Za-zà-ÿ'’-]*?[a-zà-ÿ]"
    r"(?<!Mc)(?<!Mac)(?<!De)(?<!Di)(?<!Du)(?<!La)(?<!Le)(?<!Fitz)(?<!Van)(?=[A-Z\"“‘])"
)
CASE_JUMP = re.compile(r"(?<=[a-zà-ÿ.!?)0-9])(?=[A-ZÀ-ÖØ-Þ\"“‘«])")
TAIL = re.compile(r"(?<=[.!?\"”’])(?=[A-ZА-Я])")
HEAD_CHARS = 60  # furniture in front of a lead is short


def text_span(line: str) -> Span:
    """The stretch of a line of text that is text; all of it where nothing is glued to it.

    >>> line = "Image 0The minister said no."
    >>> text_span(line).of(line)
    'The minister said no.'
    >>> line = "By Ann LeeThe minister said no.Read more"
    >>> text_span(line).of(line)
    'The minister said no.'
    """
    start = 0
    while (length := _glued_head(line[start : start + 200])) > 0:
        start += length
    return Span(start, max(start, _glued_tail(line, start)))


def _glued_head(line: str) -> int:
    """Length of what is glued in front of a paragraph."""
    match = NUMBERED.match(line)
    if match:
        return match.end()
    match = GLUED_NAME.match(line)
    if match and len(match.group().split()) >= 3:
        return match.end()
    dates = find_dates(line[:HEAD_CHARS])
    if dates and dates[0].start == 0 and CASE_JUMP.match(line, dates[0].end):
        return dates[0].end
    jump = CASE_JUMP.search(line, 1, HEAD_CHARS)
    if jump and line_kinds(line[: jump.start()]) - {"byline", "credit"} and len(folded_words(line[: jump.start()])) <= 6:
        return jump.start()
    return 0


def _glued_tail(line: str, start: int) -> int:
    """Where a paragraph ends that has furniture glued behind it."""
    reach = max(start + 1, len(line) - HEAD_CHARS)
    for match in TAIL.finditer(line, reach):
        words = folded_words(line[match.start() :])
        if 1 <= len(words) <= 6 and phrase_kinds(words):
            return match.start()
    return len(line)
