"""Snapshots that are no longer live, kept a while under `.snapshots/` so that two can be told apart."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from onrecord.errors import UsageError
from onrecord.warehouse.manifest import read_manifest
from onrecord.warehouse.snapshot import LIVE

FOLDER = ".snapshots"


def keep_live(warehouse: Path) -> None:
    """Keeps the live database under its snapshot's id, before another takes its place; once kept, it is never written again.

    A hard link costs nothing; where the file system has none, the file is copied.
    """
    manifest, live = read_manifest(warehouse), warehouse / LIVE
    if manifest is None or not live.exists():
        return
    kept = kept_file(warehouse, manifest.snapshot_id)
    if kept.exists():
        return  # a publication that was cut short had kept it, and may have replaced the live file since
    kept.parent.mkdir(exist_ok=True)
    unfinished = kept.with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    try:
        os.link(live, unfinished)
    except OSError:
        shutil.copyfile(live, unfinished)
    unfinished.replace(kept)


def forget_old(warehouse: Path, keep: int) -> None:
    """Removes kept snapshots but for the newest few, and what a kill left half kept."""
    folder = warehouse / FOLDER
    for unfinished in folder.glob("*.new"):
        unfinished.unlink(missing_ok=True)
    for file in kept_snapshots(warehouse)[keep:]:
        file.unlink(missing_ok=True)


def kept_snapshots(warehouse: Path) -> list[Path]:
    """Files of the kept snapshots, the newest first."""
    return sorted((warehouse / FOLDER).glob("*.duckdb"), key=lambda file: (-file.stat().st_mtime_ns, file.name))


def kept_file(warehouse: Path, snapshot_id: str) -> Path:
    """Where a snapshot is kept."""
    return warehouse / FOLDER / f"{snapshot_id}.duckdb"


def find_snapshot(warehouse: Path, named: str) -> Path:
    """The database of a snapshot: `live`, `previous`, the id of a kept one or its beginning, a warehouse folder, or a database file.

    Raises:
        UsageError: if there is none, with those there are.
    """
    kept = kept_snapshots(warehouse)
    manifest = read_manifest(warehouse)
    if named == "live" or (manifest is not None and named == manifest.snapshot_id):
        return _existing(warehouse / LIVE, named, kept)
    if named == "previous":
        others = [file for file in kept if manifest is None or file.stem != manifest.snapshot_id]
        return _existing(others[0] if others else None, named, kept)
    path = Path(named)
    if path.is_dir():
        return _existing(path / LIVE, named, kept)
    if path.is_file():
        return path
    matching = [file for file in kept if file.stem.startswith(named)]
    return _existing(matching[0] if len(matching) == 1 else None, named, kept)


def _existing(file: Path | None, named: str, kept: list[Path]) -> Path:
    if file is not None and file.exists():
        return file
    known = ", ".join(["live", *(one.stem for one in kept)])
    if named == "previous":
        raise UsageError(f"No earlier snapshot is kept (the setting keep_snapshots says how many are); there is {known}.")
    raise UsageError(f"There is no snapshot {named}; there is {known}, or name a warehouse folder or a database file.")
