"""What is made anew on request: the tables from one stage on are set aside, and the stages make them again from those before.

Readers stay on the live snapshot meanwhile. A kill leaves a warehouse that the next run or rebuild finishes: what was set aside is only
what the stages make again, later stages' tables first, and the state before the rebuild keeps a name of its own until the next publication.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from onrecord.errors import OnrecordError
from onrecord.schema.tables import TABLES
from onrecord.stages import STAGES
from onrecord.warehouse.manifest import MANIFEST, damaged_files, read_manifest
from onrecord.warehouse.snapshot import LIVE
from onrecord.warehouse.workspace import BEFORE, Workspace

# Stages whose tables can be made again from those before; what ingest took in can only be read anew from the raw folder.
REBUILT = tuple(stage for stage in STAGES if stage != "ingest")
# What became of ids, run by run: written once, told by no stage again.
HISTORY = ("id_changes",)


def mend(work: Workspace) -> str:
    """The stage to rebuild from so that no damaged file is left: the earliest one that made a damaged file; publish where none is damaged.

    A damaged live database is removed: it would answer wrongly, and what is published next must not be compared with it.

    Raises:
        OnrecordError: if a file is damaged that no stage can make again, with what to do.
    """
    manifest = read_manifest(work.warehouse)
    damaged = damaged_files(work.warehouse, manifest.files) if manifest else {}
    if LIVE in damaged:
        (work.warehouse / LIVE).unlink(missing_ok=True)
    stages = {path: _stage_of(path) for path in damaged}
    lost = {path: damaged[path] for path, stage in stages.items() if stage not in REBUILT}
    if lost:
        told = "; ".join(f"{path} {wrong}" for path, wrong in lost.items())
        raise OnrecordError(
            f"What no stage can make again is damaged: {told}. Restore it from a backup, or remove the folder {work.warehouse} "
            "and run over the raw files again: ids come out the same."
        )
    return min(stages.values(), key=REBUILT.index, default="publish")


def _stage_of(path: str) -> str:
    """The stage that makes a file of the manifest; for the history of runs, which none makes, an empty text."""
    root, _, rest = path.partition("/")
    name = rest.partition("/")[0]
    if root == "rejected":
        return name
    if root != "stages":
        return "publish"
    if name in HISTORY:
        return ""
    return next((stage.name for stage in STAGES.values() if name in stage.tables_out), "")


def set_aside(work: Workspace, first: str) -> None:
    """Removes the tables of the stage `first` and of those after it, so that the stages make them anew.

    Raises:
        OnrecordError: if nothing has been ingested.
    """
    if not work.stages.batches("source_files"):
        raise OnrecordError(f"There is nothing in {work.warehouse} to rebuild from; `onrecord run` takes in what lies in the raw folder.")
    run_id = work.run_id()
    later = REBUILT[REBUILT.index(first) :]
    state = [name for stage in reversed(later) for name in STAGES[stage].tables_out if not TABLES[name].per_batch]
    _keep_state(work, state, run_id)
    _unclaim(work.warehouse, run_id)
    for name in state:
        work.stages.drop(name, run_id)
    for stage in reversed(later):
        _drop_batches(work, stage, STAGES[stage].tables_out)


def _keep_state(work: Workspace, tables: Iterable[str], run_id: str) -> None:
    """Copies the run's state under another name; the lines known of outlets are learned anew with the pages they came from."""
    for name in tables:
        if name != "outlet_lines" and work.stages.has(name, run_id):
            work.stages.copy(name, run_id, run_id + BEFORE)


def _unclaim(warehouse: Path, run_id: str) -> None:
    """Has the manifest name the state that was kept: the run is then no longer published, and its ids are still known."""
    manifest = read_manifest(warehouse)
    if manifest is None or manifest.run_id != run_id:
        return
    beside = warehouse / f".{MANIFEST}.new"
    beside.write_text(replace(manifest, run_id=run_id + BEFORE).to_json(), "utf-8")
    beside.replace(warehouse / MANIFEST)


def _drop_batches(work: Workspace, stage: str, tables: Iterable[str]) -> None:
    """Drops a stage's per-batch tables, the one whose partition says that the batch is done first, and what the stage set aside of them.

    The history of ids stays, with what earlier runs set aside: no stage can tell them again.
    """
    names = [name for name in tables if TABLES[name].per_batch and name not in HISTORY]
    for name in names:
        for batch in work.stages.batches(name):
            work.stages.drop(name, batch)
    for batch in set(work.stages.batches("source_files")).intersection(work.rejected.batches(stage)):
        work.rejected.drop(stage, batch)


def with_history(work: Workspace, run_id: str, changes: pa.Table) -> pa.Table:
    """The run's changes of ids, with those it noted before it was rebuilt or cut short."""
    if not work.stages.has("id_changes", run_id):
        return changes
    noted = work.stages.read("id_changes", [run_id], changes.column_names)
    both = pa.concat_tables([noted, changes.cast(noted.schema)])
    return both.group_by(both.column_names, use_threads=False).aggregate([])
