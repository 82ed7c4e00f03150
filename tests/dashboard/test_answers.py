"""What the panels are told: periods, shares, changes of fill rates, evidence of names, and SQL that runs as it is shown."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

from dashboard import charts, data
from dashboard.panels import marked_html
from dashboard.views.overview import told_apart
from onrecord.warehouse.query import Answer, ask
from tests.dashboard.conftest import Run
from tests.sql.stage_rows import article, publish_rows, quote

NOON = datetime.fromisoformat("2026-03-02T12:00:00")


def answered(warehouse: Path, name: str, /, **values: data.Value) -> Answer:
    """A query's answer over a warehouse."""
    return ask(warehouse, data.queries()[name].sql, data.filled(name) | values)


def one_a_step(warehouse: Path, number: int, days: int) -> Path:
    """A warehouse of articles that are so many days apart."""
    when = [NOON + timedelta(days=days * n) for n in range(number)]
    publish_rows(warehouse, {"articles": [article(f"a{n}", "Rain.", published_at=at) for n, at in enumerate(when)]})
    return warehouse


@pytest.mark.parametrize(("days", "unit"), [(1, "day"), (30, "week"), (150, "month"), (900, "year")])
def test_the_period_fits_the_days_there_are(tmp_path: Path, days: int, unit: str) -> None:
    """So that no more bars are drawn than can be told apart."""
    rows = answered(one_a_step(tmp_path / "warehouse", 12, days), "articles_over_time").records()
    assert {row["unit"] for row in rows} == {unit}
    assert sum(row["articles"] for row in rows) == 12


def test_rare_kinds_are_one_and_nothing_is_lost(tmp_path: Path) -> None:
    """Only so many colours can be told apart."""
    one = article("a1", '"It rains," she said.', published_at=NOON)
    acts = ["say", "say", "ask", "deny", "warn"]
    told = [quote(f"q{n}", one, "It rains", speech_act=act) for n, act in enumerate(acts)]
    publish_rows(tmp_path / "warehouse", {"articles": [one], "quotes": told})
    rows = answered(tmp_path / "warehouse", "speech_acts_over_time", kinds=2).records()
    assert {row["speech_act"]: row["utterances"] for row in rows} == {"say": 2, "ask": 1, "other": 2}


def test_a_share_is_one_of_everything_not_of_what_is_shown(live: Path) -> None:
    """The first speaker of three has no larger share than among all."""
    every = answered(live, "speakers").records()
    assert sum(row["utterance_share"] for row in every) == pytest.approx(1)
    assert answered(live, "speakers", rows=1).records() == every[:1]


def test_a_fill_rate_changes_where_it_is_no_chance(tmp_path: Path) -> None:
    """Twenty signed pages and then twenty unsigned ones are a change; one of each is none."""
    rows = [
        article(f"{outlet}-{month}-{n}", "Rain.", outlet_id=outlet, outlet_name=outlet, title="Rain", authors=["Ann Reed"][: month % 2])
        | {"published_at": NOON.replace(month=month)}
        for outlet, number in (("large", 20), ("small", 1))
        for month in (1, 2)
        for n in range(number)
    ]
    publish_rows(tmp_path / "warehouse", {"articles": rows})
    found = answered(tmp_path / "warehouse", "fill_rates").records()
    assert [(row["outlet_name"], row["field"], row["month"]) for row in found if row["is_change"]] == [("large", "signed", "2026-02-01")]
    assert {row["outlet_name"] for row in answered(tmp_path / "warehouse", "fill_rates", outlet="small").records()} == {"small"}


@pytest.mark.parametrize("name", sorted(data.queries()))
def test_the_sql_that_is_shown_runs_as_it_stands(live: Path, name: str) -> None:
    """With the same rows; whoever copies it into any DuckDB needs nothing else."""
    values = {key: "o'clock" for key, value in data.filled(name).items() if key in {"words", "party", "name"}}
    shown = data.shown_sql(name, values)
    assert "$" not in shown
    assert ask(live, shown, {}).rows == answered(live, name, **values).rows


def test_what_is_cut_is_told(run: Run, tmp_path: Path) -> None:
    """A panel that is full says that there may be more."""
    one = article("a1", '"It rains," she said.', published_at=NOON)
    told = [quote(f"q{n}", one, "It rains") for n in range(210)]
    publish_rows(tmp_path / "warehouse", {"articles": [one], "quotes": told})
    app = run("quotes", tmp_path / "warehouse")
    assert len(app.dataframe[0].value) == 200
    assert "The first 200 rows; there may be more." in [caption.value for caption in app.caption]


def test_marked_stretches_may_overlap() -> None:
    """Each character stands there once, and long gaps are cut."""
    assert marked_html("a < bcdef", [(4, 7), (5, 8)]) == "a &lt; <mark>bcd</mark><mark>e</mark>f"
    assert marked_html("0123456789", [(4, 5), (9, 10)], around=2) == "… 23<mark>4</mark>… 78<mark>9</mark>"


def test_a_kind_has_one_colour_under_every_filter() -> None:
    """What a reader learned on one page holds on the next."""
    few, many = (charts.kind_scale(kinds).to_dict() for kinds in (["say", "other"], ["warn", "ask", "say"]))
    assert dict(zip(few["domain"], few["range"], strict=True))["say"] == dict(zip(many["domain"], many["range"], strict=True))["say"]
    assert few["domain"] == ["say", "other"]


def test_namesakes_have_bars_of_their_own() -> None:
    """Two people of one name are not one."""
    rows = pd.DataFrame({"actor_name": ["Ann Reed", "Ann Reed", "Bo Lund"], "actor_id": ["c1", "c2", "c3"]})
    assert list(told_apart(rows)["actor_name"]) == ["Ann Reed c1", "Ann Reed c2", "Bo Lund"]
