"""Retention: what is older than the settings keep leaves the warehouse; the ledger and the history of runs stay for ever.

The ledger still knows the documents of a batch that left, so they are not taken in again. A batch has left when its documents have: that
partition goes first, and what a kill left of the batch goes on the next run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from onrecord.schema.tables import TABLES
from onrecord.settings import Settings
from onrecord.stages import STAGES
from onrecord.warehouse.workspace import Workspace

LEDGER = "source_files"
# A batch's tables, in the order in which they leave.
OF_A_BATCH = tuple(
    name for name in ("documents", *(n for s in STAGES.values() for n in s.tables_out)) if TABLES[name].per_batch and name != LEDGER
)


def outdated_batches(work: Workspace, settings: Settings, now: datetime | None = None) -> list[str]:
    """Batches that were published longer ago than the settings keep, sorted. `now` is UTC without a zone, the clock's by default."""
    old = _published_before(work, settings.keep_batch_days, now)
    return sorted(old.intersection(work.stages.batches("documents")))


def outdated_rejections(work: Workspace, settings: Settings, now: datetime | None = None) -> list[str]:
    """Batches whose rows set aside are older than the settings keep; those of the run at hand stay, since it is counted by them."""
    old = _published_before(work, settings.keep_rejected_days, now)
    set_aside = {batch for stage in STAGES for batch in work.rejected.batches(stage)}
    return sorted(set_aside.intersection(old).difference(work.new_batches()))


def _published_before(work: Workspace, days: int, now: datetime | None) -> set[str]:
    moment = now or datetime.now(UTC).replace(tzinfo=None)
    return {batch for batch, when in published_times(work).items() if days and when < moment - timedelta(days=days)}


def published_times(work: Workspace) -> Mapping[str, datetime]:
    """When each batch was first published, by the history of runs."""
    live = work.stages.read("snapshots", names=["run_id", "went_live_at"]).to_pylist()
    went_live = {row["run_id"]: row["went_live_at"] for row in live}
    taken = work.stages.read("run_batches", names=["batch_id", "run_id"]).to_pylist()
    return {row["batch_id"]: went_live[row["run_id"]] for row in taken if row["run_id"] in went_live}


def drop_batches(work: Workspace, batches: Sequence[str]) -> None:
    """Takes batches away with all that was made of them, and what an earlier call that was cut short left of one."""
    for batch in batches:
        work.stages.drop("documents", batch)
    gone = set(work.without_documents())
    for name in OF_A_BATCH:
        for batch in gone.intersection(work.stages.batches(name)):
            work.stages.drop(name, batch)
    drop_rejections(work, sorted(gone))


def drop_rejections(work: Workspace, batches: Sequence[str]) -> None:
    """Takes away what was set aside of some batches."""
    for stage in STAGES:
        for batch in set(batches).intersection(work.rejected.batches(stage)):
            work.rejected.drop(stage, batch)
