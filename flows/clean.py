"""The stage clean, batch by batch, and the lines of outlets that the next run will know."""

from prefect import flow

from flows.report import StageReport
from flows.tasks import commit_tables, run_batches, stage_run
from onrecord.clean.outlet_lines import learned
from onrecord.settings import Settings
from onrecord.warehouse.manifest import published_run
from onrecord.warehouse.workspace import Workspace


@flow(name="clean")
def clean(settings: Settings) -> StageReport:
    """Makes articles of the documents: main text, title, outlet, dates; what is no article is set aside with a reason."""
    with stage_run("clean", settings) as (work, report):
        run_batches("clean", work, settings, report)
        run_id = work.run_id()
        if not work.stages.has("outlet_lines", run_id):
            learn_lines(work, run_id, report)
    return report


def learn_lines(work: Workspace, run_id: str, report: StageReport) -> None:
    """Adds the run's pages to the lines known of each outlet, all pages on record where nothing is known yet."""
    published = published_run(work.warehouse)
    is_known = published is not None and work.stages.has("outlet_lines", published)
    batches = work.new_batches() if is_known else work.stages.batches("articles")
    articles = work.stages.read("articles", batches, ["article_id", "outlet_id", "title", "form"])
    blocks = work.stages.read("blocks", batches, ["article_id", "block_kind", "block_text"])
    known = work.latest_state(("outlet_lines",), published)["outlet_lines"]
    commit_tables("clean", run_id, {"outlet_lines": learned(known, articles, blocks)}, work, report)
