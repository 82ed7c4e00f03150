"""The weights file: learned weights as small numbers, packed so that the same weights give the same bytes.

The table of the cue model stands in whole steps, those of the network as floats of 16 bits.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.quotes.network import SHAPES, Network

Floats = NDArray[np.float32]
FILE = "weights.bin"
MAGIC = b"onrecord-quotes-2\n"
LEVELS = 20  # steps of a weight: with twenty as with 63 the quotes found stay the same to a third of a point
SMALLEST = 2  # steps below which a weight is left out: it is noise, and zeros compress
LINEAR = "linear"  # name of the cue model's table


class Steps(NamedTuple):
    """A table of weights as it is summed: each in whole steps from `-LEVELS`, and how much a step is."""

    rows: NDArray[np.uint8]
    scale: np.float32

    def summed(self, rows: NDArray[np.int64]) -> Floats:
        """Sum of the weights of each place's features; `rows` has the shape (places, features)."""
        total = np.add.reduce(self.rows.take(rows.T), axis=0, dtype=np.uint32).astype(np.int64) - LEVELS * rows.shape[1]
        found: Floats = total.astype(np.float32) * self.scale
        return found


class Weights(NamedTuple):
    """What the models know: the linear cue model and the network."""

    linear: Steps
    network: Network


def in_steps(table: Floats) -> tuple[NDArray[np.uint8], float]:
    """A table in LEVELS steps either way, none below zero, to the size that all but a thousandth keep to; and how much a step is."""
    scale = float(np.quantile(np.abs(table[table != 0]), 0.999)) / LEVELS if np.any(table) else 1.0
    steps = np.clip(np.rint(table / scale), -LEVELS, LEVELS).astype(np.int8)
    steps[np.abs(steps) < SMALLEST] = 0
    return (steps + LEVELS).astype(np.uint8), scale


def pack_weights(weights: Mapping[str, Floats]) -> bytes:
    """The bytes of a weights file: the table LINEAR, and the network's tables by their names."""
    steps, scale = in_steps(weights[LINEAR])
    out = io.BytesIO()
    out.write(f"{len(steps)} {scale!r}\n".encode())
    out.write(steps.tobytes())
    for name in SHAPES:
        out.write(weights[name].astype("<f2").tobytes())
    return MAGIC + zlib.compress(out.getvalue(), 9)


def load_weights(data: bytes) -> Weights:
    """The weights of a file's bytes; ValueError where they are of no file of this version."""
    if not data.startswith(MAGIC):
        raise ValueError("not a weights file of this version")
    source = io.BytesIO(zlib.decompress(data[len(MAGIC) :]))
    count, scale = source.readline().decode().split()
    linear = Steps(np.frombuffer(source.read(int(count)), dtype=np.uint8), np.float32(float(scale)))
    tables: dict[str, Floats] = {}
    for name, shape in SHAPES.items():
        values = np.frombuffer(source.read(2 * int(np.prod(shape))), dtype="<f2")
        tables[name] = values.reshape(shape).astype(np.float32)
    return Weights(linear, Network(tables))


@cache
def shipped_weights() -> Weights | None:
    """The weights that come with the package; None where the file is missing: quotes are then found by rule alone."""
    file = resources.files("onrecord.quotes").joinpath("data", FILE)
    return load_weights(file.read_bytes()) if file.is_file() else None
