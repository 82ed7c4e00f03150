"""The pages: each on a small town, on nothing, and on hostile text; the filters of the address; a publication while one looks."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner
from streamlit.testing.v1 import AppTest

from dashboard import data
from dashboard.headings import heading, meaning
from dashboard.panels import difference
from onrecord.cli import dashboard as command
from onrecord.cli.main import commands
from onrecord.warehouse.lineage import tables_read
from onrecord.warehouse.models import load_models
from onrecord.warehouse.query import Answer, ask
from onrecord.warehouse.sql_folder import sql_folder
from tests.dashboard.conftest import ROOT, Run
from tests.sql.stage_rows import article, publish_rows, quote
from tests.sql.town import town

VIEWS = ("overview", "quotes", "speakers", "events", "outlets", "health")
MOST_ROWS = 600
HOSTILE = "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'>"


def headings(app: AppTest) -> list[str]:
    """The titles of the panels."""
    return [heading.value for heading in app.subheader]


def hostile_town() -> dict[str, list[dict[str, object]]]:
    """One article whose every text is markup."""
    said = f"Word {HOSTILE} said"
    one = article("a1", f'"{said}," she said.', title=HOSTILE, outlet_name=HOSTILE, outlet_id="o1")
    return {"articles": [one], "quotes": [quote("q1", one, said, speaker_name=HOSTILE)]}


@pytest.mark.parametrize("view", VIEWS)
def test_each_page_shows_the_town(run: Run, live: Path, view: str) -> None:
    """No error, a title, and panels that have rows."""
    app = run(view, live)
    assert not app.exception
    assert app.title
    assert len(headings(app)) >= 3
    assert app.dataframe or view == "quotes"


@pytest.mark.parametrize("view", VIEWS)
def test_each_page_says_what_to_do_where_there_is_nothing(run: Run, tmp_path: Path, view: str) -> None:
    """An empty warehouse is no error."""
    publish_rows(tmp_path / "warehouse", {})
    app = run(view, tmp_path / "warehouse")
    assert not app.exception
    assert all(info.value.endswith((".", "!")) for info in app.info)
    assert app.info


@pytest.mark.parametrize("view", VIEWS)
def test_everything_that_can_be_used_has_a_label(run: Run, live: Path, view: str) -> None:
    """For people who have the page read to them."""
    app = run(view, live)
    widgets = [*app.text_input, *app.selectbox, *app.button_group, *app.download_button, *app.metric, *app.expander]
    assert all(widget.label.strip() for widget in widgets)
    assert all(table.proto.alt.strip() for table in app.dataframe)


def test_filters_come_from_the_address(run: Run, live: Path) -> None:
    """A link shows what its sender saw."""
    everything = run("quotes", live).dataframe[0].value
    only = run("quotes", live, speaker="vera holm", type="direct").dataframe[0].value
    assert 0 < len(only) < len(everything)
    assert set(only["speaker_name"]) == {"Mayor Vera Holm"}


def test_a_wrong_day_is_told_and_left_out(run: Run, live: Path) -> None:
    """And everything else still works."""
    app = run("quotes", live, **{"from": "yesterday"})
    assert not app.exception
    assert [warning.value for warning in app.warning] == ["Published from: a day is written 2026-03-09."]
    assert len(app.dataframe[0].value)


def test_no_match_says_so(run: Run, live: Path) -> None:
    """With a way out."""
    app = run("quotes", live, words="no such words anywhere")
    assert "No quote matches all filters; take one away, or write less of a name." in [info.value for info in app.info]


def test_an_utterance_is_shown_by_outlet_with_what_differs(run: Run, live: Path) -> None:
    """Each printing with its difference to the fullest wording, the voices, and the page's text with the words marked."""
    app = run("quotes", live, utterance="u1")
    assert {"Printed by", "Independent voices, line by line", "On the page"} <= set(headings(app))
    table, page = (element.proto.body for element in app.html)
    assert "first printed" in table
    assert "<mark>" in page


def test_what_a_printing_changes_is_marked_and_escaped() -> None:
    """Left out words are struck through, added ones underlined, and nothing of them is markup."""
    assert difference("[-old <b>-] kept {+new+}") == "<del>old &lt;b&gt;</del> kept <ins>new</ins>"


def test_an_event_is_shown_with_its_reports_voices_and_disagreements(run: Run, live: Path) -> None:
    """Both sides of a disagreement side by side."""
    app = run("events", live, event="e1")
    reports, voices, differences = (table.value for table in app.dataframe[-3:])
    assert len(reports) == 2
    assert "Shares a passage." in set(voices["reduction_text"])
    assert {("Tallinn", "Reval"), ("2026-03-09", "2026-03-10")} == set(
        zip(differences["left_value"], differences["right_value"], strict=True)
    )


