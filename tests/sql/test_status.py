"""What the doctor finds, and the checks of the last run."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from onrecord.errors import OnrecordError
from onrecord.schema.tables import TABLES
from onrecord.warehouse.lock import write_lock
from onrecord.warehouse.status import check_installation, check_warehouse, quality
from onrecord.warehouse.workspace import Workspace


@pytest.fixture
def mine(live: Path, tmp_path: Path) -> Path:
    """A copy of the town's warehouse that may be spoiled."""
    return Path(shutil.copytree(live, tmp_path / "mine"))


def problems(warehouse: Path) -> dict[str, str]:
    """What is not ok, by name."""
    return {f.name: f.text for f in check_warehouse(warehouse) if f.level != "ok"}


def test_a_sound_installation_and_warehouse_have_nothing_to_tell(live: Path) -> None:
    """Everything is ok."""
    assert [f for f in check_installation() if f.level != "ok"] == []
    assert problems(live) == {}


@pytest.mark.parametrize("path", ["onrecord.duckdb", "marts/quotes.parquet", "stages/quotes/batch=b1/part.parquet"])
def test_a_changed_file_is_named(mine: Path, path: str) -> None:
    """One byte is enough; so is a file that is gone."""
    file = mine / path
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    assert path in problems(mine)["files"]
    assert "SHA-256" in problems(mine)["files"]
    file.unlink()
    assert "is missing" in problems(mine)["files"]


def test_what_killed_runs_leave_is_told(mine: Path) -> None:
    """A waiting snapshot, drafts, a log beside the live file; no manifest; no database."""
    (mine / ".next").mkdir()
    (mine / ".drafts" / "quotes" / "batch=b9").mkdir(parents=True)
    (mine / ".drafts" / "quotes" / "batch=b9" / "part.parquet").write_bytes(b"")
    (mine / "onrecord.duckdb.wal").write_bytes(b"")
    told = [f.text for f in check_warehouse(mine) if f.name == "leftovers"]
    assert ["waits" in told[0], ".drafts" in told[1], "wal" in told[2]] == [True, True, True]
    (mine / "manifest.json").write_text("{")
    (mine / "onrecord.duckdb").write_bytes(b"no database")
    assert {"manifest", "snapshot"} <= set(problems(mine))


def test_a_run_under_way_is_named_and_its_drafts_are_no_leftovers(mine: Path) -> None:
    """While the lock is held, what lies about belongs to its holder."""
    (mine / ".next").mkdir()
    with write_lock(mine):
        assert "under way" in problems(mine)["lock"]
        assert "leftovers" not in problems(mine)


def test_no_warehouse_yet(tmp_path: Path) -> None:
    """A word on how one comes to be, and no traceback."""
    assert "onrecord run" in problems(tmp_path / "none")["warehouse"]
    assert problems(tmp_path)
    with pytest.raises(OnrecordError, match="onrecord run"):
        quality(tmp_path)


def test_the_checks_of_the_last_run_come_failed_ones_first(mine: Path) -> None:
    """By stage then, whether the run was published or not."""
    work = Workspace(mine)
    run_id = work.run_id()
    check = {"run_id": run_id, "table_name": "quotes", "check_text": "", "severity": "warning", "rows_checked": 1, "rows_failed": 0}
    for stage, passed in (("enrich", True), ("clean", True), ("model", False)):
        rows = [check | {"stage": stage, "check_name": stage, "is_passed": passed}]
        work.stages.write("check_results", f"{run_id}.{stage}", TABLES["check_results"].from_rows(rows))
    found = quality(mine)
    assert ([c["stage"] for c in found.checks], found.is_live) == (["model", "clean", "enrich"], True)
    assert [c["stage"] for c in found.failed] == ["model"]
