"""Who of the named people is one: full names joined, surnames and titles hung on them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache, lru_cache

from onrecord.actors.candidates import Candidate
from onrecord.actors.lexicon import loose_offices, pairs, words
from onrecord.actors.names import SUFFIXES
from onrecord.actors.spelling import alike, fold_name, same_surname, skeleton

RECENT = 50
"""So many of the people who share a word of their name are looked at, the latest first."""
PARTIES = frozenset(
    {
        "republican",
        "democratic",
        "democrat",
        "conservative",
        "labour",
        "libertarian",
        "labor",
        "liberal",
        "green",
    }
)
HYPHENATED_MIN = 3


@dataclass(slots=True, eq=False)
class Person:
    """One person of the article while it is being put together. `names` are the forms seen, most telling first."""

    key: int
    forms: Counter[tuple[str, ...]] = field(default_factory=Counter)
    titles: Counter[str] = field(default_factory=Counter)
    offices: set[str] = field(default_factory=set)
    countries: Counter[str] = field(default_factory=Counter)
    sectors: Counter[str] = field(default_factory=Counter)
    genders: Counter[str] = field(default_factory=Counter)
    parties: set[str] = field(default_factory=set)
    regions: set[str] = field(default_factory=set)
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
            self.parties |= parties(candidate.title)
        if candidate.office:
            self.offices.add(candidate.office)
        if candidate.country:
            self.countries[candidate.country] += 1
        if candidate.region:
            self.regions.add(candidate.region)
        if candidate.sector:
            self.sectors[candidate.sector] += 1
        if candidate.gender:
            self.genders[candidate.gender] += 1


@lru_cache(maxsize=16384)
def parties(title: str) -> frozenset[str]:
    """The parties that a title names."""
    return PARTIES.intersection(title.casefold().split())


@lru_cache(maxsize=16384)
def core(name: tuple[str, ...]) -> tuple[str, ...]:
    """The name without a suffix ("Jr")."""
    kept = tuple(word for word in name if fold_name(word).strip(".") not in SUFFIXES and word not in {",", "."})
    return kept or name


@lru_cache(maxsize=16384)
def first_name_gender(name: tuple[str, ...]) -> str | None:
    """Gender of the first name that has one, None for unknown and for names of both.

    A name alone counts only where it is a woman's: many men's names are surnames ("James", "Thomas").
    """
    if len(name) == 1:
        return "female" if pairs("first_names.txt").get(name[0]) == "female" else None
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
    """Whether two first names can be of one person: equal, an initial, a short form, or another spelling."""
    a, b = fold_name(left), fold_name(right)
    if a == b:
        return True
    if not a or not b:
        return False
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    known = pairs("first_names.txt")
    if {known.get(left), known.get(right)} == {"female", "male"}:
        return False
    short, long = sorted((a, b), key=len)
    return (len(short) >= HYPHENATED_MIN and long.startswith(short)) or pairs("nicknames.txt").get(short) == long or alike(a, b)


def same_person(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether two full names can be of one person.

    >>> same_person(("John", "F", "Kerry"), ("John", "Kerry")), same_person(("Bill", "Clinton"), ("Hillary", "Clinton"))
    (True, False)
    """
    if same_surname(surname(left), surname(right)):
        return same_first(left[0], right[0]) or (len(left) > 2 and same_first(left[1], right[0]) and len(left[1]) > 1)
    short, long = sorted(([fold_name(w) for w in left], [fold_name(w) for w in right]), key=len)
    return len(short) >= 2 and len(long) > len(short) and long[: len(short)] == short


