"""What a flow tells: a line a stage (in, out, rejected, merged, seconds), the checks, and what came of the run."""

from __future__ import annotations

from dataclasses import dataclass, field

from expectations.gate import CheckResult
from onrecord.warehouse.workspace import TableCount


@dataclass(slots=True)
class StageReport:
    """One stage of a run: `counts` by table, the first of them the stage's main one."""

    stage: str
    counts: list[TableCount] = field(default_factory=list)
    checks: list[CheckResult] = field(default_factory=list)
    seconds: float = 0.0
    batches: int = 0

    @property
    def is_idle(self) -> bool:
        """Whether there was nothing to do."""
        return not self.batches

    def row(self) -> dict[str, object]:
        """The stage's line."""
        main = self.counts[0] if self.counts else TableCount(self.stage, "", 0, 0)
        return {
            "stage": self.stage, "table": main.table_name, "rows_in": main.rows_in, "rows_out": main.rows_out, "rows_rejected": main.rows_rejected,
            "rows_merged": main.rows_merged, "seconds": round(self.seconds, 2),
        }


@dataclass(slots=True)
class RunReport:
    """One run: its stages, and whether it published. `is_new` is false when there was nothing to do."""

    run_id: str
    warehouse: str
    stages: list[StageReport] = field(default_factory=list)
    is_new: bool = True
    changes: list[str] = field(default_factory=list)

    def rows(self) -> list[dict[str, object]]:
        """A line a stage."""
        return [stage.row() for stage in self.stages]

    def warnings(self) -> list[CheckResult]:
        """Checks that failed without stopping the run."""
        return [c for s in self.stages for c in s.checks if not c.is_passed]
