"""Articles, and the actors across articles that rows of theirs point to, as small records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from onrecord.resolve.given import Given, columns

Row = dict[str, Any]
EPISODE_DAYS = 21  # papers write of one happening for three weeks; on the sample corpus stories of a year apart came out as one


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """What resolving needs to know of an article. An article without a group is a story and a family of its own."""

    article_id: str
    outlet_id: str | None
    outlet_name: str | None
    agency_names: tuple[str, ...]
    published_at: datetime | None
    published_date: date | None
    family_id: str
    story_id: str
    is_copy: bool
    owner: str | None = None

    @property
    def published(self) -> datetime:
        """When it was published, for ordering: the day's last moment where only the day is known, the end of time where nothing is."""
        if self.published_at:
            return self.published_at
        return datetime.combine(self.published_date, time.max) if self.published_date else datetime.max  # noqa: DTZ901 - all times here are UTC

    def shares_story(self, other: ArticleRecord) -> bool:
        """Whether both tell of one happening: one story, and so near in time that a look-alike of a later year is no part of it."""
        if self.story_id != other.story_id:
            return False
        mine, theirs = self.day, other.day
        return mine is None or theirs is None or abs((mine - theirs).days) <= EPISODE_DAYS

    @property
    def day(self) -> date | None:
        """Day of publication."""
        return self.published_date or (self.published_at.date() if self.published_at else None)

    @property
    def outlet_text(self) -> str:
        """The outlet's name for a sentence."""
        return self.outlet_name or "an unknown outlet"


@dataclass(frozen=True, slots=True)
class ActorRecord:
    """An actor across articles."""

    actor_id: str
    actor_name: str
    actor_type: str | None
    country_code: str | None


Articles = Mapping[str, ArticleRecord]


def article_of(articles: Articles, article_id: str) -> ArticleRecord:
    """The article; one that is not on record stands alone."""
    return articles.get(article_id) or ArticleRecord(article_id, None, None, (), None, None, article_id, article_id, False)


def article_records(given: Given) -> dict[str, ArticleRecord]:
    """Articles by id, with their families and stories.

    Args:
        given: stage tables; `articles`, `article_groups` and, if it is there, `outlet_owners` are read.
    """
    owners = {
        outlet: owner for part in columns(given, "outlet_owners", ["outlet_id", "owner_name"]) for outlet, owner in zip(*part, strict=True)
    }
    names = ["article_id", "family_id", "story_id", "duplicate_role"]
    groups = {row[0]: row[1:] for part in columns(given, "article_groups", names) for row in zip(*part, strict=True)}
    found: dict[str, ArticleRecord] = {}
    names = ["article_id", "outlet_id", "outlet_name", "agency_names", "published_at", "published_date"]
    for part in columns(given, "articles", names):
        for article_id, outlet, outlet_name, agencies, at, day in zip(*part, strict=True):
            family, story, role = groups.get(article_id, (None, None, None))
            found[article_id] = ArticleRecord(
                article_id=article_id,
                outlet_id=outlet,
                outlet_name=outlet_name,
                agency_names=tuple(agencies or ()),
                published_at=at,
                published_date=day,
                family_id=family or article_id,
                story_id=story or article_id,
                is_copy=role == "copy",
                owner=owners.get(outlet),
            )
    return found


def linked(ids: pa.ChunkedArray, actors: Mapping[str, pa.Table]) -> list[ActorRecord | None]:
    """The actor across articles that each actor of an article is; None where there is none.

    Args:
        ids: ids of actors of articles.
        actors: `actors` and `actor_links`.
    """
    links, table = actors["actor_links"], actors["actors"]
    at = pc.index_in(ids, value_set=links["article_actor_id"])
    distinct = pc.unique(at.drop_null())
    place = pc.index_in(links["actor_id"].take(distinct), value_set=table["actor_id"])
    names = ("actor_id", "actor_name", "actor_type", "country_code")
    rows = zip(*(table[name].take(place).to_pylist() for name in names), strict=True)
    records: dict[str, ActorRecord] = {}
    by_link: dict[int | None, ActorRecord | None] = {None: None}
    for link, row in zip(distinct.to_pylist(), rows, strict=True):
        by_link[link] = records.setdefault(row[0], ActorRecord(*row))
    return [by_link[link] for link in at.to_pylist()]
