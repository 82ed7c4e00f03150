"""Given stage rows, the marts they become: ties, nulls, midnight, empty input."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from onrecord.warehouse.build import build_models, open_build
from onrecord.warehouse.models import load_models
from onrecord.warehouse.sql_folder import sql_folder
from onrecord.warehouse.sql_tests import key_tests, load_tests, run_tests
from tests.sql.stage_rows import linked, publish_rows, write_stages
from tests.sql.town import town


def read(warehouse: Path, query: str) -> list[tuple[Any, ...]]:
    """Rows of the live snapshot."""
    with duckdb.connect(str(warehouse / "onrecord.duckdb"), read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_an_utterance_is_counted_once_over_articles_outlets_and_voices(live: Path) -> None:
    """An article of unknown outlet is an outlet of its own; at one midnight the original comes before its copy."""
    (row,) = read(
        live,
        "SELECT speaker_name, quote_count, article_count, outlet_count, independent_count, first_published_at, first_outlet_name "
        "FROM utterances WHERE utterance_id = 'u1'",
    )
    assert row == ("Mayor Vera Holm", 4, 4, 3, 2, datetime(2026, 3, 7), "The Harbour Post")  # noqa: DTZ001


def test_variants_list_each_wording_with_its_outlets(live: Path) -> None:
    """The most printed wording comes first; an outlet stands once, an unknown one not at all."""
    (found,) = read(live, "SELECT variants FROM utterances WHERE utterance_id = 'u1'")
    assert [(v["variant_kind"], v["outlet_names"]) for v in found[0]] == [("verbatim", ["The Harbour Post"]), ("altered", ["Coast Daily"])]


def test_a_quote_carries_the_name_on_record_and_its_chain(live: Path) -> None:
    """The speaker's name is the actor's over all articles; a relay stands at hop 1."""
    assert set(read(live, "SELECT speaker_id, speaker_name, utterance_id FROM quotes WHERE quote_id < 'q5'")) == {
        ("x1", "Mayor Vera Holm", "u1")
    }
    chain = read(
        live, "SELECT hop, speaker_role, speaker_name, actor_id FROM mart.bridge_quote_speakers WHERE quote_id = 'q4' ORDER BY hop"
    )
    assert chain == [(0, "speaker", "Mayor Vera Holm", "x1"), (1, "relay", "Northern Press", None)]


def test_dimensions_count_what_the_facts_hold(live: Path) -> None:
    """Actors, outlets and stories."""
    assert read(live, "SELECT article_count, quote_count, utterance_count, event_count FROM mart.dim_actors WHERE actor_id = 'x1'") == [
        (4, 4, 1, 0)
    ]
    outlets = read(live, "SELECT outlet_name, article_count, original_count FROM mart.dim_outlets ORDER BY 1")
    assert outlets == [("Coast Daily", 3, 2), ("The Harbour Post", 3, 3)]
    assert read(
        live, "SELECT title, article_count, outlet_count, original_count, first_outlet_name FROM mart.dim_stories WHERE story_id = 's1'"
    ) == [("Bridge to open", 4, 3, 3, "The Harbour Post")]


def test_an_event_has_its_actors_places_and_disagreements(live: Path) -> None:
    """Two reports of one event that differ about day and place; of two names of one place, as frequent, the first by alphabet."""
    ((count, outlets, voices, differences),) = read(
        live, "SELECT report_count, outlet_count, independent_count, disagreements FROM events WHERE event_id = 'e1'"
    )
    assert (count, outlets, voices, [d["disagreement_kind"] for d in differences]) == (2, 2, 1, ["date", "place"])
    parts = read(live, "SELECT actor_role, actor_name, report_count FROM mart.bridge_event_actors WHERE event_id = 'e1' ORDER BY 1")
    assert parts == [("actor", "The minister", 2), ("recipient", "Estonia", 2)]
    assert read(live, "SELECT place_name, report_count FROM mart.dim_places") == [("Tallinn", 3)]


def test_no_rows_in_make_tables_with_all_their_columns(warehouse: Path) -> None:
    """An empty warehouse has every table, documented and empty."""
    publish_rows(warehouse, {})
    assert read(warehouse, "SELECT count(*) FROM articles") == [(0,)]
    undocumented = read(warehouse, "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND coalesce(comment, '') = ''")
    assert undocumented == []
    documented = read(warehouse, "SELECT count(*) FROM mart.data_dictionary")
    assert documented == read(warehouse, "SELECT count(*) FROM duckdb_columns() WHERE NOT internal")


def test_rows_of_a_run_that_never_published_change_no_ids(warehouse: Path) -> None:
    """Only changes of published runs stand in ops.id_changes."""
    run_id = write_stages(warehouse, linked({}))
    change = {"subject_type": "event", "change_kind": "merged", "old_id": "e2", "new_id": "e1"}
    publish_rows(warehouse, {"id_changes": [change | {"run_id": run_id}, change | {"run_id": "r-elsewhere"}]})
    assert read(warehouse, "SELECT run_id FROM ops.id_changes") == [(run_id,)]


def test_what_was_set_aside_stands_in_quarantine_with_its_run(live: Path) -> None:
    """Reason and run of a rejected document."""
    assert read(live, "SELECT row_id, reason_code, run_id = (SELECT run_id FROM ops.runs) FROM ops.quarantine") == [
        ("a99", "no_article", True)
    ]


CONTRACT = {
    "articles": 24,
    "quotes": 36,
    "utterances": 12,
    "event_reports": 33,
    "events": 25,
    "text_reuse": 10,
}


def test_wide_tables_begin_with_the_promised_columns() -> None:
    """The first columns of the wide tables are public: their number and order changes only with the schema version."""
    models = {m.name: m for m in load_models(sql_folder()) if m.schema == "main"}
    assert set(models) == set(CONTRACT)
    firsts = {name: (m.columns[0].name, m.columns[CONTRACT[name] - 1].name) for name, m in models.items()}
    assert firsts == {
        "articles": ("article_id", "run_id"),
        "quotes": ("quote_id", "run_id"),
        "utterances": ("utterance_id", "variants"),
        "event_reports": ("event_report_id", "run_id"),
        "events": ("event_id", "confidence"),
        "text_reuse": ("reuse_id", "reuse_kind"),
    }


POISONS = {
    "quote_text_stands_in_body": "UPDATE main.quotes SET quote_text = quote_text || 's' WHERE quote_id = 'q1'",
    "speaker_text_stands_in_body": "UPDATE main.quotes SET speaker_text = 'x', speaker_start_char = 0, speaker_end_char = 1",
    "cue_text_stands_in_body": "UPDATE main.quotes SET cue_text = 'x', cue_start_char = 0, cue_end_char = 1",
    "trigger_text_stands_in_body": "UPDATE main.event_reports SET trigger_text = 'x'",
    "sentence_text_stands_in_body": "UPDATE main.event_reports SET sentence_text = 'x'",
    "every_quote_has_article_and_utterance": "UPDATE main.quotes SET utterance_id = NULL",
    "every_event_report_has_article_and_event": "UPDATE main.event_reports SET event_id = 'e-none'",
    "every_utterance_is_printed": "UPDATE main.utterances SET quote_count = 0",
    "every_event_is_reported": "UPDATE main.events SET report_count = 0",
    "counts_of_utterances_are_nested": "UPDATE main.utterances SET outlet_count = 99",
    "counts_of_events_are_nested": "UPDATE main.events SET independent_count = 99",
    "some_voice_of_utterances_is_independent": "UPDATE main.utterances SET independent_count = 0",
    "some_voice_of_events_is_independent": "UPDATE main.events SET independent_count = 0",
    "copies_name_their_original": "UPDATE main.articles SET duplicate_of = 'a-none' WHERE article_id = 'a4'",
    "dates_say_how_they_are_known": "UPDATE main.articles SET published_at = NULL WHERE article_id = 'a1'",
    "speakers_are_no_pronouns": "UPDATE main.quotes SET speaker_name = 'She'",
    "unresolved_speakers_say_so": "UPDATE main.quotes SET speaker_method = 'none'",
    "event_types_are_known": "UPDATE main.event_reports SET event_type = 'MEET'",
    "passages_lie_in_their_articles": "INSERT INTO main.text_reuse VALUES ('t1', 'a1', 'a2', 0, 9999, 0, 5, 5, 1.0, 'shared_passage')",
    "events_end_after_they_begin": "UPDATE main.event_reports SET event_date = DATE '2026-01-02', event_date_end = DATE '2026-01-01'",
    "disagreements_name_reports_on_record": "INSERT INTO mart.fct_disagreements VALUES ('event', 'e1', 'date', 'a', 'r1', 'b', 'r-none')",
}


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """Rows that fail each SQL test once its poison is in; every poison is taken back before the next."""
    warehouse = tmp_path_factory.mktemp("poisoned")
    found = {}
    with open_build(warehouse, write_stages(warehouse, linked(town()))) as build:
        build_models(build)
        assert [c for c in run_tests(build, sql_folder()) if not c.is_passed] == []
        for name, poison in POISONS.items():
            build.connection.execute("BEGIN")
            build.connection.execute(poison)
            found[name] = sum(c.rows_failed for c in run_tests(build, sql_folder()) if c.check_name == name)
            build.connection.execute("ROLLBACK")
        build.connection.execute("INSERT INTO main.events SELECT * FROM main.events")
        found["key_is_unique"] = sum(c.rows_failed for c in run_tests(build, sql_folder()) if c.table_name == "main.events")
    return found


def test_every_sql_test_finds_its_poison(poisoned: dict[str, int]) -> None:
    """A check that was never seen to fail is no check."""
    tested = {t.name for t in [*load_tests(sql_folder()), *key_tests(load_models(sql_folder()))]}
    assert set(poisoned) == tested
    assert [name for name, failed in poisoned.items() if not failed] == []


def test_every_model_reads_as_one_paragraph_of_sql() -> None:
    """Models stay short, and no query is ordered: the runner sorts by the key."""
    for model in load_models(sql_folder()):
        assert model.query.count("\n") < 160, model.full_name
        assert not re.search(r"^ORDER BY", model.query, re.MULTILINE), model.full_name


def test_the_date_of_coverage_stands_in_the_marts(live: Path) -> None:
    """In the article, in its reports, and with the articles that speak for it."""
    found = read(live, "SELECT published_date, published_at_method, published_at_confidence FROM articles WHERE article_id = 'v3'")
    assert [(str(day), method, sure) for day, method, sure in found] == [("2026-03-08", "inferred_coverage", 0.77)]
    assert [
        (str(day), basis)
        for day, basis in read(live, "SELECT event_date, date_basis FROM mart.fct_event_reports WHERE event_report_id = 'r3'")
    ] == [("2026-03-09", "expression")]
    assert {other for (other,) in read(live, "SELECT other_article_id FROM mart.fct_date_evidence WHERE article_id = 'v3'")} == {"v1", "v2"}
