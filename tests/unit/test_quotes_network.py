"""The network: its gradients against differences, what it sees, and that it learns."""

from __future__ import annotations

from typing import cast

import numpy as np
import pytest

from onrecord.quotes import train, train_network
from onrecord.quotes.encode import encode
from onrecord.quotes.network import SHAPES, Network, shifted
from onrecord.quotes.reading import Reading
from onrecord.quotes.train_network import Example, Tables, gradients, joined, learn_network, start
from onrecord.quotes.windows import Layout
from onrecord.text.document import Text
from tests.unit.test_quotes_train import annotated


@pytest.fixture
def examples() -> list[Example]:
    """A small annotated article, twice."""
    return [train.example(train.lesson(annotated()))] * 2


def test_gradients_are_the_slopes_of_the_loss(examples: list[Example], monkeypatch: pytest.MonkeyPatch) -> None:
    """A small step along the gradient of each table changes the loss by as much as the gradient says."""
    monkeypatch.setattr(train_network, "kept", lambda _, shape: np.ones(shape, dtype=np.float32))
    order = np.random.default_rng(2)
    batch, tables = joined(examples), cast("Tables", {name: table.astype(np.float64) for name, table in start(order).items()})
    found, _ = gradients(tables, batch, order)
    for name in SHAPES:
        step = 1e-4 * found[name] / max(float(np.linalg.norm(found[name])), 1e-9)
        above = gradients(tables | {name: tables[name] + step}, batch, order)[1]
        below = gradients(tables | {name: tables[name] - step}, batch, order)[1]
        assert above - below == pytest.approx(2 * float((found[name] * step).sum()), rel=0.05), name


def test_an_article_is_not_seen_from_the_next(examples: list[Example], monkeypatch: pytest.MonkeyPatch) -> None:
    """Two articles learned from at once have the loss of both alone."""
    monkeypatch.setattr(train_network, "kept", lambda _, shape: np.ones(shape, dtype=np.float32))
    order = np.random.default_rng(2)
    tables = start(order)
    assert gradients(tables, joined(examples), order)[1] == pytest.approx(2 * gradients(tables, joined(examples[:1]), order)[1], rel=1e-3)


def test_the_network_learns_its_cues(examples: list[Example], monkeypatch: pytest.MonkeyPatch) -> None:
    """After some epochs over one article its cues score higher than its other words."""
    monkeypatch.setattr(train_network, "EPOCHS", 60)
    monkeypatch.setattr(train_network, "WARM_UP", 5)
    part = train.lesson(annotated())
    network = Network(learn_network(examples * 4, 1))
    logits = network.cue_logits(network.states(encode(part.layout).rows), part.words)
    assert logits[part.is_cue == 1].min() > logits[part.is_cue == 0].max()


def test_words_are_remembered_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """More words than are kept give the same vectors as a network that keeps them all."""
    tables: Tables = start(np.random.default_rng(1))
    texts = ["Rain fell on the old harbour.", "The mayor said it would stop.", "Rain fell again."]
    rows = [encode(Layout(Reading(Text(text)))).rows for text in texts]
    expected = [Network(tables).states(row) for row in rows]
    monkeypatch.setattr("onrecord.quotes.network.KNOWN_ROWS", 5)
    small = Network(tables)
    assert all(np.array_equal(small.states(row), state) for row, state in zip(rows, expected, strict=True))


def test_a_long_text_is_worked_out_in_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stretch by stretch every element has the vector it has in the whole text."""
    network = Network(start(np.random.default_rng(1)))
    rows = encode(Layout(Reading(Text("The mayor said the old harbour would open in May. " * 20)))).rows
    expected = network.states(rows)
    monkeypatch.setattr("onrecord.quotes.network.STRETCH", 32)
    assert np.allclose(network.states(rows), expected, atol=1e-5)


@pytest.mark.parametrize("step", [-8, -1, 1, 2, 8])
def test_rows_move_and_leave_zeros(step: int) -> None:
    """Moved rows stand `step` places on, and none comes round from the other end, in short texts too."""
    values = np.arange(1, 6, dtype=np.float32)[:, None]
    expected = [values[at - step, 0] if 0 <= at - step < 5 else 0 for at in range(5)]
    assert shifted(values, step)[:, 0].tolist() == expected
