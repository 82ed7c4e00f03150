"""Who owns which outlet: the file, the outlets it names, and what it makes of independent voices."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import UsageError
from onrecord.owners import outlet_owners, read_owners
from onrecord.resolve.stage import resolve
from onrecord.schema.tables import TABLES
from tests.newsroom import Newsroom

WORDS = "The bridge will stay closed until every bolt has been tested twice"


def written(folder: Path, text: str) -> Path:
    """A file of owners."""
    path = folder / "owners.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_outlets_are_found_by_name_and_by_host(tmp_path: Path) -> None:
    """Case, spaces and www. do not count; outlets that are not on record wait."""
    owners = read_owners(written(tmp_path, "outlet,owner\nthe  Gazette,Ink Ltd\nwww.herald.example,Ink Ltd\nNobody,Void\n"))
    articles = TABLES["articles"].from_rows(
        [
            {"article_id": "a1", "outlet_id": "o1", "outlet_name": "The Gazette"},
            {"article_id": "a2", "outlet_id": "o2", "outlet_name": "Herald", "url": "https://herald.example/1"},
            {"article_id": "a3", "outlet_id": "o3", "outlet_name": "Courier"},
            {"article_id": "a4"},
        ]
    )
    assert outlet_owners(owners, articles).to_pylist() == [
        {"outlet_id": "o1", "owner_name": "Ink Ltd"},
        {"outlet_id": "o2", "owner_name": "Ink Ltd"},
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name,owner\nGazette,Ink\n", "want a first line with outlet and owner; outlet missing"),
        ("outlet,owner\nGazette,\n", "line 2: an outlet and its owner are wanted"),
        ("outlet,owner\nGazette,Ink\nGAZETTE,Pen\n", "line 3: GAZETTE has another owner above"),
    ],
)
def test_wrong_files_are_refused_with_the_line(tmp_path: Path, text: str, told: str) -> None:
    """Nothing of a wrong file is taken."""
    with pytest.raises(UsageError, match=told):
        read_owners(written(tmp_path, text))


def test_an_empty_file_withdraws_all_owners(tmp_path: Path) -> None:
    """So does one with a first line alone."""
    assert read_owners(written(tmp_path, "")) == read_owners(written(tmp_path, "outlet,owner\n")) == {}


def test_outlets_of_one_owner_are_one_voice() -> None:
    """The second is not counted, and the row says whose both are; an outlet of another owner is counted."""
    room = Newsroom()
    for name in ("Gazette", "Herald", "Courier"):
        room.quote(room.article(name, name), WORDS, "Ana Petrova")
    tables = room.tables()
    owned = outlet_owners({"gazette": "Ink Ltd", "herald": "Ink Ltd", "courier": "Pen Ltd"}, tables["articles"])
    rows = resolve(tables | {"outlet_owners": owned}, {}, "r")["independence"].to_pylist()
    said = [row for row in rows if row["subject_type"] == "utterance"]
    assert sum(row["is_counted"] for row in said) == 2
    (left,) = [row for row in said if not row["is_counted"]]
    assert left["reduction_kind"] == "same_owner"
    assert "belongs to Ink Ltd, as the outlet of article" in left["reduction_text"]
