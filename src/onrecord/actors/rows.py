"""Actors of an article as rows of the stage tables `article_actors` and `mentions`."""

from __future__ import annotations

from collections import Counter

from onrecord.actors.model import Actor, Actors, Mention
from onrecord.ids import hash_id
from onrecord.text.document import Text

Rows = list[dict[str, object]]


def article_actor_id(article_id: str, actor: Actor) -> str:
    """Id of an actor within its article: from its place in the order of first mention, which tells namesakes apart."""
    return hash_id("p", article_id, actor.key)


def actor_rows(article_id: str, text: Text, actors: Actors) -> tuple[Rows, Rows]:
    """Rows of `article_actors` (one an actor) and of `mentions` (one a mention, and one a member where it means a group).

    A mention that could not be resolved keeps its row, without an actor. `mention_count` counts a group's mention for each member.
    """
    ids = [article_actor_id(article_id, actor) for actor in actors.actors]
    mentions: Rows = []
    counts: Counter[int] = Counter()
    for mention in actors.mentions:
        for key in _keys(mention):
            mentions.append(_mention_row(article_id, text.body, mention, ids[key] if key is not None else None))
            if key is not None:
                counts[key] += 1
    rows: Rows = [_actor_row(article_id, actor, counts[actor.key]) for actor in actors.actors]
    return rows, mentions


def _keys(mention: Mention) -> tuple[int | None, ...]:
    """Keys of the actors a mention means; one None where nobody is known."""
    return mention.members if mention.actor is None and mention.members else (mention.actor,)


def _actor_row(article_id: str, actor: Actor, mention_count: int) -> dict[str, object]:
    return {
        "article_id": article_id,
        "article_actor_id": article_actor_id(article_id, actor),
        "actor_name": actor.name,
        "actor_type": actor.actor_type,
        "actor_title": actor.title,
        "country_code": actor.country_code,
        "sector_code": actor.sector_code,
        "gender": actor.gender,
        "mention_count": mention_count,
    }


def _mention_row(article_id: str, body: str, mention: Mention, actor_id: str | None) -> dict[str, object]:
    return {
        "mention_id": hash_id("m", article_id, mention.start, mention.end, actor_id),
        "article_id": article_id,
        "start_char": mention.start,
        "end_char": mention.end,
        "text": body[mention.start : mention.end],
        "mention_kind": mention.kind,
        "article_actor_id": actor_id,
    }
