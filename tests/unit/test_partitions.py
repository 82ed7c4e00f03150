"""Stage tables on disk: whole or not there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from onrecord.schema.tables import TABLES
from onrecord.warehouse.partitions import Partitions


def rows(*ids: str) -> pa.Table:
    """Sentences of some articles."""
    return TABLES["sentences"].from_rows([{"article_id": i, "sentence_index": 0, "start_char": 0, "end_char": 4} for i in ids])


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """Sorted by key, batch after batch, whole or by name and column."""
    kept = Partitions(tmp_path)
    kept.write("sentences", "b2", rows("a3"))
    kept.write("sentences", "b1", rows("a2", "a1"))
    assert kept.batches("sentences") == ["b1", "b2"]
    assert kept.read("sentences")["article_id"].to_pylist() == ["a1", "a2", "a3"]
    assert kept.read("sentences", ["b2"], ["article_id"]).to_pylist() == [{"article_id": "a3"}]
    assert (kept.count("sentences"), kept.count("sentences", ["b1"])) == (3, 2)
    assert kept.has("sentences", "b1")
    assert not kept.has("sentences", "b3")


def test_nothing_written_is_an_empty_table(tmp_path: Path) -> None:
    """With the columns asked for."""
    kept = Partitions(tmp_path)
    assert kept.read("sentences").schema.equals(TABLES["sentences"].schema)
    assert kept.read("sentences", [], ["article_id"]).column_names == ["article_id"]
    assert kept.count("sentences") == 0


def test_writing_again_replaces(tmp_path: Path) -> None:
    """A batch that is done again has the new rows only."""
    kept = Partitions(tmp_path)
    kept.write("sentences", "b1", rows("a1", "a2"))
    kept.write("sentences", "b1", rows("a9"))
    assert kept.read("sentences")["article_id"].to_pylist() == ["a9"]


@pytest.mark.parametrize("moment", ["table", "flush", "rename"])
def test_a_kill_while_writing_leaves_nothing_or_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    """At no moment does a reader meet half a partition, and sweeping leaves no rest."""
    kept = Partitions(tmp_path)

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        if moment == "table":
            patch.setattr(pq, "write_table", killed)
        elif moment == "flush":
            patch.setattr("onrecord.warehouse.partitions._flush", killed)
        else:
            patch.setattr(Path, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            kept.write("sentences", "b1", rows("a1"))
    assert kept.batches("sentences") == []
    assert kept.read("sentences").num_rows == 0
    kept.sweep()
    assert list((tmp_path / "sentences").iterdir()) == []
    kept.write("sentences", "b1", rows("a1"))
    assert kept.batches("sentences") == ["b1"]


def test_a_kill_while_replacing_loses_no_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kill before the rename leaves the old rows."""
    kept = Partitions(tmp_path)
    kept.write("sentences", "b1", rows("a1"))

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(pq, "write_table", killed)
        with pytest.raises(KeyboardInterrupt):
            kept.write("sentences", "b1", rows("a9"))
    assert kept.read("sentences")["article_id"].to_pylist() == ["a1"]


def test_moving_and_dropping(tmp_path: Path) -> None:
    """A partition goes to another root as a whole, and a dropped one is gone."""
    drafts, kept = Partitions(tmp_path / "drafts"), Partitions(tmp_path / "stages")
    kept.write("sentences", "b1", rows("a0"))
    drafts.write("sentences", "b1", rows("a1"))
    drafts.move("sentences", "b1", kept)
    assert drafts.batches("sentences") == []
    assert kept.read("sentences")["article_id"].to_pylist() == ["a1"]
    kept.drop("sentences", "b1")
    kept.drop("sentences", "b1")
    assert kept.batches("sentences") == []
    assert list((tmp_path / "stages" / "sentences").iterdir()) == []


def test_a_kill_while_dropping_leaves_no_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name goes first."""
    kept = Partitions(tmp_path)
    kept.write("sentences", "b1", rows("a1"))
    real, calls = shutil.rmtree, []

    def second_is_killed(*given: object, **named: object) -> None:
        calls.append(given)
        if len(calls) == 2:
            raise KeyboardInterrupt
        real(*given, **named)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", second_is_killed)
        with pytest.raises(KeyboardInterrupt):
            kept.drop("sentences", "b1")
    assert kept.batches("sentences") == []
    kept.sweep()
    assert list((tmp_path / "sentences").iterdir()) == []


def test_a_definition_can_be_named_once_for_all(tmp_path: Path) -> None:
    """`rejected/<stage>` holds one table under many names."""
    aside = Partitions(tmp_path, definition="rejected")
    aside.write("clean", "b1", TABLES["rejected"].from_rows([{"stage": "clean", "table_name": "articles", "row_id": "a1"}]))
    assert aside.read("clean")["row_id"].to_pylist() == ["a1"]


def test_rows_of_another_shape_are_refused(tmp_path: Path) -> None:
    """A partition has its table's columns, or it is not written."""
    kept = Partitions(tmp_path)
    with pytest.raises((ValueError, pa.ArrowException)):
        kept.write("sentences", "b1", pa.table({"article_id": ["a1"]}))
    assert kept.batches("sentences") == []
