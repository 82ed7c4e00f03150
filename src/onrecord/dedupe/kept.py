"""What is kept of all texts, by number of the article: which have the same words, how long they are, which fingerprints they hold."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

import numpy as np

from onrecord.dedupe.candidates import Holdings, Numbers
from onrecord.dedupe.lists import Parts, flattened
from onrecord.dedupe.records import Records
from onrecord.dedupe.words import Flags, Hashes, Positions, mix


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """For each article the key of its text (None for a text of nothing), its characters, and the one year in its head or 0."""

    keys: list[int | None]
    chars: Numbers
    years: Numbers

    @classmethod
    def read(cls, words: Parts, records: Records) -> Texts:
        """What the stage table `article_words` says; an article without a row has a text of nothing."""
        keys: list[int | None] = [None] * len(records)
        chars, years = np.zeros((2, len(records)), np.int64)
        for part in words(["article_id", "body_key", "body_chars", "head_year"]):
            numbers = records.numbers_of(part["article_id"])
            known = numbers >= 0
            for number, key in zip(numbers.tolist(), part["body_key"].to_pylist(), strict=True):
                if number >= 0:
                    keys[number] = key
            chars[numbers[known]], years[numbers[known]] = part["body_chars"].to_numpy()[known], part["head_year"].to_numpy()[known]
        return cls(keys, chars, years)

    def of(self, wanted: Flags) -> Texts:
        """The same of the wanted articles (a flag for each), numbered anew in the same order."""
        return Texts([self.keys[number] for number in np.flatnonzero(wanted).tolist()], self.chars[wanted], self.years[wanted])


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """The fingerprints of all articles, in any order: hash and number of the article of each."""

    hashes: Hashes
    owners: Positions
    article_count: int

    @classmethod
    def read(cls, fingerprints: Parts, records: Records) -> Marks:
        """What the stage table `fingerprints` says; an article without a row has none."""
        hashes, owners = array("Q"), array("i")
        for part in fingerprints(["article_id", "fingerprint_hashes"]):
            numbers = records.numbers_of(part["article_id"])
            lengths, (values,) = flattened(part, ["fingerprint_hashes"], numbers >= 0)
            hashes.frombytes(values.tobytes())
            owners.frombytes(np.repeat(numbers[numbers >= 0].astype(np.int32), lengths).tobytes())
        return cls(np.frombuffer(hashes, np.uint64), np.frombuffer(owners, np.int32), len(records))

    def counts(self) -> Numbers:
        """How many fingerprints each article has."""
        return np.bincount(self.owners, minlength=self.article_count)

    def of(self, wanted: Flags) -> Marks:
        """The fingerprints of the wanted articles (a flag for each), which are numbered anew in the same order."""
        if wanted.all():
            return self
        kept, numbers = wanted[self.owners], np.cumsum(wanted, dtype=np.int32) - 1
        return Marks(self.hashes[kept], numbers[self.owners[kept]], int(wanted.sum()))

    def holdings(self, wanted: Flags) -> Holdings:
        """Which article holds which fingerprint, for the wanted articles (a flag for each); the others hold none."""
        if wanted.all():
            return Holdings.of(self.hashes, self.owners, self.article_count)
        kept = wanted[self.owners]
        return Holdings.of(self.hashes[kept], self.owners[kept], self.article_count)


def held_keys(holdings: Holdings, chosen: Flags) -> Hashes:
    """A number for each article that tells which of the chosen fingerprints it holds (a flag for each); 0 for none."""
    kept = chosen[holdings.marks]
    owners, hashes = holdings.articles[kept], mix(holdings.distinct[holdings.marks[kept]])
    keys = np.zeros(holdings.article_count, np.uint64)
    np.add.at(keys, owners, hashes)
    return keys
