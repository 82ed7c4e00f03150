"""Two snapshots told apart in words: rows added, removed and changed in the wide tables, with what changed in them and what ids became."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from onrecord.errors import OnrecordError
from onrecord.warehouse.models import Model, load_models
from onrecord.warehouse.sources import literal
from onrecord.warehouse.sql_folder import sql_folder

# What a row is called in a sentence; NULL parts are left out.
LABELS = {
    "articles": "concat_ws(', ', outlet_name, title)",
    "quotes": "concat_ws(': ', speaker_name, quote_text)",
    "utterances": "concat_ws(': ', speaker_name, canonical_text)",
    "event_reports": "concat_ws(', ', outlet_name, sentence_text)",
    "events": "concat_ws(' ', event_type, array_to_string(actor_names, ' & '), '>', array_to_string(recipient_names, ' & '), event_date)",
    "text_reuse": "concat_ws(' > ', from_article_id, to_article_id)",
}
UNTOLD = frozenset({"run_id", "body"})  # columns whose change says nothing, or cannot be said in a line
INTO = frozenset({"merged", "split"})
LONGEST = 90  # characters of a value


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that only one snapshot has, or that differs.

    `changes` are columns with the value before and after, `became` what the id of a removed row became: kind of change, new id.
    """

    kind: str
    row_id: str
    label: str
    changes: tuple[tuple[str, str, str], ...] = ()
    became: tuple[tuple[str, str], ...] = ()

    @property
    def line(self) -> str:
        """The change in words."""
        told = [f"{column} {before or 'nothing'} -> {after or 'nothing'}" for column, before, after in self.changes]
        told += [f"{kind} {'into' if kind in INTO else 'to'} {new_id}" for kind, new_id in self.became if new_id]
        return f"{self.kind} {self.row_id} ({self.label})" + (f": {'; '.join(told)}" if told else "")


@dataclass(frozen=True, slots=True)
class TableDifference:
    """How one wide table differs: counts, and some of the rows."""

    table_name: str
    rows_before: int
    rows_after: int
    added: int
    removed: int
    changed: int
    rows: list[RowChange] = field(default_factory=list)

    @property
    def is_changed(self) -> bool:
        """Whether any row differs."""
        return bool(self.added or self.removed or self.changed)

    @property
    def line(self) -> str:
        """The counts in words."""
        parts = ((self.added, "added"), (self.changed, "changed"), (self.removed, "removed"))
        told = ", ".join(f"{count:,} {word}" for count, word in parts if count) or "nothing changed"
        return f"{self.table_name}: {told} ({self.rows_before:,} -> {self.rows_after:,})"


def compare(before: Path, after: Path, most_rows: int) -> list[TableDifference]:
    """The wide tables of two snapshots compared by their keys.

    Args:
        before: database of the earlier snapshot.
        after: database of the later one.
        most_rows: rows of each kind to tell of each table.

    Raises:
        OnrecordError: if either cannot be opened.
    """
    models = [model for model in load_models(sql_folder()) if model.schema == "main" and model.name in LABELS]
    with duckdb.connect() as connection:
        for name, file in (("before", before), ("after", after)):
            try:
                connection.execute(f"ATTACH {literal(str(file.resolve()))} AS snapshot_{name} (READ_ONLY)")
            except duckdb.Error as error:
                raise OnrecordError(f"The snapshot {file} cannot be opened: {error}") from error
        return [_table(connection, model, most_rows) for model in models]


