"""Learns which line of a dump is its headline and which date its publication date: `python tools/train_field_models.py FOLDER`.

FOLDER is laid out as for train_block_model.py, whose dump model must be there already. Writes `title_model.json` and `date_model.json`,
with the figures of a cross-validation over sites in their cards. Deterministic.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from boosting import Array, Plan, fit

from onrecord.clean.block_model import Trees, block_model
from onrecord.clean.charset import decode
from onrecord.clean.dump_titles import best_title, title_candidates, title_features
from onrecord.clean.page_dates import LONE, date_candidates, date_features, is_lone
from onrecord.clean.page_dump import dump_scores
from onrecord.clean.place import likely_text, place_of, text_core
from onrecord.clean.titles import cut_suffix
from onrecord.clean.units import dump_units

DATA = Path(__file__).resolve().parents[1] / "src" / "onrecord" / "clean" / "data"
PLANS = {
    "title": Plan(trees=150, depth=4, rate=0.08, ridge=20.0, rows=0.5, columns=0.2),
    "date": Plan(trees=90, depth=4, rate=0.1, ridge=3.0, rows=0.6, columns=0.4),
}
FOLDS = 5
THRESHOLDS = {"title": 0.03, "date": 0.7}  # a wrong day is worse than none
EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01)


@dataclass(frozen=True, eq=False)
class Sample:
    """One page with its candidates: their features, and which of them are right."""

    site: str
    features: Array
    labels: Array
    has_answer: bool
    is_dates: bool = False


class Pick(NamedTuple):
    """The candidate taken of a page: its probability, 1 if it is right, and whether nothing competes with it."""

    chance: float
    right: float
    is_lone: bool


def samples(folder: Path) -> Iterator[tuple[Sample, Sample]]:
    """For every dump, its candidate titles and its candidate dates."""
    with gzip.open(folder / "pages_gold.jsonl.gz", "rt", encoding="utf-8") as lines:
        gold = [json.loads(line) for line in lines]
    for variant in sorted((folder / "dumps").iterdir()):
        for page in gold:
            yield _page(decode(gzip.decompress((variant / f"{page['id']}.txt.gz").read_bytes())), page)


def _page(text: str, page: dict[str, Any]) -> tuple[Sample, Sample]:
    """Both samples of one dump."""
    units = dump_units(text)
    model = block_model("dump_model")
    features, scores = dump_scores(units, model)
    is_text = likely_text(units, scores, model.threshold)
    core = text_core(units, is_text, scores)
    titles = title_candidates(units, core[0])
    wanted = _folded(page["title"])
    right = np.array([_folded(cut_suffix(candidate.text)) == wanted for candidate in titles], float)
    title = next((c.index for c, ok in zip(titles, right, strict=True) if ok and not c.is_page_title), None)
    place = place_of(units, is_text, core, title)
    dates = date_candidates(units, place)
    days = {page["date"], *page["date_accept"]}
    is_day = np.array([candidate.mention.day.isoformat() in days for candidate in dates], float)
    return (
        Sample(page["site"], title_features(titles, units, features, scores, core), right, bool(wanted)),
        Sample(page["site"], date_features(dates, units, place) if dates else np.zeros((0, 0)), is_day, bool(page["date"]), is_dates=True),
    )


def _folded(title: str) -> str:
    title = unicodedata.normalize("NFKC", title).casefold()
    return " ".join(re.findall(r"\w+", re.sub(r"[‘’‛`´']", "", title)))


def learn(pages: Sequence[Sample]) -> dict[str, Any]:
    """Trees from the candidates of pages that have a right one; every page weighs the same."""
    useful = [page for page in pages if len(page.labels)]
    weights = np.concatenate([np.where(page.labels > 0, 1 / max(1, page.labels.sum()), 3 / len(page.labels)) for page in useful]) * 10
    plan = PLANS["date" if useful[0].is_dates else "title"]
    return fit(np.vstack([page.features for page in useful]), np.concatenate([page.labels for page in useful]), weights, plan)


def pick(page: Sample, trees: Trees) -> Pick:
    """The candidate that is taken of a page with some."""
    chances = trees.scores(page.features)
    best = int(np.argmax(chances)) if page.is_dates else best_title(chances, page.features)
    return Pick(float(chances[best]), float(page.labels[best]), page.is_dates and is_lone(page.features, best))


def check(pages: Sequence[Sample], threshold: float) -> tuple[dict[str, Any], list[list[float]]]:
    """Shares of pages right and wrong on sites that were not learned from, how far probabilities can be trusted, and their curve."""
    picked: list[Pick] = []
    for fold in range(FOLDS):
        trees = Trees.of(learn([page for page in pages if _fold(page.site) != fold]))
        picked += [pick(page, trees) for page in pages if _fold(page.site) == fold and len(page.labels)]
    return _figures(picked, len(pages), threshold) | _reliability(picked), _curve(picked)


def in_sample(pages: Sequence[Sample], trees: Trees, threshold: float) -> dict[str, float]:
    """The same shares on the pages that were learned from."""
    return _figures([pick(page, trees) for page in pages if len(page.labels)], len(pages), threshold)


def _figures(picked: Sequence[Pick], count: int, threshold: float) -> dict[str, float]:
    """Shares of all pages with a right and with a wrong answer."""
    taken = [pick.right for pick in picked if pick.chance >= (min(threshold, LONE) if pick.is_lone else threshold)]
    return {"right": round(sum(taken) / count, 4), "wrong": round((len(taken) - sum(taken)) / count, 4)}


def _reliability(picked: Sequence[Pick]) -> dict[str, Any]:
    """Pages, mean probability and share of right ones by bin, and the expected calibration error (Naeini et al. 2015), out of fold."""
    table, error = [], 0.0
    for low, high in pairwise(EDGES):
        some = [pick[:2] for pick in picked if low <= pick.chance < high]
        if some:
            mean, right = (sum(column) / len(some) for column in zip(*some, strict=True))
            table.append([len(some), round(mean, 3), round(right, 3)])
            error += abs(mean - right) * len(some) / len(picked)
    return {"reliability": table, "calibration_error": round(error, 4)}


def _curve(picked: Sequence[Pick], bins: int = 8) -> list[list[float]]:
    """Mean probability and share of right ones (one right and one wrong added) in equal bins, made to rise by pooling neighbours."""
    parts = np.array_split(np.array(sorted(pick[:2] for pick in picked)), bins)
    points = [[float(part[:, 0].mean()), float((part[:, 1].sum() + 1) / (len(part) + 2)), len(part)] for part in parts if len(part)]
    merged: list[list[float]] = []
    for point in points:
        merged.append(point)
        while len(merged) > 1 and merged[-2][1] > merged[-1][1]:
            (x1, y1, n1), (x2, y2, n2) = merged[-2:]
            merged[-2:] = [[(x1 * n1 + x2 * n2) / (n1 + n2), (y1 * n1 + y2 * n2) / (n1 + n2), n1 + n2]]
    return [[round(x, 4), round(y, 4)] for x, y, _ in merged]


def _fold(site: str) -> int:
    return int(sha256(site.encode()).hexdigest(), 16) % FOLDS


def main() -> int:
    """Reads the arguments, learns both models, writes their weights or compares them; 1 if they differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where the committed trees are not those learned")
    arguments = parser.parse_args()
    titles, dates = zip(*samples(arguments.folder), strict=True)
    differ = 0
    for name, pages in (("title", titles), ("date", dates)):
        trees, target = json.loads(json.dumps(learn(pages))), DATA / f"{name}_model.json"
        if arguments.check:
            is_same = json.loads(target.read_text("utf-8"))["trees"] == trees
            sys.stderr.write(f"{target.name}: {'the same' if is_same else 'DIFFERENT'}\n")
            differ |= not is_same
            continue
        figures, curve = check(pages, THRESHOLDS[name])
        card = {
            "learned_from": f"{len(pages)} page dumps of {len({page.site for page in pages})} sites (development set)",
            "command": "python tools/train_field_models.py FOLDER",
            "method": "gradient boosting of oblivious trees, see onrecord.clean.block_model",
            "in_sample": in_sample(pages, Trees.of(trees), THRESHOLDS[name]),
            "cross_validated": figures,
            "reachable": round(sum(bool(page.labels.any()) for page in pages) / len(pages), 4),
        }
        weights = {"card": card, "threshold": THRESHOLDS[name], "curve": curve, "trees": trees}
        target.write_text(json.dumps(weights, separators=(",", ":")) + "\n", "utf-8")
        sys.stderr.write(f"{name}: {card} curve {curve}\n")
    return int(differ)


if __name__ == "__main__":
    sys.exit(main())
