"""Publication: a snapshot is written whole beside the live one, then renamed into its place, file by file, the manifest last.

A kill leaves one of three: nothing (the folder `.work`, which the next run removes), a whole snapshot that waits in `.next` (which the
next run brings into place), or a published one. Readers that hold the old database open keep it; new ones get the new.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import duckdb

from onrecord import __version__
from onrecord.errors import OnrecordError
from onrecord.schema.tables import SCHEMA_VERSION
from onrecord.warehouse.build import AUDIT, Build
from onrecord.warehouse.dictionary import dictionary_page
from onrecord.warehouse.kept import keep_live
from onrecord.warehouse.manifest import MANIFEST, Manifest, describe_files, read_manifest, stage_files
from onrecord.warehouse.models import Model
from onrecord.warehouse.partitions import Partitions
from onrecord.warehouse.snapshot import LIVE, Snapshot
from onrecord.warehouse.sources import literal
from onrecord.warehouse.workspace import WORK

NEXT = ".next"
# The oldest format that can be read widely: DuckDB 1.2 and later open it.
STORAGE_VERSION = "v1.0.0"
INNER_SCHEMAS = ("intermediate", "staging", "stage")


def publish_build(build: Build, snapshot: Snapshot) -> Manifest:
    """Publishes what was built; hands back the manifest of the snapshot that is live then.

    Raises:
        OnrecordError: if the snapshot could not be written whole; the last one stays live.
    """
    prepared = build.warehouse / WORK / "prepared"
    try:
        manifest = _prepare(build, snapshot, prepared)
    except (duckdb.Error, OSError) as error:
        raise OnrecordError(f"The new snapshot could not be written, so the last one stays live: {error}") from error
    shutil.rmtree(build.warehouse / NEXT, ignore_errors=True)
    prepared.rename(build.warehouse / NEXT)
    _flush(build.warehouse)
    finish_publication(build.warehouse)
    return manifest


def _prepare(build: Build, snapshot: Snapshot, prepared: Path) -> Manifest:
    """Writes everything that is to go live into one folder, the manifest last, and forces it to disk."""
    for folder in ("marts", "docs"):
        (prepared / folder).mkdir(parents=True)
    counts = {m.full_name: _count(build.connection, m.full_name) for m in build.published}
    for model in build.published:
        if model.schema != AUDIT:
            write_mart(build.connection, model, prepared / "marts" / f"{model.name}.parquet")
    (prepared / "docs" / "data_dictionary.md").write_text(dictionary_page(build.published), "utf-8")
    for name, rows in snapshot.tables.items():
        Partitions(prepared / "stages").write(name, build.run_id, rows)
    write_database(build.connection, prepared / LIVE)
    _verify(prepared / LIVE, counts)
    manifest = _manifest(build, snapshot, prepared, counts)
    (prepared / MANIFEST).write_text(manifest.to_json(), "utf-8")
    _flush_all(prepared)
    return manifest


def finish_publication(warehouse: Path) -> Manifest | None:
    """Brings a snapshot that waits in `.next` into place; its manifest, if there was one.

    Raises:
        OnrecordError: if what waits there is damaged.
    """
    waiting = warehouse / NEXT
    if not (waiting / MANIFEST).exists():
        return None
    manifest = read_manifest(waiting)
    if manifest is None:
        raise OnrecordError(f"The manifest in {waiting} cannot be read; remove that folder and run again.")
    keep_live(warehouse)
    # A log that some writer left beside the old database must not be replayed into the new one.
    (warehouse / f"{LIVE}.wal").unlink(missing_ok=True)
    files = sorted(p for p in waiting.rglob("*") if p.is_file() and p != waiting / MANIFEST)
    for file in sorted(files, key=lambda p: p.name != LIVE):
        target = warehouse / file.relative_to(waiting)
        target.parent.mkdir(parents=True, exist_ok=True)
        file.replace(target)
        _flush(target.parent)
    for mart in (warehouse / "marts").glob("*.parquet"):
        if f"marts/{mart.name}" not in manifest.files:
            mart.unlink()
    (waiting / MANIFEST).replace(warehouse / MANIFEST)
    _flush(warehouse)
    shutil.rmtree(waiting, ignore_errors=True)
    return manifest


def write_database(connection: duckdb.DuckDBPyConnection, target: Path) -> None:
    """Copies the published schemas of the work file into a fresh database file; the inner ones are dropped from the work file."""
    for schema in INNER_SCHEMAS:
        connection.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
    connection.execute("CHECKPOINT")
    row = connection.execute("SELECT current_database()").fetchone()
    connection.execute(f"ATTACH {literal(str(target.resolve()))} AS published (STORAGE_VERSION '{STORAGE_VERSION}')")
    try:
        connection.execute(f'COPY FROM DATABASE "{row[0] if row else ""}" TO published')
        connection.execute("CHECKPOINT published")
    finally:
        connection.execute("DETACH published")
    if target.with_name(f"{target.name}.wal").exists():
        raise OnrecordError(f"DuckDB left a log beside {target}; nothing is published.")


def write_mart(connection: duckdb.DuckDBPyConnection, model: Model, target: Path) -> None:
    """Writes a table as Parquet, sorted by its key, with the meanings of table and columns in the file's metadata."""
    told = {"comment": model.comment, "columns": json.dumps({c.name: c.comment for c in model.columns}, ensure_ascii=False)}
    metadata = ", ".join(f"{name}: {literal(text)}" for name, text in told.items())
    order = ", ".join(f'"{name}"' for name in model.key)
    connection.execute(
        f"COPY (SELECT * FROM {model.full_name} ORDER BY {order}) TO {literal(str(target.resolve()))} "
        f"(FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{metadata}}})"
    )


def _manifest(build: Build, snapshot: Snapshot, prepared: Path, counts: dict[str, int]) -> Manifest:
    written = [p.relative_to(prepared).as_posix() for p in prepared.rglob("*") if p.is_file()]
    files = describe_files(build.warehouse, stage_files(build.warehouse, build.run_id)) | describe_files(prepared, written)
    return Manifest(
        run_id=snapshot.run_id,
        snapshot_id=snapshot.snapshot_id,
        published_at=snapshot.went_live_at.isoformat(timespec="seconds") + "Z",
        code_version=__version__,
        schema_version=SCHEMA_VERSION,
        models_sha256=build.models_sha256,
        batches=snapshot.batches,
        document_count=snapshot.document_count,
        rows=counts,
        files=files,
        changes=snapshot.lines,
    )


def _verify(database: Path, counts: dict[str, int]) -> None:
    """Opens the new file as a reader will, and counts.

    Raises:
        OnrecordError: if it holds other rows than were built.
    """
    with duckdb.connect(str(database), read_only=True) as reader:
        wrong = [table for table, count in counts.items() if _count(reader, table) != count]
    if wrong:
        raise OnrecordError(f"The new snapshot lost rows while it was written ({', '.join(wrong)}); the last one stays live. Run again.")


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(row[0]) if row else 0


def _flush_all(folder: Path) -> None:
    for path in [*folder.rglob("*"), folder]:
        _flush(path)


def _flush(path: Path) -> None:
    """Forces a file or folder to disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
