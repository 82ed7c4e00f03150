"""Who is told how far a run is: nobody by default, the command line's progress bars when it asks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from flows.report import StageReport


class Listener(Protocol):
    """What a listener hears; a stage's batches are announced before the first of them is done."""

    def began(self, stage: str) -> None:
        """A stage began."""

    def expects(self, batches: int) -> None:
        """So many batches more are to be done."""

    def advanced(self, batches: int) -> None:
        """So many batches were done."""

    def ended(self, report: StageReport) -> None:
        """A stage ended, well or not."""


class Silent:
    """Hears everything and says nothing."""

    def began(self, stage: str) -> None:
        """Says nothing."""

    def expects(self, batches: int) -> None:
        """Says nothing."""

    def advanced(self, batches: int) -> None:
        """Says nothing."""

    def ended(self, report: StageReport) -> None:
        """Says nothing."""


_listeners: list[Listener] = [Silent()]


def listener() -> Listener:
    """The one who listens now."""
    return _listeners[-1]


@contextmanager
def listening(heard_by: Listener) -> Iterator[None]:
    """Lets somebody listen for a while; flows run in this process, so one place knows them all."""
    _listeners.append(heard_by)
    try:
        yield
    finally:
        _listeners.remove(heard_by)
