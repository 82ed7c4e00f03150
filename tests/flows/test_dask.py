"""The same bytes from a Dask cluster of several processes, with a worker killed in the middle too."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from distributed import LocalCluster

from flows.daily import daily
from onrecord.settings import Settings
from tests.flows.conftest import marts


@pytest.fixture
def cluster() -> Iterator[Any]:
    """Two workers, each a process with a nanny that starts another when it is killed."""
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs="CRITICAL") as found:
        yield found


def test_a_cluster_gives_what_one_process_gives(place: Settings, tmp_path: Path, cluster: Any) -> None:
    """Batches are coded by other processes, one of which is killed: the marts are the same, byte by byte."""
    small = replace(place, batch_documents=1)
    daily(small)
    on_cluster = replace(small, warehouse=str(tmp_path / "cluster"), task_runner=f"dask:{cluster.scheduler_address}")
    stage = tmp_path / "cluster" / "stages" / "articles"
    killed: list[int] = []

    def kill_one() -> None:
        while not stage.exists():
            time.sleep(0.02)
        pid = next(iter(cluster.workers.values())).pid
        os.kill(pid, 9)
        killed.append(pid)

    killer = threading.Thread(target=kill_one, daemon=True)
    killer.start()
    daily(on_cluster)
    killer.join()
    assert killed
    assert marts(on_cluster.warehouse) == marts(small.warehouse)
