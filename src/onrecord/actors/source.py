"""Whom the words of a source mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from onrecord.actors.lexicon import words
from onrecord.actors.model import Actor, Actors, Mention, Resolution
from onrecord.article import Span
from onrecord.text.document import Text

METHODS = {
    **dict.fromkeys(("name", "country", "organization", "unnamed"), "named"),
    **{kind: kind for kind in ("title", "pronoun", "group")},
}
"""What a mention's form says of how the speaker was resolved."""
EDGE = " \t\n\r,;:.!?\"'“”‘’()[]—–-"
ACCOUNT = re.compile(
    r"\s+(?:(?:own|official|verified|personal|public|private)\s+)*(?:[A-Z]\w*\s+)?(?:account|feed|page|profile|channel|blog|timeline|stream|handle)s?\b"
)
RELATIVE = re.compile(r",|\s[(\[]|\b(?:who|whom|which|that|whose)\b")
PREPOSITION = re.compile(r"\b(?:of|at|by|for|in|on|from|with|to)\s")
POSSESSIVES = frozenset({"his", "her", "their"})
LONGEST = 2000
"""A source of more characters is no noun phrase."""
ARTICLES = frozenset({"the", "a", "an"})
AND = re.compile(r"\s*(?:,\s*)?(?:and|&|,)\s*(?:[a-z ]{0,20})")


def resolve_source(text: Text, actors: Actors, source: Span) -> Resolution:
    """Who the words of a source span mean ("the minister", "he", "both men", "the foreign ministry").

    A word that names nobody ("those", "some") is nobody's name, however it was found.
    """
    found = _resolved(text, actors, source)
    if found.name and is_no_name(found.name):
        return Resolution("none", reason=f"no antecedent of {found.name.lower()}")
    return found


def is_no_name(name: str) -> bool:
    """Whether a name is one word that names nobody; in capitals throughout it is an acronym.

    >>> is_no_name("Those"), is_no_name("all of"), is_no_name("WHO"), is_no_name("I")
    (True, True, False, True)
    """
    return name.lower().removesuffix(" of") in words("never_names.txt") and (len(name) == 1 or not name.isupper())


def _resolved(text: Text, actors: Actors, source: Span) -> Resolution:
    """Who the words of a source span mean, whatever that is called."""
    span = _trim(text.body, source)
    printed = span.of(text.body)
    if not printed:
        return Resolution("none", reason="the source has no words")
    mentions = actors.touching(span) if span.end - span.start < LONGEST else []
    if not mentions:
        return _unnamed(printed)
    inner = _inside_other(actors, mentions[0], span, printed)
    if inner is not None:
        return of_actor(inner, "named")
    holder = _account_holder(text.body, span, actors, mentions)
    if holder is not None:
        return of_actor(holder, "named")
    joined = _joined(text.body, actors, mentions)
    if joined:
        return _several(actors, joined)
    head = _head(text.body, span, actors, mentions)
    if head is None:
        return _unnamed(printed)
    return _resolution(text.body, actors, head)


def _inside_other(actors: Actors, mention: Mention, span: Span, printed: str) -> Actor | None:
    """The organization or state that the printed name, where they are only a part of a mention: 'the IMF' of 'the IMF report'."""
    if mention.end <= span.end or mention.kind == "name":
        return None
    name = printed[4:] if printed.lower().startswith("the ") else printed
    return next((actor for actor in actors.actors if actor.name == name), None)


def _account_holder(body: str, span: Span, actors: Actors, mentions: Sequence[Mention]) -> Actor | None:
    """Whose account speaks: the owner in 'a post on the mayor's Facebook page'."""
    for mention in mentions:
        if mention.actor is not None and _owns(body, mention) and ACCOUNT.match(body, mention.end + 2, span.end):
            actor = actors.actors[mention.actor]
            return actor if actor.actor_type in {"person", "organization", "government"} else None
    return None


def _trim(body: str, source: Span) -> Span:
    start, end = max(0, source.start), min(len(body), source.end)
    while start < end and body[start] in EDGE:
        start += 1
    while end > start and body[end - 1] in EDGE:
        end -= 1
    return Span(start, end)


