"""Learns the block model from pages with their clean text: `python tools/train_block_model.py dumps FOLDER` (or `pages`).

FOLDER holds `pages_gold.jsonl.gz` (id, site, text), `pages/ID.html.gz` and `dumps/VARIANT/ID.txt.gz`. Measures on pages that were learned
from and by cross-validation over sites, and writes `dump_model.json`, or `page_model.json` and `quick_model.json`, with the figures in
their cards into the data folder of `onrecord.clean`. With `--check` it writes nothing and fails where the committed weights are others than
those it learns. Deterministic.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from boosting import Array, Plan, fit

from onrecord.clean.block_model import BlockModel, Scores, Trees, prior_odds
from onrecord.clean.cascade import is_sure
from onrecord.clean.charset import decode
from onrecord.clean.context import context_features
from onrecord.clean.extractor import declared_text
from onrecord.clean.features import NAMES
from onrecord.clean.joined_lines import joined, line_groups
from onrecord.clean.metadata import read_metadata
from onrecord.clean.page_blocks import mended, page_units, parse_page
from onrecord.clean.page_dump import dump_features, part_dump
from onrecord.clean.page_features import NAMES as PAGE_NAMES
from onrecord.clean.page_features import HtmlFeatures
from onrecord.clean.page_html import part_html
from onrecord.clean.titles import page_title
from onrecord.clean.units import Unit, dump_units

DATA = Path(__file__).resolve().parents[1] / "src" / "onrecord" / "clean" / "data"
WORD = re.compile(r"\w+")
RUN = 4  # words in a row that must stand in the clean text
INNER_FOLDS = 2
CORE_WORDS, CORE_SHARE = 20, 0.6  # a page weighs by its clean text, or by so much of its long lines where the clean text is cut short


@dataclass(frozen=True)
class Recipe:
    """How a model is learned: trees, threshold, whether there is a second pass, the priors that trees learn on top of and those added."""

    plan: Plan
    threshold: float
    has_second: bool
    folds: int
    learned_on: Mapping[str, float]
    added: Mapping[str, float]


RECIPES = {
    "dumps": Recipe(Plan(trees=90, depth=5, rate=0.12, ridge=20.0, rows=0.3, columns=0.3), 0.45, True, 4, {}, {}),
    "pages": Recipe(
        Plan(trees=100, depth=4, rate=0.1, ridge=40.0, rows=0.5, columns=0.25), 0.45, False, 5, {"is_kept_careful": 2.0}, {"declared": 5.0}
    ),
}
FILES = {"dumps": ("dump_model",), "pages": ("page_model", "quick_model")}


@dataclass(frozen=True, eq=False)
class Sample:
    """One page: its site, lines or blocks, the unit of the model each is part of, and its headline.

    Of every unit of the model, the features, the share of its words that are of the text, and its weight; of blocks of HTML, the features
    without the careful extractor's opinion too.
    """

    site: str
    units: Sequence[Unit]
    groups: Sequence[int]
    title: str | None
    features: Array
    labels: Array
    weights: Array
    gold: str
    quick: Array | None = None


def samples(kind: str, folder: Path) -> Iterator[Sample]:
    """Every page of the folder; dumps in every variant."""
    with gzip.open(folder / "pages_gold.jsonl.gz", "rt", encoding="utf-8") as lines:
        gold = [json.loads(line) for line in lines]
    variants = sorted((folder / "dumps").iterdir()) if kind == "dumps" else [folder / "pages"]
    for variant in variants:
        for page in gold:
            name = f"{page['id']}.txt.gz" if kind == "dumps" else f"{page['id']}.html.gz"
            text = decode(gzip.decompress((variant / name).read_bytes()))
            yield _dump(text, page) if kind == "dumps" else _page(text, page)


def _dump(text: str, page: Mapping[str, str]) -> Sample:
    lines = dump_units(text)
    groups = line_groups(lines)
    units = joined(lines, groups)
    return Sample(page["site"], lines, groups, None, dump_features(units), *_labels(units, page["text"]), page["text"])


def _page(text: str, page: Mapping[str, str]) -> Sample:
    source = mended(text)
    tree = parse_page(source)
    if tree is None:
        raise ValueError("a page of the training set has no elements")
    units, found = page_units(tree), read_metadata(source)
    given = HtmlFeatures(units, tree, source, declared_text(found))
    title, labelled = page_title(found, []), _labels(units, page["text"])
    return Sample(page["site"], units, range(len(units)), title, given.careful(), *labelled, page["text"], given.quick())


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
    whole = max(60.0, len(clean), CORE_SHARE * float(total[total >= CORE_WORDS].sum()))
    return share, (np.minimum(total, 400) + 1.5) / whole * 200


def learn_all(kind: str, pages: Sequence[Sample]) -> list[dict[str, Any]]:
    """The weights of every model of a kind of page, in the order of their files."""
    views = [pages, [replace(page, features=page.quick) for page in pages]] if kind == "pages" else [pages]
    return [learn(view, RECIPES[kind]) for view in views]


def learn(pages: Sequence[Sample], recipe: Recipe) -> dict[str, Any]:
    """The weights of a model; a second pass sees scores of the first from pages of other sites only."""
    weights: dict[str, Any] = {"threshold": recipe.threshold, "priors": _priors({**recipe.learned_on, **recipe.added})}
    weights["first"] = _fit(pages, recipe, None)
    if recipe.has_second:
        scores: dict[int, Array] = {}
        for fold in range(INNER_FOLDS):
            trees = Trees.of(_fit([page for page in pages if _fold(page.site, INNER_FOLDS, "inner") != fold], recipe, None))
            scores |= {id(page): trees.scores(page.features) for page in pages if _fold(page.site, INNER_FOLDS, "inner") == fold}
        weights["second"] = _fit(pages, recipe, scores)
    return weights


def _priors(named: Mapping[str, float]) -> list[tuple[int, float]]:
    return [(PAGE_NAMES.index(name), weight) for name, weight in named.items()]


def _fit(pages: Sequence[Sample], recipe: Recipe, scores: Mapping[int, Array] | None) -> dict[str, Any]:
    """Trees of one pass; they never see the columns whose prior is added to what they learned."""
    hidden = [column for column, _ in _priors(recipe.added)]
    rows = []
    for page in pages:
        features = page.features.copy()
        features[:, hidden] = 0
        rows.append(_with_context(features, scores[id(page)]) if scores else features)
    prior = np.concatenate([prior_odds(page.features, _priors(recipe.learned_on)) for page in pages]) if recipe.learned_on else None
    labels, weights = np.concatenate([page.labels for page in pages]), np.concatenate([page.weights for page in pages])
    return fit(np.vstack(rows), labels, weights, recipe.plan, prior)


def _with_context(features: Array, scores: Array) -> Array:
    return np.hstack([features, context_features(scores, np.expm1(features[:, NAMES.index("words")]))])


def _fold(site: str, folds: int, salt: str = "") -> int:
    return int(sha256((salt + site).encode()).hexdigest(), 16) % folds


def _model(weights: Mapping[str, Any]) -> BlockModel:
    second = Trees.of(weights["second"]) if "second" in weights else None
    return BlockModel(Trees.of(weights["first"]), second, weights["threshold"], tuple(weights["priors"]))


def measure(kind: str, pages: Sequence[Sample], weights: Sequence[Mapping[str, Any]]) -> list[tuple[float | None, float]]:
    """Precision and recall of runs of four words in the body of each page, as the readers part it."""
    models = [_model(some) for some in weights]
    figures = []
    for page in pages:
        if kind == "dumps":
            scores = models[0].scores(page.features)
            parted = part_dump(page.units, page.features[page.groups], scores[page.groups], models[0].threshold)
        else:
            parted = part_html(page.units, _cascaded(models, page), page.title)
        found, clean = _runs(parted.body), _runs(page.gold)
        both = (found & clean).total()
        figures.append((both / found.total() if found else None, both / max(1, clean.total())))
    return figures


def _cascaded(models: Sequence[BlockModel], page: Sample) -> Scores:
    """The scores of a page as it is read: by the quick model where it is sure, else by the careful one."""
    careful, quick = models
    scores = quick.scores(page.quick)
    return scores if is_sure(quick, scores, np.expm1(page.features[:, NAMES.index("words")])) else careful.scores(page.features)


def f1(figures: Sequence[tuple[float | None, float]]) -> float:
    """F1 of the mean precision and the mean recall over pages."""
    precision = statistics.mean([value for value, _ in figures if value is not None])
    recall = statistics.mean([value for _, value in figures])
    return round(2 * precision * recall / (precision + recall), 4)


def cross_validate(kind: str, pages: Sequence[Sample]) -> dict[str, Any]:
    """F1 on sites that were not learned from: over all pages, and fold by fold."""
    folds, count = [], RECIPES[kind].folds
    for fold in range(count):
        weights = learn_all(kind, [page for page in pages if _fold(page.site, count) != fold])
        folds.append(measure(kind, [page for page in pages if _fold(page.site, count) == fold], weights))
        sys.stderr.write(f"fold {fold}: {f1(folds[-1])}\n")
    return {"cross_validated_f1": f1([page for fold in folds for page in fold]), "folds_f1": [f1(fold) for fold in folds]}


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text)
    return Counter(tuple(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1)) if words)


def write_model(target: Path, card: Mapping[str, Any], weights: Mapping[str, Any]) -> None:
    """Writes a model file; whole numbers without a fraction, of which trees have many."""

    def short(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: short(inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [short(inner) for inner in value]
        return int(value) if isinstance(value, float) and value.is_integer() else value

    target.write_text(json.dumps({"card": card, **short(dict(weights))}, separators=(",", ":")) + "\n", "utf-8")


def main() -> int:
    """Reads the arguments, learns, measures, and writes the weights or compares them; 1 if they differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=sorted(FILES))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where the committed weights are not those learned")
    arguments = parser.parse_args()
    pages = list(samples(arguments.kind, arguments.folder))
    learned = json.loads(json.dumps(learn_all(arguments.kind, pages)))
    targets = [DATA / f"{name}.json" for name in FILES[arguments.kind]]
    if arguments.check:
        return int(not all(list(map(_is_same, targets, learned))))
    card = {
        "learned_from": f"{len(pages)} news pages of {len({page.site for page in pages})} sites with their clean text "
        f"({arguments.kind} of the development set)",
        "command": f"python tools/train_block_model.py {arguments.kind} FOLDER",
        "method": "gradient boosting of oblivious trees, see onrecord.clean.block_model",
        "in_sample_f1": f1(measure(arguments.kind, pages, learned)),
    }
    card |= cross_validate(arguments.kind, pages)
    for target, weights in zip(targets, learned, strict=True):
        write_model(target, card, weights)
        sys.stderr.write(f"{target.name}: {json.dumps(card)}\n")
    return 0


def _is_same(target: Path, weights: Mapping[str, Any]) -> bool:
    """Whether a committed file has these weights; says so."""
    committed = json.loads(target.read_text("utf-8"))
    card = committed.pop("card")
    sys.stderr.write(f"{target.name}: {'the same' if committed == weights else 'DIFFERENT'}; card {json.dumps(card)}\n")
    return bool(committed == weights)


if __name__ == "__main__":
    sys.exit(main())
