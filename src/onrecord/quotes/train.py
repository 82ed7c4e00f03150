"""Learns the linear cue model and the network from annotated articles and writes the weights file.

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

from onrecord.quotes.chain import CONTENT, OTHER, SOURCE, Floats
from onrecord.quotes.encode import Ints, encode
from onrecord.quotes.features import CUE_BITS, around, cue_rows, window_rows, word_rows
from onrecord.quotes.lexicon import word_class
from onrecord.quotes.reading import Reading
from onrecord.quotes.train_network import Example, Window, learn_network
from onrecord.quotes.weights import LINEAR, pack_weights
from onrecord.quotes.windows import Layout
from onrecord.text.document import Text

Rows = NDArray[np.int32]  # half the memory of what the features come in
LOG = logging.getLogger(__name__)
SEED = 20240501
CUE_EPOCHS = 8
CUE_RATE = 0.12
CUE_START = 2e-4  # AdaGrad's sum of squares at the start, which holds rare features back
CUE_DECAY = 1e-3  # weight decay towards 0 a step, the L2 prior; chosen, like all below, on a fifth of the training articles
DROPOUT = 0.3  # share of the features left out of the cue model, anew in each step
THOUGHT_WEIGHT = 0.4  # cues of beliefs and wishes count less than cues of speech


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


def example(part: Lesson) -> Example:
    """An article as the network learns from it; the windows are those of gold cues with content in reach."""
    encoded = encode(part.layout)
    near = around(part.layout, encoded)
    marks = np.zeros((2, encoded.size), dtype=np.float32)
    marks[:, part.words] = part.is_cue, part.weight
    windows = []
    for head, attribution in zip(part.heads, part.gold, strict=True):
        reach = part.layout.window(head)
        labels = gold_labels(part.layout, reach.lo, reach.hi, attribution)
        labels[head - reach.lo] = OTHER
        if (labels == CONTENT).any():
            at = np.arange(reach.lo, reach.hi)
            rows = window_rows(encoded, near, at, np.full(len(at), head)).astype(np.int32)
            windows.append(Window(head, reach.lo, rows, labels))
    return Example(word_rows(encoded.rows).astype(np.int32), marks[0], marks[1], windows)


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


def cue_scores(part: Lesson, weights: Floats) -> Floats:
    """Probability of each word of an article to be a cue."""
    scores: Floats = 1 / (1 + np.exp(-weights[part.rows].sum(axis=1)))
    return scores


def learn(articles: Sequence[Mapping[str, Any]]) -> dict[str, Floats]:
    """The weights of the linear cue model, LINEAR, and of the network."""
    lessons = [part for part in map(lesson, articles) if len(part.words)]
    return {LINEAR: learn_cues(lessons), **learn_network([example(part) for part in lessons], SEED)}


@click.command()
@click.argument("articles", type=click.Path(exists=True, path_type=Path))
@click.argument("weights", type=click.Path(path_type=Path))
def main(articles: Path, weights: Path) -> None:
    """Learn from ARTICLES and write the WEIGHTS file."""
    weights.write_bytes(pack_weights(learn(list(read_articles(articles)))))


if __name__ == "__main__":
    main()
