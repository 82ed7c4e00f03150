"""The story of each article: pieces that an earlier run has grouped keep their stories, the others are grouped anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from onrecord.dedupe.candidates import Numbers
from onrecord.dedupe.known import Grouped
from onrecord.dedupe.leads import Lead, lead_of
from onrecord.dedupe.lists import Parts
from onrecord.dedupe.records import Records
from onrecord.dedupe.stories import Group, Told, groups_of, pieces, stories_of
from onrecord.dedupe.terms import Bags, terms_of
from onrecord.ids import cluster_id
from onrecord.schema.tables import TABLES


@dataclass(frozen=True, slots=True, eq=False)
class Heads:
    """The originals, and articles alone: the number of each, the smallest number in its family, and for each article its head's place."""

    numbers: Numbers
    firsts: Numbers
    places: Numbers

    @classmethod
    def of(cls, groups: pa.Table) -> Heads:
        """The heads among rows of `article_groups`, one for each article, by number."""
        numbers = np.flatnonzero(pc.not_equal(groups["duplicate_role"], "copy").to_numpy())
        family = groups["family_id"].combine_chunks().dictionary_encode().indices.to_numpy()
        place_of = np.zeros(int(family.max(initial=-1)) + 1, np.int64)
        place_of[family[numbers]] = np.arange(len(numbers))
        places, firsts = place_of[family], np.zeros(len(numbers), np.int64)
        firsts[places[::-1]] = np.arange(len(places))[::-1]
        return cls(numbers, firsts, places)


def story_labels(records: Records, groups: pa.Table, words: Parts, years: Numbers, known: Grouped) -> tuple[list[str], pa.Table]:
    """The story of each article, by number, and the pieces in which originals were grouped, as rows of `story_pieces`.

    Args:
        records: the articles.
        groups: their rows of `article_groups`, by number.
        words: the stage table `article_words`; an article without a row has no words.
        years: the one year in the head of each article, or 0.
        known: the pieces of an earlier run.
    """
    heads = Heads.of(groups)
    places = np.full(len(records) + 1, -1)
    places[heads.numbers] = np.arange(len(heads.numbers))
    terms = terms_of(Bags.read(words, lambda ids: places[records.numbers_of(ids)], len(heads.numbers)))
    told = Told(terms, records.days()[heads.numbers], years[heads.numbers])
    ids, keys = [records.ids[number] for number in heads.numbers.tolist()], terms.keys.tolist()
    found, rows, fresh = list[list[int]](), list[dict[str, object]](), list[Group]()
    for piece in pieces(terms):
        if len(piece) == 1:
            continue
        members = [ids[at] for at in piece]
        rows += [{"article_id": ids[at], "piece_id": members[0], "story_key": keys[at]} for at in piece]
        stories = known.stories(members, [keys[at] for at in piece])
        if stories is None:
            fresh += groups_of(told, piece)
        else:
            found += _grouped(piece, stories)
    found += stories_of(fresh, lambda places: _leads(records, heads.numbers[places].tolist()))
    smallest = heads.firsts.copy()
    for group in found:
        smallest[group] = heads.firsts[group].min()
    labels = [cluster_id("s", (records.ids[number],)) for number in smallest[heads.places].tolist()]
    return labels, TABLES["story_pieces"].from_rows(rows)


def _grouped(piece: Sequence[int], stories: Sequence[str]) -> list[list[int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for at, story in zip(piece, stories, strict=True):
        groups[story].append(at)
    return list(groups.values())


def _leads(records: Records, numbers: list[int]) -> Iterator[Lead]:
    records.look_up(numbers)
    records.bodies.fetch(numbers)
    return (lead_of(f"{records[number].title}\n{records.body(number)}") for number in numbers)
