"""Two snapshots told apart, and the earlier one kept for it."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from onrecord.cli.main import commands
from onrecord.errors import OnrecordError, UsageError
from onrecord.schema.tables import TABLES
from onrecord.warehouse.compare import compare
from onrecord.warehouse.kept import FOLDER, find_snapshot, forget_old, keep_live, kept_snapshots
from onrecord.warehouse.snapshot import LIVE
from onrecord.warehouse.workspace import Workspace
from tests.sql.stage_rows import Rows, article, linked, publish_rows, publish_run, quote, write_stages


def days(count: int) -> Rows:
    """One article with one quote a day, each day a batch of its own."""
    articles = [article(f"a{n}", f'"Word number {n}," she said.', batch_id=f"b{n}", title=f"Day {n}") for n in range(1, count + 1)]
    quotes = [quote(f"q{n}", a, f"Word number {n}", batch_id=f"b{n}") for n, a in enumerate(articles, start=1)]
    return {"articles": articles, "quotes": quotes}


@pytest.fixture
def twice(warehouse: Path) -> Path:
    """A warehouse that was published twice: one article more, a title corrected, and a quote that is gone."""
    publish_rows(warehouse, days(2))
    changed = days(3)
    changed["articles"][0]["title"] = "Corrected"
    changed["quotes"] = changed["quotes"][1:]
    run_id = write_stages(warehouse, linked(changed))
    merged = {"subject_type": "utterance", "change_kind": "merged", "old_id": "uq1", "new_id": "uq2", "run_id": run_id}
    Workspace(warehouse).stages.write("id_changes", run_id, TABLES["id_changes"].from_rows([merged]))
    publish_run(warehouse, run_id)
    return warehouse


def told(warehouse: Path, *arguments: str) -> str:
    """What the command prints."""
    result = CliRunner().invoke(commands, ["diff", "--warehouse", str(warehouse), *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_earlier_snapshot_is_told_apart_from_the_live_one(twice: Path) -> None:
    """Counts, the rows with what changed in them, and what an id became."""
    output = told(twice)
    assert "articles: 1 added, 1 changed (2 -> 3)" in output
    assert "added a3 (Day 3)" in output
    assert "changed a1 (Corrected): title Day 1 -> Corrected" in output
    assert "quotes: 1 added, 1 removed (2 -> 2)" in output
    assert "removed q1 (Word number 1)" in output
    assert "removed uq1 (Word number 1): merged into uq2" in output


def test_rows_are_bounded_and_the_rest_is_counted(twice: Path) -> None:
    """No row is told where none is wanted; the counts stay."""
    assert "added a3" not in told(twice, "--rows", "0")
    assert "articles: 1 added" in told(twice, "--rows", "0")


def test_json_is_for_machines(twice: Path) -> None:
    """The same as records."""
    (articles,) = [table for table in json.loads(told(twice, "--json")) if table["table_name"] == "articles"]
    assert (articles["added"], articles["changed"], articles["removed"]) == (1, 1, 0)


def test_a_snapshot_does_not_differ_from_itself(twice: Path) -> None:
    """Nothing changed, and it says so."""
    assert "added" not in told(twice, "live", "live")


def test_the_other_way_round_what_was_added_is_removed(twice: Path) -> None:
    """Either side may be the earlier one."""
    assert "articles: 1 changed, 1 removed (3 -> 2)" in told(twice, "live", "previous")


def test_snapshots_are_named_by_id_folder_and_file(twice: Path) -> None:
    """All name the same databases."""
    (kept,) = kept_snapshots(twice)
    for named in ("previous", kept.stem, kept.stem[:6], str(kept)):
        assert find_snapshot(twice, named) == kept
    assert find_snapshot(twice, str(twice)) == twice / LIVE


def test_an_unknown_snapshot_is_told_with_those_there_are(twice: Path, warehouse: Path, tmp_path: Path) -> None:
    """And where none is kept, what says how many are."""
    with pytest.raises(UsageError, match="There is no snapshot nix; there is live, s"):
        find_snapshot(twice, "nix")
    with pytest.raises(UsageError, match="keep_snapshots"):
        find_snapshot(tmp_path / "none", "previous")


def test_a_file_that_is_no_database_is_refused(twice: Path, tmp_path: Path) -> None:
    """With its name."""
    other = tmp_path / "notes.duckdb"
    other.write_text("not a database, by no means one", encoding="utf-8")
    with pytest.raises(OnrecordError, match="cannot be opened"):
        compare(other, twice / LIVE, 5)


def test_only_the_newest_are_kept(twice: Path) -> None:
    """And what a kill left half kept goes."""
    (twice / FOLDER / "s0.new").write_bytes(b"half")
    publish_rows(twice, days(4))
    assert len(kept_snapshots(twice)) == 2
    forget_old(twice, 1)
    (kept,) = kept_snapshots(twice)
    with duckdb.connect(str(kept), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (3,)
    assert not list((twice / FOLDER).glob("*.new"))


def test_what_is_kept_is_never_written_again(twice: Path) -> None:
    """A publication that was cut short may have replaced the live file before the manifest: the kept file stays what it was."""
    (kept,) = kept_snapshots(twice)
    manifest = twice / "manifest.json"
    before = kept.read_bytes()
    manifest.write_text(manifest.read_text("utf-8").replace(_id(twice), kept.stem), "utf-8")
    keep_live(twice)
    assert kept.read_bytes() == before


def _id(warehouse: Path) -> str:
    found: str = json.loads((warehouse / "manifest.json").read_text("utf-8"))["snapshot_id"]
    return found
