"""A linear-chain conditional random field over windows of elements, in whole batches (Lafferty et al. 2001).

Labels are 0 other, 1 source, 2 content. Scores of labels have shape (windows, length, LABELS), scores of label pairs (windows, length,
LABELS, LABELS), the pair at a place being the label before it and its own; the pair at place 0 is not used. Shorter windows are padded at
the end.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
OTHER, SOURCE, CONTENT = 0, 1, 2
LABELS = 3
NEVER = np.float32(-1e4)
STAGES = np.array([OTHER, CONTENT, SOURCE, OTHER, CONTENT])  # labels of the states before, in and after the one source
_ALLOWED = np.array([[1, 1, 1, 0, 0], [1, 1, 1, 0, 0], [0, 0, 1, 1, 1], [0, 0, 0, 1, 1], [0, 0, 0, 1, 1]], dtype=bool)

_PAIRS = STAGES[:, None] * LABELS + STAGES


def _logsumexp(values: Floats, axis: int) -> Floats:
    top = values.max(axis=axis, keepdims=True)
    summed: Floats = np.log(np.exp(values - top).sum(axis=axis)) + top.squeeze(axis)
    return summed


def forward(labels: Floats, pairs: Floats) -> Floats:
    """Log of the summed scores of all ways to each label, shape of `labels`."""
    own = np.ascontiguousarray(labels.transpose(1, 2, 0))  # one place after another, each label's scores of all windows in a row
    steps = np.ascontiguousarray(pairs.transpose(1, 2, 3, 0))
    alpha = np.empty_like(own)
    alpha[0] = own[0]
    ways = np.empty_like(steps[0])
    first, second, third = ways
    top, total = np.empty_like(first), np.empty_like(first)
    for before, after, step, here in zip(alpha[:-1, :, None], alpha[1:], steps[1:], own[1:], strict=True):
        np.add(before, step, out=ways)
        np.maximum(first, second, out=top)
        np.maximum(top, third, out=top)
        np.subtract(ways, top, out=ways)
        np.exp(ways, out=ways)
        np.add(first, second, out=total)
        np.add(total, third, out=total)
        np.log(total, out=total)
        np.add(total, top, out=total)
        np.add(total, here, out=after)
    return alpha.transpose(2, 0, 1)


def backward(labels: Floats, pairs: Floats, lengths: NDArray[np.int64]) -> Floats:
    """Log of the summed scores of all ways on from each label; 0 at a window's last element."""
    beta = np.zeros_like(labels)
    for at in range(labels.shape[1] - 2, -1, -1):
        step = _logsumexp(pairs[:, at + 1] + (labels[:, at + 1] + beta[:, at + 1])[:, None, :], 2)
        beta[:, at] = np.where((at + 1 < lengths)[:, None], step, 0.0)
    return beta


def log_total(alpha: Floats, lengths: NDArray[np.int64]) -> Floats:
    """Log of the summed scores of all labellings of each window."""
    rows = np.arange(len(lengths))
    return _logsumexp(alpha[rows, lengths - 1], 1)


def best_labels(labels: Floats, pairs: Floats, lengths: NDArray[np.int64]) -> tuple[NDArray[np.int64], Floats]:
    """The best labelling of each window with at most one source (Viterbi), 0 beyond its length, with its score."""
    count, length, _ = labels.shape
    states = len(STAGES)
    own = labels.transpose(1, 2, 0)[:, STAGES]
    steps = pairs.transpose(1, 2, 3, 0).reshape(length, LABELS * LABELS, count)[:, _PAIRS.ravel()]
    steps[:, ~_ALLOWED.ravel()] = NEVER
    steps = steps.reshape(length, states, states, count)
    score = np.empty((length, states, count), dtype=own.dtype)
    score[0] = own[0]
    score[0, 3:] = NEVER
    ways = np.empty_like(steps[0])
    for before, after, step, here in zip(score[:-1, :, None], score[1:], steps[1:], own[1:], strict=True):
        np.add(before, step, out=ways)
        np.maximum.reduce(ways, axis=0, out=after)
        np.add(after, here, out=after)
    rows = np.arange(count)
    ends = score[lengths - 1, :, rows]
    last = ends.argmax(axis=1)
    back_to = (score[:-1, :, None] + steps[1:]).argmax(axis=1).astype(np.uint8).transpose(2, 0, 1)
    found = np.zeros((count, length), dtype=np.int64)
    for row, (size, end, back) in enumerate(zip(lengths.tolist(), last.tolist(), map(np.ndarray.tobytes, back_to), strict=True)):
        path = [end]
        for at in range(size - 2, -1, -1):
            path.append(back[at * states + path[-1]])
        found[row, :size] = STAGES[path[::-1]]
    return found, ends[rows, last]
