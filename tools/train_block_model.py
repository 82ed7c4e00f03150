"""Learns the block model from pages with their clean text: `python tools/train_block_model.py dumps FOLDER` (or `pages`).

FOLDER holds `pages_gold.jsonl.gz` (id, site, text), `pages/ID.html.gz` and `dumps/VARIANT/ID.txt.gz`. Writes `dump_model.json` or
`page_model.json` into the data folder of `onrecord.clean`. With `--check` it first measures by cross-validation over sites. Deterministic.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from boosting import Array, Plan, fit

from onrecord.clean.block_model import Trees
from onrecord.clean.charset import decode
from onrecord.clean.context import context_features
from onrecord.clean.features import NAMES, line_features
from onrecord.clean.page_blocks import page_units, parse_page
from onrecord.clean.page_features import html_features
from onrecord.clean.units import Unit, dump_units

DATA = Path(__file__).resolve().parents[1] / "src" / "onrecord" / "clean" / "data"
WORD = re.compile(r"\w+")
RUN = 4  # words in a row that must stand in the clean text
FOLDS, INNER_FOLDS = 3, 3
PLANS = {"dumps": Plan(trees=140), "pages": Plan(trees=140)}
THRESHOLDS = {"dumps": 0.45, "pages": 0.42}
FILES = {"dumps": "dump_model", "pages": "page_model"}


@dataclass(frozen=True, eq=False)
class Sample:
    """One page: its site, the features of its units, the share of each unit's words that are of the text, and the weight of each."""

    site: str
    features: Array
    labels: Array
    weights: Array
    texts: tuple[str, ...]
    gold: str


def samples(kind: str, folder: Path) -> Iterator[Sample]:
    """Every page of the folder; dumps in every variant."""
    with gzip.open(folder / "pages_gold.jsonl.gz", "rt", encoding="utf-8") as lines:
        gold = [json.loads(line) for line in lines]
    variants = sorted((folder / "dumps").iterdir()) if kind == "dumps" else [folder / "pages"]
    for variant in variants:
        for page in gold:
            name = f"{page['id']}.txt.gz" if kind == "dumps" else f"{page['id']}.html.gz"
            text = decode(gzip.decompress((variant / name).read_bytes()))
            units, features = _dump(text) if kind == "dumps" else _page(text)
            labels, weights = _labels(units, page["text"])
            yield Sample(page["site"], features, labels, weights, tuple(unit.text for unit in units), page["text"])


def _dump(text: str) -> tuple[list[Unit], Array]:
    units = dump_units(text)
    return units, line_features(units)


def _page(text: str) -> tuple[list[Unit], Array]:
    tree = parse_page(text)
    if tree is None:
        raise ValueError("a page of the training set has no elements")
    units = page_units(tree)
    return units, html_features(units, tree, text)


def _labels(units: Sequence[Unit], gold: str) -> tuple[Array, Array]:
    """For each unit, the share of its words that stand in runs of the clean text, and its weight by its size in the page."""
    words: list[str] = []
    owners: list[int] = []
    for number, unit in enumerate(units):
        found = WORD.findall(unit.text)
        words += found
        owners += [number] * len(found)
    clean = WORD.findall(gold)
    size = max(1, min(RUN, len(clean)))
    runs = set(zip(*(clean[i:] for i in range(size)), strict=False))
    covered = np.zeros(len(words))
    for start in range(len(words) - size + 1):
        if tuple(words[start : start + size]) in runs:
            covered[start : start + size] = 1
    total = np.bincount(owners, minlength=len(units)).astype(float)
    share = np.bincount(owners, covered, minlength=len(units)) / np.maximum(1, total)
    return share, (np.minimum(total, 400) + 1.5) / max(60, len(clean)) * 200


def learn(pages: Sequence[Sample], plan: Plan) -> tuple[dict[str, Any], dict[str, Any]]:
    """Both passes; the second sees scores of the first from pages of other sites only."""
    scores: dict[int, Array] = {}
    for fold in range(INNER_FOLDS):
        seen = [page for page in pages if _fold(page.site, INNER_FOLDS, "inner") != fold]
        trees = Trees.of(fit(*_stacked(seen, None), plan))
        scores |= {id(page): trees.scores(page.features) for page in pages if _fold(page.site, INNER_FOLDS, "inner") == fold}
    return fit(*_stacked(pages, None), plan), fit(*_stacked(pages, scores), plan)


def _stacked(pages: Sequence[Sample], scores: dict[int, Array] | None) -> tuple[Array, Array, Array]:
    features = np.vstack([_with_context(page.features, scores[id(page)]) if scores else page.features for page in pages])
    return features, np.concatenate([page.labels for page in pages]), np.concatenate([page.weights for page in pages])


def _with_context(features: Array, scores: Array) -> Array:
    return np.hstack([features, context_features(scores, np.expm1(features[:, NAMES.index("words")]))])


def _fold(site: str, folds: int, salt: str = "") -> int:
    return int(sha256((salt + site).encode()).hexdigest(), 16) % folds


def check(pages: Sequence[Sample], plan: Plan, threshold: float) -> float:
    """F1 of runs of four words on sites that were not learned from (precision and recall are means over pages)."""
    precisions, recalls = [], []
    for fold in range(FOLDS):
        first, second = map(Trees.of, learn([page for page in pages if _fold(page.site, FOLDS) != fold], plan))
        for page in pages:
            if _fold(page.site, FOLDS) == fold:
                scores = second.scores(_with_context(page.features, first.scores(page.features)))
                text = "\n".join(text for text, score in zip(page.texts, scores, strict=True) if score > threshold)
                found, clean = _runs(text), _runs(page.gold)
                both = sum((found & clean).values())
                precisions += [both / found.total()] if found else []
                recalls.append(both / max(1, clean.total()))
    precision, recall = statistics.mean(precisions), statistics.mean(recalls)
    return 2 * precision * recall / (precision + recall)


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text)
    return Counter(tuple(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1)))


def main() -> None:
    """Reads the arguments, learns, writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=sorted(FILES))
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--check", action="store_true", help="measure by cross-validation over sites first and write the figure into the card"
    )
    arguments = parser.parse_args()
    plan, threshold = PLANS[arguments.kind], THRESHOLDS[arguments.kind]
    pages = list(samples(arguments.kind, arguments.folder))
    measured = round(check(pages, plan, threshold), 4) if arguments.check else None
    first, second = learn(pages, plan)
    sites = len({page.site for page in pages})
    card = {
        "learned_from": f"{len(pages)} news pages of {sites} sites with their clean text ({arguments.kind} of the development set)",
        "command": f"python tools/train_block_model.py {arguments.kind} FOLDER --check",
        "method": "gradient boosting of oblivious trees in two passes, see onrecord.clean.block_model",
        "cross_validated_f1": measured,
    }
    weights = {"card": card, "threshold": threshold, "first": first, "second": second}
    target = DATA / f"{FILES[arguments.kind]}.json"
    target.write_text(json.dumps(weights, separators=(",", ":")) + "\n", "utf-8")
    sys.stderr.write(f"{target.name}: cross-validated F1 {measured}\n")


if __name__ == "__main__":
    main()
