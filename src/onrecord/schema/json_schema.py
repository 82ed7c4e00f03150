"""The JSON Schema of what `onrecord extract` prints, written from the dictionary of columns: `python -m onrecord.schema.json_schema`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from onrecord.clean.stage import ARTICLE_COLUMNS
from onrecord.extract import CODED, HIDDEN
from onrecord.schema.columns import Column, columns
from onrecord.schema.tables import TABLES

SPAN = {
    "type": "object",
    "properties": {"start_char": {"type": "integer"}, "end_char": {"type": "integer"}},
    "required": ["start_char", "end_char"],
}
TYPES: dict[str, dict[str, Any]] = {
    "VARCHAR": {"type": ["string", "null"]},
    "INTEGER": {"type": ["integer", "null"]},
    "BIGINT": {"type": ["integer", "null"]},
    "DOUBLE": {"type": ["number", "null"]},
    "BOOLEAN": {"type": ["boolean", "null"]},
    "DATE": {"type": ["string", "null"], "format": "date"},
    "TIMESTAMP": {"type": ["string", "null"]},
    "VARCHAR[]": {"type": ["array", "null"], "items": {"type": "string"}},
    "INTEGER[]": {"type": ["array", "null"], "items": {"type": "integer"}},
    "STRUCT(start_char INTEGER, end_char INTEGER)[]": {"type": ["array", "null"], "items": SPAN},
}


def json_schema() -> dict[str, Any]:
    """The schema of one article (draft 2020-12); no other key is allowed, so a change of names shows."""
    article = _object(ARTICLE_COLUMNS)
    for table in CODED:
        names = [name for name in TABLES[table].names if name not in HIDDEN]
        article["properties"][table] = {"type": "array", "description": f"One item a {TABLES[table].grain}.", "items": _object(names)}
        article["required"].append(table)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Article, as `onrecord extract` prints it", **article}


def _object(names: Any) -> dict[str, Any]:
    """The schema of a row."""
    properties = {name: _property(columns()[name]) for name in names}
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _property(column: Column) -> dict[str, Any]:
    """The schema of a column."""
    found = {**TYPES[column.type], "description": column.comment}
    return found | {"enum": [*column.values, None]} if column.values else found


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
