"""Groups of words that mean alike: the second thing the models know of words they were never taught.

Method: the word vectors of a sentence encoder (all-MiniLM-L6-v2), less their mean and of length 1, grouped by spherical k-means at two
grains. Run: `python -m onrecord.quotes.meanings model.safetensors vocab.txt MEANINGS.txt` with the files of that model. CPU only, seeded.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib import resources
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

FILE = "meanings.txt"
TENSOR = "embeddings.word_embeddings.weight"
GRAINS = (64, 600)
ROUNDS = 15
SEED = 7
Floats = NDArray[np.float32]


@cache
def meanings() -> dict[str, tuple[str, str]]:
    """For each known word in lower case its coarse and its fine group; empty where the file is missing."""
    file = resources.files("onrecord.quotes").joinpath("data", FILE)
    if not file.is_file():
        return {}
    rows = (line.split() for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {word: (coarse, fine) for coarse, fine, *words in rows for word in words}


def word_vectors(model: bytes, vocabulary: Sequence[str]) -> tuple[list[str], Floats]:
    """The whole words of a vocabulary of word pieces, with their vectors, (words, dimensions), less the mean and of length 1.

    `model` is a safetensors file: the length of its header in eight bytes, the header, and the tensors.
    """
    start = 8 + int.from_bytes(model[:8], "little")
    entry = json.loads(model[8:start])[TENSOR]
    first, after = entry["data_offsets"]
    table = np.frombuffer(model[start + first : start + after], dtype=np.float32).reshape(entry["shape"])
    places = [at for at, word in enumerate(vocabulary) if len(word) > 1 and word.isalpha()]
    vectors = table[places] - table[places].mean(axis=0)
    unit: Floats = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    return [vocabulary[at] for at in places], unit


def group(points: Floats, count: int) -> NDArray[np.int64]:
    """Number of the group of each point: spherical k-means from `count` points taken by chance."""
    centres = points[np.random.default_rng(SEED).permutation(len(points))[:count]]
    found = np.zeros(len(points), dtype=np.int64)
    for _ in range(ROUNDS):
        found = (points @ centres.T).argmax(axis=1)
        summed = np.zeros_like(centres)
        np.add.at(summed, found, points)
        centres = summed / np.maximum(np.linalg.norm(summed, axis=1, keepdims=True), 1e-6)
    return found


@click.command()
@click.argument("model", type=click.Path(exists=True, path_type=Path))
@click.argument("vocabulary", type=click.Path(exists=True, path_type=Path))
@click.argument("output", type=click.Path(path_type=Path))
def main(model: Path, vocabulary: Path, output: Path) -> None:
    """Group the words of MODEL and VOCABULARY and write them to OUTPUT, a line a pair of groups."""
    words, points = word_vectors(model.read_bytes(), vocabulary.read_text(encoding="utf-8").splitlines())
    coarse, fine = (group(points, count) for count in GRAINS)
    pairs: dict[tuple[int, int], list[str]] = {}
    for word, pair in zip(words, zip(coarse.tolist(), fine.tolist(), strict=True), strict=True):
        pairs.setdefault(pair, []).append(word)
    lines = ["# Words that mean alike: coarse group, fine group, words. From all-MiniLM-L6-v2. Made by onrecord.quotes.meanings."]
    lines += [f"{a} {b} {' '.join(sorted(found))}" for (a, b), found in sorted(pairs.items())]
    output.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