def _table(connection: duckdb.DuckDBPyConnection, model: Model, most_rows: int) -> TableDifference:
    both = [_columns(connection, name, model.name) for name in ("before", "after")]
    key = model.key[0]
    if not all(key in columns for columns in both):
        present = [_count(connection, name, model.name) if columns else 0 for name, columns in zip(("before", "after"), both, strict=True)]
        return TableDifference(model.name, present[0], present[1], present[1], present[0], 0)
    shared = {column: kind for column, kind in both[1].items() if column in both[0] and column not in UNTOLD and column != key}
    row = " , ".join(f'"{column}"' for column in shared)
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE pairs AS
        SELECT
            coalesce(after."{key}", before."{key}") AS id,
            CASE WHEN before."{key}" IS NULL THEN 'added' WHEN after."{key}" IS NULL THEN 'removed' ELSE 'changed' END AS kind
        FROM (SELECT "{key}", hash({row}) AS content FROM snapshot_before.main."{model.name}") AS before
        FULL JOIN (SELECT "{key}", hash({row}) AS content FROM snapshot_after.main."{model.name}") AS after USING ("{key}")
        WHERE before.content IS DISTINCT FROM after.content
        """
    )
    counts = dict(connection.execute("SELECT kind, count(*) FROM pairs GROUP BY kind").fetchall())
    told = [change for kind in ("added", "changed", "removed") for change in _rows(connection, model.name, (key, kind), shared, most_rows)]
    return TableDifference(
        model.name,
        _count(connection, "before", model.name),
        _count(connection, "after", model.name),
        counts.get("added", 0),
        counts.get("removed", 0),
        counts.get("changed", 0),
        told,
    )


def _rows(
    connection: duckdb.DuckDBPyConnection, table: str, wanted: tuple[str, str], kinds: Mapping[str, str], most_rows: int
) -> list[RowChange]:
    """Some rows of one kind, by id; `kinds` are the types of the columns that are compared."""
    (key, kind), shared = wanted, list(kinds)
    side = "before" if kind == "removed" else "after"
    chosen = f"SELECT id FROM pairs WHERE kind = '{kind}' ORDER BY id LIMIT {int(most_rows)}"
    labels = connection.execute(
        f'SELECT "{key}", {LABELS[table]} FROM snapshot_{side}.main."{table}" WHERE "{key}" IN ({chosen}) ORDER BY 1'
    ).fetchall()
    if kind != "changed":
        became = _became(connection) if kind == "removed" else {}
        return [RowChange(kind, row_id, _short(label), became=became.get(row_id, ())) for row_id, label in labels]
    columns = ", ".join(_told(column, kinds[column]) for column in shared)
    values: dict[str, dict[str, Sequence[Any]]] = {}
    for name in ("before", "after"):
        query = f'SELECT "{key}", {columns} FROM snapshot_{name}.main."{table}" WHERE "{key}" IN ({chosen})'
        values[name] = {row[0]: row[1:] for row in connection.execute(query).fetchall()}
    return [
        RowChange(
            kind,
            row_id,
            _short(label),
            tuple(
                (column, _short(old), _short(new))
                for column, old, new in zip(shared, values["before"][row_id], values["after"][row_id], strict=True)
                if old != new
            ),
        )
        for row_id, label in labels
    ]


def _became(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[tuple[str, str], ...]]:
    """What ids on record became, as the later snapshot has it."""
    if not _columns(connection, "after", "id_changes", "ops"):
        return {}
    found = connection.execute("SELECT old_id, change_kind, new_id FROM snapshot_after.ops.id_changes ORDER BY 1, 2, 3").fetchall()
    became: dict[str, tuple[tuple[str, str], ...]] = {}
    for old_id, kind, new_id in found:
        became[old_id] = (*became.get(old_id, ()), (kind, new_id or ""))
    return became


def _told(column: str, kind: str) -> str:
    """A column as a text; of a list of records, how many there are."""
    return f'CAST(len("{column}") AS VARCHAR)' if kind.startswith("STRUCT") and kind.endswith("[]") else f'CAST("{column}" AS VARCHAR)'


def _columns(connection: duckdb.DuckDBPyConnection, name: str, table: str, schema: str = "main") -> dict[str, str]:
    """Names and types of a table's columns; none where there is no such table."""
    where = "database_name = ? AND schema_name = ? AND table_name = ?"
    query = f"SELECT column_name, data_type FROM duckdb_columns() WHERE {where} ORDER BY column_index"
    return dict(connection.execute(query, [f"snapshot_{name}", schema, table]).fetchall())


def _count(connection: duckdb.DuckDBPyConnection, name: str, table: str) -> int:
    row = connection.execute(f'SELECT count(*) FROM snapshot_{name}.main."{table}"').fetchone()
    return int(row[0]) if row else 0


def _short(value: str | None) -> str:
    text = " ".join((value or "").split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
