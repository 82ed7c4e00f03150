"""What the models know of words they were never taught: paths in the tree of words, and groups of like meaning."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from onrecord.quotes import brown, meanings


@pytest.mark.parametrize("pair", [("urged", "asked"), ("Monday", "Thursday"), ("confident", "worried")])
def test_words_used_alike_have_paths_that_begin_alike(pair: tuple[str, str]) -> None:
    """Two words of one use share the first steps from the root."""
    first, second = (brown.path_of(word, word.lower())[0] for word in pair)
    assert first
    assert first[:6] == second[:6]


def test_an_owner_has_the_path_of_the_word_and_a_mark() -> None:
    """'mayor’s' stands where 'mayor' does, told apart by its mark; what is not known has no path."""
    path, mark = brown.path_of("mayor", "mayor")
    assert mark == ""
    assert brown.path_of("mayor’s", "mayor’s") == (path, "'s")
    assert brown.path_of("xqzzy", "xqzzy") == ("", "")


def test_paths_are_read_from_the_lowest_digit(tmp_path: Path) -> None:
    """The number 6, binary 110, is the path 011; forms without a path and what is no word are left out."""
    source, output = tmp_path / "numbers.json.gz", tmp_path / "brown.txt"
    source.write_bytes(gzip.compress(json.dumps({"said": 6, "told": 6, ",": 4, "Xq": 0, "rain": 1}).encode()))
    result = CliRunner().invoke(brown.main, [str(source), str(output)])
    assert result.exit_code == 0, result.output
    assert output.read_text("utf-8").splitlines()[1:] == ["011 said told", "1 rain"]


def test_words_of_like_vectors_are_grouped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words whose vectors point the same way come into one group; pieces of words are left out."""
    monkeypatch.setattr(meanings, "GRAINS", (2, 2))
    vectors = np.array([[1, 0], [0.9, 0.1], [0, 1], [0.1, 0.9], [5, 5]], dtype=np.float32)
    header = json.dumps({meanings.TENSOR: {"dtype": "F32", "shape": [5, 2], "data_offsets": [0, 40]}}).encode()
    model, vocabulary, output = tmp_path / "model", tmp_path / "vocab.txt", tmp_path / "meanings.txt"
    model.write_bytes(len(header).to_bytes(8, "little") + header + vectors.tobytes())
    vocabulary.write_text("rain\nsnow\nsaid\ntold\n##ing\n", "utf-8")
    result = CliRunner().invoke(meanings.main, [str(model), str(vocabulary), str(output)])
    assert result.exit_code == 0, result.output
    assert sorted(line.split()[2:] for line in output.read_text("utf-8").splitlines()[1:]) == [["rain", "snow"], ["said", "told"]]


def test_words_that_mean_alike_share_a_group() -> None:
    """Every word of the file has a coarse and a fine group, and two verbs of stating are in one of them."""
    known = meanings.meanings()
    assert known["claimed"] == known["stated"]
