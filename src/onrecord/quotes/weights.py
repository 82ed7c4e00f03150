"""The weights file: learned weights as small whole numbers, packed so that the same weights give the same bytes."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
FILE = "weights.bin"
MAGIC = b"onrecord-quotes-1\n"
LEVELS = 20  # steps of a weight: with twenty as with 63 the quotes found stay the same to a third of a point
SMALLEST = 2  # steps below which a weight is left out: it is noise, and zeros compress
SLOT = 6  # bits of a step; in twice as many the steps of all features of a place are summed: 102 at 2 * LEVELS, more than there are
NAMES = ("cue", "emission", "transition")


def pack_weights(weights: Mapping[str, Floats]) -> bytes:
    """The bytes of a weights file: each table in LEVELS steps either way, to the size that all but a thousandth keep to."""
    out = io.BytesIO()
    for name in NAMES:
        table = np.atleast_2d(weights[name].T)
        scale = float(np.quantile(np.abs(table[table != 0]), 0.999)) / LEVELS if np.any(table) else 1.0
        steps = np.clip(np.rint(table / scale), -LEVELS, LEVELS).astype(np.int8)
        steps[np.abs(steps) < SMALLEST] = 0
        out.write(f"{name} {steps.shape[0]} {steps.shape[1]} {scale!r}\n".encode())
        out.write(steps.tobytes())
    return MAGIC + zlib.compress(out.getvalue(), 9)


def _tables(data: bytes) -> Iterator[tuple[str, NDArray[np.int8], np.float32]]:
    """The tables of a weights file: name, steps (columns, rows), and how much a step is."""
    if not data.startswith(MAGIC):
        raise ValueError("not a weights file of this version")
    source = io.BytesIO(zlib.decompress(data[len(MAGIC) :]))
    while line := source.readline():
        name, columns, rows, scale = line.decode().split()
        steps = np.frombuffer(source.read(int(columns) * int(rows)), dtype=np.int8).reshape(int(columns), int(rows))
        yield name, steps, np.float32(float(scale))


def unpack_weights(data: bytes) -> dict[str, Floats]:
    """The tables of a weights file, each with one row a feature."""
    found: dict[str, Floats] = {}
    for name, steps, scale in _tables(data):
        table = np.ascontiguousarray(steps.T.astype(np.float32) * scale)
        found[name] = table[:, 0] if table.shape[1] == 1 else table
    return found


class Steps(NamedTuple):
    """A table as it is summed: the steps of a row side by side in one word, SLOT bits each, so that a row is one place in memory.

    Every other step is summed by itself, in the bits of two slots.
    """

    rows: NDArray[np.unsignedinteger[Any]]
    columns: int
    scale: np.float32

    def summed(self, rows: NDArray[np.int64]) -> Floats:
        """Sum of the weights of each place's features; `rows` has the shape (places, features)."""
        found = self.rows.take(rows.T)
        word, wide = found.dtype.type, np.uint32 if found.dtype == np.uint8 else found.dtype.type
        apart = word(sum(((1 << SLOT) - 1) << at for at in range(0, 8 * found.itemsize - SLOT, 2 * SLOT)))
        halves = [np.add.reduce(found >> word(shift) & apart, axis=0, dtype=wide) for shift in (0, SLOT)[: self.columns]]
        sums = [halves[at % 2] >> wide(SLOT * (at - at % 2)) & wide((1 << 2 * SLOT) - 1) for at in range(self.columns)]
        steps = np.stack(sums, axis=1).astype(np.int64) - LEVELS * rows.shape[1]
        weights: Floats = steps.astype(np.float32) * self.scale
        return weights


def side_by_side(steps: NDArray[np.int8], scale: np.float32) -> Steps:
    """A table (up to ten columns, rows) with the steps of each row side by side, none below zero, in the smallest word that holds them."""
    columns = len(steps)
    word = np.uint8 if columns == 1 else np.uint32 if columns * SLOT <= 32 - SLOT else np.uint64
    table = np.zeros(steps.shape[1], dtype=np.uint64)
    for at, column in enumerate(steps):
        table |= (column.astype(np.int64) + LEVELS).astype(np.uint64) << np.uint64(SLOT * at)
    return Steps(table.astype(word), columns, scale)


def load_steps(data: bytes) -> dict[str, Steps]:
    """The tables of a weights file, ready to be summed."""
    return {name: side_by_side(steps, scale) for name, steps, scale in _tables(data)}


@cache
def shipped_weights() -> dict[str, Steps] | None:
    """The weights that come with the package; None where the file is missing: quotes are then found by rule alone."""
    file = resources.files("onrecord.quotes").joinpath("data", FILE)
    return load_steps(file.read_bytes()) if file.is_file() else None
