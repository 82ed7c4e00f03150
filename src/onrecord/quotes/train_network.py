"""Learns the network: cues and the labels of their windows together, by gradients written out for its few layers.

Method: log-likelihood of cues and of labellings (as in `chain`), Adam (Kingma & Ba 2015) with decoupled weight decay, dropout (Srivastava
et al. 2014), and the mean of the weights over the last steps. CPU only; seeded; the same articles give the same weights.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from onrecord.quotes.chain import LABELS, Floats, backward, forward, log_total
from onrecord.quotes.encode import Ints
from onrecord.quotes.network import DILATIONS, LAYERS, SHAPES, beside, shifted

LOG = logging.getLogger(__name__)
EPOCHS = 14
ARTICLES = 8  # learned from in one step
RATE = 4e-3
WARM_UP = 100  # steps in which the rate grows to RATE; from then on it falls to a tenth
DECAY = 1e-2
DROPOUT = 0.25
LONGEST = 200.0  # length to which the gradient of a step is cut
MOMENTS = (0.9, 0.99)
AVERAGED = 200  # steps of which the weights are the mean, more or less
GAP = max(DILATIONS)  # empty places between two articles, so that none sees the other
SMALL = np.float32(1e-6)
Rows = NDArray[np.int32]
Tables = dict[str, Floats]


@dataclass(frozen=True)
class Window:
    """The window of a cue: the cue, the first element, the feature rows and the labels of all elements."""

    head: int
    lo: int
    rows: Rows
    labels: Ints


@dataclass(frozen=True)
class Example:
    """An article to learn from: feature rows of its elements, for each whether it is a cue and how much that counts, and its windows."""

    rows: Rows
    is_cue: Floats
    weight: Floats
    windows: Sequence[Window]


@dataclass
class Batch:
    """Articles one behind the other with a gap between them; windows as one long row of elements."""

    rows: Rows
    inside: Floats
    is_cue: Floats
    weight: Floats
    at: Ints
    heads: Ints
    lengths: Ints
    window: Rows
    labels: Ints


def joined(examples: Sequence[Example]) -> Batch:
    """The articles as one batch."""
    starts = np.cumsum([GAP, *[len(example.rows) + GAP for example in examples]])
    rows = np.zeros((starts[-1], examples[0].rows.shape[1]), dtype=np.int32)
    marks = np.zeros((3, starts[-1]), dtype=np.float32)
    for start, example in zip(starts.tolist(), examples, strict=False):
        own = slice(start, start + len(example.rows))
        rows[own] = example.rows
        marks[:, own] = np.ones(len(example.rows)), example.is_cue, example.weight
    none = np.zeros(0, dtype=np.int64)
    windows = [(start, window) for start, example in zip(starts.tolist(), examples, strict=False) for window in example.windows]
    return Batch(
        rows,
        marks[0][:, None],
        marks[1],
        marks[2],
        at=np.concatenate([none, *(np.arange(len(w.labels)) + start + w.lo for start, w in windows)]),
        heads=np.array([start + w.head for start, w in windows], dtype=np.int64),
        lengths=np.array([len(w.labels) for _, w in windows], dtype=np.int64),
        window=np.concatenate([w.rows for _, w in windows]) if windows else np.zeros((0, 0), dtype=np.int32),
        labels=np.concatenate([none, *(w.labels for _, w in windows)]),
    )


def kept(order: np.random.Generator, shape: tuple[int, ...]) -> Floats:
    """Factors of one step: 0 for the share DROPOUT that is left out, and as much more for the others."""
    factors: Floats = (order.random(shape, dtype=np.float32) >= DROPOUT).astype(np.float32) / np.float32(1 - DROPOUT)
    return factors


def gradients(tables: Mapping[str, Floats], batch: Batch, order: np.random.Generator) -> tuple[Tables, float]:
    """The gradient of each table and the loss of a batch, with dropout anew from `order`."""
    found = {name: np.zeros_like(table) for name, table in tables.items()}
    keep_rows = kept(order, batch.rows.shape)
    state = _summed(tables["words"], batch.rows, keep_rows) * batch.inside
    passed = []
    for name, step in zip(LAYERS, DILATIONS, strict=True):
        seen, keep = beside(state, step), kept(order, state.shape) * batch.inside
        added = np.maximum(seen @ tables[name] + tables[f"{name}_bias"], 0) * keep
        passed.append((seen, added, keep))
        state = state + added
    chance: Floats = np.reciprocal(1 + np.exp(-(state @ tables["cue"] + tables["cue_bias"])))
    error = (chance - batch.is_cue) * batch.weight
    loss = -float((batch.weight * np.log(np.abs(1 - batch.is_cue - chance) + SMALL)).sum())
    found["cue"] += error @ state
    found["cue_bias"] += error.sum()
    slope: Floats = error[:, None] * tables["cue"]
    if len(batch.lengths):
        loss += _window_gradients(tables, batch, state, kept(order, (len(batch.at), state.shape[1])), (found, slope))
    for (name, step), (seen, added, keep) in zip(reversed(list(zip(LAYERS, DILATIONS, strict=True))), reversed(passed), strict=True):
        own = slope * (added > 0) * keep
        found[name] += seen.T @ own
        found[f"{name}_bias"] += own.sum(axis=0)
        before, here, after = np.split(own @ tables[name].T, 3, axis=1)
        slope = slope + shifted(before, -step) + here + shifted(after, step)
    _scatter(found["words"], batch.rows, slope * batch.inside, keep_rows)
    return found, loss


def _window_gradients(tables: Mapping[str, Floats], batch: Batch, state: Floats, keep: Floats, sums: tuple[Tables, Floats]) -> float:
    """Adds what the windows of a batch say about the tables and the states to `sums`; their loss."""
    found, slope = sums
    near, cues = state[batch.at], state[batch.heads]
    seen = near @ tables["element"] + np.repeat(cues @ tables["head"], batch.lengths, axis=0) + _summed(tables["window"], batch.window)
    seen = np.maximum(seen, 0) * keep
    labels, pairs = seen @ tables["labels"] + tables["labels_bias"], seen @ tables["pairs"] + tables["pairs_bias"]
    of_labels, of_pairs, loss = label_errors(labels, pairs, batch.lengths, batch.labels)
    for name, error in (("labels", of_labels), ("pairs", of_pairs)):
        found[name] += seen.T @ error
        found[f"{name}_bias"] += error.sum(axis=0)
    own = (of_labels @ tables["labels"].T + of_pairs @ tables["pairs"].T) * (seen > 0) * keep
    of_heads = np.add.reduceat(own, np.cumsum(batch.lengths) - batch.lengths, axis=0)
    found["element"] += near.T @ own
    found["head"] += cues.T @ of_heads
    _scatter(found["window"], batch.window, own)
    np.add.at(slope, batch.at, own @ tables["element"].T)
    np.add.at(slope, batch.heads, of_heads @ tables["head"].T)
    return loss


def _summed(table: Floats, rows: Rows, factors: Floats | None = None) -> Floats:
    """The sum of the table's rows of each place, each times its factor; feature by feature, which keeps to the processor's own memory."""
    found = np.zeros((len(rows), table.shape[1]), dtype=np.float32)
    for column, own in enumerate(rows.T):
        found += table[own] if factors is None else table[own] * factors[:, column, None]
    return found


def _scatter(table: Floats, rows: Rows, slope: Floats, factors: Floats | None = None) -> None:
    """Adds the slope of each place to the rows of its features, times the factor of each."""
    for column, own in enumerate(rows.T):
        order = np.argsort(own, kind="stable")
        ranked = own[order]
        starts = np.flatnonzero(np.concatenate([[True], ranked[1:] != ranked[:-1]]))
        values = slope[order] if factors is None else slope[order] * factors[order, column, None]
        table[ranked[starts]] += np.add.reduceat(values, starts, axis=0)


def label_errors(labels: Floats, pairs: Floats, lengths: Ints, gold: Ints) -> tuple[Floats, Floats, float]:
    """Expected minus observed counts of labels and of label pairs at each element of windows, and the negative log-likelihood.

    `labels` (elements, LABELS) and `pairs` (elements, LABELS * LABELS) are the scores, `gold` the labels of all windows in a row.
    """
    inside = np.arange(lengths.max())[None, :] < lengths[:, None]
    own = np.zeros((*inside.shape, LABELS), dtype=np.float32)
    both = np.zeros((*inside.shape, LABELS, LABELS), dtype=np.float32)
    own[inside] = labels
    both[inside] = pairs.reshape(-1, LABELS, LABELS)
    alpha, beta = forward(own, both), backward(own, both, lengths)
    total = log_total(alpha, lengths)
    expected = np.exp(np.minimum(alpha + beta - total[:, None, None], 0))
    expected_pairs = np.zeros_like(both)
    ways = alpha[:, :-1, :, None] + both[:, 1:] + (own + beta)[:, 1:, None, :] - total[:, None, None, None]
    expected_pairs[:, 1:] = np.exp(np.minimum(ways, 0))
    first = np.cumsum(lengths) - lengths
    going_on = np.ones(len(gold), dtype=bool)
    going_on[first] = False
    places, pair = np.flatnonzero(going_on), (np.roll(gold, 1) * LABELS + gold)[going_on]
    every = np.arange(len(gold))
    loss = float(total.sum() - labels[every, gold].sum() - pairs[places, pair].sum())
    error, error_pairs = expected[inside], expected_pairs[inside].reshape(len(gold), -1)
    error[every, gold] -= 1
    error_pairs[places, pair] -= 1
    error_pairs[first] = 0
    return error, error_pairs, loss


def start(order: np.random.Generator) -> Tables:
    """The tables before learning: small random numbers, no bias, few cues."""
    tables: Tables = {}
    for name, shape in SHAPES.items():
        size = {"words": 0.1, "window": 0.1, "labels": 0.1, "pairs": 0.02}.get(name, shape[0] ** -0.5)
        is_drawn = len(shape) > 1
        tables[name] = order.normal(0, size, shape).astype(np.float32) if is_drawn else np.zeros(shape, dtype=np.float32)
    tables["cue_bias"] -= 2.5
    return tables


@dataclass
class Adam:
    """The state of the steps: both moments of the gradient, the mean of the tables, and the steps taken."""

    tables: Tables
    last: int
    taken: int = 0
    moments: tuple[Tables, Tables] = field(init=False)
    mean: Tables = field(init=False)

    def __post_init__(self) -> None:
        """Starts at nothing."""
        self.moments = tuple({name: np.zeros_like(table) for name, table in self.tables.items()} for _ in MOMENTS)  # type: ignore[assignment]
        self.mean = {name: table.copy() for name, table in self.tables.items()}

    def step(self, found: Mapping[str, Floats]) -> None:
        """One step down the gradient."""
        self.taken += 1
        length = float(np.sqrt(sum(float(np.square(gradient).sum()) for gradient in found.values())))
        factor = np.float32(min(1.0, LONGEST / max(length, 1e-9)))
        rate = RATE * min(1.0, self.taken / WARM_UP) * (1 - 0.9 * self.taken / self.last)
        wide = [np.float32(1 - moment**self.taken) for moment in MOMENTS]
        for name, table in self.tables.items():
            gradient = found[name] * factor
            for moment, share, power in zip(self.moments, MOMENTS, (gradient, gradient * gradient), strict=True):
                moment[name] *= np.float32(share)
                moment[name] += np.float32(1 - share) * power
            change = self.moments[0][name] / wide[0] / (np.sqrt(self.moments[1][name] / wide[1]) + SMALL)
            if table.ndim > 1:
                change += np.float32(DECAY) * table
            np.subtract(table, np.float32(rate) * change, out=table)
            self.mean[name] += (table - self.mean[name]) * np.float32(max(1 / AVERAGED, 1 / (self.taken + 1)))


def learn_network(examples: Sequence[Example], seed: int) -> Tables:
    """The tables of the network, learned from articles in a new order each epoch."""
    order = np.random.default_rng(seed)
    steps = max(1, len(examples) // ARTICLES)
    adam = Adam(start(order), EPOCHS * steps)
    for epoch in range(EPOCHS):
        total = 0.0
        for chosen in np.array_split(order.permutation(len(examples)), steps):
            found, loss = gradients(adam.tables, joined([examples[at] for at in chosen.tolist()]), order)
            adam.step(found)
            total += loss
        LOG.info("epoch %d of %d: loss %.0f", epoch + 1, EPOCHS, total)
    unseen(adam.mean["words"], [example.rows for example in examples])
    unseen(adam.mean["window"], [window.rows for example in examples for window in example.windows])
    return adam.mean


def unseen(table: Floats, rows: Sequence[Rows]) -> None:
    """Puts rows of a table that no example has to 0: they hold what chance gave them at the start."""
    known = np.zeros(len(table), dtype=bool)
    for part in rows:
        known[part] = True
    table[~known] = 0
