"""What is known of the actors of one article: the actors, their mentions, and what a source's words resolve to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from onrecord.article import Span


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor of an article. `name` is the fullest form the article gives ("John Kerry"); never a pronoun.

    `actor_type` is person, organization, government, document, unnamed or group; `country_code` is ISO 3166-1 alpha-2;
    `sector_code` is PLOVER's (GOV, MIL ...); `gender` is female, male or None.
    """

    key: int
    name: str
    actor_type: str
    title: str | None = None
    country_code: str | None = None
    sector_code: str | None = None
    gender: str | None = None


class Mention(NamedTuple):
    """One mention: its span, its form (name, title, pronoun, group, country, organization, unnamed), and its actor's key.

    `actor` is None for a pronoun or description that could not be resolved. A group ("both men") has its members in `members`.
    """

    start: int
    end: int
    kind: str
    actor: int | None
    members: tuple[int, ...] = ()

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


@dataclass(frozen=True)
class Actors:
    """Everything about the actors of one article; mentions are sorted by start and do not overlap."""

    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Start of each mention."""
        return tuple(m.start for m in self.mentions)

    def touching(self, span: Span) -> Sequence[Mention]:
        """Mentions that share a character with the span."""
        first = bisect_left(self.starts, span.start)
        if first and self.mentions[first - 1].end > span.start:
            first -= 1
        return self.mentions[first : bisect_left(self.starts, span.end)]

    def within(self, span: Span) -> Sequence[Mention]:
        """Mentions that start inside the span."""
        return self.mentions[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who a source's words mean. `method` is named, title, pronoun, group, continued or none; `reason` says why it is none.

    `actor` is the key of the one actor, `names` every name when several speak as one.
    """

    method: str
    actor: int | None = None
    name: str | None = None
    actor_type: str | None = None
    title: str | None = None
    country_code: str | None = None
    names: tuple[str, ...] = ()
    reason: str | None = None
