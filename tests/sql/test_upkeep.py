"""What the doctor says of disk, schedule, ledger and retention."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from onrecord.schema.tables import TABLES
from onrecord.settings import Settings
from onrecord.warehouse import upkeep
from onrecord.warehouse.lock import lock_file, write_lock
from onrecord.warehouse.status import Finding
from onrecord.warehouse.upkeep import check_schedule, check_upkeep
from onrecord.warehouse.workspace import Workspace

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


class Usage(NamedTuple):
    """What shutil tells of a disk."""

    free: int


@pytest.fixture
def mine(live: Path, tmp_path: Path) -> Settings:
    """A copy of the town's warehouse that may be spoiled."""
    return Settings(warehouse=str(shutil.copytree(live, tmp_path / "mine")))


def named(settings: Settings, name: str) -> Finding:
    """The finding of that name."""
    return next(f for f in check_upkeep(settings) if f.name == name)


def test_a_sound_warehouse_has_nothing_to_tell(mine: Settings) -> None:
    """Everything is ok."""
    assert [f.name for f in check_upkeep(mine) if f.level == "ok"] == ["disk", "schedule", "ledger", "retention"]


def test_a_full_disk_is_told_before_it_stops_a_run(mine: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A publication needs room beside the live snapshot."""
    monkeypatch.setattr(upkeep.shutil, "disk_usage", lambda _place: Usage(10_000_000))
    found = named(mine, "disk")
    assert (found.level, "10 MB free" in found.text) == ("warning", True)


def test_a_ledger_that_is_damaged_is_a_problem(mine: Settings) -> None:
    """A place twice, a document that it does not know, bytes that are no table."""
    work = Workspace(mine.warehouse_path)
    (batch,) = work.stages.batches("source_files")
    rows = work.stages.read("source_files", [batch])
    work.stages.write("source_files", "again", rows)
    found = named(mine, "ledger")
    assert (found.level, "twice" in found.text) == ("problem", True)
    work.stages.drop("source_files", "again")
    work.stages.write("documents", batch, TABLES["documents"].from_rows([{"document_id": "d0"}]))
    found = named(mine, "ledger")
    assert (found.level, "does not know" in found.text) == ("problem", True)
    (work.stages.path("source_files", batch) / "part.parquet").write_bytes(b"no table")
    assert named(mine, "ledger").level == "problem"


@pytest.mark.parametrize(("hours", "level"), [(-30, "warning"), (-5, "ok")])
def test_a_run_that_was_due_and_did_not_come(mine: Settings, hours: int, level: str) -> None:
    """Due at 5:30: a run that ended the day before is too old, one at seven is not."""
    lock = lock_file(mine.warehouse_path)
    lock.touch()
    when = (NOON + timedelta(hours=hours)).timestamp()
    os.utime(lock, (when, when))
    found = check_schedule(mine, NOON)
    assert (found.level, "last due 2026-11-25 05:30" in found.text) == (level, True)
    with write_lock(mine.warehouse_path):
        assert check_schedule(mine, NOON).level == "ok"


@pytest.mark.parametrize(("setting", "value"), [("schedule", "at noon"), ("timezone", "Mars/Base"), ("schedule", "0 0 31 2 *")])
def test_a_schedule_that_never_runs_is_a_problem(mine: Settings, setting: str, value: str) -> None:
    """The finding names what is wrong."""
    found = check_schedule(Settings(warehouse=mine.warehouse, **{setting: value}), NOON)
    assert (found.level, value in found.text) == ("problem", True)
