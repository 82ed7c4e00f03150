"""What became of every row of a stage, counted on disk: what was handed in, handed on, set aside and merged."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow.compute as pc

from onrecord.warehouse.workspace import TableCount, Workspace


def stage_counts(work: Workspace, stage: str, batches: Sequence[str]) -> list[TableCount]:
    """Counts of a per-batch stage over some batches, its main table first; each side is counted on its own."""
    if stage == "ingest":
        return [_ingest(work, batches)]
    if stage == "clean":
        rejected = _rejected(work, stage, "documents", batches) + _rejected(work, stage, "articles", batches)
        return [TableCount(stage, "articles", work.stages.count("documents", batches), work.stages.count("articles", batches), rejected)]
    if stage == "enrich":
        coded = work.stages.read("sentences", batches, ["article_id"])["article_id"]
        rejected = _rejected(work, stage, "articles", batches)
        articles = TableCount(stage, "articles", work.stages.count("articles", batches), pc.count_distinct(coded).as_py(), rejected)
        return [articles, *(_coded(work, stage, table, batches) for table in ("quotes", "event_reports"))]
    fingerprints = TableCount(stage, "fingerprints", work.stages.count("articles", batches), work.stages.count("fingerprints", batches))
    return [fingerprints]


def state_counts(work: Workspace, stage: str, run_id: str) -> list[TableCount]:
    """Counts of a stage that works over all batches."""
    if stage == "deduplicate":
        return [TableCount(stage, "article_groups", work.stages.count("articles"), work.stages.count("article_groups", [run_id]))]
    found = []
    for members, heads, given in (
        ("utterance_members", "utterance_heads", "quotes"),
        ("event_members", "event_heads", "event_reports"),
        ("actor_links", "actors", "article_actors"),
    ):
        out = work.stages.count(heads, [run_id])
        merged = work.stages.count(members, [run_id]) - out
        found.append(TableCount(stage, heads, work.stages.count(given), out, 0, merged))
    return found


def _ingest(work: Workspace, batches: Sequence[str]) -> TableCount:
    status = work.stages.read("source_files", batches, ["source_status"])["source_status"].to_pylist()
    documents = work.stages.count("documents", batches)
    return TableCount(
        "ingest", "documents", len(status), documents, _rejected(work, "ingest", "documents", batches), status.count("merged")
    )


def _coded(work: Workspace, stage: str, table: str, batches: Sequence[str]) -> TableCount:
    """Rows that the stage coded itself: as many came in as were handed on or set aside."""
    out, rejected = work.stages.count(table, batches), _rejected(work, stage, table, batches)
    return TableCount(stage, table, out + rejected, out, rejected)


def _rejected(work: Workspace, stage: str, table: str, batches: Sequence[str]) -> int:
    present = [b for b in batches if work.rejected.has(stage, b)]
    names = work.rejected.read(stage, present, ["table_name"])["table_name"]
    return sum(name == table for name in names.to_pylist())


def pending_stages(work: Workspace) -> dict[str, int]:
    """Number of batches still to do, by per-batch stage."""
    counts = {stage: len(work.pending(stage)) for stage in ("clean", "deduplicate", "enrich")}
    return {stage: count for stage, count in counts.items() if count}
