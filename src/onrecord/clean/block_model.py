"""The block model: which lines of a page are the article's text. Boosted trees, weights as JSON, inference in numpy.

Method: gradient boosting (Friedman 2001) of oblivious trees (one question a level for all branches; Prokhorenkova et al. 2018). A model of
lines has a second pass stacked on the scores of the first (Wolpert 1992). A model of HTML blocks starts from priors: what a general
extractor keeps, of which the trees learn only the errors, and what the page declares. How the weights were learned, and how good they
are, stands in the card inside the weights file.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.clean.context import context_features
from onrecord.clean.features import NAMES, Matrix

Scores = NDArray[np.float64]
SUREST = 0.99  # the best bin of a measured curve holds too few pages to claim more


@dataclass(frozen=True)
class Trees:
    """A sum of oblivious trees: `columns` and `cuts` have shape (trees, depth), `leaves` (trees, 2 ** depth)."""

    bias: float
    columns: NDArray[np.int64]
    cuts: NDArray[np.float32]
    leaves: NDArray[np.float64]

    @classmethod
    def of(cls, weights: dict[str, Any]) -> Trees:
        """The trees that a weights file holds."""
        return cls(
            float(weights["bias"]),
            np.array(weights["columns"], np.int64),
            np.array(weights["cuts"], np.float32),
            np.array(weights["leaves"]),
        )

    def scores(self, features: Matrix, prior: Scores | None = None) -> Scores:
        """Probability of each row, from its features and the log-odds it starts from."""
        if not len(features):
            return np.zeros(0)
        columns = np.ascontiguousarray(features.T)
        leaf = np.zeros((len(self.columns), len(features)), np.uint8)  # shape (trees, rows); small enough to stay at hand
        for level, (column, cut) in enumerate(zip(self.columns.T, self.cuts.T, strict=True)):
            leaf |= (columns[column] > cut[:, None]).view(np.uint8) << np.uint8(level)
        first = np.arange(0, self.leaves.size, self.leaves.shape[1])
        sums = self.leaves.take(np.ascontiguousarray(leaf.T) + first).sum(axis=1)  # row by row, so that the order of the sum is fixed
        sums = sums + self.bias + (0 if prior is None else prior)
        chances: Scores = 1 / (1 + np.exp(-np.clip(sums, -30, 30)))
        return chances


@dataclass(frozen=True)
class BlockModel:
    """The passes, the probability from which a line is kept, and the priors: columns of the features (shares) and their weights."""

    first: Trees
    second: Trees | None
    threshold: float
    priors: tuple[tuple[int, float], ...] = ()

    def scores(self, features: Matrix) -> Scores:
        """Probability of each line of a page to be the article's text, from all features of its lines."""
        scores = self.first.scores(features, prior_odds(features, self.priors))
        if self.second is None:
            return scores
        words = np.expm1(features[:, NAMES.index("words")])
        return self.second.scores(np.hstack([features, context_features(scores, words)]))


def prior_odds(features: Matrix, priors: Sequence[tuple[int, float]]) -> Scores:
    """Log-odds that the trees start from: a share of 1 adds a prior's weight, 0 takes it; a column without any share tells nothing."""
    odds = np.zeros(len(features))
    for column, weight in priors:
        shares = features[:, column].astype(np.float64)
        if len(shares) and shares.max() > 0:
            odds += weight * (2 * shares - 1)
    return odds


@cache
def block_model(name: str) -> BlockModel:
    """The model of `data/<name>.json`: `dump_model`, `page_model` or `quick_model`."""
    weights = json.loads(files(__package__).joinpath("data", f"{name}.json").read_text("utf-8"))
    second = Trees.of(weights["second"]) if weights.get("second") else None
    priors = tuple((int(column), float(weight)) for column, weight in weights.get("priors", ()))
    return BlockModel(Trees.of(weights["first"]), second, float(weights["threshold"]), priors)


@dataclass(frozen=True)
class SingleModel:
    """One pass of trees, the probability from which a candidate is taken, and what its probabilities are worth.

    `curve` holds pairs (probability, share that was right) in rising order, measured on pages that were not learned from.
    """

    trees: Trees
    threshold: float
    curve: tuple[tuple[float, float], ...]

    def calibrated(self, chance: float) -> float:
        """The measured share of right ones among candidates of this probability."""
        xs, ys = zip(*self.curve, strict=True)
        return min(SUREST, float(np.interp(chance, xs, ys)))


@cache
def single_model(name: str) -> SingleModel:
    """The model of `data/<name>.json`: `title_model` or `date_model`."""
    weights = json.loads(files(__package__).joinpath("data", f"{name}.json").read_text("utf-8"))
    return SingleModel(Trees.of(weights["trees"]), float(weights["threshold"]), tuple((float(x), float(y)) for x, y in weights["curve"]))
