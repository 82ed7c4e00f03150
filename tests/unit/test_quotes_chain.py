"""The chain model's sums and best labels, against counting every labelling."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from onrecord.quotes.chain import LABELS, SOURCE, backward, best_labels, forward, log_total

LENGTH = 4


@pytest.fixture
def scores() -> tuple[np.ndarray, np.ndarray]:
    """Scores of two windows."""
    order = np.random.default_rng(3)
    return order.normal(size=(2, LENGTH, LABELS)).astype(np.float32), order.normal(size=(2, LENGTH, LABELS, LABELS)).astype(np.float32)


def score_of(labels: np.ndarray, pairs: np.ndarray, path: tuple[int, ...]) -> float:
    """Score of one labelling of one window."""
    own = sum(labels[at, label] for at, label in enumerate(path))
    return float(own + sum(pairs[at, path[at - 1], path[at]] for at in range(1, len(path))))


@pytest.mark.parametrize("length", [1, 3, LENGTH])
def test_total_sums_every_labelling(scores: tuple[np.ndarray, np.ndarray], length: int) -> None:
    """The total is the log of the sum over all labellings of the window's length."""
    labels, pairs = scores
    every = [score_of(labels[0], pairs[0], path) for path in product(range(LABELS), repeat=length)]
    found = log_total(forward(labels, pairs), np.array([length, LENGTH]))
    assert found[0] == pytest.approx(np.log(np.exp(every).sum()), rel=1e-4)


def test_marginals_sum_to_one(scores: tuple[np.ndarray, np.ndarray]) -> None:
    """At each place of a window the probabilities of the labels are one."""
    labels, pairs = scores
    lengths = np.array([3, LENGTH])
    alpha, beta = forward(labels, pairs), backward(labels, pairs, lengths)
    total = log_total(alpha, lengths)
    shares = np.exp(alpha + beta - total[:, None, None]).sum(axis=2)
    assert shares[0, :3] == pytest.approx(1, rel=1e-4)
    assert shares[1] == pytest.approx(1, rel=1e-4)


def test_best_has_one_source_at_most(scores: tuple[np.ndarray, np.ndarray]) -> None:
    """The best labelling is the best of those whose source is one stretch."""
    labels, pairs = scores
    best, total = best_labels(labels, pairs, np.array([LENGTH, 2]))

    def runs(path: tuple[int, ...]) -> int:
        return sum(1 for at, label in enumerate(path) if label == SOURCE and (at == 0 or path[at - 1] != SOURCE))

    allowed = [path for path in product(range(LABELS), repeat=LENGTH) if runs(path) <= 1]
    expected = max(allowed, key=lambda path: score_of(labels[0], pairs[0], path))
    assert tuple(best[0]) == expected
    assert total[0] == pytest.approx(score_of(labels[0], pairs[0], expected), rel=1e-4)
    assert not best[1, 2:].any()
