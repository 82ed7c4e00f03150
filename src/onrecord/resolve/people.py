"""People across articles: full names, initials and bare surnames joined where story, country or office say so.

A bare surname is joined to the one person of that surname who is named in full in its story, or who holds the same office of the same
country; it is never joined on the surname alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from onrecord.resolve.appearances import Appearances, Places
from onrecord.resolve.names import PersonName, person_name
from onrecord.resolve.unions import Unions
from onrecord.resolve.voices import office_of


@dataclass
class Person:
    """A person across articles: places of the rows, and what they tell."""

    known: Appearances
    rows: list[int]

    @cached_property
    def names(self) -> set[PersonName]:
        """Names printed of the person in full."""
        return {person_name(name) for name in {self.known.names[row] for row in self.rows}}

    @cached_property
    def stories(self) -> set[str]:
        """Stories that name the person in full."""
        return {self.known.stories[row] for row in self.rows}

    @cached_property
    def countries(self) -> set[str]:
        """Countries the person is said to be of."""
        return {country for row in self.rows if (country := self.known.countries[row])}

    @cached_property
    def offices(self) -> set[str]:
        """Offices the person is given."""
        return {office for row in self.rows if (office := title_key(self.known.titles[row]))}


def people(known: Appearances, rows: Places) -> list[list[int]]:
    """Rows of one person each.

    Args:
        known: actors of articles.
        rows: places of those that are people.
    """
    by_name: dict[tuple[str, str], list[int]] = {}
    bare: list[tuple[PersonName, list[int]]] = []
    for printed, some in known.by_name(rows):
        name = person_name(printed)
        if name.is_full:
            by_name.setdefault((name.given or "", name.surname), []).extend(some)
        else:
            bare.append((name, some))
    surnames = {name.surname for name, _ in bare}
    found: list[list[int]] = []
    by_surname: dict[str, list[Person]] = defaultdict(list)
    for key, group in by_name.items():
        for one in _namesakes(known, group):
            found.append(one)
            if key[1] in surnames:
                by_surname[key[1]].append(Person(known, one))
    return found + _join_bare(known, bare, by_surname)


@lru_cache(maxsize=1 << 16)
def title_key(title: str | None) -> str | None:
    """The institution a title belongs to, or its folded words."""
    return (office_of(title) or title.lower()) if title else None


def _namesakes(known: Appearances, rows: list[int]) -> list[list[int]]:
    """One full name's rows, parted where middle initials or countries contradict each other and nothing joins them."""
    if len(rows) == 1:
        return [rows]
    return [group for part in _by_middle(known, rows) for group in _by_country(known, part)]


def _by_middle(known: Appearances, rows: list[int]) -> list[list[int]]:
    unions = Unions()
    names = {name: person_name(name) for name in {known.names[row] for row in rows}}
    for name in names.values():
        initials = sorted(name.middle)
        for initial in initials:
            unions.join(initials[0], initial)
    if len(unions.sets()) < 2:
        return [rows]
    counts = Counter(unions.root(min(m)) for row in rows if (m := names[known.names[row]].middle))
    usual = min(counts, key=lambda initial: (-counts[initial], initial))
    parts: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        middle = names[known.names[row]].middle
        parts[unions.root(min(middle)) if middle else usual].append(row)
    return [parts[key] for key in sorted(parts)]


def _by_country(known: Appearances, rows: list[int]) -> list[list[int]]:
    countries = Counter(country for row in rows if (country := known.countries[row]))
    if len(countries) < 2:
        return [rows]
    unions = Unions()
    for row in rows:
        unions.join(f"row:{row}", f"story:{known.stories[row]}")
        for kind, value in (("country", known.countries[row]), ("title", known.titles[row])):
            if value:
                unions.join(f"row:{row}", f"{kind}:{value}")
    usual = min(countries, key=lambda code: (-countries[code], code))
    parts: dict[str, list[int]] = defaultdict(list)
    named = {unions.root(f"country:{code}") for code in countries}
    for row in rows:
        root = unions.root(f"row:{row}")
        parts[root if root in named else unions.root(f"country:{usual}")].append(row)
    return [parts[key] for key in sorted(parts)]


def _join_bare(known: Appearances, bare: Iterable[tuple[PersonName, list[int]]], by_surname: Mapping[str, list[Person]]) -> list[list[int]]:
    """Adds bare surnames to the people they mean; returns the others, by surname and story, or by surname, country and office."""
    left: dict[tuple[str, ...], list[int]] = defaultdict(list)
    joined: list[tuple[Person, int]] = []
    for name, row in ((name, row) for name, some in bare for row in some):
        scores = [(_evidence(known, row, name, person), person) for person in by_surname.get(name.surname, ())]
        best = max((score for score, _ in scores), default=0)
        meant = [person for score, person in scores if score == best]
        if best and len(meant) == 1:
            joined.append((meant[0], row))
        else:
            left[_bare_key(known, row, name)].append(row)
    for person, row in joined:
        person.rows.append(row)
    return list(left.values())


def _evidence(known: Appearances, row: int, name: PersonName, person: Person) -> int:
    """How much says that a bare surname means a person; 0 where it must not."""
    country, office = known.countries[row], title_key(known.titles[row])
    same_story = known.stories[row] in person.stories
    if country and person.countries and country not in person.countries and not same_story:
        return 0
    same_country, same_office = country in person.countries, office in person.offices
    if not same_story and not (same_country and same_office):
        return 0
    if not any(name.may_be(other) for other in person.names):
        return 0
    return 4 * same_story + 2 * same_country + same_office


def _bare_key(known: Appearances, row: int, name: PersonName) -> tuple[str, ...]:
    office, country = title_key(known.titles[row]), known.countries[row]
    if office and country:
        return name.surname, name.given or "", country, office
    return name.surname, name.given or "", known.stories[row]


def usual_name_key(names: Sequence[str]) -> str:
    """The usual full name of a person as key; empty for a bare surname, which is no identity."""
    counts = Counter((n.given or "", n.surname) for n in map(person_name, names) if n.is_full)
    if not counts:
        return ""
    usual_name = min(counts, key=lambda n: (-counts[n], n))
    return " ".join(usual_name)
