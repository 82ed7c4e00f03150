"""Whether two spellings can be of one name: diacritics, transliteration, a doubled or missing letter."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

SKELETON_MIN = 3
"""Shorter skeletons are shared by too many names ('jn' is John, Jean, Jan and Jane)."""
SURNAME_MIN = 6
LENGTH_GAP = 2
REPEATED = re.compile(r"(.)\1+")
VOWELS = re.compile(r"(?<=.)[aeiouy]")
FEMININE = ("a", "aya", "aia")
"""Endings that make a Slavic surname another person's: Petrov and Petrova."""


@lru_cache(maxsize=16384)
def fold_name(word: str) -> str:
    """Lower case without diacritics and apostrophes.

    >>> fold_name("Castañeda")
    'castaneda'
    """
    stripped = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return stripped.casefold().replace("’", "").replace("'", "")


@lru_cache(maxsize=16384)
def latinized(folded: str) -> str:
    """The folded word with the letters made equal that transliterations vary: y, j and i, and doubled letters.

    >>> latinized("yury") == latinized("yuri")
    True
    """
    return REPEATED.sub(r"\1", folded.replace("y", "i").replace("j", "i"))


@lru_cache(maxsize=16384)
def skeleton(folded: str) -> str:
    """First letter and consonants, doubled ones once.

    >>> skeleton("mohammed"), skeleton("muhamad")
    ('mhmd', 'mhmd')
    """
    return REPEATED.sub(r"\1", VOWELS.sub("", folded))


def alike(left: str, right: str) -> bool:
    """Whether two folded first names can be spellings of one."""
    if left == right or latinized(left) == latinized(right):
        return True
    bones = skeleton(left)
    return len(bones) >= SKELETON_MIN and bones == skeleton(right) and abs(len(left) - len(right)) <= LENGTH_GAP


def same_surname(left: str, right: str) -> bool:
    """Whether two folded surnames can be spellings of one.

    >>> same_surname("yanukovich", "yanukovych"), same_surname("petrov", "petrova")
    (True, False)
    """
    if left == right:
        return True
    if min(len(left), len(right)) < SURNAME_MIN or abs(len(left) - len(right)) > LENGTH_GAP:
        return False
    short, long = sorted((left, right), key=len)
    return long not in {short + ending for ending in FEMININE} and skeleton(left) == skeleton(right)
