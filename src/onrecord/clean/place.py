"""Where the article stands among the units of a page, and what its blocks beside the text tell: bylines, agencies, dateline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from onrecord.clean.agencies import agencies
from onrecord.clean.block_model import Scores
from onrecord.clean.context import best_run
from onrecord.clean.date_text import find_dates
from onrecord.clean.dateline import find_dateline
from onrecord.clean.kinds import is_never_text
from onrecord.clean.lexicon import folded_words, line_kinds, stop_words
from onrecord.clean.model import Block
from onrecord.clean.page_dates import Place
from onrecord.clean.people import LEAD_IN, is_names_only, people
from onrecord.clean.units import Unit

CORE_WORDS = 12  # the text begins with a line of at least so many words
BESIDE = 4  # lines beside the text in which a signature or credit may stand
BYLINE_CHARS = 120
SENTENCE_END = '.!?"”’…'
DOUBT = 0.12  # a whole sentence beside text is text from this probability on; chosen on the sample corpus and the development dumps
BLOCK_DOUBT = 0.25  # the same for blocks of HTML, whose probabilities are surer
LONGEST_BRIDGE = 4  # lines of a sentence that was cut apart, the last one counted
OPEN_NOT = '.!?:;"”'  # a line that ends so is not carried on
STOP_SHARE = 0.25
MOST_OF_TEXT = 0.8  # share of the text in front of a comment area from which what follows is no longer the article


@dataclass(frozen=True, slots=True)
class Parted:
    """A page parted: its headline, where the article stands, which units the model takes for text, the body and all blocks."""

    title: str | None
    place: Place
    is_text: Sequence[bool]
    body: str
    blocks: tuple[Block, ...]


def likely_text(units: Sequence[Unit], scores: Scores, threshold: float) -> list[bool]:
    """Which units the model takes for text, without those that never are."""
    return [bool(score > threshold) and not is_never_text(unit) for score, unit in zip(scores, units, strict=True)]


def text_core(units: Sequence[Unit], is_text: Sequence[bool], scores: Scores) -> tuple[int, int]:
    """First and last (exclusive) index of the running text among the units; both behind the last unit where there is none."""
    words = np.array([len(unit.text.split()) for unit in units], np.float32)
    start, end = best_run(scores, words) if len(units) else (0, 0)
    core = [i for i in range(start, end) if is_text[i] and words[i] >= CORE_WORDS] or [i for i, flag in enumerate(is_text) if flag]
    return (core[0], core[-1] + 1) if core else (len(units), len(units))


def place_of(units: Sequence[Unit], is_text: Sequence[bool], core: tuple[int, int], title: int | None) -> Place:
    """Where the article stands; its text begins behind its headline, even where the model took that for text."""
    first, end = core
    if title is None or title < first:
        return Place(title, first, end)
    behind = (i for i in range(title + 1, end) if is_text[i] and len(units[i].text.split()) >= CORE_WORDS)
    return Place(title, next(behind, min(title + 1, end)), end)


def settle(units: Sequence[Unit], is_text: Sequence[bool], scores: Scores, place: Place, doubt: float = DOUBT) -> list[bool]:
    """Which units are text: those of the model, mended at the seams.

    Whole sentences that the model doubts are taken inside the text and right behind it; the headline, the lines above it, scraps between
    it and the first paragraph, and what follows a line that ends articles are left out.
    """
    settled = [flag or (place.first <= i < place.end and _is_sentence(units[i], scores[i], doubt)) for i, flag in enumerate(is_text)]
    behind = place.end
    while behind < len(units) and not settled[behind] and _is_sentence(units[behind], scores[behind], doubt):
        settled[behind] = True
        behind += 1
    _bridge(units, settled)
    top = place.first if place.title is not None else 0
    for index in range(top):
        is_short = len(units[index].text.split()) < CORE_WORDS
        if index <= (place.title or 0) or (is_short and units[index].text[-1:] not in SENTENCE_END):
            settled[index] = False
    cut = _end_of_article(units, settled)
    return [flag and index < cut for index, flag in enumerate(settled)]


def _bridge(units: Sequence[Unit], settled: list[bool]) -> None:
    """Takes the scraps that flattening cut out of a sentence: links and names between an open line and one that carries it on."""
    last = -1
    for index, flag in enumerate(settled):
        if not flag:
            continue
        scraps = units[last + 1 : index + 1]
        if last >= 0 and 1 < len(scraps) <= LONGEST_BRIDGE and not any(unit.gap or unit.dom for unit in scraps):
            is_open = units[last].text[-1] not in OPEN_NOT
            if is_open and (units[index].text[0].islower() or units[index].text[0] in ",.;:)’”"):
                settled[last + 1 : index] = [True] * (index - last - 1)
        last = index


def _is_sentence(unit: Unit, score: float, doubt: float) -> bool:
    """Whether a unit in doubt is a whole sentence of running English, and no phrase of furniture."""
    words = folded_words(unit.text[:600])
    if score < doubt or len(words) < 6 or is_never_text(unit) or line_kinds(unit.text[:600]) - {"credit"}:
        return False
    starts = unit.text[0].isupper() or unit.text[0] in "\"“‘'"
    return starts and unit.text[-1] in SENTENCE_END and sum(word in stop_words() for word in words) >= STOP_SHARE * len(words)


def _end_of_article(units: Sequence[Unit], settled: Sequence[bool]) -> int:
    """Index behind the article: the first line in its last part that ends articles, if little text follows it; else behind all units."""
    sizes = [len(unit.text) * flag for unit, flag in zip(units, settled, strict=True)]
    total, seen = sum(sizes), 0
    for index, unit in enumerate(units):
        if settled[index]:
            seen += sizes[index]
        elif seen > total * MOST_OF_TEXT and len(unit.text) < 160 and line_kinds(unit.text) & {"comment", "error"}:
            return index
    return len(units)


def authors_beside(units: Sequence[Unit], place: Place, not_names: Sequence[str]) -> tuple[str, ...]:
    """Authors in the bylines between headline and text, or in the signature behind it."""
    start = place.title if place.title is not None else max(0, place.first - BESIDE)
    above = [unit.text for unit in units[start : place.first] if len(unit.text) < BYLINE_CHARS]
    behind = [unit.text for unit in units[place.end : place.end + BESIDE] if len(unit.text) < BYLINE_CHARS]
    return people(bylines(above), not_names) or people([*bylines(behind), *_signatures(behind)], not_names)


def _signatures(lines: Sequence[str]) -> list[str]:
    """Lines right behind a line with a full date that hold nothing but names."""
    found = []
    for date_line, line in pairwise(lines):
        dates = find_dates(date_line)
        if dates and len(date_line) <= 2 * (dates[0].end - dates[0].start) and is_names_only(line):
            found.append(line)
    return found


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
