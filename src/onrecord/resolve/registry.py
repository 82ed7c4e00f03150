"""The registry of actors: every actor of every article linked to one actor across articles, with the forms of words used for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import pyarrow as pa

from onrecord.ids import hash_id
from onrecord.resolve.institutions import government_key, organization_sets
from onrecord.resolve.names import organization_key, person_name
from onrecord.resolve.people import people
from onrecord.resolve.records import Row, rows
from onrecord.resolve.voices import office_of
from onrecord.schema.tables import TABLES

ALIAS_KINDS = frozenset({"name", "title", "country", "organization"})
EITHER = ("organization", "person")
Identified = list[tuple[str, list[Row]]]


def registry(given: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """Tables `actors`, `actor_links` and `actor_aliases`.

    People are joined by full name, institutions of state by country and office, organizations by name and acronym. People without a name
    ("two residents") are one actor for each article, groups and documents one for each story: a description is no identity.

    Args:
        given: stage tables; `article_actors`, `mentions`, `articles` and `article_groups` are read.
    """
    all_rows = rows(given, "article_actors")
    stories = story_of(given, all_rows)
    identified = _identified(all_rows, stories)
    links = {row["article_actor_id"]: actor_id for actor_id, members in identified for row in members}
    link_rows = [
        {"article_id": row["article_id"], "article_actor_id": row["article_actor_id"], "actor_id": links[row["article_actor_id"]]}
        for row in all_rows
    ]
    return {
        "actors": TABLES["actors"].from_rows([_actor_row(actor_id, members) for actor_id, members in identified]),
        "actor_links": TABLES["actor_links"].from_rows(link_rows),
        "actor_aliases": TABLES["actor_aliases"].from_rows(_alias_rows(all_rows, rows(given, "mentions"), links)),
    }


def story_of(given: Mapping[str, pa.Table], actor_rows: Sequence[Row]) -> dict[str, str]:
    """Story of each article; an article without one is a story of its own."""
    found = {row["article_id"]: row["article_id"] for row in actor_rows}
    found.update({row["article_id"]: row["story_id"] for row in rows(given, "article_groups") if row["story_id"]})
    return found


def _identified(all_rows: Sequence[Row], stories: Mapping[str, str]) -> Identified:
    by_type = _by_type(all_rows)
    found = _with_ids("person", people(by_type["person"], stories), _person_key)
    found += _with_ids("organization", organization_sets(by_type["organization"], stories), _organization_id_key)
    governments: dict[str, list[Row]] = defaultdict(list)
    for row in by_type["government"]:
        if row["country_code"]:
            governments[government_key(row["actor_name"], row["country_code"])].append(row)
    found += [(hash_id("c", "government", key), governments[key]) for key in sorted(governments)]
    described: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for kind in ("government", "group", "document"):
        for row in by_type[kind]:
            if kind == "government" and row["country_code"]:
                continue
            described[kind, stories[row["article_id"]], organization_key(row["actor_name"]), row["country_code"] or ""].append(row)
    for row in by_type["unnamed"]:
        described["unnamed", row["article_actor_id"]].append(row)
    return found + [(hash_id("c", "described", _smallest(described[key])), described[key]) for key in sorted(described)]


def _by_type(all_rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Rows by type of actor; a full name that some articles take for a person and others for an organization is what most take it for."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for row in all_rows:
        if row["actor_type"] in EITHER and " " in row["actor_name"]:
            kinds[organization_key(row["actor_name"])][row["actor_type"]] += 1
    found: dict[str, list[Row]] = defaultdict(list)
    for row in all_rows:
        kind = row["actor_type"] or "unnamed"
        if kind in EITHER and (counts := kinds.get(organization_key(row["actor_name"]))):
            kind = max(EITHER, key=lambda k: counts[k])
        found[kind].append({**row, "actor_type": kind})
    return found


def _smallest(members: Sequence[Row]) -> str:
    return min(str(row["article_actor_id"]) for row in members)


def _person_key(members: Sequence[Row]) -> str:
    """The usual full name of a person as key; empty for a bare surname, which is no identity."""
    names = Counter((n.given or "", n.surname) for n in (person_name(row["actor_name"]) for row in members) if n.is_full)
    if not names:
        return ""
    usual_name = min(names, key=lambda n: (-names[n], n))
    return " ".join(usual_name)


def _organization_id_key(members: Sequence[Row]) -> str:
    return max((organization_key(row["actor_name"]) for row in members), key=lambda key: (len(key), key))


def _with_ids(kind: str, sets: list[list[Row]], key: Callable[[Sequence[Row]], str]) -> Identified:
    """Sets with ids: from the name where only one has it, else from the smallest member, so that namesakes have ids of their own."""
    keys = [key(members) for members in sets]
    counts = Counter(keys)
    return [
        (hash_id("c", kind, name) if name and counts[name] == 1 else hash_id("c", kind, name, _smallest(members)), members)
        for name, members in zip(keys, sets, strict=True)
    ]


def _actor_row(actor_id: str, members: Sequence[Row]) -> Row:
    return {
        "actor_id": actor_id,
        "actor_name": _usual_name(members),
        "actor_type": members[0]["actor_type"] or "unnamed",
        "actor_title": _usual_title(members),
        "country_code": usual(row["country_code"] for row in members),
        "sector_code": usual(row["sector_code"] for row in members),
        "mention_count": sum(row["mention_count"] or 0 for row in members),
    }


def _usual_title(members: Sequence[Row]) -> str | None:
    """The most frequent title, one of a known office before any other ("host")."""
    titles = [row["actor_title"] for row in members if row["actor_title"]]
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


def _usual_name(members: Sequence[Row]) -> str:
    """The most frequent among the names with the most words; a person's bare surname never outdoes a full name."""
    if len(members) == 1:
        return str(members[0]["actor_name"])
    names = Counter(str(row["actor_name"]) for row in members)
    if members[0]["actor_type"] == "government":
        return min(names, key=lambda name: (-names[name], name))
    fullest = max(len(name.split()) for name in names)
    short_of = {name for name in names if len(name.split()) >= min(2, fullest)}
    if members[0]["actor_type"] == "person":
        return min(short_of, key=lambda name: (-names[name], -len(name), name))
    return min(names, key=lambda name: (-len(name.split()), -names[name], name))


def _alias_rows(all_rows: Sequence[Row], mentions: Sequence[Row], links: Mapping[str, str]) -> list[Row]:
    """One row a form of words for an actor in an article; an actor whose mentions are not on record goes by its name."""
    by_id = {row["article_actor_id"]: row for row in all_rows}
    counts: Counter[tuple[str, str, str]] = Counter()
    titles: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for mention in mentions:
        row = by_id.get(mention["article_actor_id"])
        if row and mention["mention_kind"] in ALIAS_KINDS:
            key = (links[row["article_actor_id"]], " ".join(mention["text"].split()), row["article_id"])
            counts[key] += 1
            titles[key].append(row["actor_title"])
    for row in all_rows:
        key = (links[row["article_actor_id"]], row["actor_name"], row["article_id"])
        counts[key] += 0
        titles[key].append(row["actor_title"])
    return [
        {"actor_id": key[0], "alias_text": key[1], "article_id": key[2], "actor_title": usual(titles[key]), "mention_count": counts[key]}
        for key in sorted(counts)
    ]
