"""Questions to the live warehouse: any SQL, or a named query of the cookbook `sql/queries/`.

A named query begins with its question, then a line a parameter with its default and meaning:

    -- Who denied what?
    -- $speaker = '' (part of the speaker's name; everybody when empty)
"""

from __future__ import annotations

import csv
import difflib
import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import yaml

from onrecord.errors import OnrecordError, UsageError
from onrecord.warehouse.live import open_live
from onrecord.warehouse.sql_folder import sql_folder

_PARAMETER = re.compile(r"-- \$(\w+) = (.+?) \((.+)\)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a named query; without a value it is its default."""

    name: str
    default: str | int | float
    meaning: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of the cookbook and the question it answers."""

    name: str
    question: str
    parameters: tuple[Parameter, ...]
    sql: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave: names and DuckDB types of the columns, and the rows as Python values."""

    columns: list[str]
    types: list[str]
    rows: list[tuple[Any, ...]]

    def records(self) -> list[dict[str, Any]]:
        """The rows by column, in values that JSON knows."""
        return [{name: _plain(value) for name, value in zip(self.columns, row, strict=True)} for row in self.rows]

    def texts(self) -> list[list[str]]:
        """The rows as texts for a table: nothing for NULL, lists with commas."""
        return [[cell_text(value) for value in row] for row in self.rows]

    def to_json(self) -> str:
        """The rows as a JSON array of objects."""
        return json.dumps(self.records(), ensure_ascii=False, indent=1)

    def to_csv(self) -> str:
        """The rows as CSV with a header; nested values as JSON."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        for row in self.rows:
            plain = [_plain(value) for value in row]
            writer.writerow([json.dumps(v, ensure_ascii=False) if isinstance(v, list | dict) else v for v in plain])
        return out.getvalue()


def named_queries(folder: Path | None = None) -> dict[str, NamedQuery]:
    """The cookbook by name, sorted."""
    paths = sorted(((folder or sql_folder()) / "queries").glob("*.sql"))
    return {path.stem: _named(path) for path in paths}


def run_query(warehouse: Path, query: str, values: Mapping[str, str] | None = None) -> Answer:
    """The answer to SQL, or to a named query with the values given for its parameters.

    Raises:
        UsageError: for a name or parameter that is not known, or SQL that DuckDB does not take.
        OnrecordError: if there is no warehouse to ask.
    """
    named = named_queries()
    if query in named:
        return ask(warehouse, named[query].sql, parameter_values(named[query], values or {}))
    if re.fullmatch(r"[\w.-]+", query.strip()):
        raise UsageError(f"There is no query {query}{_nearest(query, list(named))} SQL has more than one word.")
    if values:
        raise UsageError("Values are for the parameters of named queries; write them into the SQL.")
    return ask(warehouse, query, {})


def ask(warehouse: Path, sql: str, values: Mapping[str, str | int | float]) -> Answer:
    """The answer of the live snapshot to SQL with named parameters."""
    with open_live(warehouse) as connection:
        return answered(connection, sql, values)


def answered(connection: duckdb.DuckDBPyConnection, sql: str, values: Mapping[str, str | int | float]) -> Answer:
    """The answer of an open snapshot to SQL with named parameters.

    Raises:
        UsageError: for SQL that DuckDB does not take.
        OnrecordError: if the snapshot cannot be read.
    """
    try:
        result = connection.execute(sql, dict(values)) if values else connection.execute(sql)
        described = result.description or []
        return Answer([str(d[0]) for d in described], [str(d[1]) for d in described], result.fetchall())
    except duckdb.IOException as error:
        raise OnrecordError(f"The warehouse could not be read: {error}") from error
    except duckdb.Error as error:
        raise UsageError(f"DuckDB does not take the query: {error}") from error


def parameter_values(query: NamedQuery, given: Mapping[str, str]) -> dict[str, str | int | float]:
    """A value for each parameter of a named query, in the kind of its default."""
    found: dict[str, str | int | float] = {p.name: p.default for p in query.parameters}
    for name, text in given.items():
        if name not in found:
            told = _nearest(name, list(found)) if found else "; it has none."
            raise UsageError(f"The query {query.name} has no parameter {name}{told}")
        try:
            found[name] = type(found[name])(text)
        except ValueError as error:
            raise UsageError(f"The parameter {name} of {query.name} wants a number, not {text!r}.") from error
    return found


def cell_text(value: Any) -> str:
    """A value as a person reads it in a table."""
    plain = _plain(value)
    if plain is None:
        return ""
    if isinstance(plain, list):
        return ", ".join(cell_text(v) for v in plain)
    if isinstance(plain, dict):
        return "; ".join(f"{k}: {cell_text(v)}" for k, v in plain.items() if v is not None)
    return f"{plain:.3g}" if isinstance(plain, float) else str(plain)


def _plain(value: Any) -> Any:
    """A value that JSON knows."""
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    if value is None or isinstance(value, bool | int | float | str):
        return None if value != value else value  # noqa: PLR0124 - NaN is the value that is not itself
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _named(path: Path) -> NamedQuery:
    text = path.read_text("utf-8")
    parameters = tuple(Parameter(name, yaml.safe_load(default), meaning) for name, default, meaning in _PARAMETER.findall(text))
    return NamedQuery(path.stem, text.splitlines()[0].removeprefix("--").strip(), parameters, text.rstrip().rstrip(";"))


def _nearest(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
    return f"; did you mean {near[0]}?" if near else f"; known are {', '.join(known)}."
