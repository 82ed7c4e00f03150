"""What is kept of all texts, by number of the article: which have the same words, how long they are, which fingerprints they hold."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

import numpy as np

from onrecord.dedupe.candidates import Holdings, Numbers
from onrecord.dedupe.lists import Parts, flattened
from onrecord.dedupe.records import Records
from onrecord.dedupe.words import Flags, Hashes, mix


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


def holdings_of(fingerprints: Parts, records: Records, wanted: Flags) -> Holdings:
    """Which article holds which fingerprint, for the wanted articles (a flag for each).

    Args:
        fingerprints: the stage table `fingerprints`; an article without a row has none.
        records: the articles.
        wanted: a flag for each article.
    """
    hashes, owners = array("Q"), array("i")
    for part in fingerprints(["article_id", "fingerprint_hashes"]):
        numbers = records.numbers_of(part["article_id"])
        chosen = (numbers >= 0) & wanted[numbers]
        lengths, (values,) = flattened(part, ["fingerprint_hashes"], chosen)
        hashes.frombytes(values.tobytes())
        owners.frombytes(np.repeat(numbers[chosen].astype(np.int32), lengths).tobytes())
    return Holdings.of(np.frombuffer(hashes, np.uint64), np.frombuffer(owners, np.int32), len(records))


def held_keys(holdings: Holdings, chosen: Flags) -> Hashes:
    """A number for each article that tells which of the chosen fingerprints it holds (a flag for each); 0 for none."""
    kept = chosen[holdings.marks]
    owners, hashes = holdings.articles[kept], mix(holdings.distinct[holdings.marks[kept]])
    keys = np.zeros(holdings.article_count, np.uint64)
    np.add.at(keys, owners, hashes)
    return keys
