"""How it stands: the checks of the last run, and what is wrong with an installation or a warehouse."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any

import duckdb

from onrecord import __version__
from onrecord.errors import OnrecordError
from onrecord.schema.tables import SCHEMA_VERSION
from onrecord.stages import STAGES
from onrecord.warehouse.live import open_live
from onrecord.warehouse.lock import lock_holder
from onrecord.warehouse.manifest import Manifest, damaged_files, read_manifest
from onrecord.warehouse.models import load_models
from onrecord.warehouse.publish import NEXT
from onrecord.warehouse.query import named_queries
from onrecord.warehouse.snapshot import LIVE
from onrecord.warehouse.sql_folder import sql_folder
from onrecord.warehouse.sql_tests import load_tests
from onrecord.warehouse.workspace import WORK, Workspace

# Not needed by anything but a setting that names them.
OPTIONAL = ("prefect-dask", "prefect-ray", "spacy", "streamlit")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: `level` is ok, warning or problem; the text says what to do where it is not ok."""

    name: str
    level: str
    text: str


@dataclass(frozen=True, slots=True)
class Quality:
    """The checks of one run, those that failed first; `is_live` tells whether the run was published."""

    run_id: str
    is_live: bool
    checks: list[dict[str, Any]]

    @property
    def failed(self) -> list[dict[str, Any]]:
        """The checks that failed."""
        return [c for c in self.checks if not c["is_passed"]]


def quality(warehouse: Path) -> Quality:
    """The checks of the last run, published or stopped.

    Raises:
        OnrecordError: if no run has checked anything.
    """
    work = Workspace(warehouse)
    manifest = read_manifest(warehouse)
    noted = work.stages.batches("check_results")
    for run_id in (work.run_id(), manifest.run_id if manifest else ""):
        parts = [b for b in noted if b.startswith(f"{run_id}.")]
        if parts:
            rows: list[dict[str, Any]] = work.stages.read("check_results", parts).to_pylist()
            order = {stage: place for place, stage in enumerate(STAGES)}
            rows.sort(key=lambda c: (c["is_passed"], order.get(c["stage"], len(order)), c["table_name"], c["check_name"]))
            return Quality(run_id, manifest is not None and manifest.run_id == run_id, rows)
    raise OnrecordError(f"No run has checked anything in {warehouse} yet; `onrecord run` does.")


def check_installation() -> list[Finding]:
    """Versions of Python, onrecord and its parts, and whether the SQL it comes with is whole."""
    python = ".".join(map(str, sys.version_info[:3]))
    level = "ok" if sys.version_info >= (3, 11) else "problem"
    return [Finding("python", level, f"{python} (3.11 or newer is needed)"), Finding("onrecord", "ok", __version__), *_packages(), _sql()]


def check_warehouse(warehouse: Path) -> list[Finding]:
    """What is wrong with a warehouse; nothing is changed by looking."""
    if not warehouse.is_dir():
        return [Finding("warehouse", "warning", f"There is no folder {warehouse} yet; `onrecord run` makes it.")]
    manifest = read_manifest(warehouse)
    return [_manifest(warehouse, manifest), _live(warehouse), *_files(warehouse, manifest), _lock(warehouse), *_leftovers(warehouse)]


def _packages() -> Iterable[Finding]:
    try:
        needed = requires("onrecord") or []
    except PackageNotFoundError:
        yield Finding("packages", "problem", "onrecord is not installed as a package; run `make setup` or `pip install .`.")
        return
    names = sorted({_name(line) for line in needed if "extra ==" not in line})
    missing = [name for name in names if _version(name) is None]
    if missing:
        yield Finding("packages", "problem", f"Not installed: {', '.join(missing)}. Run `make setup`.")
    else:
        shown = ("duckdb", "pyarrow", "prefect", "great-expectations")
        yield Finding("packages", "ok", f"all {len(names)} are installed; " + ", ".join(f"{n} {_version(n)}" for n in shown))
    present = [f"{name} {_version(name)}" for name in OPTIONAL if _version(name)]
    yield Finding("optional", "ok", ", ".join(present) or f"none of {', '.join(OPTIONAL)} is installed; none is needed by default")


