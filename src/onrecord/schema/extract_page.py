"""The page of what `onrecord extract` prints, written from its schema: `python -m onrecord.schema.extract_page docs/extract.md`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from onrecord.schema.json_schema import json_schema

HEAD = """# What extract prints

Written by `make docs` from the same dictionary of columns as [extract.schema.json](extract.schema.json), the JSON Schema (draft 2020-12) to
hold it against. `onrecord extract` prints one such object an article, a line each. [`read_article`](python.md) returns it as a dictionary.
Offsets count Unicode code points of `body` and are half-open. Every key is always there; what is not known is `null`. The warehouse has the
same names for the same things ([data dictionary](data_dictionary.md)). What takes more than one article to know, such as utterances, is in
the warehouse alone.
"""


def extract_page() -> str:
    """The page in Markdown: the article's own keys, then those of each list in it."""
    schema = json_schema()
    lists = {name: value for name, value in schema["properties"].items() if value.get("items", {}).get("properties")}
    parts = [HEAD, "## The article", "", *_table({k: v for k, v in schema["properties"].items() if k not in lists})]
    for name, value in lists.items():
        parts += ["", f"## {name}", "", value["description"], "", *_table(value["items"]["properties"])]
    return "\n".join(parts) + "\n"


def _table(properties: dict[str, dict[str, Any]]) -> list[str]:
    """Rows of key, kind and meaning."""
    rows = [f"| {name} | {_kind(value)} | {value['description'].replace('|', chr(92) + '|')} |" for name, value in properties.items()]
    return ["| key | kind | meaning |", "|---|---|---|", *rows]


def _kind(value: dict[str, Any]) -> str:
    """The kind of a value in words."""
    kinds = [kind for kind in value["type"] if kind != "null"] if isinstance(value["type"], list) else [value["type"]]
    named = " or ".join(kinds)
    if "items" in value:
        named += f" of {value['items']['type']}s" if value["items"]["type"] != "object" else " of spans"
    return named + (f" ({value['format']})" if "format" in value else "")


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(extract_page(), encoding="utf-8")
