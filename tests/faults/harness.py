"""Kills runs and compares what the next one makes of it with an undisturbed warehouse, file by file and byte by byte.

A trial is a process of its own, forked when everything is imported. It is killed (SIGKILL) either at the n-th change of a name in the
warehouse (a file opened to be written, renamed, linked or removed, a folder made or removed) or after a random time, which also meets what
Arrow and DuckDB write without Python's knowledge. Then readers are asked, and another process runs to the end.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb

from flows.clean import clean
from flows.daily import daily
from flows.deduplicate import deduplicate
from flows.enrich import enrich
from flows.ingest import ingest
from flows.model import model
from flows.publish import publish
from flows.rebuild import rebuild
from onrecord.schema.tables import TABLES
from onrecord.settings import Settings
from onrecord.warehouse.manifest import MANIFEST, describe_files, read_manifest
from onrecord.warehouse.workspace import Workspace
from tests.briefs import MORE, write_briefs

CHANGES = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "shutil.rmtree"}
# What tells of the clock or of how often a run was begun is compared by name alone.
BY_NAME = ("onrecord.duckdb", "manifest.json", ".snapshots/")
OF_RUNS = ("stage_runs", "check_results", "runs", "snapshots", "snapshot_changes")
# Differences of a trial that are told one by one.
MOST = 8
FINISHED, KILLED = 0, -signal.SIGKILL


def run_stages(settings: Settings) -> None:
    """The stages one by one, each a flow of its own."""
    for stage in (ingest, clean, deduplicate, enrich, model, publish):
        stage(settings)


def make_anew(settings: Settings) -> None:
    """Everything that stages can make again."""
    rebuild(settings, "clean")


@dataclass(frozen=True)
class Scenario:
    """What is killed: whether the warehouse has the briefs on record already (for forty days), the act, and its settings."""

    is_on_record: bool
    act: Callable[[Settings], Any]
    options: dict[str, Any] = field(default_factory=dict)


POOL = {"task_runner": "processes", "workers": 2}
SCENARIOS = {
    "first run": Scenario(False, daily),
    "stage by stage": Scenario(False, run_stages),
    "on a pool": Scenario(False, daily, options=POOL),
    "more on record": Scenario(True, daily),
    "rebuild": Scenario(True, make_anew),
    "retention": Scenario(True, daily, options={"keep_batch_days": 30, "keep_rejected_days": 30}),
}


@dataclass(frozen=True)
class Trial:
    """One kill: of which scenario, at which change (0: at none) or after how many seconds, what became of it, and what differed."""

    scenario: str
    change: int
    seconds: float
    was_killed: bool
    differences: list[str]

    @property
    def line(self) -> str:
        """The trial in words."""
        point = f"at change {self.change}" if self.change else f"after {self.seconds:.2f} s"
        told = "; ".join(self.differences[:MOST]) + (f" and {len(self.differences) - MOST} more" if len(self.differences) > MOST else "")
        return f"{self.scenario}, {'killed' if self.was_killed else 'ended before'} {point}: {told or 'no difference'}"


class Harness:
    """The trials of one session below a folder, each scenario against its own undisturbed run."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.raw = write_briefs(root / "raw")
        self.before = self._settings("before")
        in_a_process(lambda: daily(self.before))
        age(self.before.warehouse_path, timedelta(days=40))
        self.more = root / "more"
        shutil.copytree(self.raw, self.more)
        (self.more / "more.jsonl").write_text(json.dumps(MORE), encoding="utf-8")
        self.counts: dict[str, int] = {}
        self.seconds: dict[str, float] = {}
        self.undisturbed: dict[str, dict[str, str]] = {}

    def _settings(self, name: str, **options: Any) -> Settings:
        given = {"raw": (str(self.root / "raw"),), "warehouse": str(self.root / name), "task_runner": "inline", "batch_documents": 2}
        return Settings(**given | options)

    def _place(self, scenario: Scenario, name: str) -> Settings:
        """A warehouse as the scenario finds it."""
        place = self._settings(name, **scenario.options)
        shutil.rmtree(place.warehouse, ignore_errors=True)
        if not scenario.is_on_record:
            return place
        shutil.copytree(self.before.warehouse, place.warehouse, copy_function=os.link)
        return replace(place, raw=(str(self.more),))

    def learn(self, name: str) -> None:
        """Runs a scenario undisturbed: how many changes and seconds it takes, and what comes of it."""
        scenario, told = SCENARIOS[name], self.root / "changes"
        place = self._place(scenario, "undisturbed")
        began = time.monotonic()
        code = in_a_process(lambda: counted(scenario.act, place, told))
        if code != FINISHED:
            raise RuntimeError(f"{name} fails without being killed")
        in_a_process(lambda: daily(place))
        self.seconds[name] = time.monotonic() - began
        self.counts[name] = int(told.read_text())
        self.undisturbed[name] = contents(place.warehouse_path)

    def trial(self, name: str, *, change: int = 0, seconds: float = 0.0) -> Trial:
        """Kills a scenario once and compares."""
        if name not in self.undisturbed:
            self.learn(name)
        scenario = SCENARIOS[name]
        place = self._place(scenario, "trial")
        code = in_a_process(lambda: killed(scenario.act, place, change, seconds))
        differences = [] if code in {FINISHED, KILLED} else [f"it ended with {code}"]
        differences += unreadable(place.warehouse_path, must_exist=scenario.is_on_record)
        if in_a_process(lambda: daily(place)) != FINISHED:
            differences.append("the next run failed")
        differences += compared(self.undisturbed[name], contents(place.warehouse_path))
        return Trial(name, change, seconds, code == KILLED, differences)

    def trials(self, count: int, seed: int) -> Iterator[Trial]:
        """So many trials in turn over all scenarios, half of them at a change and half after a time."""
        chance = random.Random(seed)  # noqa: S311 - which points are tried, no secret
        names = list(SCENARIOS)
        for number in range(count):
            name = names[number % len(names)]
            if name not in self.undisturbed:
                self.learn(name)
            if number // len(names) % 2:
                yield self.trial(name, seconds=chance.uniform(0.0, self.seconds[name]))
            else:
                yield self.trial(name, change=chance.randint(1, self.counts[name]))


