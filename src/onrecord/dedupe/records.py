"""The articles of a deduplication by number: their metadata at once, their texts on demand from a bounded store."""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa

from onrecord.dedupe.alignment import Sequenced
from onrecord.dedupe.candidates import Holdings
from onrecord.dedupe.fingerprints import shingles
from onrecord.dedupe.words import Words, fold, words_of

KEPT_TEXTS = 4096
"""Texts kept ready for comparison: about 20 KB each."""

COLUMNS = ["article_id", "title", "outlet_name", "agency_names", "published_date", "published_at", "published_at_precision", "word_count"]
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

    def __init__(self, articles: pa.Table) -> None:
        ordered = articles.sort_by("article_id")
        self.bodies = ordered["body"]
        self.rows = [_record(row) for row in ordered.select(COLUMNS).to_pylist()]
        self._kept: OrderedDict[int, Prepared] = OrderedDict()

    def __len__(self) -> int:
        return len(self.rows)

    def body(self, number: int) -> str:
        """The text of an article."""
        return self.bodies[number].as_py() or ""

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


def _record(row: dict[str, Any]) -> Record:
    time = row["published_at"] if row["published_at_precision"] in FINE else None
    return Record(
        article_id=row["article_id"],
        title=row["title"] or "",
        outlet=plain(row["outlet_name"]),
        agencies=frozenset(plain(name) for name in row["agency_names"] or () if plain(name)),
        day=row["published_date"],
        time=time,
        word_count=row["word_count"] or 0,
    )


def plain(name: str | None) -> str:
    """The folded words of a name or a text, parted by one space."""
    return " ".join(WORD.findall(fold(name or "")))


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """The fingerprints of all articles by number: of article n those from bounds[n] to bounds[n + 1], with their places in the body."""

    hashes: np.ndarray
    chars: np.ndarray
    bounds: np.ndarray

    @classmethod
    def of(cls, fingerprints: pa.Table, records: Records) -> Marks:
        """The fingerprints in order of the records; an article without a row has none."""
        row_of = {article_id: i for i, article_id in enumerate(fingerprints["article_id"].to_pylist())}
        hashes, chars = fingerprints["fingerprint_hashes"].combine_chunks(), fingerprints["fingerprint_chars"].combine_chunks()
        taken = pa.array([row_of.get(record.article_id) for record in records.rows], pa.int64())
        hashes, chars = hashes.take(taken), chars.take(taken)
        lengths = hashes.value_lengths().fill_null(0).to_numpy(zero_copy_only=False).astype(np.int64)
        bounds = np.concatenate(([0], np.cumsum(lengths)))
        return cls(hashes.flatten().to_numpy(zero_copy_only=False), chars.flatten().to_numpy(zero_copy_only=False), bounds)

    def of_article(self, number: int) -> slice:
        """Where the fingerprints of an article stand."""
        return slice(int(self.bounds[number]), int(self.bounds[number + 1]))

    def holdings(self, chosen: np.ndarray) -> Holdings:
        """Which article holds which fingerprint, for the chosen articles (a flag for each)."""
        owners = np.repeat(np.arange(len(self.bounds) - 1), np.diff(self.bounds))
        kept = chosen[owners]
        return Holdings.of(self.hashes[kept], owners[kept], len(self.bounds) - 1)

    def same(self) -> list[list[int]]:
        """Numbers of the articles with the same fingerprints in the same order, where there are several; ordered."""
        groups: dict[bytes, list[int]] = {}
        for number, (start, end) in enumerate(pairwise(self.bounds.tolist())):
            groups.setdefault(self.hashes[start:end].tobytes(), []).append(number)
        return [group for group in groups.values() if len(group) > 1]
