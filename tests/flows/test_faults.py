"""What goes wrong leaves readers where they were: a poisoned batch, a kill, a second writer."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import duckdb
import pytest

from flows.daily import daily
from onrecord import batches
from onrecord.settings import Settings
from onrecord.stages import StageOutput
from onrecord.warehouse import snapshot
from onrecord.warehouse.workspace import Workspace
from tests.briefs import MORE
from tests.faults.harness import contents
from tests.flows.conftest import Marts, marts
from tests.quality.poisons import POISONS, poisoned

Call = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).parents[2]
KILLED = """
import os, sys
from flows.environment import prepare
prepare("ERROR")
from flows.daily import daily
from onrecord.settings import Settings
from onrecord.warehouse import partitions, workspace
left = int(sys.argv[3])
move = partitions.Partitions.move
def dying(self, *arguments):
    global left
    left -= 1
    if left < 0:
        os._exit(9)
    move(self, *arguments)
partitions.Partitions.move = dying
daily(Settings(raw=(sys.argv[1],), warehouse=sys.argv[2], task_runner="inline"))
"""

HOLDER = """
import sys, time
from pathlib import Path
from onrecord.warehouse.lock import write_lock
with write_lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def poison_quotes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes enrich hand on a quote whose text does not stand where it says."""
    enrich = batches.DRAFTS["enrich"]

    def wrong(work: Workspace, batch_id: str, settings: Settings) -> StageOutput:
        output = enrich(work, batch_id, settings)
        output.tables["quotes"] = poisoned(output.tables["quotes"], POISONS["enrich", "quotes", "text_stands_in_body"])
        return output

    monkeypatch.setitem(batches.DRAFTS, "enrich", wrong)


def test_a_poisoned_batch_stops_the_publication(place: Settings, monkeypatch: pytest.MonkeyPatch, onrecord: Call) -> None:
    """Exit code 3, a message that names the check, and the last good snapshot stays live; once mended, the run goes on."""
    daily(place)
    before = marts(place.warehouse)
    (Path(place.raw[0]) / "late.txt").write_text(
        "A town meets\n\nThe mayor spoke at length on Monday about the harbour and the price of ice.\n\n"
        "\"We will keep the harbour open all winter, and the ice will be sold at cost,\" mayor Alma Pickering said.\n\n"
        "She said that the council had agreed to the plan and that the fishermen had asked for it since the spring.",
        encoding="utf-8",
    )  # fmt: skip
    with monkeypatch.context() as context:
        poison_quotes(context)
        code, out, err = onrecord("run", "--raw", place.raw[0], "--warehouse", place.warehouse, "--task-runner", "inline")
    assert code == 3
    assert out == ""
    assert "stands in the article at the place it names" in err
    assert marts(place.warehouse) == before
    code, _, _ = onrecord("run", "--raw", place.raw[0], "--warehouse", place.warehouse, "--task-runner", "inline")
    assert code == 0
    assert marts(place.warehouse) != before


@pytest.mark.parametrize("moves", [2, 14])
def test_a_killed_run_is_finished_by_the_next(place: Settings, undisturbed: Marts, moves: int) -> None:
    """Killed between any two renames, the next run comes to the bytes of an undisturbed one."""
    command = [sys.executable, "-c", KILLED, place.raw[0], place.warehouse, str(moves)]
    killed = subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300, check=False)
    assert killed.returncode == 9
    assert not marts(place.warehouse)
    daily(place)
    assert marts(place.warehouse) == undisturbed


def test_one_writer_at_a_time(place: Settings, onrecord: Call) -> None:
    """A second writer is told who holds the warehouse, and nothing happens."""
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, place.warehouse], stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == "held"
        exit_code, _, err = onrecord("run", "--raw", place.raw[0], "--warehouse", place.warehouse)
        assert exit_code == 1
        assert str(holder.pid) in err
    finally:
        holder.kill()
        holder.wait()


@pytest.mark.parametrize("command", [("run",), ("run", "--stage", "publish"), ("rebuild",)])
def test_a_warehouse_of_another_schema_is_refused_in_words(on_record: Settings, onrecord: Call, command: tuple[str, ...]) -> None:
    """Nothing of it is changed, and the message names both versions and the ways out."""
    manifest = Path(on_record.warehouse) / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace('"schema_version": "1"', '"schema_version": "0"'), encoding="utf-8")
    before = contents(Path(on_record.warehouse))
    code, _, err = onrecord(*command, *(("--raw", on_record.raw[0]) if command == ("run",) else ()), "--warehouse", on_record.warehouse)
    assert code == 1
    assert "schema version 0" in err
    assert "--warehouse" in err
    assert contents(Path(on_record.warehouse)) == before


def test_a_clock_that_goes_back_does_not_make_an_old_snapshot_the_newest(on_record: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The snapshot that went live last has the latest time, whatever the clock says, and what asks for the last one finds it."""

    class Earlier(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) - timedelta(days=400)

    monkeypatch.setattr(snapshot, "datetime", Earlier)
    (Path(on_record.raw[0]) / "more.jsonl").write_text(json.dumps(MORE), encoding="utf-8")
    report = daily(on_record)
    with duckdb.connect(str(Path(on_record.warehouse) / "onrecord.duckdb"), read_only=True) as connection:
        runs = connection.execute("SELECT run_id FROM ops.snapshots ORDER BY went_live_at").fetchall()
    assert len(runs) == 2
    assert runs[-1] == (report.run_id,)
