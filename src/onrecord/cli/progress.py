"""Progress on stderr: a bar a stage on a terminal, a line a stage elsewhere."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any, Protocol

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from onrecord.cli.console import console, say
from onrecord.cli.signals import stop_if_asked


class StageLine(Protocol):
    """What a stage tells when it has ended."""

    stage: str
    seconds: float

    def row(self) -> dict[str, Any]:
        """Its counts."""


class Bars:
    """Listens to a run and shows how far it is."""

    def __init__(self) -> None:
        self.is_live = sys.stderr.isatty()
        self.progress = Progress(
            TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn(), TextColumn("batches"), TimeElapsedColumn(),
            console=console(to_stderr=True), disable=not self.is_live,
        )  # fmt: skip
        self.stage: TaskID | None = None

    def __enter__(self) -> Bars:
        self.progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.progress.stop()

    def began(self, stage: str) -> None:
        """Starts the stage's bar."""
        stop_if_asked()
        self.stage = self.progress.add_task(stage, total=None)

    def expects(self, batches: int) -> None:
        """Lengthens the bar."""
        if self.stage is not None:
            known = self.progress.tasks[self.stage].total
            self.progress.update(self.stage, total=(known or 0) + batches)

    def advanced(self, batches: int) -> None:
        """Moves the bar."""
        stop_if_asked()
        if self.stage is not None:
            self.progress.advance(self.stage, batches)

    def ended(self, report: StageLine) -> None:
        """Fills the bar, or says the stage's line."""
        if self.stage is not None:
            task = self.progress.tasks[self.stage]
            self.progress.update(self.stage, total=task.total or 1, completed=task.total or 1)
        if not self.is_live:
            row = report.row()
            counts = ", ".join(f"{row[f'rows_{kind}']} {kind}" for kind in ("in", "out", "rejected", "merged"))
            say(f"{report.stage}: {counts}, {row['seconds']:.1f} s")
