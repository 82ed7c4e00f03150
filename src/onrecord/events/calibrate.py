"""Learns the weights of confidence from sentences with known events: `python -m onrecord.events.calibrate SENTENCES.jsonl.gz OWN.jsonl`.

Input rows have `sentence`, `source`, `target` and `root` (a PLOVER type; YIELD stands for CONCEDE and RETREAT; NONE where the sentence
reports no event). Rows of a second file (`python -m tests.quality.event_precision --rows`) count OWN_WEIGHT times: the first kind of
sentences all report events, news does not. Method: ridge logistic regression by Newton's steps. The table goes to standard output.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from onrecord.actors.find import find_actors
from onrecord.article import Article
from onrecord.events.code import code_events
from onrecord.events.confidence import features
from onrecord.events.model import EventReport, Party
from onrecord.text.document import Text

WORD = re.compile(r"[a-z0-9]+")
EMPTY = frozenset({"the", "a", "an", "of", "and", "s", "mr", "mrs", "president", "prime", "minister", "former", "new", "its", "his", "her"})
MERGED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
OWN_WEIGHT = 3.0
RIDGE = 2.0
NEWTON_STEPS = 12


def learned(samples: Iterable[tuple[tuple[str, ...], bool, float]]) -> dict[str, float]:
    """The weight of each feature, from reports as features, whether right, and how much they count."""
    rows = list(samples)
    names = sorted({name for row, _, _ in rows for name in row})
    x = np.array([[name in row for name in names] for row, _, _ in rows], dtype=float)
    y, count = np.array([right for _, right, _ in rows], dtype=float), np.array([weight for _, _, weight in rows])
    w = np.zeros(len(names))
    for _ in range(NEWTON_STEPS):
        p = 1 / (1 + np.exp(-(x @ w)))
        hessian = (x * (count * p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(names))
        w += np.linalg.solve(hessian, x.T @ (count * (y - p)) - RIDGE * w)
    return dict(zip(names, w.tolist(), strict=True))


def judged(rows: Iterable[Mapping[str, str]], weight: float) -> Iterator[tuple[tuple[str, ...], bool, float]]:
    """The actual reports of each sentence as features, whether type and parties are those of one known event, and their weight."""
    known: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for row in rows:
        known[row["sentence"]].append(row)
    for sentence, events in sorted(known.items()):
        for report in _reports(sentence):
            if report.modality == "actual":
                yield features(report), any(_is_right(report, row) for row in events), weight


def _reports(sentence: str) -> Sequence[EventReport]:
    article, text = Article("a0", sentence), Text(sentence)
    return code_events(article, text, find_actors(article, text), (), ())


def _is_right(report: EventReport, row: Mapping[str, str]) -> bool:
    same_type = MERGED.get(report.event_type, report.event_type) == MERGED.get(row["root"], row["root"])
    return same_type and all(
        not row[side] or not parties or _names(parties, row[side])
        for side, parties in (("source", report.actors), ("target", report.recipients))
    )


def _names(parties: Iterable[Party], known: str) -> bool:
    """Whether one party's words are all among the known ones, or the other way round."""
    words = set(WORD.findall(known.lower())) - EMPTY
    return any(own and (own <= words or words <= own) for own in (set(WORD.findall(p.name.lower())) - EMPTY for p in parties))


def _rows(path: Path) -> Iterator[Mapping[str, str]]:
    written = path.read_bytes()
    yield from map(json.loads, (gzip.decompress(written) if path.suffix == ".gz" else written).splitlines())


if __name__ == "__main__":
    files = zip(map(Path, sys.argv[1:]), (1.0, OWN_WEIGHT), strict=True)
    for name, value in learned(sample for path, weight in files for sample in judged(_rows(path), weight)).items():
        sys.stdout.write(f"{name} {value:.2f}\n")
