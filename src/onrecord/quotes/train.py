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
    Rows,
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

LOG = logging.getLogger(__name__)
SEED = 20240501
CUE_EPOCHS = 8
CHAIN_EPOCHS = 8
CUE_RATE = 0.12
DECAY = 1e-5  # weight decay towards 0 a step, the L2 prior
THOUGHT_WEIGHT = 0.4  # cues of beliefs and wishes count less than cues of speech
CHAIN_BATCH = 200


@dataclass(frozen=True)
class Setting:
    """How one of the averaged models is learned.

    `start` and `cue_start` are AdaGrad's sums of squares at the start, which hold rare features back; features of the chain model seen
    fewer than `rare` times are left out.
    """

    rate: float
    start: float
    cue_start: float
    rare: int


SETTINGS = (Setting(0.12, 1e-6, 1e-6, 1), Setting(0.2, 0.02, 2e-4, 6))


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
    rows = cue_rows(encoded, around(layout, encoded), words) if len(words) else np.zeros((0, 1), dtype=np.int32)
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
            yield Case(emission_rows(encoded, place), transition_rows(encoded, place), labels)


def learn_cues(lessons: Sequence[Lesson], setting: Setting = SETTINGS[0], seed: int = SEED) -> Floats:
    """Weights of the cue model: logistic regression by AdaGrad."""
    weights = np.zeros(1 << CUE_BITS, dtype=np.float32)
    squares = np.full(1 << CUE_BITS, setting.cue_start, dtype=np.float32)
    order = np.random.default_rng(seed)
    rows = np.concatenate([x.rows for x in lessons])
    truth = np.concatenate([x.is_cue for x in lessons])
    counted = np.concatenate([x.weight for x in lessons])
    total = np.zeros_like(weights, dtype=np.float64)
    steps = 0
    for epoch in range(CUE_EPOCHS):
        for batch in np.array_split(order.permutation(len(rows)), max(1, len(rows) // 2000)):
            chosen = rows[batch]
            error = 1 / (1 + np.exp(-weights[chosen].sum(axis=1))) - truth[batch]
            error *= counted[batch]
            gradient = np.bincount(chosen.ravel(), np.repeat(error, chosen.shape[1]), len(weights)).astype(np.float32) / 40
            gradient += DECAY * weights * 20
            squares += gradient**2
            weights -= CUE_RATE * gradient / np.sqrt(squares)
        if epoch >= CUE_EPOCHS // 2:
            total += weights
            steps += 1
    return (total / steps).astype(np.float32)


@dataclass
class Table:
    """Feature rows of a batch, (places, features), with the plan by which gradients are summed: rows touched, and places in their order."""

    rows: Rows
    touched: NDArray[np.int32]
    order: NDArray[np.int32]
    starts: NDArray[np.int64]


@dataclass
class Batch:
    """Windows learned from at once."""

    lengths: NDArray[np.int64]
    gold: NDArray[np.int64]
    emission: Table
    transition: Table


def _table(rows: Rows) -> Table:
    flat = rows.ravel()
    order = np.argsort(flat, kind="stable")
    ranked = flat[order]
    starts = np.flatnonzero(np.concatenate([[True], ranked[1:] != ranked[:-1]]))
    return Table(rows, ranked[starts], (order // rows.shape[1]).astype(np.int32), starts)


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
        tables = [_table(np.concatenate(rows)) for rows in ([case.emission for case in part], [case.transition for case in part])]
        batches.append(Batch(lengths, np.concatenate([case.labels for case in part]), *tables))
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
            errors = _gradients(batch, emission, transition)
            _step(emission, squares[0], batch.emission, errors[0], setting.rate)
            _step(transition, squares[1], batch.transition, errors[1], setting.rate)
        LOG.info("epoch %d of %d", epoch + 1, CHAIN_EPOCHS)
        if epoch >= CHAIN_EPOCHS // 2:
            totals[0] += emission
            totals[1] += transition
    kept = CHAIN_EPOCHS - CHAIN_EPOCHS // 2
    return (totals[0] / kept).astype(np.float32), (totals[1] / kept).astype(np.float32)


def _step(weights: Floats, square: Floats, table: Table, error: Floats, rate: float) -> None:
    """One AdaGrad step on the rows that a batch touches; `error` has one row a place."""
    summed = np.add.reduceat(error[table.order], table.starts, axis=0) / 10
    summed += DECAY * 50 * weights[table.touched]
    summed[table.touched == 0] = 0
    square[table.touched] += summed**2
    weights[table.touched] -= rate * summed / np.sqrt(square[table.touched])


def _gradients(batch: Batch, emission: Floats, transition: Floats) -> tuple[Floats, Floats]:
    """Expected minus observed counts at each place, for labels and for pairs of labels."""
    lengths, gold = batch.lengths, batch.gold
    inside = np.arange(lengths.max())[None, :] < lengths[:, None]
    labels = np.zeros((*inside.shape, LABELS), dtype=np.float32)
    pairs = np.zeros((*inside.shape, LABELS, LABELS), dtype=np.float32)
    labels[inside] = emission[batch.emission.rows].sum(axis=1)
    pairs[inside] = transition[batch.transition.rows].sum(axis=1).reshape(-1, LABELS, LABELS)
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


def cross_flags(lessons: Sequence[Lesson], setting: Setting, threshold: float = 0.5) -> list[Ints]:
    """For each article which elements a cue model learned from the other half of the articles takes for cues."""
    flags: list[Ints] = [np.zeros(0, dtype=np.int64)] * len(lessons)
    for half in (0, 1):
        weights = learn_cues(lessons[1 - half :: 2], setting)
        for index in range(half, len(lessons), 2):
            part = lessons[index]
            marks = np.zeros(len(part.layout.elements), dtype=np.int64)
            marks[part.words[cue_scores(part, weights) >= threshold]] = 1
            flags[index] = marks
    return flags


def _learn_one(lessons: Sequence[Lesson], setting: Setting) -> dict[str, Floats]:
    """The weights of both models by one setting."""
    flags = cross_flags(lessons, setting)
    found = [case for part, marks in zip(lessons, flags, strict=True) for case in cases(part, marks)]
    emission, transition = learn_chain(found, setting)
    return {"cue": learn_cues(lessons, setting), "emission": emission, "transition": transition}


def learn(articles: Sequence[Mapping[str, Any]]) -> dict[str, Floats]:
    """The weights of both models: the mean of those learned by each setting, which for linear models is the mean of their scores."""
    lessons = [lesson(article) for article in articles]
    learned = [_learn_one(lessons, setting) for setting in SETTINGS]
    return {name: np.mean([one[name] for one in learned], axis=0, dtype=np.float32) for name in learned[0]}


@click.command()
@click.argument("articles", type=click.Path(exists=True, path_type=Path))
@click.argument("weights", type=click.Path(path_type=Path))
def main(articles: Path, weights: Path) -> None:
    """Learn from ARTICLES and write the WEIGHTS file."""
    weights.write_bytes(pack_weights(learn(list(read_articles(articles)))))


if __name__ == "__main__":
    main()
