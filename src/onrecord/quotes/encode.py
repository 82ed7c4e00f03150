"""An article as arrays of hashed words and tags, and the mixing of such codes into feature numbers.

Method: feature hashing (Weinberger et al. 2009). Words are hashed with CRC-32, conjunctions with a multiplicative mix, all in whole arrays,
so the same text gives the same numbers on every machine and the weights hold no word of the articles they were learned from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from struct import Struct
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from onrecord.quotes.brown import path_of
from onrecord.quotes.lexicon import noun_forms, verb_forms, word_class
from onrecord.quotes.meanings import meanings
from onrecord.quotes.windows import Layout

Codes = NDArray[np.uint64]
Ints = NDArray[np.int64]
KNOWN_WORDS = 50_000  # codes of this many words are kept between articles
PAD = 4  # elements of padding at both ends, so that neighbours need no test
MIX = np.uint64(0x9E3779B97F4A7C15)
FINISH = np.uint64(0xBF58476D1CE4E5B9)
INNER_STOP = "\x01"  # a full stop that ends no sentence: of an abbreviation
SHIFT = np.uint64(29)
GRAINS = (6, 20, 10)  # steps of a Brown path that make word groups: coarse, fine (the whole path), and one more for the network
CODED = 4 + len(GRAINS) + 2  # codes of a word: word, tag, suffix, lemma, word groups, and the groups of its meaning
COLUMNS = CODED + 1  # and what kind of mark it is
_packed = Struct(f"={COLUMNS}Q").pack
AS_THEY_ARE = frozenset(("determiner", "preposition", "subordinator", "relative", "be", "auxiliary", "negation", "modal"))
CLASSES = (
    "negation", "modal", "be", "auxiliary", "subject", "object", "possessive", "relative", "determiner", "preposition", "conjunction",
    "subordinator", "weekday", "time", "adverb",
)  # fmt: skip


def code(word: str) -> int:
    """Number of a word: the same on every machine."""
    return crc32(word.encode("utf-8", "surrogatepass"))


def mix(number: int, *parts: Codes) -> Codes:
    """One code for each place out of a number and arrays of codes, in their order."""
    first = (number * int(MIX)) & 0xFFFFFFFFFFFFFFFF
    total = parts[0] ^ np.uint64(first ^ (first >> int(SHIFT)))
    for index, part in enumerate(parts):
        if index:
            total ^= part
        total *= MIX
        total ^= total >> SHIFT
    total *= FINISH
    return total


def mix_many(numbers: Ints, parts: Sequence[Codes]) -> Codes:
    """What `mix` makes of each number with its row of each part, shape (numbers, places); parts are changed."""
    first = numbers.astype(np.uint64)[:, None] * MIX
    total = parts[0]
    total ^= first ^ (first >> SHIFT)
    shifted = np.empty_like(total)
    for index, part in enumerate(parts):
        if index:
            total ^= part
        total *= MIX
        np.right_shift(total, SHIFT, out=shifted)
        total ^= shifted
    total *= FINISH
    return total


def bucket(codes: Codes, bits: int) -> Ints:
    """Row of the weight table a code falls in, of 2 ** bits rows."""
    return (codes >> np.uint64(64 - bits)).view(np.int64)


@cache
def _class_of() -> dict[str, str]:
    found: dict[str, str] = {}
    for name in CLASSES:
        for word in sorted(word_class(name)):
            found.setdefault(word, name)
    return found


def tag(word: str, low: str) -> str:
    """Coarse kind of a word, from closed classes, the cue lexicon, its ending and its capital."""
    known = _class_of().get(low)
    if known in AS_THEY_ARE or low in {"to", "that", "and", "as"} or not (low[0].isalnum() or known):
        return low
    if known or low[0].isdigit():
        return known or "number"
    if word[0].isupper():
        return "Capital"
    form = verb_forms().get(low)
    if form:
        return f"cue-{form[0].inflection}{'-n' if low in noun_forms() else ''}"
    if low in noun_forms():
        return "cue-noun"
    for ending in ("ed", "ing", "ly", "s"):
        if low.endswith(ending) and len(low) > len(ending) + 2:
            return f"-{ending}"
    return "word"


@cache
def _lemmas() -> dict[str, str]:
    verbs = {form: entries[-1].entry.lemma for form, entries in verb_forms().items()}
    return {form: entry.entry.lemma for form, entry in noun_forms().items()} | verbs


@dataclass(frozen=True)
class Encoded:
    """Arrays with one place an element, PAD at both ends: codes of word, tag, suffix, lemma and word groups, marks, and the group.

    `rows` are the packed codes of the elements themselves, one a place, without padding.
    """

    word: Codes
    tag: Codes
    suffix: Codes
    lemma: Codes
    coarse: Codes
    fine: Codes
    is_unit: Ints
    is_comma: Ints
    is_verb: Ints
    is_that: Ints
    is_line: Ints
    group: Ints
    size: int
    rows: list[bytes]


def encode(layout: Layout) -> Encoded:
    """The arrays of an article."""
    words = layout.reading.text.words
    seen = [words[first] for first in layout.starts]
    rows = list(map(_codes, seen))
    for at, word in enumerate(seen):
        if word == "." and not layout.ends_group(at):
            rows[at] = _codes(INNER_STOP)
    for at in layout.unit_places:
        rows[at] = _unit_codes(_unit_word(layout, layout.elements[at].unit))
    blank = _packed(*[code("\n")] * CODED, 0)
    table = np.frombuffer(b"".join([blank * PAD, *rows, blank * PAD]), dtype=np.uint64).reshape(-1, COLUMNS)
    group = np.full(len(table), -1, dtype=np.int64)
    group[PAD : len(rows) + PAD] = np.repeat(np.arange(len(layout.groups)), [hi - lo for lo, hi in layout.groups])
    group[len(rows) + PAD :] = len(layout.groups)
    lines = np.zeros(len(table), dtype=np.int64)
    lines[np.array(layout.line_places, dtype=np.int64) + PAD] = 1
    kinds = table[:, CODED].astype(np.int64)
    flags = [(kinds >> bit) & 1 for bit in range(4)]
    codes, tags, suffixes, lemmas, coarse, fine = np.ascontiguousarray(table[:, :6].T)
    return Encoded(codes, tags, suffixes, lemmas, coarse, fine, flags[0], flags[1], flags[2], flags[3], lines, group, len(rows), rows)


@lru_cache(maxsize=KNOWN_WORDS)
def _unit_codes(word: str) -> bytes:
    """The row of what is seen of a quotation."""
    return _packed(*[code(word)] * CODED, 1)


@lru_cache(maxsize=KNOWN_WORDS)
def _codes(word: str) -> bytes:
    """The row of a word outside quotations."""
    low = word.lower()
    name = tag(word, low)
    shown = "0" * len(low) if low[0].isdigit() else low
    is_verb = name.startswith("cue-") or low in word_class("auxiliary") or low in word_class("modal") or low in word_class("verb")
    path, mark = path_of(word, low)
    groups = [code(f"{steps}:{path[:steps]}{mark}" if path else name) for steps in GRAINS]
    alike = map(code, meanings().get(low, (name, name)))
    kind = (2 if low == "," else 0) | (4 if is_verb else 0) | (8 if low == "that" else 0)
    suffix = low[-3:] + ("^" if word[0].isupper() else "")
    return _packed(code(shown), code(name), code(suffix), code(_lemmas().get(low, shown)), *groups, *alike, kind)


def codes_of(rows: Sequence[bytes]) -> list[Codes]:
    """The codes of packed rows, for each of CODED columns those of all rows."""
    return list(np.frombuffer(b"".join(rows), dtype=np.uint64).reshape(-1, COLUMNS).T[:CODED].copy())


def _unit_word(layout: Layout, unit: int) -> str:
    """What is seen of a quotation: how it begins, how it ends, and roughly how long it is."""
    quotation = layout.reading.units[unit]
    body = layout.reading.text.body
    first = quotation.inner[0].of(body).strip()[:1]
    last = quotation.inner[-1].of(body).strip()[-1:]
    words = body.count(" ", quotation.start, min(quotation.end, quotation.start + 400)) + 1
    size = 1 if words == 1 else 2 if words <= 3 else 3 if words <= 8 else 4
    begins = "A" if first.isupper() else "a" if first.isalpha() else "."
    after = body[quotation.end : quotation.end + 1]
    ends = last if last in {",", ".", "!", "?"} else "," if after == "," else "x"
    return f"\x00{begins}{ends}{size}"
