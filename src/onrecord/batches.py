"""One batch through one per-batch stage: the function that every task runner maps, in this process or on another machine."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from onrecord.clean.outlet_lines import OutletLines
from onrecord.clean.stage import CleanOptions, clean_batch
from onrecord.dedupe.stage import text_batch
from onrecord.enrich.stage import enrich_batch
from onrecord.settings import Settings
from onrecord.stages import StageOutput
from onrecord.text.parser import Parser, load_parser
from onrecord.warehouse.manifest import published_run
from onrecord.warehouse.workspace import Workspace

Draft = Callable[[Workspace, str, Settings], StageOutput]


def draft_batch(stage: str, batch_id: str, settings: Settings) -> str:
    """Codes one batch and writes the draft of its tables beside the warehouse; hands back the batch's id.

    Raises:
        KeyError: if the stage does not work batch by batch.
    """
    work = Workspace(settings.warehouse_path)
    work.write_draft(stage, batch_id, DRAFTS[stage](work, batch_id, settings))
    return batch_id


def _clean(work: Workspace, batch_id: str, settings: Settings) -> StageOutput:
    known = _known_lines(work.warehouse.resolve(), published_run(work.warehouse))
    return clean_batch(work.stages.read("documents", [batch_id]), _options(settings), known)


def _options(settings: Settings) -> CleanOptions:
    return CleanOptions(languages=settings.languages, seconds=settings.max_document_seconds)


@lru_cache(maxsize=1)
def _known_lines(warehouse: Path, run_id: str | None) -> OutletLines:
    """The lines that outlets repeat as a published run left them; a process reads them once for all batches of a run."""
    return OutletLines.of(Workspace(warehouse).latest_state(("outlet_lines",), run_id)["outlet_lines"])


def _fingerprint(work: Workspace, batch_id: str, _settings: Settings) -> StageOutput:
    articles = work.stages.read("articles", [batch_id], ["article_id", "title", "body"])
    return StageOutput(text_batch(articles), rows_in=articles.num_rows)


def _enrich(work: Workspace, batch_id: str, settings: Settings) -> StageOutput:
    articles, blocks = work.stages.read("articles", [batch_id]), work.stages.read("blocks", [batch_id])
    return enrich_batch(articles, blocks, parser_of(settings), settings.max_document_seconds)


def parser_of(settings: Settings) -> Parser | None:
    """The reader's own parser, if the settings name one.

    Raises:
        UsageError: if it cannot be loaded.
    """
    return load_parser(settings.spacy_pipeline) if settings.spacy_pipeline else None


DRAFTS: dict[str, Draft] = {"clean": _clean, "deduplicate": _fingerprint, "enrich": _enrich}
