"""Corrections by hand: what a file may say, and what becomes of the quotes it names."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.corrections import Correction, corrected_values, read_corrections
from onrecord.errors import UsageError
from onrecord.schema.tables import TABLES, patched
from onrecord.settings import Settings
from onrecord.warehouse.workspace import Workspace
from tests.sql.stage_rows import article, quote

ARTICLE = article("a1", "He said so. She denied it.")
QUOTES = TABLES["quotes"].from_rows(
    [
        quote(
            "q1",
            ARTICLE,
            "He said so",
            speaker_name="Bo Ek",
            speaker_method="named",
            speaker_actor_id="p1",
            polarity="affirmed",
            is_speech=True,
        ),
        quote("q2", ARTICLE, "She denied it", speaker_method="none"),
    ]
)
ACTORS = TABLES["article_actors"].from_rows(
    [
        {"article_id": "a1", "article_actor_id": f"p{n}", "actor_name": name, "batch_id": "b1"}
        for n, name in enumerate(("Bo Ek", "Ada Holm"), 1)
    ]
)


def corrections(tmp_path: Path, *lines: str) -> Path:
    """A file of corrections."""
    path = tmp_path / "corrections.csv"
    path.write_text("\n".join(("id,column,value,note", *lines)) + "\n", encoding="utf-8")
    return path


def test_a_corrected_speaker_is_the_articles_actor_of_that_name() -> None:
    """The name is taken as written, the actor is found whatever the case; other values stay as coded."""
    values = corrected_values([Correction("q1", "speaker_name", "ADA HOLM")], QUOTES, ACTORS)
    first, second = patched(QUOTES, "quote_id", values).to_pylist()
    assert (first["speaker_name"], first["speaker_actor_id"], first["speaker_method"]) == ("ADA HOLM", "p2", "corrected")
    assert first["polarity"] == "affirmed"
    assert second == QUOTES.to_pylist()[1]


def test_a_speaker_unknown_to_the_article_is_a_name_alone_and_none_takes_it_away() -> None:
    """No actor is made up for a name, and an empty value leaves nobody."""
    (row,) = corrected_values([Correction("q1", "speaker_name", "Cy Dahl")], QUOTES, ACTORS).to_pylist()
    assert (row["speaker_name"], row["speaker_actor_id"]) == ("Cy Dahl", None)
    (row,) = corrected_values([Correction("q1", "speaker_name", None)], QUOTES, ACTORS).to_pylist()
    assert (row["speaker_name"], row["speaker_actor_id"], row["speaker_method"]) == (None, None, "none")


def test_a_correction_of_a_quote_not_on_record_waits() -> None:
    """Nothing is lost and nothing is made up."""
    assert corrected_values([Correction("q9", "polarity", "denied")], QUOTES, ACTORS).num_rows == 0
    assert patched(QUOTES, "quote_id", TABLES["quote_corrections"].from_rows([])) is QUOTES


def test_a_file_is_read_with_truth_values_and_empty_ones(tmp_path: Path) -> None:
    """Notes are for people; a line said twice is one."""
    path = corrections(tmp_path, "q1,is_speech,No,seen on page", "q1,is_speech,false", "q2,speaker_name,")
    assert read_corrections(path) == [Correction("q1", "is_speech", False), Correction("q2", "speaker_name", None)]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("e1,polarity,denied", "no id of a quote"),
        ("q1,quote_text,other words", "cannot be corrected"),
        ("q1,polarity,maybe", "is one of"),
        ("q1,polarity,", "cannot be empty"),
        ("q1,is_speech,perhaps", "true or false"),
        ("q1,speaker_name,Bo\nq1,speaker_name,Ada", "another speaker_name above"),
    ],
)
def test_a_line_that_is_no_correction_is_told_with_its_number(tmp_path: Path, line: str, complaint: str) -> None:
    """A wrong file changes nothing: it is refused as a whole."""
    with pytest.raises(UsageError, match=rf"corrections.csv, line [23]: .*{complaint}"):
        read_corrections(corrections(tmp_path, line))


def test_a_file_without_its_columns_is_refused(tmp_path: Path) -> None:
    """So is one that is not there."""
    path = tmp_path / "c.csv"
    path.write_text("id,worth\nq1,3\n", encoding="utf-8")
    with pytest.raises(UsageError, match="column, value missing"):
        read_corrections(path)
    with pytest.raises(UsageError, match="cannot be read"):
        read_corrections(tmp_path / "none.csv")


def test_corrections_make_another_run_and_hold_until_others_come(tmp_path: Path) -> None:
    """The same file handed in again is the same run; a wrong one leaves what was there."""
    work = Workspace(tmp_path / "warehouse")
    before = work.run_id()
    work.take(corrections(tmp_path, "q1,polarity,denied"), work.corrections, read_corrections)
    after = work.run_id()
    assert before != after
    assert Workspace(tmp_path / "warehouse").run_id() == after
    with pytest.raises(UsageError):
        work.take(corrections(tmp_path, "q1,polarity,maybe"), work.corrections, read_corrections)
    assert work.run_id() == after
    assert Settings().corrections == ""