def age(warehouse: Path, by: timedelta) -> None:
    """Has the one snapshot of a warehouse gone live so long before it did, in its row and in the manifest's hash of that."""
    stages = Workspace(warehouse).stages
    (run_id,) = stages.batches("snapshots")
    rows = [row | {"went_live_at": row["went_live_at"] - by} for row in stages.read("snapshots").to_pylist()]
    stages.write("snapshots", run_id, TABLES["snapshots"].from_rows(rows))
    manifest = read_manifest(warehouse)
    if manifest is None:
        raise RuntimeError(f"{warehouse} has no manifest")
    changed = describe_files(warehouse, [f"stages/snapshots/batch={run_id}/part.parquet"])
    (warehouse / MANIFEST).write_text(replace(manifest, files=manifest.files | changed).to_json(), "utf-8")


def in_a_process(work: Callable[[], Any]) -> int:
    """How a forked process ends that does the work: 0, 1 for an error, or minus the signal that killed it."""
    sys.stdout.flush()
    pid = os.fork()
    if not pid:
        code = 1
        try:
            work()
            code = 0
        except BaseException as error:
            sys.stderr.write(f"{type(error).__name__}: {error}\n")
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def watch(warehouse: Path, changed: Callable[[], None]) -> None:
    """Has every change of a name in the warehouse told, before it is made."""
    root = str(warehouse)

    def heed(event: str, arguments: tuple[Any, ...]) -> None:
        is_change = event in CHANGES or (event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR))
        if is_change and str(arguments[0]).startswith(root):
            changed()

    sys.addaudithook(heed)


def counted(act: Callable[[Settings], Any], settings: Settings, told: Path) -> None:
    """Does it, and writes down how many changes it made."""
    count = 0

    def add() -> None:
        nonlocal count
        count += 1

    watch(settings.warehouse_path, add)
    act(settings)
    told.write_text(str(count))


def killed(act: Callable[[Settings], Any], settings: Settings, change: int, seconds: float) -> None:
    """Does it, up to the change or the time that kills it."""
    left = change

    def die() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def count_down() -> None:
        nonlocal left
        left -= 1
        if not left:
            die()

    if change:
        watch(settings.warehouse_path, count_down)
    else:
        timer = threading.Timer(seconds, die)
        timer.daemon = True
        timer.start()
    act(settings)


def contents(warehouse: Path) -> dict[str, str]:
    """Every file with the hash of its bytes, or with nothing where it tells of the clock."""
    found: dict[str, str] = {}
    for path in sorted(p for p in warehouse.rglob("*") if p.is_file()):
        name = path.relative_to(warehouse).as_posix()
        if name.startswith(("docs/quality/", ".validations/")):
            continue  # pages and results by the time of their validations
        by_name = name.startswith(BY_NAME) or any(name.startswith(f"stages/{table}/") for table in OF_RUNS)
        found[name] = "" if by_name else sha256(path.read_bytes()).hexdigest()
    return found


def compared(wanted: dict[str, str], found: dict[str, str]) -> list[str]:
    """What differs, in words."""
    lost = [f"{name} is missing" for name in wanted.keys() - found.keys()]
    orphans = [f"{name} is left over" for name in found.keys() - wanted.keys()]
    other = [f"{name} has other bytes" for name in wanted.keys() & found.keys() if wanted[name] != found[name]]
    return sorted([*lost, *orphans, *other])


def unreadable(warehouse: Path, *, must_exist: bool) -> list[str]:
    """What a reader meets right after the kill that he should not."""
    file = warehouse / "onrecord.duckdb"
    if not file.exists():
        return ["readers have no warehouse any more"] if must_exist else []
    try:
        with duckdb.connect(str(file), read_only=True) as reader:
            reader.execute("SELECT count(*) FROM articles").fetchall()
            reader.execute("SELECT count(*) FROM ops.runs").fetchall()
    except duckdb.Error as error:
        return [f"a reader meets {error}"]
    return []
