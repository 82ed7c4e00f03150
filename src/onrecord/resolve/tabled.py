"""Arrow tables of what was resolved, made column by column: a row of its own for each fact would take ten times as much."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

import pyarrow as pa

from onrecord.schema.tables import TABLES

T = TypeVar("T")
Columns = dict[str, list[Any]]
PACKED = 20_000  # values of a column that are packed together


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
    return TABLES[name].sorted(_rows(name, columns))


def _rows(name: str, columns: dict[str, Any]) -> pa.Table:
    schema = TABLES[name].schema
    return pa.table([_array(columns.pop(field.name), field.type) for field in schema], schema=schema)


def _array(column: Any, kind: pa.DataType) -> pa.Array | pa.ChunkedArray:
    return column if isinstance(column, pa.Array | pa.ChunkedArray) else pa.array(column, kind)


class Filling:
    """Stage tables that are made row by row: `columns` takes values, and what has come together is packed into Arrow now and then."""

    def __init__(self, names: Iterable[str]) -> None:
        self.columns = {name: empty_columns(name) for name in names}
        self._parts: dict[str, list[pa.Table]] = {name: [] for name in self.columns}

    def pack(self) -> None:
        """Packs the columns that have PACKED values; a text in Arrow takes a third of what it takes by itself."""
        for name, columns in self.columns.items():
            if len(next(iter(columns.values()))) >= PACKED:
                self._parts[name].append(_rows(name, dict(columns)))
                for values in columns.values():
                    values.clear()

    def tables(self) -> dict[str, pa.Table]:
        """The tables, sorted by their keys; parts and columns are let go of one by one."""
        return {name: self._table(name) for name in list(self.columns)}

    def _table(self, name: str) -> pa.Table:
        return TABLES[name].sorted(pa.concat_tables([*self._parts.pop(name), _rows(name, self.columns.pop(name))]))
