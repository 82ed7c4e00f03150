"""One writer at a time: an OS lock beside the warehouse, which ends with the process that holds it, however that ends."""

from __future__ import annotations

import fcntl
import json
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from onrecord.errors import LockedError, OnrecordError


@dataclass(slots=True)
class _Held:
    """A lock that this process holds, and how often it was asked for."""

    handle: int
    depth: int = 1


_held: dict[Path, _Held] = {}
_guard = threading.Lock()


def lock_file(warehouse: Path) -> Path:
    """The lock's file: `<warehouse>.lock` beside the warehouse."""
    whole = warehouse.resolve()
    return whole.with_name(whole.name + ".lock")


@contextmanager
def write_lock(path: Path) -> Iterator[None]:
    """Holds the lock of the warehouse at `path`; within one process it may be taken again while it is held.

    Raises:
        LockedError: if another process holds it; the message names the holder.
        OnrecordError: if the place cannot be written.
    """
    file = lock_file(path)
    _take(file)
    try:
        yield
    finally:
        _give_back(file)


def lock_holder(warehouse: Path) -> dict[str, object] | None:
    """Who holds the lock (pid, host, started_at), or None when it is free."""
    file = lock_file(warehouse)
    if file in _held:
        return _read_holder(file)
    try:
        handle = os.open(file, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _read_holder(file)
    finally:
        os.close(handle)
    return None


def _take(file: Path) -> None:
    with _guard:
        held = _held.get(file)
        if held:
            held.depth += 1
            return
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            told = f"The warehouse {str(file).removesuffix('.lock')} cannot be written ({error.strerror})"
            raise OnrecordError(f"{told}; name a folder that can be with --warehouse.") from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            raise LockedError(_locked(file)) from None
        holder = {"pid": os.getpid(), "host": socket.gethostname(), "started_at": datetime.now(UTC).isoformat(timespec="seconds")}
        os.ftruncate(handle, 0)
        os.write(handle, json.dumps(holder).encode())
        _held[file] = _Held(handle)


def _give_back(file: Path) -> None:
    """The file stays, emptied: to remove it would let two processes lock two files of one name."""
    with _guard:
        held = _held[file]
        held.depth -= 1
        if not held.depth:
            del _held[file]
            os.ftruncate(held.handle, 0)
            os.close(held.handle)


def _read_holder(file: Path) -> dict[str, object]:
    try:
        holder = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):  # taken a moment ago and not yet written
        return {}
    return holder if isinstance(holder, dict) else {}


def _locked(file: Path) -> str:
    holder = _read_holder(file)
    pid, host, start = holder.get("pid", "unknown"), holder.get("host", "an unknown host"), holder.get("started_at", "a moment ago")
    return (
        f"Another run is writing {str(file).removesuffix('.lock')}: process {pid} on {host}, since {start}. "
        "Wait for it to end, or end it; a lock never outlives its process."
    )
