"""The harness sees what it is there to see: lost, doubled and changed files, readers without a warehouse, processes that are killed."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import duckdb

from tests.faults.harness import KILLED, Trial, compared, contents, in_a_process, unreadable, watch


def test_every_kind_of_difference_is_told(tmp_path: Path) -> None:
    """A file that is gone, one too many, one with other bytes; what tells of the clock is compared by name."""
    for name, content in {"marts/a.parquet": "a", "marts/b.parquet": "b", "manifest.json": "{}", ".validations/x": ""}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    wanted = contents(tmp_path)
    assert sorted(wanted) == ["manifest.json", "marts/a.parquet", "marts/b.parquet"]
    (tmp_path / "manifest.json").write_text("{ }", encoding="utf-8")
    assert not compared(wanted, contents(tmp_path))
    (tmp_path / "marts" / "a.parquet").rename(tmp_path / "marts" / "c.parquet")
    (tmp_path / "marts" / "b.parquet").write_text("B", encoding="utf-8")
    told = ["marts/a.parquet is missing", "marts/b.parquet has other bytes", "marts/c.parquet is left over"]
    assert compared(wanted, contents(tmp_path)) == told
    assert Trial("first run", 7, 0.0, True, told).line.startswith("first run, killed at change 7: marts/a.parquet is missing; ")


def test_a_process_is_killed_at_a_change(tmp_path: Path) -> None:
    """The change that kills is not made, those before it are, and changes elsewhere do not count."""
    left = [2]

    def die() -> None:
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)

    def work() -> None:
        watch(tmp_path / "here", die)
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "here").mkdir()
        (tmp_path / "here" / "file").write_text("never", encoding="utf-8")

    assert in_a_process(work) == KILLED
    assert (tmp_path / "here").is_dir()
    assert not (tmp_path / "here" / "file").exists()
    assert in_a_process(lambda: None) == 0
    assert in_a_process(lambda: 1 // 0) == 1


def test_readers_are_asked(tmp_path: Path) -> None:
    """No database where there was one, and one that is none, are told; a whole one is not."""
    assert not unreadable(tmp_path, must_exist=False)
    assert unreadable(tmp_path, must_exist=True)
    file = tmp_path / "onrecord.duckdb"
    file.write_bytes(b"no database")
    assert unreadable(tmp_path, must_exist=True)
    file.unlink()
    with duckdb.connect(str(file)) as connection:
        connection.execute("CREATE SCHEMA ops; CREATE TABLE articles (a INT); CREATE TABLE ops.runs (a INT)")
    assert not unreadable(tmp_path, must_exist=True)
