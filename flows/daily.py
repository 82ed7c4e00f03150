"""The whole way of an article: ingest, clean, deduplicate, enrich, model, publish."""

from prefect import flow
from prefect.artifacts import create_markdown_artifact

from flows.clean import clean
from flows.deduplicate import deduplicate
from flows.enrich import enrich
from flows.ingest import ingest
from flows.model import model
from flows.pool import keeping_workers
from flows.publish import publish
from flows.report import RunReport
from onrecord.batches import parser_of
from onrecord.settings import Settings
from onrecord.warehouse.lock import write_lock
from onrecord.warehouse.manifest import stop_if_foreign
from onrecord.warehouse.publish import finish_publication
from onrecord.warehouse.retention import drop_batches, outdated_batches
from onrecord.warehouse.snapshot import is_published
from onrecord.warehouse.sql_folder import sql_folder
from onrecord.warehouse.workspace import Workspace


@flow(name="daily")
def daily(settings: Settings) -> RunReport:
    """Takes in what is new and publishes the warehouse; says so when there is nothing new."""
    parser_of(settings)  # one that cannot be loaded is told before any work is done
    with write_lock(settings.warehouse_path):
        stop_if_foreign(settings.warehouse_path)
        work = Workspace(settings.warehouse_path)
        work.sweep()
        finish_publication(work.warehouse)
        drop_batches(work, outdated_batches(work, settings))
        stages = [ingest(settings)]
        report = RunReport(work.run_id(), settings.warehouse, stages)
        if not work.stages.batches("source_files") or is_published(work.warehouse, report.run_id, sql_folder()):
            report.is_new = False
            work.forget_states(keep=report.run_id)  # a kill just behind the publication leaves those of the run before
            return report
        with keeping_workers():
            stages += [stage(settings) for stage in (clean, deduplicate, enrich)]
        stages += [stage(settings) for stage in (model, publish)]
        create_markdown_artifact(key="run-report", markdown=report.markdown(), description="What came of the run.")
    return report
