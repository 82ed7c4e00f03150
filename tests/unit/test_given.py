"""Stage tables read part by part: the same rows as of the whole, with what outranks them."""

from __future__ import annotations

import gc
from datetime import date

import pyarrow as pa
import pytest

from onrecord.resolve.given import Source, changed, partitioned, source, values, without_collecting
from onrecord.schema.tables import TABLES
from tests.newsroom import Newsroom

DAY, OTHER_DAY = date(2024, 5, 14), date(2024, 6, 1)


def _quotes() -> pa.Table:
    room = Newsroom()
    for name in ("one", "two"):
        room.quote(room.article(name), f"The {name} bridge stays closed", "Ana Petrova", day=DAY)
    return room.tables()["quotes"]


def _batches(table: pa.Table) -> Source:
    """The table as one batch a row."""

    def read(_name: str, batches: list[str], names: list[str]) -> pa.Table:
        return pa.concat_tables([table.slice(int(batch), 1).select(names) for batch in batches])

    return partitioned("quotes", [str(row) for row in range(table.num_rows)], read, None)


def test_changes_outrank_what_is_read() -> None:
    """A changed value stands in the rows it is of, in whichever columns are read; the order stays."""
    table = _quotes()
    quote_id = table["quote_id"][1].as_py()
    changes = TABLES["redated_quotes"].from_rows([{"quote_id": quote_id, "said_date": OTHER_DAY, "said_date_precision": "day"}])
    found = changed({"quotes": _batches(table)}, "quotes", changes)
    assert isinstance(found, Source)
    assert [part.num_rows for part in found.parts(["said_date"])] == [1, 1]
    assert found.table(["said_date"])["said_date"].to_pylist() == [DAY, OTHER_DAY]
    assert found.table(["quote_text"]).equals(table.select(["quote_text"]))
    assert found.where("quote_id", pa.array([quote_id])).to_pylist() == [table.to_pylist()[1] | {"said_date": OTHER_DAY}]


def test_a_table_of_full_state_is_that_of_the_run() -> None:
    """What another run left is not read."""
    read = {"r1": "a1", "r2": "a2"}
    found = partitioned("article_groups", ["r1", "r2"], lambda _n, runs, _c: pa.table({"article_id": [read[run] for run in runs]}), "r2")
    assert found.table(["article_id"])["article_id"].to_pylist() == ["a2"]


def test_a_missing_table_has_no_rows() -> None:
    """It has its columns nevertheless."""
    assert source({}, "quotes").table(["quote_id"]).schema.names == ["quote_id"]


def test_equal_words_are_one_object() -> None:
    """A column of names holds each name once; what is missing stays missing."""
    found = values(pa.chunked_array([["Lund", None, "Berg"], ["Lund", "Lund", "Lund"]]))
    assert found == ["Lund", None, "Berg", "Lund", "Lund", "Lund"]
    assert found[0] is found[5]


def test_collecting_goes_on_afterwards() -> None:
    """Also where something fails in between."""

    def failing() -> None:
        with without_collecting():
            assert not gc.isenabled()
            raise ValueError("in between")

    with pytest.raises(ValueError, match="in between"):
        failing()
    assert gc.isenabled()
