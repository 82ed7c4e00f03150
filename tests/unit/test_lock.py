"""The write lock: one process at a time, as often as it likes, and a message that names who holds it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.errors import LockedError
from onrecord.warehouse.lock import lock_file, lock_holder, write_lock

HOLD = """
import sys
from pathlib import Path
from onrecord.warehouse.lock import write_lock
with write_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_the_same_process_may_take_it_again(tmp_path: Path) -> None:
    """A flow within a flow takes the lock its caller holds, and leaves it held."""
    warehouse = tmp_path / "warehouse"
    with write_lock(warehouse):
        with write_lock(warehouse):
            pass
        holder = lock_holder(warehouse)
        assert holder is not None
        assert holder["pid"] == os.getpid()
    assert lock_holder(warehouse) is None


def test_another_process_is_named_and_its_death_frees_the_lock(tmp_path: Path) -> None:
    """The message has the holder's process and host; a killed holder leaves nothing to clean up."""
    warehouse = tmp_path / "warehouse"
    with subprocess.Popen([sys.executable, "-c", HOLD, str(warehouse)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(LockedError, match=rf"process {other.pid} on \S+, since 20"), write_lock(warehouse):
            pass
        holder = lock_holder(warehouse)
        assert holder is not None
        assert holder["pid"] == other.pid
        other.kill()
    with write_lock(warehouse):
        assert lock_file(warehouse) == tmp_path / "warehouse.lock"


def test_an_error_inside_frees_the_lock(tmp_path: Path) -> None:
    """What goes wrong under the lock does not keep it."""
    with pytest.raises(KeyError), write_lock(tmp_path / "w"):
        raise KeyError
    assert lock_holder(tmp_path / "w") is None
