"""The words of articles with their weight for a story: rare words, names, words said again."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np

from onrecord.dedupe.candidates import Numbers
from onrecord.dedupe.words import Hashes, words_of

BACKGROUND = 1000
"""Articles that the shares of common words count for; with few articles on record they tell what is rare."""

UNSEEN = 0.5
"""Background articles that a word not among the common ones is held to stand in."""

NAME_WEIGHT = 2.5
"""Weight of a word that is mostly written with a capital or as a figure: names tell happenings apart better than words do."""

LONE = 0.5
"""Share of the weight of words that no other article has, in the length of an article. They join nothing, but without them the few
articles of a small collection are all alike; in full they would keep short articles from long ones."""

MOSTLY = 0.7
"""Share of its printings that must be with a capital or as a figure."""


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """Words of articles: one entry per article and word, by article; `bounds` tells where the entries of each article stand.

    `words` numbers the distinct words; words of one article only are left out, for they join nothing, but count in its length.
    """

    bounds: Numbers
    words: Numbers
    weights: np.ndarray
    word_count: int

    def of_article(self, number: int) -> slice:
        """Where the entries of an article stand."""
        return slice(int(self.bounds[number]), int(self.bounds[number + 1]))


@lru_cache(maxsize=1)
def background() -> tuple[Hashes, np.ndarray]:
    """Hashes of common words of news, sorted, and the share of articles that each stands in."""
    lines = (files("onrecord.dedupe") / "data" / "common_words.txt").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    hashes = words_of("\n".join(word for word, _ in rows)).hashes
    order = np.argsort(hashes)
    return hashes[order], np.array([float(share) for _, share in rows])[order]


def terms_of(texts: list[str]) -> Terms:
    """The weighted words of texts (title and body of each)."""
    hashes, counts, names, owners = [], [], [], []
    for number, text in enumerate(texts):
        words = words_of(text)
        distinct, inverse, count = np.unique(words.hashes, return_inverse=True, return_counts=True)
        hashes.append(distinct)
        counts.append(count)
        names.append(np.bincount(inverse, weights=words.is_name, minlength=len(distinct)))
        owners.append(np.full(len(distinct), number))
    return _weighted(_joined(hashes), _joined(counts), _joined(names), _joined(owners), len(texts))


def _joined(parts: list[np.ndarray]) -> np.ndarray:
    return np.concatenate(parts) if parts else np.empty(0, np.int64)


def _weighted(hashes: np.ndarray, counts: np.ndarray, names: np.ndarray, owners: np.ndarray, article_count: int) -> Terms:
    distinct, words = np.unique(hashes.astype(np.uint64), return_inverse=True)
    holders = np.bincount(words, minlength=len(distinct))
    rarity = -np.log(np.minimum(1.0, (holders + _expected(distinct)) / (article_count + BACKGROUND)))
    written = np.bincount(words, weights=counts, minlength=len(distinct))
    as_name = np.bincount(words, weights=names, minlength=len(distinct)) > MOSTLY * written
    worth = rarity * np.where(as_name, NAME_WEIGHT, 1.0)
    squares = (1 + np.log(counts)) * worth[words]
    shared, owners = holders[words] > 1, owners.astype(np.int64)
    norms = np.sqrt(np.bincount(owners, weights=squares * np.where(shared, 1.0, LONE), minlength=article_count))
    kept = shared & (squares > 0)
    words, owners, weights = words[kept], owners[kept], np.sqrt(squares[kept])
    bounds = np.concatenate(([0], np.cumsum(np.bincount(owners, minlength=article_count))))
    return Terms(bounds, words, (weights / norms[owners]).astype(np.float32), len(distinct))


def _expected(distinct: Hashes) -> np.ndarray:
    """Background articles that each word stands in."""
    known, shares = background()
    at = np.minimum(np.searchsorted(known, distinct), len(known) - 1)
    return np.where(known[at] == distinct, shares[at] * BACKGROUND, UNSEEN)
