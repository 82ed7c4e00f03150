"""Gradient boosting of oblivious trees in numpy: what the block model is trained with, so that no learning library is needed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
BINS = 48


@dataclass(frozen=True)
class Plan:
    """How the trees are grown: their number, questions a tree, step, ridge on leaves, and the shares of rows and columns each tree sees."""

    trees: int = 160
    depth: int = 5
    rate: float = 0.12
    ridge: float = 4.0
    rows: float = 0.4
    columns: float = 0.4
    seed: int = 7


def fit(features: Array, labels: Array, weights: Array, plan: Plan, prior: Array | None = None) -> dict[str, Any]:
    """Weights of a sum of trees that gives the log-odds of `labels`, or what `prior` (log-odds a row) lacks of them; deterministic."""
    cuts = _cuts(features)
    binned = np.stack([np.searchsorted(cut, features[:, i], side="left").astype(np.uint8) for i, cut in enumerate(cuts)])
    mean = float(np.average(labels, weights=weights))
    bias = float(np.log(mean / (1 - mean))) if prior is None else 0.0
    sums = np.full(len(labels), bias) if prior is None else prior.astype(np.float64)
    useful = np.array([len(cut) > 0 for cut in cuts])
    random = np.random.default_rng(plan.seed)
    model: dict[str, Any] = {"bias": round(bias, 5), "columns": [], "cuts": [], "leaves": []}
    for _ in range(plan.trees):
        rows = np.flatnonzero(random.random(len(labels)) < plan.rows)
        chance = 1 / (1 + np.exp(-sums))
        gradient, curve = weights * (labels - chance), weights * chance * (1 - chance)
        asked = np.flatnonzero((random.random(len(binned)) < plan.columns) & useful)
        questions, leaf = _grow(binned[np.ix_(asked, rows)], gradient[rows], curve[rows], plan)
        questions = [(int(asked[column]), cut) for column, cut in questions]
        values = _leaves(leaf, gradient[rows], curve[rows], plan)
        everywhere = sum(
            ((binned[c] > b).astype(np.int64) << level for level, (c, b) in enumerate(questions)), start=np.zeros(len(labels), np.int64)
        )
        sums += values[everywhere]
        model["columns"].append([c for c, _ in questions])
        model["cuts"].append([float(cuts[c][min(b, len(cuts[c]) - 1)]) if len(cuts[c]) else 0.0 for c, b in questions])
        model["leaves"].append([round(float(v), 4) for v in values])
    return model


def _cuts(features: Array) -> list[Array]:
    """Cut points of each column: at most BINS quantiles, rounded so that they can be written down exactly."""
    found = []
    for column in features.T:
        quantiles = np.unique(np.quantile(column, np.linspace(0, 1, BINS + 1)[1:-1]))
        found.append(np.unique(quantiles.astype(np.float32)))
    return found


def _grow(binned: Array, gradient: Array, curve: Array, plan: Plan) -> tuple[list[tuple[int, int]], Array]:
    """Questions (column, bin) of one tree, level by level, and the leaf of each row."""
    leaf = np.zeros(binned.shape[1], np.int64)
    questions: list[tuple[int, int]] = []
    for level in range(plan.depth):
        leaves = 1 << level
        best = (-1.0, 0, 0)
        base = leaf * (BINS + 1)
        for column, bins in enumerate(binned):
            cell = base + bins
            size = leaves * (BINS + 1)
            g = np.bincount(cell, gradient, size).reshape(leaves, -1)
            h = np.bincount(cell, curve, size).reshape(leaves, -1)
            left_g, left_h = np.cumsum(g, axis=1), np.cumsum(h, axis=1)
            right_g, right_h = left_g[:, -1:] - left_g, left_h[:, -1:] - left_h
            gain = (left_g**2 / (left_h + plan.ridge) + right_g**2 / (right_h + plan.ridge)).sum(axis=0)[:-1]
            at = int(np.argmax(gain))
            if gain[at] > best[0]:
                best = (float(gain[at]), column, at)
        questions.append((best[1], best[2]))
        leaf |= (binned[best[1]] > best[2]).astype(np.int64) << level
    return questions, leaf


def _leaves(leaf: Array, gradient: Array, curve: Array, plan: Plan) -> Array:
    """Step of each leaf."""
    size = 1 << plan.depth
    return plan.rate * np.bincount(leaf, gradient, size) / (np.bincount(leaf, curve, size) + plan.ridge)
