"""Learning: the same articles give the same bytes, and the weights file comes back as it went in."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from onrecord.quotes import measure as measuring
from onrecord.quotes import train, train_network
from onrecord.quotes.network import SHAPES
from onrecord.quotes.weights import LEVELS, LINEAR, load_weights, pack_weights

BODY = 'Anna Berg said that the bridge would open. "It took nine years," Berg added. Per Dal hopes that it lasts.'


def annotated() -> dict[str, object]:
    """A small annotated article."""
    rows = []
    for source, cue, content in (
        ("Anna Berg", "said", "that the bridge would open"),
        ("Berg", "added", '"It took nine years,"'),
        ("Per Dal", "hopes", "that it lasts"),
    ):
        start = BODY.index(content)
        after = BODY.index(cue)
        at = BODY.rindex(source, 0, after)
        rows.append({"source": [[at, at + len(source)]], "cue": [[after, after + len(cue)]], "content": [[start, start + len(content)]]})
    return {"text": BODY, "attributions": rows}


@pytest.fixture(autouse=True)
def _small_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few rounds: what is tested is not how good the weights are."""
    monkeypatch.setattr(train, "CUE_EPOCHS", 2)
    monkeypatch.setattr(train_network, "EPOCHS", 2)


def test_learning_is_reproducible_to_the_byte() -> None:
    """Twice the same articles give the same file."""
    articles = [annotated(), annotated()]
    assert pack_weights(train.learn(articles)) == pack_weights(train.learn(articles))


def test_learning_moves_the_cues_up() -> None:
    """After learning a cue of the article scores higher than a word that is none."""
    part = train.lesson(annotated())
    scores = train.cue_scores(part, train.learn_cues([part] * 4))
    assert scores[part.is_cue == 1].min() > scores[part.is_cue == 0].mean()


def test_weights_file_comes_back() -> None:
    """Unpacked weights are those packed, within a step of the cue model and to three digits of the network."""
    order = np.random.default_rng(1)
    linear = order.normal(size=64).astype(np.float32)
    tables = {name: order.normal(size=shape).astype(np.float32) for name, shape in SHAPES.items()}
    back = load_weights(pack_weights({LINEAR: linear, **tables}))
    assert np.abs((back.linear.rows.astype(np.float32) - LEVELS) * back.linear.scale - linear).max() < 0.5
    for name, table in tables.items():
        assert np.allclose(back.network.tables[name], table, rtol=1e-3, atol=1e-6)


def test_other_files_are_refused() -> None:
    """What is no weights file raises."""
    with pytest.raises(ValueError, match="weights"):
        load_weights(b"something else")


def test_confidence_table_is_written(tmp_path: Path) -> None:
    """The command writes shares between 0 and 1."""
    (tmp_path / "articles.jsonl").write_text(json.dumps(annotated()) + "\n", "utf-8")
    output = tmp_path / "confidence.json"
    result = CliRunner().invoke(measuring.main, [str(tmp_path / "articles.jsonl"), str(output)])
    assert result.exit_code == 0, result.output
    table = json.loads(output.read_text("utf-8"))["measured"]
    assert table
    assert all(0 <= share <= 1 for share in table.values())
