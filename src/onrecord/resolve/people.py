"""People across articles: one full name is one person, one surname is not.

Rules: rows of one full name (transliterations and nicknames folded) are one person unless their countries contradict each other and
neither a story nor a title joins them. A bare surname joins the one full name that shares its story, or its country and office.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.resolve.names import PersonName, person_name
from onrecord.resolve.records import Row
from onrecord.resolve.unions import Unions
from onrecord.resolve.voices import office_of


@dataclass
class Person:
    """A person across articles: the rows, and what they tell."""

    rows: list[Row]
    names: set[PersonName] = field(default_factory=set)
    stories: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)


def people(rows: Sequence[Row], stories: Mapping[str, str]) -> list[list[Row]]:
    """Rows of one person each.

    Args:
        rows: rows of `article_actors` that are people, sorted by id.
        stories: story of each article.
    """
    by_name: dict[tuple[str, str], list[Row]] = defaultdict(list)
    bare: list[Row] = []
    for row in rows:
        name = person_name(row["actor_name"])
        if name.is_full:
            by_name[name.given or "", name.surname].append(row)
        else:
            bare.append(row)
    known = [_person(group, stories) for key in sorted(by_name) for group in _namesakes(by_name[key], stories)]
    left = _join_bare(bare, known, stories)
    return [person.rows for person in known] + left


def _person(rows: list[Row], stories: Mapping[str, str]) -> Person:
    return Person(
        rows,
        {person_name(row["actor_name"]) for row in rows},
        {stories[row["article_id"]] for row in rows},
        {row["country_code"] for row in rows if row["country_code"]},
        {office for row in rows if (office := title_key(row["actor_title"]))},
    )


def title_key(title: str | None) -> str | None:
    """The institution a title belongs to, or its folded words."""
    return (office_of(title) or title.lower()) if title else None


def _namesakes(rows: list[Row], stories: Mapping[str, str]) -> list[list[Row]]:
    """One full name's rows, parted where middle initials or countries contradict each other and nothing joins them."""
    middles = _by_middle(rows)
    return [group for part in middles for group in _by_country(part, stories)]


def _by_middle(rows: list[Row]) -> list[list[Row]]:
    unions = Unions()
    for row in rows:
        initials = sorted(person_name(row["actor_name"]).middle)
        for initial in initials:
            unions.join(initials[0], initial)
    if len(unions.sets()) < 2:
        return [rows]
    counts = Counter(unions.root(min(m)) for row in rows if (m := person_name(row["actor_name"]).middle))
    usual = min(counts, key=lambda initial: (-counts[initial], initial))
    parts: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        middle = person_name(row["actor_name"]).middle
        parts[unions.root(min(middle)) if middle else usual].append(row)
    return [parts[key] for key in sorted(parts)]


def _by_country(rows: list[Row], stories: Mapping[str, str]) -> list[list[Row]]:
    countries = Counter(row["country_code"] for row in rows if row["country_code"])
    if len(countries) < 2:
        return [rows]
    unions = Unions()
    for row in rows:
        unions.join(f"row:{row['article_actor_id']}", f"story:{stories[row['article_id']]}")
        for kind, value in (("country", row["country_code"]), ("title", row["actor_title"])):
            if value:
                unions.join(f"row:{row['article_actor_id']}", f"{kind}:{value}")
    usual = min(countries, key=lambda code: (-countries[code], code))
    parts: dict[str, list[Row]] = defaultdict(list)
    named = {unions.root(f"country:{code}") for code in countries}
    for row in rows:
        root = unions.root(f"row:{row['article_actor_id']}")
        parts[root if root in named else unions.root(f"country:{usual}")].append(row)
    return [parts[key] for key in sorted(parts)]


def _join_bare(bare: Iterable[Row], known: list[Person], stories: Mapping[str, str]) -> list[list[Row]]:
    """Adds bare surnames to the people they mean; returns the others, by surname and story, or by surname, country and office."""
    by_surname: dict[str, list[tuple[int, Person]]] = defaultdict(list)
    for place, person in enumerate(known):
        for surname in sorted({name.surname for name in person.names}):
            by_surname[surname].append((place, person))
    left: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    joined: list[tuple[int, Row]] = []
    for row in bare:
        name = person_name(row["actor_name"])
        scores = [(_evidence(row, name, person, stories), place) for place, person in by_surname.get(name.surname, ())]
        best = max((score for score, _ in scores), default=0)
        places = [place for score, place in scores if score == best]
        if best and len(places) == 1:
            joined.append((places[0], row))
        else:
            left[_bare_key(row, name, stories)].append(row)
    for place, row in joined:
        known[place].rows.append(row)
    return [left[key] for key in sorted(left)]


def _evidence(row: Row, name: PersonName, person: Person, stories: Mapping[str, str]) -> int:
    """How much says that a bare surname means a person; 0 where it must not."""
    country, office = row["country_code"], title_key(row["actor_title"])
    if not any(name.may_be(other) for other in person.names):
        return 0
    same_story = stories[row["article_id"]] in person.stories
    if country and person.countries and country not in person.countries and not same_story:
        return 0
    same_country, same_office = country in person.countries, office in person.offices
    if not same_story and not (same_country and same_office):
        return 0
    return 4 * same_story + 2 * same_country + same_office


def _bare_key(row: Row, name: PersonName, stories: Mapping[str, str]) -> tuple[str, ...]:
    office = title_key(row["actor_title"])
    if office and row["country_code"]:
        return name.surname, name.given or "", row["country_code"], office
    return name.surname, name.given or "", stories[row["article_id"]]
