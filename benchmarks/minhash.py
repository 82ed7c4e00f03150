"""The peer of the benchmark: near-duplicates by one-permutation MinHash over five-word shingles, as plain as can be with numpy.

Method: Li, Owen and Zhang 2012, "One permutation hashing", with densification by rotation (Shrivastava and Li 2014); pairs that share a
band are joined if their signatures agree in half of the bins.
"""

from __future__ import annotations

import numpy as np

from onrecord.dedupe.fingerprints import shingles
from onrecord.dedupe.forest import Forest
from onrecord.dedupe.words import words_of

BINS = 128
BAND = 4
AGREE = 0.5
EMPTY = np.uint64(2**64 - 1)


def signature(body: str) -> np.ndarray:
    """The smallest hash of each bin; an empty bin takes that of the next filled one."""
    hashes = shingles(words_of(body))
    bins = np.full(BINS, EMPTY)
    np.minimum.at(bins, (hashes % np.uint64(BINS)).astype(np.int64), hashes)
    filled = np.flatnonzero(bins != EMPTY)
    return bins[filled[np.searchsorted(filled, np.arange(BINS)) % len(filled)]] if len(filled) else bins


def families(bodies: list[str]) -> list[int]:
    """A family number for each body."""
    signatures = np.array([signature(body) for body in bodies])
    forest = Forest(len(bodies))
    for band in range(0, BINS, BAND):
        seen: dict[bytes, int] = {}
        for number, part in enumerate(signatures[:, band : band + BAND]):
            other = seen.setdefault(part.tobytes(), number)
            if other != number and (signatures[number] == signatures[other]).mean() >= AGREE:
                forest.join(number, other)
    return [forest.root(number) for number in range(len(bodies))]
