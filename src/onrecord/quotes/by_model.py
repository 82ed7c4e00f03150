"""Content and source of the cues of an article by the learned models."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from onrecord.quotes.attribution import Attribution
from onrecord.quotes.chain import CONTENT, LABELS, SOURCE, Floats, best_labels, forward, log_total
from onrecord.quotes.cues import cue_at
from onrecord.quotes.encode import Encoded, Ints, encode
from onrecord.quotes.features import Around, around, cue_rows, emission_rows, places, transition_rows
from onrecord.quotes.windows import Layout

CUE_THRESHOLD = 0.4  # best F1 of cues with content on the development articles
FLAG_THRESHOLD = 0.5  # what counts as another cue for the chain model; the same as in learning
BATCH = 64  # windows labelled at once


def model_attributions(layout: Layout, weights: Mapping[str, Floats]) -> list[Attribution]:
    """What the cues of an article attribute to whom, by the cue model and, for each cue, the chain model."""
    words = np.array([at for at, e in enumerate(layout.elements) if e.unit < 0], dtype=np.int64)
    if not len(words):
        return []
    encoded = encode(layout)
    near = around(layout, encoded)
    logits = weights["cue"][cue_rows(encoded, near, words)].sum(axis=1)
    scores = 1 / (1 + np.exp(-logits))
    flags = np.zeros(encoded.size, dtype=np.int64)
    flags[words[scores >= FLAG_THRESHOLD]] = 1
    taken = np.flatnonzero(scores >= CUE_THRESHOLD)
    found: list[Attribution] = []
    for start in range(0, len(taken), BATCH):
        chosen = taken[start : start + BATCH]
        heads = words[chosen]
        labels, sure = label_windows(layout, encoded, near, heads, (flags, weights))
        for head, path, cue_score, path_score in zip(heads, labels, scores[chosen], sure, strict=True):
            attribution = _attribution(layout, int(head), path, float(cue_score) * float(path_score))
            if attribution is not None:
                found.append(attribution)
    return found


def label_windows(
    layout: Layout, encoded: Encoded, near: Around, heads: Ints, models: tuple[Ints, Mapping[str, Floats]]
) -> tuple[list[NDArray[np.int64]], Floats]:
    """The best labels of each cue's window, with the probability of the whole labelling. `models`: other cues, weights."""
    flags, weights = models
    windows = [layout.window(int(head)) for head in heads]
    lengths = np.array([w.hi - w.lo for w in windows])
    at = np.concatenate([np.arange(w.lo, w.hi) for w in windows])
    place = places(encoded, near, at, np.repeat(heads, lengths), flags)
    inside = np.arange(lengths.max())[None, :] < lengths[:, None]
    labels = np.zeros((*inside.shape, LABELS), dtype=np.float32)
    pairs = np.zeros((*inside.shape, LABELS, LABELS), dtype=np.float32)
    labels[inside] = weights["emission"][emission_rows(encoded, place)].sum(axis=1)
    pairs[inside] = weights["transition"][transition_rows(encoded, place)].sum(axis=1).reshape(-1, LABELS, LABELS)
    rows = np.arange(len(heads))
    own = heads - np.array([w.lo for w in windows])
    labels[rows, own, SOURCE] = labels[rows, own, CONTENT] = -1e4
    best, score = best_labels(labels, pairs, lengths)
    probability = np.exp(score - log_total(forward(labels, pairs), lengths))
    return [path[:length] for path, length in zip(best, lengths, strict=True)], probability


def _runs(path: NDArray[np.int64], label: int, lo: int) -> list[tuple[int, int]]:
    """The stretches of a label, as elements."""
    marks = np.flatnonzero(np.diff(np.concatenate([[0], (path == label).astype(np.int8), [0]])))
    return [(int(a) + lo, int(b) + lo) for a, b in zip(marks[::2], marks[1::2], strict=True)]


def _attribution(layout: Layout, head: int, path: NDArray[np.int64], score: float) -> Attribution | None:
    lo = layout.window(head).lo
    content = tuple(run for run in _runs(path, CONTENT, lo) if layout.spans(*run))
    if not content:
        return None
    sources = _runs(path, SOURCE, lo)
    token = layout.elements[head].first
    group = layout.groups[layout.group_at(head)]
    cue = cue_at(layout.reading, token, layout.elements[group.lo].first, layout.elements[group.hi - 1].last)
    source = max(sources, key=lambda run: (run[1] - run[0], -run[0])) if sources else None
    tokens = (layout.elements[source[0]].first, layout.elements[source[1] - 1].last) if source else None
    if tokens:
        tokens = layout.reading.trim(*tokens)
    return Attribution(
        content, tokens if tokens and tokens[0] < tokens[1] else None, (cue.first, cue.last), cue.entry, "model", cue.form, cue.is_negated, score
    )
