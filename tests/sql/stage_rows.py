"""Builds small warehouses from hand-made stage tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from onrecord.schema.tables import TABLES
from onrecord.stages import STAGES
from onrecord.warehouse.build import build_audit, build_models, open_build
from onrecord.warehouse.manifest import Manifest
from onrecord.warehouse.publish import publish_build
from onrecord.warehouse.snapshot import describe_snapshot
from onrecord.warehouse.workspace import Workspace

Rows = dict[str, list[dict[str, Any]]]

BATCH = "b1"


def article(article_id: str, body: str, **told: Any) -> dict[str, Any]:
    """A row of articles; what is not told is unknown."""
    return {
        "article_id": article_id,
        "source_uri": f"{article_id}.txt",
        "form": "text",
        "language": "en",
        "body": body,
        "agency_names": [],
        "authors": [],
        "word_count": len(body.split()),
        "published_at_method": "none",
        "published_at_precision": "none",
        "batch_id": BATCH,
    } | told


def quote(quote_id: str, article_row: dict[str, Any], text: str, **told: Any) -> dict[str, Any]:
    """A row of quotes whose words stand in the article's body."""
    start = article_row["body"].index(text)
    return {
        "quote_id": quote_id,
        "article_id": article_row["article_id"],
        "quote_type": "direct",
        "quote_text": text,
        "content_spans": [{"start_char": start, "end_char": start + len(text)}],
        "is_headline": False,
        "speaker_method": "none",
        "speaker_names": [],
        "speech_act": "say",
        "is_speech": True,
        "polarity": "asserted",
        "said_date_precision": "none",
        "attribution_depth": 1,
        "sentence_start_char": 0,
        "sentence_end_char": len(article_row["body"]),
        "confidence": 0.9,
        "rule_id": "rule",
        "batch_id": BATCH,
    } | told


def report(report_id: str, article_row: dict[str, Any], trigger: str, **told: Any) -> dict[str, Any]:
    """A row of event_reports whose trigger stands in the article's body."""
    body = article_row["body"]
    start = body.index(trigger)
    return {
        "event_report_id": report_id,
        "article_id": article_row["article_id"],
        "event_type": "CONSULT",
        "event_mode": "visit",
        "cameo_root_code": "04",
        "quad_class": 1,
        "goldstein": 1.0,
        "actor_names": [],
        "recipient_names": [],
        "actor_country_codes": [],
        "recipient_country_codes": [],
        "actor_actor_ids": [],
        "recipient_actor_ids": [],
        "modality": "actual",
        "event_date_precision": "none",
        "date_basis": "none",
        "sentence_text": body,
        "sentence_start_char": 0,
        "sentence_end_char": len(body),
        "trigger_text": trigger,
        "trigger_start_char": start,
        "trigger_end_char": start + len(trigger),
        "confidence": 0.8,
        "rule_id": "rule",
        "batch_id": BATCH,
    } | told


def write_stages(warehouse: Path, rows: Rows) -> str:
    """Writes stage tables as the stages before publish leave them, batch by batch; the id of the run that would publish them."""
    work = Workspace(warehouse)
    found = {"source_status": "new", "form": "text"}
    sources = [
        {"source_uri": a["source_uri"], "document_id": a["article_id"], "batch_id": a["batch_id"]} | found for a in rows.get("articles", [])
    ]
    told: Rows = {"source_files": sources, "documents": [], **rows}
    for batch in sorted({BATCH, *(a["batch_id"] for a in rows.get("articles", []))}):
        of_batch = {name: [r for r in table if r.get("batch_id", BATCH) == batch] for name, table in told.items()}
        for table in (t for stage in STAGES.values() for t in stage.tables_out if TABLES[t].per_batch and t != "id_changes"):
            work.stages.write(table, batch, TABLES[table].from_rows(of_batch.get(table, [])))
        work.rejected.write("clean", batch, TABLES["rejected"].from_rows(of_batch.get("rejected", [])))
    run_id = work.run_id()
    work.claim_batches(run_id)
    for table in TABLES.values():
        if not table.per_batch:
            work.stages.write(table.name, run_id, table.from_rows(told.get(table.name, [])))
    work.stages.write("id_changes", run_id, TABLES["id_changes"].from_rows(told.get("id_changes", [])))
    return run_id


def linked(rows: Rows) -> Rows:
    """The rows with what resolving would add where nothing else is told: each article unique, each quote and report on its own."""
    found = dict(rows)
    found.setdefault(
        "article_groups",
        [
            {
                "article_id": a["article_id"],
                "family_id": a["article_id"],
                "duplicate_role": "unique",
                "original_share": 1.0,
                "story_id": "s1",
            }
            for a in rows.get("articles", [])
        ],
    )
    if "utterance_members" not in rows:
        quotes = [(q["quote_id"], "u" + q["quote_id"], q["quote_text"]) for q in rows.get("quotes", [])]
        found["utterance_members"] = [{"quote_id": q, "utterance_id": u, "variant_kind": "verbatim"} for q, u, _ in quotes]
        found["utterance_heads"] = [{"utterance_id": u, "canonical_text": text} for _, u, text in quotes]
    if "event_members" not in rows:
        reports = rows.get("event_reports", [])
        kept = set(TABLES["event_heads"].names)
        found["event_members"] = [{"event_report_id": r["event_report_id"], "event_id": "e" + r["event_report_id"]} for r in reports]
        found["event_heads"] = [{"event_id": "e" + r["event_report_id"]} | {k: v for k, v in r.items() if k in kept} for r in reports]
    return found


def publish_rows(warehouse: Path, rows: Rows) -> Manifest:
    """Publishes a warehouse of the rows, with what resolving would add where nothing else is told."""
    run_id = write_stages(warehouse, linked(rows))
    return publish_run(warehouse, run_id)


def publish_run(warehouse: Path, run_id: str) -> Manifest:
    """Publishes the stage tables as they are."""
    with open_build(warehouse, run_id) as build:
        build_models(build)
        snapshot = describe_snapshot(build)
        build_audit(build, snapshot.tables)
        return publish_build(build, snapshot)
