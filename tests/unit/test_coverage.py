"""Dates from coverage: what dates an undated article, what does not, and what the date makes of the days in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pyarrow as pa
import pytest

from onrecord.resolve.dating import dated_by_coverage
from onrecord.schema.tables import TABLES
from tests.newsroom import Newsroom

DAY = date(2024, 5, 14)
WORDS = (
    "The bridge will stay closed until every bolt has been tested twice",
    "Nobody in this house was told that the ferry would be sold",
    "We shall count the lorries again before the harvest begins",
)


def coded(room: Newsroom, day: date) -> Mapping[str, pa.Table]:
    """What recoding gives: every quote of the room said on a day, every report of that day."""
    tables = room.tables()
    quotes = [{**row, "said_date": day, "said_date_precision": "day"} for row in tables["quotes"].to_pylist()]
    reports = [{**row, "event_date": day, "event_date_precision": "day"} for row in tables["event_reports"].to_pylist()]
    return {"quotes": TABLES["quotes"].from_rows(quotes), "event_reports": TABLES["event_reports"].from_rows(reports)}


def covered(days: list[date | None], words: int = 3, story: str = "s") -> tuple[Newsroom, str]:
    """An undated article that prints some words, and articles of some days in its story that print them too."""
    room = Newsroom()
    undated = room.article("undated", "Gazette", story=story, day=None)
    for number, day in enumerate(days):
        article = room.article(f"dated {number}", f"Outlet {number}", day=day)
        for text in WORDS[:words]:
            room.quote(article, text, "Ana Petrova", day=None)
    for text in WORDS[:words]:
        room.quote(undated, text, "Ana Petrova", day=None)
    return room, undated


def dates_of(room: Newsroom) -> dict[str, date]:
    """The days that coverage gives."""
    _, tables = dated_by_coverage(room.tables(), lambda _: coded(room, DAY))
    return {row["article_id"]: row["published_date"] for row in tables["coverage_dates"].to_pylist()}


def test_two_outlets_that_print_the_same_words_date_a_third() -> None:
    """Their day is its day; the article says that it was inferred, and from what."""
    room, undated = covered([DAY, DAY])
    given, tables = dated_by_coverage(room.tables(), lambda _: coded(room, DAY))
    (row,) = [row for row in given["articles"].to_pylist() if row["article_id"] == undated]
    assert (row["published_date"], row["published_at_method"], row["published_at_precision"]) == (DAY, "inferred_coverage", "day")
    evidence = tables["coverage_evidence"].to_pylist()
    assert {row["article_id"] for row in evidence} == {undated}
    assert len({row["other_article_id"] for row in evidence}) == 2
    assert {row["evidence_kind"] for row in evidence} == {"utterance"}


def test_the_days_in_it_are_read_anew() -> None:
    """The recoded days of its quotes, and of no other article's, take the place of those before."""
    room, undated = covered([DAY, DAY])
    given, tables = dated_by_coverage(room.tables(), lambda _: coded(room, DAY))
    said = {(row["article_id"] == undated, row["said_date"]) for row in given["quotes"].to_pylist() if row["article_id"] == undated}
    assert said == {(True, DAY)}
    assert set(tables["redated_quotes"]["said_date"].to_pylist()) == {DAY}


def test_rows_keep_their_order_and_number() -> None:
    """Nothing is added, lost or moved."""
    room, _ = covered([DAY, DAY])
    before = room.tables()
    after, _ = dated_by_coverage(before, lambda _: coded(room, DAY))
    for name in before:
        assert before[name].num_rows == after[name].num_rows
        assert before[name].schema.equals(after[name].schema)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([], 3),
        ([DAY], 3),
        ([DAY, DAY], 1),
        ([DAY, date(2023, 5, 14)], 3),
        ([None, None], 3),
    ],
    ids=["alone", "one outlet", "too few words", "two years", "nobody dated"],
)
def test_weak_or_divided_coverage_dates_nothing(days: list[date | None], words: int) -> None:
    """A page alone, one outlet alone, one common sentence, or votes for two years leave the date unknown."""
    room, _ = covered(days, words)
    assert dates_of(room) == {}


def test_another_story_dates_nothing() -> None:
    """The same words in another story are a look-alike."""
    room, _ = covered([DAY, DAY], story="elsewhere")
    assert dates_of(room) == {}


def test_a_copy_dates_its_copy() -> None:
    """One article is enough where the texts are one."""
    room = Newsroom()
    undated, dated = room.article("undated", "Gazette", day=None), room.article("dated", "Herald", day=DAY)
    room.reuse(dated, undated, ((0, 900), (0, 900)), "duplicate")
    assert dates_of(room) == {undated: DAY}


def test_an_article_of_the_evening_before_does_not_divide_the_votes() -> None:
    """Papers of two days that follow each other agree; the day with more votes is taken."""
    room, undated = covered([DAY, DAY, date(2024, 5, 13)])
    assert dates_of(room) == {undated: DAY}


def test_dated_articles_keep_their_dates() -> None:
    """Coverage never overrules a date on record."""
    room, undated = covered([DAY, DAY])
    given, _ = dated_by_coverage(room.tables(), lambda _: coded(room, DAY))
    others = [row for row in given["articles"].to_pylist() if row["article_id"] != undated]
    assert {row["published_at_method"] for row in others} == {None}
