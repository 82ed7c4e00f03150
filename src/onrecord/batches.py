"""One batch through one per-batch stage: the function that every task runner maps, in this process or on another machine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from onrecord.clean.outlet_lines import OutletLines
from onrecord.clean.stage import CleanOptions, clean_batch
from onrecord.dedupe.stage import fingerprint_batch
from onrecord.enrich.stage import enrich_batch
from onrecord.settings import Settings
from onrecord.stages import StageOutput
from onrecord.warehouse.manifest import published_run
from onrecord.warehouse.workspace import Workspace

Draft = Callable[[Workspace, str, Settings], StageOutput]


def draft_batch(stage: str, batch_id: str, settings: Settings) -> str:
    """Codes one batch and writes the draft of its tables beside the warehouse; hands back the batch's id.

    Raises:
        KeyError: if the stage does not work batch by batch.
    """
    work = Workspace(Path(settings.warehouse))
    work.write_draft(stage, batch_id, DRAFTS[stage](work, batch_id, settings))
    return batch_id


def _clean(work: Workspace, batch_id: str, settings: Settings) -> StageOutput:
    known = work.latest_state(("outlet_lines",), published_run(work.warehouse))["outlet_lines"]
    return clean_batch(work.stages.read("documents", [batch_id]), CleanOptions(languages=settings.languages), OutletLines.of(known))


def _fingerprint(work: Workspace, batch_id: str, _settings: Settings) -> StageOutput:
    articles = work.stages.read("articles", [batch_id], ["article_id", "body"])
    return StageOutput({"fingerprints": fingerprint_batch(articles)}, rows_in=articles.num_rows)


def _enrich(work: Workspace, batch_id: str, _settings: Settings) -> StageOutput:
    return enrich_batch(work.stages.read("articles", [batch_id]), work.stages.read("blocks", [batch_id]))


DRAFTS: dict[str, Draft] = {"clean": _clean, "deduplicate": _fingerprint, "enrich": _enrich}
