"""Which records are worth comparing: an inverted index of rare words within blocks, with bounded lists."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

MAX_KEYS = 12  # rarest words looked up, if nothing else is said
MAX_POSTINGS = 100  # entries of one list that are looked at: the first ones, so the fullest wordings
MAX_CANDIDATES = 16
Postings = dict[str, list[int]]  # records by stem, within one block
_RECORD_BITS = 32


def earlier_candidates(
    blocks: Sequence[Iterable[str]], stems: Sequence[Iterable[str]], weights: Mapping[str, float], max_keys: int = MAX_KEYS
) -> Iterator[list[int]]:
    """For each record in turn, the records before it that share the most weight of rare words within any block, the best first.

    Lists are bounded, so the cost grows linearly with the number of records. What only one record has is never listed: nobody finds it.

    Args:
        blocks: distinct blocks of each record; only records of one block are compared.
        stems: words of each record.
        weights: rarity of the words; 1 where there is none.
        max_keys: rarest words of a record that count.
    """
    rare = [_rarest(some, weights, max_keys) for some in stems]
    shared = {stem: round(1000 * weights.get(stem, 1.0)) for stem, count in Counter(chain.from_iterable(rare)).items() if count > 1}
    for record, within in enumerate(_postings(blocks)):
        votes: dict[int, int] = {}
        for stem in rare[record]:
            weight = shared.get(stem)
            if weight is None:
                continue
            lists = [found for postings in within if (found := postings.get(stem))]
            for other in lists[0] if len(lists) == 1 else set().union(*lists):
                votes[other] = votes.get(other, 0) + weight
            for postings in within:
                found = postings.setdefault(stem, [])
                if len(found) < MAX_POSTINGS:
                    found.append(record)
        yield _best(votes)


def _postings(blocks: Sequence[Iterable[str]]) -> list[list[Postings]]:
    """For each record the empty lists of its blocks; blocks of the same records have one, and blocks of one record none."""
    members: dict[str, list[int]] = defaultdict(list)
    for record, names in enumerate(blocks):
        for name in names:
            members[name].append(record)
    found: list[list[Postings]] = [[] for _ in blocks]
    for group in {tuple(records) for records in members.values() if len(records) > 1}:
        postings: Postings = {}
        for record in group:
            found[record].append(postings)
    return found


def _rarest(stems: Iterable[str], weights: Mapping[str, float], max_keys: int) -> list[str]:
    return [stem for _, stem in sorted([(-weights.get(s, 1.0), s) for s in set(stems)])[:max_keys]]


def _best(votes: Mapping[int, int]) -> list[int]:
    """Records with the most votes first, the earlier first among equals; vote and record are sorted as one number, which is quick."""
    mask = (1 << _RECORD_BITS) - 1
    return [code & mask for code in sorted([record - (vote << _RECORD_BITS) for record, vote in votes.items()])[:MAX_CANDIDATES]]
