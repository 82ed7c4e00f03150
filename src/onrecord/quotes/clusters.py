"""Groups of words that stand among the same neighbours: what the models know of words they were never taught.

Run: `python -m onrecord.quotes.clusters CLUSTERS.txt TEXTS.jsonl[.gz] ...`, each line an object with `text`. Method: positive pointwise
mutual information of a word with the words right before and after it, reduced by singular values (Levy & Goldberg 2014), then k-means at
two grains. CPU only, seeded, minutes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

FILE = "clusters.txt"
VOCABULARY = 12000
CONTEXTS = 1000
DIMENSIONS = 60
GRAINS = (48, 300)
ROUNDS = 15
SEED = 7
Floats = NDArray[np.float32]


@cache
def clusters() -> dict[str, tuple[str, str]]:
    """For each word in lower case its coarse and its fine group; empty where the file is missing."""
    file = resources.files("onrecord.quotes").joinpath("data", FILE)
    if not file.is_file():
        return {}
    rows = (line.split() for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {word: (f"c{coarse}", f"f{fine}") for coarse, fine, *words in rows for word in words}


def context_matrix(sentences: Iterable[list[str]]) -> tuple[list[str], Floats]:
    """The words, most frequent first, and their positive mutual information with neighbours, shape (words, 2 * CONTEXTS)."""
    texts = list(sentences)
    counts = Counter(word for text in texts for word in text)
    ranked = sorted(counts, key=lambda word: (-counts[word], word))
    words = [word for word in ranked if word[0].isalpha()][:VOCABULARY]
    row = {word: index for index, word in enumerate(words)}
    column = {word: index for index, word in enumerate(ranked[:CONTEXTS])}
    table = np.zeros((len(words), 2 * CONTEXTS), dtype=np.float32)
    for text in texts:
        rows = np.array([row.get(word, -1) for word in text])
        columns = np.array([column.get(word, -1) for word in text])
        for shift, here, there in ((0, rows[1:], columns[:-1]), (CONTEXTS, rows[:-1], columns[1:])):
            both = (here >= 0) & (there >= 0)
            np.add.at(table, (here[both], there[both] + shift), 1)
    total = table.sum()
    expected = table.sum(axis=1, keepdims=True) @ table.sum(axis=0, keepdims=True) / max(total, 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        information = np.where(table > 0, np.log(table / expected), 0)
    return words, np.maximum(information, 0).astype(np.float32)


def reduce(table: Floats) -> Floats:
    """The rows in DIMENSIONS dimensions, each of length 1."""
    values, vectors = np.linalg.eigh(table.T @ table)
    best = np.argsort(values)[::-1][:DIMENSIONS]
    reduced = table @ vectors[:, best] / np.sqrt(np.sqrt(np.maximum(values[best], 1e-6)))
    found: Floats = (reduced / np.maximum(np.linalg.norm(reduced, axis=1, keepdims=True), 1e-6)).astype(np.float32)
    return found


def group(points: Floats, count: int) -> NDArray[np.int64]:
    """Number of the group of each point: spherical k-means started from the most frequent words."""
    centres = points[np.random.default_rng(SEED).permutation(min(len(points), count * 8))[:count]]
    found = np.zeros(len(points), dtype=np.int64)
    for _ in range(ROUNDS):
        found = (points @ centres.T).argmax(axis=1)
        summed = np.zeros_like(centres)
        np.add.at(summed, found, points)
        centres = summed / np.maximum(np.linalg.norm(summed, axis=1, keepdims=True), 1e-6)
    return found


def _sentences(paths: Iterable[Path]) -> Iterator[list[str]]:
    from onrecord.quotes.train import read_articles
    from onrecord.text.document import TOKEN

    for path in paths:
        for article in read_articles(path):
            yield [word.lower() for word in TOKEN.findall(article["text"])]


@click.command()
@click.argument("output", type=click.Path(path_type=Path))
@click.argument("texts", nargs=-1, type=click.Path(exists=True, path_type=Path))
def main(output: Path, texts: tuple[Path, ...]) -> None:
    """Group the words of TEXTS and write them to OUTPUT."""
    words, table = context_matrix(_sentences(texts))
    points = reduce(table)
    coarse, fine = (group(points, count) for count in GRAINS)
    pairs: dict[tuple[int, int], list[str]] = {}
    for word, pair in zip(words, zip(coarse.tolist(), fine.tolist(), strict=True), strict=True):
        pairs.setdefault(pair, []).append(word)
    lines = ["# Words by the company they keep: coarse group, fine group, words. Made by onrecord.quotes.clusters."]
    lines += [f"{a} {b} {' '.join(sorted(found))}" for (a, b), found in sorted(pairs.items())]
    output.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