def _name(requirement: str) -> str:
    return requirement.replace(";", " ").replace("<", " ").replace(">", " ").replace("=", " ").replace("!", " ").split()[0].split("[")[0]


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _sql() -> Finding:
    try:
        folder = sql_folder()
        told = f"{len(load_models(folder))} models, {len(load_tests(folder))} tests, {len(named_queries(folder))} queries in {folder}"
    except OnrecordError as error:
        return Finding("sql", "problem", str(error))
    return Finding("sql", "ok", told)


def _manifest(warehouse: Path, manifest: Manifest | None) -> Finding:
    if manifest is None:
        level = "problem" if (warehouse / LIVE).exists() else "warning"
        return Finding("manifest", level, "There is no manifest.json that can be read; `onrecord rebuild` writes it.")
    told = f"run {manifest.run_id}, published {manifest.published_at}, code {manifest.code_version}, schema {manifest.schema_version}"
    if (manifest.code_version, manifest.schema_version) != (__version__, SCHEMA_VERSION):
        advice = f"this is code {__version__}, schema {SCHEMA_VERSION}: `onrecord rebuild` brings the published tables up to date"
        return Finding("manifest", "warning", f"{told}; {advice}")
    return Finding("manifest", "ok", told)


def _live(warehouse: Path) -> Finding:
    try:
        with open_live(warehouse) as connection:
            row = connection.execute("SELECT tags FROM duckdb_databases() WHERE path IS NOT NULL").fetchone()
            count = connection.execute("SELECT count(*) FROM duckdb_tables()").fetchone()
    except (OnrecordError, duckdb.Error) as error:
        return Finding("snapshot", "problem" if (warehouse / LIVE).exists() else "warning", str(error))
    stored = dict(row[0]).get("storage_version", "unknown") if row and row[0] else "unknown"
    return Finding("snapshot", "ok", f"{count[0] if count else 0} tables, storage version {stored}, read by DuckDB {duckdb.__version__}")


def _files(warehouse: Path, manifest: Manifest | None) -> Iterable[Finding]:
    """Every file against the manifest; there is nothing to compare with where that is missing."""
    if manifest is None:
        return
    damaged = damaged_files(warehouse, manifest.files)
    for path, wrong in damaged.items():
        yield Finding("files", "problem", f"{path} {wrong}; `onrecord rebuild` makes anew what stages can make again.")
    if not damaged:
        yield Finding("files", "ok", f"all {len(manifest.files)} are as they were published")


def _lock(warehouse: Path) -> Finding:
    holder = lock_holder(warehouse)
    if holder is None:
        return Finding("lock", "ok", "free")
    told = f"held by process {holder.get('pid')} on {holder.get('host')} since {holder.get('started_at')}"
    return Finding("lock", "warning", f"{told}: a run is under way")


def _leftovers(warehouse: Path) -> Iterable[Finding]:
    """What a killed run left; harmless, and the next run removes or finishes it."""
    if lock_holder(warehouse) is not None:
        return
    if (warehouse / NEXT).exists():
        yield Finding("leftovers", "warning", "A whole snapshot waits to be put in place; the next `onrecord run` does it.")
    stale = [name for name in (WORK, ".drafts") if (warehouse / name).is_dir() and any(p.is_file() for p in (warehouse / name).rglob("*"))]
    if stale:
        yield Finding("leftovers", "warning", f"A run was cut short and left {', '.join(stale)}; the next `onrecord run` removes it.")
    if (warehouse / f"{LIVE}.wal").exists():
        yield Finding(
            "leftovers",
            "warning",
            f"Somebody has written to {LIVE} ({LIVE}.wal lies beside it); open it read-only. The next run replaces it.",
        )
