"""The folded words of a text as numbers: what two texts are compared by.

A word is a run of letters and digits; case, accents and everything between words (marks, white space) do not count. Words are
hashed to 64 bits with numpy, code point by code point, so that a text costs a few array operations and no Python loop.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Positions = NDArray[np.int32]
Flags = NDArray[np.bool_]

PLANE = 0x10000
"""Code points above the first plane (emoji, rare scripts) part words."""

POWERS = 64
FACTOR = 0x9E3779B97F4A7C15
GOLDEN = np.uint64(FACTOR)


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of one text, by position: hash, start and end in code points, and whether the word names something.

    A word names something if it begins with a capital or a digit: names and figures, and the first words of sentences.
    """

    hashes: Hashes
    starts: Positions
    ends: Positions
    is_name: Flags

    def __len__(self) -> int:
        return len(self.hashes)


def mix(values: Hashes) -> Hashes:
    """The values scattered over all 64 bits (the finalizer of SplitMix64: Steele, Lea and Flood 2014, section 4)."""
    mixed = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def powers(count: int) -> Hashes:
    """The first powers of an odd factor modulo 2**64, from 1."""
    return np.multiply.accumulate(np.concatenate([np.ones(1, np.uint64), np.full(count - 1, GOLDEN)]))


def fold(text: str) -> str:
    """The text without case and accents.

    >>> fold("Café Straße")
    'cafe strasse'
    """
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))


def words_of(body: str) -> Words:
    """The words of a text, by position; a text without letters and digits has none."""
    value, names = _tables()
    codes = np.frombuffer(body.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    codes = np.where(codes < PLANE, codes, 0)
    values = value[codes]
    inside = np.concatenate(([False], values != 0, [False]))
    edges = np.flatnonzero(inside[1:] != inside[:-1]).astype(np.int32)
    starts, ends = edges[::2], edges[1::2]
    if not len(starts):
        return Words(np.empty(0, np.uint64), starts, ends, np.empty(0, np.bool_))
    kept = np.flatnonzero(inside[1:-1])
    lengths = ends - starts
    offsets = np.cumsum(lengths) - lengths
    place = np.arange(len(kept)) - np.repeat(offsets, lengths)
    terms = values[kept] * powers(POWERS)[place % POWERS]
    return Words(mix(np.add.reduceat(terms, offsets)), starts, ends, names[codes[starts]])


@lru_cache(maxsize=1)
def _tables() -> tuple[Hashes, Flags]:
    """For each code point its value (0: not of a word) and whether a word that begins with it names something."""
    folded = np.zeros(PLANE, np.uint64)
    names = np.zeros(PLANE, np.bool_)
    for code in range(PLANE):
        char = chr(code)
        if char.isalnum() or unicodedata.category(char)[0] == "M":
            folded[code] = _number(fold(char) or char)
            names[code] = char.isupper() or char.isdigit() or char.istitle()
    known = folded != 0
    folded[known] = mix(folded[known] + GOLDEN) | np.uint64(1)
    return folded, names


def _number(chars: str) -> int:
    number = 0
    for char in chars:
        number = (number * FACTOR + ord(char)) % 2**64
    return number
