"""A limit of computing time for one document, so that none of them, however odd, holds up a run."""

from __future__ import annotations

import ctypes
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

AGAIN = 1.0  # seconds until a document that swallowed the error is told again


class TooSlowError(BaseException):
    """A document took longer than the limit. No `Exception`, so that no reader takes it for an error of its own and goes on."""

    def __init__(self, seconds: float = 0) -> None:
        super().__init__(f"more than {seconds:g} s of computing" if seconds else "longer than the limit")


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Breaks off what takes longer inside; 0 sets no limit.

    In a process's main thread the time is that of computing (a loaded machine does not shorten it), and regular expressions are
    broken off too. In other threads, and where the system has no such timer, it is the time of the clock, looked at between two
    steps of Python.

    Raises:
        TooSlowError: when the time is over.
    """
    if seconds <= 0:
        yield
    elif threading.current_thread() is threading.main_thread() and hasattr(signal, "ITIMER_VIRTUAL"):
        with _timer(seconds):
            yield
    else:
        with _watch(seconds):
            yield


@contextmanager
def _timer(seconds: float) -> Iterator[None]:
    """The limit by a timer of the process, whose signal Python looks at even inside a regular expression."""

    def tell(*_: object) -> None:
        raise TooSlowError(seconds)

    before = signal.signal(signal.SIGVTALRM, tell)
    try:
        try:
            signal.setitimer(signal.ITIMER_VIRTUAL, seconds, AGAIN)
            yield
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    finally:  # once more, if the time was over right before the line above
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@contextmanager
def _watch(seconds: float) -> Iterator[None]:
    """The limit by another thread, which has the error raised in this one."""
    own, is_done, is_told, lock = threading.get_ident(), False, False, threading.Lock()

    def tell() -> None:
        nonlocal is_told
        with lock:
            if not is_done:
                is_told = True
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(own), ctypes.py_object(TooSlowError))

    watch = threading.Timer(seconds, tell)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        with lock:
            is_done = True
        watch.cancel()
        if is_told:  # perhaps a moment too late, when nothing waits for the error any more
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(own), None)
