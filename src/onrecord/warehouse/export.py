"""The warehouse in other forms: tables as CSV or Parquet, JSON-LD in schema.org's terms, events in GDELT's columns.

What the last two hold is written in `sql/exports/`. Rows are handed on in pieces, so memory does not grow with the warehouse.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb

from onrecord.errors import UsageError
from onrecord.warehouse.live import open_live
from onrecord.warehouse.query import cell_text
from onrecord.warehouse.sources import literal
from onrecord.warehouse.sql_folder import sql_folder

WIDE = ("articles", "quotes", "utterances", "event_reports", "events", "text_reuse")
PIECE = 2000  # rows
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # what a spreadsheet takes for the beginning of a formula


def export(warehouse: Path, form: str, folder: Path, tables: tuple[str, ...] = ()) -> list[tuple[Path, int]]:
    """Writes the live snapshot in another form into a folder; hands back the files with their rows.

    Args:
        warehouse: folder of the warehouse.
        form: csv, parquet, jsonld or gdelt.
        folder: where the files go; it is made where it is missing, files of the same names are replaced.
        tables: wide tables to write (csv, parquet); all where none is named.

    Raises:
        UsageError: for a form or table that is none.
        OnrecordError: if there is no warehouse.
    """
    if form not in WRITERS:
        raise UsageError(f"There is no form {form}; known are {', '.join(WRITERS)}.")
    unknown = sorted(set(tables) - set(WIDE))
    if unknown:
        raise UsageError(f"There is no wide table {', '.join(unknown)}; known are {', '.join(WIDE)}.")
    with open_live(warehouse) as connection:
        folder.mkdir(parents=True, exist_ok=True)
        return list(WRITERS[form](connection, folder, tables or WIDE))


def safe_cell(value: Any) -> str:
    """A value as a cell of a CSV that no spreadsheet takes for a formula: an apostrophe stands before a text that would be one."""
    if isinstance(value, float):
        return repr(value)  # all its digits: a place is not where three of them say
    text = cell_text(value)
    return f"'{text}" if isinstance(value, str | list | tuple | dict) and text.startswith(FORMULA) else text


def _csv(connection: duckdb.DuckDBPyConnection, folder: Path, tables: tuple[str, ...]) -> Iterator[tuple[Path, int]]:
    for table in tables:
        result = connection.execute(f"SELECT * FROM main.{table} ORDER BY 1")
        target = folder / f"{table}.csv"
        with target.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\r\n")  # so that a return inside a cell is quoted as well
            writer.writerow([column[0] for column in result.description or []])
            yield target, sum(_written(writer, rows) for rows in _pieces(result))


def _written(writer: Any, rows: list[tuple[Any, ...]]) -> int:
    writer.writerows([safe_cell(value) for value in row] for row in rows)
    return len(rows)


def _parquet(connection: duckdb.DuckDBPyConnection, folder: Path, tables: tuple[str, ...]) -> Iterator[tuple[Path, int]]:
    for table in tables:
        target = folder / f"{table}.parquet"
        query = f"COPY (SELECT * FROM main.{table} ORDER BY 1) TO {literal(str(target.resolve()))} (FORMAT parquet, COMPRESSION zstd)"
        yield target, _count(connection.execute(query))


def _jsonld(connection: duckdb.DuckDBPyConnection, folder: Path, tables: tuple[str, ...]) -> Iterator[tuple[Path, int]]:
    for name in ("articles", "quotations", "events"):
        result = connection.execute(_query(f"jsonld_{name}"))
        target, count = folder / f"{name}.jsonl", 0
        with target.open("w", encoding="utf-8") as out:
            for rows in _pieces(result):
                out.writelines(f"{line}\n" for (line,) in rows)
                count += len(rows)
        yield target, count


def _gdelt(connection: duckdb.DuckDBPyConnection, folder: Path, tables: tuple[str, ...]) -> Iterator[tuple[Path, int]]:
    target = folder / "events.tsv"
    query = f"COPY ({_query('gdelt_events')}) TO {literal(str(target.resolve()))} (FORMAT csv, DELIMITER '\t', HEADER)"
    yield target, _count(connection.execute(query))


WRITERS: dict[str, Callable[[duckdb.DuckDBPyConnection, Path, tuple[str, ...]], Iterator[tuple[Path, int]]]] = {
    "csv": _csv,
    "parquet": _parquet,
    "jsonld": _jsonld,
    "gdelt": _gdelt,
}


def _query(name: str) -> str:
    return (sql_folder() / "exports" / f"{name}.sql").read_text("utf-8").rstrip().rstrip(";")


def _pieces(result: duckdb.DuckDBPyConnection) -> Iterator[list[tuple[Any, ...]]]:
    while rows := result.fetchmany(PIECE):
        yield rows


def _count(result: duckdb.DuckDBPyConnection) -> int:
    row = result.fetchone()
    return int(row[0]) if row else 0