def test_shares_are_shown_instead_of_counts(run: Run, live: Path) -> None:
    """The switch is part of the address."""
    assert '"format": "%"' in run("overview", live, show="shares").get("vega_lite_chart")[0].proto.spec
    assert '"format": "%"' not in run("overview", live).get("vega_lite_chart")[0].proto.spec


def test_a_publication_is_seen_without_a_restart(run: Run, tmp_path: Path) -> None:
    """The same session shows the new snapshot on its next run."""
    warehouse = tmp_path / "warehouse"
    some = {"articles": [article("a1", "One.")]}
    publish_rows(warehouse, some)
    app = run("overview", warehouse)
    assert app.metric[0].value == "1"
    publish_rows(warehouse, {"articles": [article("a1", "One."), article("a2", "Two.", batch_id="b2")]})
    assert app.run().metric[0].value == "2"


@pytest.mark.parametrize("view", VIEWS)
def test_markup_of_pages_is_text(run: Run, tmp_path: Path, view: str) -> None:
    """Nothing that a page says becomes part of the dashboard's own markup."""
    publish_rows(tmp_path / "warehouse", hostile_town())
    app = run(view, tmp_path / "warehouse")
    assert not app.exception
    bodies = [element.proto.body for element in app.html]
    assert not any("<script" in body or "<img" in body for body in bodies)
    assert bool(bodies) == (view == "quotes")
    assert not any(HOSTILE in element.value for element in [*app.markdown, *app.subheader, *app.title, *app.caption])


def test_the_app_opens_on_the_overview(monkeypatch: pytest.MonkeyPatch, live: Path) -> None:
    """With all pages in its navigation."""
    monkeypatch.setenv("ONRECORD_WAREHOUSE", str(live))
    app = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=60).run()
    assert not app.exception
    assert [title.value for title in app.title] == ["What is on record"]


def test_no_warehouse_is_told_in_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """In the browser, and by the command before it starts anything."""
    monkeypatch.setenv("ONRECORD_WAREHOUSE", str(tmp_path / "none"))
    app = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=60).run()
    assert not app.exception
    assert "`onrecord run` makes one" in app.error[0].value
    result = CliRunner().invoke(commands, ["dashboard", "--warehouse", str(tmp_path / "none")])
    assert result.exit_code != 0
    assert "`onrecord run` makes one" in str(result.exception)


def test_a_missing_streamlit_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch, live: Path) -> None:
    """It is an extra."""
    monkeypatch.setattr(command, "find_spec", lambda name: None)
    result = CliRunner().invoke(commands, ["dashboard", "--warehouse", str(live)])
    assert "install `onrecord[dashboard]`" in str(result.exception)


@pytest.mark.parametrize("name", sorted(data.queries()))
def test_each_query_is_bounded_and_reads_published_tables_only(monkeypatch: pytest.MonkeyPatch, live: Path, name: str) -> None:
    """A few hundred rows at most, from tables that every reader has."""
    query = data.queries()[name]
    assert query.question.endswith("?")
    assert "LIMIT" in query.sql or "QUALIFY" in query.sql or name in {"on_record", "body"}
    assert all(p.default <= MOST_ROWS for p in query.parameters if p.name == "rows" and isinstance(p.default, int))
    published = {m.full_name for m in load_models(sql_folder()) if m.is_published}
    with duckdb.connect() as connection:
        assert set(tables_read(connection, query.sql)) <= published
    monkeypatch.setenv("ONRECORD_WAREHOUSE", str(live))
    assert len(data.answer(name).rows) <= MOST_ROWS


def test_csv_is_no_formula() -> None:
    """What a spreadsheet would run is text; numbers below zero stay numbers."""
    found = Answer(["text", "number"], ["VARCHAR", "INTEGER"], [("=1+1", -2), ("+cmd", 1), ("@x", 0), ("plain", 3)])
    assert data.safe_csv(found).splitlines() == ["text,number", "'=1+1,-2", "'+cmd,1", "'@x,0", "plain,3"]


def test_the_town_is_what_the_tests_think() -> None:
    """The event that the tests look at is there."""
    assert {head["event_id"] for head in town()["event_heads"]} >= {"e1"}


def test_headings_are_words_and_no_two_of_a_table_are_the_same(live: Path) -> None:
    """A person reads them; the name for SQL and the meaning stand behind each."""
    assert [heading(name) for name in ("first_outlet_name", "outlet_count", "published_at")] == ["First outlet", "Outlets", "Published"]
    assert meaning("outlet_count").startswith("`outlet_count`: ")
    assert meaning("no_such_column") == "`no_such_column`"
    for name, query in data.queries().items():
        columns = ask(live, query.sql, data.filled(name)).columns
        headings = [heading(column) for column in columns]
        assert len(set(headings)) == len(headings), name
        assert not [shown for shown in headings if "_" in shown], name
