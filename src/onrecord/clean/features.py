"""What a line of a page looks like: numbers for the block model, the same for lines of dumps and for blocks of HTML."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import chain
from math import log1p
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from onrecord.clean.date_text import find_dates
from onrecord.clean.lexicon import KINDS, LONGEST_LINE, folded_words, line_kinds, phrase_kinds, stop_words
from onrecord.clean.units import Unit

Matrix = NDArray[np.float32]

SHOWN = 3000  # a longer line is judged by its first characters
LAST_LATIN = "\u0250"
CORE_WORDS = 20  # a line of so many words is running text more often than not
NEIGHBOURS = (-3, -2, -1, 1, 2, 3)
SHARED = ("words", "stop_share", "ends_sentence", "title_share")  # what a line is told of each neighbour
BYLINE = re.compile(r"^(?:by|text by|written by|author)\b[:\s]", re.IGNORECASE)
CREDIT = re.compile(r"getty|reuters|\bap\b|\bafp\b|photo|image|picture|courtesy|©|/\s*[A-Z][a-z]+\)?$", re.IGNORECASE)
LIST_MARK = re.compile(r"^(?:[•*·▪►»>–-]|\d{1,2}[.)]?)\s")
QUOTES = frozenset('"“”«»')
ADDRESS = re.compile(r"https?://|www\.|@|#\w|\.com\b")
OWN = (
    "chars", "words", "stop_share", "ends_sentence", "ends_quote", "commas", "digit_share", "upper_share", "title_share", "has_quote",
    "starts_lower", "starts_mark", "ends_colon", "has_bar", "has_address", "has_byline", "has_credit", "list_mark", "latin_share",
    "mean_word",
    "sentences", "date_share", "copies", "gap", "question", "cohesion",
)  # fmt: skip
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
    words = [folded_words(unit.text[:SHOWN]) for unit in units]
    core = np.array([len(w) >= CORE_WORDS for w in words])
    own = _own(units, words, core)
    kinds = [line_kinds(u.text) if len(u.text) <= LONGEST_LINE else phrase_kinds(w) for u, w in zip(units, words, strict=True)]
    flags = np.array([_flags(found) for found in kinds], np.float32)
    lengths = np.array([len(w) for w in words], np.float32)
    place = _place(lengths, core, flags[:, KINDS.index("ending")] > 0)
    return np.hstack([own, flags, place, _neighbours(own)]).astype(np.float32)


@lru_cache(maxsize=1024)
def _flags(kinds: frozenset[str]) -> tuple[bool, ...]:
    """Which of the kinds of boilerplate are among those found; few combinations occur."""
    return tuple(kind in kinds for kind in KINDS)


def _own(units: Sequence[Unit], words: Sequence[Sequence[str]], core: NDArray[np.bool_]) -> Matrix:
    """Features of each line by itself, and of its words in the page."""
    heads = [unit.text[:200] for unit in units]
    copies = Counter(heads)
    known = Counter(chain.from_iterable(set(w) for w, is_core in zip(words, core.tolist(), strict=True) if is_core))
    elsewhere = set(known), {word for word, lines in known.items() if lines > 1}
    shapes = np.array([_shape(u.text) if len(u.text) <= LONGEST_LINE else _shape_of(u.text) for u in units], np.float64)
    size, count = np.array([(min(len(u.text), SHOWN), max(1, len(w))) for u, w in zip(units, words, strict=True)]).T
    letters, upper, digits, latin = _counts(units)
    cohesion = [_cohesion(w, elsewhere[is_core]) for w, is_core in zip(words, core.tolist(), strict=True)]
    rest = np.array([[copies[h], min(u.gap, 5), u.text[-1:] == "?"] for h, u in zip(heads, units, strict=True)], np.float64)
    own = np.column_stack([shapes, rest, cohesion])
    for name, share in (("digit_share", digits / np.maximum(1, size)), ("upper_share", upper / np.maximum(1, letters)),
                        ("latin_share", latin / np.maximum(1, letters)), ("mean_word", letters / count)):  # fmt: skip
        own[:, OWN.index(name)] = share
    return own.astype(np.float32)


@cache
def _classes() -> NDArray[np.uint8]:
    """Class bits of every character of the basic plane: 1 letter, 2 capital, 4 digit, 8 Latin letter."""
    chars = [chr(code) for code in range(1 << 16)]
    bits = [c.isalpha() | c.isupper() << 1 | c.isdigit() << 2 | (c.isalpha() and c < LAST_LATIN) << 3 for c in chars]
    return np.array(bits, np.uint8)


def _counts(units: Sequence[Unit]) -> NDArray[np.int64]:
    """Letters, capitals, digits and Latin letters of each line, shape (4, units); all lines of a page at once."""
    texts = [unit.text[:SHOWN] for unit in units]
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    bits = np.where(codes < 1 << 16, _classes()[np.minimum(codes, (1 << 16) - 1)], 0)
    ends = np.cumsum([len(text) for text in texts])
    sums = np.zeros((4, len(bits) + 1), np.int64)
    for row, bit in enumerate((1, 2, 4, 8)):
        np.cumsum((bits & bit) > 0, out=sums[row, 1:])
    return np.diff(sums[:, np.concatenate([[0], ends])], axis=1)


def _cohesion(words: Sequence[str], known: set[str]) -> float:
    """Share of the line's content words that stand in (other) lines of running text."""
    content = {word for word in set(words) - stop_words() if len(word) > 2}
    return len(content & known) / len(content) if content else 0.0


def _shape_of(line: str) -> tuple[float, ...]:
    """Features of the characters of one line; those that need its characters counted are filled in for all lines of a page at once."""
    text = line[:SHOWN]
    words = folded_words(text)
    count = max(1, len(words))
    tail = text.rstrip(")] ")
    tokens = text.split()
    bare = tail.rstrip("\"”’'» ")
    dates = find_dates(text) if len(text) < 160 else []
    may_be_address = "www." in text or "@" in text or "://" in text or "#" in text or ".com" in text
    return (
        log1p(len(line)), log1p(len(words)), sum(map(stop_words().__contains__, words)) / count, bare[-1:] in ".!?…" and bool(bare),
        tail[-1:] in "\"”’'»", text.count(",") / count, 0, 0,
        sum(map(str.isupper, map(itemgetter(0), tokens))) / max(1, len(tokens)), not QUOTES.isdisjoint(text), text[:1].islower(),
        not text[:1].isalnum(), tail[-1:] == ":", "|" in text or "·" in text or "•" in text,
        may_be_address and bool(ADDRESS.search(text)),
        bool(BYLINE.match(text)), bool(CREDIT.search(text[-120:])), bool(LIST_MARK.match(text)), 0, 0,
        text.count(". ") + text.count("? ") + text.count('." '), sum(d.end - d.start for d in dates) / max(1, len(text)),
    )  # fmt: skip


@lru_cache(maxsize=16384)
def _shape(line: str) -> tuple[float, ...]:
    """Features of a short line; the pages of an outlet share most of theirs."""
    return _shape_of(line)


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
