"""The data dictionary as a page, from the same words as the comments in the warehouse.

`python -m onrecord.warehouse.dictionary > docs/data_dictionary.md` writes it anew; a test says when that is due.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from onrecord.schema.columns import Column
from onrecord.warehouse.models import PUBLISHED, Model, load_models
from onrecord.warehouse.sql_folder import sql_folder

SCHEMAS = {
    "main": "The wide tables that people query.",
    "mart": "The star behind them: facts, dimensions and bridges.",
    "ops": "The audit: runs, checks, what was set aside, what changed.",
}
HEAD = """# Data dictionary

Generated from `src/onrecord/schema/columns.yml` and the `.yml` beside each model in `sql/` by
`python -m onrecord.warehouse.dictionary > docs/data_dictionary.md`; do not edit it here. In the warehouse the same stands in the comments
(`duckdb_tables()`, `duckdb_columns()`) and in `mart.data_dictionary`.
"""


def dictionary_page(models: Sequence[Model]) -> str:
    """Every published table with its columns, as Markdown."""
    parts = [HEAD]
    for schema in PUBLISHED:
        parts.append(f"## {schema}\n\n{SCHEMAS[schema]}\n")
        parts += [_table(m) for m in sorted(models, key=lambda m: m.full_name) if m.schema == schema]
    return "\n".join(parts)


def _table(model: Model) -> str:
    rows = "\n".join(_row(c, c.name in model.key) for c in model.columns)
    return f"### {model.full_name}\n\n{model.comment}\n\n| column | type | meaning |\n|---|---|---|\n{rows}\n"


def _row(column: Column, is_key: bool) -> str:
    name = f"**{column.name}**" if is_key else column.name
    return f"| {name} | `{column.type}` | {column.comment.replace('|', chr(92) + '|')} |"


if __name__ == "__main__":
    sys.stdout.write(dictionary_page(load_models(sql_folder())))
