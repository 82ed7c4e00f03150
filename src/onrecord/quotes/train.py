"""Learns the cue model and the chain model from annotated articles and writes the weights file.

Run: `python -m onrecord.quotes.train ARTICLES.jsonl[.gz] WEIGHTS.bin`. One article a line: text, attributions [{content, source, cue}],
each a list of [start, end]. CPU only; seeded; the same articles give the same weights.
"""

from __future__ import annotations

import gzip
import json
import logging
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import numpy as np
from numpy.typing import NDArray

from onrecord.quotes.chain import CONTENT, LABELS, OTHER, SOURCE, Floats, backward, forward, log_total
from onrecord.quotes.encode import Ints, encode
from onrecord.quotes.features import (
    CUE_BITS,
    EMISSION_BITS,
    TRANSITION_BITS,
    around,
    cue_rows,
    emission_rows,
    places,
    transition_rows,
)
from onrecord.quotes.lexicon import word_class
from onrecord.quotes.reading import Reading
from onrecord.quotes.weights import pack_weights
from onrecord.quotes.windows import Layout
from onrecord.text.document import Text

Rows = NDArray[np.int32]  # half the memory of what the features come in
LOG = logging.getLogger(__name__)
SEED = 20240501
CUE_EPOCHS = 8
CHAIN_EPOCHS = 8
CUE_RATE = 0.12
CUE_START = 2e-4  # AdaGrad's sum of squares at the start, which holds rare features back
CUE_DECAY = 1e-3  # weight decay towards 0 a step, the L2 prior; chosen, like all below, on a fifth of the training articles
DROPOUT = 0.3  # share of the features left out, anew in each step
THOUGHT_WEIGHT = 0.4  # cues of beliefs and wishes count less than cues of speech
CHAIN_BATCH = 200


@dataclass(frozen=True)
class Setting:
    """How one of the averaged chain models is learned, and its share in the mean.

    Features seen fewer than `rare` times are left out; `start` is AdaGrad's sum of squares at the start.
    """

    rate: float
    start: float
    rare: int
    decay: float
    dropout: float
    share: float


SETTINGS = (
    Setting(rate=0.2, start=0.02, rare=6, decay=0.06, dropout=DROPOUT, share=0.7),
    Setting(rate=0.2, start=0.02, rare=6, decay=5e-4, dropout=0, share=0.3),
)
"""One held back hard, one hardly: the first errs less on another domain, the second knows more of this one."""


@dataclass
class Lesson:
    """One article as the models see it: feature rows of every word, which are cues, and the windows of the cues."""

    layout: Layout
    words: Ints
    rows: Rows
    is_cue: NDArray[np.float32]
    weight: NDArray[np.float32]
    heads: list[int]
    gold: list[Mapping[str, Any]]


@dataclass
class Case:
    """One cue's window: feature rows and the labels to learn."""

    emission: Rows
    transition: Rows
    labels: NDArray[np.int64]


def read_articles(path: Path) -> Iterator[dict[str, Any]]:
    """The articles of a file, one JSON object a line, gzipped or not."""
    packed = path.read_bytes()
    text = (gzip.decompress(packed) if path.name.endswith(".gz") else packed).decode("utf-8")
    yield from (json.loads(line) for line in text.split("\n") if line.strip())


def head_element(layout: Layout, cue: Sequence[Sequence[int]]) -> int | None:
    """The element of a gold cue's head: its first word outside quotations that is no auxiliary, adverb or pronoun."""
    if not cue:
        return None
    text = layout.reading.text
    first, last = bisect_left(text.token_starts, cue[0][0]), bisect_left(text.token_starts, cue[0][1])
    low = layout.reading.low
    light = word_class("auxiliary") | word_class("modal") | word_class("adverb") | word_class("negation") | word_class("subject") | {"to"}
    inside = [at for at in range(first, last) if layout.reading.unit_of[at] < 0]
    solid = [at for at in inside if low[at][0].isalnum() and low[at] not in light and not low[at].endswith("ly")]
    chosen = (solid or inside)[:1]
    return layout.element_at(chosen[0]) if chosen else None


