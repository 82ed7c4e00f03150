"""Rows of the stage tables as small records, with the actors and articles they belong to looked up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import pyarrow as pa

from onrecord.schema.tables import TABLES

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


@dataclass(frozen=True)
class Context:
    """Articles and actors by id, and which actor an article's actor is."""

    articles: Mapping[str, ArticleRecord]
    actors: Mapping[str, ActorRecord]
    links: Mapping[str, str]

    def article(self, article_id: str) -> ArticleRecord:
        """The article; one that is not on record stands alone."""
        return self.articles.get(article_id) or ArticleRecord(article_id, None, None, (), None, None, article_id, article_id, False)

    def actor_ids(self, article_actor_ids: list[str] | None) -> tuple[str, ...]:
        """Actors across articles of some actors of an article, without those that are not linked."""
        return tuple(dict.fromkeys(self.links[i] for i in article_actor_ids or () if i in self.links))


def rows(tables: Mapping[str, pa.Table], name: str) -> list[Row]:
    """Rows of a stage table in the order of its key; none where the table is missing."""
    table = tables.get(name)
    if table is None or not table.num_rows:
        return []
    wanted = [column for column in TABLES[name].names if column in table.column_names and column != "body"]
    found: list[Row] = table.select(wanted).to_pylist()
    keys = [key for key in TABLES[name].key if key in wanted]
    return sorted(found, key=lambda row: [str(row[key]) for key in keys])


def context(tables: Mapping[str, pa.Table], actors: Mapping[str, pa.Table]) -> Context:
    """Articles with their families and stories, actors, and the links between an article's actors and them.

    Args:
        tables: stage tables; `articles`, `article_groups` and, if it is there, `outlet_owners` are read.
        actors: `actors` and `actor_links`.
    """
    groups = {row["article_id"]: row for row in rows(tables, "article_groups")}
    owners = {row["outlet_id"]: row["owner_name"] for row in rows(tables, "outlet_owners")}
    return Context(
        {
            row["article_id"]: _article(row, groups.get(row["article_id"], {}), owners.get(row.get("outlet_id")))
            for row in rows(tables, "articles")
        },
        {
            row["actor_id"]: ActorRecord(row["actor_id"], row["actor_name"], row["actor_type"], row["country_code"])
            for row in rows(actors, "actors")
        },
        {row["article_actor_id"]: row["actor_id"] for row in rows(actors, "actor_links")},
    )


def _article(row: Row, group: Row, owner: str | None) -> ArticleRecord:
    article_id = row["article_id"]
    return ArticleRecord(
        article_id=article_id,
        outlet_id=row.get("outlet_id"),
        outlet_name=row.get("outlet_name"),
        agency_names=tuple(row.get("agency_names") or ()),
        published_at=row.get("published_at"),
        published_date=row.get("published_date"),
        family_id=group.get("family_id") or article_id,
        story_id=group.get("story_id") or article_id,
        is_copy=group.get("duplicate_role") == "copy",
        owner=owner,
    )
