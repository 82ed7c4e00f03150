"""Arrow tables of what was resolved, made column by column: a row of its own for each fact would take ten times as much."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

import pyarrow as pa

from onrecord.schema.tables import TABLES

T = TypeVar("T")
Columns = dict[str, list[Any]]


def empty_columns(name: str) -> Columns:
    """An empty list for each column of a stage table."""
    return {column: [] for column in TABLES[name].names}


def append(columns: Columns, rows: Iterable[Mapping[str, Any]]) -> None:
    """Adds rows; a column that a row does not have is null."""
    for row in rows:
        for name, values in columns.items():
            values.append(row.get(name))


def emptied(clusters: list[list[T]]) -> Iterator[list[T]]:
    """The clusters in order, each let go of before the next: what is told of them takes the place of their members."""
    clusters.reverse()
    while clusters:
        yield clusters.pop()


def tabled(name: str, columns: dict[str, Any]) -> pa.Table:
    """The stage table of some columns, lists or arrays, sorted by its key; each column is let go of as it is taken over."""
    schema = TABLES[name].schema
    arrays = [_array(columns.pop(field.name), field.type) for field in schema]
    return TABLES[name].sorted(pa.table(arrays, schema=schema))


def _array(column: Any, kind: pa.DataType) -> pa.Array | pa.ChunkedArray:
    return column if isinstance(column, pa.Array | pa.ChunkedArray) else pa.array(column, kind)


def all_tabled(columns: dict[str, Columns]) -> dict[str, pa.Table]:
    """The stage tables of some columns, which are let go of one by one."""
    return {name: tabled(name, columns.pop(name)) for name in list(columns)}
