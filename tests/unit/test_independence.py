"""Independent voices: each rule, and that the sentence names the counted article."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from onrecord.resolve.stage import resolve
from tests.newsroom import Newsroom

WORDS = "The harvest was counted twice and it came out smaller each time"


def _reductions(room: Newsroom, subject: str = "utterance") -> dict[str, tuple[str | None, str | None]]:
    """Reduction kind and counted article of each article."""
    rows: list[dict[str, Any]] = resolve(room.tables(), {}, "r")["independence"].to_pylist()
    assert all((row["reduction_text"] is None) == row["is_counted"] for row in rows)
    assert all(row["is_counted"] or str(row["counted_article_id"]) in row["reduction_text"] for row in rows)
    return {row["article_id"]: (row["reduction_kind"], row["counted_article_id"]) for row in rows if row["subject_type"] == subject}


def _pair(first: dict[str, Any], second: dict[str, Any], **quote: Any) -> tuple[Newsroom, str, str]:
    """Two articles with the same words; the first one is the earlier."""
    room = Newsroom()
    one = room.article("one", **{"outlet": "Gazette", "day": date(2024, 5, 13), **first})
    two = room.article("two", **{"outlet": "Herald", "day": date(2024, 5, 14), **second})
    room.quote(one, WORDS, "Olga Brandt")
    room.quote(two, WORDS, "Olga Brandt", **quote)
    return room, one, two


def test_two_outlets_are_two_voices() -> None:
    """Nothing in common: both count."""
    room, one, two = _pair({}, {})
    assert _reductions(room) == {one: (None, None), two: (None, None)}


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ({"family": "f"}, {"family": "f", "copy_of": "x"}, "copy"),
        ({}, {"outlet": "Gazette"}, "same_outlet"),
        ({"agencies": ["Northwire"]}, {"agencies": ["The Northwire"]}, "same_agency"),
    ],
)
def test_reductions_by_origin(first: dict[str, Any], second: dict[str, Any], kind: str) -> None:
    """A copy, a second article of one outlet and a second paper of one agency do not count."""
    room, one, two = _pair(first, second)
    assert _reductions(room) == {one: (None, None), two: (kind, one)}


def test_passage_around_the_words_is_shared() -> None:
    """A passage that holds the quote in both articles is one voice; elsewhere in the articles, or only quoted words, it is not."""
    for spans, kind, expected in (
        (((90, 200), (90, 200)), "shared_passage", "shared_passage"),
        (((500, 600), (500, 600)), "shared_passage", None),
        (((90, 200), (90, 200)), "shared_quote", None),
    ):
        room, one, two = _pair({}, {})
        room.reuse(one, two, spans, kind)
        assert _reductions(room)[two][0] == expected


def test_relay_of_a_counted_outlet() -> None:
    """Who quotes another outlet adds no voice to it, even if it came first."""
    room, one, two = _pair({}, {}, via="the Gazette")
    assert _reductions(room)[two] == ("relay", one)


def test_unknown_outlets_count_one_each() -> None:
    """Articles without an outlet are voices of their own."""
    room, one, two = _pair({"outlet": None}, {"outlet": None})
    assert _reductions(room) == {one: (None, None), two: (None, None)}


def test_own_report_counts_before_agency_copy() -> None:
    """An outlet with a report of its own and an agency's text leaves the agency its voice in another outlet."""
    room, _, two = _pair({"agencies": ["Northwire"]}, {"agencies": ["Northwire"]})
    own = room.article("three", "Gazette", day=date(2024, 5, 15))
    room.quote(own, WORDS, "Olga Brandt")
    counted = {article for article, (kind, _) in _reductions(room).items() if kind is None}
    assert counted == {own, two}


@pytest.mark.parametrize(
    ("kind", "own_share", "expected"),
    [("shared_passage", 0.1, None), ("wire_copy", 0.1, "shared_passage"), ("wire_copy", 0.8, None), ("wire_copy", None, "shared_passage")],
)
def test_a_passage_does_not_make_two_articles_of_a_story_one(kind: str, own_share: float | None, expected: str | None) -> None:
    """For a story as a whole only texts of one origin are one voice; agency copy within a report that is mostly an outlet's own is none."""
    room, one, two = _pair({}, {})
    room.rows["article_groups"][-1]["original_share"] = own_share
    room.reuse(one, two, ((90, 200), (90, 200)), kind)
    assert _reductions(room, "story")[two][0] == expected


@pytest.mark.parametrize(("more", "kind"), [({"family": "a0"}, "copy"), ({}, "same_agency")])
def test_what_shares_its_origin_with_an_article_left_out_adds_no_voice(more: dict[str, str], kind: str) -> None:
    """A report has an agency's passage without credit; the agency's text in a second outlet and in a third are not two voices beside it."""
    room, one, two = _pair({}, {"agencies": ["Northwire"], "family": "a0"})
    room.reuse(two, one, ((90, 200), (90, 200)), "wire_copy")
    three = room.article("three", "Evening Star", day=date(2024, 5, 16), agencies=["Northwire"], **more)
    room.quote(three, WORDS, "Olga Brandt")
    assert _reductions(room) == {one: (None, None), two: ("shared_passage", one), three: (kind, one)}
