"""The tasks that all stages share: drafting batches on the runner that the settings choose, the gate, and the stage table.

A task handles a batch, never an article, and passes ids and paths, never texts: the partitions on disk are the checkpoints.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

import pyarrow as pa
from prefect import flow, task
from prefect.artifacts import create_table_artifact
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from expectations.gate import Gate, check_rows
from expectations.suite import StageData
from flows.pool import worker_pool
from flows.progress import listener
from flows.report import StageReport
from flows.retries import ON_IO
from onrecord.batches import draft_batch, parser_of
from onrecord.errors import QualityError, UsageError
from onrecord.schema.tables import TABLES
from onrecord.settings import Settings
from onrecord.stages import STAGES, StageOutput
from onrecord.warehouse.accounting import stage_counts, state_counts
from onrecord.warehouse.checkout import checked_out
from onrecord.warehouse.lock import write_lock
from onrecord.warehouse.manifest import stop_if_foreign
from onrecord.warehouse.publish import finish_publication
from onrecord.warehouse.workspace import Workspace

# Batches that are drafted before they are gated together: a kill costs at most a wave, a gate's start-up is paid once a wave.
WAVE = 16
# One label for every validation: the Data Docs show the last run, the history stands in ops.check_results.
RUN_LABEL = "last run"
Tables = Mapping[str, pa.Table] | Iterable[tuple[str, pa.Table]]  # by name, or one after the other


@contextmanager
def whole_run(settings: Settings) -> Iterator[Workspace]:
    """The workspace of several stages under one lock, once what cannot work was told and what a killed run left was tidied up."""
    parser_of(settings)  # one that cannot be loaded is told before any work is done
    with write_lock(settings.warehouse_path), checked_out(settings):
        stop_if_foreign(settings.warehouse_path)
        work = Workspace(settings.warehouse_path)
        work.sweep()
        finish_publication(work.warehouse)
        yield work


@contextmanager
def stage_run(stage: str, settings: Settings) -> Iterator[tuple[Workspace, StageReport]]:
    """The workspace under the warehouse's lock, and the report of one stage; however it ends, its checks and counts are noted."""
    report = StageReport(stage)
    began = time.perf_counter()
    with write_lock(settings.warehouse_path), checked_out(settings):
        stop_if_foreign(settings.warehouse_path)
        work = Workspace(settings.warehouse_path)
        finish_publication(work.warehouse)
        listener().began(stage)
        try:
            yield work, report
        finally:
            report.seconds = time.perf_counter() - began
            note_stage(work, report)
            listener().ended(report)
    create_table_artifact(key=f"stage-{stage}", table=[report.row()], description=f"What came of the stage {stage}.")


def note_stage(work: Workspace, report: StageReport) -> None:
    """Writes the stage's counts and checks below the run's id, for the tables of `ops`.

    A stage that goes on where a run before was cut short keeps what was noted then, but for what it counted or checked anew.
    """
    run_id = work.run_id()
    partition = f"{run_id}.{report.stage}"
    if not report.is_idle or not work.stages.has("stage_runs", partition):
        work.stages.write("stage_runs", partition, TABLES["stage_runs"].from_rows(count_rows(run_id, report)))
    noted = work.stages.read("check_results", [partition] if work.stages.has("check_results", partition) else []).to_pylist()
    checks = {(row["table_name"], row["check_name"]): row for row in (*noted, *check_rows(run_id, report.checks))}
    work.stages.write("check_results", partition, TABLES["check_results"].from_rows(list(checks.values())))


def count_rows(run_id: str, report: StageReport) -> list[dict[str, object]]:
    """The report's counts as rows of stage_runs."""
    return [{"run_id": run_id, "seconds": round(report.seconds, 3), **asdict(count)} for count in report.counts]


def run_batches(stage: str, work: Workspace, settings: Settings, report: StageReport) -> None:
    """Drafts every pending batch of a stage, gates the drafts wave by wave and puts what passed into place."""
    batches = work.pending(stage)
    report.batches = len(batches)
    listener().expects(len(batches))
    for first in range(0, len(batches), WAVE):
        wave = batches[first : first + WAVE]
        draft_batches(stage, wave, settings)
        gate_and_commit(stage, wave, work, report)
    count_stage(stage, work, report)


def count_stage(stage: str, work: Workspace, report: StageReport) -> None:
    """Counts, on disk, what became of every row of the run's batches, and checks that none was lost."""
    report.counts = stage_counts(work, stage, work.new_batches())
    report.checks += Gate(work.warehouse, RUN_LABEL).check_counts(stage, report.counts)
    stop_if_critical(stage, report)


def draft_batches(stage: str, batches: Sequence[str], settings: Settings) -> None:
    """Drafts batches on the runner of the settings."""
    kind, runner = choose_runner(settings, len(batches))
    if runner is not None:
        mapped = flow(name=f"{stage}-batches", task_runner=runner)(_map_batches)
        mapped(stage, list(batches), settings)
    elif kind == "processes":
        draft_in_processes(stage, list(batches), settings)
    else:
        for batch in batches:
            draft_one(stage, batch, settings)


