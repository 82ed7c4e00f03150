"""The texts of articles on demand: only those asked for are read, and they wait in a file without a name, not in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from tempfile import SpooledTemporaryFile

import pyarrow as pa
import pyarrow.compute as pc

Reader = Callable[[Sequence[str]], Iterable[pa.Table]]
"""Gives tables with the `article_id` and `body` of the wanted articles, each article once, in any order."""

IN_MEMORY = 2**26
"""Bytes of texts that are kept in memory before they go to a file."""


def reader_of(articles: pa.Table) -> Reader:
    """Reads texts from a table in memory."""

    def read(wanted: Sequence[str]) -> Iterator[pa.Table]:
        yield articles.select(["article_id", "body"]).filter(pc.is_in(articles["article_id"], pa.array(wanted, pa.string())))

    return read


class Bodies:
    """The texts of numbered articles. Texts that will be needed are best fetched together: `read` goes through many files at once."""

    def __init__(self, ids: Sequence[str], read: Reader) -> None:
        self._ids, self._read = ids, read
        self._places: dict[str, tuple[int, int]] = {}
        self._file = SpooledTemporaryFile[bytes](max_size=IN_MEMORY)

    def fetch(self, numbers: Iterable[int]) -> None:
        """Reads the texts of these articles, but for those that were read before."""
        wanted = sorted({self._ids[number] for number in numbers}.difference(self._places))
        if not wanted:
            return
        end = self._file.seek(0, 2)
        for table in self._read(wanted):
            for article_id, body in zip(table["article_id"].to_pylist(), table["body"].to_pylist(), strict=True):
                content = (body or "").encode("utf-8", "surrogatepass")
                self._places[article_id] = (end, len(content))
                end += self._file.write(content)

    def of(self, number: int) -> str:
        """The text of an article."""
        if self._ids[number] not in self._places:
            self.fetch([number])
        start, length = self._places[self._ids[number]]
        self._file.seek(start)
        return self._file.read(length).decode("utf-8", "surrogatepass")
