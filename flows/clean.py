"""The stage clean, batch by batch."""

from prefect import flow

from flows.report import StageReport
from flows.tasks import run_batches, stage_run
from onrecord.settings import Settings


@flow(name="clean")
def clean(settings: Settings) -> StageReport:
    """Makes articles of the documents: main text, title, outlet, dates; what is no article is set aside with a reason."""
    with stage_run("clean", settings) as (work, report):
        run_batches("clean", work, settings, report)
    return report
