"""The pool of workers."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.pool import keeping_workers, worker_pool


def test_stages_share_a_kept_pool_that_ends_with_its_block() -> None:
    """Inside the block every stage gets the same pool; after it the pool takes no more work."""
    with keeping_workers():
        with worker_pool(1) as first:
            pass
        with worker_pool(2) as second:
            assert second is first
    with pytest.raises(RuntimeError):
        first.submit(int)


def test_a_stage_alone_has_a_pool_of_its_own() -> None:
    """Outside such a block a pool ends with the stage."""
    with worker_pool(1) as alone:
        pass
    with worker_pool(1) as other:
        assert other is not alone
    with pytest.raises(RuntimeError):
        alone.submit(int)


PARENT = """
import os, sys
from flows.pool import worker_pool
if __name__ == "__main__":
    with worker_pool(2) as pool:
        print(*{pool.submit(os.getpid).result() for _ in range(20)}, flush=True)
        os.kill(os.getpid(), 9)
"""


def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    """No process of the pool is left behind, nor writes anything later."""
    script = tmp_path / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    root = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, str(script)], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": root}, timeout=60, check=False
    )
    assert done.returncode == -9
    workers = [int(pid) for pid in done.stdout.split()]
    assert workers
    end = time.monotonic() + 20
    while any(is_alive(pid) for pid in workers):
        assert time.monotonic() < end
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
