"""The whole way of an article through the flows: once, again, with more, and stage by stage."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from flows.backfill import backfill
from flows.clean import clean
from flows.daily import daily
from flows.deduplicate import deduplicate
from flows.enrich import enrich
from flows.ingest import ingest
from flows.model import model
from flows.publish import publish
from onrecord.errors import OnrecordError, UsageError
from onrecord.settings import Settings
from tests.briefs import BRIEFS, MORE
from tests.flows.conftest import Marts, marts


def count(warehouse: str, query: str) -> int:
    """One number from the live warehouse."""
    with duckdb.connect(str(Path(warehouse) / "onrecord.duckdb"), read_only=True) as connection:
        row = connection.execute(query).fetchone()
    assert row is not None
    return int(row[0])


def test_corrections_by_hand_make_a_run_and_hold(place: Settings, tmp_path: Path) -> None:
    """A corrected speaker is published without a new document, and stays when the file is no longer named."""
    daily(place)
    with duckdb.connect(str(Path(place.warehouse) / "onrecord.duckdb"), read_only=True) as connection:
        ((quote_id, name),) = connection.sql(
            "SELECT quote_id, speaker_name FROM quotes WHERE speaker_name IS NOT NULL ORDER BY 1 LIMIT 1"
        ).fetchall()
    path = tmp_path / "corrections.csv"
    path.write_text(f"id,column,value\n{quote_id},speaker_name,Somebody Else\n", encoding="utf-8")
    right = f"SELECT count(*) FROM quotes WHERE quote_id = '{quote_id}' AND speaker_name = 'Somebody Else' AND speaker_method = 'corrected'"
    assert daily(replace(place, corrections=str(path))).is_new
    assert count(place.warehouse, right) == 1
    assert name != "Somebody Else"
    assert not daily(place).is_new
    (Path(place.raw[0]) / "more.jsonl").write_text(json.dumps(MORE), encoding="utf-8")
    assert daily(place).is_new
    assert count(place.warehouse, right) == 1


def test_owners_are_published_and_hold(place: Settings, tmp_path: Path) -> None:
    """Who owns which outlet makes a run of its own, without a new document, and stays."""
    daily(place)
    path = tmp_path / "owners.csv"
    path.write_text("outlet,owner\nHarbour Post,Ink Ltd\nFjord Weekly,Ink Ltd\n", encoding="utf-8")
    owned = "SELECT count(*) FROM mart.dim_outlets WHERE owner_name = 'Ink Ltd'"
    assert daily(replace(place, owners=str(path))).is_new
    assert count(place.warehouse, owned) == 2
    assert not daily(place).is_new
    assert count(place.warehouse, owned) == 2


def test_daily_publishes_then_has_nothing_to_do_then_takes_only_what_is_new(place: Settings, undisturbed: Marts) -> None:
    """Running twice changes nothing and says so; a new file costs a new batch alone."""
    first = daily(place)
    assert first.is_new
    assert [s.stage for s in first.stages] == ["ingest", "clean", "deduplicate", "enrich", "model", "publish"]
    assert count(place.warehouse, "SELECT count(*) FROM articles") == len(BRIEFS)
    assert count(place.warehouse, "SELECT count(*) FROM ops.quarantine") == 1
    assert count(place.warehouse, "SELECT count(*) FROM ops.stage_runs WHERE rows_in <> rows_out + rows_rejected + rows_merged") == 0
    before = marts(place.warehouse)

    assert before == undisturbed

    again = daily(place)
    assert not again.is_new
    assert marts(place.warehouse) == before

    (Path(place.raw[0]) / "more.jsonl").write_text(json.dumps(MORE), encoding="utf-8")
    third = daily(place)
    assert third.is_new
    assert third.stages[0].counts[0].rows_in == 1
    assert count(place.warehouse, "SELECT count(*) FROM articles") == len(BRIEFS) + 1
    assert count(place.warehouse, "SELECT count(*) FROM ops.snapshots") == 2


def test_stages_alone_come_to_the_same_bytes_as_daily(place: Settings, undisturbed: Marts) -> None:
    """Each flow works by itself, on another runner too."""
    alone = replace(place, task_runner="threads", workers=2)
    for stage in (ingest, clean, deduplicate, enrich, model, publish):
        report = stage(alone)
        assert not report.is_idle
    assert marts(alone.warehouse) == undisturbed


def test_a_process_pool_gives_what_one_process_gives(place: Settings, tmp_path: Path) -> None:
    """Two batches on two processes, against the same batches in line."""
    small = replace(place, batch_documents=2)
    pooled = replace(small, warehouse=str(tmp_path / "pooled"), task_runner="processes", workers=2)
    daily(small)
    daily(pooled)
    assert marts(pooled.warehouse) == marts(small.warehouse)


def test_a_stage_out_of_turn_says_what_is_missing(place: Settings) -> None:
    """Model and publish refuse to work on half of what is on record."""
    ingest(place)
    with pytest.raises(OnrecordError, match="clean"):
        model(place)
    with pytest.raises(OnrecordError, match="model"):
        publish(place)


def test_backfill_takes_the_days_folders(place: Settings, tmp_path: Path) -> None:
    """Raw folders named by day, those that exist, in one publication."""
    for day in ("2024-03-05", "2024-03-07"):
        folder = tmp_path / "days" / day
        folder.mkdir(parents=True)
        (folder / "a.jsonl").write_text(json.dumps(MORE | {"id": day, "text": f"On {day} it rained."}), encoding="utf-8")
    days = replace(place, raw=(str(tmp_path / "days"),), warehouse=str(tmp_path / "filled"))
    backfill(days, date(2024, 3, 5), date(2024, 3, 6))
    assert count(days.warehouse, "SELECT count(*) FROM articles") == 1
    with pytest.raises(UsageError, match="before it begins"):
        backfill(days, date(2024, 3, 6), date(2024, 3, 5))
    with pytest.raises(UsageError, match="No raw folder"):
        backfill(days, date(2020, 1, 1), date(2020, 1, 2))
