"""Forms of words used for each actor in each article, counted over the mentions, a hundred an article, on whole columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from onrecord.resolve.appearances import Appearances
from onrecord.resolve.given import Given, source
from onrecord.schema.tables import TABLES

KINDS = ("name", "title", "country", "organization")
MANY = 1_000_000  # mentions that are looked up together
Codes = npt.NDArray[np.int32]


def alias_table(given: Given, known: Appearances, actors: Codes, actor_ids: pa.Array) -> pa.Table:
    """One row a form of words for an actor in an article; an actor whose mentions are not on record goes by its name.

    Args:
        given: stage tables; `mentions` is read.
        known: actors of articles.
        actors: place in `actor_ids` of each of them.
        actor_ids: ids of actors across articles.
    """
    places, texts = _mentions(given, known)
    text_list, codes = _coded([known.names, texts])
    article_list, article = _coded([known.articles])
    title_list, title = _coded([[title or None for title in known.titles]])
    rows = np.concatenate([np.arange(len(actors), dtype=np.int32), places])
    order = _ranks(actor_ids)[actors][rows], codes, article[rows], title[rows]
    is_mention = np.arange(len(rows)) >= len(actors)
    first, counts, titles = _grouped(order, is_mention)
    row = rows[first]
    found = {
        "actor_id": actor_ids.take(pa.array(actors[row])),
        "alias_text": pa.array(text_list, pa.string()).take(pa.array(codes[first])),
        "article_id": pa.array(article_list, pa.string()).take(pa.array(article[row])),
        "actor_title": pa.array(title_list, pa.string()).take(pa.array(titles, mask=titles < 0)),
        "mention_count": counts,
    }
    schema = TABLES["actor_aliases"].schema
    return pa.table([pa.array(found[name]).cast(schema.field(name).type) for name in schema.names], schema=schema)


def _mentions(given: Given, known: Appearances) -> tuple[Codes, list[str]]:
    """For each mention that names somebody known: the place of the article's actor, and the words."""
    places: list[Codes] = []
    texts: list[str] = []
    waiting: list[pa.Table] = []
    for part in source(given, "mentions").parts(["article_actor_id", "text", "mention_kind"]):
        waiting.append(part.filter(pc.is_in(part["mention_kind"], value_set=pa.array(KINDS))))
        if sum(table.num_rows for table in waiting) >= MANY:
            _look_up(waiting, known, places, texts)
    _look_up(waiting, known, places, texts)
    return np.concatenate([np.zeros(0, np.int32), *places]), texts


def _look_up(waiting: list[pa.Table], known: Appearances, places: list[Codes], texts: list[str]) -> None:
    """Adds what was read of the mentions to the places and words, and forgets it."""
    if not waiting:
        return
    table = pa.concat_tables(waiting)
    waiting.clear()
    found = pc.index_in(table["article_actor_id"], value_set=known.ids)
    there = pc.and_(pc.is_valid(found), pc.is_valid(table["article_actor_id"]))
    places.append(found.filter(there).combine_chunks().to_numpy().astype(np.int32))
    words = table["text"].filter(there).combine_chunks().dictionary_encode()
    plain = [" ".join(word.split()) for word in words.dictionary.to_pylist()]
    texts += [plain[code] for code in words.indices.to_pylist()]


def _coded(lists: Sequence[Sequence[Any]]) -> tuple[list[str], Codes]:
    """The distinct strings in order, and the place of each string among them; -1 for what is missing."""
    distinct = sorted({value for values in lists for value in values if value is not None})
    code_of: dict[str | None, int] = {value: code for code, value in enumerate(distinct)} | {None: -1}
    codes = [np.fromiter((code_of[value] for value in values), np.int32, len(values)) for values in lists]
    return distinct, np.concatenate(codes)


def _ranks(ids: pa.Array) -> Codes:
    """The rank of each id among all of them."""
    ranks = np.empty(len(ids), np.int32)
    ranks[pc.sort_indices(ids).to_numpy()] = np.arange(len(ids), dtype=np.int32)
    return ranks


def _grouped(order: tuple[Codes, Codes, Codes, Codes], is_mention: npt.NDArray[np.bool_]) -> tuple[Codes, npt.NDArray[np.int64], Codes]:
    """Of each actor, form of words and article in order: a row, the number of mentions, and the most frequent title.

    A title counts once for the article's actor and once for each mention; the first in the alphabet is taken where several are as frequent.
    """
    actor, text, article, title = order
    at = np.lexsort((title, article, text, actor))
    columns = [column[at] for column in order]
    is_new = _changes(columns[:3])
    starts = np.flatnonzero(is_new)
    counts = np.add.reduceat(is_mention[at].astype(np.int64), starts) if len(starts) else np.zeros(0, np.int64)
    runs = np.flatnonzero(_changes(columns))
    lengths = np.diff(np.append(runs, len(at)))
    group = np.cumsum(is_new)[runs] - 1
    run_title = columns[3][runs]
    lengths[run_title < 0] = 0  # no title outdoes none
    best = np.lexsort((run_title, -lengths, group))
    first_of_group = np.unique(group[best], return_index=True)[1]
    titles: Codes = run_title[best][first_of_group]
    return at[starts].astype(np.int32), counts, titles


def _changes(columns: Sequence[npt.NDArray[Any]]) -> npt.NDArray[np.bool_]:
    """Where any of the columns differs from the row before."""
    found = np.zeros(len(columns[0]), np.bool_)
    found[:1] = True
    for column in columns:
        found[1:] |= column[1:] != column[:-1]
    return found
