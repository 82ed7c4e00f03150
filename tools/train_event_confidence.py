"""Learns what makes a report of an event news, and right: `PYTHONPATH=. python tools/train_event_confidence.py PLOVER_TRAIN.jsonl.gz`.

The rows of the file have `sentence`, `source`, `target` and `root` (a PLOVER type). Learned with it, and counting more, are
`tests/quality/events/training.txt` and the development halves of the two sets of our own; held-out halves are never read. Writes
`src/onrecord/events/data/confidence.txt`, prints precision and recall by the least probability of being news, of sentences judged by
weights that had not learned from them (ten folds). Method: two ridge logistic regressions by Newton's steps, over the same features;
a report is news where its sentence has a label, right where a label has its type and parties. Deterministic.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import numpy as np

from onrecord.actors.find import find_actors
from onrecord.article import Article
from onrecord.events.code import leanings_with_features, reports_with_features
from onrecord.events.confidence import LEAST_NEWS
from onrecord.events.model import EventReport, Party
from onrecord.text.document import Text
from onrecord.text.times import time_expressions
from tests.quality import event_precision, events_of_the_day

Label = TypeVar("Label")
WEIGHTS = Path(__file__).parents[1] / "src" / "onrecord" / "events" / "data" / "confidence.txt"
TRAINING = Path(events_of_the_day.__file__).parent / "events" / "training.txt"
WORD = re.compile(r"[a-z0-9]+")
EMPTY = frozenset({"the", "a", "an", "of", "and", "s", "mr", "mrs", "president", "prime", "minister", "former", "new", "its", "his", "her"})
NEWS_COUNTS = {"plover": 4.0, "own": 2.0, "plover by words": 1.0, "own by words": 2.0}
RIGHT_COUNTS = {"plover": 1.0, "own": 2.0, "plover by words": 0.5, "own by words": 2.0}
"""How often a sample of each set counts; all PLOVER sentences report an event, which makes each less telling and more needed. What words
lean to ("by words") is learned from every sentence, also where a rule tells its event, for what they tell where no rule does; PLOVER
sentences, from which they were learned, count least."""
LEAST_SEEN = 3  # reports; a feature of fewer gets no weight
RIDGE = 3.0
NEWTON_STEPS = 12
FOLDS = 10
BOUNDS = (0.0, 0.5, 0.6, 0.7, LEAST_NEWS, 0.8, 0.85, 0.9)
CARD = """\
# Card: weights of two logistic sums over the features of onrecord.events.confidence: feature, weight of being news (the sentence reports an
# act of the day), weight of being right (its type and parties are right). Method: ridge logistic regression. Learned from reports of the
# PLOVER-ZSP training sentences (eval set plover_train; licence none stated), which count 4 and 1 times, and of our own, which count twice:
# tests/quality/events/training.txt and the development halves of events/sentences.txt and event_sentences.tsv beside it.
# Relearn: PYTHONPATH=. python tools/train_event_confidence.py plover_train.jsonl.gz
"""


@dataclass(frozen=True, slots=True)
class Sample:
    """One actual report: the set and sentence it stands in, its features, whether it is news, whether it is right."""

    of_set: str
    sentence: str
    features: tuple[str, ...]
    is_news: bool
    is_right: bool


def reports(sentence: str, published: date | None) -> Iterator[tuple[EventReport, tuple[str, ...]]]:
    """The actual reports of one sentence, news or not, with their features."""
    article, text = Article("a", sentence, published_date=published), Text(sentence)
    found = reports_with_features(article, text, find_actors(article, text), time_expressions(text, published))
    return ((report, told) for report, told in found if report.modality == "actual")


def leanings(sentence: str, published: date | None) -> Iterator[tuple[EventReport, tuple[str, ...]]]:
    """What the words of one sentence lean to, told as fact, with features."""
    article, text = Article("a", sentence, published_date=published), Text(sentence)
    return (
        (report, told) for report, told in leanings_with_features(article, text, find_actors(article, text)) if report.modality == "actual"
    )


def own_samples() -> Iterator[tuple[Sample | None, int]]:
    """Reports of our own sentences; beside each the labels that its sentence has more than reports (None for a sentence without one)."""
    day = [s for s in events_of_the_day.sentences() if not s.is_held_out]
    for one in (*events_of_the_day.sentences(TRAINING), *day):
        yield from _matched(
            one.text, events_of_the_day.PUBLISHED, one.labels, events_of_the_day.fits, sum(not label.is_optional for label in one.labels)
        )
    for case in event_precision.labelled():
        if case.half == event_precision.HALVES[0]:
            fits = partial(_fits_case, mutual=case.kind == "reciprocal")
            yield from _matched(case.sentence, event_precision.PUBLISHED, case.labels, fits, len(case.labels))


def _fits_case(report: EventReport, label: event_precision.Label, *, mutual: bool) -> bool:
    return event_precision.fits(label, report, either_way=mutual)


def _matched(
    sentence: str, published: date, labels: Sequence[Label], fits: Callable[[EventReport, Label], bool], wanted: int
) -> Iterator[tuple[Sample | None, int]]:
    left = list(labels)
    for report, told in reports(sentence, published):
        label = next((one for one in left if fits(report, one)), None)
        if label is not None:
            left.remove(label)
        yield Sample("own", sentence, told, bool(labels), label is not None), 0
    for report, told in leanings(sentence, published):
        yield Sample("own by words", sentence, told, bool(labels), any(fits(report, label) for label in labels)), 0
    yield None, min(wanted, len(left))


def plover_samples(path: Path) -> Iterator[Sample]:
    """Reports of sentences that all report an event."""
    known: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in map(json.loads, gzip.decompress(path.read_bytes()).splitlines()):
        known[row["sentence"]].append(row)
    for sentence, events in sorted(known.items()):
        for report, told in reports(sentence, None):
            yield Sample("plover", sentence, told, True, any(_is_right(report, row) for row in events))
        for report, told in leanings(sentence, None):
            yield Sample("plover by words", sentence, told, True, any(_is_right(report, row) for row in events))


def _is_right(report: EventReport, row: dict[str, str]) -> bool:
    yielding = events_of_the_day.YIELDING
    same_type = yielding.get(report.event_type, report.event_type) == yielding.get(row["root"], row["root"])
    sides = ((row["source"], report.actors), (row["target"], report.recipients))
    return same_type and all(not known or not parties or _names(parties, known) for known, parties in sides)


def _names(parties: tuple[Party, ...], known: str) -> bool:
    """Whether one party's words are all among the known ones, or the other way round."""
    words = set(WORD.findall(known.lower())) - EMPTY
    return any(own and (own <= words or words <= own) for own in (set(WORD.findall(p.name.lower())) - EMPTY for p in parties))


