"""The stage tables that the model is given: read part by part, only the columns asked for, with values that outrank those on record."""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from onrecord.schema.tables import TABLES, patched


@dataclass(frozen=True)
class Source:
    """Rows of one stage table that need not be in memory.

    `read` yields the rows in parts, with the columns named to it; `changes` holds rows with the table's last key column and values that
    take the place of those read.
    """

    name: str
    read: Callable[[list[str]], Iterator[pa.Table]]
    changes: tuple[pa.Table, ...] = ()

    def parts(self, names: Sequence[str]) -> Iterator[pa.Table]:
        """The rows in parts, with the named columns."""
        key = TABLES[self.name].key[-1]
        changes = [change for change in self.changes if not {key, *names}.isdisjoint(set(change.column_names) - {key})]
        for part in self.read(list(dict.fromkeys([*names, *([key] if changes else [])]))):
            found = part
            for change in changes:
                if pc.any(pc.is_in(found[key], value_set=change[key])).as_py():
                    found = patched(found, key, change.select([name for name in change.column_names if name == key or name in names]))
            yield found.select(list(names))

    def table(self, names: Sequence[str]) -> pa.Table:
        """All rows with the named columns."""
        parts = list(self.parts(names))
        return pa.concat_tables(parts) if parts else TABLES[self.name].schema.empty_table().select(list(names))

    def where(self, column: str, values: pa.Array | pa.ChunkedArray) -> pa.Table:
        """The rows that have one of some values in a column, with all columns."""
        schema = TABLES[self.name].schema
        found = [part.filter(pc.is_in(part[column], value_set=values)) for part in self.parts(schema.names)]
        return pa.concat_tables(found) if found else schema.empty_table()


Given = Mapping[str, pa.Table | Source]
Read = Callable[[str, list[str], list[str]], pa.Table]  # table, batches and columns to rows


def partitioned(name: str, batches: Sequence[str], read: Read, run_id: str | None) -> Source:
    """A stage table on disk, read one batch after the other; a table of full state as a run left it."""
    wanted = [batch for batch in batches if TABLES[name].per_batch or batch == run_id]
    return Source(name, lambda names: (read(name, [batch], names) for batch in wanted))


def source(given: Given, name: str) -> Source:
    """A table of those given, to be read in parts; one without rows where it is missing."""
    found = given.get(name)
    if isinstance(found, Source):
        return found
    tables = [] if found is None or not found.num_rows else [found]
    return Source(name, lambda names: (table.select(names) for table in tables))


def changed(given: Given, name: str, changes: pa.Table) -> pa.Table | Source:
    """A table of those given with values in place of its own, by its last key column; the same rows in the same order."""
    found = given[name]
    if isinstance(found, Source):
        return replace(found, changes=(*found.changes, changes)) if changes.num_rows else found
    return patched(found, TABLES[name].key[-1], changes)


def values(column: pa.ChunkedArray) -> list[Any]:
    """The column as Python values; equal strings are one object, so that a column of names takes little."""
    if not pa.types.is_string(column.type) or not len(column):
        found: list[Any] = column.to_pylist()
        return found
    encoded = column.combine_chunks().dictionary_encode()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.combine_chunks()
    if 2 * len(encoded.dictionary) > len(encoded):  # ids and texts: few are equal
        unequal: list[Any] = column.to_pylist()
        return unequal
    words: list[str | None] = [*map(sys.intern, encoded.dictionary.to_pylist()), None]
    return [words[code] for code in encoded.indices.fill_null(len(words) - 1).to_pylist()]


def columns(given: Given, name: str, names: Sequence[str]) -> Iterator[list[list[Any]]]:
    """Some columns of a table as Python values, part by part."""
    for part in source(given, name).parts(names):
        yield [values(part[column]) for column in names]


def give_back() -> None:
    """Gives memory that was let go of back to the system: the allocators of Arrow and of C keep it, and no later step asks for the like."""
    pa.default_memory_pool().release_unused()
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
        trim(0)


@contextmanager
def without_collecting() -> Iterator[None]:
    """No search for reference cycles while it lasts: facts hold none, and the search goes over all of them again and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
