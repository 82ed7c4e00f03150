"""Governments and organizations across articles: by country and office, by name and acronym."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from onrecord.actors.lexicon import lines
from onrecord.resolve.names import acronym, is_acronym, organization_key
from onrecord.resolve.records import Row
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


def organization_sets(rows: Sequence[Row], stories: Mapping[str, str]) -> list[list[Row]]:
    """Rows of one organization each: the same folded name; an acronym joins the one full name of its story that it shortens.

    Args:
        rows: rows of `article_actors` that are organizations.
        stories: story of each article.
    """
    unions = Unions(organization_key(row["actor_name"]) for row in rows)
    full: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        letters = acronym(row["actor_name"])
        if letters:
            full[stories[row["article_id"]], letters].add(organization_key(row["actor_name"]))
    for row in rows:
        if is_acronym(row["actor_name"]):
            key = organization_key(row["actor_name"])
            meant = full.get((stories[row["article_id"]], key), set())
            if len(meant) == 1:
                unions.join(key, next(iter(meant)))
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[unions.root(organization_key(row["actor_name"]))].append(row)
    return [found[key] for key in sorted(found)]
