"""The story of each article: pieces that an earlier run has grouped keep their stories, the others are grouped anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa

from onrecord.dedupe.candidates import Numbers
from onrecord.dedupe.families import Families
from onrecord.dedupe.known import Grouped
from onrecord.dedupe.leads import Lead, lead_of
from onrecord.dedupe.lists import Parts
from onrecord.dedupe.records import Records
from onrecord.dedupe.stories import Group, Told, groups_of, pieces, stories_of
from onrecord.dedupe.terms import Bags, terms_of
from onrecord.ids import cluster_id
from onrecord.schema.tables import TABLES


def story_labels(records: Records, families: Families, words: Parts, years: Numbers, known: Grouped) -> tuple[list[str], pa.Table]:
    """The story of each article, by number, and the pieces in which originals were grouped, as rows of `story_pieces`.

    Args:
        records: the articles.
        families: their families.
        words: the stage table `article_words`; an article without a row has no words.
        years: the one year in the head of each article, or 0.
        known: the pieces of an earlier run.
    """
    heads = sorted((family.original, index) for index, family in enumerate(families.families))
    numbers = np.array([head for head, _ in heads], np.int64)
    places = np.full(len(records) + 1, -1)
    places[numbers] = np.arange(len(numbers))
    terms = terms_of(Bags.read(words, lambda ids: places[records.numbers_of(ids)]))
    told = Told(terms, records.days()[numbers], years[numbers])
    ids, keys = [records.ids[number] for number in numbers.tolist()], terms.keys.tolist()
    found, rows, fresh = list[list[int]](), list[dict[str, object]](), list[Group]()
    for piece in pieces(terms):
        if len(piece) == 1:
            found.append(piece)
            continue
        members = [ids[at] for at in piece]
        rows += [{"article_id": ids[at], "piece_id": members[0], "story_key": keys[at]} for at in piece]
        stories = known.stories(members, [keys[at] for at in piece])
        if stories is None:
            fresh += groups_of(told, piece)
        else:
            found += _grouped(piece, stories)
    found += stories_of(fresh, lambda places: _leads(records, numbers[places].tolist()))
    labels = [""] * len(records)
    for group in found:
        numbers_of = [number for at in group for number in families.families[heads[at][1]].members]
        label = cluster_id("s", [records.ids[number] for number in numbers_of])
        for number in numbers_of:
            labels[number] = label
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
