"""Laws of the warehouse: differences of snapshots, marks, raw places, quoted texts, manifests."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.article import Span
from onrecord.schema.columns import Column
from onrecord.warehouse.build import dollar_quoted
from onrecord.warehouse.cite import CLOSE, OPEN, mark
from onrecord.warehouse.diff import compare_snapshots
from onrecord.warehouse.manifest import Manifest, read_manifest
from onrecord.warehouse.models import Model
from onrecord.warehouse.raw_places import RawPlace, raw_places
from onrecord.warehouse.sources import literal

TEXT = Column("text", "VARCHAR", "Text.")
MODEL = Model("main", "things", "", "", "thing", ("id",), (Column("id", "VARCHAR", "Id."), TEXT))
snapshots = st.dictionaries(st.sampled_from("abcdef"), st.one_of(st.none(), st.sampled_from(["x", "y", ""])))
# DuckDB holds no NUL in a text, and no half of a surrogate pair
texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))


@cache
def one_connection() -> duckdb.DuckDBPyConnection:
    """A connection for all examples: opening one costs more than they do."""
    return duckdb.connect()


def write(connection: duckdb.DuckDBPyConnection, rows: dict[str, str | None]) -> None:
    """A table of things."""
    connection.execute("CREATE TABLE things (id VARCHAR, text VARCHAR)")
    for key, text in rows.items():
        connection.execute("INSERT INTO things VALUES (?, ?)", [key, text])


@settings(max_examples=10, deadline=None)
@given(snapshots, snapshots)
def test_differences_are_those_of_the_rows(before: dict[str, str | None], now: dict[str, str | None]) -> None:
    """Added, removed and changed as one would count them by hand, NULL being no value like others."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "before.duckdb"
        with duckdb.connect(str(file)) as old:
            write(old, before)
        with duckdb.connect() as new:
            write(new, now)
            (change,) = compare_snapshots(new, [MODEL], file)
    assert change.row_count == len(now)
    assert change.rows_added == len(now.keys() - before.keys())
    assert change.rows_removed == len(before.keys() - now.keys())
    assert change.rows_changed == sum(before[key] != now[key] for key in before.keys() & now.keys())
    assert change.is_changed == (before != now)


@given(st.text(st.characters(exclude_characters="[]"), max_size=40), st.lists(st.integers(0, 40), max_size=8))
def test_marks_taken_out_leave_the_text(text: str, cuts: list[int]) -> None:
    """Spans that do not overlap are each found between marks, in order."""
    ends = sorted({min(cut, len(text)) for cut in cuts})
    spans = [Span(a, b) for a, b in zip(ends[::2], ends[1::2], strict=False)]
    marked = mark(text, spans)
    assert marked.replace(OPEN, "").replace(CLOSE, "") == text
    assert [part.split(CLOSE)[0] for part in marked.split(OPEN)[1:]] == [span.of(text) for span in spans]


@given(st.integers(0, 50), st.integers(1, 50))
def test_a_place_in_a_text_is_the_place_in_its_body(start: int, length: int) -> None:
    """A clean body is taken as it is; HTML has no raw offsets."""
    spans = [Span(start, start + length)]
    assert raw_places(Path("nowhere"), "a1", "text", spans) == (RawPlace(start, start + length, True),)
    assert raw_places(Path("nowhere"), "a1", "html", spans) == ()


@given(texts)
def test_any_text_can_be_written_into_sql(text: str) -> None:
    """Comments and paths hold what they hold."""
    found = one_connection().execute(f"SELECT {dollar_quoted(text)}, {literal(text)}").fetchone()
    assert found == (text, text)


@given(st.dictionaries(texts, st.integers(0, 2**40), max_size=4), st.lists(texts, max_size=4))
def test_a_manifest_reads_back_as_it_was(rows: dict[str, int], changes: list[str]) -> None:
    """What is written is what is read."""
    manifest = Manifest(
        "r1", "s1", "2026-01-01T00:00:00Z", "0.1.0", "1", "ab", ["b1"], 1, rows, {"x": {"bytes": 1, "sha256": "ab"}}, changes
    )
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "manifest.json").write_text(manifest.to_json(), "utf-8")
        assert read_manifest(Path(folder)) == manifest
