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
from flows.tasks import whole_run
from onrecord.settings import Settings
from onrecord.warehouse.retention import drop_batches, outdated_batches
from onrecord.warehouse.snapshot import is_published
from onrecord.warehouse.sql_folder import sql_folder


@flow(name="daily")
def daily(settings: Settings) -> RunReport:
    """Takes in what is new and publishes the warehouse; says so when there is nothing new."""
    with whole_run(settings) as work:
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
