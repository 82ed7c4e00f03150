"""The registry of actors: every actor of every article linked to one actor across articles, with the forms of words used for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pyarrow as pa

from onrecord.ids import hash_id
from onrecord.resolve.aliases import alias_table
from onrecord.resolve.appearances import Appearances, Places, appearances
from onrecord.resolve.given import Given, columns, give_back, without_collecting
from onrecord.resolve.institutions import government_key, organization_sets
from onrecord.resolve.names import organization_key
from onrecord.resolve.people import people, usual_name_key
from onrecord.resolve.tabled import empty_columns, tabled
from onrecord.resolve.voices import office_of

KINDS = ("person", "organization", "government", "group", "document", "unnamed")
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
        ids = pa.array(found["actor_id"], pa.string())
        table = tabled("actors", found)
        del found
        everyone = np.arange(len(actors))
        links = {"article_id": known.articles.decoded(everyone), "article_actor_id": known.ids, "actor_id": ids.take(pa.array(actors))}
        linked = tabled("actor_links", links)
        aliases = alias_table(given, known, actors, ids)
        del known, links
        give_back()
        return {"actors": table, "actor_links": linked, "actor_aliases": aliases}


def story_of(given: Given) -> dict[str, str]:
    """Story of each article that has one."""
    return {
        article: story
        for part in columns(given, "article_groups", ["article_id", "story_id"])
        for article, story in zip(*part, strict=True)
        if story
    }


def _identified(known: Appearances) -> Identified:
    kinds = _kinds(known)
    rows_of = {kind: np.flatnonzero(kinds == code) for code, kind in enumerate(KINDS)}
    yield from _with_ids(known, "person", people(known, rows_of.pop("person")))
    yield from _with_ids(known, "organization", organization_sets(known, rows_of.pop("organization")))
    for row in rows_of.pop("unnamed").tolist():
        yield hash_id("c", "described", known.smallest([row])), "unnamed", [row]
    governments: dict[str, list[int]] = defaultdict(list)
    described: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for kind, rows in rows_of.items():
        for row in rows.tolist():
            country = known.countries[row]
            if kind == "government" and country:
                governments[government_key(known.names[row], country)].append(row)
            else:
                described[kind, known.stories[row], organization_key(known.names[row]), country or ""].append(row)
    for key, some in governments.items():
        yield hash_id("c", "government", key), "government", some
    for words, some in described.items():
        yield hash_id("c", "described", known.smallest(some)), words[0], some


def _kinds(known: Appearances) -> Places:
    """Place in `KINDS` of each row's type.

    A full name that some articles take for a person and others for an organization is what most take it for.
    """
    codes = np.array([KINDS.index(kind or "unnamed") for kind in known.kinds.words], np.int8)
    found: Places = codes[known.kinds.places]
    names = known.names.places
    told = [np.bincount(names[found == KINDS.index(kind)], minlength=len(known.names.words)) for kind in EITHER]
    number_of: dict[str, int] = {}
    keys = np.full(len(known.names.words), -1, np.int32)
    for name in np.flatnonzero(told[0] + told[1]).tolist():
        keys[name] = number_of.setdefault(organization_key(known.names.words[name]), len(number_of))
    full = [name for name in np.flatnonzero(keys >= 0).tolist() if " " in known.names.words[name]]
    counts = [np.bincount(keys[full], weights=some[full], minlength=len(number_of)) for some in told]
    usual_kind = np.where(counts[0] >= counts[1], KINDS.index(EITHER[0]), KINDS.index(EITHER[1]))
    key = keys[names]
    is_told = (key >= 0) & np.isin(found, [KINDS.index(kind) for kind in EITHER])
    is_told[is_told] = (counts[0] + counts[1])[key[is_told]] > 0
    found[is_told] = usual_kind[key[is_told]]
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
