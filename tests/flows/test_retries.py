"""What is tried again: input and output, and workers that were killed; never what is wrong."""

from __future__ import annotations

import multiprocessing
import threading
import time
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace

import pytest

from flows import retries, tasks
from flows.daily import daily
from flows.retries import may_pass
from onrecord import batches
from onrecord.errors import QualityError, UsageError
from onrecord.settings import Settings
from onrecord.stages import StageOutput
from onrecord.warehouse.workspace import Workspace
from tests.flows.conftest import Marts, marts


@pytest.mark.parametrize(
    ("error", "again"),
    [
        (OSError(5, "Input/output error"), True),
        (ConnectionResetError(104, "Connection reset by peer"), True),
        (BrokenProcessPool(), True),
        (OSError(28, "No space left on device"), False),
        (FileNotFoundError(2, "No such file or directory"), False),
        (UsageError("a wrong setting"), False),
        (QualityError("a failed check"), False),
        (ValueError("a defect"), False),
    ],
)
def test_what_may_pass(error: Exception, again: bool) -> None:
    """A full disk, a missing file, a wrong setting and a defect stay what they are."""
    assert may_pass(error) is again


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No waiting between tries."""
    for name in ("draft_one", "draft_in_processes"):
        patient = getattr(tasks, name)
        monkeypatch.setattr(tasks, name, patient.with_options(retry_delay_seconds=0, retry_jitter_factor=0))


@pytest.mark.usefixtures("quick")
def test_a_moment_without_the_disk_costs_a_retry(place: Settings, undisturbed: Marts, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of input or output that goes away costs no result; one that stays is tried so many times and told."""
    enrich, tries = batches.DRAFTS["enrich"], []

    def failing(work: Workspace, batch_id: str, settings: Settings) -> StageOutput:
        tries.append(batch_id)
        if len(tries) <= allowed:
            raise OSError(5, "Input/output error")
        return enrich(work, batch_id, settings)

    monkeypatch.setitem(batches.DRAFTS, "enrich", failing)
    allowed = 1000
    with pytest.raises(OSError, match="Input/output"):
        daily(place)
    assert len(tries) == 1 + retries.RETRIES
    allowed, tries = 1, []
    daily(place)
    assert len(tries) == 2
    assert marts(place.warehouse) == undisturbed


@pytest.mark.usefixtures("quick")
def test_a_killed_worker_costs_a_retry(place: Settings, undisturbed: Marts) -> None:
    """A process of the pool that is killed in the middle takes no result with it."""
    killed: list[int] = []

    def kill_one() -> None:
        while not killed:
            for worker in multiprocessing.active_children():
                worker.kill()
                killed.append(worker.pid or 0)
                break
            time.sleep(0.01)

    killer = threading.Thread(target=kill_one)
    killer.start()
    daily(replace(place, task_runner="processes", workers=2))
    killer.join()
    assert killed
    assert marts(place.warehouse) == undisturbed
