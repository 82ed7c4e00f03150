"""Finds and resolves the actors of one article."""

from __future__ import annotations

from onrecord.actors.coreference import Resolver
from onrecord.actors.drafts import Draft, Registry, Resolved
from onrecord.actors.model import Actor, Actors, Mention
from onrecord.actors.scan import scan
from onrecord.actors.source import resolve_source
from onrecord.actors.tokens import read_words
from onrecord.article import Article
from onrecord.text.document import Text

__all__ = ["find_actors", "resolve_source"]

KINDS = {"document": "unnamed"}
"""Kinds of candidates that the mentions' vocabulary has no word for."""
LEADING = frozenset(
    {
        "a",
        "an",
        "the",
        "this",
        "that",
        "these",
        "those",
        "my",
        "your",
        "our",
        "its",
        "his",
        "her",
        "their",
    }
)
"""Words that open a description but are no part of a name."""
OWNERS = 3
"""A name goes back over so many possessives ('John Kerry's chief of staff's wife')."""


def find_actors(article: Article, text: Text) -> Actors:
    """The actors of an article and every mention of them, pronouns and titles resolved where the article allows it."""
    table = read_words(text)
    resolver = Resolver(table, scan(table))
    resolved = resolver.run()
    keys = _keys_in_order(resolved)
    actors = tuple(_actor(keys[old], resolver.registry, old) for old in sorted(keys, key=keys.__getitem__))
    return Actors(actors, tuple(_mention(found, keys) for found in resolved))


def _keys_in_order(resolved: list[Resolved]) -> dict[int, int]:
    """New keys of the actors that are mentioned, by first mention."""
    keys: dict[int, int] = {}
    for found in resolved:
        for old in (*(() if found.actor is None else (found.actor,)), *found.members):
            keys.setdefault(old, len(keys))
    return keys


def _mention(found: Resolved, keys: dict[int, int]) -> Mention:
    candidate = found.candidate
    actor = None if found.actor is None else keys[found.actor]
    kind = KINDS.get(candidate.kind, candidate.kind)
    return Mention(candidate.span.start, candidate.span.end, kind, actor, tuple(keys[m] for m in found.members))


def _actor(key: int, registry: Registry, old: int) -> Actor:
    draft = registry[old]
    person, name = draft.person, _name(registry, draft, OWNERS)
    if person is None:
        unnamed = draft.actor_type == "unnamed"
        title = _without_article(draft.title) if unnamed and draft.title else None
        return Actor(key, name, draft.actor_type, title, draft.country, draft.sector, draft.gender if unnamed else None)
    best = min(person.titles, key=lambda t: (-len(t.split()), -person.titles[t], -len(t), t)) if person.titles else None
    title = _without_article(best) if best else None
    return Actor(key, name, "person", title, _most(person.countries), _most(person.sectors), person.gender)


def _name(registry: Registry, draft: Draft, depth: int) -> str:
    """The name of an actor; a description has its owner's name before it."""
    if draft.person is not None:
        return person_name(draft.person.full)
    if draft.actor_type == "organization" and not draft.head:
        return draft.name
    name = _without_article(draft.name)
    if draft.owner is None or not depth:
        return name
    owner = registry[draft.owner]
    mark = "'" if owner.number == "plural" and owner.name.endswith("s") else "'s"
    return f"{_name(registry, owner, depth - 1)}{mark} {name}"


def _without_article(words: str) -> str:
    first, _, rest = words.partition(" ")
    return rest if rest and first.lower() in LEADING else words


def person_name(words: tuple[str, ...]) -> str:
    """Words of a name as they are printed, initials with their full stop.

    >>> person_name(("John", "F", "Kerry"))
    'John F. Kerry'
    """
    return " ".join(word + "." if len(word) == 1 and word.isupper() else word for word in words)


def _most(counts: dict[str, int]) -> str | None:
    """The most frequent value, among equals the first."""
    return max(counts, key=counts.__getitem__) if counts else None
