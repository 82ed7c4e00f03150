"""Which table a query reads, told by DuckDB's own parser, and the order to build models in.

`get_table_names` would be shorter, and leaves out views; so the parsed tree is walked. Names without a schema are CTEs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Any

import duckdb

from onrecord.warehouse.models import Model, ModelError


def tables_read(connection: duckdb.DuckDBPyConnection, query: str) -> list[str]:
    """The tables and views, with their schema, that a SELECT names; sorted.

    Raises:
        ModelError: if it does not parse, or is more than one SELECT.
    """
    row = connection.execute("SELECT json_serialize_sql(?)", [query]).fetchone()
    tree = json.loads(row[0]) if row else {}
    if tree.get("error", True):
        raise ModelError(f"The query is not one SELECT: {tree.get('error_message', 'it does not parse')}")
    return sorted(set(_base_tables(tree)))


def build_order(connection: duckdb.DuckDBPyConnection, models: Sequence[Model]) -> list[Model]:
    """The models, each after those it reads; among equals by name.

    Raises:
        ModelError: if a query does not parse, or models read each other in a circle.
    """
    by_name = {model.full_name: model for model in models}
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for name in sorted(by_name):
        try:
            read = tables_read(connection, by_name[name].query)
        except ModelError as error:
            raise ModelError(f"{name}: {error}") from error
        sorter.add(name, *(r for r in read if r in by_name))
    try:
        sorter.prepare()
    except CycleError as error:
        raise ModelError(f"These models read each other in a circle: {' -> '.join(error.args[1])}.") from error
    ordered: list[Model] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        ordered += [by_name[name] for name in ready]
        sorter.done(*ready)
    return ordered


def _base_tables(node: Any) -> Iterator[str]:
    """Names of the base tables in a parsed tree."""
    if isinstance(node, dict):
        if node.get("type") == "BASE_TABLE" and node.get("schema_name"):
            yield f"{node['schema_name']}.{node['table_name']}"
        for child in node.values():
            yield from _base_tables(child)
    elif isinstance(node, list):
        for child in node:
            yield from _base_tables(child)
