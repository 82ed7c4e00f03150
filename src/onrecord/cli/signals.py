"""Signals that end a command: Ctrl-C and the end of a service, heeded in the same orderly way.

Python runs a handler between any two steps of the program, so what it raises can meet a place that must not be left in the middle: the
locks of an import (left held, the next import waits for ever) and callbacks of the garbage collector (where the error is printed and
dropped). There the command is told a moment later.
"""

from __future__ import annotations

import signal
import sys
from types import FrameType

AGAIN = 0.05  # seconds until a command that could not be stopped where it was is told again
IMPORTING = "<frozen importlib._bootstrap>"

# Signals that this process was sent, the last one last.
received: list[int] = []


def heed_signals() -> None:
    """Has both signals stop the command; for the main thread."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _heed)
    signal.signal(signal.SIGALRM, _stop)
    sys.unraisablehook = _dropped


def stop_if_asked() -> None:
    """Stops where a signal was sent, but a library took the interruption for an error of its own.

    Raises:
        KeyboardInterrupt: if there was one.
    """
    if received:
        raise KeyboardInterrupt


def _heed(number: int, frame: FrameType | None) -> None:
    received.append(number)
    _stop(number, frame)


def _stop(_number: int, frame: FrameType | None) -> None:
    """Raises the interruption, unless the program is in the middle of an import."""
    while frame is not None:
        if frame.f_code.co_filename == IMPORTING:
            signal.setitimer(signal.ITIMER_REAL, AGAIN)
            return
        frame = frame.f_back
    raise KeyboardInterrupt


def _dropped(unraisable: sys.UnraisableHookArgs) -> None:
    """What a callback raised goes nowhere; an interruption among it comes again."""
    if isinstance(unraisable.exc_value, KeyboardInterrupt):
        signal.setitimer(signal.ITIMER_REAL, AGAIN)
    else:
        sys.__unraisablehook__(unraisable)
