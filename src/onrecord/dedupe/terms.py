"""The words of articles with their weight for a story: rare words, names, words said again.

What a word weighs depends on how many articles have it, but in steps: the weights of an article change only when one of its words passes
a step, so most articles keep theirs when others arrive.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from onrecord.dedupe.candidates import Numbers
from onrecord.dedupe.lists import Parts, blocks, flattened
from onrecord.dedupe.words import Hashes, Words, mix, words_of

BACKGROUND = 1000
"""Articles that the shares of common words count for."""

UNSEEN = 0.5
"""Background articles that a word not among the common ones is held to stand in."""

STEPS = (2, 4, 16)
"""Articles from which on a word counts as held by HELD more articles. Chosen on the development sets, where the counts themselves, over the
articles on record, gave 0.968 and 0.972 (B-cubed F1) and these give 0.968 and 0.979; steps at 3 and 12 or at 5 and 20 lose up to 0.008."""

HELD = (2.0, 2.0, 8.0, 32.0)
"""Articles that a word is held to stand in, before the first step and from each step on."""

NAME_WEIGHT = 2.5
"""Weight of a word that is mostly written with a capital or as a figure: names tell happenings apart better than words do."""

LONE = 0.5
"""Share of the weight of words that no other article has, in the length of an article. They join nothing, but without them the few
articles of a small collection are all alike; in full they would keep short articles from long ones."""

MOSTLY = 0.7
"""Share of its printings that must be with a capital or as a figure."""

TITLE_COUNT = 4
"""Times that a word of the title counts; 3 and 6 give the same stories."""

MOST = 255
"""Printings of a word in an article beyond which more do not count."""

ShortHashes = NDArray[np.uint32]
Counts = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Bags:
    """The distinct words of articles, row by row, by hash: the word, its printings, and those with a capital or as a figure.

    `articles` tells whose words a row has and `bounds` where they stand. `words` are places in `distinct`, the sorted hashes. A hash is
    the upper half of the word's: of a million words about a hundred pairs have one in common.
    """

    articles: Numbers
    bounds: Numbers
    distinct: ShortHashes
    words: NDArray[np.uint32]
    counts: Counts
    names: Counts

    @classmethod
    def of(cls, parts: Iterable[tuple[Numbers, Numbers, Sequence[np.ndarray]]]) -> Bags:
        """The words of articles, in parts: whose they are, how many each has, and hashes, printings and names as `bag` gives them."""
        articles, lengths, columns = array("q"), array("q"), (array("I"), array("B"), array("B"))
        for numbers, counts, values in parts:
            articles.frombytes(numbers.tobytes())
            lengths.frombytes(counts.tobytes())
            for column, some in zip(columns, values, strict=True):
                column.frombytes(some.tobytes())
        words, written, named = (np.frombuffer(column, column.typecode) for column in columns)
        bounds = np.concatenate(([0], np.cumsum(np.frombuffer(lengths, np.int64))))
        return cls(np.frombuffer(articles, np.int64), bounds, _number(words, bounds), words, written, named)

    @classmethod
    def read(cls, words: Parts, numbers_of: Callable[[pa.ChunkedArray], Numbers], count: int) -> Bags:
        """The words in the stage table `article_words` of the articles that have a number; those without a row have no words."""
        return cls.of(_parts(words, numbers_of, count))


def _parts(
    words: Parts, numbers_of: Callable[[pa.ChunkedArray], Numbers], count: int
) -> Iterator[tuple[Numbers, Numbers, Sequence[np.ndarray]]]:
    columns, is_missing = ["word_hashes", "word_counts", "name_counts"], np.ones(count, np.bool_)
    for part in words(["article_id", *columns]):
        numbers = numbers_of(part["article_id"])
        is_missing[numbers[numbers >= 0]] = False
        yield numbers[numbers >= 0], *flattened(part, columns, numbers >= 0)
    missing = np.flatnonzero(is_missing)
    yield missing, np.zeros(len(missing), np.int64), (np.empty(0, np.uint32), np.empty(0, np.uint8), np.empty(0, np.uint8))


def _number(hashes: ShortHashes, bounds: Numbers) -> ShortHashes:
    """Puts in place of each hash its place among the distinct ones, which are given back, sorted."""
    known = []
    for _, _, part in blocks(bounds):  # Arrow's table of hashes takes a fifth of the time of sorting
        encoded = pa.array(hashes[part]).dictionary_encode()
        known.append(encoded.dictionary.to_numpy())
        hashes[part] = encoded.indices.to_numpy()
    distinct = np.unique(np.concatenate([np.empty(0, np.uint32), *known]))
    for (_, _, part), some in zip(blocks(bounds), known, strict=True):
        hashes[part] = np.searchsorted(distinct, some)[hashes[part]]
    return distinct


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """Words of articles, one entry per article and word, row by row; `rows` tells the row of each article and `bounds` where it stands.

    `words` numbers the distinct words; those of one article only, which join nothing but count in its length, weigh nothing.
    `keys` has a number for each article that changes when a weight of it does.
    """

    rows: Numbers
    bounds: Numbers
    words: NDArray[np.uint32]
    weights: NDArray[np.float32]
    word_count: int
    keys: Hashes

    def of_article(self, number: int) -> tuple[NDArray[np.uint32], NDArray[np.float32]]:
        """The words of an article that weigh something, and their weights."""
        row = self.rows[number]
        part = slice(int(self.bounds[row]), int(self.bounds[row + 1]))
        has_weight = self.weights[part] > 0
        return self.words[part][has_weight], self.weights[part][has_weight]


@lru_cache(maxsize=1)
def background() -> tuple[ShortHashes, NDArray[np.float64]]:
    """Hashes of common words of news, sorted, and the share of articles that each stands in."""
    lines = (files("onrecord.dedupe") / "data" / "common_words.txt").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    hashes = _short(words_of("\n".join(word for word, _ in rows)).hashes)
    order = np.argsort(hashes)
    return hashes[order], np.array([float(share) for _, share in rows])[order]


def bag(title: Words, body: Words) -> tuple[ShortHashes, Counts, Counts]:
    """The distinct words of an article, by hash, with their printings and those that name something; a title's count TITLE_COUNT times."""
    hashes = _short(np.concatenate([title.hashes, body.hashes]))
    times = np.repeat([TITLE_COUNT, 1], [len(title), len(body)])
    distinct, inverse = np.unique(hashes, return_inverse=True)
    counts = np.bincount(inverse, weights=times, minlength=len(distinct))
    names = np.bincount(inverse, weights=times * np.concatenate([title.is_name, body.is_name]), minlength=len(distinct))
    return distinct, np.minimum(counts, MOST).astype(np.uint8), np.minimum(names, MOST).astype(np.uint8)


