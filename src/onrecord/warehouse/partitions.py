"""Stage tables on disk: one folder a table, one partition a batch, written beside and renamed into place.

`stages/<table>/batch=<batch_id>/part.parquet`; a partition that is not finished is called `.tmp-<batch_id>` and is never read.
A kill at any moment leaves either no partition or a whole one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.schema.table import Table
from onrecord.schema.tables import TABLES

PART = "part.parquet"


class Partitions:
    """Reads and writes the partitions below one root (`stages` of a warehouse).

    A table's definition is found by its name, unless every folder below the root holds the same one (`rejected/<stage>`).
    """

    def __init__(self, root: Path, definition: str | None = None) -> None:
        self.root = root
        self.definition = definition

    def _definition(self, table: str) -> Table:
        return TABLES[self.definition or table.partition(".")[0]]

    def has(self, table: str, batch_id: str) -> bool:
        """Whether there is a whole partition."""
        return (self.path(table, batch_id) / PART).exists()

    def path(self, table: str, batch_id: str) -> Path:
        """Folder of a partition."""
        return self.root / table / f"batch={batch_id}"

    def batches(self, table: str) -> list[str]:
        """Ids of the batches that have a whole partition of the table, sorted."""
        return sorted(p.name.removeprefix("batch=") for p in (self.root / table).glob("batch=*") if (p / PART).exists())

    def write(self, table: str, batch_id: str, rows: pa.Table) -> None:
        """Writes one partition, sorted by the table's key; replaces one that is there."""
        folder = self.path(table, batch_id)
        beside = folder.with_name(f".tmp-{batch_id}")
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True)
        definition = self._definition(table)
        target = beside / PART
        pq.write_table(definition.sorted(rows.cast(definition.schema)), target, compression="zstd", store_schema=True)
        _flush(target)
        _flush(beside)
        shutil.rmtree(folder, ignore_errors=True)
        beside.replace(folder)
        _flush(folder.parent)

    def read(self, table: str, batch_ids: Iterable[str] | None = None, names: list[str] | None = None) -> pa.Table:
        """Rows of the named batches (all of them when none is named), with the named columns, in the order of batch and key."""
        wanted = self.batches(table) if batch_ids is None else sorted(batch_ids)
        parts = []
        for batch_id in wanted:
            with pq.ParquetFile(self.path(table, batch_id) / PART) as file:
                parts.append(file.read(columns=names, use_threads=False))  # thousands of small files: read_table costs twice the time
        if parts:
            return pa.concat_tables(parts)
        empty = self._definition(table).schema.empty_table()
        return empty.select(names) if names else empty

    def count(self, table: str, batch_ids: Iterable[str] | None = None) -> int:
        """Number of rows, from the files' footers."""
        wanted = self.batches(table) if batch_ids is None else batch_ids
        return sum(pq.read_metadata(self.path(table, b) / PART).num_rows for b in wanted)

    def move(self, table: str, batch_id: str, target: Partitions) -> None:
        """Renames a partition into another root on the same disk; replaces one that is there."""
        place = target.path(table, batch_id)
        place.parent.mkdir(parents=True, exist_ok=True)
        target.drop(table, batch_id)
        self.path(table, batch_id).replace(place)
        _flush(place.parent)

    def copy(self, table: str, batch_id: str, name: str) -> None:
        """Copies a partition under another name; replaces one that is there."""
        beside = self.path(table, name).with_name(f".tmp-{name}")
        shutil.rmtree(beside, ignore_errors=True)
        shutil.copytree(self.path(table, batch_id), beside)
        _flush(beside / PART)
        self.drop(table, name)
        beside.replace(self.path(table, name))
        _flush(beside.parent)

    def drop(self, table: str, batch_id: str) -> None:
        """Removes a partition; the name goes first, so that no reader meets half of it."""
        folder = self.path(table, batch_id)
        if folder.exists():
            gone = folder.with_name(f".tmp-gone-{batch_id}")
            shutil.rmtree(gone, ignore_errors=True)
            folder.replace(gone)
            shutil.rmtree(gone, ignore_errors=True)

    def sweep(self) -> None:
        """Removes what killed runs left unfinished."""
        for left in self.root.glob("*/.tmp-*"):
            shutil.rmtree(left, ignore_errors=True)


def _flush(path: Path) -> None:
    """Forces a file or folder to disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
