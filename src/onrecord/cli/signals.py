"""Signals that end a command: Ctrl-C and the end of a service, heeded in the same orderly way."""

from __future__ import annotations

import signal

# Signals that this process was sent, the last one last.
received: list[int] = []


def heed_signals() -> None:
    """Has both signals stop the command."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _heed)


def stop_if_asked() -> None:
    """Stops where a signal was sent: Python drops an exception that meets a callback, so it is raised again at the next step.

    Raises:
        KeyboardInterrupt: if there was one.
    """
    if received:
        raise KeyboardInterrupt


def _heed(number: int, _frame: object) -> None:
    received.append(number)
    raise KeyboardInterrupt