def lesson(article: Mapping[str, Any]) -> Lesson:
    """An article with its gold, ready for learning."""
    layout = Layout(Reading(Text(article["text"])))
    encoded = encode(layout)
    words = np.array([at for at, e in enumerate(layout.elements) if e.unit < 0], dtype=np.int64)
    heads, gold = [], []
    for attribution in article["attributions"]:
        head = head_element(layout, attribution["cue"])
        if head is not None:
            heads.append(head)
            gold.append(attribution)
    is_cue = np.isin(words, np.array(heads, dtype=np.int64)).astype(np.float32)
    rows = cue_rows(encoded, around(layout, encoded), words).astype(np.int32) if len(words) else np.zeros((0, 1), dtype=np.int32)
    thoughts = [head for head, attribution in zip(heads, gold, strict=True) if not attribution.get("speech", True)]
    weight = np.where(np.isin(words, np.array(thoughts, dtype=np.int64)), THOUGHT_WEIGHT, 1).astype(np.float32)
    return Lesson(layout, words, rows, is_cue, weight, heads, gold)


def gold_labels(layout: Layout, lo: int, hi: int, attribution: Mapping[str, Any]) -> NDArray[np.int64]:
    """The label of each element of a window: the spans that cover most of it."""
    tokens, units = layout.reading.text.tokens, layout.reading.units
    found = np.full(hi - lo, OTHER, dtype=np.int64)
    for at in range(lo, hi):
        element = layout.elements[at]
        start = tokens[element.first].start
        end = units[element.unit].end if element.unit >= 0 else tokens[element.last - 1].end
        for label, spans in ((SOURCE, attribution["source"]), (CONTENT, attribution["content"])):
            covered = sum(max(0, min(end, b) - max(start, a)) for a, b in spans)
            if 2 * covered > end - start:
                found[at - lo] = label
    return found


def cases(part: Lesson, cue_flags: Ints) -> Iterator[Case]:
    """The windows of an article's gold cues; `cue_flags` marks the elements that the cue model takes for cues."""
    encoded = encode(part.layout)
    near = around(part.layout, encoded)
    for head, attribution in zip(part.heads, part.gold, strict=True):
        window = part.layout.window(head)
        at = np.arange(window.lo, window.hi)
        place = places(encoded, near, at, np.full(len(at), head), cue_flags)
        labels = gold_labels(part.layout, window.lo, window.hi, attribution)
        labels[head - window.lo] = OTHER
        if (labels == CONTENT).any():
            yield Case(emission_rows(encoded, place).astype(np.int32), transition_rows(encoded, place).astype(np.int32), labels)


