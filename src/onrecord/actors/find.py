"""Finds and resolves the actors of one article."""

from __future__ import annotations

from onrecord.actors.coreference import Draft, Resolved, Resolver
from onrecord.actors.model import Actor, Actors, Mention
from onrecord.actors.scan import scan
from onrecord.actors.source import resolve_source
from onrecord.actors.tokens import read_words
from onrecord.article import Article
from onrecord.text.document import Text

__all__ = ["find_actors", "resolve_source"]

KINDS = {"document": "unnamed"}
"""Kinds of candidates that the mentions' vocabulary has no word for."""


def find_actors(article: Article, text: Text) -> Actors:
    """The actors of an article and every mention of them, pronouns and titles resolved where the article allows it."""
    table = read_words(text)
    resolver = Resolver(table, scan(table))
    resolved = resolver.run()
    keys = _keys_in_order(resolved)
    actors = tuple(_actor(keys[old], resolver.drafts[old]) for old in sorted(keys, key=keys.__getitem__))
    mentions = tuple(_mention(found, keys) for found in resolved)
    return Actors(actors, mentions)


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


def _actor(key: int, draft: Draft) -> Actor:
    person = draft.person
    if person is None:
        title = draft.title if draft.actor_type == "unnamed" else None
        return Actor(key, draft.name, draft.actor_type, title, draft.country, draft.sector, draft.gender if draft.actor_type == "unnamed" else None)
    title = min(person.titles, key=lambda t: (-len(t.split()), -person.titles[t], t)) if person.titles else None
    return Actor(key, person_name(person.full), "person", title, _most(person.countries), _most(person.sectors), person.gender)


def person_name(words: tuple[str, ...]) -> str:
    """Words of a name as they are printed, initials with their full stop.

    >>> person_name(("John", "F", "Kerry"))
    'John F. Kerry'
    """
    return " ".join(word + "." if len(word) == 1 and word.isupper() else word for word in words)


def _most(counts: dict[str, int]) -> str | None:
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None
