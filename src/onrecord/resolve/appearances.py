"""Actors of articles, column by column: millions of rows take little where each distinct word is held once."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from onrecord.resolve.given import Given, source

STRINGS = ("article_id", "actor_name", "actor_type", "actor_title", "country_code", "sector_code")
Places = npt.NDArray[Any]


class Coded:
    """A column of strings: the distinct ones, and for each row the place of its own among them."""

    def __init__(self, words: list[Any] | None = None, codes: array[int] | None = None) -> None:
        self.words: list[Any] = [] if words is None else words
        self.codes = array("i") if codes is None else codes
        self._code_of: dict[str | None, int] = {}

    def extend(self, column: pa.ChunkedArray) -> None:
        """Adds rows."""
        encoded = column.combine_chunks().dictionary_encode(null_encoding="encode")
        codes = []
        for word in encoded.dictionary.to_pylist():
            code = self._code_of.setdefault(word, len(self.words))
            if code == len(self.words):
                self.words.append(word)
            codes.append(code)
        self.codes.frombytes(np.array(codes, np.int32)[encoded.indices.to_numpy()].tobytes())

    def finish(self) -> None:
        """Lets go what is only needed to add rows."""
        self._code_of = {}

    def __getitem__(self, row: int) -> Any:
        return self.words[self.codes[row]]

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def places(self) -> Places:
        """The place of each row's string among the distinct ones."""
        return np.frombuffer(self.codes, np.int32) if self.codes else np.zeros(0, np.int32)

    def ranks(self) -> Places:
        """The place of each distinct string in the order of the alphabet; -1 for what is missing."""
        there = sorted((word, code) for code, word in enumerate(self.words) if word)
        found = np.full(len(self.words), -1, np.int32)
        found[[code for _, code in there]] = np.arange(len(there), dtype=np.int32)
        return found

    def decoded(self, rows: Places) -> pa.Array:
        """The strings of some rows."""
        return pa.array(self.words, pa.string()).take(pa.array(self.places[rows]))


@dataclass
class Appearances:
    """The rows of `article_actors`, column by column; `stories` is the story of the row's article, `kinds` its type of actor."""

    ids: pa.Array
    articles: Coded
    stories: Coded
    names: Coded
    kinds: Coded
    titles: Coded
    countries: Coded
    sectors: Coded
    counts: array[int]

    def smallest(self, rows: list[int]) -> str:
        """The smallest id of some rows."""
        return min(str(self.ids[row].as_py()) for row in rows)

    def by_name(self, rows: Places) -> Iterator[tuple[str, list[int]]]:
        """Some rows by the name that is printed, each name once."""
        codes = self.names.places[rows]
        order = np.argsort(codes, kind="stable")
        codes, rows = codes[order], rows[order]
        starts = np.flatnonzero(np.diff(codes, prepend=-1))
        ends = np.append(starts, len(rows))[1:]
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
            yield self.names.words[codes[start]], rows[start:end].tolist()


def appearances(given: Given, stories: Mapping[str, str]) -> Appearances:
    """The actors of all articles.

    Args:
        given: stage tables; `article_actors` is read.
        stories: story of each article; an article without one is a story of its own.
    """
    columns = {name: Coded() for name in STRINGS}
    counts = array("q")
    chunks: list[pa.Array] = []
    for part in source(given, "article_actors").parts([*STRINGS, "article_actor_id", "mention_count"]):
        chunks += part["article_actor_id"].chunks
        counts.extend([count or 0 for count in part["mention_count"].to_pylist()])
        for name, column in columns.items():
            column.extend(part[name])
    for column in columns.values():
        column.finish()
    articles, names, kinds, titles, countries, sectors = columns.values()
    of_articles = Coded([stories.get(article) or article for article in articles.words], articles.codes)
    ids = pa.chunked_array(chunks, pa.string()).combine_chunks()
    return Appearances(ids, articles, of_articles, names, kinds, titles, countries, sectors, counts)
