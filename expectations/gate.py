"""The gate: a stage's suites applied to what it wants to hand on, by Great Expectations on frames of the checked columns."""

from __future__ import annotations

import importlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from expectations.suite import StageData, Suite
from expectations.vocabulary import Expectation
from onrecord.schema.tables import TABLES
from onrecord.warehouse.workspace import TableCount

os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")  # Great Expectations reads it when it is imported

import great_expectations as gx
import great_expectations.expectations as gxe
from great_expectations.core.run_identifier import RunIdentifier
from great_expectations.data_context.types.base import DataContextConfig, InMemoryStoreBackendDefaults

SAMPLE = 5
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
CORE: dict[str, Any] = {
    "unique": gxe.ExpectColumnValuesToBeUnique,
    "filled": gxe.ExpectColumnValuesToNotBeNull,
    "share_filled": gxe.ExpectColumnValuesToNotBeNull,
    "in_set": gxe.ExpectColumnValuesToBeInSet,
    "holds": gxe.ExpectColumnValuesToBeInSet,
    "between": gxe.ExpectColumnValuesToBeBetween,
    "no_match": gxe.ExpectColumnValuesToNotMatchRegex,
}


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
        self.context = _context(self.folder, self.docs)

    def check_stage(self, stage: str, data: StageData) -> GateReport:
        """Applies the suites of `expectations/<stage>.py`."""
        report = GateReport()
        suites: list[Suite] = importlib.import_module(f"expectations.{stage}").suites()
        for suite in suites:
            report.results += self.check(stage, suite, data)
        return report

    def check_counts(self, stage: str, counts: Sequence[TableCount]) -> list[CheckResult]:
        """Applies the law that no row is lost, and that few are set aside."""
        frame = pd.DataFrame([{"table_name": c.table_name, "rows_are_conserved": is_conserved(c)} for c in counts])
        results = self._validate(stage, "stage_runs", [CONSERVATION], frame, "table_name")
        if stage in FEW and counts:
            wanted, share = FEW[stage]
            main = counts[0]
            kept = main.rows_rejected <= max(ALWAYS_FEW, share * main.rows_in)
            results += self._validate(
                stage, "stage_counts", [wanted], pd.DataFrame([{"table_name": main.table_name, "most_are_kept": kept}]), "table_name"
            )
        return results

    def check(self, stage: str, suite: Suite, data: StageData) -> list[CheckResult]:
        """Applies one suite."""
        frame = data.read(suite.table, suite.names).to_pandas()
        checked = suite.frame(frame, data) if suite.frame else frame
        return self._validate(stage, suite.table, suite.expectations, checked, TABLES[suite.table].key[-1])

    def write_docs(self) -> Path:
        """Builds the Data Docs of the validations kept, and hands back their first page."""
        self.context.build_data_docs()
        return self.docs / "index.html"

    def _validate(self, stage: str, table: str, wanted: Sequence[Expectation], frame: pd.DataFrame, key: str) -> list[CheckResult]:
        name = f"{stage}.{table}"
        asset = self.context.data_sources.add_or_update_pandas(name).add_dataframe_asset(table)
        batch = asset.add_batch_definition_whole_dataframe("all")
        suite = self.context.suites.add_or_update(gx.ExpectationSuite(name=name, expectations=[core(e) for e in wanted]))
        validation = self.context.validation_definitions.add_or_update(gx.ValidationDefinition(name=name, data=batch, suite=suite))
        index = [key] if key in frame.columns else []
        checkpoint = gx.Checkpoint(
            name=name,
            validation_definitions=[validation],
            actions=[],
            result_format={"result_format": "COMPLETE", "unexpected_index_column_names": index, "return_unexpected_index_query": False},
        )
        run = RunIdentifier(run_name=self.run_label, run_time=datetime.now(UTC))
        outcome = self.context.checkpoints.add_or_update(checkpoint).run(batch_parameters={"dataframe": frame}, run_id=run)
        (validated,) = outcome.run_results.values()
        by_name = {r.expectation_config.meta["name"]: r for r in validated.results}
        return [_result(stage, table, e, by_name[e.name], key, len(frame)) for e in wanted]


def core(wanted: Expectation) -> Any:
    """Great Expectations' own expectation that tests the domain's."""
    return CORE[wanted.kind](
        column=wanted.column,
        severity=wanted.severity,
        description=wanted.sentence,
        meta={"name": wanted.name, "sets_aside": wanted.sets_aside},
        **wanted.options,
    )


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
    ids = tuple(dict.fromkeys(str(entry[key]) for entry in listed if isinstance(entry, dict) and key in entry))
    failed = int(detail.get("unexpected_count") or 0)
    sample = ", ".join(ids[:SAMPLE]) or ", ".join(str(v) for v in (detail.get("partial_unexpected_list") or [])[:SAMPLE])
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


def _context(folder: Path, docs: Path) -> Any:
    """A context of Great Expectations that keeps suites and validations in the folder, and nothing anywhere else."""

    def store(kind: str, where: str) -> dict[str, Any]:
        backend = {"class_name": "TupleFilesystemStoreBackend", "base_directory": str((folder / where).resolve())}
        return {"class_name": kind, "store_backend": backend}

    config = DataContextConfig(store_backend_defaults=InMemoryStoreBackendDefaults(), analytics_enabled=False)
    config.stores["expectations_store"] = store("ExpectationsStore", "suites")
    config.stores["validation_results_store"] = store("ValidationResultsStore", "results")
    site = {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(docs.resolve())}
    config.data_docs_sites = {
        "onrecord": {
            "class_name": "SiteBuilder",
            "show_how_to_buttons": False,
            "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
            "store_backend": site,
        }
    }
    context = gx.get_context(mode="ephemeral", project_config=config)
    context.variables.progress_bars = {"globally": False}
    return context
