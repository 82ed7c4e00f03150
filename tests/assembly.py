"""The stages of a run put together for tests, with neither Prefect nor the gate: what they write is what the gate would see."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from onrecord.batches import draft_batch
from onrecord.clean.outlet_lines import learned
from onrecord.dedupe.stage import deduplicate
from onrecord.enrich.stage import enrich_batch
from onrecord.read.batch import ReadLimits
from onrecord.read.ingest import read_batches
from onrecord.read.known import KnownSources
from onrecord.resolve.dating import dated_by_coverage
from onrecord.resolve.stage import resolve
from onrecord.schema.tables import TABLES
from onrecord.settings import Settings
from onrecord.stages import STAGES, StageOutput
from onrecord.warehouse.workspace import Workspace


def assemble(raw: Sequence[Path], warehouse: Path, batch_documents: int = 250) -> Workspace:
    """A workspace in which every stage up to model has done its part."""
    work = Workspace(warehouse)
    settings = Settings(raw=tuple(map(str, raw)), warehouse=str(warehouse))
    for batch in read_batches(list(raw), KnownSources(), ReadLimits(batch_documents=batch_documents)):
        work.write_draft("ingest", batch.batch_id, batch.output)
        work.commit("ingest", batch.batch_id, {}, {})
    for stage in ("clean", "deduplicate", "enrich"):
        for batch_id in work.pending(stage):
            draft_batch(stage, batch_id, settings)
            work.commit(stage, batch_id, {}, {})
    run_id = work.run_id()
    lines = learned(TABLES["outlet_lines"].from_rows([]), work.stages.read("articles"), work.stages.read("blocks"))
    _commit_state(work, "clean", {"outlet_lines": lines})
    _commit_state(work, "deduplicate", deduplicate(work.stages.read("articles"), work.stages.read("fingerprints")))
    given = {name: work.stages.read(name) for name in STAGES["model"].tables_in if TABLES[name].per_batch}
    given |= work.latest_state(("article_groups", "text_reuse"), run_id)
    given, dated = dated_by_coverage(given, lambda articles: enrich_batch(articles, work.stages.read("blocks")).tables)
    previous = work.latest_state((*STAGES["model"].tables_out, "article_groups"), None)
    dated["outlet_owners"] = TABLES["outlet_owners"].from_rows([])
    _commit_state(work, "model", resolve(given, previous, run_id) | dated)
    return work


def _commit_state(work: Workspace, stage: str, tables: dict[str, object]) -> None:
    run_id = work.run_id()
    work.write_draft(stage, run_id, StageOutput(dict(tables)))  # type: ignore[arg-type]
    work.commit(stage, run_id, {}, {})
