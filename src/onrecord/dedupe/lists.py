"""Columns of lists as flat arrays: Arrow takes lists one by one, numpy takes their values at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from onrecord.dedupe.candidates import Numbers

NO_ROW = -1


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
    places = np.arange(bounds[-1]) + np.repeat(starts[rows] - bounds[:-1], lengths[rows])
    return bounds, [part.flatten().to_numpy(zero_copy_only=False)[places] for part in parts]
