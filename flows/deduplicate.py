"""The stage deduplicate: fingerprints batch by batch, then duplicates, reuse and stories over all articles."""

from prefect import flow

from flows.report import StageReport
from flows.tasks import commit_state, run_batches, stage_run
from onrecord.dedupe.stage import deduplicate as deduplicate_articles
from onrecord.settings import Settings
from onrecord.warehouse.accounting import state_counts


@flow(name="deduplicate")
def deduplicate(settings: Settings) -> StageReport:
    """Tells copies from originals and finds shared passages and stories, over everything on record."""
    with stage_run("deduplicate", settings) as (work, report):
        run_batches("deduplicate", work, settings, report)
        run_id = work.run_id()
        if not work.stages.has("article_groups", run_id):
            tables = deduplicate_articles(work.stages.read("articles"), work.stages.read("fingerprints"))
            report.batches += 1
            commit_state("deduplicate", run_id, tables, work, report)
        report.counts = state_counts(work, "deduplicate", run_id)
    return report
