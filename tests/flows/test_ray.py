"""The same bytes from a Ray cluster that runs already; skipped where Ray is not installed (`pip install onrecord[ray]`)."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from flows.daily import daily
from onrecord.settings import Settings
from tests.flows.conftest import marts

ray = pytest.importorskip("ray", reason="Ray is an extra that the lock leaves out: it takes 240 MB")
ADDRESS = "127.0.0.1:36399"


@pytest.fixture
def cluster() -> Iterator[str]:
    """A head with two processors, started as an operator does, in its own processes."""
    script = "from ray.scripts.scripts import main; main()"
    command = [sys.executable, "-c", script]
    host, _, port = ADDRESS.partition(":")
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with tempfile.TemporaryDirectory() as folder:  # one of its own: names of sockets must be short
        start = ["start", "--head", f"--node-ip-address={host}", f"--port={port}", "--num-cpus=2", f"--temp-dir={folder}"]
        subprocess.run([*command, *start, "--include-dashboard=false", "--disable-usage-stats"], check=True, **silent)
        try:
            yield ADDRESS
        finally:
            ray.shutdown()
            subprocess.run([*command, "stop", "--force"], check=True, **silent)


def test_a_cluster_gives_what_one_process_gives(place: Settings, tmp_path: Path, cluster: str) -> None:
    """Batches are coded by the cluster's processes: the marts are the same, byte by byte."""
    small = replace(place, batch_documents=1)
    daily(small)
    on_cluster = replace(small, warehouse=str(tmp_path / "cluster"), task_runner=f"ray:{cluster}")
    daily(on_cluster)
    assert marts(on_cluster.warehouse) == marts(small.warehouse)
