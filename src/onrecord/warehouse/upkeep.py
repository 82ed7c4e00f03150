"""What `doctor` looks at besides a warehouse's files: disk, schedule, ledger, and what retention will take."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pyarrow as pa
from cronsim import CronSim, CronSimError

from onrecord.settings import Settings
from onrecord.warehouse.lock import lock_file, lock_holder
from onrecord.warehouse.retention import outdated_batches, outdated_rejections
from onrecord.warehouse.status import Finding
from onrecord.warehouse.workspace import Workspace

# A publication writes every published table anew beside the old one, and DuckDB may spill while it builds them.
ROOM = 2.0
LEAST_FREE = 1 << 30


def check_upkeep(settings: Settings) -> Iterator[Finding]:
    """Disk, schedule, ledger and retention of the settings' warehouse; nothing is changed by looking."""
    warehouse = settings.warehouse_path
    yield _disk(warehouse)
    yield check_schedule(settings)
    if warehouse.is_dir():
        work = Workspace(warehouse)
        yield _ledger(work)
        yield from _retention(work, settings)


def _disk(warehouse: Path) -> Finding:
    place = next(p for p in (warehouse.resolve(), *warehouse.resolve().parents) if p.exists())
    free = shutil.disk_usage(place).free
    used = sum(p.stat().st_size for p in warehouse.rglob("*") if p.is_file()) if warehouse.is_dir() else 0
    told = f"{_size(free)} free, the warehouse has {_size(used)}"
    if free < max(LEAST_FREE, ROOM * used):
        advice = "a publication may not find room beside the live snapshot; free some, or set keep_batch_days, keep_snapshots"
        return Finding("disk", "warning", f"{told}: {advice}.")
    return Finding("disk", "ok", told)


def _ledger(work: Workspace) -> Finding:
    """The ledger of every place that was read: whether it can be read, names no place twice with one content, and adds up."""
    try:
        rows = work.stages.read("source_files", names=["source_uri", "document_id", "source_status"])
        documents = set(work.stages.read("documents", names=["document_id"])["document_id"].to_pylist())
    except (OSError, pa.ArrowException) as error:
        return Finding("ledger", "problem", f"It cannot be read ({error}); restore {work.stages.root} from a backup.")
    places = Counter(zip(rows["source_uri"].to_pylist(), rows["document_id"].to_pylist(), strict=True))
    twice = [uri for (uri, _), count in places.items() if count > 1]
    if twice:
        return Finding("ledger", "problem", f"{len(twice)} places stand in it twice, {twice[0]} first; restore it from a backup.")
    unknown = documents.difference(rows["document_id"].to_pylist())
    if unknown:
        told = f"{len(unknown)} documents are here that it does not know, {min(unknown)} first"
        return Finding("ledger", "problem", f"{told}; restore {work.stages.root} from a backup.")
    told = ", ".join(f"{count} {name}" for name, count in sorted(Counter(rows["source_status"].to_pylist()).items()))
    gone = work.without_documents()
    left = f"; {len(gone)} of its batches left by the policy of retention" if gone else ""
    return Finding("ledger", "ok", f"{rows.num_rows} places ({told or 'nothing read yet'}){left}")


def _retention(work: Workspace, settings: Settings) -> Iterator[Finding]:
    batches, rejections = len(outdated_batches(work, settings)), len(outdated_rejections(work, settings))
    if batches or rejections:
        told = f"the next run takes away {batches} batches of articles and what was set aside of {rejections}, as the settings say"
        yield Finding("retention", "warning", told)
    else:
        days = {"articles": settings.keep_batch_days, "rows set aside": settings.keep_rejected_days}
        yield Finding("retention", "ok", ", ".join(f"{name} {f'{n} days' if n else 'for ever'}" for name, n in days.items()))


def check_schedule(settings: Settings, now: datetime | None = None) -> Finding:
    """Whether the last run ended after one was last due by the settings' schedule. `now` has a zone; the clock's by default."""
    named = f"'{settings.schedule}' ({settings.timezone})"
    try:
        zone = ZoneInfo(settings.timezone)
        moment = (now or datetime.now(UTC)).astimezone(zone)
        due = next(CronSim(settings.schedule, moment, reverse=True))
        following = next(CronSim(settings.schedule, moment))
    except (ZoneInfoNotFoundError, ValueError):
        return Finding("schedule", "problem", f"The time zone {settings.timezone!r} does not exist; name one like Europe/Madrid.")
    except (CronSimError, StopIteration) as error:
        return Finding("schedule", "problem", f"{named} is no cron expression (minute hour day month weekday): {error}.")
    told = f"{named}: last due {due:%Y-%m-%d %H:%M}, next {following:%Y-%m-%d %H:%M}"
    ended = last_run_ended(settings.warehouse_path)
    if ended is None:
        return Finding("schedule", "ok", f"{told}; no run has ended yet")
    told += f"; the last run ended {ended.astimezone(zone):%Y-%m-%d %H:%M}"
    if ended < due and lock_holder(settings.warehouse_path) is None:
        return Finding(
            "schedule", "warning", f"{told}. Nothing ran when it was due: is `onrecord serve` running, or the Prefect server's worker?"
        )
    return Finding("schedule", "ok", told)


def last_run_ended(warehouse: Path) -> datetime | None:
    """When the last writer gave the warehouse back, whether it found something new or not: its lock is emptied then."""
    file = lock_file(warehouse)
    return datetime.fromtimestamp(file.stat().st_mtime, UTC) if file.exists() else None


def _size(count: float) -> str:
    for unit in ("bytes", "KB", "MB", "GB"):
        if count < 1000:
            return f"{count:.0f} {unit}"
        count /= 1000
    return f"{count:.1f} TB"
