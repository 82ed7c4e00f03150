"""Answers from the live snapshot, which is opened read-only and kept until the next query finds another one live."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd
import streamlit as st

from onrecord.errors import OnrecordError
from onrecord.places import is_remote
from onrecord.settings import Settings, load_settings
from onrecord.warehouse.build import memory_size
from onrecord.warehouse.checkout import readable
from onrecord.warehouse.export import safe_cell
from onrecord.warehouse.live import cursor_of, keep_live
from onrecord.warehouse.manifest import read_manifest
from onrecord.warehouse.query import Answer, NamedQuery, answered, named_queries
from onrecord.warehouse.sources import literal

Value = str | int | float
LOOK_SECONDS = 20
"""How often an open page looks for another snapshot, and an object store is asked for one."""


@cache
def queries() -> dict[str, NamedQuery]:
    """The dashboard's queries by name, from the folder `queries` beside this module."""
    return named_queries(Path(__file__).parent)


def warehouse() -> Path:
    """The folder of the warehouse that the settings name."""
    settings = load_settings()
    return _fetched(settings.warehouse, settings.cache) if is_remote(settings.warehouse) else settings.warehouse_path


@st.cache_data(ttl=LOOK_SECONDS, show_spinner="Fetching the warehouse ...")
def _fetched(warehouse: str, cache: str) -> Path:
    """The copy of a warehouse on an object store; the store is asked once in a while, not at each query."""
    return readable(Settings(warehouse=warehouse, cache=cache))


def snapshot_id() -> str:
    """Id of the snapshot that is live now.

    Raises:
        OnrecordError: if there is none.
    """
    manifest = read_manifest(warehouse())
    if manifest is None:
        raise OnrecordError(f"There is no warehouse in {warehouse()} yet; `onrecord run` makes one, `--warehouse` names another.")
    return manifest.snapshot_id


def answer(query: str, /, **values: Value) -> Answer:
    """The answer to one of the dashboard's queries; parameters that are not given have their defaults."""
    return _answer(str(warehouse()), snapshot_id(), query, tuple(sorted((filled(query) | values).items())))


@st.cache_data(max_entries=256, show_spinner="Asking the warehouse ...")
def _answer(place: str, snapshot: str, name: str, values: tuple[tuple[str, Value], ...]) -> Answer:
    """Kept until another snapshot is live: `snapshot` is part of what the cache goes by."""
    with cursor_of(_kept(place, snapshot)) as cursor:
        return answered(cursor, queries()[name].sql, dict(values))


@st.cache_resource(max_entries=1, show_spinner=False)
def _kept(place: str, snapshot: str) -> duckdb.DuckDBPyConnection:
    """The snapshot that the last query asked; another one goes by another id, and takes its place."""
    return keep_live(Path(place), memory_size(load_settings().memory_limit))


def filled(name: str) -> dict[str, Value]:
    """The parameters of a query with their defaults."""
    return {parameter.name: parameter.default for parameter in queries()[name].parameters}


def frame(found: Answer) -> pd.DataFrame:
    """An answer as a table."""
    return pd.DataFrame(found.rows, columns=found.columns)


def shown_sql(name: str, values: Mapping[str, Value]) -> str:
    """The query as it was asked, with the values in it, so that it runs anywhere as it stands."""
    asked = filled(name) | dict(values)
    body = "\n".join(line for line in queries()[name].sql.splitlines() if not line.startswith("-- $"))
    return re.sub(r"\$(\w+)", lambda found: _as_sql(asked[found[1]]), body)


def _as_sql(value: Value) -> str:
    return literal(value) if isinstance(value, str) else str(value)


def safe_csv(found: Answer) -> str:
    """An answer as CSV that no spreadsheet takes for formulas: an apostrophe stands before what would be one."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(found.columns)
    writer.writerows([safe_cell(value) for value in row] for row in found.rows)
    return out.getvalue()
