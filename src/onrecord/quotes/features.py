"""What the models see: features of a word as a cue, and of every element around a cue as content or source.

The templates stand in data/templates.txt; each names what is taken together into one feature.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np

from onrecord.quotes.encode import PAD, Codes, Encoded, Ints, bucket, mix, mix_many
from onrecord.quotes.windows import Layout

CUE_BITS = 20
EMISSION_BITS = 20
TRANSITION_BITS = 19
PATH = 5  # elements around a cue for which the tags on the way to it are a feature
STEPS = np.array([1, 2, 3, 4, 5, 7, 10, 15, 25])  # distances are told apart exactly to 4, then in widening steps
ABSENT = 99
NEIGHBOURS = {"w": "word", "t": "tag", "c": "coarse", "f": "fine"}
Rows = Ints


@cache
def templates(name: str) -> tuple[tuple[str, ...], ...]:
    """The templates of one model, in the order their numbers are taken from."""
    lines = resources.files("onrecord.quotes").joinpath("data", "templates.txt").read_text(encoding="utf-8").splitlines()
    parts = " | ".join(line.removeprefix(f"{name}:") for line in lines if line.startswith(f"{name}:")).split("|")
    return tuple(tuple(part.split()) for part in parts)


def _near(distance: Ints) -> Ints:
    """A distance in steps that widen, its sign kept."""
    found: Ints = np.sign(distance) * np.searchsorted(STEPS, np.abs(distance), side="right")
    return found


def _code(values: Ints) -> Codes:
    """Small whole numbers as codes."""
    return (values + 1000).astype(np.uint64)


@dataclass(frozen=True)
class Around:
    """For each element of an article, what stands around it in its group; arrays without padding."""

    before: Ints
    after: Ints
    start: Ints
    end: Ints
    quoted: Ints
    that: Ints
    final: Ints


def around(layout: Layout, encoded: Encoded) -> Around:
    """The surroundings of each element: nearest quotation before and after, distance to the group's ends, what the groups beside it are."""
    size = encoded.size
    positions = np.arange(size)
    group = encoded.group[PAD : PAD + size]
    lows = np.array([g.lo for g in layout.groups], dtype=np.int64)
    highs = np.array([g.hi for g in layout.groups], dtype=np.int64)
    alone = np.array([*layout.is_quotation, False], dtype=np.int64)
    unit = encoded.is_unit[PAD : PAD + size]
    last = np.maximum.accumulate(np.where(unit == 1, positions, -1)) if size else positions
    following = np.minimum.accumulate(np.where(unit == 1, positions, size)[::-1])[::-1] if size else positions
    that = np.zeros(size, dtype=np.int64)
    for step in range(1, 4):
        that |= encoded.is_that[PAD + step : PAD + step + size] << (step - 1)
    return Around(
        before=np.where(last >= lows[group], _near(positions - last), ABSENT),
        after=np.where(following < highs[group], _near(following - positions), ABSENT),
        start=_near(positions - lows[group]),
        end=_near(highs[group] - positions),
        quoted=alone[group + 1] * 2 + alone[group - 1] * (group > 0),
        that=that,
        final=encoded.word[PAD + highs[group] - 1].astype(np.int64),
    )


@cache
def _names(name: str) -> tuple[str, ...]:
    """What the templates of a model name, each once."""
    return tuple(sorted({part for parts in templates(name) for part in parts}))


@cache
def _by_size(name: str) -> tuple[tuple[Ints, tuple[Ints, ...]], ...]:
    """The templates of a model by how many parts they have: their places, and for each part which of `_names` it is."""
    found: list[tuple[Ints, tuple[Ints, ...]]] = []
    every, number_of = templates(name), {part: number for number, part in enumerate(_names(name))}
    for size in sorted({len(parts) for parts in every}):
        places_of = [number for number, parts in enumerate(every) if len(parts) == size]
        parts_of = zip(*(every[number] for number in places_of), strict=True)
        found.append((np.array(places_of), tuple(np.array([number_of[part] for part in parts]) for parts in parts_of)))
    return tuple(found)


def _rows(name: str, bits: int, value: Callable[[str], Codes]) -> Rows:
    """Feature rows by the templates of a model; `value` gives the codes a name stands for.

    Templates of one size are mixed together, in one table (templates, elements): few large steps instead of many small ones.
    """
    known = np.array([value(part) for part in _names(name)])
    rows: Rows = np.empty((len(templates(name)), known.shape[1]), dtype=np.int64)
    for places_of, parts in _by_size(name):
        rows[places_of] = bucket(mix_many(places_of + 1, [known[part] for part in parts]), bits)
    return rows.T


