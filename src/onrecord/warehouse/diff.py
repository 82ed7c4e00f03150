"""How a snapshot differs from the one before: rows added, removed and changed in each table, told apart by the table's key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from onrecord.warehouse.models import Model
from onrecord.warehouse.sources import literal

BEFORE = "snapshot_before"


@dataclass(frozen=True, slots=True)
class TableChange:
    """One table of a snapshot against the one before."""

    table_name: str
    row_count: int
    rows_added: int
    rows_removed: int
    rows_changed: int

    @property
    def is_changed(self) -> bool:
        """Whether any row differs."""
        return bool(self.rows_added or self.rows_removed or self.rows_changed)

    @property
    def line(self) -> str:
        """The change in words."""
        parts = ((self.rows_added, "added"), (self.rows_changed, "changed"), (self.rows_removed, "removed"))
        told = ", ".join(f"{count:,} {word}" for count, word in parts if count) or "nothing changed"
        return f"{self.table_name}: {told} ({self.row_count:,} in all)"


def compare_snapshots(connection: duckdb.DuckDBPyConnection, models: Sequence[Model], before: Path) -> list[TableChange]:
    """The tables of this connection against those of another warehouse file; every row is new where that cannot be read."""
    attached = _attach(connection, before)
    try:
        known = _columns_before(connection) if attached else {}
        return [_compare(connection, model, known.get(model.full_name, set())) for model in models]
    finally:
        if attached:
            connection.execute(f"DETACH {BEFORE}")


def change_lines(changes: Sequence[TableChange]) -> list[str]:
    """The changes of the wide tables in words, the changed ones alone; one line that says so where there are none."""
    lines = [c.line for c in changes if c.table_name.startswith("main.") and c.is_changed]
    return lines or ["No row of the wide tables changed."]


def _attach(connection: duckdb.DuckDBPyConnection, before: Path) -> bool:
    """Whether the other file could be attached; a damaged one must not stop a publication that replaces it."""
    if not before.exists():
        return False
    try:
        connection.execute(f"ATTACH {literal(str(before.resolve()))} AS {BEFORE} (READ_ONLY)")
    except duckdb.Error:
        return False
    return True


def _compare(connection: duckdb.DuckDBPyConnection, model: Model, known: set[str]) -> TableChange:
    count = _one(connection, f"SELECT count(*) FROM {model.full_name}")[0]
    shared = [c.name for c in model.columns if c.name in known]
    if not set(model.key) <= set(shared):
        return TableChange(model.full_name, count, count, 0, 0)
    key = ", ".join(f'"{name}"' for name in model.key)
    content = ", ".join(f'"{name}"' for name in shared)
    rows = f"SELECT {key}, hash({content}) AS row_hash FROM"
    # A column that only one of the two snapshots has says nothing about a row, so rows are compared by what both have.
    added, removed, changed = _one(
        connection,
        f"""
        SELECT
            count(*) FILTER (WHERE before.row_hash IS NULL),
            count(*) FILTER (WHERE now.row_hash IS NULL),
            count(*) FILTER (WHERE before.row_hash <> now.row_hash)
        FROM ({rows} {model.full_name}) AS now
        FULL JOIN ({rows} {BEFORE}.{model.full_name}) AS before USING ({key})
    """,
    )
    return TableChange(model.full_name, count, added, removed, changed)


def _columns_before(connection: duckdb.DuckDBPyConnection) -> dict[str, set[str]]:
    """Columns of each table of the other snapshot."""
    rows = connection.execute(
        "SELECT schema_name || '.' || table_name, list(column_name) FROM duckdb_columns() WHERE database_name = ? GROUP BY 1", [BEFORE]
    ).fetchall()
    return {str(table): set(names) for table, names in rows}


def _one(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[int, ...]:
    row = connection.execute(query).fetchone()
    return tuple(int(value) for value in row) if row else ()
