"""Publication: whole or not at all, whatever interrupts it, and never in a reader's way."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from onrecord.errors import OnrecordError
from onrecord.warehouse.manifest import damaged_files, file_hash, published_run, read_manifest
from onrecord.warehouse.publish import NEXT, finish_publication
from onrecord.warehouse.snapshot import LIVE
from tests.sql.stage_rows import Rows, article, linked, publish_rows, publish_run, quote, write_stages


def days(count: int) -> Rows:
    """One article with one quote a day, each day a batch of its own."""
    articles = [article(f"a{n}", f'"Word number {n}," she said.', batch_id=f"b{n}") for n in range(1, count + 1)]
    quotes = [quote(f"q{n}", a, f"Word number {n}", batch_id=f"b{n}") for n, a in enumerate(articles, start=1)]
    return {"articles": articles, "quotes": quotes}


def marts(warehouse: Path) -> dict[str, str]:
    """Hashes of the Parquet marts."""
    return {p.name: file_hash(p) for p in (warehouse / "marts").glob("*.parquet")}


def rows(warehouse: Path, query: str) -> list[tuple[Any, ...]]:
    """Rows of the live snapshot."""
    with duckdb.connect(str(warehouse / LIVE), read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_the_second_publication_tells_what_changed(warehouse: Path) -> None:
    """Added, changed and removed rows by key; the first run of a batch stays its run."""
    first = publish_rows(warehouse, days(2))
    assert first.changes == ["main.articles: 2 added (2 in all)", "main.quotes: 2 added (2 in all)", "main.utterances: 2 added (2 in all)"]
    changed = days(3)
    changed["articles"][0]["title"] = "Corrected"
    changed["quotes"] = changed["quotes"][1:]
    second = publish_rows(warehouse, changed)
    assert second.changes == [
        "main.articles: 1 added, 1 changed (3 in all)",
        "main.quotes: 1 added, 1 removed (2 in all)",
        "main.utterances: 1 added, 1 removed (2 in all)",
    ]
    assert rows(warehouse, "SELECT article_id, run_id FROM articles ORDER BY 1") == [
        ("a1", first.run_id),
        ("a2", first.run_id),
        ("a3", second.run_id),
    ]
    assert rows(warehouse, "SELECT run_id, previous_snapshot_id, rows_added > 0 FROM ops.snapshots ORDER BY went_live_at") == [
        (first.run_id, None, True),
        (second.run_id, first.snapshot_id, True),
    ]
    assert publish_run(warehouse, second.run_id).changes == ["No row of the wide tables changed."]


def test_a_publication_leaves_what_the_contract_says_and_nothing_else(waiting: tuple[Path, str], calm: tuple[Path, int]) -> None:
    """Live file, marts, manifest, docs, the snapshot before; no log, no work file; every file as the manifest says."""
    warehouse = calm[0]
    manifest = read_manifest(warehouse)
    assert manifest is not None
    assert sorted(p.name for p in warehouse.iterdir()) == [".snapshots", "docs", "manifest.json", "marts", LIVE, "rejected", "stages"]
    assert damaged_files(warehouse, manifest.files) == {}
    assert published_run(warehouse) == manifest.run_id == waiting[1]
    assert manifest.rows["main.quotes"] == 2
    assert {f"marts/{name}" for name in marts(warehouse)} <= set(manifest.files)
    assert not rows(warehouse, "SELECT schema_name FROM duckdb_tables() WHERE schema_name NOT IN ('main', 'mart', 'ops')")
    assert not rows(warehouse, "SELECT view_name FROM duckdb_views() WHERE NOT internal")


def test_the_live_file_has_the_old_storage_format_and_the_parquet_its_comments(live: Path) -> None:
    """What DuckDB 1.2 reads, and meanings for who reads Parquet alone."""
    ((tags,),) = rows(live, "SELECT tags FROM duckdb_databases() WHERE path IS NOT NULL")
    assert tags["storage_version"].startswith("v1.0.0")
    metadata = pq.read_metadata(live / "marts" / "quotes.parquet").metadata
    assert metadata[b"comment"].startswith(b"Who said what")
    assert b'"quote_id": "Identifies one printing' in metadata[b"columns"]


def test_the_same_input_gives_the_same_marts_byte_for_byte(tmp_path: Path) -> None:
    """Two warehouses, the rows of one of them in another order."""
    one, other = tmp_path / "one", tmp_path / "other"
    publish_rows(one, days(3))
    turned = {name: table[::-1] for name, table in days(3).items()}
    publish_rows(other, turned)
    assert len(marts(one)) > 20
    assert marts(one) == marts(other)


HOLD = """
import duckdb, sys
held = duckdb.connect(sys.argv[1], read_only=True)
print("open", flush=True)
for line in sys.stdin:
    print(*held.execute("SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM quotes)").fetchone(), flush=True)
