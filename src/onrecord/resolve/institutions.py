"""Governments and organizations across articles: by country and office, by name and acronym."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache

from onrecord.actors.lexicon import lines
from onrecord.resolve.appearances import Appearances, Places
from onrecord.resolve.names import acronym, is_acronym, organization_key
from onrecord.resolve.unions import Unions
from onrecord.resolve.voices import office_of
from onrecord.resolve.wording import fold


@cache
def _ministries() -> tuple[str, ...]:
    phrases = {line.split("|")[0] for line in lines("ministries.txt")}
    return tuple(sorted(phrases, key=lambda p: (-len(p), p)))


@cache
def _seats() -> frozenset[str]:
    """Names that mean a country's whole government: the country, its people's adjective, its capital."""
    return frozenset(fold(name) for line in lines("countries.txt") for part in line.split("|")[1:] for name in part.split(";") if name)


@lru_cache(maxsize=1 << 16)
def government_key(name: str, country: str) -> str:
    """What tells one institution of state from another: the country, and the office where the name says one.

    >>> government_key("Norwegian foreign ministry", "NO") == government_key("Foreign Ministry of Norway", "NO")
    True
    """
    if fold(name) in _seats():
        return f"{country}:"
    words = f" {' '.join(fold(w.strip(',.')) for w in name.split())} "
    office = office_of(name) or next((p for p in _ministries() if f" {p} " in words), None)
    return f"{country}:{office or _own_words(words)}"


def _own_words(words: str) -> str:
    """What is left of a name without words for a government and for the country."""
    governments = {word for line in lines("governments.txt") for word in line.split()}
    return " ".join(w for w in words.split() if w not in governments and w not in _seats() and w not in ("the", "of", "state", "republic"))


def organization_sets(known: Appearances, rows: Places) -> list[list[int]]:
    """Rows of one organization each: the same folded name; an acronym joins the one full name of its story that it shortens.

    Args:
        known: actors of articles.
        rows: places of those that are organizations.
    """
    by_key: dict[str, list[int]] = defaultdict(list)
    told = [(_forms(name), some) for name, some in known.by_name(rows)]
    acronyms = {key for (key, _, is_short), _ in told if is_short}
    full: dict[tuple[str, str], set[str]] = defaultdict(set)
    short: set[tuple[str, str]] = set()
    for (key, letters, is_short), some in told:
        by_key[key] += some
        if letters and letters in acronyms:
            for row in some:
                full[known.stories[row], letters].add(key)
        if is_short:
            short.update((known.stories[row], key) for row in some)
    unions = Unions()
    for story, key in short:
        meant = full.get((story, key), ())
        if len(meant) == 1:
            unions.join(key, next(iter(meant)))
    found: dict[str, list[int]] = defaultdict(list)
    for key, some in by_key.items():
        found[unions.root(key)] += some
    return list(found.values())


def _forms(name: str) -> tuple[str, str | None, bool]:
    """Key of an organization's name, the letters it would be shortened to, and whether it is short itself."""
    return organization_key(name), acronym(name), is_acronym(name)
