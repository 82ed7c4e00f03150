"""Duplicate families: which articles are the same article, which of them is the original, and how that was told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from onrecord.dedupe.alignment import Passage, align, covered
from onrecord.dedupe.candidates import Candidates, Numbers
from onrecord.dedupe.forest import Forest
from onrecord.dedupe.known import Check, Checks
from onrecord.dedupe.records import Prepared, Record, Records

MIN_EQUAL = 8
"""Equal words a passage needs to count; shorter ones are turns of phrase."""

SURE = 0.8
"""Share of both articles' fingerprints from which on no alignment is needed: with other names or figures fewer would be the same."""

HINT = 0.2
"""Share of the smaller article's fingerprints below which two articles are no duplicates: the closest pair of a true family has more."""

LEAD = 50
"""Words of a lead: its first sentence or two, which copies keep and articles that only reuse a passage do not share."""

AGREEMENT = 0.55
"""Mean of four shares from which on two articles are one: of each text, and of each lead, that stands in the other. A passage makes the
shares of one side high, a copy those of both; 0.50 to 0.60 changes B-cubed F1 by at most 0.002 on the development set."""

COVERED = 0.6
"""Share that must stand in the other of at least one text."""

NAMES_ALIKE = 0.6
"""Template guard: share of the names and figures inside the shared passages that both have (forms filled in anew: 0.5 at most in 99%;
copies: 0.68 at least in 95%)."""


@dataclass(frozen=True, slots=True)
class Family:
    """The members of a family, ordered, with its original and how that was told; an article alone is its own original."""

    members: tuple[int, ...]
    original: int
    basis: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Families:
    """All families; `family_of` and `exact_of` give each article's family and the first article with the same words."""

    families: list[Family]
    family_of: np.ndarray
    exact_of: np.ndarray


def exact_groups(keys: Sequence[int | None]) -> Numbers:
    """For each article the number of the first with the same text (its body_key); a text of nothing is like no other."""
    seen: dict[int, int] = {}
    return np.array([number if key is None else seen.setdefault(key, number) for number, key in enumerate(keys)], np.int64)


def build_families(
    records: Records, exact_of: Numbers, candidates: Candidates, all_sizes: Numbers, keys: Sequence[int | None], checks: Checks
) -> Families:
    """The families: exact copies, and pairs that pass the tests of `are_duplicates`, joined.

    Pairs that share more come first, and a pair that others have joined is not looked at.

    Args:
        records: the articles.
        exact_of: for each article the first with the same text.
        candidates: pairs to be looked at.
        all_sizes: for each article the number of its fingerprints, those common to many too.
        keys: for each article the key of its text.
        checks: what was found of pairs before; takes what is found of those of this run.
    """
    shares = candidates.sizes / np.maximum(1, all_sizes)
    pairs = [
        (a, b, None if is_sure else (keys[a], keys[b], int(candidates.sizes[a]), int(candidates.sizes[b])))
        for a, b, is_sure in _likely(candidates, len(records))
    ]
    missing: list[int] = []

    def without_texts(a: int, b: int, check: Check) -> bool:
        if check not in checks.known:
            missing.extend((a, b))
        return checks.known.get(check, False)

    _joined(exact_of, pairs, without_texts)
    records.bodies.fetch(missing)
    forest = _joined(exact_of, pairs, lambda a, b, check: checks.ask(check, partial(_compared, records, shares, a, b)))
    family_of = np.array([forest.root(number) for number in range(len(records))], np.int64)
    grouped = _grouped(family_of)
    records.look_up(number for members in grouped if len(members) > 1 for number in members)
    families = [family_from(records, members) for members in grouped]
    for index, family in enumerate(families):
        family_of[list(family.members)] = index
    return Families(families, family_of, exact_of)


def _joined(exact_of: Numbers, pairs: Iterable[tuple[int, int, Check | None]], ask: Callable[[int, int, Check], bool]) -> Forest:
    """Exact copies and duplicates joined; a pair that is not sure is asked about, if others have not joined it."""
    forest = Forest(len(exact_of))
    for number in np.flatnonzero(exact_of != np.arange(len(exact_of))).tolist():
        forest.join(number, int(exact_of[number]))
    for a, b, check in pairs:
        if forest.root(a) != forest.root(b) and (check is None or ask(a, b, check)):
            forest.join(a, b)
    return forest


