"""Where the article stands among the units of a page, and what its blocks beside the text tell: bylines, agencies, dateline."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from onrecord.clean.agencies import agencies
from onrecord.clean.block_model import Scores
from onrecord.clean.context import best_run
from onrecord.clean.dateline import find_dateline
from onrecord.clean.model import Block
from onrecord.clean.page_dates import Place
from onrecord.clean.people import LEAD_IN, people
from onrecord.clean.units import Unit

CORE_WORDS = 12  # the text begins with a line of at least so many words
BESIDE = 4  # lines beside the text in which a signature or credit may stand
BYLINE_CHARS = 120


def text_core(units: Sequence[Unit], is_text: Sequence[bool], scores: Scores) -> tuple[int, int]:
    """First and last (exclusive) index of the running text among the units; both behind the last unit where there is none."""
    words = np.array([len(unit.text.split()) for unit in units], np.float32)
    start, end = best_run(scores, words) if len(units) else (0, 0)
    core = [i for i in range(start, end) if is_text[i] and words[i] >= CORE_WORDS] or [i for i, flag in enumerate(is_text) if flag]
    return (core[0], core[-1] + 1) if core else (len(units), len(units))


def settle(units: Sequence[Unit], is_text: Sequence[bool], place: Place) -> list[bool]:
    """Which units are text, without the headline and the short lines above it."""
    settled = list(is_text)
    for index in range(0 if place.title is None else place.title + 1):
        if index == place.title or len(units[index].text.split()) < 2 * CORE_WORDS:
            settled[index] = False
    return settled


def authors_beside(units: Sequence[Unit], place: Place, not_names: Sequence[str]) -> tuple[str, ...]:
    """Authors in the bylines between headline and text, or in the signature behind it."""
    start = place.title if place.title is not None else max(0, place.first - BESIDE)
    above = [unit.text for unit in units[start : place.first] if len(unit.text) < BYLINE_CHARS]
    behind = [unit.text for unit in units[place.end : place.end + BESIDE] if len(unit.text) < BYLINE_CHARS]
    return people(bylines(above), not_names) or people(bylines(behind), not_names)


def bylines(lines: Sequence[str]) -> list[str]:
    """The lines that name authors: those that begin with "by", or the one behind a line that is nothing else.

    >>> bylines(["World", "By", "Ann Lee", "By Bo Ek"])
    ['Ann Lee', 'By Bo Ek']
    """
    found = []
    for index, line in enumerate(lines):
        if line.strip(" :").lower() in ("by", "text by", "author", "written by") and index + 1 < len(lines):
            found.append(lines[index + 1])
        elif LEAD_IN.match(line):
            found.append(line)
    return found


def credited(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Agencies of the byline, dateline and credit blocks beside the text."""
    inside = [i for i, block in enumerate(blocks) if block.start is not None]
    if not inside:
        return ()
    near = (*blocks[max(0, inside[0] - 6) : inside[0]], *blocks[inside[-1] + 1 : inside[-1] + 4])
    lines = [block.text for block in near if block.kind in ("byline", "credit", "other", "date") and len(block.text) < BYLINE_CHARS]
    return agencies([*lines, *(block.text for block in blocks if block.kind == "dateline")])


def dateline_place(blocks: Sequence[Block]) -> str | None:
    """Place of the dateline block."""
    text = next((block.text for block in blocks if block.kind == "dateline"), None)
    found = find_dateline(f"{text} A") if text else None
    return found.place if found else None
