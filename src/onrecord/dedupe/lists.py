"""Columns of lists as flat arrays: Arrow takes lists one by one, numpy takes their values at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa

from onrecord.dedupe.candidates import Numbers

NO_ROW = -1

TOGETHER = 10_000
"""Rows that are worked on at once; it bounds the memory."""


def flattened(columns: Sequence[pa.ChunkedArray], rows: Numbers) -> tuple[Numbers, list[np.ndarray]]:
    """The lists of the wanted rows one after the other: where each starts and ends, and for each column the values.

    Args:
        columns: lists of numbers, of the same lengths in every column.
        rows: places of the wanted rows; NO_ROW stands for an empty list.
    """
    parts = [column.combine_chunks() for column in columns]
    lengths = np.append(parts[0].value_lengths().fill_null(0).to_numpy(zero_copy_only=False).astype(np.int64), 0)
    starts = np.cumsum(lengths) - lengths
    bounds = np.concatenate(([0], np.cumsum(lengths[rows])))
    values = [part.flatten().to_numpy(zero_copy_only=False) for part in parts]
    found = [np.empty(bounds[-1], value.dtype) for value in values]
    for first, last, part in blocks(bounds):
        shifts = np.repeat(starts[rows[first:last]] - bounds[first:last], lengths[rows[first:last]])
        places = np.arange(part.start, part.stop) + shifts
        for value, taken in zip(values, found, strict=True):
            taken[part] = value[places]
    return bounds, found


def blocks(bounds: Numbers) -> Iterator[tuple[int, int, slice]]:
    """The rows in blocks of TOGETHER: first row, last row (not of the block), and where their values stand."""
    for first in range(0, len(bounds) - 1, TOGETHER):
        last = min(first + TOGETHER, len(bounds) - 1)
        yield first, last, slice(int(bounds[first]), int(bounds[last]))
