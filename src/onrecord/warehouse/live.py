"""The live snapshot, opened to be read."""

from __future__ import annotations

from pathlib import Path

import duckdb

from onrecord.errors import OnrecordError
from onrecord.warehouse.snapshot import LIVE
from onrecord.warehouse.sources import literal

KEPT = "kept"


def open_live(warehouse: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the live snapshot; it never blocks a run, and keeps the snapshot it opened.

    Raises:
        OnrecordError: if there is none, or none that can be read.
    """
    file = _live_file(warehouse)
    try:
        return duckdb.connect(str(file), read_only=True)
    except duckdb.Error as error:
        raise _unreadable(file, error) from error


def keep_live(warehouse: Path, memory_limit: str) -> duckdb.DuckDBPyConnection:
    """The live snapshot, to be kept open for many queries of `cursor_of`: what they read of it stays in memory for the next.

    A process that opened a file gets the same one from `open_live` again as long as it holds it, also after a publication; a snapshot that
    is kept so stands in nobody's way.

    Args:
        warehouse: its folder.
        memory_limit: most memory that queries take, as DuckDB writes it.

    Raises:
        OnrecordError: if there is none, or none that can be read.
    """
    file = _live_file(warehouse)
    try:
        connection = duckdb.connect(":memory:", config={"memory_limit": memory_limit})
        connection.execute(f"ATTACH {literal(str(file))} AS {KEPT} (READ_ONLY)")
    except duckdb.Error as error:
        raise _unreadable(file, error) from error
    return connection


def cursor_of(kept: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """A connection of its own, for one thread, to a snapshot that is kept."""
    cursor = kept.cursor()
    cursor.execute(f"USE {KEPT}")
    return cursor


def _live_file(warehouse: Path) -> Path:
    file = warehouse / LIVE
    if not file.exists():
        raise OnrecordError(f"There is no warehouse in {warehouse} yet; `onrecord run` makes one, `--warehouse` names another.")
    return file


def _unreadable(file: Path, error: duckdb.Error) -> OnrecordError:
    return OnrecordError(f"The warehouse {file} cannot be opened: {error}. `onrecord doctor` tells more.")
