"""Builds the SQL models into a work file: each query compared with its promise, created, and commented."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from onrecord.warehouse.lineage import build_order
from onrecord.warehouse.models import Model, ModelError, load_models
from onrecord.warehouse.reference import event_type_rows
from onrecord.warehouse.sources import add_rows, create_sources, create_table, dictionary_rows
from onrecord.warehouse.sql_folder import sql_folder, sql_hash
from onrecord.warehouse.workspace import WORK

# Ops tables tell of the build itself, so they are built when everything else is built and tested.
AUDIT = "ops"


@dataclass(frozen=True, slots=True)
class Build:
    """A work file that is being built: its connection, the models in order, and what they are built from."""

    connection: duckdb.DuckDBPyConnection
    models: list[Model]
    warehouse: Path
    run_id: str
    models_sha256: str

    @property
    def published(self) -> list[Model]:
        """The models that readers find, by name."""
        return sorted((m for m in self.models if m.is_published), key=lambda m: m.full_name)


@contextmanager
def open_build(warehouse: Path, run_id: str, memory_limit: str = "2GB", folder: Path | None = None) -> Iterator[Build]:
    """A new work file with the stage tables of the run as sources; it is removed at the end.

    `folder` is the folder of the SQL, found by itself when none is named.
    """
    sql = folder or sql_folder()
    work = warehouse / WORK
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    connection = duckdb.connect(str(work / "build.duckdb"))
    try:
        connection.execute(f"SET memory_limit = '{memory_size(memory_limit)}'")
        connection.execute(f"SET temp_directory = '{_quoted(work / 'spill')}'")
        connection.execute("SET TimeZone = 'UTC'")
        models = build_order(connection, load_models(sql))
        create_sources(connection, warehouse, run_id)
        create_table(connection, "event_types", event_type_rows())
        create_table(connection, "dictionary", dictionary_rows(models))
        yield Build(connection, models, warehouse, run_id, sql_hash(sql))
    finally:
        connection.close()
        shutil.rmtree(work, ignore_errors=True)


def build_models(build: Build) -> None:
    """Builds every model but those of the audit.

    Raises:
        ModelError: if a query gives other columns than promised, or fails.
    """
    create_models(build.connection, [m for m in build.models if m.schema != AUDIT])


def build_audit(build: Build, tables: Mapping[str, pa.Table]) -> None:
    """Builds the models of the audit, from the partitions as they are now and what the snapshot says of itself."""
    create_sources(build.connection, build.warehouse, build.run_id)
    add_rows(build.connection, build.warehouse, build.run_id, tables)
    create_models(build.connection, [m for m in build.models if m.schema == AUDIT])


def create_models(connection: duckdb.DuckDBPyConnection, models: Sequence[Model]) -> None:
    """Creates models in the order given, in one transaction: a comment each on its own would cost a flush to disk."""
    connection.execute("BEGIN")
    for model in models:
        compare_with_promise(connection, model)
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {model.schema}")
        try:
            connection.execute(_creation(model))
        except duckdb.Error as error:
            raise ModelError(f"The model {model.full_name} failed: {error}") from error
        connection.execute(";\n".join(comments(model)))
    connection.execute("COMMIT")


def compare_with_promise(connection: duckdb.DuckDBPyConnection, model: Model) -> None:
    """Compares what the query produces with what the `.yml` promises: names in order, and types.

    Raises:
        ModelError: naming each difference.
    """
    try:
        produced = [(str(row[0]), str(row[1])) for row in connection.execute(f"DESCRIBE {model.query}").fetchall()]
    except duckdb.Error as error:
        raise ModelError(f"The model {model.full_name} does not run: {error}") from error
    promised = [(c.name, c.type) for c in model.columns]
    if produced == promised:
        return
    told = dict(promised)
    wrong = [f"{name} is promised and not produced" for name, _ in promised if name not in dict(produced)]
    wrong += [f"{name} is produced and not promised" for name, _ in produced if name not in told]
    wrong += [f"{name} is {kind}, promised is {told[name]}" for name, kind in produced if name in told and told[name] != kind]
    raise ModelError(f"The model {model.full_name} does not keep its promise: {'; '.join(wrong or ['the order of the columns differs'])}.")


def comments(model: Model) -> list[str]:
    """The COMMENT statements of a model's table and columns."""
    kind = "VIEW" if model.is_view else "TABLE"
    on_table = f'COMMENT ON {kind} {model.schema}."{model.name}" IS {dollar_quoted(model.comment)}'
    on_columns = (f'COMMENT ON COLUMN {model.schema}."{model.name}"."{c.name}" IS {dollar_quoted(c.comment)}' for c in model.columns)
    return [on_table, *on_columns]


def dollar_quoted(text: str) -> str:
    """The text as a SQL literal that no quotation mark in it can end."""
    tag = "c"
    while f"${tag}$" in text:
        tag += "c"
    return f"${tag}${text}${tag}$"


def _creation(model: Model) -> str:
    """Tables are sorted by their key: the same rows give the same bytes, and a look-up by key reads little."""
    if model.is_view:
        return f'CREATE VIEW {model.schema}."{model.name}" AS {model.query}'
    order = ", ".join(f'"{name}"' for name in model.key)
    return f'CREATE TABLE {model.schema}."{model.name}" AS SELECT * FROM ({model.query}\n) ORDER BY {order}'


def memory_size(text: str) -> str:
    """A memory limit in a form that DuckDB takes.

    Raises:
        ModelError: for anything else.
    """
    if not re.fullmatch(r"\d+(\.\d+)?\s*([KMGT]i?B|%)", text.strip(), re.IGNORECASE):
        raise ModelError(f"The setting memory_limit wants a size like 2GB or 60%, not {text!r}.")
    return text.strip()


def _quoted(path: Path) -> str:
    return str(path.resolve()).replace("'", "''")
