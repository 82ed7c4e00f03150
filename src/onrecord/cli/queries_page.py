"""The page of the named queries, written from the queries themselves: `python -m onrecord.cli.queries_page docs/queries.md`."""

from __future__ import annotations

import sys
from pathlib import Path

from onrecord.warehouse.query import NamedQuery, named_queries


def queries_page() -> str:
    """The page in Markdown: each question with its parameters and an example."""
    parts = [
        "# Named queries",
        "",
        "Written by `make docs` from `sql/queries/`. `onrecord query` lists them, `onrecord query NAME --sql` prints one to start from,",
        "`--csv` and `--json` are for machines. Parameters are given as `NAME=VALUE` or `--NAME VALUE`.",
        "",
    ]
    for query in named_queries().values():
        parts += [f"## {query.name}", "", query.question, "", "```sh", example(query), "```", ""]
        parts += [f"- `{p.name}`: {p.meaning}; default `{p.default!r}`" for p in query.parameters]
        parts += [""] if query.parameters else []
    return "\n".join(parts).rstrip() + "\n"


def example(query: NamedQuery) -> str:
    """A way to ask it."""
    given = next((p for p in query.parameters if p.name == "rows"), None) or next(iter(query.parameters), None)
    value = "" if given is None else f" --{given.name} {given.default or '...'}"
    return f"onrecord query {query.name.replace('_', '-')}{value}"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(queries_page(), encoding="utf-8")
