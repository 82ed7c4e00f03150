"""Characters of the lines of a page, counted by their class for all lines at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
PLANE = 1 << 16  # code points of the basic plane; others are looked at one by one
LAST_LATIN = "\u0250"
LETTER, CAPITAL, DIGIT, LATIN, COMMA, QUOTE, SPACE = (1 << bit for bit in range(7))
QUOTES = frozenset('"“”«»')
STOP, QUESTION, STRAIGHT, BLANK = map(ord, '.?" ')


class Characters(NamedTuple):
    """How many characters of each class every line has, how many tokens and how many of them begin with a capital, one number a line.

    `letters`, `capitals` and `latin` count the basic plane only; `ends` counts the ends of sentences before a space.
    """

    letters: Counts
    capitals: Counts
    digits: Counts
    latin: Counts
    commas: Counts
    quotes: Counts
    tokens: Counts
    titled: Counts
    ends: Counts


@cache
def _classes() -> NDArray[np.uint8]:
    """Class bits of every character of the basic plane."""

    def bits(char: str) -> int:
        is_letter = char.isalpha()
        own = char.isupper() * CAPITAL + char.isdigit() * DIGIT + char.isspace() * SPACE + (char == ",") * COMMA + (char in QUOTES) * QUOTE
        return own + is_letter * LETTER + (is_letter and char < LAST_LATIN) * LATIN

    return np.array([bits(chr(code)) for code in range(PLANE)], np.uint8)


def count_characters(texts: Sequence[str]) -> Characters:
    """The characters of lines.

    >>> found = count_characters(["Ann said no.", "READ MORE"])
    >>> found.letters.tolist(), found.capitals.tolist(), found.titled.tolist()
    ([9, 8], [1, 8], [1, 2])
    """
    codes = np.frombuffer("\n".join([*texts, ""]).encode("utf-32-le", "surrogatepass"), np.uint32)
    starts = np.cumsum([0, *(len(text) + 1 for text in texts[:-1])])
    beyond = codes >= PLANE
    bits = _classes()[np.where(beyond, 0, codes)]
    classes = [np.add.reduceat(bits & bit > 0, starts, dtype=np.int64) for bit in (LETTER, CAPITAL, DIGIT, LATIN, COMMA, QUOTE)]
    is_space = bits & SPACE > 0
    begins = ~is_space
    begins[1:] &= is_space[:-1]
    is_titled = begins & (bits & CAPITAL > 0)
    for at in np.flatnonzero(begins & beyond).tolist():
        is_titled[at] = chr(codes[at]).isupper()
    ends = np.zeros(len(codes), bool)
    ends[1:] = (codes[1:] == BLANK) & ((codes[:-1] == STOP) | (codes[:-1] == QUESTION))
    ends[2:] |= (codes[2:] == BLANK) & (codes[1:-1] == STRAIGHT) & (codes[:-2] == STOP)
    return Characters(*classes, *(np.add.reduceat(flags, starts, dtype=np.int64) for flags in (begins, is_titled, ends)))
