"""Winnowed fingerprints of a text: few of its five-word shingles, chosen so that any longer shared passage shares one.

Method: Schleimer, Wilkerson and Aiken 2003, "Winnowing: local algorithms for document fingerprinting", section 3: of each window of
WINDOW shingles the smallest hash is kept. A passage of SHINGLE + WINDOW - 1 = 12 equal words always shares a fingerprint.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from onrecord.dedupe.words import Hashes, Positions, Words, mix, powers

SHINGLE = 5
"""Words a shingle: five equal words in a row seldom are chance in news, and edits seldom leave fewer (DESIGN.md, section 5)."""

WINDOW = 8
"""Shingles a window: keeps about 2 of 9 shingles; 12 loses 2 points of passage recall for a third less memory."""


class Fingerprints(NamedTuple):
    """The fingerprints of a text, by position: hash, and index of the shingle's first word."""

    hashes: Hashes
    places: Positions


def shingles(words: Words) -> Hashes:
    """Hash of the SHINGLE words that begin at each word; one over all words of a text with fewer, none of a text without words."""
    count = len(words) - SHINGLE + 1
    factors = powers(SHINGLE + 1)
    if count < 1:
        total = (words.hashes * factors[: len(words)]).sum(dtype=np.uint64, keepdims=True)
        return mix(total + np.uint64(len(words))) if len(words) else words.hashes
    sums = np.full(count, SHINGLE, np.uint64)
    for shift in range(SHINGLE):
        sums += words.hashes[shift : shift + count] * factors[shift]
    return mix(sums)


def winnow(hashes: Hashes) -> Fingerprints:
    """The smallest hash of each window, once each, by position."""
    if len(hashes) <= WINDOW:
        places = np.array([hashes.argmin()] if len(hashes) else [], np.int32)
    else:
        lowest = sliding_window_view(hashes, WINDOW).argmin(axis=1) + np.arange(len(hashes) - WINDOW + 1)
        places = lowest[np.concatenate(([True], lowest[1:] != lowest[:-1]))].astype(np.int32)
    return Fingerprints(hashes[places], places)
