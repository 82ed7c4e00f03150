"""Lexicons of the package, read once: phrases by their first word, and plain sets of words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.text.document import TOKEN

POSSESSIVES = ("'s", "’s")


@dataclass(frozen=True, slots=True)
class Entry:
    """One phrase of a lexicon and what it says; `form` is how it is printed where `text` is its usual name.

    `case` is lower (any), capital (each word as printed), first (the first word as printed, the others in any case) or exact (acronyms).
    `tag` is country, demonym, seat, region, organization, ministry, government, title, group or document; `number` singular, plural or
    collective (one body of people: 'the family').
    """

    tag: str
    text: str
    country: str | None = None
    sector: str | None = None
    office: str | None = None
    scope: str | None = None
    gender: str | None = None
    number: str = "singular"
    case: str = "lower"
    form: str = ""


class Phrase(NamedTuple):
    """Words after the first one, and the entry they lead to."""

    rest: tuple[str, ...]
    words: tuple[str, ...]
    entry: Entry


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Lower case with plain apostrophes and without full stops and a possessive: what words are looked up by.

    >>> fold("U.S."), fold("Russia’s")
    ('us', 'russia')
    """
    base = word.replace("’", "'").lower()
    if base.endswith("'s"):
        base = base[:-2]
    return base.replace(".", "") if "." in base and len(base) > 1 else base


def lines(name: str) -> Iterator[str]:
    """Entries of a data file, without comments and blank lines."""
    for line in files("onrecord.actors").joinpath("data", name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


@cache
def words(name: str) -> frozenset[str]:
    """The set of words of a data file with one word a line."""
    return frozenset(lines(name))


@cache
def pairs(name: str) -> dict[str, str]:
    """The mapping of a data file with `word|value` lines."""
    return dict(line.split("|", 1) for line in lines(name))


def _countries() -> Iterator[Entry]:
    for line in lines("countries.txt"):
        code, names, demonyms, seats = line.split("|")
        first = names.split(";")[0]
        for name in names.split(";"):
            yield Entry("country", first, code, "GOV", case="exact" if name.isupper() else "capital", form=name)
        for name in filter(None, demonyms.split(";")):
            plural = (name.endswith("s") and name[:-1] in demonyms.split(";")) or name.endswith(("ards", "ers"))
            yield Entry("demonym", first, code, "GOV", number="plural" if plural else "singular", case="capital", form=name)
        for name in filter(None, seats.split(";")):
            yield Entry("seat", first, code, "GOV", case="capital", form=name)


def _organizations() -> Iterator[Entry]:
    for line in lines("organizations.txt"):
        names, sector, country, government = line.split("|")
        first = names.split(";")[0]
        for name in names.split(";"):
            exact = " " not in name and (name.isupper() or len(name) < 4)
            case = "exact" if exact else "first" if " " in name else "capital"
            scope = "seat" if name.startswith("~") else government or None
            code = None if country == "-" else country
            yield Entry("organization", first, code, sector, scope=scope, case=case, form=name.strip("~"))


def _titles() -> Iterator[Entry]:
    for line in lines("titles.txt"):
        text, sector, office, scope, *more = line.split("|")
        country = next((word for word in more if word.isupper()), None)
        yield Entry("title", text, country, sector, office, scope, next((word for word in more if word.islower()), None))


def _nouns() -> Iterator[Entry]:
    for line in lines("ministries.txt"):
        text, sector, *country = line.split("|")
        yield Entry("ministry", text, country[0] if country else None, sector, form=text)
    for text in lines("governments.txt"):
        yield Entry("government", text, None, "GOV", form=text)
    for line in lines("groups.txt"):
        text, sector, number, *gender = line.split("|")
        yield Entry("group", text, None, sector, gender=gender[0] if gender else None, number=number, form=text)
    for text in lines("documents.txt"):
        yield Entry("document", text, None, None, form=text)
    for line in (*lines("regions.txt"), *lines("cities.txt")):
        text, code = line.split("|")
        yield Entry("region", text, None if code == "-" else code, case="capital", form=text)


def printed_form(entry: Entry) -> str:
    """The words the entry is matched by."""
    return entry.form or entry.text


@cache
def phrases() -> dict[str, tuple[Phrase, ...]]:
    """Every phrase by its folded first word, longest first; among equals the order of the files decides."""
    found: dict[str, list[Phrase]] = {}
    for entry in (*_countries(), *_organizations(), *_titles(), *_nouns()):
        printed = tuple(TOKEN.findall(printed_form(entry)))
        keys = tuple(fold(word) for word in printed)
        if keys:
            found.setdefault(keys[0], []).append(Phrase(keys[1:], printed, entry))
    return {key: tuple(sorted(options, key=lambda p: -len(p.rest))) for key, options in found.items()}


@cache
def continuations() -> dict[str, tuple[dict[str, tuple[Phrase, ...]], tuple[Phrase, ...]]]:
    """The phrases of each first word: by the second word all that can fit there, and those of one word; in the order of `phrases`."""
    found = {}
    for key, options in phrases().items():
        seconds = {phrase.rest[0] for phrase in options if phrase.rest}
        by_second = {word: tuple(p for p in options if not p.rest or p.rest[0] == word) for word in seconds}
        found[key] = by_second, tuple(p for p in options if not p.rest)
    return found


@cache
def country_names() -> dict[str, str]:
    """The usual name of each country by its code."""
    return {line.split("|")[0]: line.split("|")[1].split(";")[0] for line in lines("countries.txt")}


@cache
def demonyms() -> dict[str, str]:
    """The usual adjective of each country by its code."""
    return {line.split("|")[0]: line.split("|")[2].split(";")[0] for line in lines("countries.txt") if line.split("|")[2]}


@cache
def plural_offices() -> dict[str, str]:
    """The office of a plural title: 'ministers' to that of 'minister'."""
    return {f"{entry.text}s": entry.office for entry in _titles() if entry.office and entry.office != "-"}


@cache
def loose_offices() -> dict[str, frozenset[str]]:
    """Offices that a loose word ("leader") may stand for."""
    return {word: frozenset(meant.split()) for word, meant in pairs("offices.txt").items()}
