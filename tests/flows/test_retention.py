"""What is older than the settings keep leaves the warehouse; the ledger stays, so nothing comes back."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from flows.daily import daily
from onrecord.settings import Settings
from onrecord.warehouse import retention
from onrecord.warehouse.retention import drop_batches, outdated_batches, outdated_rejections
from onrecord.warehouse.workspace import Workspace
from tests.briefs import MORE
from tests.flows.test_daily import count

Call = Callable[..., tuple[int, str, str]]
LATER = timedelta(days=40)
FAR = datetime.max.replace(tzinfo=UTC).replace(tzinfo=None)


@pytest.fixture
def forty_days_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was published today is forty days old for the policy."""

    class Later(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) + LATER

    monkeypatch.setattr(retention, "datetime", Later)


@pytest.mark.usefixtures("forty_days_later")
def test_old_batches_leave_and_do_not_come_back(on_record: Settings) -> None:
    """The articles of an old batch are gone, the ledger still has their files, and the newer ones stay."""
    files = count(on_record.warehouse, "SELECT count(*) FROM ops.source_files")
    (Path(on_record.raw[0]) / "more.jsonl").write_text(json.dumps(MORE), encoding="utf-8")
    kept = replace(on_record, keep_batch_days=30)
    assert daily(kept).is_new
    assert count(kept.warehouse, "SELECT count(*) FROM articles") == 1
    assert count(kept.warehouse, "SELECT count(*) FROM ops.source_files") == files + 1
    assert count(kept.warehouse, "SELECT count(*) FROM ops.snapshots") == 2
    again = daily(replace(on_record, keep_batch_days=100))
    assert not again.is_new
    assert count(kept.warehouse, "SELECT count(*) FROM articles") == 1


@pytest.mark.usefixtures("forty_days_later")
def test_a_warehouse_may_come_to_hold_nothing(on_record: Settings) -> None:
    """A policy that outlives the last article publishes an empty warehouse, not an error."""
    assert daily(replace(on_record, keep_batch_days=30)).is_new
    assert count(on_record.warehouse, "SELECT count(*) FROM articles") == 0


@pytest.mark.usefixtures("forty_days_later")
def test_rows_set_aside_leave_alone(on_record: Settings, onrecord: Call) -> None:
    """The rows of earlier runs go when a later one has been published; their counts, the articles and the ledger stay."""
    rejected, kept = Path(on_record.warehouse) / "rejected", replace(on_record, keep_rejected_days=30)
    (batch,) = Workspace(Path(on_record.warehouse)).stages.batches("documents")
    articles = count(on_record.warehouse, "SELECT count(*) FROM articles")
    assert not daily(kept).is_new
    assert list(rejected.glob(f"*/batch={batch}"))
    (Path(on_record.raw[0]) / "more.jsonl").write_text(json.dumps(MORE), encoding="utf-8")
    assert daily(kept).is_new
    assert not list(rejected.glob(f"*/batch={batch}"))
    assert count(on_record.warehouse, "SELECT count(*) FROM articles") == articles + 1
    assert count(on_record.warehouse, "SELECT count(*) FROM ops.stage_runs WHERE rows_rejected > 0") == 1
    assert onrecord("doctor", "--warehouse", on_record.warehouse)[0] == 0


def test_nothing_is_outdated_by_default_or_before_its_time(on_record: Settings) -> None:
    """Zero keeps everything; a batch of today is younger than a day."""
    work = Workspace(Path(on_record.warehouse))
    assert not outdated_batches(work, on_record, FAR)
    assert not outdated_rejections(work, on_record, FAR)
    assert not outdated_batches(work, replace(on_record, keep_batch_days=1))


def test_a_pruning_that_was_cut_short_is_finished(on_record: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A batch whose documents are gone is gone; the rest of it goes on the next run."""
    work = Workspace(Path(on_record.warehouse))
    (batch,) = work.stages.batches("documents")
    run = work.run_id()
    with monkeypatch.context() as context:
        context.setattr(retention, "OF_A_BATCH", ())
        drop_batches(work, [batch])
    assert work.stages.batches("articles") == [batch]
    assert work.run_id() != run
    drop_batches(work, [])
    assert not work.stages.batches("articles")
    assert work.stages.batches("source_files") == [batch]
