"""The registry of actors: who is one, and who is not."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest

from onrecord.resolve.registry import registry
from tests.newsroom import Newsroom

Told = tuple[str, dict[str, Any]]


def _actors(*told: Told, stories: str = "s") -> list[set[str]]:
    """Names by actor; one article for each name, with stories in turn."""
    room = Newsroom()
    names: dict[str, str] = {}
    for place, (name, more) in enumerate(told):
        article = room.article(f"article {place}", f"Outlet {place}", story=stories[place % len(stories)])
        names[room.actor(article, name, **more)] = f"{name} {place}"
    found: dict[str, set[str]] = defaultdict(set)
    for row in registry(room.tables())["actor_links"].to_pylist():
        found[row["actor_id"]].add(names[row["article_actor_id"]])
    return sorted(found.values(), key=min)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Sergei Orlovsky", "Sergey Orlovskiy"),
        ("Volodymyr Hrytsenko", "Vladimir Hrytsenko"),
        ("Mohammed al-Khatib", "Muhammad Khatib"),
        ("Bill Harrow", "William Harrow"),
        ("Anna M. Lindqvist", "Anna Lindqvist"),
        ("José Peña", "Jose Pena"),
    ],
)
def test_transliterations_are_one_person(left: str, right: str) -> None:
    """Spellings of one full name meet, in any story."""
    assert len(_actors((left, {}), (right, {}), stories="st")) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [("Marek Novak", "Jana Novak"), ("George H. Brandon", "George W. Brandon"), ("Ivan Petrov", "Ivan Petrenko")],
)
def test_namesakes_are_two(left: str, right: str) -> None:
    """Two people of one surname, or with other initials, are two, even in one story."""
    assert len(_actors((left, {}), (right, {}))) == 2


def test_one_name_in_two_countries_is_two_people() -> None:
    """Countries that contradict each other part one name, unless a story or a title joins it."""
    here, there = {"country": "NO"}, {"country": "CL"}
    assert len(_actors(("Eva Moreno", here), ("Eva Moreno", there), stories="st")) == 2
    assert len(_actors(("Eva Moreno", here), ("Eva Moreno", there), stories="s")) == 1


def test_bare_surname_needs_evidence() -> None:
    """A surname alone joins by story, or by country and office; never by itself."""
    full = ("Eva Moreno", {"title": "foreign minister", "country": "CL"})
    assert len(_actors(full, ("Moreno", {}), stories="ss")) == 1
    assert len(_actors(full, ("Moreno", {"title": "foreign minister", "country": "CL"}), stories="st")) == 1
    assert len(_actors(full, ("Moreno", {}), stories="st")) == 2
    assert len(_actors(full, ("Moreno", {"country": "CL"}), stories="st")) == 2


def test_bare_surname_between_two_stays_alone() -> None:
    """Where two people of the surname stand in the story, a bare surname is neither."""
    assert len(_actors(("Eva Moreno", {}), ("Luis Moreno", {}), ("Moreno", {}))) == 3


def test_governments_by_country_and_office() -> None:
    """A country, its adjective and its capital are one; its ministry is another; another country's is a third."""
    state = {"kind": "government", "country": "NO"}
    found = _actors(
        ("Norway", state), ("Oslo", state), ("Norwegian government", state), ("Norwegian foreign ministry", state),
        ("Foreign Ministry of Norway", state), ("Foreign Ministry of Chile", {"kind": "government", "country": "CL"}), stories="stuvwx",
    )  # fmt: skip
    assert [len(names) for names in sorted(found, key=len)] == [1, 2, 3]


def test_acronym_joins_the_name_of_its_story() -> None:
    """Initials mean the organization that the story names, and no other story's."""
    body = {"kind": "organization"}
    assert len(_actors(("League of Seafood Exporters", body), ("LSE", body), stories="ss")) == 1
    assert len(_actors(("League of Seafood Exporters", body), ("LSE", body), stories="st")) == 2


def test_nameless_people_are_never_one() -> None:
    """Two articles' residents are not the same residents; a group is one within its story."""
    assert len(_actors(("a resident", {"kind": "unnamed"}), ("a resident", {"kind": "unnamed"}))) == 2
    assert len(_actors(("protesters", {"kind": "group"}), ("protesters", {"kind": "group"}), stories="ss")) == 1
    assert len(_actors(("protesters", {"kind": "group"}), ("protesters", {"kind": "group"}), stories="st")) == 2


def test_aliases_say_where_each_form_stands() -> None:
    """Every form of words has its article as evidence, and the actor its full name and usual title."""
    room = Newsroom()
    one, two = room.article("one", "Gazette"), room.article("two", "Herald")
    room.actor(one, "Eva Moreno", title="mayor")
    room.actor(two, "Moreno")
    found = registry(room.tables())
    actor = found["actors"].to_pylist()[0]
    assert (actor["actor_name"], actor["actor_title"], actor["mention_count"]) == ("Eva Moreno", "mayor", 2)
    assert {(row["alias_text"], row["article_id"]) for row in found["actor_aliases"].to_pylist()} == {("Eva Moreno", one), ("Moreno", two)}


def test_one_name_of_two_types_is_what_most_articles_take_it_for() -> None:
    """A company that one article takes for a person is a company."""
    body = {"kind": "organization"}
    assert len(_actors(("Puerto Lejano", body), ("Puerto Lejano", {}), ("Puerto Lejano", body), stories="stu")) == 1


def test_government_without_a_country_is_known_in_its_story_only() -> None:
    """The government of one story is not that of another."""
    state = {"kind": "government"}
    assert len(_actors(("government", state), ("the government", state), stories="ss")) == 1
    assert len(_actors(("government", state), ("the government", state), stories="st")) == 2
