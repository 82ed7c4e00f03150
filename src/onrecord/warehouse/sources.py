"""What the SQL models read: one view a stage table in the schema `stage`, and the reference tables that code holds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from onrecord.schema.columns import columns
from onrecord.schema.table import Table
from onrecord.schema.tables import TABLES
from onrecord.warehouse.models import Model

SCHEMA = "stage"


def create_sources(connection: duckdb.DuckDBPyConnection, warehouse: Path, run_id: str) -> None:
    """Creates a view on the partitions of every stage table; of state tables on the run's own partition alone."""
    connection.execute(f"BEGIN; CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
    for table in TABLES.values():
        _create_view(connection, table, partition_files(warehouse, table, run_id))
    connection.execute("COMMIT")


def add_rows(connection: duckdb.DuckDBPyConnection, warehouse: Path, run_id: str, tables: Mapping[str, pa.Table]) -> None:
    """Lets the views of some tables show rows of the run that are not on disk yet, in place of any it has there."""
    for name, rows in tables.items():
        create_table(connection, f"{name}_of_run", rows)
        others = [f for f in partition_files(warehouse, TABLES[name], run_id) if f.parent.name != f"batch={run_id}"]
        _create_view(connection, TABLES[name], others, f'UNION ALL BY NAME SELECT * FROM {SCHEMA}."{name}_of_run"')


def partition_files(warehouse: Path, table: Table, run_id: str) -> list[Path]:
    """Files of a table's partitions, by batch."""
    if table.name == "rejected":
        return sorted((warehouse / "rejected").glob("*/batch=*/part.parquet"))
    batch = "*" if table.per_batch else run_id
    return sorted((warehouse / "stages" / table.name).glob(f"batch={batch}/part.parquet"))


def create_table(connection: duckdb.DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    """Puts rows that code holds into a table of the schema `stage`."""
    connection.register("given_rows", rows)
    connection.execute(f'CREATE OR REPLACE TABLE {SCHEMA}."{name}" AS SELECT * FROM given_rows')
    connection.unregister("given_rows")


def dictionary_rows(models: Sequence[Model]) -> pa.Table:
    """One row a column of every published model, in the order of the table."""
    rows = [
        {
            "schema_name": model.schema,
            "table_name": model.name,
            "column_index": index,
            "column_name": column.name,
            "column_type": column.type,
            "unit": column.unit,
            "allowed_values": [str(v) for v in column.values],
            "meaning": column.meaning,
            "table_meaning": model.description,
            "grain": model.grain,
            "is_key": column.name in model.key,
        }
        for model in sorted(models, key=lambda m: m.full_name)
        if model.is_published
        for index, column in enumerate(model.columns, start=1)
    ]
    return pa.Table.from_pylist(rows, schema=_DICTIONARY)


def literal(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def _create_view(connection: duckdb.DuckDBPyConnection, table: Table, files: Sequence[Path], more: str = "") -> None:
    query = _over_files(table, files) if files else _without_rows(table)
    connection.execute(f'CREATE OR REPLACE VIEW {SCHEMA}."{table.name}" AS {query} {more}')


def _over_files(table: Table, files: Sequence[Path]) -> str:
    names = ", ".join(f'"{name}"' for name in table.names)
    listed = ", ".join(literal(_no_pattern(file)) for file in files)
    return f"SELECT {names} FROM read_parquet([{listed}], hive_partitioning = false)"


def _without_rows(table: Table) -> str:
    empty = ", ".join(f'CAST(NULL AS {columns()[name].type}) AS "{name}"' for name in table.names)
    return f"SELECT {empty} WHERE false"


def _no_pattern(file: Path) -> str:
    """A path in which DuckDB finds no pattern: a folder may be called `news[2026]`."""
    return re.sub(r"([\[*?])", r"[\1]", str(file.resolve()))


_TEXT = pa.string()
_DICTIONARY = pa.schema(
    [
        ("schema_name", _TEXT),
        ("table_name", _TEXT),
        ("column_index", pa.int32()),
        ("column_name", _TEXT),
        ("column_type", _TEXT),
        ("unit", _TEXT),
        ("allowed_values", pa.list_(_TEXT)),
        ("meaning", _TEXT),
        ("table_meaning", _TEXT),
        ("grain", _TEXT),
        ("is_key", pa.bool_()),
    ]
)
