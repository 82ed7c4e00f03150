"""Rows of stage tables part by part, and columns of lists as flat arrays: Arrow takes lists one by one, numpy their values at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
import pyarrow as pa

from onrecord.dedupe.candidates import Numbers
from onrecord.dedupe.words import Flags

TOGETHER = 10_000
"""Rows that are worked on at once; it bounds the memory."""

Parts = Callable[[Sequence[str]], Iterable[pa.Table]]
"""Gives the rows of a stage table part by part, with the named columns, each time in the same order."""


def parts_of(table: pa.Table) -> Parts:
    """The rows of a table in memory."""
    return lambda names: (table.select(list(names)).slice(first, TOGETHER) for first in range(0, table.num_rows, TOGETHER))


def flattened(part: pa.Table, names: Sequence[str], chosen: Flags) -> tuple[Numbers, list[np.ndarray]]:
    """The lists of the chosen rows one after the other: the length of each, and for each column the values.

    Args:
        part: rows with columns of lists of numbers, of the same lengths in every column; null is a list of nothing.
        names: the columns.
        chosen: a flag for each row.
    """
    columns = [part[name].combine_chunks() for name in names]
    lengths = columns[0].value_lengths().fill_null(0).to_numpy(zero_copy_only=False).astype(np.int64)
    values = [column.flatten().to_numpy(zero_copy_only=False) for column in columns]
    if not chosen.all():
        kept = np.repeat(chosen, lengths)
        values = [value[kept] for value in values]
    return lengths[chosen], values


def blocks(bounds: Numbers) -> Iterator[tuple[int, int, slice]]:
    """The rows in blocks of TOGETHER: first row, last row (not of the block), and where their values stand."""
    for first in range(0, len(bounds) - 1, TOGETHER):
        last = min(first + TOGETHER, len(bounds) - 1)
        yield first, last, slice(int(bounds[first]), int(bounds[last]))
