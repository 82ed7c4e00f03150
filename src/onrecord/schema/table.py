"""What a stage table is: names from the dictionary of columns, with grain and key; they yield the Arrow schema."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa

from onrecord.schema.columns import arrow_field


@dataclass(frozen=True)
class Table:
    """One stage table: what a row is (`grain`), what tells rows apart (`key`), and the columns in order."""

    name: str
    stage: str
    grain: str
    key: tuple[str, ...]
    names: tuple[str, ...]
    per_batch: bool = True

    @cached_property
    def schema(self) -> pa.Schema:
        """Arrow schema; the grain travels as metadata."""
        return pa.schema([arrow_field(name) for name in self.names], metadata={"comment": f"One row per {self.grain}."})

    def from_rows(self, rows: list[dict[str, object]]) -> pa.Table:
        """Arrow table of the rows, sorted by the key; a column that a row does not have is null.

        Raises:
            KeyError: if a row has a name the table does not.
        """
        known = set(self.names)
        unknown = {name for row in rows for name in row if name not in known}
        if unknown:
            raise KeyError(f"{self.name} has no column {', '.join(sorted(unknown))}")
        return self.sorted(pa.Table.from_pylist(rows, schema=self.schema))

    def sorted(self, table: pa.Table) -> pa.Table:
        """The same rows in the order of the key."""
        return table.sort_by([(name, "ascending") for name in self.key]) if table.num_rows else table
