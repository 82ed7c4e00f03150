"""The cookbook and questions of one's own: each query runs, answers its question, and reads nothing but the published tables."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from onrecord.cli.main import commands
from onrecord.errors import OnrecordError, UsageError
from onrecord.warehouse.lineage import tables_read
from onrecord.warehouse.models import load_models
from onrecord.warehouse.query import Answer, cell_text, named_queries, run_query
from onrecord.warehouse.sql_folder import sql_folder
from tests.sql.town import WORDS


@pytest.mark.parametrize("name", sorted(named_queries()))
def test_each_query_of_the_cookbook_answers_without_being_told_anything(live: Path, name: str) -> None:
    """Its defaults are enough, and the town gives it at least one row."""
    query = named_queries()[name]
    assert query.question.endswith("?")
    assert run_query(live, name).rows


def test_queries_read_published_tables_only() -> None:
    """No query leans on a table that readers do not have."""
    published = {m.full_name for m in load_models(sql_folder()) if m.is_published}
    with duckdb.connect() as connection:
        for query in named_queries().values():
            assert set(tables_read(connection, query.sql)) <= published, query.name


def test_the_wordings_of_a_quote_stand_by_outlet(live: Path) -> None:
    """All four printings, the dated ones first."""
    answer = run_query(live, "quote_wordings", {"words": "the bridge"})
    assert [r["outlet_name"] for r in answer.records()] == ["The Harbour Post", "Coast Daily", "The Harbour Post", None]
    assert {r["quote_text"] for r in answer.records()} == {WORDS}


def test_the_most_quoted_is_counted_by_things_said(live: Path) -> None:
    """Four printings of one sentence are one utterance."""
    found = {r["speaker_name"]: (r["utterances"], r["printings"]) for r in run_query(live, "most_quoted").records()}
    assert found["Mayor Vera Holm"] == (1, 4)


def test_who_said_what_about_what(live: Path) -> None:
    """Both parameters narrow, in any case."""
    assert len(run_query(live, "said_about", {"speaker": "holm", "about": "BRIDGE"}).rows) == 1
    assert run_query(live, "said_about", {"speaker": "holm", "about": "tunnel"}).rows == []


def test_the_announced_visit_is_found_done(live: Path) -> None:
    """The visit planned for the eighth took place on the ninth."""
    (row,) = run_query(live, "announced_versus_done").records()
    assert (row["outcome"], row["announced_for"], row["done_on"]) == ("done", "2026-03-08", "2026-03-09")


def test_a_dyad_is_found_by_name_and_by_country_from_either_side(live: Path) -> None:
    """Estonia by its code, the minister by a part of the name."""
    for first, second in (("minister", "ee"), ("EE", "minister"), ("", "Estonia")):
        assert [r["event_id"] for r in run_query(live, "dyad_timeline", {"first": first, "second": second}).records()] == ["e2", "e1"]
    assert run_query(live, "dyad_timeline", {"first": "minister", "second": "Latvia"}).rows == []


def test_a_row_to_review_is_asked_about_once(live: Path) -> None:
    """Four printings of one sentence are one question; a kind of row can be asked for alone."""
    found = run_query(live, "review_next", {"of": "quote"}).records()
    assert {row["subject_type"] for row in found} == {"quote"}
    assert len([row for row in found if row["what"] == WORDS]) == 1
    assert [row["worth"] for row in found] == sorted((row["worth"] for row in found), reverse=True)


def test_review_writes_a_sheet_to_fill_in(live: Path, tmp_path: Path) -> None:
    """The sheet has the rows in their order, and empty columns for the answers."""
    sheet = tmp_path / "sheet.csv"
    done = CliRunner().invoke(commands, ["review", "--warehouse", str(live), "--rows", "2", "--sheet", str(sheet)])
    assert (done.exit_code, done.stdout) == (0, "")
    with sheet.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == [row["id"] for row in run_query(live, "review_next", {"rows": "2"}).records()]
    assert {row[name] for row in rows for name in ("is_right", "should_be", "note")} == {""}


def test_review_tells_why_a_row_is_asked(live: Path) -> None:
    """Who, what, and how sure the rule is."""
    told = CliRunner().invoke(commands, ["review", "--warehouse", str(live), "--of", "quote", "--rows", "1"]).output
    assert "confidence" in told
    assert "who" in told
    assert "onrecord cite" in told


def test_denials_second_hand_words_and_rejections(live: Path) -> None:
    """One of each stands in the town."""
    assert [r["quote_id"] for r in run_query(live, "denials").records()] == ["q9"]
    assert [r["via_name"] for r in run_query(live, "second_hand_quotes").records()] == ["Northern Press"]
    assert [r["source_uri"] for r in run_query(live, "last_rejections").records()] == ["gallery.html"]


def test_a_question_of_ones_own(live: Path) -> None:
    """SQL as it is; values come out as JSON and CSV know them."""
    answer = run_query(live, "SELECT event_date, actor_names, NULL AS n, 0.5::DOUBLE AS share FROM events WHERE event_id = 'e1'")
    assert json.loads(answer.to_json()) == [{"event_date": "2026-03-09", "actor_names": ["The minister"], "n": None, "share": 0.5}]
    assert answer.to_csv() == 'event_date,actor_names,n,share\n2026-03-09,"[""The minister""]",,0.5\n'
    assert answer.texts() == [["2026-03-09", "The minister", "", "0.5"]]


@pytest.mark.parametrize(
    ("query", "values", "told"),
    [
        ("most_quotd", {}, "did you mean most_quoted"),
        ("denials", {"speakr": "x"}, "did you mean speaker"),
        ("latest_changes", {"rows": "1"}, "it has none"),
        ("denials", {"rows": "many"}, "wants a number"),
        ("SELECT nothing FROM nowhere", {}, "nowhere"),
        ("SELECT 1", {"rows": "1"}, "named queries"),
        ("DELETE FROM quotes", {}, "read-only"),
    ],
)
def test_a_wrong_question_is_told_what_is_wrong(live: Path, query: str, values: dict[str, str], told: str) -> None:
    """Names, parameters, SQL; and nothing is ever written."""
    with pytest.raises(UsageError, match=told):
        run_query(live, query, values)


def test_where_there_is_no_warehouse(tmp_path: Path) -> None:
    """The message says how one comes to be."""
    with pytest.raises(OnrecordError, match="onrecord run"):
        run_query(tmp_path, "SELECT 1")


def test_cells_read_well() -> None:
    """Nested values in words, no number that JSON does not know."""
    assert cell_text([{"a": 1, "b": None}, {"a": 2, "b": "x"}]) == "a: 1, a: 2; b: x"
    assert Answer(["x"], ["DOUBLE"], [(float("nan"),)]).records() == [{"x": None}]


def test_parameters_are_given_in_either_way(live: Path) -> None:
    """NAME=VALUE, --NAME VALUE and --NAME=VALUE; a name may have hyphens."""
    answers = []
    for asked in (["who_said_first", "about=bridge"], ["who-said-first", "--about", "bridge"], ["who-said-first", "--about=bridge"]):
        result = CliRunner().invoke(commands, ["query", *asked, "--csv", "--warehouse", str(live)])
        assert result.exit_code == 0, result.output
        answers.append(result.stdout)
    assert answers[0] == answers[1] == answers[2]
    assert "bridge" in answers[0]


@pytest.mark.parametrize("wrong", [["bridge"], ["--about"]])
def test_a_parameter_without_name_or_value_is_told(live: Path, wrong: list[str]) -> None:
    """With how it is given."""
    result = CliRunner().invoke(commands, ["query", "who-said-first", *wrong, "--warehouse", str(live)])
    assert isinstance(result.exception, UsageError)
    assert "NAME=VALUE or --NAME VALUE" in str(result.exception)


def test_words_are_searched_by_rarity(live: Path) -> None:
    """The rarer word decides; a part inside a word is no hit, its beginning is."""
    found = run_query(live, "search_quotes", {"words": "any bridge"})
    assert [row["canonical_text"] for row in found.records()]
    scores = [row["score"] for row in found.records()]
    assert scores == sorted(scores, reverse=True)
    assert run_query(live, "search_quotes", {"words": "ridge"}).rows == []
    assert run_query(live, "search_quotes", {"words": "bridg"}).rows
    assert run_query(live, "search_articles", {"words": "tallinn"}).rows
