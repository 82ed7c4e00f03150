"""The same documents come to the same bytes: however they lie around, and however many processes read them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from flows.daily import daily
from onrecord.settings import Settings
from onrecord.warehouse.query import run_query
from tests.briefs import MORE, write_briefs
from tests.flows.conftest import marts

# What tells where a document lay, and in which batch or run it came.
PLACES = ["source_uri", "source_index", "retrieved_at", "batch_id", "run_id"]


def settings(root: Path, name: str, *raw: Path) -> Settings:
    """A fresh warehouse over some raw folders, in batches of two."""
    return Settings(raw=tuple(map(str, raw)), warehouse=str(root / name), task_runner="inline", batch_documents=2)


@pytest.fixture
def raw(tmp_path: Path) -> tuple[Path, Path]:
    """The briefs, and a folder of six records."""
    records = tmp_path / "records"
    records.mkdir()
    lines = [json.dumps(MORE | {"id": f"r{n}", "text": f'"The ferry to pier {n} is late," Ada Fell said on Monday.'}) for n in range(6)]
    (records / "some.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return write_briefs(tmp_path / "raw"), records


@pytest.fixture
def expected(tmp_path: Path, raw: tuple[Path, Path]) -> Settings:
    """One quiet run over both folders."""
    one = settings(tmp_path, "expected", *raw)
    daily(one)
    return one


def test_the_order_of_the_folders_tells_nothing(tmp_path: Path, raw: tuple[Path, Path], expected: Settings) -> None:
    """Batches are filled by the names of files."""
    other = settings(tmp_path, "other", *reversed(raw))
    daily(other)
    assert marts(other.warehouse) == marts(expected.warehouse)


@pytest.mark.parametrize("workers", [1, 3, 4])
def test_the_number_of_workers_tells_nothing(tmp_path: Path, raw: tuple[Path, Path], expected: Settings, workers: int) -> None:
    """The same batches, on so many processes."""
    other = replace(settings(tmp_path, "other", *raw), task_runner="processes", workers=workers)
    daily(other)
    assert marts(other.warehouse) == marts(expected.warehouse)


def test_shuffled_lines_give_the_same_facts(tmp_path: Path, raw: tuple[Path, Path], expected: Settings) -> None:
    """Records in another order, spread over other files: all that differs is where each lay."""
    lines = (raw[1] / "some.jsonl").read_text("utf-8").splitlines()
    lines = [lines[at] for at in (4, 1, 5, 0, 3, 2)]
    shuffled = tmp_path / "shuffled"
    shuffled.mkdir()
    for number, start in enumerate((0, 1, 4)):
        part = lines[start : [1, 4, 6][number]]
        (shuffled / f"{'zxy'[number]}.jsonl").write_text("\n".join(part) + "\n", encoding="utf-8")
    other = settings(tmp_path, "other", raw[0], shuffled)
    daily(other)
    for table in ("articles", "quotes", "utterances", "event_reports", "events", "text_reuse"):
        sql = f"SELECT COLUMNS(lambda c: c NOT IN {tuple(PLACES)}) FROM main.{table} ORDER BY ALL"
        assert run_query(Path(other.warehouse), sql).rows == run_query(Path(expected.warehouse), sql).rows, table
