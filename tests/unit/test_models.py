"""The SQL model runner: promises, order, comments."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from onrecord.schema.columns import columns
from onrecord.warehouse.build import compare_with_promise, create_models, dollar_quoted
from onrecord.warehouse.lineage import build_order, tables_read
from onrecord.warehouse.models import Model, ModelError, load_models

PROMISE = """schema: main
description: "Quotes."
grain: quote
key: [quote_id]
columns:
- quote_id
- length: {type: BIGINT, meaning: "How long it's."}
"""


def write(folder: Path, query: str, promise: str = PROMISE, name: str = "quotes") -> list[Model]:
    """The models of a folder with one of them."""
    for layer in ("staging", "intermediate", "marts"):
        (folder / layer).mkdir(exist_ok=True)
    (folder / "marts" / f"{name}.sql").write_text(query)
    (folder / "marts" / f"{name}.yml").write_text(promise)
    return load_models(folder)


def test_a_kept_promise_becomes_a_sorted_table_with_comments(tmp_path: Path) -> None:
    """Types, order by key, and the words of dictionary and model in the comments."""
    models = write(tmp_path, "-- a comment\nSELECT * FROM (VALUES ('b', 1::BIGINT), ('a', 2)) AS t(quote_id, length);\n")
    with duckdb.connect() as connection:
        create_models(connection, models)
        assert connection.execute("SELECT * FROM main.quotes").fetchall() == [("a", 2), ("b", 1)]
        found = dict(connection.execute("SELECT column_name, comment FROM duckdb_columns() WHERE table_name = 'quotes'").fetchall())
        told = connection.execute("SELECT comment FROM duckdb_tables() WHERE table_name = 'quotes'").fetchone()
    assert found == {"quote_id": columns()["quote_id"].comment, "length": "How long it's."}
    assert told == ("Quotes. One row per quote; key quote_id.",)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT 'a' AS quote_id", "length is promised and not produced"),
        ("SELECT 'a' AS quote_id, 1::BIGINT AS length, 2 AS more", "more is produced and not promised"),
        ("SELECT 'a' AS quote_id, 1::INTEGER AS length", "length is INTEGER, promised is BIGINT"),
        ("SELECT 1::BIGINT AS length, 'a' AS quote_id", "the order of the columns differs"),
        ("SELECT nothing FROM nowhere", "does not run"),
    ],
)
def test_a_broken_promise_names_the_difference(tmp_path: Path, query: str, told: str) -> None:
    """Each way in which a query can differ from its promise."""
    (model,) = write(tmp_path, query)
    with duckdb.connect() as connection, pytest.raises(ModelError, match=told):
        compare_with_promise(connection, model)


@pytest.mark.parametrize(
    ("promise", "told"),
    [
        (PROMISE.replace("grain", "grian"), "grian"),
        (PROMISE.replace("key: [quote_id]", "key: [other_id]"), "other_id"),
        (PROMISE.replace("schema: main", "schema: elsewhere"), "schema is one of"),
        (PROMISE.replace("- quote_id", "- quote_no"), "quote_no is not in columns.yml"),
    ],
)
def test_a_promise_that_says_nonsense_is_refused(tmp_path: Path, promise: str, told: str) -> None:
    """Unknown keys, a key that is no column, a schema that is none, a column nobody explains."""
    with pytest.raises(ModelError, match=told):
        write(tmp_path, "SELECT 1", promise)


def test_every_file_has_its_partner(tmp_path: Path) -> None:
    """A query without promise and a promise without query are both told."""
    write(tmp_path, "SELECT 1")
    (tmp_path / "marts" / "quotes.sql").unlink()
    with pytest.raises(ModelError, match=r"add quotes\.sql"):
        load_models(tmp_path)
    (tmp_path / "marts" / "quotes.yml").rename(tmp_path / "marts" / "gone.txt")
    (tmp_path / "marts" / "quotes.sql").write_text("SELECT 1")
    with pytest.raises(ModelError, match=r"no quotes\.yml beside it"):
        load_models(tmp_path)


def test_lineage_sees_views_subqueries_and_ctes() -> None:
    """Names with a schema wherever they stand, CTEs never."""
    query = """
        WITH x AS (SELECT * FROM mart.b)
        SELECT (SELECT count(*) FROM ops.c) FROM x JOIN main.a ON EXISTS (SELECT 1 FROM staging.d WHERE d.i = a.i)
        UNION ALL SELECT 1 FROM mart.b
    """
    with duckdb.connect() as connection:
        assert tables_read(connection, query) == ["main.a", "mart.b", "ops.c", "staging.d"]
        with pytest.raises(ModelError, match="not one SELECT"):
            tables_read(connection, "DROP TABLE x")


def model(name: str, query: str) -> Model:
    """A model of one column."""
    return Model("mart", name, query, "", "row", ("quote_id",), (columns()["quote_id"],))


def test_order_follows_reading_and_circles_are_told() -> None:
    """Each model comes after what it reads."""
    chain = [model("a", "SELECT * FROM mart.b"), model("b", "SELECT * FROM mart.c"), model("c", "SELECT 'x' AS quote_id")]
    with duckdb.connect() as connection:
        assert [m.name for m in build_order(connection, chain)] == ["c", "b", "a"]
        with pytest.raises(ModelError, match="circle"):
            build_order(connection, [*chain[:2], model("c", "SELECT * FROM mart.a")])


def test_no_text_ends_its_quotation() -> None:
    """Dollar quotes hold whatever a comment says."""
    text = "it's $c$ and $cc$"
    with duckdb.connect() as connection:
        assert connection.execute(f"SELECT {dollar_quoted(text)}").fetchone() == (text,)