@task(name="draft-batch", task_run_name="{stage} {batch_id}", persist_result=False, **ON_IO)
def draft_one(stage: str, batch_id: str, settings: Settings) -> str:
    """One batch through one stage."""
    done = draft_batch(stage, batch_id, settings)
    listener().advanced(1)
    return done


@task(name="draft-batches-in-processes", task_run_name="{stage}", persist_result=False, **ON_IO)
def draft_in_processes(stage: str, batches: list[str], settings: Settings) -> int:
    """Every batch on a pool of plain processes.

    Prefect's own process runner costs several CPU seconds a worker, since each imports Prefect; these import the domain alone.
    """
    with worker_pool(min(settings.worker_count, len(batches))) as pool:
        count = 0
        for _ in pool.map(draft_batch, [stage] * len(batches), batches, [settings] * len(batches)):
            listener().advanced(1)
            count += 1
        return count


def _map_batches(stage: str, batches: list[str], settings: Settings) -> int:
    """Every batch as a task of its own, on the task runner of the flow around it."""
    return len([future.result() for future in draft_one.map([stage] * len(batches), batches, [settings] * len(batches))])


def choose_runner(settings: Settings, batches: int) -> tuple[str, TaskRunner[Any] | None]:
    """The kind of runner, and Prefect's runner where it is one of Prefect's.

    Raises:
        UsageError: for an unknown runner, or one whose package is not installed.
    """
    kind, _, address = settings.task_runner.partition(":")
    if kind == "auto":
        kind = "processes" if batches > 1 and settings.worker_count > 1 else "inline"
    if kind in {"inline", "processes"}:
        return kind, None
    if kind == "threads":
        return kind, ThreadPoolTaskRunner(max_workers=settings.worker_count)
    if kind in {"dask", "ray"}:
        return kind, _cluster_runner(kind, address)
    raise UsageError(
        f"Unknown task_runner {settings.task_runner!r}; known are auto, inline, processes, threads, dask:ADDRESS and ray:ADDRESS."
    )


def _cluster_runner(kind: str, address: str) -> TaskRunner[Any]:
    """Prefect's runner for an existing cluster."""
    names = {"dask": ("prefect_dask", "DaskTaskRunner"), "ray": ("prefect_ray", "RayTaskRunner")}
    module, name = names[kind]
    if not address:
        raise UsageError(f"The task_runner {kind} wants the address of a cluster: {kind}:ADDRESS.")
    try:
        runner = getattr(__import__(module), name)
    except ImportError as error:
        raise UsageError(f"The task_runner {kind} needs the package {module.replace('_', '-')}, which is not installed here.") from error
    made: TaskRunner[Any] = runner(address=address)
    return made


def gate_and_commit(stage: str, batches: Sequence[str], work: Workspace, report: StageReport) -> None:
    """Checks the drafts of the batches; puts what passed into place, or stops.

    Raises:
        QualityError: if a critical check failed; nothing is put into place then.
    """
    gate = Gate(work.warehouse, RUN_LABEL)
    by_batch = [name for name in STAGES[stage].tables_out if TABLES[name].per_batch]
    checked = gate.check_stage(stage, StageData(work.drafts, work.stages, tuple(batches)), by_batch)
    report.checks += checked.results
    stop_if_critical(stage, report)
    for batch in batches:
        work.commit(stage, batch, checked.failed(), checked.reasons())


def commit_state(stage: str, run_id: str, tables: Tables, work: Workspace, report: StageReport) -> None:
    """Drafts tables that hold the state over all batches as they come, checks them, puts them into place and counts them.

    Raises:
        QualityError: if a critical check failed; nothing is put into place then, or the counts do not add up.
    """
    commit_tables(stage, run_id, tables, work, report)
    report.counts = state_counts(work, stage, run_id)
    report.checks += Gate(work.warehouse, RUN_LABEL).check_counts(stage, report.counts)
    stop_if_critical(stage, report)


def commit_tables(stage: str, run_id: str, tables: Tables, work: Workspace, report: StageReport) -> None:
    """Drafts tables that hold the state over all batches as they come, checks them and puts them into place under the run's id.

    Raises:
        QualityError: if a critical check failed; nothing is put into place then.
    """
    names = []
    for name, table in tables.items() if isinstance(tables, Mapping) else tables:
        work.write_draft(stage, run_id, StageOutput({name: table}))
        names.append(name)
    checked = Gate(work.warehouse, RUN_LABEL).check_stage(stage, StageData(work.drafts, work.stages, (run_id,)), names)
    report.checks += checked.results
    stop_if_critical(stage, report)
    work.commit(stage, run_id, checked.failed(), checked.reasons())


def stop_if_critical(stage: str, report: StageReport) -> None:
    """Raises what a critical check that failed must raise, in words."""
    stops = [c for c in report.checks if c.stops]
    if stops:
        told = "; ".join(f"{c.table_name}: {c.check_text} {c.rows_failed} of {c.rows_checked} rows failed ({c.sample_text})" for c in stops)
        raise QualityError(f"The stage {stage} failed a critical check, so nothing is published and the last snapshot stays live. {told}")
