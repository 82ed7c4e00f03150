"""A small network over the words of an article: how likely each is a cue, and which labels the elements around a cue have.

Every element has a vector, the sum of those of its codes. Layers of dilated convolutions (as in Strubell et al. 2017) let it take in what
stands around it, up to REACH away. The vector of a word gives its score as a cue; the vectors of an element and of a cue,
with where the one stands to the other, give the scores of labels and of label pairs that the chain takes (a neural conditional random
field, Peng et al. 2009). Learned by `train_network`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.quotes.chain import LABELS
from onrecord.quotes.encode import Ints
from onrecord.quotes.features import WINDOW_BITS, WORD_BITS, word_rows

Floats = NDArray[np.float32]
WIDTH = 64
DILATIONS = (1, 2, 4, 8)
REACH = sum(DILATIONS)
STRETCH = 4096  # elements of a long text that are worked out at once, which bounds the memory
KNOWN_ROWS = 50_000  # vectors of this many words are kept between articles
ROWS = 16  # multiplied at once: so few that one thread does it, and the result does not depend on how many there are
LAYERS = {f"layer{number}": (3 * WIDTH, WIDTH) for number in range(len(DILATIONS))}
SHAPES = {
    "words": (1 << WORD_BITS, WIDTH),
    **LAYERS,
    **{f"{name}_bias": (WIDTH,) for name in LAYERS},
    "cue": (WIDTH,),
    "cue_bias": (1,),
    "element": (WIDTH, WIDTH),
    "head": (WIDTH, WIDTH),
    "window": (1 << WINDOW_BITS, WIDTH),
    "labels": (WIDTH, LABELS),
    "labels_bias": (LABELS,),
    "pairs": (WIDTH, LABELS * LABELS),
    "pairs_bias": (LABELS * LABELS,),
}


def shifted(values: Floats, step: int) -> Floats:
    """The rows `step` places further down, further up where it is negative, with zeros where none comes from."""
    moved = np.zeros_like(values)
    if step > 0:
        moved[step:] = values[:-step]
    else:
        moved[:step] = values[-step:]
    return moved


def beside(values: Floats, step: int) -> Floats:
    """Each row with the one `step` places before and the one as far behind it, shape (places, 3 * WIDTH)."""
    return np.concatenate([shifted(values, step), values, shifted(values, -step)], axis=1)


def product(values: Floats, table: Floats) -> Floats:
    """The matrix product, ROWS places at a time."""
    missing = -len(values) % ROWS
    padded = np.concatenate([values, np.zeros((missing, values.shape[1]), dtype=np.float32)]) if missing else values
    found: Floats = np.matmul(padded.reshape(-1, ROWS, values.shape[1]), table).reshape(-1, table.shape[1])[: len(values)]
    return found


class Network:
    """The learned network; `tables` are its arrays, of the names and shapes in SHAPES."""

    def __init__(self, tables: Mapping[str, Floats]) -> None:
        self.tables = tables
        self._vectors: dict[bytes, bytes] = {}

    def states(self, rows: Sequence[bytes]) -> Floats:
        """The vectors of an article's elements in their surroundings, shape (elements, WIDTH); `rows` are their packed codes."""
        self._learn_of(rows)
        alone: Floats = np.frombuffer(b"".join([self._vectors[row] for row in rows]), dtype=np.float32).reshape(-1, WIDTH)
        if len(alone) <= STRETCH:
            return self._surrounded(alone)
        parts = []
        for lo in range(0, len(alone), STRETCH):
            before = min(lo, REACH)
            parts.append(self._surrounded(alone[lo - before : lo + STRETCH + REACH])[before : before + STRETCH])
        return np.concatenate(parts)

    def _surrounded(self, state: Floats) -> Floats:
        """The vectors of elements after each has taken in what stands around it."""
        for name, step in zip(LAYERS, DILATIONS, strict=True):
            state = state + np.maximum(product(beside(state, step), self.tables[name]) + self.tables[f"{name}_bias"], 0)
        return state

    def _learn_of(self, rows: Sequence[bytes]) -> None:
        """Looks the vectors up of elements that are not known yet."""
        fresh = [row for row in dict.fromkeys(rows) if row not in self._vectors]
        if fresh:
            if len(self._vectors) + len(fresh) > KNOWN_ROWS:
                self._vectors, fresh = {}, list(dict.fromkeys(rows))
            found = self.tables["words"][word_rows(fresh)].sum(axis=1)
            self._vectors.update(zip(fresh, map(np.ndarray.tobytes, found), strict=True))

    def cue_logits(self, states: Floats, words: Ints) -> Floats:
        """Log odds of the words to be cues."""
        logits: Floats = product(states[words], self.tables["cue"][:, None])[:, 0] + self.tables["cue_bias"]
        return logits

    def window_scores(self, states: Floats, at: Ints, heads: Ints, lengths: Ints, window: Ints) -> tuple[Floats, Floats]:
        """Scores of labels, (elements, LABELS), and of label pairs, (elements, LABELS * LABELS), at the elements `at` of all windows.

        `heads` and `lengths` have one place a window: its cue and how many of the elements are its own; `window` are their feature rows.
        """
        first, last = int(at.min()), int(at.max())  # of a long text only what the windows hold
        seen = product(states[first : last + 1], self.tables["element"])[at - first]
        seen += np.repeat(product(states[heads], self.tables["head"]), lengths, axis=0)
        seen += self.tables["window"][window].sum(axis=1)
        np.maximum(seen, 0, out=seen)
        labels, pairs = (product(seen, self.tables[name]) + self.tables[f"{name}_bias"] for name in ("labels", "pairs"))
        return labels, pairs
