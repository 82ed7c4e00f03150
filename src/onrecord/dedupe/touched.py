"""Which articles a new one can make a difference to: those that share a fingerprint with it, directly or over others.

Families and passages come from shared fingerprints alone, so where no new article is joined to a set of articles, nothing about that set
changes. Words of stories are another matter: they weigh by all articles on record.
"""

from __future__ import annotations

import numpy as np

from onrecord.dedupe.kept import Marks
from onrecord.dedupe.words import Flags, Hashes

BITS = 24
"""Leading bits of a fingerprint that are looked up first, at the most: a cheap way to tell that it is none of the wanted ones."""

SPARE_BITS = 5
"""Leading bits beyond those that number the wanted ones: few others have the same as a wanted one, and the table stays small."""

CHUNK = 2**22
"""Fingerprints looked at together; it bounds the memory."""


def touched(marks: Marks, fresh: Flags) -> Flags:
    """The fresh articles and all that are joined to one (a flag for each); an article without fingerprints always is among them.

    Texts without fingerprints may have the same characters, which fingerprints do not tell.
    """
    if fresh.all():
        return fresh
    found: Flags = fresh | (marks.counts() == 0)
    frontier = fresh
    while frontier.any():
        met = np.zeros(len(fresh), np.bool_)
        met[marks.owners[_among(marks.hashes, np.unique(marks.hashes[frontier[marks.owners]]))]] = True
        frontier = met & ~found
        found |= met
    return found


def _among(hashes: Hashes, wanted: Hashes) -> Flags:
    """Which hashes are among the wanted ones, which are sorted."""
    bits = min(BITS, len(wanted).bit_length() + SPARE_BITS)
    shift, leading = np.uint64(64 - bits), np.zeros(2**bits, np.bool_)
    leading[wanted >> shift] = True
    found = np.zeros(len(hashes), np.bool_)
    for first in range(0, len(hashes), CHUNK):
        part = hashes[first : first + CHUNK]
        likely = np.flatnonzero(leading[part >> shift])
        at = np.searchsorted(wanted, part[likely])
        found[first + likely[wanted[np.minimum(at, len(wanted) - 1)] == part[likely]]] = True
    return found
