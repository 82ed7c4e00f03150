"""The arrays of the quote models."""

from __future__ import annotations

import numpy as np

from onrecord.quotes.encode import mix, mix_many
from onrecord.quotes.weights import LEVELS, Steps
from onrecord.text.document import Text


def test_templates_mixed_together_give_what_each_gives_alone() -> None:
    """A table of templates has the same codes as template by template."""
    rng = np.random.default_rng(7)
    parts = [rng.integers(0, 2**63, size=(3, 11), dtype=np.uint64) for _ in range(2)]
    numbers = np.array([1, 4, 9])
    alone = [mix(int(number), parts[0][row], parts[1][row]) for row, number in enumerate(numbers)]
    assert np.array_equal(mix_many(numbers, [part.copy() for part in parts]), np.stack(alone))


def test_steps_are_summed_as_the_weights_are() -> None:
    """Sums of steps are those of the weights, at both ends of their range and for more features than the templates have."""
    rng = np.random.default_rng(1)
    steps = rng.integers(0, 2 * LEVELS + 1, size=50).astype(np.uint8)
    steps[0], steps[1] = 0, 2 * LEVELS
    rows = rng.integers(0, 50, size=(4, 100))
    rows[0], rows[1] = 0, 1
    found = Steps(steps, np.float32(0.25)).summed(rows)
    assert np.allclose(found, (steps.astype(np.float32) - LEVELS)[rows].sum(axis=1) * 0.25)


def test_token_sentences_agree_with_the_sentence_at_each_token() -> None:
    """The sentence of every token is the one at its start, in a text with blank lines, quotations and no full stop at the end."""
    for body in ("", "Rain fell. “Stay in. Please,” he said.\n\nNobody left. The end", "...", "One"):
        text = Text(body)
        assert text.token_sentences == tuple(text.sentence_index(start) for start in text.token_starts)
