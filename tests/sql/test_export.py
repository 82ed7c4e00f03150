"""The warehouse in other forms: every row is there, in terms that others know, and nothing runs in a spreadsheet."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from onrecord.cli.main import commands
from onrecord.errors import UsageError
from onrecord.warehouse.export import WIDE, export
from onrecord.warehouse.query import run_query
from tests.sql.stage_rows import article, publish_rows


def counts(warehouse: Path) -> dict[str, int]:
    """Rows of the wide tables."""
    return {table: int(run_query(warehouse, f"SELECT count(*) FROM main.{table}").rows[0][0]) for table in WIDE}


def test_csv_and_parquet_have_every_row_of_every_wide_table(live: Path, tmp_path: Path) -> None:
    """One file a table, in the order of the key; a second export replaces the first."""
    for form in ("csv", "parquet"):
        for _ in range(2):
            files = export(live, form, tmp_path / form)
        assert {file.stem: rows for file, rows in files} == counts(live)
    with (tmp_path / "csv" / "quotes.csv").open(encoding="utf-8", newline="") as read:
        rows = list(csv.DictReader(read))
    assert [row["quote_id"] for row in rows] == sorted(row["quote_id"] for row in rows)
    told = duckdb.sql(f"SELECT count(*) FROM '{tmp_path / 'parquet' / 'quotes.parquet'}'").fetchall()
    assert told == [(len(rows),)]


def test_numbers_keep_their_digits(live: Path, tmp_path: Path) -> None:
    """A place is where its coordinates say."""
    export(live, "csv", tmp_path, ("events",))
    with (tmp_path / "events.csv").open(encoding="utf-8", newline="") as read:
        assert {row["latitude"] for row in csv.DictReader(read)} == {"59.437"}


def test_json_ld_speaks_schema_org(live: Path, tmp_path: Path) -> None:
    """Each thing once, tied to its articles; what is unknown is left out."""
    files = dict(export(live, "jsonld", tmp_path))
    found = {file.stem: [json.loads(line) for line in file.read_text("utf-8").splitlines()] for file in files}
    known = counts(live)
    assert [len(found[name]) for name in ("articles", "quotations", "events")] == [known["articles"], known["utterances"], known["events"]]
    for things in found.values():
        assert all(thing["@context"] == "https://schema.org" and thing["@id"].startswith("urn:onrecord:") for thing in things)
        assert not any(value is None for thing in things for value in thing.values())
    said = next(thing for thing in found["quotations"] if thing["@id"] == "urn:onrecord:u1")
    assert said["creator"]["name"] == "Mayor Vera Holm"
    assert len(said["isPartOf"]) == 4
    visit = next(thing for thing in found["events"] if thing["@id"] == "urn:onrecord:e1")
    assert visit["location"]["address"] == "EE"
    assert len(visit["subjectOf"]) == 2


def test_gdelt_has_what_took_place(live: Path, tmp_path: Path) -> None:
    """An event a line in GDELT's columns; what is only planned is left out."""
    ((file, rows),) = export(live, "gdelt", tmp_path)
    with file.open(encoding="utf-8", newline="") as read:
        found = list(csv.DictReader(read, delimiter="\t"))
    assert len(found) == rows == 1
    assert found[0]["GLOBALEVENTID"] == "e1"
    assert (found[0]["SQLDATE"], found[0]["EventRootCode"], found[0]["QuadClass"], found[0]["NumSources"]) == ("20260309", "04", "1", "2")


def test_nothing_in_csv_is_a_formula(warehouse: Path, tmp_path: Path) -> None:
    """A title that a spreadsheet would run is text."""
    publish_rows(warehouse, {"articles": [article("a1", "One.", title="=HYPERLINK(1)"), article("a2", "Two.", title="-2 degrees")]})
    export(warehouse, "csv", tmp_path, ("articles",))
    with (tmp_path / "articles.csv").open(encoding="utf-8", newline="") as read:
        assert [row["title"] for row in csv.DictReader(read)] == ["'=HYPERLINK(1)", "'-2 degrees"]


def test_what_is_unknown_is_named(live: Path, tmp_path: Path) -> None:
    """With what there is."""
    with pytest.raises(UsageError, match="no form xml; known are csv, parquet, jsonld, gdelt"):
        export(live, "xml", tmp_path)
    with pytest.raises(UsageError, match="no wide table qotes; known are articles"):
        export(live, "csv", tmp_path, ("qotes",))


def test_the_command_names_the_files(live: Path, tmp_path: Path) -> None:
    """One a line on stdout, for the next program."""
    result = CliRunner().invoke(commands, ["export", "csv", str(tmp_path), "--table", "quotes", "--warehouse", str(live)])
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [str(tmp_path / "quotes.csv")]
