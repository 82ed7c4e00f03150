"""What a flow tells: a line a stage (in, out, rejected, merged, seconds), the checks, and what came of the run."""

from __future__ import annotations

from dataclasses import dataclass, field

from expectations.gate import CheckResult
from onrecord.warehouse.workspace import TableCount


@dataclass(slots=True)
class StageReport:
    """One stage of a run: `counts` by table, the first of them the stage's main one; `changes` of what is published, in words."""

    stage: str
    counts: list[TableCount] = field(default_factory=list)
    checks: list[CheckResult] = field(default_factory=list)
    seconds: float = 0.0
    batches: int = 0
    changes: list[str] = field(default_factory=list)

    @property
    def is_idle(self) -> bool:
        """Whether there was nothing to do."""
        return not self.batches

    def row(self) -> dict[str, object]:
        """The stage's line."""
        main = self.counts[0] if self.counts else TableCount(self.stage, "", 0, 0)
        return {
            "stage": self.stage,
            "table": main.table_name,
            "rows_in": main.rows_in,
            "rows_out": main.rows_out,
            "rows_rejected": main.rows_rejected,
            "rows_merged": main.rows_merged,
            "seconds": round(self.seconds, 2),
        }


@dataclass(slots=True)
class RunReport:
    """One run: its stages, and whether it published. `is_new` is false when there was nothing to do."""

    run_id: str
    warehouse: str
    stages: list[StageReport] = field(default_factory=list)
    is_new: bool = True

    @property
    def changes(self) -> list[str]:
        """What the new snapshot changed against the one before, in words."""
        return [line for stage in self.stages for line in stage.changes]

    def rows(self) -> list[dict[str, object]]:
        """A line a stage."""
        return [stage.row() for stage in self.stages]

    def warnings(self) -> list[CheckResult]:
        """Checks that failed without stopping the run."""
        return [c for s in self.stages for c in s.checks if not c.is_passed]

    def markdown(self) -> str:
        """The run as a page: a line a stage, what changed, and what was published with a warning."""
        columns = ("stage", "rows_in", "rows_out", "rows_rejected", "rows_merged", "seconds")
        lines = [
            f"# Run {self.run_id}",
            "",
            f"Warehouse `{self.warehouse}`.",
            "",
            f"| {' | '.join(columns)} |",
            "|---" * len(columns) + "|",
        ]
        lines += [f"| {' | '.join(str(row[name]) for name in columns)} |" for row in self.rows()]
        lines += ["", "## What changed", "", *(f"- {line}" for line in self.changes or ["Nothing new."])]
        warned = [f"- {c.table_name}: {c.check_text} {c.rows_failed} of {c.rows_checked} rows failed." for c in self.warnings()]
        return "\n".join([*lines, "", "## Warnings", "", *(warned or ["- None."]), ""])
