"""The stage model: facts across articles resolved, then the SQL models built and tested in a work file."""

from collections.abc import Iterable, Iterator, Mapping

import pyarrow as pa
from prefect import flow

from flows.report import StageReport
from flows.tasks import commit_state, stage_run
from onrecord.batches import parser_of
from onrecord.corrections import read_corrections
from onrecord.enrich.stage import enrich_batch
from onrecord.errors import OnrecordError
from onrecord.owners import read_owners
from onrecord.resolve.by_hand import told_by_hand
from onrecord.resolve.changes import MEMBERS
from onrecord.resolve.dating import dated_by_coverage
from onrecord.resolve.given import Source, changed, partitioned
from onrecord.resolve.registry import registry
from onrecord.resolve.stage import resolved
from onrecord.settings import Settings
from onrecord.stages import STAGES
from onrecord.warehouse.accounting import pending_stages, state_counts
from onrecord.warehouse.manifest import published_run
from onrecord.warehouse.rebuild import with_history
from onrecord.warehouse.workspace import Workspace


@flow(name="model")
def model(settings: Settings) -> StageReport:
    """Resolves utterances, events, actors and independent voices over all articles.

    Raises:
        OnrecordError: if an earlier stage has batches still to do.
    """
    with stage_run("model", settings) as (work, report):
        run_id = work.run_id()
        stop_if_unready(work, run_id)
        if not work.stages.has("actors", run_id):
            report.batches = 1
            commit_state("model", run_id, facts(work, run_id, settings), work, report)
        work.claim_batches(run_id)
        report.counts = state_counts(work, "model", run_id)
    return report


def facts(work: Workspace, run_id: str, settings: Settings) -> Iterator[tuple[str, pa.Table]]:
    """The state tables of the stage, one after the other."""
    given = on_record(work, STAGES["model"].tables_in, run_id)
    corrections = read_corrections(work.corrections) if work.corrections.exists() else []
    by_hand = told_by_hand(given, corrections, read_owners(work.owners) if work.owners.exists() else {})
    given |= {"outlet_owners": by_hand["outlet_owners"], "quotes": changed(given, "quotes", by_hand["quote_corrections"])}
    actors = registry(given)
    given, dated = dated_by_coverage(given, lambda articles: recoded(work, articles, settings), actors)
    yield from (by_hand | dated).items()
    previous = on_record(work, [table for table, _, _ in MEMBERS.values()], published_run(work.warehouse))
    for name, table in resolved(given, previous, run_id, actors):
        yield name, with_history(work, run_id, table) if name == "id_changes" else table


def on_record(work: Workspace, names: Iterable[str], run_id: str | None) -> dict[str, pa.Table | Source]:
    """Every row on record of some tables, those of full state as a run left them, to be read batch by batch."""
    return {name: partitioned(name, work.stages.batches(name), work.stages.read, run_id) for name in names}


def recoded(work: Workspace, articles: pa.Table, settings: Settings) -> Mapping[str, pa.Table]:
    """What articles are coded as with another date than they had."""
    blocks = work.stages.read("blocks", sorted(set(articles["batch_id"].to_pylist())))
    return enrich_batch(articles, blocks, parser_of(settings)).tables


def stop_if_unready(work: Workspace, run_id: str) -> None:
    """Raises, in words, what is missing of the stages before."""
    left = pending_stages(work)
    if left:
        told = ", ".join(f"{stage} ({count} batches)" for stage, count in left.items())
        raise OnrecordError(f"Stages before model are not done: {told}. Run them first, or `onrecord run` for all.")
    if not work.stages.has("article_groups", run_id):
        raise OnrecordError("The stage deduplicate has not seen the newest articles. Run it first, or `onrecord run` for all.")
