"""Stories: which articles, from any outlet, are about one happening.

Articles that share rare words are compared by all their words; average linkage makes groups of them; a group that holds look-alike
happenings is parted. Copies follow their original. Dates count only where two articles say days nearly a year or more apart.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from onrecord.dedupe.candidates import Holdings, Numbers, neighbors
from onrecord.dedupe.forest import Forest
from onrecord.dedupe.grouping import average_linkage, split_years
from onrecord.dedupe.leads import OTHERS, Lead, without_strangers
from onrecord.dedupe.lookalikes import split_lookalikes
from onrecord.dedupe.terms import Terms
from onrecord.dedupe.words import mix

LIKE = 0.16
"""Mean likeness (cosine of the roots of weights) of two groups from which on they are one story. Chosen on the development sets; at 0.15
and 0.17 B-cubed F1 is at most 0.008 lower. Two groups so like have two articles so like: pieces are joined by this likeness too."""

KEY_WORDS = 30
"""Words of an article, the heaviest, that others must share to be compared with it."""

KEY_HOLDERS = 60
"""A word that more articles have among their key words brings none together."""

MIN_KEYS = 2
"""Key words two articles must share to be compared."""

MOST_TOGETHER = 1000
"""Articles grouped in one piece; larger pieces are taken apart at a higher likeness. It bounds memory and time."""

RANKED_TOGETHER = 1000
"""Articles whose heaviest words are found at once; it bounds the memory."""

FAR_DAYS = 300
FAR_LIKENESS = 0.6
"""Likeness is lowered to this share for articles of days further apart, and a group is parted there: look-alikes of other years. Nearer
days do not count: dates on record are often those of a revision or an archive (a decay by days cost 8 points on the development set)."""

Leads = Callable[[list[int]], Iterable[Lead]]
"""Gives what the heads of articles say of places."""


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What stories are told by: weighted words of articles, their days as ordinals (0: not known), and the years that their heads bear."""

    terms: Terms
    days: Numbers
    years: Numbers


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Articles that are one story but for those that never name its place, with the likeness of each two."""

    members: list[int]
    likeness: np.ndarray


def groups_of(told: Told, piece: list[int]) -> list[Group]:
    """The articles of a piece by likeness, then by look-alikes, then by days that are years apart."""
    weights, days = _dense(told.terms, piece), told.days[piece]
    years = np.where(days > 0, 0, told.years[piece])
    likeness = _likeness(weights, days)
    parted = _parted(weights, likeness, days, years)
    return [Group([piece[row] for row in rows], likeness[np.ix_(rows, rows)]) for rows in parted]


def stories_of(groups: list[Group], leads: Leads) -> list[list[int]]:
    """The articles of each story; the leads of all articles in groups of more than OTHERS are asked for at once."""
    asked = [number for group in groups if len(group.members) > OTHERS for number in group.members]
    lead_of = dict(zip(asked, leads(asked), strict=True))
    stories = []
    for group in groups:
        parts = [list(range(len(group.members)))]
        if len(group.members) > OTHERS:
            parts = without_strangers([lead_of[number] for number in group.members], group.likeness)
        stories += [[group.members[at] for at in part] for part in parts]
    return stories


def _parted(weights: np.ndarray, likeness: np.ndarray, days: Numbers, years: Numbers) -> Iterator[list[int]]:
    for group in average_linkage(likeness, LIKE):
        for side in split_lookalikes(weights[group], years[group]):
            rows = [group[i] for i in side]
            yield from ([rows[i] for i in part] for part in split_years(likeness[np.ix_(rows, rows)], days[rows], FAR_DAYS))


def _likeness(weights: np.ndarray, days: Numbers) -> np.ndarray:
    """Cosine of each two rows, lowered where both days are known and far apart."""
    likeness = weights @ weights.T
    known = days > 0
    far = (np.abs(days[:, None] - days[None, :]) > FAR_DAYS) & known[:, None] & known[None, :]
    return np.asarray(np.where(far, likeness * FAR_LIKENESS, likeness))


def _dense(terms: Terms, piece: list[int]) -> np.ndarray:
    """The weights of some articles, one column per word that they have."""
    parts = [terms.of_article(number) for number in piece]
    distinct, columns = np.unique(np.concatenate([words for words, _ in parts]), return_inverse=True)
    weights = np.zeros((len(piece), len(distinct)), np.float32)
    rows = np.repeat(np.arange(len(piece)), [len(words) for words, _ in parts])
    weights[rows, columns] = np.concatenate([found for _, found in parts])
    return weights


def pieces(terms: Terms) -> list[list[int]]:
    """Articles joined by likeness of at least LIKE, in pieces of at most MOST_TOGETHER; ordered. Stories lie within pieces."""
    first, second, likeness = _edges(terms)
    done, pending = [], [(list(range(len(terms.rows))), LIKE)]
    while pending:
        members, edge = pending.pop()
        inside = np.zeros(len(terms.rows), np.bool_)
        inside[members] = True
        chosen = (likeness >= edge) & inside[first] & inside[second]
        for piece in _connected(members, first[chosen].tolist(), second[chosen].tolist()):
            if len(piece) > MOST_TOGETHER:
                pending.append((piece, edge * 1.25))
            else:
                done.append(piece)
    return sorted(done)


def _connected(members: list[int], first: list[int], second: list[int]) -> list[list[int]]:
    place = {number: index for index, number in enumerate(members)}
    forest = Forest(len(members))
    for a, b in zip(first, second, strict=True):
        forest.join(place[a], place[b])
    groups: dict[int, list[int]] = defaultdict(list)
    for index, number in enumerate(members):
        groups[forest.root(index)].append(number)
    return list(groups.values())


def _edges(terms: Terms) -> tuple[Numbers, Numbers, np.ndarray]:
    """Pairs of articles that share key words, with their likeness where it is at least LIKE."""
    row, found = np.zeros(terms.word_count, np.float32), [(np.empty(0, np.int64),) * 2 + (np.empty(0),)]
    for first, second in _sharing(_key_words(terms)):
        likeness = np.zeros(len(first), np.float64)
        starts = np.flatnonzero(np.diff(first, prepend=-1)).tolist()
        for start, end in pairwise([*starts, len(first)]):
            words, weights = terms.of_article(int(first[start]))
            row[words] = weights
            likeness[start:end] = _products(terms, row, second[start:end])
            row[words] = 0
        alike = likeness >= LIKE
        found.append((first[alike], second[alike], likeness[alike]))
    first, second, likeness = (np.concatenate(column) for column in zip(*found, strict=True))
    return first, second, likeness


def _key_words(terms: Terms) -> Holdings:
    """The heaviest words of each article, with the article; of words that weigh the same the first."""
    count, keys, owners = len(terms.rows), array("Q"), array("q")
    articles = np.empty(count, np.int64)
    articles[terms.rows] = np.arange(count)
    for start in range(0, count, RANKED_TOGETHER):
        bounds = terms.bounds[start : start + RANKED_TOGETHER + 1]
        lengths = np.diff(bounds)
        row = np.repeat(np.arange(len(lengths)), lengths)
        at = np.arange(bounds[0], bounds[-1])
        table = np.zeros((len(lengths), max(KEY_WORDS, int(lengths.max()))), np.float32)
        table[row, at - bounds[row]] = weights = terms.weights[bounds[0] : bounds[-1]]
        least = np.partition(table, -KEY_WORDS, axis=1)[:, -KEY_WORDS]
        is_same = (weights == least[row]) & (weights > 0)
        sames = np.cumsum(is_same)
        earlier = sames - np.concatenate(([0], sames))[(bounds[:-1] - bounds[0])[row]]
        left = KEY_WORDS - np.bincount(row[weights > least[row]], minlength=len(lengths))
        chosen = (weights > least[row]) | (is_same & (earlier <= left[row]))
        keys.frombytes(mix(terms.words[at[chosen]].astype(np.uint64)).tobytes())
        owners.frombytes(articles[start + row[chosen]].tobytes())
    return Holdings.of(np.frombuffer(keys, np.uint64), np.frombuffer(owners, np.int64), count)


def _products(terms: Terms, row: np.ndarray, others: Numbers) -> np.ndarray:
    """Product of one article's weights with those of others."""
    rows = terms.rows[others]
    lengths = terms.bounds[rows + 1] - terms.bounds[rows]
    pair = np.repeat(np.arange(len(others)), lengths)
    entries = np.arange(len(pair)) - np.repeat(np.cumsum(lengths) - lengths, lengths) + terms.bounds[rows][pair]
    return np.bincount(pair, weights=terms.weights[entries] * row[terms.words[entries]], minlength=len(others))


def _sharing(holdings: Holdings) -> Iterator[tuple[Numbers, Numbers]]:
    """Pairs that share at least MIN_KEYS words, sorted, part by part."""
    for pairs, _ in neighbors(holdings, np.where(holdings.counts > KEY_HOLDERS, 0, KEY_HOLDERS)):
        keys, counts = np.unique(pairs, return_counts=True)
        yield np.divmod(keys[counts >= MIN_KEYS], holdings.article_count)