def learn_cues(lessons: Sequence[Lesson], seed: int = SEED) -> Floats:
    """Weights of the cue model: logistic regression by AdaGrad with dropout, averaged over the later epochs."""
    weights = np.zeros(1 << CUE_BITS, dtype=np.float32)
    squares = np.full(1 << CUE_BITS, CUE_START, dtype=np.float32)
    order = np.random.default_rng(seed)
    rows = np.concatenate([x.rows for x in lessons])
    truth = np.concatenate([x.is_cue for x in lessons])
    counted = np.concatenate([x.weight for x in lessons])
    total = np.zeros_like(weights, dtype=np.float64)
    steps = 0
    for epoch in range(CUE_EPOCHS):
        for batch in np.array_split(order.permutation(len(rows)), max(1, len(rows) // 2000)):
            chosen = rows[batch]
            kept = dropped(order, chosen.shape, DROPOUT)
            error = 1 / (1 + np.exp(-(weights[chosen] * kept).sum(axis=1))) - truth[batch]
            error *= counted[batch]
            gradient = np.bincount(chosen.ravel(), (error[:, None] * kept).ravel(), len(weights)).astype(np.float32) / 40
            gradient += CUE_DECAY * weights
            squares += gradient**2
            weights -= CUE_RATE * gradient / np.sqrt(squares)
        if epoch >= CUE_EPOCHS // 2:
            total += weights
            steps += 1
    return (total / steps).astype(np.float32)


def dropped(order: np.random.Generator, shape: tuple[int, ...], share: float) -> Floats:
    """Factors by which features count in one step: 0 for the share left out, and as much more for the others."""
    factors: Floats = (order.random(shape, dtype=np.float32) >= share).astype(np.float32) / np.float32(1 - share)
    return factors


@dataclass
class Table:
    """Feature rows of a batch, (places, features), with the plan by which gradients are summed: rows touched, features in order."""

    rows: Rows
    touched: NDArray[np.int32]
    order: NDArray[np.int64]
    starts: NDArray[np.int64]

    def scores(self, weights: Floats, kept: Floats | None) -> Floats:
        """Summed weights of each place's features, shape (places, columns), each times its factor in `kept`."""
        if kept is None:
            summed: Floats = weights[self.rows].sum(axis=1)
            return summed
        with_factors: Floats = np.einsum("pfc,pf->pc", weights[self.rows], kept)
        return with_factors

    def gradient(self, error: Floats, kept: Floats | None) -> Floats:
        """What an error, one row a place, comes to for each touched row."""
        ranked = error[self.order // self.rows.shape[1]]
        if kept is not None:
            ranked *= kept.ravel()[self.order][:, None]
        gathered: Floats = np.add.reduceat(ranked, self.starts, axis=0)
        return gathered


@dataclass
class Batch:
    """Windows learned from at once."""

    lengths: NDArray[np.int64]
    gold: NDArray[np.int64]
    tables: tuple[Table, Table]


def _table(rows: Rows) -> Table:
    flat = rows.ravel()
    order = np.argsort(flat, kind="stable")
    ranked = flat[order]
    starts = np.flatnonzero(np.concatenate([[True], ranked[1:] != ranked[:-1]]))
    return Table(rows, ranked[starts], order, starts)


def without_rare(found: Sequence[Case], rare: int) -> list[Case]:
    """The windows with features that are seen fewer than `rare` times put into row 0, which has no weight."""
    kept = []
    counts = [np.zeros(1 << bits, dtype=np.int64) for bits in (EMISSION_BITS, TRANSITION_BITS)]
    for case in found:
        np.add.at(counts[0], case.emission.ravel(), 1)
        np.add.at(counts[1], case.transition.ravel(), 1)
    for case in found:
        emission = np.where(counts[0][case.emission] < rare, 0, case.emission)
        transition = np.where(counts[1][case.transition] < rare, 0, case.transition)
        kept.append(Case(emission.astype(np.int32), transition.astype(np.int32), case.labels))
    return kept


def make_batches(found: Sequence[Case], seed: int) -> list[Batch]:
    """Batches of windows of like length."""
    noise = np.random.default_rng(seed).random(len(found))
    by_length = sorted(range(len(found)), key=lambda i: len(found[i].labels) + 6 * noise[i])
    batches = []
    for start in range(0, len(by_length), CHAIN_BATCH):
        part = [found[i] for i in by_length[start : start + CHAIN_BATCH]]
        lengths = np.array([len(case.labels) for case in part])
        tables = _table(np.concatenate([case.emission for case in part])), _table(np.concatenate([case.transition for case in part]))
        batches.append(Batch(lengths, np.concatenate([case.labels for case in part]), tables))
    return batches


def learn_chain(found: Sequence[Case], setting: Setting, seed: int = SEED) -> tuple[Floats, Floats]:
    """Weights of the chain model: conditional log-likelihood by AdaGrad, averaged over the later epochs."""
    return learn_batches(make_batches(without_rare(found, setting.rare), seed), setting, seed)


def learn_batches(batches: Sequence[Batch], setting: Setting, seed: int) -> tuple[Floats, Floats]:
    """Weights of the chain model from batches, taken in a new order each epoch."""
    emission = np.zeros((1 << EMISSION_BITS, LABELS), dtype=np.float32)
    transition = np.zeros((1 << TRANSITION_BITS, LABELS * LABELS), dtype=np.float32)
    squares = [np.full_like(emission, setting.start), np.full_like(transition, setting.start)]
    totals = [np.zeros_like(emission), np.zeros_like(transition)]
    order = np.random.default_rng(seed)
    for epoch in range(CHAIN_EPOCHS):
        for index in order.permutation(len(batches)):
            batch = batches[index]
            kept = [dropped(order, table.rows.shape, setting.dropout) if setting.dropout else None for table in batch.tables]
            errors = _gradients(batch, emission, transition, kept)
            for weights, square, table, error, factors in zip((emission, transition), squares, batch.tables, errors, kept, strict=True):
                _step(weights, square, table, table.gradient(error, factors), setting)
        LOG.info("epoch %d of %d", epoch + 1, CHAIN_EPOCHS)
        if epoch >= CHAIN_EPOCHS // 2:
            totals[0] += emission
            totals[1] += transition
    averaged = CHAIN_EPOCHS - CHAIN_EPOCHS // 2
    return (totals[0] / averaged).astype(np.float32), (totals[1] / averaged).astype(np.float32)


def _step(weights: Floats, square: Floats, table: Table, gradient: Floats, setting: Setting) -> None:
    """One AdaGrad step on the rows that a batch touches."""
    summed = gradient / 10
    summed += setting.decay * weights[table.touched]
    summed[table.touched == 0] = 0
    square[table.touched] += summed**2
    weights[table.touched] -= setting.rate * summed / np.sqrt(square[table.touched])


def _gradients(batch: Batch, emission: Floats, transition: Floats, kept: Sequence[Floats | None]) -> tuple[Floats, Floats]:
    """Expected minus observed counts at each place, for labels and for pairs of labels; `kept` are the factors of their features."""
    lengths, gold = batch.lengths, batch.gold
    inside = np.arange(lengths.max())[None, :] < lengths[:, None]
    labels = np.zeros((*inside.shape, LABELS), dtype=np.float32)
    pairs = np.zeros((*inside.shape, LABELS, LABELS), dtype=np.float32)
    labels[inside] = batch.tables[0].scores(emission, kept[0])
    pairs[inside] = batch.tables[1].scores(transition, kept[1]).reshape(-1, LABELS, LABELS)
    alpha, beta = forward(labels, pairs), backward(labels, pairs, lengths)
    total = log_total(alpha, lengths)[:, None, None]
    expected = np.exp(alpha + beta - total)
    expected_pairs = np.zeros_like(pairs)
    after = (labels + beta)[:, 1:, None, :]
    expected_pairs[:, 1:] = np.exp(np.minimum(alpha[:, :-1, :, None] + pairs[:, 1:] + after - total[..., None], 0))
    error = expected[inside]
    error[np.arange(len(gold)), gold] -= 1
    error_pairs = expected_pairs[inside].reshape(len(gold), -1)
    first = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    going_on = np.ones(len(gold), dtype=bool)
    going_on[first] = False
    error_pairs[np.flatnonzero(going_on), (np.roll(gold, 1) * LABELS + gold)[going_on]] -= 1
    error_pairs[first] = 0
    return error, error_pairs


def cue_scores(part: Lesson, weights: Floats) -> Floats:
    """Probability of each word of an article to be a cue."""
    scores: Floats = 1 / (1 + np.exp(-weights[part.rows].sum(axis=1)))
    return scores


def cross_flags(lessons: Sequence[Lesson], threshold: float = 0.5) -> list[Ints]:
    """For each article which elements a cue model learned from the other half of the articles takes for cues."""
    flags: list[Ints] = [np.zeros(0, dtype=np.int64)] * len(lessons)
    for half in (0, 1):
        weights = learn_cues(lessons[1 - half :: 2])
        for index in range(half, len(lessons), 2):
            part = lessons[index]
            marks = np.zeros(len(part.layout.elements), dtype=np.int64)
            marks[part.words[cue_scores(part, weights) >= threshold]] = 1
            flags[index] = marks
    return flags


def learn(articles: Sequence[Mapping[str, Any]]) -> dict[str, Floats]:
    """The weights of both models; of the chain the mean over the settings, which for linear models is the mean of their scores."""
    lessons = [lesson(article) for article in articles]
    found = [case for part, marks in zip(lessons, cross_flags(lessons), strict=True) for case in cases(part, marks)]
    emission = np.zeros((1 << EMISSION_BITS, LABELS), dtype=np.float32)
    transition = np.zeros((1 << TRANSITION_BITS, LABELS * LABELS), dtype=np.float32)
    for setting in SETTINGS:
        of_labels, of_pairs = learn_chain(found, setting)
        emission += np.float32(setting.share) * of_labels
        transition += np.float32(setting.share) * of_pairs
    return {"cue": learn_cues(lessons), "emission": emission, "transition": transition}


@click.command()
@click.argument("articles", type=click.Path(exists=True, path_type=Path))
@click.argument("weights", type=click.Path(path_type=Path))
def main(articles: Path, weights: Path) -> None:
    """Learn from ARTICLES and write the WEIGHTS file."""
    weights.write_bytes(pack_weights(learn(list(read_articles(articles)))))


if __name__ == "__main__":
    main()
