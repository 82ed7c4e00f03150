"""Given stage rows, the marts they become: ties, nulls, midnight, empty input."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from onrecord.warehouse.build import build_audit, build_models, open_build
from onrecord.warehouse.models import load_models
from onrecord.warehouse.sql_folder import sql_folder
from onrecord.warehouse.sql_tests import key_tests, load_tests, run_tests
from tests.sql.stage_rows import Rows, article, linked, publish_rows, quote, report, write_stages

WORDS = "We will open the bridge in May"
LINE = f'"{WORDS}," the mayor said on Friday.'


def read(warehouse: Path, query: str) -> list[tuple[Any, ...]]:
    """Rows of the live snapshot."""
    with duckdb.connect(str(warehouse / "onrecord.duckdb"), read_only=True) as connection:
        return connection.execute(query).fetchall()


def four_articles() -> list[dict[str, Any]]:
    """Four articles with the same words: two of one outlet, one of none known, one copy; two at one midnight."""
    midnight = datetime(2026, 3, 7)  # noqa: DTZ001 - the warehouse holds UTC without a zone
    dated = {
        "published_at": midnight,
        "published_date": date(2026, 3, 7),
        "published_at_method": "metadata",
        "published_at_precision": "day",
    }
    return [
        article("a1", LINE, outlet_id="o1", outlet_name="The Harbour Post", title="Bridge to open", **dated),
        article("a2", f"Once more: {LINE}", outlet_id="o1", outlet_name="The Harbour Post", title="Bridge, again"),
        article("a3", f"Seen elsewhere. {LINE}", title="No outlet"),
        article("a4", LINE, outlet_id="o0", outlet_name="Coast Daily", title="Copied", **dated),
    ]


def one_utterance() -> Rows:
    """The words of four articles as one utterance of one mayor."""
    articles = four_articles()
    quotes = [
        quote(f"q{n}", a, WORDS, speaker_name="Vera Holm", speaker_method="named", speaker_actor_id="p1", speaker_names=["Vera Holm"])
        for n, a in enumerate(articles, start=1)
    ]
    quotes[3] |= {"via_name": "Northern Press", "attribution_depth": 2}
    ids = [a["article_id"] for a in articles]
    return {
        "articles": articles,
        "quotes": quotes,
        "article_groups": [
            {
                "article_id": i,
                "duplicate_role": "copy" if i == "a4" else "unique",
                "duplicate_of": "a1" if i == "a4" else None,
                "story_id": "s1",
            }
            for i in ids
        ],
        "article_actors": [{"article_id": i, "article_actor_id": "p1", "actor_name": "Vera Holm", "batch_id": "b1"} for i in ids],
        "actors": [{"actor_id": "x1", "actor_name": "Mayor Vera Holm", "actor_type": "person", "mention_count": 4}],
        "actor_links": [{"article_id": i, "article_actor_id": "p1", "actor_id": "x1"} for i in ids],
        "utterance_members": [
            {"quote_id": f"q{n}", "utterance_id": "u1", "variant_kind": "verbatim" if n < 4 else "altered", "word_diff": None}
            for n in (1, 2, 3, 4)
        ],
        "utterance_heads": [{"utterance_id": "u1", "speaker_id": "x1", "canonical_text": WORDS, "said_date": date(2026, 3, 6)}],
        "independence": [{"subject_type": "utterance", "subject_id": "u1", "article_id": i, "is_counted": i in {"a1", "a3"}} for i in ids],
    }


def test_an_utterance_is_counted_once_over_articles_outlets_and_voices(warehouse: Path) -> None:
    """An article of unknown outlet is an outlet of its own; at one midnight the original comes before its copy."""
    publish_rows(warehouse, one_utterance())
    (row,) = read(
        warehouse,
        "SELECT speaker_name, quote_count, article_count, outlet_count, independent_count, first_published_at, first_outlet_name "
        "FROM utterances",
    )
    assert row == ("Mayor Vera Holm", 4, 4, 3, 2, datetime(2026, 3, 7), "The Harbour Post")  # noqa: DTZ001


def test_variants_list_each_wording_with_its_outlets(warehouse: Path) -> None:
    """The most printed wording comes first; an outlet stands once, an unknown one not at all."""
    publish_rows(warehouse, one_utterance())
    (found,) = read(warehouse, "SELECT variants FROM utterances")
    assert [(v["variant_kind"], v["outlet_names"]) for v in found[0]] == [("verbatim", ["The Harbour Post"]), ("altered", ["Coast Daily"])]


def test_a_quote_carries_the_name_on_record_and_its_chain(warehouse: Path) -> None:
    """The speaker's name is the actor's over all articles; a relay stands at hop 1."""
    publish_rows(warehouse, one_utterance())
    assert set(read(warehouse, "SELECT speaker_id, speaker_name, utterance_id FROM quotes")) == {("x1", "Mayor Vera Holm", "u1")}
    chain = read(
        warehouse, "SELECT hop, speaker_role, speaker_name, actor_id FROM mart.bridge_quote_speakers WHERE quote_id = 'q4' ORDER BY hop"
    )
    assert chain == [(0, "speaker", "Mayor Vera Holm", "x1"), (1, "relay", "Northern Press", None)]


def test_dimensions_count_what_the_facts_hold(warehouse: Path) -> None:
    """Actors, outlets and stories."""
    publish_rows(warehouse, one_utterance())
    assert read(warehouse, "SELECT article_count, quote_count, utterance_count, event_count FROM mart.dim_actors") == [(4, 4, 1, 0)]
    outlets = read(warehouse, "SELECT outlet_name, article_count, original_count FROM mart.dim_outlets ORDER BY 1")
    assert outlets == [("Coast Daily", 1, 0), ("The Harbour Post", 2, 2)]
    assert read(warehouse, "SELECT title, article_count, outlet_count, original_count, first_outlet_name FROM mart.dim_stories") == [
        ("Bridge to open", 4, 3, 3, "The Harbour Post")
    ]


def test_an_event_has_its_actors_places_and_disagreements(warehouse: Path) -> None:
    """Two reports of one event that differ about the day."""
    body = "The minister visited Tallin on Monday."
    articles = [article("a1", body, outlet_id="o1", outlet_name="A"), article("a2", body + " So it was.", outlet_id="o2", outlet_name="B")]
    place = {"place_id": "588409", "place_name": "Tallinn", "place_country_code": "EE", "latitude": 59.437, "longitude": 24.7535}
    reports = [report(f"r{n}", a, "visited", actor_actor_ids=["m"], recipient_actor_ids=["t"], **place) for n, a in enumerate(articles, 1)]
    reports[1]["place_name"] = "Reval"
    people = [("m", "x1", "The minister"), ("t", "x2", "Estonia")]
    rows: Rows = {
        "articles": articles,
        "event_reports": reports,
        "event_members": [{"event_report_id": "r1", "event_id": "e1"}, {"event_report_id": "r2", "event_id": "e1"}],
        "event_heads": [
            {"event_id": "e1", "event_type": "CONSULT", "modality": "actual", "place_id": "588409", "actor_names": ["The minister"]}
        ],
        "disagreements": [
            {
                "subject_type": "event",
                "subject_id": "e1",
                "disagreement_kind": kind,
                "left_value": "a",
                "left_report_id": "r1",
                "right_value": "b",
                "right_report_id": "r2",
            }
            for kind in ("place", "date")
        ]
        + [
            {
                "subject_type": "utterance",
                "subject_id": "u9",
                "disagreement_kind": "wording",
                "left_report_id": "r1",
                "right_report_id": "r2",
            }
        ],
        "actors": [{"actor_id": x, "actor_name": name, "mention_count": 1} for _, x, name in people],
        "actor_links": [{"article_id": a, "article_actor_id": p, "actor_id": x} for a in ("a1", "a2") for p, x, _ in people],
    }
    publish_rows(warehouse, rows)
    ((count, outlets, differences),) = read(warehouse, "SELECT report_count, outlet_count, disagreements FROM events")
    assert (count, outlets, [d["disagreement_kind"] for d in differences]) == (2, 2, ["date", "place"])
    parts = read(warehouse, "SELECT actor_role, actor_name, report_count FROM mart.bridge_event_actors ORDER BY 1")
    assert parts == [("actor", "The minister", 2), ("recipient", "Estonia", 2)]
    assert read(warehouse, "SELECT place_name, report_count FROM mart.dim_places") == [("Reval", 2)]


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


def test_what_was_set_aside_stands_in_quarantine_with_its_run(warehouse: Path) -> None:
    """Reason and run of a rejected document."""
    aside = {
        "stage": "clean",
        "table_name": "articles",
        "row_id": "a9",
        "reason_code": "no_article",
        "reason_text": "None.",
        "batch_id": "b1",
    }
    manifest = publish_rows(warehouse, {"rejected": [aside]})
    assert read(warehouse, "SELECT row_id, reason_code, run_id FROM ops.quarantine") == [("a9", "no_article", manifest.run_id)]


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


def test_a_good_warehouse_passes_every_sql_test(warehouse: Path) -> None:
    """The four articles fail nothing."""
    run_id = write_stages(warehouse, linked(one_utterance()))
    with open_build(warehouse, run_id) as build:
        build_models(build)
        failed = [(c.check_name, c.sample_text) for c in run_tests(build, sql_folder()) if not c.is_passed]
        build_audit(build)
    assert failed == []


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
    rows = one_utterance()
    body = rows["articles"][0]
    rows["event_reports"] = [report("r1", body, "open")]
    rows["independence"] += [{"subject_type": "event", "subject_id": "er1", "article_id": "a1", "is_counted": True}]
    found = {}
    with open_build(warehouse, write_stages(warehouse, linked(rows))) as build:
        build_models(build)
        assert all(c.is_passed for c in run_tests(build, sql_folder()))
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
