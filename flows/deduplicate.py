"""The stage deduplicate: fingerprints batch by batch, then duplicates, reuse and stories over all articles."""

import pyarrow as pa
from prefect import flow

from flows.report import StageReport
from flows.tasks import commit_state, run_batches, stage_run
from onrecord import __version__
from onrecord.dedupe.known import STATE
from onrecord.dedupe.records import COLUMNS
from onrecord.dedupe.stage import deduplicate as deduplicate_articles
from onrecord.settings import Settings
from onrecord.warehouse.accounting import state_counts
from onrecord.warehouse.manifest import read_manifest
from onrecord.warehouse.texts import partly, texts_of
from onrecord.warehouse.workspace import BEFORE, Workspace


@flow(name="deduplicate")
def deduplicate(settings: Settings) -> StageReport:
    """Tells copies from originals and finds shared passages and stories, over everything on record."""
    with stage_run("deduplicate", settings) as (work, report):
        run_batches("deduplicate", work, settings, report)
        run_id = work.run_id()
        if not work.stages.has("article_groups", run_id):
            articles = work.stages.read("articles", None, [*COLUMNS, "batch_id"])
            fingerprints, words = (partly(work.stages, name, work.stages.batches(name)) for name in ("fingerprints", "article_words"))
            tables = deduplicate_articles(articles, fingerprints, words, found_before(work), texts_of(work.stages, articles))
            report.batches += 1
            commit_state("deduplicate", run_id, tables, work, report)
        report.counts = state_counts(work, "deduplicate", run_id)
    return report


def found_before(work: Workspace) -> dict[str, pa.Table]:
    """What the published run found out; nothing if other code did, or if anything was made anew since."""
    manifest = read_manifest(work.warehouse)
    is_usable = manifest is not None and manifest.code_version == __version__ and not manifest.run_id.endswith(BEFORE)
    return work.latest_state(STATE, manifest.run_id if manifest and is_usable else None)
