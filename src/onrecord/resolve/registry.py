"""The registry of actors: every actor of every article linked to one actor across articles, with the forms of words used for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pyarrow as pa

from onrecord.ids import hash_id
from onrecord.resolve.aliases import alias_table
from onrecord.resolve.appearances import Appearances, appearances
from onrecord.resolve.given import Given, columns, without_collecting
from onrecord.resolve.institutions import government_key, organization_sets
from onrecord.resolve.names import organization_key
from onrecord.resolve.people import people, usual_name_key
from onrecord.resolve.tabled import empty_columns, tabled
from onrecord.resolve.voices import office_of

EITHER = ("organization", "person")
Identified = Iterator[tuple[str, str, list[int]]]  # id, type and rows of each actor


def registry(given: Given) -> dict[str, pa.Table]:
    """Tables `actors`, `actor_links` and `actor_aliases`.

    People are joined by full name, institutions of state by country and office, organizations by name and acronym. People without a name
    ("two residents") are one actor for each article, groups and documents one for each story: a description is no identity.

    Args:
        given: stage tables; `article_actors`, `mentions` and `article_groups` are read.
    """
    with without_collecting():
        known = appearances(given, story_of(given))
        found = empty_columns("actors")
        actors = np.zeros(len(known.names), np.int32)
        for actor_id, kind, rows in _identified(known):
            actors[rows] = len(found["actor_id"])
            for column, value in zip(found.values(), _actor(known, actor_id, kind, rows), strict=True):
                column.append(value)
        table = tabled("actors", found)
        ids = pa.array(found["actor_id"], pa.string())
        del found
        links = {"article_id": pa.array(known.articles, pa.string()), "article_actor_id": known.ids, "actor_id": ids.take(pa.array(actors))}
        return {
            "actors": table,
            "actor_links": tabled("actor_links", links),
            "actor_aliases": alias_table(given, known, actors, ids),
        }


def story_of(given: Given) -> dict[str, str]:
    """Story of each article that has one."""
    return {
        article: story
        for part in columns(given, "article_groups", ["article_id", "story_id"])
        for article, story in zip(*part, strict=True)
        if story
    }


def _identified(known: Appearances) -> Identified:
    by_type = _by_type(known)
    yield from _with_ids(known, "person", people(known, by_type.pop("person", ())))
    yield from _with_ids(known, "organization", organization_sets(known, by_type.pop("organization", ())))
    governments: dict[str, list[int]] = defaultdict(list)
    described: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for kind in ("government", "group", "document"):
        for row in by_type.pop(kind, ()):
            country = known.countries[row]
            if kind == "government" and country:
                governments[government_key(known.names[row], country)].append(row)
            else:
                described[kind, known.stories[row], organization_key(known.names[row]), country or ""].append(row)
    for key, rows in governments.items():
        yield hash_id("c", "government", key), "government", rows
    for row in by_type.pop("unnamed", ()):
        yield hash_id("c", "described", known.smallest([row])), "unnamed", [row]
    for words, rows in described.items():
        yield hash_id("c", "described", known.smallest(rows)), words[0], rows


def _by_type(known: Appearances) -> dict[str, list[int]]:
    """Rows by type of actor; a full name that some articles take for a person and others for an organization is what most take it for."""
    told = Counter((name, kind) for name, kind in zip(known.names, known.kinds, strict=True) if kind in EITHER)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for (name, kind), count in told.items():
        if " " in name:
            counts[organization_key(name)][kind] += count
    kind_of = {}
    for name, kind in told:
        of_key = counts.get(organization_key(name))
        kind_of[name, kind] = max(EITHER, key=lambda k: of_key[k]) if of_key else kind
    found: dict[str, list[int]] = defaultdict(list)
    for row, told_as in enumerate(zip(known.names, known.kinds, strict=True)):
        found[kind_of.get(told_as, told_as[1])].append(row)
    return found


def _with_ids(known: Appearances, kind: str, sets: list[list[int]]) -> Identified:
    """Sets with ids: from the name where only one has it, else from the smallest member, so that namesakes have ids of their own."""
    keys = [_key(kind, [known.names[row] for row in rows]) for rows in sets]
    counts = Counter(keys)
    for name, rows in zip(keys, sets, strict=True):
        more = () if name and counts[name] == 1 else (known.smallest(rows),)
        yield hash_id("c", kind, name, *more), kind, rows


def _key(kind: str, names: Sequence[str]) -> str:
    """The name that a person or an organization has its id from."""
    return usual_name_key(names) if kind == "person" else max(map(organization_key, names), key=lambda key: (len(key), key))


def _actor(known: Appearances, actor_id: str, kind: str, rows: list[int]) -> tuple[object, ...]:
    """The values of a row of `actors`."""
    if len(rows) == 1:  # as most are
        row = rows[0]
        title, country, sector = known.titles[row] or None, known.countries[row] or None, known.sectors[row] or None
        return actor_id, known.names[row], kind, title, country, sector, known.counts[row]
    return (
        actor_id,
        _usual_name(kind, [known.names[row] for row in rows]),
        kind,
        _usual_title([title for row in rows if (title := known.titles[row])]),
        usual(known.countries[row] for row in rows),
        usual(known.sectors[row] for row in rows),
        sum(known.counts[row] for row in rows),
    )


def _usual_title(titles: Sequence[str]) -> str | None:
    """The most frequent title, one of a known office before any other ("host")."""
    return usual(title for title in titles if office_of(title)) or usual(titles)


def usual(values: Iterable[str | None]) -> str | None:
    """The most frequent of the values that are there; the first in the alphabet where several are.

    >>> usual(["b", None, "a", "b"])
    'b'
    """
    there = [value for value in values if value]
    if len(there) <= 1:  # as nearly always
        return there[0] if there else None
    counts = Counter(there)
    return min(counts, key=lambda value: (-counts[value], value))


def _usual_name(kind: str, printed: Sequence[str]) -> str:
    """The most frequent among the names with the most words; a person's bare surname never outdoes a full name."""
    names = Counter(printed)
    if len(names) == 1:
        return printed[0]
    if kind == "government":
        return min(names, key=lambda name: (-names[name], name))
    fullest = max(len(name.split()) for name in names)
    short_of = {name for name in names if len(name.split()) >= min(2, fullest)}
    if kind == "person":
        return min(short_of, key=lambda name: (-names[name], -len(name), name))
    return min(names, key=lambda name: (-len(name.split()), -names[name], name))
