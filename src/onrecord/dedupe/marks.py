"""The fingerprints of all articles by number."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from onrecord.dedupe.candidates import Holdings, Numbers
from onrecord.dedupe.lists import flattened
from onrecord.dedupe.records import Records
from onrecord.dedupe.words import Flags, Hashes, mix


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """The fingerprints of all articles by number: of article n those from bounds[n] to bounds[n + 1]; their places stay in their rows."""

    hashes: Hashes
    bounds: Numbers
    chars: pa.ChunkedArray
    rows: Numbers

    @classmethod
    def of(cls, fingerprints: pa.Table, records: Records) -> Marks:
        """The fingerprints in order of the records; an article without a row has none."""
        rows = records.rows_of(fingerprints)
        bounds, (hashes,) = flattened([fingerprints["fingerprint_hashes"]], rows)
        return cls(hashes, bounds, fingerprints["fingerprint_chars"], rows)

    def inside(self, number: int, start: int, end: int) -> list[int]:
        """The fingerprints of an article that begin in a stretch of its body."""
        chars = self.chars[int(self.rows[number])].values.to_numpy()
        found: list[int] = self.hashes[self.bounds[number] : self.bounds[number + 1]][(chars >= start) & (chars < end)].tolist()
        return found

    def holdings(self, chosen: Flags) -> Holdings:
        """Which article holds which fingerprint, for the chosen articles (a flag for each)."""
        owners = np.repeat(np.arange(len(chosen), dtype=np.int32), np.diff(self.bounds))
        if not chosen.all():
            kept = chosen[owners]
            return Holdings.of(self.hashes[kept], owners[kept], len(chosen))
        return Holdings.of(self.hashes, owners, len(chosen))


def held_keys(holdings: Holdings, chosen: Flags) -> Hashes:
    """A number for each article that tells which of the chosen fingerprints it holds (a flag for each); 0 for none."""
    kept = chosen[holdings.marks]
    owners, hashes = holdings.articles[kept], mix(holdings.distinct[holdings.marks[kept]])
    keys = np.zeros(holdings.article_count, np.uint64)
    np.add.at(keys, owners, hashes)
    return keys
