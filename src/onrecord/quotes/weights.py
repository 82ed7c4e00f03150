"""The weights file: learned weights as small whole numbers, packed so that the same weights give the same bytes."""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
FILE = "weights.bin"
MAGIC = b"onrecord-quotes-1\n"
LEVELS = 10  # steps of a weight: with ten as with 127 the quotes found stay the same to half a point
SMALLEST = 2  # steps below which a weight is left out: it is noise, and zeros compress
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


def unpack_weights(data: bytes) -> dict[str, Floats]:
    """The tables of a weights file, each with one row a feature."""
    if not data.startswith(MAGIC):
        raise ValueError("not a weights file of this version")
    source = io.BytesIO(zlib.decompress(data[len(MAGIC) :]))
    found: dict[str, Floats] = {}
    while line := source.readline():
        name, columns, rows, scale = line.decode().split()
        steps = np.frombuffer(source.read(int(columns) * int(rows)), dtype=np.int8).reshape(int(columns), int(rows))
        table = np.ascontiguousarray(steps.T.astype(np.float32) * np.float32(float(scale)))
        found[name] = table[:, 0] if table.shape[1] == 1 else table
    return found


@cache
def shipped_weights() -> dict[str, Floats] | None:
    """The weights that come with the package; None where the file is missing: quotes are then found by rule alone."""
    file = resources.files("onrecord.quotes").joinpath("data", FILE)
    return unpack_weights(file.read_bytes()) if file.is_file() else None
