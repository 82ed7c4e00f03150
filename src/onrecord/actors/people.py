"""Who of the named people is one: full names joined, surnames and titles hung on them."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from onrecord.actors.candidates import Candidate
from onrecord.actors.lexicon import loose_offices, pairs, words
from onrecord.actors.names import SUFFIXES


@lru_cache(maxsize=16384)
def fold_name(word: str) -> str:
    """Lower case without diacritics and apostrophes.

    >>> fold_name("Castañeda")
    'castaneda'
    """
    stripped = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return stripped.casefold().replace("’", "").replace("'", "")


@dataclass(slots=True)
class Person:
    """One person of the article while it is being put together. `names` are the forms seen, most telling first."""

    key: int
    forms: Counter[tuple[str, ...]] = field(default_factory=Counter)
    titles: Counter[str] = field(default_factory=Counter)
    offices: set[str] = field(default_factory=set)
    countries: Counter[str] = field(default_factory=Counter)
    sectors: Counter[str] = field(default_factory=Counter)
    genders: Counter[str] = field(default_factory=Counter)
    full: tuple[str, ...] = ()
    mentions: int = 0

    @property
    def gender(self) -> str | None:
        """The gender that courtesy titles give, else the one the first name gives."""
        if self.genders:
            return min(self.genders, key=lambda g: (-self.genders[g], g))
        return first_name_gender(self.full)

    def take(self, candidate: Candidate) -> None:
        """Adds what a mention says of the person."""
        self.mentions += 1
        name = core(candidate.name)
        self.forms[name] += 1
        if len(name) > len(self.full):
            self.full = name
        self.describe(candidate)

    def describe(self, candidate: Candidate) -> None:
        """Adds title, office, country, sector and gender, without a name."""
        if candidate.title:
            self.titles[candidate.title] += 1
        if candidate.office:
            self.offices.add(candidate.office)
        if candidate.country:
            self.countries[candidate.country] += 1
        if candidate.sector:
            self.sectors[candidate.sector] += 1
        if candidate.gender:
            self.genders[candidate.gender] += 1


def core(name: tuple[str, ...]) -> tuple[str, ...]:
    """The name without a suffix ("Jr")."""
    kept = tuple(word for word in name if fold_name(word).strip(".") not in SUFFIXES and word not in {",", "."})
    return kept or name


def first_name_gender(name: tuple[str, ...]) -> str | None:
    """Gender of the first name that has one, None for unknown and for names of both."""
    for word in name[:-1]:
        gender = pairs("first_names.txt").get(word)
        if gender in {"female", "male"}:
            return gender
        if gender == "both":
            return None
    return None


def surname(name: tuple[str, ...]) -> str:
    """Folded last word."""
    return fold_name(name[-1])


def same_first(left: str, right: str) -> bool:
    """Whether two first names can be of one person: equal, an initial, or a short form."""
    a, b = fold_name(left), fold_name(right)
    if a == b:
        return True
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    short, long = sorted((a, b), key=len)
    return (len(short) >= 3 and long.startswith(short)) or pairs("nicknames.txt").get(short) == long


def same_person(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether two full names can be of one person.

    >>> same_person(("John", "F", "Kerry"), ("John", "Kerry")), same_person(("Bill", "Clinton"), ("Hillary", "Clinton"))
    (True, False)
    """
    if surname(left) == surname(right):
        return same_first(left[0], right[0]) or (len(left) > 2 and same_first(left[1], right[0]) and len(left[1]) > 1)
    short, long = sorted(([fold_name(w) for w in left], [fold_name(w) for w in right]), key=len)
    return len(short) >= 2 and len(long) > len(short) and long[: len(short)] == short


@dataclass
class People:
    """The people of an article, and the index that finds them by surname."""

    people: list[Person] = field(default_factory=list)
    by_word: dict[str, list[Person]] = field(default_factory=dict)

    def add_full(self, candidate: Candidate) -> Person:
        """The person of a full name, a new one where it fits none."""
        name = core(candidate.name)
        for person in self.by_word.get(surname(name), []):
            if len(person.full) > 1 and same_person(person.full, name):
                return self._took(person, candidate)
        for person in self.by_word.get(fold_name(name[0]), []):
            if len(person.full) > 1 and same_person(person.full, name):
                return self._took(person, candidate)
        return self._took(self._new(), candidate)

    def add_single(self, candidate: Candidate, salience: dict[int, float]) -> Person | None:
        """The person a surname or first name alone means; None where the article has none of it and it has no title."""
        options = [p for p in self.by_word.get(surname(core(candidate.name)), []) if compatible(p, candidate)]
        if options:
            return self._took(max(options, key=lambda p: (rank(p, candidate), salience.get(p.key, 0.0) + p.mentions, -p.key)), candidate)
        return None

    def new(self, candidate: Candidate) -> Person:
        """A person of a surname alone."""
        return self._took(self._new(), candidate)

    def _new(self) -> Person:
        person = Person(len(self.people))
        self.people.append(person)
        return person

    def _took(self, person: Person, candidate: Candidate) -> Person:
        person.take(candidate)
        for word in core(candidate.name):
            if len(word) < 2 or word in words("particles.txt"):
                continue
            known = self.by_word.setdefault(fold_name(word), [])
            if person not in known:
                known.append(person)
            if "-" in word:
                for part in word.split("-"):
                    parts = self.by_word.setdefault(fold_name(part), [])
                    if len(part) > 2 and person not in parts:
                        parts.append(person)
        return person


def rank(person: Person, candidate: Candidate) -> int:
    """How well a single name fits: as a surname, with its title."""
    last = surname(person.full) == surname(core(candidate.name))
    office = candidate.office is not None and candidate.office in person.offices
    known = candidate.gender is not None and person.gender == candidate.gender
    return 2 * last + 2 * office + known


def compatible(person: Person, candidate: Candidate) -> bool:
    """Whether gender and country of a mention speak against the person."""
    if candidate.gender and person.gender and candidate.gender != person.gender:
        return False
    return not (candidate.country and person.countries and candidate.country not in person.countries and candidate.office not in person.offices)


def holds(person: Person, office: str, country: str | None) -> bool:
    """Whether a person may be meant by an office ('the minister', 'the Russian leader')."""
    if country and person.countries and country not in person.countries:
        return False
    if office in person.offices:
        return True
    loose = loose_offices()
    return any(meant in person.offices for meant in loose.get(office, ())) or any(office in loose.get(held, ()) for held in person.offices)
