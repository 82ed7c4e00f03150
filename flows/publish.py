"""The stage publish: the SQL models built and tested in a work file, compared with the live snapshot, and put in its place."""

import time
from dataclasses import asdict

from prefect import flow

from expectations.gate import CheckResult, Gate
from flows.report import StageReport
from flows.tasks import RUN_LABEL, note_stage, stage_run, stop_if_critical
from onrecord.errors import OnrecordError
from onrecord.settings import Settings
from onrecord.warehouse.build import Build, build_audit, build_models, open_build
from onrecord.warehouse.kept import forget_old
from onrecord.warehouse.publish import publish_build
from onrecord.warehouse.retention import drop_rejections, outdated_rejections
from onrecord.warehouse.snapshot import describe_snapshot, is_published, published_counts
from onrecord.warehouse.sql_folder import sql_folder
from onrecord.warehouse.sql_tests import run_tests
from onrecord.warehouse.workspace import Workspace


@flow(name="publish")
def publish(settings: Settings) -> StageReport:
    """Publishes what the stages before made, if their tables pass the SQL tests; else the last snapshot stays live.

    Raises:
        OnrecordError: if the stage model has not seen the newest articles.
        QualityError: if a critical check failed; nothing is published then.
    """
    with stage_run("publish", settings) as (work, report):
        run_id = work.run_id()
        if not work.stages.has("actors", run_id):
            raise OnrecordError("The stage model has not seen the newest articles. Run it first, or `onrecord run` for all.")
        if is_published(work.warehouse, run_id, sql_folder()):
            work.forget_states(keep=run_id)
            return report
        report.batches = 1
        drop_rejections(work, outdated_rejections(work, settings))
        began = time.perf_counter()
        with open_build(work.warehouse, run_id, settings.memory_limit) as build:
            build_models(build)
            check_build(build, work, report)
            report.seconds = time.perf_counter() - began
            note_stage(work, report)
            snapshot = describe_snapshot(build)
            build_audit(build, snapshot.tables)
            publish_build(build, snapshot)
            forget_old(work.warehouse, settings.keep_snapshots)
        report.changes = snapshot.lines
        work.forget_states(keep=run_id)
    return report


def check_build(build: Build, work: Workspace, report: StageReport) -> None:
    """Tests what was built, and writes the Data Docs, whether it passed or not.

    Raises:
        QualityError: if a critical check failed.
    """
    gate = Gate(work.warehouse, RUN_LABEL)
    report.counts = published_counts(build)
    report.checks += [CheckResult(**asdict(check)) for check in run_tests(build, sql_folder())]
    report.checks += gate.check_counts("publish", report.counts)
    gate.write_docs()
    stop_if_critical("publish", report)
