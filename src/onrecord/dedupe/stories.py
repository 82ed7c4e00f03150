"""Stories: which articles, from any outlet, are about one happening.

Articles that share rare words are compared by all their words; average linkage makes groups of them; a group that holds look-alike
happenings is parted. Copies follow their original. Dates count only where two articles say days nearly a year or more apart.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from onrecord.dedupe.candidates import Holdings, Numbers
from onrecord.dedupe.families import Families
from onrecord.dedupe.forest import Forest
from onrecord.dedupe.grouping import average_linkage, split_years
from onrecord.dedupe.leads import OTHERS, head_year, lead_of, without_strangers
from onrecord.dedupe.lookalikes import split_lookalikes
from onrecord.dedupe.records import Records
from onrecord.dedupe.terms import Terms, terms_of
from onrecord.ids import cluster_id

LIKE = 0.16
"""Mean likeness (cosine of the roots of weights) of two groups from which on they are one story. Chosen on the development sets; at 0.14
and 0.18 B-cubed F1 is at most 0.007 lower."""

TITLE_COUNT = 4
"""Times that a word of the title counts; 3 and 6 give the same stories."""

EDGE = 0.1
"""Likeness of two articles from which on they are compared in one piece; average linkage may join groups over weaker pairs."""

KEY_WORDS = 30
"""Words of an article, the heaviest, that others must share to be compared with it."""

KEY_HOLDERS = 60
"""A word that more articles have among their key words brings none together."""

MIN_KEYS = 2
"""Key words two articles must share to be compared."""

MOST_TOGETHER = 1000
"""Articles grouped in one piece; larger pieces are taken apart at a higher EDGE. It bounds memory and time."""

FAR_DAYS = 300
FAR_LIKENESS = 0.6
"""Likeness is lowered to this share for articles of days further apart, and a group is parted there: look-alikes of other years. Nearer
days do not count: dates on record are often those of a revision or an archive (a decay by days cost 8 points on the development set)."""


def story_labels(records: Records, families: Families) -> list[str]:
    """The story of each article, by number: an id from the smallest article_id in it."""
    heads = [family.original for family in families.families]
    texts = [records.body(number) for number in heads]
    titles = [records.rows[number].title for number in heads]
    terms = terms_of(["\n".join([title] * TITLE_COUNT + [text]) for title, text in zip(titles, texts, strict=True)])
    days = np.array([day.toordinal() if (day := records.rows[number].day) else 0 for number in heads], np.int64)
    labels = [""] * len(records)
    for group in story_groups(terms, days, [f"{title}\n{text}" for title, text in zip(titles, texts, strict=True)]):
        members = [number for index in group for number in families.families[index].members]
        label = cluster_id("s", [records.rows[number].article_id for number in members])
        for number in members:
            labels[number] = label
    return labels


def story_groups(terms: Terms, days: Numbers, texts: list[str]) -> list[list[int]]:
    """Groups of articles about one happening.

    Args:
        terms: the weighted words of the articles.
        days: day of each article as an ordinal, 0 where it is not known.
        texts: title and body of each article.
    """
    years = np.array([0 if day else head_year(text) for day, text in zip(days.tolist(), texts, strict=True)], np.int64)
    groups = []
    for piece in _pieces(terms):
        if len(piece) == 1:
            groups.append(piece)
            continue
        weights = _dense(terms, piece)
        likeness = _likeness(weights, days[piece])
        for rows in _parted(weights, likeness, days[piece], years[piece]):
            parts = [list(range(len(rows)))]
            if len(rows) > OTHERS:
                parts = without_strangers([lead_of(texts[piece[row]]) for row in rows], likeness[np.ix_(rows, rows)])
            groups += [[piece[rows[i]] for i in part] for part in parts]
    return sorted(groups)


def _parted(weights: np.ndarray, likeness: np.ndarray, days: Numbers, years: Numbers) -> list[list[int]]:
    """Groups of the rows: by likeness, then by look-alikes, then by days that are years apart."""
    parts = []
    for group in average_linkage(likeness, LIKE):
        for side in split_lookalikes(weights[group], years[group]):
            rows = [group[i] for i in side]
            parts += [[rows[i] for i in part] for part in split_years(likeness[np.ix_(rows, rows)], days[rows], FAR_DAYS)]
    return parts


def _likeness(weights: np.ndarray, days: Numbers) -> np.ndarray:
    """Cosine of each two rows, lowered where both days are known and far apart."""
    likeness = weights @ weights.T
    known = days > 0
    far = (np.abs(days[:, None] - days[None, :]) > FAR_DAYS) & known[:, None] & known[None, :]
    return np.asarray(np.where(far, likeness * FAR_LIKENESS, likeness))


def _dense(terms: Terms, piece: list[int]) -> np.ndarray:
    """The weights of some articles, one column per word that they have."""
    parts = [terms.of_article(number) for number in piece]
    distinct, columns = np.unique(np.concatenate([terms.words[part] for part in parts]), return_inverse=True)
    weights = np.zeros((len(piece), len(distinct)), np.float32)
    rows = np.repeat(np.arange(len(piece)), [part.stop - part.start for part in parts])
    weights[rows, columns] = np.concatenate([terms.weights[part] for part in parts])
    return weights


def _pieces(terms: Terms) -> list[list[int]]:
    """Articles joined by likeness of at least EDGE, in pieces of at most MOST_TOGETHER; ordered."""
    first, second, likeness = _edges(terms)
    pieces, pending = [], [(list(range(len(terms.bounds) - 1)), EDGE)]
    while pending:
        members, edge = pending.pop()
        inside = np.zeros(len(terms.bounds) - 1, np.bool_)
        inside[members] = True
        chosen = (likeness >= edge) & inside[first] & inside[second]
        for piece in _connected(members, first[chosen].tolist(), second[chosen].tolist()):
            if len(piece) > MOST_TOGETHER:
                pending.append((piece, edge * 1.25))
            else:
                pieces.append(piece)
    return sorted(pieces)


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
    """Pairs of articles that share key words, with their likeness."""
    count = len(terms.bounds) - 1
    owners = np.repeat(np.arange(count), np.diff(terms.bounds))
    order = np.lexsort((terms.words, -terms.weights, owners))
    rank = np.arange(len(owners)) - terms.bounds[owners]
    keys = order[rank < KEY_WORDS]
    pairs = _sharing(Holdings.of(terms.words[keys].astype(np.uint64), owners[keys], count))
    likeness = np.zeros(len(pairs), np.float64)
    for number, (start, end) in enumerate(zip(*_spans(pairs // max(1, count), count), strict=True)):
        if end > start:
            part = terms.of_article(number)
            row = np.zeros(terms.word_count, np.float32)
            row[terms.words[part]] = terms.weights[part]
            likeness[start:end] = _products(terms, row, pairs[start:end] % count)
    return pairs // max(1, count), pairs % max(1, count), likeness


def _products(terms: Terms, row: np.ndarray, others: Numbers) -> np.ndarray:
    """Product of one article's weights with those of others."""
    lengths = terms.bounds[others + 1] - terms.bounds[others]
    pair = np.repeat(np.arange(len(others)), lengths)
    entries = np.arange(len(pair)) - np.repeat(np.cumsum(lengths) - lengths, lengths) + terms.bounds[others][pair]
    return np.bincount(pair, weights=terms.weights[entries] * row[terms.words[entries]], minlength=len(others))


def _spans(first: Numbers, count: int) -> tuple[list[int], list[int]]:
    """Where the pairs of each first article start and end."""
    numbers = np.arange(count)
    return np.searchsorted(first, numbers).tolist(), np.searchsorted(first, numbers, side="right").tolist()


def _sharing(holdings: Holdings) -> Numbers:
    """Pairs (first * count + second) that share at least MIN_KEYS words, sorted."""
    starts = np.cumsum(holdings.counts) - holdings.counts
    rank = np.arange(len(holdings.marks)) - starts[holdings.marks]
    rank[holdings.counts[holdings.marks] > KEY_HOLDERS] = 0
    found = []
    for step in range(1, int(rank.max(initial=0)) + 1):
        at = np.flatnonzero(rank >= step)
        found.append(holdings.articles[at - step] * holdings.article_count + holdings.articles[at])
    keys, counts = np.unique(np.concatenate(found), return_counts=True) if found else (np.empty(0, np.int64),) * 2
    return np.asarray(keys[counts >= MIN_KEYS])
