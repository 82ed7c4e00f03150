"""What the lines around a line were taken for: numbers for the second pass of the block model."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from onrecord.clean.features import Matrix, shifted

OFFSETS = (-4, -3, -2, -1, 1, 2, 3, 4)
NAMES = (
    "score", *(f"score_{at:+d}" for at in OFFSETS), "mean_5", "mean_15", "text_before", "text_after", "in_run", "run_start", "run_end",
    "run_share", "rest_best", "run_place",
)  # fmt: skip
DOUBT = 0.35  # a line must be likelier than this to lengthen the run; chosen on the development dumps


def context_features(scores: NDArray[np.float64], words: Matrix) -> Matrix:
    """Features of every line from the first pass's scores; shape (lines, len(NAMES)).

    Args:
        scores: probability of being the article's text, a line.
        words: number of words, a line.
    """
    count = len(scores)
    if not count:
        return np.zeros((0, len(NAMES)), np.float32)
    near = np.hstack([shifted(scores[:, None].astype(np.float32), offset) for offset in OFFSETS])
    mass = scores * words
    total = max(1.0, float(mass.sum()))
    before = np.cumsum(mass) - mass
    start, end = best_run(scores, words)
    index = np.arange(count)
    inside = (index >= start) & (index < end)
    outside = np.where(inside, 0, mass)
    place = np.where(inside, (index - start) / max(1, end - start), np.where(index < start, -1.0, 2.0))
    return np.column_stack([
        scores, near, _mean(scores, 5), _mean(scores, 15), before / total, (total - before - mass) / total, inside,
        np.clip(index - start, -30, 30), np.clip(end - 1 - index, -30, 30), np.full(count, mass[start:end].sum() / total),
        np.full(count, outside.max() / total), place,
    ]).astype(np.float32)  # fmt: skip


def best_run(scores: NDArray[np.float64], words: Matrix) -> tuple[int, int]:
    """The run of lines with the most text gained over text in doubt: half-open indices (maximum-sum segment)."""
    gains = (scores - DOUBT) * np.sqrt(words + 1)
    sums = np.concatenate([[0.0], np.cumsum(gains)])
    floors = np.minimum.accumulate(sums)
    end = int(np.argmax(sums[1:] - floors[:-1])) + 1
    return int(np.argmin(sums[:end])), end


def _mean(scores: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    half = width // 2
    return np.convolve(scores, np.ones(width))[half : half + len(scores)] / width