def _short(hashes: Hashes) -> ShortHashes:
    return (hashes >> np.uint64(32)).astype(np.uint32)


def terms_of(bags: Bags) -> Terms:
    """The weighted words of articles.

    Method: inverse document frequency (Spärck Jones 1972) in steps, times one and the log of the count, under a square root, to length 1.
    """
    distinct, words, count = bags.distinct, bags.words, len(bags.articles)
    holders, written, named = np.zeros((3, len(distinct)), np.int64)
    for _, _, part in blocks(bags.bounds):
        holders += np.bincount(words[part], minlength=len(distinct))
        written += np.bincount(words[part], bags.counts[part], len(distinct)).astype(np.int64)
        named += np.bincount(words[part], bags.names[part], len(distinct)).astype(np.int64)
    step, as_name = np.searchsorted(STEPS, holders, side="right"), named > MOSTLY * written
    rarity = -np.log(np.minimum(1.0, (np.array(HELD)[step] + _expected(distinct)) / BACKGROUND))
    worth = (rarity * np.where(as_name, NAME_WEIGHT, 1.0)).astype(np.float32)
    codes = mix(distinct.astype(np.uint64) * np.uint64(8) + (step * 2 + as_name).astype(np.uint64))
    shared, logs = holders > 1, 1 + np.log(np.arange(1, MOST + 1, dtype=np.float32))
    keys, weights, rows = np.empty(count, np.uint64), np.empty(len(words), np.float32), np.empty(count, np.int64)
    for first, last, part in blocks(bags.bounds):
        bounds, has_others = bags.bounds[first : last + 1] - part.start, shared[words[part]]
        squares = worth[words[part]] * logs[bags.counts[part] - 1]
        norms = np.sqrt(_sums(np.where(has_others, squares, np.float32(LONE) * squares), bounds))
        squares[~has_others] = 0
        weights[part] = np.sqrt(squares) / np.repeat(np.where(norms > 0, norms, 1), np.diff(bounds))
        keys[bags.articles[first:last]] = _sums(codes[words[part]], bounds)
    rows[bags.articles] = np.arange(count)
    return Terms(rows, bags.bounds, words, weights, len(distinct), keys)


def _sums(values: np.ndarray, bounds: Numbers) -> np.ndarray:
    """Sum of the values of each article; 0 where it has none."""
    sums = np.zeros(len(bounds) - 1, values.dtype)
    filled = bounds[1:] > bounds[:-1]
    if filled.any():
        sums[filled] = np.add.reduceat(values, bounds[:-1][filled])
    return sums


def _expected(distinct: ShortHashes) -> NDArray[np.float64]:
    """Background articles that each word stands in."""
    known, shares = background()
    at = np.minimum(np.searchsorted(known, distinct), len(known) - 1)
    return np.where(known[at] == distinct, shares[at] * BACKGROUND, UNSEEN)