def _value(encoded: Encoded, at: Ints, named: Mapping[str, Codes]) -> Callable[[str], Codes]:
    """The codes of a name at padded places: one of `named`, or a neighbour ("t-1")."""

    def value(name: str) -> Codes:
        if name in named:
            return named[name]
        table: Codes = getattr(encoded, NEIGHBOURS[name[0]])
        return table[at + int(name[1:])]

    return value


def cue_rows(encoded: Encoded, near: Around, chosen: Ints) -> Rows:
    """Feature rows of the chosen elements as cues, shape (elements, features)."""
    at = chosen + PAD
    named = {name: _code(getattr(near, name)[chosen]) for name in ("before", "after", "start", "end", "quoted", "that", "final")}
    named |= {"lemma": encoded.lemma[at], "suffix": encoded.suffix[at]}
    return _rows("cue", CUE_BITS, _value(encoded, at, named))


@dataclass(frozen=True)
class Place:
    """Elements of windows, one long array of padded places `at`, with the codes that tell where each stands towards its cue."""

    at: Ints
    named: Mapping[str, Codes]


def places(encoded: Encoded, near: Around, at: Ints, head: Ints, cues: Ints) -> Place:
    """The places of elements `at` towards the cues `head`, both one long array; `cues` marks the elements taken for cues."""
    at, head = at + PAD, head + PAD
    distance = at - head
    lower, upper = np.minimum(at, head), np.maximum(np.maximum(at, head) - 1, 0)
    padded = np.zeros(encoded.size + 2 * PAD, dtype=np.int64)
    padded[PAD : PAD + encoded.size] = cues
    totals = [(encoded.is_comma, 3), (encoded.is_unit, 3), (encoded.is_verb, 2), (encoded.is_that, 1), (padded, 2)]
    between = [np.clip(total[upper] - total[lower], 0, top) for total, top in ((np.cumsum(marks), top) for marks, top in totals)]
    group = np.clip(encoded.group[at] - encoded.group[head], -1, 1)
    flags = near.before[head - PAD] * 200 + near.after[head - PAD]
    steps = np.where(np.abs(distance) <= PATH, distance, 0) + PATH
    named = {
        "zero": np.zeros(len(at), dtype=np.uint64),
        "rel": _code(_near(distance)),
        "s": _code(np.sign(distance) * 3 + group),
        "between": _code(between[0] * 64 + between[1] * 16 + between[2] * 4 + between[3]),
        "crossed": _code(between[4]),
        "flags": _code(flags),
        "lemma": encoded.lemma[head],
        "cue_tag": encoded.tag[head],
        "cue_group": encoded.fine[head],
        "cue_next": encoded.tag[head + 1],
        "path": _paths(encoded)[steps, head],
        "start": _code(near.start[at - PAD]),
        "end": _code(near.end[at - PAD]),
        "edge": _code(encoded.group[at] - encoded.group[at - 1]),
        "suffix": encoded.suffix[at],
    }
    return Place(at, named)


def _paths(encoded: Encoded) -> Codes:
    """For each step from -PATH to PATH and each element, the tags passed on the way, the last included; 0 for no step."""
    size = len(encoded.tag)
    found = np.zeros((2 * PATH + 1, size), dtype=np.uint64)
    for sign in (-1, 1):
        total = np.full(size, 7 + sign, dtype=np.uint64)
        for step in range(1, PATH + 1):
            shifted = np.zeros(size, dtype=np.uint64)
            if step < size:
                shifted[max(0, -sign * step) : size - max(0, sign * step)] = encoded.tag[max(0, sign * step) : size - max(0, -sign * step)]
            total = mix(0, total, shifted)
            found[PATH + sign * step] = total
    return found


def emission_rows(encoded: Encoded, place: Place) -> Rows:
    """Feature rows that speak for a label at an element, shape (elements, features)."""
    return _rows("emission", EMISSION_BITS, _value(encoded, place.at, place.named))


def transition_rows(encoded: Encoded, place: Place) -> Rows:
    """Feature rows that speak for a pair of labels at an element and the one before it, shape (elements, features)."""
    return _rows("transition", TRANSITION_BITS, _value(encoded, place.at, place.named))
