"""What a run notes of itself before it goes live: its row of `ops.runs`, its snapshot and how that differs from the one before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from onrecord import __version__
from onrecord.ids import hash_id
from onrecord.schema.tables import SCHEMA_VERSION, TABLES
from onrecord.warehouse.build import AUDIT, Build
from onrecord.warehouse.diff import TableChange, change_lines, compare_snapshots
from onrecord.warehouse.manifest import Manifest, read_manifest
from onrecord.warehouse.partitions import Partitions
from onrecord.warehouse.sql_folder import sql_hash
from onrecord.warehouse.workspace import TableCount

LIVE = "onrecord.duckdb"
# The wide tables whose rows must all come from one stage table.
CONSERVED: Mapping[str, str] = {
    "articles": "articles",
    "quotes": "quotes",
    "event_reports": "event_reports",
    "utterances": "utterance_heads",
    "events": "event_heads",
    "text_reuse": "text_reuse",
}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A snapshot that is about to go live; `tables` are its rows of runs, snapshots and snapshot_changes, which go live with it."""

    snapshot_id: str
    run_id: str
    went_live_at: datetime
    changes: list[TableChange]
    document_count: int
    batches: list[str]
    tables: dict[str, pa.Table]

    @property
    def lines(self) -> list[str]:
        """What changed, in words."""
        return change_lines(self.changes)


def is_published(warehouse: Path, run_id: str, folder: Path) -> bool:
    """Whether the live snapshot is of this run, this code and the SQL in the folder."""
    live = read_manifest(warehouse) if (warehouse / LIVE).exists() else None
    return live is not None and (live.run_id, live.code_version, live.models_sha256) == (run_id, __version__, sql_hash(folder))


def published_counts(build: Build) -> list[TableCount]:
    """Rows of the wide tables against the stage tables they come from."""
    return [
        TableCount("publish", table, _count(build, f"stage.{given}"), _count(build, f"main.{table}")) for table, given in CONSERVED.items()
    ]


def describe_snapshot(build: Build) -> Snapshot:
    """Compares the build with the live snapshot, and says of it what the audit will tell."""
    models = [m for m in build.published if m.schema != AUDIT]
    changes = compare_snapshots(build.connection, models, build.warehouse / LIVE)
    stages = Partitions(build.warehouse / "stages")
    snapshot_id = hash_id("s", build.run_id, __version__, build.models_sha256)
    batches = stages.batches("source_files")
    now = _next_moment(stages)
    snapshot = Snapshot(snapshot_id, build.run_id, now, changes, stages.count("documents"), batches, {})
    rows: dict[str, list[dict[str, object]]] = {
        "runs": [_run_row(snapshot, stages)],
        "snapshots": [_snapshot_row(snapshot, read_manifest(build.warehouse))],
        "snapshot_changes": [{"snapshot_id": snapshot_id, "run_id": build.run_id, **asdict(c)} for c in changes],
    }
    return replace(snapshot, tables={name: TABLES[name].from_rows(found) for name, found in rows.items()})


def _next_moment(stages: Partitions) -> datetime:
    """Now, or just after the last snapshot where the clock was set back since: the newest snapshot is the one that went live last."""
    now = datetime.now(UTC).replace(tzinfo=None)
    last = pc.max(stages.read("snapshots", names=["went_live_at"])["went_live_at"]).as_py()
    return now if last is None else max(now, last + timedelta(microseconds=1))


def _snapshot_row(snapshot: Snapshot, before: Manifest | None) -> dict[str, object]:
    row: dict[str, object] = {
        "snapshot_id": snapshot.snapshot_id,
        "run_id": snapshot.run_id,
        "previous_snapshot_id": before.snapshot_id if before and before.snapshot_id != snapshot.snapshot_id else None,
        "went_live_at": snapshot.went_live_at,
        "code_version": __version__,
        "schema_version": SCHEMA_VERSION,
        "table_count": len(snapshot.changes),
    }
    counted = ("row_count", "rows_added", "rows_removed", "rows_changed")
    return row | {name: sum(getattr(c, name) for c in snapshot.changes) for name in counted}


def _run_row(snapshot: Snapshot, stages: Partitions) -> dict[str, object]:
    """The run began as long ago as its stages took; work that was already done before a kill counts to it."""
    parts = [b for b in stages.batches("stage_runs") if b.startswith(f"{snapshot.run_id}.")]
    noted = stages.read("stage_runs", parts, ["stage", "seconds"])
    by_stage = noted.group_by("stage").aggregate([("seconds", "max")])
    seconds = float(pc.sum(by_stage["seconds_max"]).as_py() or 0.0)
    return {
        "run_id": snapshot.run_id,
        "started_at": snapshot.went_live_at - timedelta(seconds=seconds),
        "finished_at": snapshot.went_live_at,
        "seconds": round(seconds, 3),
        "code_version": __version__,
        "schema_version": SCHEMA_VERSION,
        "batch_count": len(snapshot.batches),
        "document_count": snapshot.document_count,
    }


def _count(build: Build, table: str) -> int:
    row = build.connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(row[0]) if row else 0
