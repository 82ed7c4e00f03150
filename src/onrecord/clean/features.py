"""What a line of a page looks like: numbers for the block model, the same for lines of dumps and for blocks of HTML."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from math import log1p
from struct import Struct

import numpy as np
from numpy.typing import NDArray

from onrecord.clean.characters import count_characters
from onrecord.clean.date_text import find_dates
from onrecord.clean.lexicon import KINDS, Line, line_of, stop_words
from onrecord.clean.units import Unit

Matrix = NDArray[np.float32]

SHOWN = 3000  # a longer line is judged by its first characters
SHORTEST_CONTENT = 3  # characters of a word that shows what a line is about
CORE_WORDS = 20  # a line of so many words is running text more often than not
NEIGHBOURS = (-3, -2, -1, 1, 2, 3)
SHARED = ("words", "stop_share", "ends_sentence", "title_share")  # what a line is told of each neighbour
BYLINE = re.compile(r"^(?:by|text by|written by|author)\b[:\s]", re.IGNORECASE)
CREDIT = re.compile(r"getty|reuters|\bap\b|\bafp\b|photo|image|picture|courtesy|©|/\s*[A-Z][a-z]+\)?$", re.IGNORECASE)
LIST_MARK = re.compile(r"^(?:[•*·▪►»>–-]|\d{1,2}[.)]?)\s")
ADDRESS = re.compile(r"https?://|www\.|@|#\w|\.com\b")
OWN = (
    "chars", "words", "stop_share", "ends_sentence", "ends_quote", "commas", "digit_share", "upper_share", "title_share", "has_quote",
    "starts_lower", "starts_mark", "ends_colon", "has_bar", "has_address", "has_byline", "has_credit", "list_mark", "latin_share",
    "mean_word",
    "sentences", "date_share", "copies", "gap", "question", "cohesion",
)  # fmt: skip
TOLD = (
    "count", "content", "chars", "words", "stop_share", "ends_sentence", "ends_quote", "starts_lower", "starts_mark", "ends_colon",
    "has_bar", "has_address", "has_byline", "has_credit", "list_mark", "date_share", "question",
)  # fmt: skip
_packed = Struct(f"={len(TOLD) + len(KINDS)}d").pack
PLACE = ("line_share", "char_share", "line_number", "lines_left", "core_before", "core_after", "since_core", "until_core", "endings_before",
         "window_core", "since_ending", "short_run")  # fmt: skip
NAMES = (
    *OWN, *(f"kind_{kind}" for kind in KINDS), *PLACE,
    *(f"{name}_{at:+d}" for at in NEIGHBOURS for name in SHARED),
)  # fmt: skip


def line_features(units: Sequence[Unit]) -> Matrix:
    """Features of every unit of a page; shape (units, len(NAMES))."""
    if not units:
        return np.zeros((0, len(NAMES)), np.float32)
    lines = [line_of(unit.text[:SHOWN]) for unit in units]
    told = np.frombuffer(b"".join([_told(line, unit.text) for line, unit in zip(lines, units, strict=True)])).reshape(len(lines), -1)
    counts = told[:, TOLD.index("count")]
    core = counts >= CORE_WORDS
    own = _own(units, lines, told, core)
    flags = told[:, len(TOLD) :].astype(np.float32)
    place = _place(counts.astype(np.float32), core, flags[:, KINDS.index("ending")] > 0)
    return np.hstack([own, flags, place, _neighbours(own)]).astype(np.float32)


def _told(line: Line, text: str) -> bytes:
    """What a line tells by itself: the numbers of TOLD and a flag for each kind of boilerplate, packed."""
    if len(text) > SHOWN:
        return _told_of(line, text)
    line.told = line.told or _told_of(line, text)
    return line.told


def _told_of(line: Line, whole: str) -> bytes:
    text, words = whole[:SHOWN], line.words
    tail = text.rstrip(")] ")
    bare = tail.rstrip("\"”’'» ")
    dates = find_dates(text) if len(text) < 160 else ()
    may_be_address = "www." in text or "@" in text or "://" in text or "#" in text or ".com" in text
    return _packed(
        len(words), len([word for word in line.content if len(word) >= SHORTEST_CONTENT]), log1p(len(whole)), log1p(len(words)),
        sum(map(stop_words().__contains__, words)) / max(1, len(words)),
        bare[-1:] in ".!?…" and bool(bare), tail[-1:] in "\"”’'»", text[:1].islower(), not text[:1].isalnum(), tail[-1:] == ":",
        "|" in text or "·" in text or "•" in text, may_be_address and bool(ADDRESS.search(text)), bool(BYLINE.match(text)),
        is_credit(text[-120:]), bool(LIST_MARK.match(text)), sum(d.end - d.start for d in dates) / max(1, len(text)), whole[-1:] == "?",
        *[kind in line.kinds for kind in KINDS],
    )  # fmt: skip


def is_credit(text: str) -> bool:
    """Whether a text speaks of an agency or a picture; the pattern is tried where a part that it cannot lack is there."""
    low = text.lower()
    may_be = "ap" in low or "photo" in low or "/" in low or "mage" in low or "getty" in low or "reuter" in low or "afp" in low
    return (may_be or "cture" in low or "courte" in low or "©" in low) and bool(CREDIT.search(text))


def _own(units: Sequence[Unit], lines: Sequence[Line], told: NDArray[np.float64], core: NDArray[np.bool_]) -> Matrix:
    """Features of each line by itself, and of its words in the page."""
    heads = [unit.text[:200] for unit in units]
    copies = Counter(heads)
    counted = Counter(chain.from_iterable(lines[at].content for at in np.flatnonzero(core).tolist()))
    known = {word: found for word, found in counted.items() if len(word) >= SHORTEST_CONTENT}
    elsewhere = set(known), {word for word, found in known.items() if found > 1}
    shared = [len(line.content & elsewhere[is_core]) for line, is_core in zip(lines, core.tolist(), strict=True)]
    size, count = np.array([min(len(unit.text), SHOWN) for unit in units]), np.maximum(1, told[:, TOLD.index("count")])
    found = count_characters([unit.text[:SHOWN] for unit in units])
    letters = np.maximum(1, found.letters)
    columns = {
        "commas": found.commas / count, "digit_share": found.digits / np.maximum(1, size), "upper_share": found.capitals / letters,
        "title_share": found.titled / np.maximum(1, found.tokens), "has_quote": found.quotes > 0, "latin_share": found.latin / letters,
        "mean_word": found.letters / count, "sentences": found.ends, "copies": [copies[head] for head in heads],
        "gap": [min(unit.gap, 5) for unit in units],
        "cohesion": np.array(shared) / np.maximum(1, told[:, TOLD.index("content")]),
    }  # fmt: skip
    columns |= {name: told[:, at] for at, name in enumerate(TOLD) if name in OWN}
    return np.array([columns[name] for name in OWN], np.float32).T


def _place(lengths: Matrix, core: NDArray[np.bool_], ending: NDArray[np.bool_]) -> Matrix:
    """Where each line stands in the page: among all lines, among running text, behind lines that end articles."""
    count = len(lengths)
    index = np.arange(count)
    mass = np.where(core, lengths, 0)
    total = max(1.0, float(mass.sum()))
    before = np.cumsum(mass) - mass
    running = np.cumsum(lengths)
    kernel = np.ones(9)
    return np.column_stack([
        index / count, running / max(1.0, float(running[-1])), np.log1p(index), np.log1p(count - index),
        before / total, (total - before - mass) / total, np.log1p(_since(core)), np.log1p(_since(core[::-1])[::-1]),
        np.minimum(np.cumsum(ending) - ending, 8), np.convolve(mass, kernel)[4 : 4 + count] / 9, np.log1p(_since(ending)),
        np.log1p(_since(lengths > 8)),
    ]).astype(np.float32)  # fmt: skip


def _since(flags: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Lines since the last flagged one before each line; 99 where there is none."""
    index = np.arange(len(flags))
    last = np.maximum.accumulate(np.where(flags, index, -1))
    last = np.concatenate([[-1], last[:-1]])
    return np.where(last < 0, 99, np.minimum(index - last, 99))


def _neighbours(own: Matrix) -> Matrix:
    """The shared features of the lines around each line; -1 beyond the page."""
    columns = [OWN.index(name) for name in SHARED]
    return np.hstack([shifted(own[:, columns], offset) for offset in NEIGHBOURS])


def shifted(values: Matrix, offset: int) -> Matrix:
    """The rows of the line `offset` away from each line; -1 beyond the page."""
    moved = np.full_like(values, -1)
    count = len(values)
    if offset > 0:
        moved[: max(0, count - offset)] = values[offset:]
    else:
        moved[-offset:] = values[: max(0, count + offset)]
    return moved
