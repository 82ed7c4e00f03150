"""The stage tables: lists of names from the dictionary, with grain and key; they yield the Arrow schemas.

A table is `per_batch` when each batch of documents writes its own partition, else it holds the state over all batches and each run
writes it anew. Rows of every partition are sorted by the key.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from onrecord.schema.table import Table

SCHEMA_VERSION = "1"


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


DECLARED = "declared_url declared_outlet declared_title declared_authors declared_published_at declared_language declared_charset"

_TABLES = [
    Table(
        "source_files",
        "ingest",
        "place a document came from",
        ("source_uri", "document_id"),
        _words("source_uri file_path document_id form size_bytes source_status reason_code batch_id"),
    ),
    Table(
        "documents",
        "ingest",
        "distinct document",
        ("document_id",),
        _words(f"document_id source_uri form content size_bytes {DECLARED} retrieved_at batch_id"),
    ),
    Table(
        "articles",
        "clean",
        "kept article",
        ("article_id",),
        _words(
            "article_id source_uri form url outlet_id outlet_name agency_names title authors dateline_place published_at published_date "
            "published_at_precision published_at_method published_at_confidence published_at_text language body word_count retrieved_at batch_id"
        ),
    ),
    Table(
        "blocks",
        "clean",
        "block of a page",
        ("article_id", "block_index"),
        _words("article_id block_index block_kind block_text raw_start_char raw_end_char start_char end_char batch_id"),
    ),
    Table(
        "outlet_lines",
        "clean",
        "line that pages of an outlet print",
        ("outlet_id", "line_key"),
        _words("outlet_id line_key line_chars page_keys left_out_keys"),
        per_batch=False,
    ),
    Table(
        "fingerprints",
        "deduplicate",
        "article with its winnowed fingerprints",
        ("article_id",),
        _words("article_id fingerprint_hashes fingerprint_chars batch_id"),
    ),
    Table(
        "article_words",
        "deduplicate",
        "article with its counted words",
        ("article_id",),
        _words("article_id body_key body_chars head_year word_hashes word_counts name_counts batch_id"),
    ),
    Table(
        "article_groups",
        "deduplicate",
        "article",
        ("article_id",),
        _words("article_id family_id duplicate_role duplicate_of duplicate_kind duplicate_basis original_share story_id"),
        per_batch=False,
    ),
    Table(
        "text_reuse",
        "deduplicate",
        "passage that stands in two articles",
        ("reuse_id",),
        _words(
            "reuse_id from_article_id to_article_id from_start_char from_end_char to_start_char to_end_char overlap_chars similarity reuse_kind"
        ),
        per_batch=False,
    ),
    Table(
        "duplicate_checks",
        "deduplicate",
        "pair of texts that was compared",
        ("first_body_key", "second_body_key"),
        _words("first_body_key second_body_key first_mark_count second_mark_count is_duplicate"),
        per_batch=False,
    ),
    Table(
        "reuse_checks",
        "deduplicate",
        "pair of articles whose shared passages were looked for",
        ("from_article_id", "to_article_id"),
        _words("from_article_id to_article_id shared_mark_count common_key"),
        per_batch=False,
    ),
    Table(
        "story_pieces",
        "deduplicate",
        "original that was compared with others for its story",
        ("article_id",),
        _words("article_id piece_id story_key"),
        per_batch=False,
    ),
    Table(
        "sentences",
        "enrich",
        "sentence of an article",
        ("article_id", "sentence_index"),
        _words("article_id sentence_index start_char end_char batch_id"),
    ),
    Table(
        "time_expressions",
        "enrich",
        "time expression in an article",
        ("article_id", "start_char", "end_char"),
        _words("article_id start_char end_char text timex_type timex_value timex_anchor batch_id"),
    ),
    Table(
        "article_actors",
        "enrich",
        "actor in an article",
        ("article_id", "article_actor_id"),
        _words("article_id article_actor_id actor_name actor_type actor_title country_code sector_code gender mention_count batch_id"),
    ),
    Table(
        "mentions",
        "enrich",
        "mention of an actor in an article",
        ("article_id", "start_char", "end_char", "mention_id"),
        _words("mention_id article_id start_char end_char text mention_kind article_actor_id batch_id"),
    ),
    Table(
        "quotes",
        "enrich",
        "printing of words or reported speech by an article",
        ("article_id", "quote_id"),
        _words(
            "quote_id article_id quote_type quote_text content_spans is_headline speaker_actor_id speaker_name speaker_type speaker_title "
            "speaker_country_code speaker_text speaker_start_char speaker_end_char speaker_method speaker_names speaker_reason cue_text cue_lemma "
            "cue_start_char cue_end_char speech_act is_speech polarity addressee_name venue said_date said_date_precision via_name "
            "attribution_depth sentence_start_char sentence_end_char confidence rule_id batch_id"
        ),
    ),
    Table(
        "quote_corrections",
        "model",
        "quote that was corrected by hand",
        ("quote_id",),
        _words("quote_id speaker_actor_id speaker_method speaker_name speech_act polarity is_speech addressee_name"),
        per_batch=False,
    ),
    Table(
        "outlet_owners",
        "model",
        "outlet whose owner is known",
        ("outlet_id",),
        _words("outlet_id owner_name"),
        per_batch=False,
    ),
    Table(
        "coverage_dates",
        "model",
        "article that states no date and has that of its coverage",
        ("article_id",),
        _words("article_id published_at published_date published_at_precision published_at_method published_at_confidence"),
        per_batch=False,
    ),
    Table(
        "coverage_evidence",
        "model",
        "thing that an article dated by its coverage shares with a dated article",
        ("article_id", "other_article_id", "evidence_kind", "own_id", "other_id"),
        _words("article_id other_article_id evidence_kind own_id other_id"),
        per_batch=False,
    ),
    Table(
        "redated_quotes",
        "model",
        "quote of an article dated by its coverage",
        ("quote_id",),
        _words("quote_id said_date said_date_precision"),
        per_batch=False,
    ),
    Table(
        "redated_reports",
        "model",
        "event report of an article dated by its coverage",
        ("event_report_id",),
        _words("event_report_id event_date event_date_end event_date_precision date_text date_basis"),
        per_batch=False,
    ),
    Table(
        "event_reports",
        "enrich",
        "mention in an article of something that happened",
        ("article_id", "event_report_id"),
        _words(
            "event_report_id article_id event_type event_mode cameo_root_code quad_class goldstein actor_names recipient_names actor_country_codes "
            "recipient_country_codes actor_actor_ids recipient_actor_ids modality event_date event_date_end event_date_precision date_text "
            "date_basis place_name place_id place_country_code latitude longitude sentence_text sentence_start_char sentence_end_char trigger_text "
            "trigger_lemma trigger_start_char trigger_end_char reported_by confidence rule_id batch_id"
        ),
    ),
    Table(
        "actors",
        "model",
        "actor across articles",
        ("actor_id",),
        _words("actor_id actor_name actor_type actor_title country_code sector_code mention_count"),
        per_batch=False,
    ),
    Table(
        "actor_links",
        "model",
        "actor in an article, with who it is across articles",
        ("article_id", "article_actor_id"),
        _words("article_id article_actor_id actor_id"),
        per_batch=False,
    ),
    Table(
        "actor_aliases",
        "model",
        "form of words used for an actor in an article",
        ("actor_id", "alias_text", "article_id"),
        _words("actor_id alias_text article_id actor_title mention_count"),
        per_batch=False,
    ),
    Table(
        "utterance_members",
        "model",
        "quote with the utterance it prints",
        ("quote_id",),
        _words("quote_id utterance_id variant_kind word_diff"),
        per_batch=False,
    ),
    Table(
        "utterance_heads",
        "model",
        "utterance",
        ("utterance_id",),
        _words("utterance_id speaker_id canonical_text said_date"),
        per_batch=False,
    ),
    Table(
        "event_members",
        "model",
        "event report with the event it reports",
        ("event_report_id",),
        _words("event_report_id event_id"),
        per_batch=False,
    ),
    Table(
        "event_heads",
        "model",
        "event",
        ("event_id",),
        _words(
            "event_id event_type event_mode cameo_root_code quad_class goldstein actor_names recipient_names actor_country_codes "
            "recipient_country_codes modality event_date event_date_end event_date_precision place_name place_id place_country_code latitude "
            "longitude confidence"
        ),
        per_batch=False,
    ),
    Table(
        "disagreements",
        "model",
        "difference between two reports of one event or two printings of one utterance",
        ("subject_id", "disagreement_kind", "left_report_id", "right_report_id"),
        _words("subject_type subject_id disagreement_kind left_value left_report_id right_value right_report_id"),
        per_batch=False,
    ),
    Table(
        "independence",
        "model",
        "article that has an utterance or event, with whether it counts as an independent voice",
        ("subject_id", "article_id"),
        _words("subject_type subject_id article_id is_counted reduction_kind reduction_text counted_article_id"),
        per_batch=False,
    ),
    Table(
        "id_changes",
        "model",
        "id that became another",
        ("subject_type", "old_id", "run_id"),
        _words("subject_type change_kind old_id new_id run_id"),
        per_batch=True,
    ),
    Table(
        "run_batches",
        "model",
        "batch with the run that first published it",
        ("batch_id",),
        _words("batch_id run_id"),
        per_batch=True,
    ),
    Table(
        "runs",
        "publish",
        "run",
        ("run_id",),
        _words("run_id started_at finished_at seconds code_version schema_version batch_count document_count"),
        per_batch=True,
    ),
    Table(
        "stage_runs",
        "publish",
        "table that a stage of a run handed on",
        ("run_id", "stage", "table_name"),
        _words("run_id stage table_name rows_in rows_out rows_rejected rows_merged seconds"),
        per_batch=True,
    ),
    Table(
        "check_results",
        "publish",
        "quality check of a run",
        ("run_id", "stage", "table_name", "check_name"),
        _words("run_id stage table_name check_name check_text severity is_passed rows_checked rows_failed sample_text"),
        per_batch=True,
    ),
    Table(
        "snapshots",
        "publish",
        "published snapshot",
        ("run_id",),
        _words(
            "snapshot_id run_id previous_snapshot_id went_live_at code_version schema_version table_count row_count rows_added rows_removed "
            "rows_changed"
        ),
    ),
    Table(
        "snapshot_changes",
        "publish",
        "table of a snapshot, with how it differs from the snapshot before",
        ("snapshot_id", "table_name"),
        _words("snapshot_id run_id table_name row_count rows_added rows_removed rows_changed"),
    ),
    Table(
        "rejected",
        "ingest",
        "thing a stage set aside",
        ("stage", "table_name", "row_id"),
        _words("stage table_name row_id source_uri reason_code reason_text row_json batch_id"),
    ),
]

TABLES: dict[str, Table] = {table.name: table for table in _TABLES}


def patched(table: pa.Table, key: str, changes: pa.Table) -> pa.Table:
    """The table with the values of `changes` in place of its own, where both have a key; the same rows in the same order.

    Args:
        table: rows with distinct keys.
        key: name of the column that tells rows apart.
        changes: rows with the key and some of the table's columns.
    """
    if not changes.num_rows or not table.num_rows:
        return table
    at = pc.index_in(table[key], value_set=pa.array(changes[key].to_pylist(), table.schema.field(key).type))
    places, found = at.to_pylist(), table
    for name in changes.column_names:
        if name != key:
            new = changes[name].to_pylist()
            values = [old if place is None else new[place] for old, place in zip(table[name].to_pylist(), places, strict=True)]
            column = table.column_names.index(name)
            found = found.set_column(column, table.schema.field(name), pa.array(values, table.schema.field(name).type))
    return found
