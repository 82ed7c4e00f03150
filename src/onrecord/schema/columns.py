"""Reads the dictionary of columns (`columns.yml`): type, unit, allowed values and meaning of each name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pyarrow as pa
import yaml


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the dictionary; `type` is DuckDB's name of the type."""

    name: str
    type: str
    meaning: str
    unit: str | None = None
    values: tuple[str, ...] = ()

    @property
    def comment(self) -> str:
        """The meaning with unit and allowed values, as a reader finds it in COMMENT and dictionary."""
        unit = f" [{self.unit}]" if self.unit else ""
        values = f" One of: {', '.join(map(str, self.values))}." if self.values else ""
        return f"{self.meaning}{unit}{values}"


ARROW_TYPES: dict[str, pa.DataType] = {
    "VARCHAR": pa.string(),
    "BLOB": pa.large_binary(),
    "INTEGER": pa.int32(),
    "BIGINT": pa.int64(),
    "DOUBLE": pa.float64(),
    "BOOLEAN": pa.bool_(),
    "DATE": pa.date32(),
    "TIMESTAMP": pa.timestamp("us"),
    "VARCHAR[]": pa.list_(pa.string()),
    "INTEGER[]": pa.list_(pa.int32()),
    "UBIGINT": pa.uint64(),
    "UBIGINT[]": pa.list_(pa.uint64()),
    "UINTEGER[]": pa.list_(pa.uint32()),
    "UTINYINT[]": pa.list_(pa.uint8()),
    "STRUCT(start_char INTEGER, end_char INTEGER)[]": pa.list_(pa.struct([("start_char", pa.int32()), ("end_char", pa.int32())])),
}


@cache
def columns() -> dict[str, Column]:
    """Every column of the dictionary by name."""
    entries = yaml.load(files(__package__).joinpath("columns.yml").read_text("utf-8"), Loader=_LOADER)  # noqa: S506 - the C twin of the safe loader
    return {
        name: Column(name, entry["type"], entry["meaning"], entry.get("unit"), tuple(entry.get("values", ())))
        for name, entry in entries.items()
    }


def arrow_field(name: str) -> pa.Field:
    """Arrow field of a column of the dictionary; its comment travels as metadata.

    Raises:
        KeyError: if the dictionary does not know the name.
    """
    column = columns()[name]
    return pa.field(name, ARROW_TYPES[column.type], metadata={"comment": column.comment})


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
