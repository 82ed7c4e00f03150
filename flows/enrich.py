"""The stage enrich, batch by batch."""

from prefect import flow

from flows.report import StageReport
from flows.tasks import run_batches, stage_run
from onrecord.settings import Settings


@flow(name="enrich")
def enrich(settings: Settings) -> StageReport:
    """Codes each article alone: sentences, time expressions, actors, quotes, event reports."""
    with stage_run("enrich", settings) as (work, report):
        run_batches("enrich", work, settings, report)
    return report
