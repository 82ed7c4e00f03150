"""The live snapshot, opened to be read."""

from __future__ import annotations

from pathlib import Path

import duckdb

from onrecord.errors import OnrecordError
from onrecord.warehouse.snapshot import LIVE


def open_live(warehouse: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the live snapshot; it never blocks a run, and keeps the snapshot it opened.

    Raises:
        OnrecordError: if there is none, or none that can be read.
    """
    file = warehouse / LIVE
    if not file.exists():
        raise OnrecordError(f"There is no warehouse in {warehouse} yet; `onrecord run` makes one, `--warehouse` names another.")
    try:
        return duckdb.connect(str(file), read_only=True)
    except duckdb.Error as error:
        raise OnrecordError(f"The warehouse {file} cannot be opened: {error}. `onrecord doctor` tells more.") from error
