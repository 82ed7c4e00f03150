"""Where a line of a dump stands among runs of sentences: numbers for the first pass of the dump model.

An article is one long run of sentences with few lines between; what follows it is sentences among many short lines, links and dates.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from onrecord.clean.features import NAMES as LINE_NAMES
from onrecord.clean.features import Matrix
from onrecord.clean.lexicon import KINDS

SENTENCE_WORDS = 12
STOP_SHARE = 0.25
SHORT_WORDS = 6
OTHER_LINE = -1.5  # what a line that is no sentence costs the longest run; a sentence gives the root of its words
LONGEST_BREAK = 3  # lines from one sentence of a run to the next
DATED = 0.2
NAMES = (
    "since_run_start", "until_run_end", "in_longest_run", "longest_run", "run_of_all", "run_of_longest", "sentences_7", "sentences_21",
    "short_7", "short_21", "dated_15", "furniture_7", "furniture_21", "titled_9", "read_so_far",
)  # fmt: skip
Vector = NDArray[np.float64]


def run_features(lines: Matrix) -> Matrix:
    """Features of every line, from the features of all lines of the page; shape (lines, len(NAMES))."""
    if not len(lines):
        return np.zeros((0, len(NAMES)), np.float32)
    words = np.expm1(_column(lines, "words"))
    ends = (_column(lines, "ends_sentence") > 0) | (_column(lines, "ends_quote") > 0)
    sentences = ((words >= SENTENCE_WORDS) & ends & (_column(lines, "stop_share") > STOP_SHARE)).astype(float)
    mass = words * sentences
    total = max(1.0, float(mass.sum()))
    start, end = _longest_run(np.where(sentences > 0, np.sqrt(words), OTHER_LINE))
    runs = _masses(sentences, mass)
    index = np.arange(len(lines))
    short, dated = (words <= SHORT_WORDS).astype(float), (_column(lines, "date_share") > DATED).astype(float)
    furniture = lines[:, [LINE_NAMES.index(f"kind_{kind}") for kind in KINDS]].max(axis=1).astype(float)
    return np.column_stack([
        np.clip(index - start, -40, 40), np.clip(end - 1 - index, -40, 40), (index >= start) & (index < end),
        np.full(len(lines), end - start), runs / total, runs / max(1.0, float(runs.max())), _around(sentences, 7), _around(sentences, 21),
        _around(short, 7), _around(short, 21), _around(dated, 15), _around(furniture, 7), _around(furniture, 21),
        _around(_column(lines, "title_share") * (words > 3), 9), np.cumsum(mass) / total,
    ]).astype(np.float32)  # fmt: skip


def _column(lines: Matrix, name: str) -> Vector:
    return lines[:, LINE_NAMES.index(name)].astype(np.float64)


def _longest_run(gains: Vector) -> tuple[int, int]:
    """Half-open indices of the run with the greatest sum (maximum-sum segment)."""
    sums = np.concatenate([[0.0], np.cumsum(gains)])
    floors = np.minimum.accumulate(sums)
    end = int(np.argmax(sums[1:] - floors[:-1])) + 1
    return int(np.argmin(sums[:end])), end


def _masses(sentences: Vector, mass: Vector) -> Vector:
    """For every line, the words in the run of sentences that it is in or behind."""
    at = np.flatnonzero(sentences)
    starts = np.zeros(len(sentences), np.int64)
    if len(at):
        starts[at[np.concatenate([[True], np.diff(at) > LONGEST_BREAK])]] = 1
    runs = np.cumsum(starts)
    words: Vector = np.bincount(runs, mass)[runs].astype(np.float64)
    return words


def _around(values: Vector, width: int) -> Vector:
    """Sum of the values in a window around each line."""
    half = width // 2
    return np.convolve(values, np.ones(width))[half : half + len(values)]
