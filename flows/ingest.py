"""The stage ingest: from the raw folder to batches of documents, with a ledger of every place."""

from itertools import islice
from pathlib import Path

from prefect import flow

from flows.progress import listener
from flows.report import StageReport
from flows.tasks import WAVE, count_stage, gate_and_commit, stage_run
from onrecord.corrections import read_corrections
from onrecord.owners import read_owners
from onrecord.read.batch import ReadLimits
from onrecord.read.ingest import read_batches
from onrecord.read.known import KnownSources
from onrecord.remote import raw_copies
from onrecord.settings import Settings
from onrecord.warehouse.workspace import Workspace

LEDGER = ["source_uri", "document_id", "source_status"]


@flow(name="ingest")
def ingest(settings: Settings) -> StageReport:
    """Takes in what is new below the raw folders; what the ledger knows is passed over."""
    with stage_run("ingest", settings) as (work, report):
        take_by_hand(work, settings)
        known = KnownSources.of_table(work.stages.read("source_files", names=LEDGER))
        limits = ReadLimits(max_document_bytes=settings.max_document_bytes, batch_documents=settings.batch_documents)
        batches = read_batches(raw_copies(settings.raw, settings.cache_path), known, limits)
        while wave := list(islice(batches, WAVE)):
            listener().expects(len(wave))
            for batch in wave:
                work.write_draft("ingest", batch.batch_id, batch.output)
            gate_and_commit("ingest", [b.batch_id for b in wave], work, report)
            report.batches += len(wave)
            listener().advanced(len(wave))
        count_stage("ingest", work, report)
    return report


def take_by_hand(work: Workspace, settings: Settings) -> None:
    """Keeps what people handed in beside the warehouse, once it is known to be right."""
    if settings.corrections:
        work.take(Path(settings.corrections), work.corrections, read_corrections)
    if settings.owners:
        work.take(Path(settings.owners), work.owners, read_owners)
