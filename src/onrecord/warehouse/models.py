"""The SQL models: one SELECT a file, and beside it a `.yml` that promises grain, key and columns.

A column's type and meaning come from the dictionary of columns; the `.yml` adds what is special to the model:

    columns:
    - article_id
    - actor_name: {note: "Of the actor, not as printed."}
    - column_name: {type: VARCHAR, meaning: "Name of the column."}
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from onrecord.errors import OnrecordError
from onrecord.schema.columns import Column, columns

LAYERS = {"staging": "staging", "intermediate": "intermediate", "marts": ""}
PUBLISHED = ("main", "mart", "ops")
_KNOWN = {"schema", "description", "grain", "key", "columns"}


class ModelError(OnrecordError):
    """A SQL model and its promise do not fit."""


@dataclass(frozen=True, slots=True)
class Model:
    """One SQL model: where it goes (`schema`, `name`), its query, and what is promised of the result."""

    schema: str
    name: str
    query: str
    description: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def full_name(self) -> str:
        """Schema and name, as SQL writes them."""
        return f"{self.schema}.{self.name}"

    @property
    def is_published(self) -> bool:
        """Whether readers find it in the warehouse."""
        return self.schema in PUBLISHED

    @property
    def is_view(self) -> bool:
        """Whether it is a view in the work file: what is only renamed and joined is not stored."""
        return self.schema == "staging"

    @property
    def comment(self) -> str:
        """What a reader finds in the table's COMMENT."""
        return f"{self.description} One row per {self.grain}; key {', '.join(self.key)}."


def load_models(folder: Path) -> list[Model]:
    """Every model below `sql/`, by layer and name.

    Raises:
        ModelError: for a query without its `.yml`, a `.yml` without its query, an unknown key, or a column nobody explains.
    """
    found = []
    for layer, schema in LAYERS.items():
        found += [_load(path, schema) for path in sorted((folder / layer).glob("*.sql"))]
        for path in sorted((folder / layer).glob("*.yml")):
            if not path.with_suffix(".sql").exists():
                raise ModelError(f"{layer}/{path.name} describes a model that is not there; add {path.stem}.sql or remove it.")
    return found


def _load(path: Path, schema: str) -> Model:
    where = f"{path.parent.name}/{path.name}"
    promise = path.with_suffix(".yml")
    if not promise.exists():
        raise ModelError(f"{where} has no {promise.name} beside it that says what it promises.")
    told = yaml.load(promise.read_text("utf-8"), Loader=_LOADER)  # noqa: S506 - the safe loader, in C
    wrong = sorted(set(told) - _KNOWN) or sorted({"description", "grain", "key", "columns"} - set(told))
    if wrong:
        raise ModelError(f"{promise.name}: {', '.join(wrong)} is missing or unknown; known are {', '.join(sorted(_KNOWN))}.")
    model = Model(
        schema or told.get("schema", ""),
        path.stem,
        path.read_text("utf-8").rstrip().rstrip(";"),
        told["description"],
        told["grain"],
        tuple(told["key"]),
        tuple(_column(entry, promise.name) for entry in told["columns"]),
    )
    if not schema and not model.is_published:
        raise ModelError(f"{promise.name}: schema is one of {', '.join(PUBLISHED)}, not {model.schema!r}.")
    strange = [name for name in model.key if name not in {c.name for c in model.columns}]
    if strange:
        raise ModelError(f"{promise.name}: the key names {', '.join(strange)}, which is no column of it.")
    return model


def _column(entry: str | Mapping[str, Mapping[str, Any]], where: str) -> Column:
    """A promised column: from the dictionary, with what the model adds or changes."""
    if isinstance(entry, str):
        name, added = entry, {}
    else:
        ((name, told),) = entry.items()
        added = dict(told)
    known = columns().get(name)
    if known is None and not {"type", "meaning"} <= set(added):
        raise ModelError(f"{where}: the column {name} is not in columns.yml; add it there, or give type and meaning here.")
    base = known or Column(name, added["type"], added["meaning"])
    note = added.pop("note", None)
    values = tuple(added.pop("values", base.values))
    changed = replace(base, values=values, **added)
    return replace(changed, meaning=f"{changed.meaning} {note}") if note else changed


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
