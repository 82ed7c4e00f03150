"""Nothing that an outlet prints becomes a formula in a spreadsheet: an apostrophe is put before it in every file made for one."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from onrecord.cli.review import write_sheet
from onrecord.warehouse.export import export, safe_cell
from tests.sql.stage_rows import article, publish_rows
from tests.sql.town import town

FORMULAS = (
    "=1+1",
    "+1",
    "-1 degrees",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    '=HYPERLINK("http://evil.example","x")',
    "=cmd|' /C calc'!A0",
)


@pytest.mark.parametrize("text", FORMULAS)
def test_a_cell_is_never_a_formula(text: str) -> None:
    """Alone, first in a list, and first in a list of fields."""
    assert safe_cell(text) == f"'{text}"
    assert safe_cell([text, "b"]).startswith(f"'{text}")
    assert safe_cell(("a", text)) == f"a, {text}"


def test_numbers_stay_numbers() -> None:
    """A negative number is no formula."""
    assert [safe_cell(value) for value in (-1, -1.5, None, True)] == ["-1", "-1.5", "", "True"]


def test_csv_of_hostile_articles(tmp_path: Path) -> None:
    """Titles, outlets, authors and addresses: no cell of the file begins a formula."""
    rows = [
        article(f"a{i}", "It rained.", title=text, outlet_name=text, outlet_id=f"o{i}", authors=[text, "B"], url=text)
        for i, text in enumerate(FORMULAS)
    ]
    publish_rows(tmp_path / "warehouse", {"articles": rows})
    export(tmp_path / "warehouse", "csv", tmp_path / "csv", ("articles",))
    with (tmp_path / "csv" / "articles.csv").open(encoding="utf-8", newline="") as read:
        cells = [cell for row in csv.DictReader(read) for name, cell in row.items() if name in {"title", "outlet_name", "authors", "url"}]
    assert len(cells) == 4 * len(FORMULAS)
    assert all(cell.startswith("'") for cell in cells)


def test_events_of_hostile_actors(tmp_path: Path) -> None:
    """The columns of GDELT that hold words, too; those that hold numbers stay numbers."""
    tables = town()
    for row in (*tables["event_heads"], *tables["event_reports"]):
        row["actor_names"] = ["@SUM(1)", "b"]
    publish_rows(tmp_path / "warehouse", tables)
    [(file, rows)] = export(tmp_path / "warehouse", "gdelt", tmp_path)
    with file.open(encoding="utf-8", newline="") as read:
        found = list(csv.DictReader(read, delimiter="\t"))
    assert len(found) == rows == 1
    assert found[0]["Actor1Name"] == "'@SUM(1); b"
    assert float(found[0]["GoldsteinScale"]) is not None


def test_the_sheet_to_fill_in(tmp_path: Path) -> None:
    """`onrecord review --sheet` is opened in a spreadsheet by its very purpose."""
    write_sheet(tmp_path / "sheet.csv", [{"id": "q1", "what": "=1+1", "confidence": 0.5}])
    with (tmp_path / "sheet.csv").open(encoding="utf-8", newline="") as read:
        [row] = csv.DictReader(read)
    assert (row["what"], row["confidence"]) == ("'=1+1", "0.5")