def _likely(candidates: Candidates, count: int) -> list[tuple[int, int, bool]]:
    """Pairs that share HINT, with whether they surely are duplicates: those that hang together side by side, the most alike first."""
    sizes = candidates.sizes[candidates.first], candidates.sizes[candidates.second]
    share = candidates.shared / np.maximum(1, np.minimum(*sizes))
    sure = (candidates.shared / np.maximum(1, np.maximum(*sizes))) >= SURE
    likely = share >= HINT
    first, second, share, sure = candidates.first[likely], candidates.second[likely], share[likely], sure[likely]
    forest = Forest(count)
    for a, b in zip(first.tolist(), second.tolist(), strict=True):
        forest.join(a, b)
    roots = np.array([forest.root(number) for number in first.tolist()], np.int64)
    order = np.lexsort((second, first, -share, roots))
    return list(zip(first[order].tolist(), second[order].tolist(), sure[order].tolist(), strict=True))


def _compared(records: Records, own_share: np.ndarray, a: int, b: int) -> bool:
    return are_duplicates(records.text(a), records.text(b), float(own_share[a]), float(own_share[b]))


def _grouped(labels: np.ndarray) -> list[list[int]]:
    groups: dict[int, list[int]] = defaultdict(list)
    for number, label in enumerate(labels.tolist()):
        groups[label].append(number)
    return list(groups.values())


def are_duplicates(a: Prepared, b: Prepared, a_own: float, b_own: float) -> bool:
    """Whether two articles are the same article, edited: enough of both, of a lead, and of names and figures stands in the other.

    Args:
        a: one text.
        b: the other.
        a_own: share of its words that is not furniture common to many articles, 0 to 1.
        b_own: the same of the other.
    """
    passages = [p for p in align(a.sequence, b.sequence) if p.equal >= MIN_EQUAL]
    if not passages:
        return False
    sides = (
        ([(p.a_start, p.a_end) for p in passages], len(a.words), a_own),
        ([(p.b_start, p.b_end) for p in passages], len(b.words), b_own),
    )
    covers = [min(1.0, covered(spans) / max(1.0, length * own)) for spans, length, own in sides]
    leads = [_lead_share(spans, length) for spans, length, _ in sides]
    if max(covers) < COVERED or sum(covers + leads) < 4 * AGREEMENT:
        return False
    return _names_alike(a, b, passages) >= NAMES_ALIKE


def _lead_share(spans: list[tuple[int, int]], length: int) -> float:
    lead = min(LEAD, length)
    return sum(max(0, min(end, lead) - start) for start, end in spans) / lead


def _names_alike(a: Prepared, b: Prepared, passages: list[Passage]) -> float:
    """Share of the words that name something, inside the passages, that both sides have; 1 if there are none."""
    a_names, b_names = set[int](), set[int]()
    for p in passages:
        for names, words, start, end in ((a_names, a.words, p.a_start, p.a_end), (b_names, b.words, p.b_start, p.b_end)):
            names.update(words.hashes[start:end][words.is_name[start:end]].tolist())
    return len(a_names & b_names) / len(a_names | b_names) if a_names or b_names else 1.0


def family_from(records: Records, members: Iterable[int]) -> Family:
    """The family of these members, its original told by the first of these that sets one member apart.

    agency: its outlet is the agency that it credits; time: it is the earliest; agency: it alone credits one; length: it is the longest;
    id: it has the smallest id.
    """
    ordered = tuple(sorted(members))
    if len(ordered) == 1:
        return Family(ordered, ordered[0], None)
    left = list(ordered)
    steps: tuple[tuple[str, Callable[[list[Record]], list[bool]]], ...] = (
        ("agency", lambda rows: [r.is_agency for r in rows]),
        ("time", _earliest),
        ("agency", lambda rows: [bool(r.agencies) for r in rows]),
        ("length", lambda rows: [r.word_count == max(x.word_count for x in rows) for r in rows]),
    )
    for basis, step in steps:
        chosen = step([records[n] for n in left])
        left = [n for n, is_chosen in zip(left, chosen, strict=True) if is_chosen] or left
        if len(left) == 1:
            return Family(ordered, left[0], basis)
    return Family(ordered, left[0], "id")


def _earliest(rows: list[Record]) -> list[bool]:
    """Which could be the earliest: those of the first day, by the minute where all of that day are known to it."""
    days = [row.day for row in rows if row.day is not None]
    if len(days) < 2:
        return [False] * len(rows)
    first = min(days)
    times = [row.time for row in rows if row.day == first]
    known = [time for time in times if time is not None]
    earliest = min(known) if len(known) == len(times) else None
    return [row.day == first and (earliest is None or row.time == earliest) for row in rows]