"""
COME = """
import duckdb, sys
print("open", flush=True)
for line in sys.stdin:
    with duckdb.connect(sys.argv[1], read_only=True) as new:
        print(*new.execute("SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM quotes)").fetchone(), flush=True)
"""


class Killed(BaseException):
    """What a kill is to the code it interrupts."""


def killed_at(step: int, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Makes the n-th renaming of the publication the last thing that happens; hands back how many there were."""
    count = 0

    def counted(original: Callable[..., Any]) -> Callable[..., Any]:
        def rename(self: Path, target: Path) -> Any:
            nonlocal count
            count += 1
            if count == step:
                raise Killed
            return original(self, target)

        return rename

    monkeypatch.setattr(Path, "rename", counted(Path.rename))
    monkeypatch.setattr(Path, "replace", counted(Path.replace))
    return lambda: count


@pytest.fixture(scope="module")
def waiting(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A warehouse of one day with a second one staged but not published, and the run that is to publish it."""
    warehouse = tmp_path_factory.mktemp("waiting") / "warehouse"
    publish_rows(warehouse, days(1))
    return warehouse, write_stages(warehouse, linked(days(2)))


@pytest.fixture(scope="module")
def calm(waiting: tuple[Path, str]) -> tuple[Path, int]:
    """The same warehouse when nobody disturbs the publication, and how many renamings it took; nobody may change it."""
    warehouse = waiting[0].with_name("calm")
    shutil.copytree(waiting[0], warehouse)
    with pytest.MonkeyPatch.context() as patch:
        count = killed_at(0, patch)
        publish_run(warehouse, waiting[1])
    return warehouse, count()


@pytest.mark.parametrize("share", [0.0, 0.08, 0.11, 0.6, 1.0])
def test_killed_at_any_renaming_a_rerun_finishes(tmp_path: Path, waiting: tuple[Path, str], calm: tuple[Path, int], share: float) -> None:
    """Until it is finished, readers have one whole snapshot or the other; afterwards all is as if nothing had happened."""
    warehouse, run_id = tmp_path / "hit", waiting[1]
    shutil.copytree(waiting[0], warehouse)
    with pytest.MonkeyPatch.context() as patch:
        killed_at(1 + round(share * (calm[1] - 1)), patch)
        with pytest.raises(Killed):
            publish_run(warehouse, run_id)
    assert rows(warehouse, "SELECT count(*) FROM articles") in ([(1,)], [(2,)])
    if finish_publication(warehouse) is None:
        publish_run(warehouse, run_id)
    assert published_run(warehouse) == run_id
    assert marts(warehouse) == marts(calm[0])
    assert rows(warehouse, "SELECT count(*) FROM ops.snapshots") == [(2,)]
    assert not (warehouse / NEXT).exists()
    manifest = read_manifest(warehouse)
    assert manifest is not None
    assert damaged_files(warehouse, manifest.files) == {}
    assert "main.articles: 1 added (2 in all)" in manifest.changes


DIE = """
import os, sys
from pathlib import Path
from tests.sql.stage_rows import publish_run
from onrecord.warehouse import publish
original = Path.replace
def replace(self, target):
    if self.suffix == ".parquet" and ".next" in self.parts:
        os._exit(9)
    return original(self, target)
Path.replace = replace
publish_run(Path(sys.argv[1]), sys.argv[2])
"""


def test_a_process_that_dies_while_it_publishes_leaves_a_snapshot_to_finish(tmp_path: Path, waiting: tuple[Path, str]) -> None:
    """No handler runs when a process is killed: the live file is the new one, the rest is put in place later."""
    warehouse, run_id = tmp_path / "hit", waiting[1]
    shutil.copytree(waiting[0], warehouse)
    root = Path(__file__).resolve().parents[2]
    ended = subprocess.run([sys.executable, "-c", DIE, str(warehouse), run_id], cwd=root, check=False)
    assert ended.returncode == 9
    assert rows(warehouse, "SELECT count(*) FROM articles") == [(2,)]
    assert published_run(warehouse) != run_id
    finished = finish_publication(warehouse)
    assert finished is not None
    assert published_run(warehouse) == run_id
    assert damaged_files(warehouse, finished.files) == {}


def test_readers_meet_no_error_while_snapshots_are_published(warehouse: Path) -> None:
    """Readers that stay open keep what they opened; readers that come get a whole snapshot, old or new."""
    publish_rows(warehouse, days(1))
    errors: list[str] = []
    seen: set[int] = set()
    over = threading.Event()

    def ask(process: subprocess.Popen[str], counts: set[int]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        while not over.is_set():
            process.stdin.write("\n")
            process.stdin.flush()
            answer = process.stdout.readline().split()
            if len(answer) < 2 or answer[0] != answer[1]:
                errors.append(" ".join(answer) or "no answer")
                return
            counts.add(int(answer[0]))

    start = [sys.executable, "-c"]
    options: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
    held: set[int] = set()
    with (
        subprocess.Popen([*start, HOLD, str(warehouse / LIVE)], **options) as holder,
        subprocess.Popen([*start, COME, str(warehouse / LIVE)], **options) as comer,
    ):
        for process in (holder, comer):
            assert process.stdout is not None
            assert process.stdout.readline() == "open\n"
        threads = [threading.Thread(target=ask, args=(holder, held)), threading.Thread(target=ask, args=(comer, seen))]
        for thread in threads:
            thread.start()
        for count in (2, 3):
            publish_rows(warehouse, days(count))
        over.set()
        for thread in threads:
            thread.join(timeout=30)
        for process in (holder, comer):
            assert process.stdin is not None
            process.stdin.close()
    assert errors == []
    assert held == {1}
    assert seen <= {1, 2, 3}
    assert rows(warehouse, "SELECT count(*) FROM articles") == [(3,)]


def test_a_damaged_live_file_and_a_left_over_log_do_not_stop_the_next_snapshot(tmp_path: Path, waiting: tuple[Path, str]) -> None:
    """What was there before is replaced, and the old log does not reach the new file."""
    warehouse = tmp_path / "hit"
    shutil.copytree(waiting[0], warehouse)
    (warehouse / LIVE).write_bytes(b"no database")
    (warehouse / f"{LIVE}.wal").write_bytes(b"no log")
    publish_run(warehouse, waiting[1])
    assert rows(warehouse, "SELECT count(*) FROM articles") == [(2,)]
    assert not (warehouse / f"{LIVE}.wal").exists()


def test_a_failing_build_leaves_the_last_snapshot_live(tmp_path: Path, waiting: tuple[Path, str]) -> None:
    """An error before the end changes nothing that readers see, and leaves no work file."""
    warehouse, run_id = tmp_path / "hit", waiting[1]
    shutil.copytree(waiting[0], warehouse)
    first = published_run(warehouse)
    part = warehouse / "stages" / "quotes" / "batch=b2" / "part.parquet"
    part.write_bytes(part.read_bytes()[:-100])
    with pytest.raises(Exception, match="parquet"):
        publish_run(warehouse, run_id)
    assert published_run(warehouse) == first != run_id
    assert rows(warehouse, "SELECT count(*) FROM articles") == [(1,)]
    assert not (warehouse / ".work").exists()


def test_a_run_that_died_before_it_published_leaves_no_trace(tmp_path: Path, waiting: tuple[Path, str]) -> None:
    """When more files come before the rerun, its batch counts to the run that does publish it."""
    warehouse = tmp_path / "hit"
    shutil.copytree(waiting[0], warehouse)
    with pytest.MonkeyPatch.context() as patch:
        killed_at(2, patch)
        with pytest.raises(Killed):
            publish_run(warehouse, waiting[1])
    third = publish_rows(warehouse, days(3))
    assert rows(warehouse, "SELECT count(*), max(run_id) FROM articles WHERE article_id > 'a1'") == [(2, third.run_id)]
    assert rows(warehouse, "SELECT count(*) FROM ops.snapshots") == [(2,)]
    assert rows(warehouse, f"SELECT count(*) FROM ops.runs WHERE run_id = '{waiting[1]}'") == [(0,)]


def test_a_snapshot_that_cannot_be_written_is_told_in_words(
    tmp_path: Path, waiting: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk, say: the message says what stays live, and it does."""
    warehouse = tmp_path / "hit"
    shutil.copytree(waiting[0], warehouse)

    def full(*_told: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("onrecord.warehouse.publish.write_mart", full)
    with pytest.raises(OnrecordError, match=r"the last one stays live.*No space left"):
        publish_run(warehouse, waiting[1])
    assert rows(warehouse, "SELECT count(*) FROM articles") == [(1,)]
