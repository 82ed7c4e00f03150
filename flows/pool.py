"""The plain processes that draft batches: started once, kept for all stages that work batch by batch."""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import wait

# Coding makes many small objects and few cycles: looking for cycles at every 700th object costs a tenth of the time.
COLLECT_EVERY = (50_000, 20, 50)

_kept: list[ProcessPoolExecutor] = []
_keeping: list[bool] = []


def begin_work() -> None:
    """What a process of the pool does first: it looks for garbage seldom, and ends with its parent, however that ends.

    Without that, processes of a killed run would wait for work for ever, and might still write what the next run sweeps away.
    """
    collect_seldom()
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def collect_seldom() -> None:
    """Lets this process look for garbage in cycles less often."""
    gc.set_threshold(*COLLECT_EVERY)


@contextmanager
def keeping_workers() -> Iterator[None]:
    """Keeps the pool that is started inside for later stages, up to the end of the block: each start imports the domain anew."""
    _keeping.append(True)
    try:
        yield
    finally:
        _keeping.pop()
        if not _keeping:
            while _kept:
                _kept.pop().shutdown()


@contextmanager
def worker_pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """A pool of processes; one that is kept is used again, unless a process of it was killed: it takes no more work then."""
    if not _keeping:
        with _new_pool(workers) as pool:
            yield pool
        return
    if not _kept:
        _kept.append(_new_pool(workers))
    try:
        yield _kept[0]
    except BrokenExecutor:
        _kept.pop().shutdown()
        raise


def _new_pool(workers: int) -> ProcessPoolExecutor:
    # spawned, not forked: the flows run threads
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"), initializer=begin_work)
