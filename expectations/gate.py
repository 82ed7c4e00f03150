"""The gate: a stage's suites applied to what it wants to hand on, by Great Expectations on frames of the checked columns."""

from __future__ import annotations

import importlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from expectations.suite import StageData, Suite
from expectations.vocabulary import Expectation
from onrecord.schema.tables import TABLES
from onrecord.warehouse.workspace import TableCount

if TYPE_CHECKING:
    import pandas as pd

    from expectations.engine import Engine

SAMPLE = 5
MOST_ROWS = 500_000
"""Rows of a table that are looked at; of a longer one, stretches of it, spread evenly."""
STRETCHES = 100
CONSERVATION = Expectation(
    "rows_are_conserved",
    "Rows in equal rows out plus rows rejected plus rows merged.",
    "rows_are_conserved",
    "holds",
    options={"value_set": [True]},
)
# An article that cannot be coded is a fault of ours; a page that holds no article is the outlet's.
MOST_ARE_CODED = Expectation(
    "most_articles_are_coded", "At most 1 in 20 articles fails in coding.", "most_are_kept", "holds", options={"value_set": [True]}
)
MOST_ARE_READ = Expectation(
    "most_documents_are_read",
    "At most half of the documents are set aside.",
    "most_are_kept",
    "holds",
    "warning",
    options={"value_set": [True]},
)
FEW = {"clean": (MOST_ARE_READ, 0.5), "enrich": (MOST_ARE_CODED, 0.05)}
ALWAYS_FEW = 2
"""Rows that may always be set aside: in a small batch a share says nothing."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What became of one check; `failed_ids` are the keys of the rows that failed it."""

    stage: str
    table_name: str
    check_name: str
    check_text: str
    severity: str
    is_passed: bool
    rows_checked: int
    rows_failed: int
    sample_text: str | None = None
    sets_aside: bool = False
    failed_ids: tuple[str, ...] = ()

    @property
    def stops(self) -> bool:
        """Whether it stops the publication."""
        return not self.is_passed and self.severity == "critical"


@dataclass(slots=True)
class GateReport:
    """Every check of a stage, and the rows to set aside by table with the sentence they failed."""

    results: list[CheckResult] = field(default_factory=list)

    @property
    def stops(self) -> list[CheckResult]:
        """The critical checks that failed."""
        return [r for r in self.results if r.stops]

    def failed(self) -> dict[str, set[str]]:
        """Keys of the rows to set aside, by table."""
        found: dict[str, set[str]] = {}
        for result in self.results:
            if result.sets_aside and result.failed_ids:
                found.setdefault(result.table_name, set()).update(result.failed_ids)
        return found

    def reasons(self) -> dict[str, str]:
        """The first sentence that each row to set aside failed."""
        found: dict[str, str] = {}
        for result in self.results:
            if result.sets_aside:
                for key in result.failed_ids:
                    found.setdefault(key, f"The row failed a row-level quality check: {result.check_text}")
        return found


