"""Forms of words used for each actor in each article, counted over the mentions, a hundred an article, on whole columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from onrecord.resolve.appearances import Appearances, Coded
from onrecord.resolve.given import Given, source
from onrecord.schema.tables import TABLES

KINDS = ("name", "title", "country", "organization")
MANY = 1_000_000  # mentions that are looked up together
Codes = npt.NDArray[Any]


def alias_table(given: Given, known: Appearances, actors: Codes, actor_ids: pa.Array) -> pa.Table:
    """One row a form of words for an actor in an article; an actor whose mentions are not on record goes by its name.

    Args:
        given: stage tables; `mentions` is read.
        known: actors of articles.
        actors: place in `actor_ids` of each of them.
        actor_ids: ids of actors across articles.
    """
    printed = Coded(list(known.names.words), known.names.codes[:])
    places = _mentions(given, known, printed)
    rows = np.concatenate([np.arange(len(actors), dtype=np.int32), places])
    columns = (known.articles, known.titles)
    article, title = (column.ranks()[column.places[rows]] for column in columns)
    is_mention = np.arange(len(rows)) >= len(actors)
    first, counts, titled = _grouped((_ranks(actor_ids)[actors][rows], printed.ranks()[printed.places], article, title), is_mention)
    row = rows[first]
    found = {
        "actor_id": actor_ids.take(pa.array(actors[row])),
        "alias_text": printed.decoded(first),
        "article_id": known.articles.decoded(row),
        "actor_title": pc.if_else(pa.array(title[titled] >= 0), known.titles.decoded(rows[titled]), pa.scalar(None, pa.string())),
        "mention_count": counts,
    }
    schema = TABLES["actor_aliases"].schema
    return pa.table([pa.array(found[name]).cast(schema.field(name).type) for name in schema.names], schema=schema)


def _mentions(given: Given, known: Appearances, printed: Coded) -> Codes:
    """For each mention that names somebody known the place of the article's actor; its words are added to those printed."""
    places = [np.zeros(0, np.int32)]
    waiting: list[pa.Table] = []
    code_of = {word: code for code, word in enumerate(printed.words)}
    for part in source(given, "mentions").parts(["article_actor_id", "text", "mention_kind"]):
        waiting.append(part.filter(pc.is_in(part["mention_kind"], value_set=pa.array(KINDS))))
        if sum(table.num_rows for table in waiting) >= MANY:
            places.append(_look_up(waiting, known, printed, code_of))
    if waiting:
        places.append(_look_up(waiting, known, printed, code_of))
    return np.concatenate(places)


def _look_up(waiting: list[pa.Table], known: Appearances, printed: Coded, code_of: dict[str, int]) -> Codes:
    """The places of what was read of the mentions, which is forgotten."""
    table = pa.concat_tables(waiting)
    waiting.clear()
    found = pc.index_in(table["article_actor_id"], value_set=known.ids)
    there = pc.is_valid(found)
    words = table["text"].filter(there).combine_chunks().dictionary_encode()
    codes = []
    for word in words.dictionary.to_pylist():
        plain = " ".join(word.split())
        code = code_of.setdefault(plain, len(printed.words))
        if code == len(printed.words):
            printed.words.append(plain)
        codes.append(code)
    printed.codes.frombytes(np.array(codes, np.int32)[words.indices.to_numpy()].tobytes())
    places: Codes = found.filter(there).combine_chunks().to_numpy().astype(np.int32)
    return places


def _ranks(ids: pa.Array) -> Codes:
    """The rank of each id among all of them."""
    ranks = np.empty(len(ids), np.int32)
    ranks[pc.sort_indices(ids).to_numpy()] = np.arange(len(ids), dtype=np.int32)
    return ranks


def _grouped(order: tuple[Codes, Codes, Codes, Codes], is_mention: npt.NDArray[np.bool_]) -> tuple[Codes, Codes, Codes]:
    """Of each actor, form of words and article in order: a row, the number of mentions, and a row with the most frequent title.

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
    lengths[run_title < 0] = 0  # any title outdoes none
    best = np.lexsort((run_title, -lengths, group))
    first_of_group = np.unique(group[best], return_index=True)[1]
    return at[starts], counts, at[runs[best][first_of_group]]


def _changes(columns: Sequence[Codes]) -> npt.NDArray[np.bool_]:
    """Where any of the columns differs from the row before."""
    found = np.zeros(len(columns[0]), np.bool_)
    found[:1] = True
    for column in columns:
        found[1:] |= column[1:] != column[:-1]
    return found
