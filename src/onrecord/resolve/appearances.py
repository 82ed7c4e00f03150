"""Actors of articles, column by column: millions of rows take little where equal words are one object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from onrecord.resolve.given import Given, source, values

COLUMNS = ("article_id", "article_actor_id", "actor_name", "actor_type", "actor_title", "country_code", "sector_code", "mention_count")


@dataclass
class Appearances:
    """The rows of `article_actors`, one list a column; `stories` is the story of the row's article, `kinds` its type of actor."""

    ids: pa.ChunkedArray
    articles: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    titles: list[str | None] = field(default_factory=list)
    countries: list[str | None] = field(default_factory=list)
    sectors: list[str | None] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    stories: list[str] = field(default_factory=list)

    def smallest(self, rows: list[int]) -> str:
        """The smallest id of some rows."""
        return min(str(self.ids[row].as_py()) for row in rows)


def appearances(given: Given, stories: Mapping[str, str]) -> Appearances:
    """The actors of all articles.

    Args:
        given: stage tables; `article_actors` is read.
        stories: story of each article; an article without one is a story of its own.
    """
    found = Appearances(pa.chunked_array([], pa.string()))
    chunks: list[pa.Array] = []
    for part in source(given, "article_actors").parts(COLUMNS):
        chunks += part["article_actor_id"].chunks
        articles = values(part["article_id"])
        found.articles += articles
        found.stories += [stories.get(article) or article for article in articles]
        found.names += values(part["actor_name"])
        found.kinds += [kind or "unnamed" for kind in values(part["actor_type"])]
        found.titles += values(part["actor_title"])
        found.countries += values(part["country_code"])
        found.sectors += values(part["sector_code"])
        found.counts += [count or 0 for count in part["mention_count"].to_pylist()]
    found.ids = pa.chunked_array(chunks, pa.string()).combine_chunks()
    return found