class Gate:
    """Applies suites; keeps validations below `<warehouse>/.validations` so that the Data Docs can be built at the end of a run."""

    def __init__(self, warehouse: Path, run_label: str) -> None:
        self.folder = warehouse / ".validations"
        self.docs = warehouse / "docs" / "quality"
        self.run_label = run_label

    @cached_property
    def engine(self) -> Engine:
        """Great Expectations, imported when the first check is made: that takes seconds."""
        return engine_class()(self.folder, self.docs)

    def check_stage(self, stage: str, data: StageData, tables: Collection[str] | None = None) -> GateReport:
        """Applies the suites of `expectations/<stage>.py`, those of some tables if any are named."""
        report = GateReport()
        suites: list[Suite] = importlib.import_module(f"expectations.{stage}").suites()
        for suite in suites:
            if tables is None or suite.table in tables:
                report.results += self.check(stage, suite, data)
        return report

    def check_counts(self, stage: str, counts: Sequence[TableCount]) -> list[CheckResult]:
        """Applies the law that no row is lost, and that few are set aside."""
        import pandas as pd

        rows: list[dict[str, object]] = [{"table_name": c.table_name, "rows_are_conserved": is_conserved(c)} for c in counts]
        wanted = [CONSERVATION]
        if stage in FEW and counts:
            few, share = FEW[stage]
            main = counts[0]
            wanted.append(few)
            for row in rows:
                row[few.column] = row["table_name"] != main.table_name or main.rows_rejected <= max(ALWAYS_FEW, share * main.rows_in)
        frame = pd.DataFrame(rows, columns=["table_name", *(e.column for e in wanted)])
        return self._validate(stage, "stage_runs", wanted, frame, "table_name")

    def check(self, stage: str, suite: Suite, data: StageData) -> list[CheckResult]:
        """Applies one suite; to so many rows at most, which the check's sentence then says."""
        table = data.read(suite.table, suite.names)
        shown = stretches(table, MOST_ROWS)
        frame = shown.to_pandas()
        checked = suite.frame(frame, data) if suite.frame else frame
        results = self._validate(stage, suite.table, suite.expectations, checked, TABLES[suite.table].key[-1])
        if len(shown) == len(table):
            return results
        told = f"(Looked at {len(shown):,} of {len(table):,} rows.)"
        return [replace(result, check_text=f"{result.check_text} {told}") for result in results]

    def write_docs(self) -> Path:
        """Builds the Data Docs of the validations kept, and hands back their first page."""
        self.engine.write_docs()
        return self.docs / "index.html"

    def _validate(self, stage: str, table: str, wanted: Sequence[Expectation], frame: pd.DataFrame, key: str) -> list[CheckResult]:
        outcomes = self.engine.validate(f"{stage}.{table}", wanted, frame, key, self.run_label)
        return [_result(stage, table, e, outcomes[e.name], key, len(frame)) for e in wanted]


def engine_class() -> type[Engine]:
    """What applies expectations; the first call imports Great Expectations."""
    engine: type[Engine] = importlib.import_module("expectations.engine").Engine
    return engine


def stretches(table: pa.Table, most: int) -> pa.Table:
    """A table, or of one with more than `most` rows stretches of the same length, spread evenly from the first row to the last.

    Stretches, since tables are sorted by their keys: rows of one key are seen together or not at all.
    """
    if len(table) <= most:
        return table
    count = min(STRETCHES, most)
    length = most // count
    starts = [at * (len(table) - length) // max(1, count - 1) for at in range(count)]
    return pa.concat_tables([table.slice(start, length) for start in starts])


def is_conserved(count: TableCount) -> bool:
    """Whether no row was lost."""
    return count.rows_in == count.rows_out + count.rows_rejected + count.rows_merged


def check_rows(run_id: str, results: Sequence[CheckResult]) -> list[dict[str, object]]:
    """Results as rows of the table check_results."""
    return [
        {
            "run_id": run_id,
            "stage": r.stage,
            "table_name": r.table_name,
            "check_name": r.check_name,
            "check_text": r.check_text,
            "severity": r.severity,
            "is_passed": r.is_passed,
            "rows_checked": r.rows_checked,
            "rows_failed": r.rows_failed,
            "sample_text": r.sample_text,
        }
        for r in results
    ]


def _result(stage: str, table: str, wanted: Expectation, outcome: Any, key: str, rows: int) -> CheckResult:
    """A check's result as a value; an exception inside Great Expectations is a failure of the check, never a pass."""
    detail: Mapping[str, Any] = outcome.result or {}
    listed = detail.get("unexpected_index_list") or []
    ids = tuple(dict.fromkeys(unescape(str(entry[key])) for entry in listed if isinstance(entry, dict) and key in entry))
    failed = int(detail.get("unexpected_count") or 0)
    sample = ", ".join(ids[:SAMPLE]) or ", ".join(unescape(str(v)) for v in (detail.get("partial_unexpected_list") or [])[:SAMPLE])
    problem = _exception(outcome)
    if problem:
        failed, sample = rows, problem
    return CheckResult(
        stage,
        table,
        wanted.name,
        wanted.sentence,
        wanted.severity,
        bool(outcome.success),
        rows,
        0 if outcome.success and not failed else failed,
        sample or None,
        wanted.sets_aside,
        ids if wanted.sets_aside else (),
    )


def _exception(outcome: Any) -> str | None:
    """Message of an exception that a check ended in."""
    info = outcome.exception_info or {}
    entries = [info] if "raised_exception" in info else list(info.values())
    return next((str(e.get("exception_message")) for e in entries if isinstance(e, dict) and e.get("raised_exception")), None)