@dataclass
class People:
    """The people of an article, and the indices that find them by a word of their name and by office."""

    people: list[Person] = field(default_factory=list)
    by_word: dict[str, list[Person]] = field(default_factory=dict)
    by_office: dict[str, list[Person]] = field(default_factory=dict)

    def of_word(self, word: str) -> list[Person]:
        """People who have a folded word in their name, the latest of them first in line when there are many."""
        return self.by_word.get(word, [])[-RECENT:]

    def add_full(self, candidate: Candidate) -> Person:
        """The person of a full name, a new one where it fits none."""
        name = core(candidate.name)
        for word in (surname(name), fold_name(name[0]), _bones(surname(name))):
            for person in self.of_word(word):
                if len(person.full) > 1 and same_person(person.full, name):
                    return self._took(person, candidate)
        return self._took(self._new(), candidate)

    def options(self, candidate: Candidate) -> list[Person]:
        """The people whom a surname or first name alone can mean; another spelling only where nobody is spelled so."""
        word = surname(core(candidate.name))
        found = [p for p in self.of_word(word) if compatible(p, candidate)]
        if not found and not candidate.place:
            found = [p for p in self.of_word(_bones(word)) if compatible(p, candidate) and same_surname(surname(p.full), word)]
        return found

    def take(self, person: Person, candidate: Candidate) -> Person:
        """Adds a mention to a person."""
        return self._took(person, candidate)

    def new(self, candidate: Candidate) -> Person:
        """A person of a surname alone."""
        return self._took(self._new(), candidate)

    def describe(self, person: Person, candidate: Candidate) -> None:
        """Adds what a title says of a person."""
        person.describe(candidate)
        self._index_office(person, candidate)

    def holders(self, candidate: Candidate) -> list[Person]:
        """The people who may be meant by an office ("the minister", "the Russian leader")."""
        found = [p for office in offices_for(candidate.office or "") for p in self.by_office.get(office, [])[-RECENT:]]
        wanted = parties(candidate.title or "")
        return [
            p
            for p in dict.fromkeys(found)
            if not (candidate.gender and p.gender and p.gender != candidate.gender)
            and not (candidate.country and p.countries and candidate.country not in p.countries)
            and not (wanted and p.parties and not wanted & p.parties)
            and not (candidate.region and p.regions and candidate.region not in p.regions)
        ]

    def holding(self, office: str) -> list[Person]:
        """The people who hold one of the offices that a word may stand for, in order of mention."""
        found = [p for name in offices_for(office) for p in self.by_office.get(name, [])[-RECENT:]]
        return sorted(dict.fromkeys(found), key=lambda p: p.key)

    def _new(self) -> Person:
        person = Person(len(self.people))
        self.people.append(person)
        return person

    def _took(self, person: Person, candidate: Candidate) -> Person:
        person.take(candidate)
        self._index_office(person, candidate)
        name = core(candidate.name)
        keys = [fold_name(word) for word in name if len(word) > 1 and word not in words("particles.txt")]
        parts = [fold_name(part) for word in name if "-" in word for part in word.split("-") if len(part) >= HYPHENATED_MIN]
        for key in (*keys, *parts, _bones(surname(name))):
            known = self.by_word.setdefault(key, [])
            if person not in known[-RECENT:]:
                known.append(person)
        return person

    def _index_office(self, person: Person, candidate: Candidate) -> None:
        if candidate.office:
            known = self.by_office.setdefault(candidate.office, [])
            if person not in known[-RECENT:]:
                known.append(person)


def _bones(word: str) -> str:
    """Key of a surname's spellings in the index of words; no word has its first character."""
    return "*" + skeleton(word)


def _bare(word: str) -> str:
    """A surname without its article: 'al-assad' as 'assad'."""
    return word.split("-", 1)[1] if word.startswith(("al-", "el-", "ad-", "as-", "ar-")) else word


def rank(person: Person, candidate: Candidate) -> int:
    """How well a single name fits: as a surname, with its title."""
    last = _bare(surname(person.full)) == _bare(surname(core(candidate.name)))
    office = candidate.office is not None and candidate.office in person.offices
    known = candidate.gender is not None and person.gender == candidate.gender
    return 2 * last + 2 * office + known


def compatible(person: Person, candidate: Candidate) -> bool:
    """Whether gender and country of a mention speak against the person."""
    if candidate.gender and person.gender and candidate.gender != person.gender:
        return False
    foreign = bool(candidate.country and person.countries) and candidate.country not in person.countries
    return not (foreign and candidate.office not in person.offices)


@cache
def offices_for(office: str) -> tuple[str, ...]:
    """The offices that an office's word may stand for, itself first."""
    loose = loose_offices()
    wider = sorted(held for held, meant in loose.items() if office in meant)
    return tuple(dict.fromkeys((office, *sorted(loose.get(office, ())), *wider)))
