"""Places in running text: what is one, and which."""

from __future__ import annotations

import pytest

from onrecord.article import Span
from onrecord.events.gazetteer import gazetteer, plain, rows, word_lists
from onrecord.events.places import find_places, lookup_form, place_of
from onrecord.text.document import Text


def named(sentence: str) -> list[tuple[str, str | None, str]]:
    """Printed name, country and precision of each place."""
    return [(span.of(sentence), place.country_code, place.precision) for span, place in find_places(Text(sentence))]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Shells fell in northern Syria overnight.", [("Syria", "SY", "country")]),
        ("The mayor of Nairobi resigned.", [("Nairobi", "KE", "city")]),
        ("Floods hit Texas and Louisiana.", [("Texas", "US", "region"), ("Louisiana", "US", "region")]),
        ("He was born in Springfield, Illinois.", [("Springfield", "US", "city"), ("Illinois", "US", "region")]),
        ("Talks opened in São Paulo.", [("São Paulo", "BR", "city")]),
        ("NEW YORK (AP) - Shares fell.", [("NEW YORK", "US", "city")]),
        ("The U.S. withdrew.", [("U.S.", "US", "country")]),
        ("London-based traders sold.", [("London", "GB", "city")]),
        ("Moscow’s response came late.", [("Moscow", "RU", "city")]),
    ],
)
def test_places_are_found(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    """Countries, regions and towns are found with their printed words only."""
    assert named(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Paris Hilton sang.",
        "The Washington Post reported it.",
        "She studied at the University of Texas.",
        "Mr Lincoln spoke and Lincoln sat down.",
        "The price rose to US$4.5 billion.",
        "The Russian minister left.",
        "Reading is fun, and Nice is a word.",
        "In March they met.",
        "The White House declined.",
        "Chicago Police made arrests.",
    ],
)
def test_other_names_are_no_places(sentence: str) -> None:
    """People, papers, schools, money, peoples and words are not places."""
    assert named(sentence) == []


def test_a_town_is_the_one_in_the_country_spoken_of() -> None:
    """Context decides between towns of one name."""
    british = find_places(Text("The British police searched a house in Birmingham."))
    american = find_places(Text("Alabama voters went to the polls. A rally in Birmingham drew crowds."))
    assert [p.country_code for _, p in british] == ["GB"]
    assert [(p.country_code, p.name) for _, p in american] == [("US", "Alabama"), ("US", "Birmingham")]


def test_stretches_of_people_hold_no_place() -> None:
    """What is known to be a person is left out."""
    sentence = "Someone met Paris in Lyon."
    assert [s.of(sentence) for s, _ in find_places(Text(sentence), [Span(12, 17)])] == ["Lyon"]


def test_a_name_alone_means_its_largest_place() -> None:
    """`place_of` takes the likeliest place, or the one in a country."""
    everywhere, there = place_of("Paris"), place_of("Paris", "US")
    assert [place and place.country_code for place in (everywhere, there)] == ["FR", "US"]
    assert place_of("Paris", "JP") is None
    assert place_of("Xyzzyville") is None


def test_every_place_has_a_point_and_an_id() -> None:
    """Coordinates lie on the globe; countries carry their own code as id."""
    for options in gazetteer().by_name.values():
        for one in options:
            assert one.place_id
            assert abs(one.latitude) <= 90
            assert abs(one.longitude) <= 180
            assert one.precision != "country" or one.place_id == one.country_code


def test_lookup_forms() -> None:
    """Accents, full stops and capitals do not hide a name."""
    assert (plain("Córdoba"), plain("U.K."), lookup_form(["LOS", "ANGELES"]), lookup_form(["UK"])) == ("Cordoba", "UK", "Los Angeles", "UK")


@pytest.mark.parametrize("body", ["", "\n", "\x00", "A", "A " * 2000, "St. " * 500, "’s", "É" * 50])
def test_odd_texts(body: str) -> None:
    """Odd input is no error."""
    assert isinstance(find_places(Text(body)), list)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A bus burned near Reno, Nev., on Sunday.", ["Reno", "Nev"]),
        ("The Mass was long and Miss Ohm sang.", []),
        ("John F. Kennedy spoke.", []),
        ("The Nigerian army retook Banki in a raid near Banki.", []),
        ("Trade between Bosnia and Herzegovina and France grew.", ["Bosnia and Herzegovina", "France"]),
    ],
)
def test_abbreviations_initials_and_small_towns(sentence: str, expected: list[str]) -> None:
    """States are abbreviated behind a comma only, initials belong to people, a small town needs its country in the article."""
    assert [span.of(sentence) for span, _ in find_places(Text(sentence))] == expected


def test_other_names_of_cities_lead_somewhere() -> None:
    """Every entry of the alias list finds a city of the country it names."""
    for name, _, country in rows("place_aliases.txt"):
        assert any(c.country_code == country and c.precision == "city" for c in gazetteer().candidates(name)), name


def test_word_lists_are_whole() -> None:
    """The lists the rules ask for are there."""
    assert {"locative", "weak", "never", "heads", "led", "after", "persons", "attached"} == set(word_lists())
    dead = [word for word in sorted(word_lists()["weak"]) if not any(c.precision == "city" for c in gazetteer().candidates(word))]
    assert dead == []