def _joined(body: str, actors: Actors, mentions: Sequence[Mention]) -> list[int]:
    """Keys of the actors that speak together: 'Kerry and Lavrov'."""
    keys: list[int] = []
    for before, after in pairwise(mentions):
        if not AND.fullmatch(body[before.end : after.start]) or " and " not in body[mentions[0].start : mentions[-1].end]:
            return []
        for mention in (before, after):
            if mention.actor is None or mention.kind not in {"name", "country", "organization", "pronoun"}:
                return []
            if mention.actor not in keys:
                keys.append(mention.actor)
    return keys if len(keys) > 1 and " and " in body[mentions[0].end : mentions[-1].start] else []


def _several(actors: Actors, keys: Sequence[int]) -> Resolution:
    names = tuple(actors.actors[key].name for key in keys)
    return Resolution("group", keys[0] if len(keys) == 1 else None, " and ".join(names), "group", names=names)


def _head(body: str, span: Span, actors: Actors, mentions: Sequence[Mention]) -> Mention | None:
    """The mention that the noun phrase is about: not a possessor, not what a preposition brings in, a name before a description."""
    if PREPOSITION.search(body, span.start, mentions[0].start):
        return None
    cut = RELATIVE.search(body, mentions[0].end, span.end)
    core = [m for m in mentions if cut is None or m.start < cut.start()]
    first = core[0]
    index = 0
    if first.kind == "pronoun" and first.span.of(body).lower() in POSSESSIVES and len(mentions) > 1:
        return _head(body, Span(mentions[1].start, span.end), actors, mentions[1:])
    while index + 1 < len(core) and _owns(body, first):
        index += 1
        first = core[index]
    if _possessor_only(body, span, first):
        return None
    if first.kind in {"title", "unnamed"}:
        for later in mentions[mentions.index(first) + 1 :]:
            between = body[first.end : later.start].strip()
            if later.kind == "name" and between in {"", ","}:
                return later
            break
    return first


def _owns(body: str, mention: Mention) -> bool:
    """Whether a possessive follows: "'s", or an apostrophe after a plural."""
    follows = body[mention.end : mention.end + 2]
    return follows in {"'s", "’s"} or (follows in {"' ", "’ "} and body[mention.end - 1] == "s")


def _possessor_only(body: str, span: Span, mention: Mention) -> bool:
    """Whether the mention owns what the source is about, and no mention tells what that is: 'Kerry's plane'."""
    rest = body[mention.end + 2 : span.end]
    if not _owns(body, mention) or not rest.strip(EDGE):
        return False
    return mention.kind == "country" or not rest.lstrip().startswith(",")


def _resolution(body: str, actors: Actors, mention: Mention) -> Resolution:
    if mention.members:
        return _several(actors, mention.members)
    if mention.actor is None:
        return Resolution("none", reason=f"no antecedent of {mention.span.of(body).lower()}")
    actor = actors.actors[mention.actor]
    method = METHODS[mention.kind]
    if method == "title" and actor.actor_type != "person":
        method = "named"
    return of_actor(actor, method)


def of_actor(actor: Actor, method: str) -> Resolution:
    """The resolution that says: this actor."""
    return Resolution(method, actor.key, actor.name, actor.actor_type, actor.title, actor.country_code, (actor.name,))


def _unnamed(printed: str) -> Resolution:
    """A source no mention was found in: its own words name it, unless they are a pronoun."""
    flat = " ".join(printed.split())
    cut = RELATIVE.search(flat)
    flat = (flat[: cut.start()].strip() if cut else "") or flat
    first, _, rest = flat.partition(" ")
    name = (rest if rest and first.lower() in ARTICLES else flat).removesuffix("'s").removesuffix("’s")
    capitals = [word for word in name.split() if word[0].isupper()]
    actor_type = "person" if capitals and len(capitals) == len(name.split()) else "unnamed"
    return Resolution("named", None, name, actor_type, names=(name,))
