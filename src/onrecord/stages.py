"""The stages in their order, with the tables each reads and writes. The same names run through flows, expectations and docs."""

from __future__ import annotations

from dataclasses import dataclass, field

import pyarrow as pa

from onrecord.reasons import Rejection


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: its tables in and out. The first of `tables_out` is written last: its partition says that the batch is done."""

    name: str
    tables_in: tuple[str, ...]
    tables_out: tuple[str, ...]
    package: str


STAGES: dict[str, Stage] = {
    stage.name: stage
    for stage in (
        Stage("ingest", (), ("source_files", "documents"), "onrecord.read"),
        Stage("clean", ("documents",), ("articles", "blocks", "outlet_lines"), "onrecord.clean"),
        Stage(
            "deduplicate",
            ("articles",),
            ("article_groups", "text_reuse", "duplicate_checks", "reuse_checks", "story_pieces", "article_words", "fingerprints"),
            "onrecord.dedupe",
        ),
        Stage(
            "enrich",
            ("articles", "blocks"),
            ("quotes", "sentences", "time_expressions", "article_actors", "mentions", "event_reports"),
            "onrecord.enrich",
        ),
        Stage(
            "model",
            ("articles", "article_groups", "text_reuse", "article_actors", "mentions", "quotes", "event_reports"),
            (
                "actors",
                "actor_links",
                "actor_aliases",
                "utterance_members",
                "utterance_heads",
                "event_members",
                "event_heads",
                "disagreements",
                "independence",
                "id_changes",
                "quote_corrections",
                "outlet_owners",
                "coverage_dates",
                "coverage_evidence",
                "redated_quotes",
                "redated_reports",
            ),
            "onrecord.resolve",
        ),
        Stage("publish", (), (), "onrecord.warehouse"),
    )
}


@dataclass(slots=True)
class StageOutput:
    """What a stage made of one batch: its tables by name, and what it set aside. Nothing is lost between the two.

    `rows_in` counts the rows of the stage's main input, `rows_merged` those that went into another row.
    """

    tables: dict[str, pa.Table]
    rejected: list[Rejection] = field(default_factory=list)
    rows_in: int = 0
    rows_merged: int = 0