def learned(samples: Sequence[Sample], counts: dict[str, float], is_so: Callable[[Sample], bool]) -> dict[str, float]:
    """The weight of each feature in the log odds that something is so of a sample."""
    seen = Counter(name for sample in samples for name in sample.features)
    names = sorted(name for name, count in seen.items() if count >= LEAST_SEEN)
    column = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(samples), len(names)))
    for i, sample in enumerate(samples):
        x[i, [column[name] for name in sample.features if name in column]] = 1
    y = np.array([is_so(sample) for sample in samples], dtype=float)
    count = np.array([counts[sample.of_set] for sample in samples])
    w = np.zeros(len(names))
    for _ in range(NEWTON_STEPS):
        p = 1 / (1 + np.exp(-(x @ w)))
        hessian = (x * (count * p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(names))
        w += np.linalg.solve(hessian, x.T @ (count * (y - p)) - RIDGE * w)
    return dict(zip(names, w.tolist(), strict=True))


def both(samples: Sequence[Sample]) -> tuple[dict[str, float], dict[str, float]]:
    """The weights of being news and of being right."""
    return learned(samples, NEWS_COUNTS, lambda sample: sample.is_news), learned(samples, RIGHT_COUNTS, lambda sample: sample.is_right)


def probability(weights: dict[str, float], sample: Sample) -> float:
    """The probability that some weights give a sample."""
    return float(1 / (1 + np.exp(-sum(weights.get(name, 0.0) for name in sample.features))))


def cross_validated(samples: Sequence[Sample]) -> list[tuple[Sample, float, float]]:
    """Each sample with its two probabilities by weights that had not learned from its sentence."""
    fold = {s.sentence: sha256(s.sentence.encode()).digest()[1] % FOLDS for s in samples}
    judged: list[tuple[Sample, float, float]] = []
    for held in range(FOLDS):
        news, right = both([s for s in samples if fold[s.sentence] != held])
        judged += [(s, probability(news, s), probability(right, s)) for s in samples if fold[s.sentence] == held]
    return judged


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main(plover: Path) -> None:
    """Learns, prints figures and writes the weights."""
    own = list(own_samples())
    samples = [sample for sample, _ in own if sample is not None]
    unreported = sum(missed for _, missed in own)
    samples += plover_samples(plover)
    judged = cross_validated(samples)
    for bound in BOUNDS:
        kept = {name: [s for s, news, _ in judged if s.of_set == name and news >= bound] for name in NEWS_COUNTS}
        right = sum(s.is_right for s in kept["own"])
        wanted = unreported + sum(s.is_right for s in samples if s.of_set == "own")
        told = {name: sum(s.is_news for s in some) for name, some in kept.items()}
        _say(
            f"news {bound:.2f}: own precision {right / len(kept['own']):.3f}, recall {right / wanted:.3f}; "
            f"plover reports kept {told['plover'] / sum(s.of_set == 'plover' for s in samples):.3f}; by words: "
            f"plover {told['plover by words']}, own {told['own by words']} and {len(kept['own by words']) - told['own by words']} no news"
        )
    for low, high in ((0.0, 0.5), (0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01)):
        some = [(s, p) for s, news, p in judged if s.of_set == "own" and news >= LEAST_NEWS and low <= p < high]
        if some:
            share = sum(s.is_right for s, _ in some) / len(some)
            _say(f"own, confidence {low:.1f} to {high:.1f}: {len(some)}, mean {sum(p for _, p in some) / len(some):.2f}, right {share:.2f}")
    news, right_weights = both(samples)
    WEIGHTS.write_text(CARD + "".join(f"{name} {news[name]:.2f} {right_weights[name]:.2f}\n" for name in sorted(news)), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
