"""The dictionary of columns and the tables made from it."""

from __future__ import annotations

import re
from pathlib import Path

import pyarrow as pa
import pytest

from onrecord.actors.lexicon import phrases
from onrecord.actors.source import METHODS
from onrecord.reasons import Reason
from onrecord.schema.columns import ARROW_TYPES, arrow_field, columns
from onrecord.schema.tables import TABLES
from onrecord.stages import STAGES

SQL = Path(__file__).parents[2] / "sql"


def test_every_column_of_the_dictionary_is_used() -> None:
    """By a stage table or by a model; a name nobody uses is a lie in the dictionary."""
    in_tables = {name for table in TABLES.values() for name in table.names}
    in_models = set(re.findall(r"\w+", "\n".join(file.read_text() for file in sorted(SQL.rglob("*.sql")))))
    assert set(columns()) - in_tables - in_models == set()


@pytest.mark.parametrize("name", list(TABLES))
def test_a_table_is_made_of_defined_columns(name: str) -> None:
    """Names are defined and distinct, the key is among them, the batch is a column of what is written by batch."""
    table = TABLES[name]
    assert set(table.names) <= set(columns())
    assert len(set(table.names)) == len(table.names)
    assert set(table.key) <= set(table.names)
    assert table.schema.names == list(table.names)
    assert table.schema.metadata[b"comment"].startswith(b"One row per ")
    assert table.stage in STAGES


@pytest.mark.parametrize("name", list(columns()))
def test_a_column_says_what_it_is(name: str) -> None:
    """Meaning a sentence, allowed values distinct, named as columns are; the comment travels with the field of a stage table."""
    column = columns()[name]
    assert column.meaning.endswith(".")
    assert re.match(r"[A-Z0-9`]", column.meaning) or column.meaning.split()[0] in columns()
    assert len(set(column.values)) == len(column.values)
    if any(name in table.names for table in TABLES.values()):
        assert arrow_field(name).metadata[b"comment"].decode() == column.comment
        assert column.type in ARROW_TYPES
    assert re.fullmatch(r"[a-z][a-z0-9_]*", name)


def test_stages_hand_on_tables_that_exist() -> None:
    """What a stage reads was written by one before it."""
    written: set[str] = set()
    for stage in STAGES.values():
        assert set(stage.tables_in) <= written
        assert set(stage.tables_out) <= set(TABLES)
        assert {TABLES[name].stage for name in stage.tables_out} <= {stage.name}
        written |= set(stage.tables_out)


def test_vocabularies_of_the_code_are_the_dictionarys() -> None:
    """Reasons, sectors and ways of resolving that the code can write are allowed values."""
    allowed = {name: set(column.values) for name, column in columns().items()}
    assert not allowed["reason_code"] or {str(reason) for reason in Reason} <= allowed["reason_code"]
    entries = [phrase.entry for options in phrases().values() for phrase in options]
    assert {entry.sector for entry in entries if entry.sector} <= allowed["sector_code"]
    assert {entry.gender for entry in entries if entry.gender} <= allowed["gender"]
    assert {*METHODS.values(), "none"} <= allowed["speaker_method"]
    assert set(METHODS) <= allowed["mention_kind"]


def test_rows_are_sorted_and_filled() -> None:
    """Rows come in any order and with any of the columns."""
    table = TABLES["sentences"].from_rows([{"article_id": "b", "sentence_index": 0}, {"article_id": "a", "sentence_index": 1}])
    assert table["article_id"].to_pylist() == ["a", "b"]
    assert table["start_char"].null_count == 2
    assert table.schema.equals(TABLES["sentences"].schema)


def test_a_row_with_an_unknown_name_is_refused() -> None:
    """A slip of the pen in a stage is no silent null."""
    with pytest.raises(KeyError, match="sentence_idx"):
        TABLES["sentences"].from_rows([{"article_id": "a", "sentence_idx": 1}])


def test_no_rows_make_an_empty_table() -> None:
    """With every column in its type."""
    table = TABLES["quotes"].from_rows([])
    assert table.num_rows == 0
    assert isinstance(table, pa.Table)
    assert table.schema.field("content_spans").type == ARROW_TYPES[columns()["content_spans"].type]


def test_an_unknown_column_is_no_field() -> None:
    """The dictionary is the one place a name is defined."""
    with pytest.raises(KeyError):
        arrow_field("no_such_column")
