"""The articles of a deduplication by number: their metadata, and their texts on demand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from onrecord.dedupe.alignment import Sequenced
from onrecord.dedupe.bodies import Bodies, Reader
from onrecord.dedupe.candidates import Numbers
from onrecord.dedupe.fingerprints import shingles
from onrecord.dedupe.words import Flags, Words, fold, words_of

KEPT_TEXTS = 4096
"""Texts kept ready for comparison: about 20 KB each."""

COLUMNS = ["article_id", "title", "outlet_name", "agency_names", "published_date", "published_at", "published_at_precision", "word_count"]
"""What must be known of an article besides its text."""

FINE = frozenset(("second", "minute"))
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of an article besides its text; `time` is None unless it is known to the minute."""

    article_id: str
    title: str
    outlet: str
    agencies: frozenset[str]
    day: date | None
    time: datetime | None
    word_count: int

    @property
    def is_agency(self) -> bool:
        """Whether the article's outlet is the agency that it credits."""
        return self.outlet in self.agencies


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A text made ready for comparison."""

    words: Words
    sequence: Sequenced


class Records:
    """Articles numbered in order of their ids, so that nothing depends on the order they came in."""

    def __init__(self, articles: pa.Table, read: Reader) -> None:
        self._rows, self._read = articles.select(COLUMNS).sort_by("article_id").combine_chunks(), read
        self.ids: list[str] = self._rows["article_id"].to_pylist()
        self.bodies = Bodies(self.ids, read)
        self._known: dict[int, Record] = {}
        self._kept: OrderedDict[int, Prepared] = OrderedDict()

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, number: int) -> Record:
        """What is known of an article besides its text."""
        if number not in self._known:
            self.look_up([number])
        return self._known[number]

    def of(self, wanted: Flags) -> Records:
        """Records of the wanted articles (a flag for each), numbered anew in the same order."""
        return self if wanted.all() else Records(self._rows.filter(pa.array(wanted)), self._read)

    def look_up(self, numbers: Iterable[int]) -> None:
        """Makes the records of many articles at once."""
        wanted = sorted(set(numbers).difference(self._known))
        rows = self._rows.take(pa.array(wanted, pa.int64())).to_pylist()
        self._known.update(zip(wanted, map(_record, rows), strict=True))

    def days(self) -> Numbers:
        """The day of publication of each article as an ordinal, 0 where it is not known."""
        days = self._rows["published_date"].cast(pa.int32())
        return np.where(pc.is_valid(days), pc.fill_null(days, 0).to_numpy().astype(np.int64) + date(1970, 1, 1).toordinal(), 0)

    def body(self, number: int) -> str:
        """The text of an article."""
        return self.bodies.of(number)

    def text(self, number: int) -> Prepared:
        """The text of an article, ready for comparison; the least lately used are let go."""
        found = self._kept.get(number)
        if found is None:
            words = words_of(self.body(number))
            found = Prepared(words, Sequenced.of(words.hashes, shingles(words)))
            self._kept[number] = found
            if len(self._kept) > KEPT_TEXTS:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(number)
        return found

    def numbers_of(self, ids: pa.ChunkedArray) -> Numbers:
        """The number of the article of each id; -1 for one that is not on record."""
        places = [bisect_left(self.ids, one) for one in ids.to_pylist()]
        known = [at < len(self.ids) and self.ids[at] == one for at, one in zip(places, ids.to_pylist(), strict=True)]
        return np.where(np.array(known, np.bool_), np.array(places, np.int64), -1)


def _record(row: dict[str, Any]) -> Record:
    time = row["published_at"] if row["published_at_precision"] in FINE else None
    return Record(
        article_id=row["article_id"],
        title=row["title"] or "",
        outlet=plain_name(row["outlet_name"]),
        agencies=frozenset(plain for name in row["agency_names"] or () if (plain := plain_name(name))),
        day=row["published_date"],
        time=time,
        word_count=row["word_count"] or 0,
    )


@lru_cache(maxsize=2**16)
def plain_name(name: str | None) -> str:
    """The folded words of a name; the names of outlets and agencies come again and again."""
    return plain(name or "")


def plain(text: str) -> str:
    """The folded words of a text, parted by one space."""
    return " ".join(WORD.findall(fold(text)))
