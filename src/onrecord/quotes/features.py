"""What the models see: features of a word as a cue, of a word by itself, and of where an element stands to a cue.

The templates of the cue model stand in data/templates.txt; each names what is taken together into one feature.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np

from onrecord.quotes.encode import PAD, Codes, Encoded, Ints, bucket, codes_of, mix, mix_many
from onrecord.quotes.windows import Layout

CUE_BITS = 20
WORD_BITS = 13
WINDOW_BITS = 12
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


def word_rows(rows: Sequence[bytes]) -> Rows:
    """Feature rows of elements by themselves, from their packed codes; shape (elements, features)."""
    return np.stack([bucket(mix(number, codes), WORD_BITS) for number, codes in enumerate(codes_of(rows), 1)], axis=1)


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


def window_rows(encoded: Encoded, near: Around, at: Ints, head: Ints) -> Rows:
    """Feature rows that tell where elements `at` of windows stand to the cues `head`, both one long array; shape (elements, features)."""
    here, cue = at + PAD, head + PAD
    lower, upper = np.minimum(here, cue), np.maximum(np.maximum(here, cue) - 1, 0)
    passed = np.zeros(len(at), dtype=np.int64)  # how much stands between element and cue, counted up to a few of each kind
    for marks, most in ((encoded.is_comma, 3), (encoded.is_unit, 3), (encoded.is_verb, 2), (encoded.is_that, 1)):
        total = np.cumsum(marks)
        passed = passed * 4 + np.clip(total[upper] - total[lower], 0, most)
    total = np.cumsum(encoded.is_line)
    lines, is_unit = np.clip(total[np.maximum(here, cue)] - total[lower], 0, 2), encoded.is_unit[here]
    side = np.sign(at - head) * 3 + np.clip(encoded.group[here] - encoded.group[cue], -1, 1)
    away, edge = _code(_near(at - head)), _code(encoded.group[here] - encoded.group[here - 1])
    between, beside = _code(passed), _code(side)
    broken, quotations = _code(lines * 2 + is_unit), _code(near.before[head] * 200 + near.after[head])
    seen = (
        *((away,), (beside,), (between,), (edge,), (_code(near.start[at]),), (_code(near.end[at]),)),
        *((away, edge), (beside, between), (beside, quotations), (beside, edge, _code(near.quoted[head]))),
        *((beside, broken), (beside, broken, quotations)),
    )
    return np.stack([bucket(mix(number, *parts), WINDOW_BITS) for number, parts in enumerate(seen, 1)], axis=1)
