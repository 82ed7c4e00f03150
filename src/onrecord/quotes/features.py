"""What the models see: features of a word as a cue, and of every element around a cue as content or source."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.quotes.encode import PAD, Codes, Encoded, Ints, bucket, mix
from onrecord.quotes.windows import Layout

CUE_BITS = 18
EMISSION_BITS = 19
TRANSITION_BITS = 17
PATH = 5  # elements around a cue for which the tags on the way to it are a feature
Rows = NDArray[np.int32]


@dataclass(frozen=True)
class Around:
    """For each element of an article, what stands around it in its group; arrays without padding."""

    before_unit: Ints
    after_unit: Ints
    from_start: Ints
    to_end: Ints
    quoted_next: Ints
    quoted_previous: Ints
    that_soon: Ints
    ends_open: Ints


def _near(distance: Ints) -> Ints:
    """A distance in steps that widen: exact to 4, then 5-6, 7-9, 10-14, 15-24 and more, sign kept."""
    size = np.abs(distance)
    return np.sign(distance) * np.searchsorted(np.array([1, 2, 3, 4, 5, 7, 10, 15, 25]), size, side="right")


def around(layout: Layout, encoded: Encoded) -> Around:
    """The surroundings of each element."""
    size = encoded.size
    positions = np.arange(size)
    group = encoded.group[PAD : PAD + size]
    lows = np.array([g.lo for g in layout.groups], dtype=np.int64)
    highs = np.array([g.hi for g in layout.groups], dtype=np.int64)
    quoted = np.array([*layout.is_quotation, False], dtype=np.int64)
    unit = encoded.is_unit[PAD : PAD + size]
    last_unit = np.maximum.accumulate(np.where(unit == 1, positions, -1)) if size else positions
    next_unit = np.minimum.accumulate(np.where(unit == 1, positions, size)[::-1])[::-1] if size else positions
    before = np.where(last_unit >= lows[group], _near(positions - last_unit), 99)
    after = np.where(next_unit < highs[group], _near(next_unit - positions), 99)
    that = np.zeros(size, dtype=np.int64)
    for step in range(1, 4):
        that |= encoded.is_that[PAD + step : PAD + step + size] << (step - 1)
    final = encoded.word[PAD + highs[group] - 1]
    return Around(before, after, _near(positions - lows[group]), _near(highs[group] - positions), quoted[group + 1], quoted[group - 1] * (group > 0), that, final.astype(np.int64))


def cue_rows(encoded: Encoded, near: Around, chosen: Ints) -> Rows:
    """Feature rows of the chosen elements as cues, shape (elements, features)."""
    at = chosen + PAD
    w = {d: encoded.word[at + d] for d in range(-2, 4)}
    t = {d: encoded.tag[at + d] for d in range(-3, 4)}
    lemma, suffix = encoded.lemma[at], encoded.suffix[at]
    before, after = _code(near.before_unit[chosen]), _code(near.after_unit[chosen])
    start, end = _code(near.from_start[chosen]), _code(near.to_end[chosen])
    quoted = _code(near.quoted_next[chosen] * 2 + near.quoted_previous[chosen])
    that, final = _code(near.that_soon[chosen]), _code(near.ends_open[chosen])
    parts: list[tuple[Codes | int, ...]] = [
        (w[0],), (w[-1],), (w[1],), (w[-2],), (w[2],), (w[-1], w[0]), (w[0], w[1]), (w[-2], w[-1], w[0]), (w[0], w[1], w[2]),
        (t[0],), (t[-1], t[0]), (t[0], t[1]), (t[-1], t[0], t[1]), (t[-2], t[-1], t[0]), (t[0], t[1], t[2]), (t[-2], t[-1], t[0], t[1]),
        (t[-1], t[0], t[1], t[2]), (t[0], t[1], t[2], t[3]), (t[-3], t[-2], t[-1], t[0]), (suffix,), (suffix, t[-1]), (suffix, t[1]), (lemma,),
        (lemma, t[0]), (lemma, t[1]), (lemma, w[1]), (lemma, t[-1]), (lemma, w[-1]), (lemma, t[-1], t[1]), (lemma, t[1], t[2]), (lemma, t[-2], t[-1]),
        (t[0], before), (t[0], after), (lemma, before), (lemma, after), (t[0], before, after), (lemma, quoted), (t[0], quoted),
        (t[0], start), (t[0], end), (lemma, end), (lemma, that), (t[0], that), (lemma, that, after), (final, t[0]), (w[0], before, after),
    ]  # fmt: skip
    return _rows(parts, CUE_BITS)


def _code(values: Ints) -> Codes:
    """Small whole numbers as codes."""
    return (values + 1000).astype(np.uint64)


def _rows(parts: list[tuple[Codes | int, ...]], bits: int) -> Rows:
    return np.stack([bucket(mix(number + 1, *part), bits) for number, part in enumerate(parts)], axis=1)


@dataclass(frozen=True)
class Place:
    """Where each element of a cue's window stands towards the cue; all arrays have the window's length."""

    at: Ints
    rel: Codes
    side: Codes
    between: Codes
    crossed: Codes
    flags: Codes
    lemma: Codes
    cue_tag: Codes
    cue_next: Codes
    path: Codes
    start: Codes
    end: Codes


def places(encoded: Encoded, near: Around, at: Ints, head: Ints, cues: Ints) -> Place:
    """The places of elements `at` towards the cues `head`, both one long array; `cues` marks the elements taken for cues."""
    at, head = at + PAD, head + PAD
    distance = at - head
    lower, upper = np.minimum(at, head), np.maximum(np.maximum(at, head) - 1, 0)
    padded = np.zeros(encoded.size + 2 * PAD, dtype=np.int64)
    padded[PAD : PAD + encoded.size] = cues
    commas, units, verbs, thats, crossed = (
        np.clip(np.cumsum(x)[upper] - np.cumsum(x)[lower], 0, top)
        for x, top in ((encoded.is_comma, 3), (encoded.is_unit, 3), (encoded.is_verb, 2), (encoded.is_that, 1), (padded, 2))
    )
    group = np.clip(encoded.group[at] - encoded.group[head], -1, 1)
    flags = near.before_unit[head - PAD] * 200 + near.after_unit[head - PAD]
    steps = np.where(np.abs(distance) <= PATH, distance, 0) + PATH
    return Place(
        at, _code(_near(distance)), _code(np.sign(distance) * 3 + group), _code(commas * 64 + units * 16 + verbs * 4 + thats), _code(crossed),
        _code(flags), encoded.lemma[head], encoded.tag[head], encoded.tag[head + 1], _paths(encoded)[steps, head],
        _code(near.from_start[at - PAD]), _code(near.to_end[at - PAD]),
    )  # fmt: skip


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
            total = mix(total, shifted)
            found[PATH + sign * step] = total
    return found


def emission_rows(encoded: Encoded, p: Place) -> Rows:
    """Feature rows that speak for a label at an element, shape (elements, features)."""
    w = {d: encoded.word[p.at + d] for d in range(-2, 3)}
    t = {d: encoded.tag[p.at + d] for d in range(-3, 4)}
    s = p.side
    parts: list[tuple[Codes | int, ...]] = [
        (s,), (s, w[0]), (s, w[-1]), (s, w[1]), (s, t[0]), (s, t[-1], t[0]), (s, t[0], t[1]), (s, t[-1], t[0], t[1]), (s, t[-2], t[-1], t[0]),
        (s, t[0], t[1], t[2]), (s, encoded.suffix[p.at]), (s, w[-1], w[0]), (s, w[0], w[1]), (p.rel,), (p.rel, t[0]), (p.rel, w[0]),
        (p.rel, p.lemma), (p.rel, p.cue_tag), (p.rel, p.cue_tag, t[0]), (p.rel, p.flags), (p.lemma, s, t[0]), (p.lemma, s, p.flags), (p.lemma, s),
        (p.between, s), (p.between, s, t[0]), (p.between, p.cue_tag, s), (p.between, s, p.flags), (p.path,), (p.path, p.cue_tag), (p.path, p.lemma),
        (s, p.cue_next, t[0]), (s, p.cue_next, p.rel), (s, p.lemma, p.cue_next), (s, p.flags, t[0]), (s, p.crossed, t[0]), (s, p.crossed, p.between),
        (s, p.start, t[0]), (s, p.start, p.cue_tag), (s, p.end, t[0]), (s, p.end, p.flags), (s, p.cue_tag, p.cue_next, p.flags), (s, p.crossed, p.lemma),
    ]  # fmt: skip
    return _rows(parts, EMISSION_BITS)


def transition_rows(encoded: Encoded, p: Place) -> Rows:
    """Feature rows that speak for a pair of labels at an element and the one before it, shape (elements, features)."""
    w = {d: encoded.word[p.at + d] for d in range(-2, 3)}
    t = {d: encoded.tag[p.at + d] for d in range(-3, 4)}
    s = p.side
    edge = _code(encoded.group[p.at] - encoded.group[p.at - 1])
    zero = np.zeros(len(p.at), dtype=np.uint64)
    parts: list[tuple[Codes | int, ...]] = [
        (zero,), (s,), (s, edge), (s, t[-1], t[0]), (s, w[0]), (s, w[-1]), (s, w[-1], w[0]), (s, t[-1], t[0], t[1]), (s, t[-2], t[-1], t[0]),
        (s, t[0], t[1], t[2]), (s, t[-1], t[0], t[1], t[2]), (p.rel,), (p.rel, t[0]), (p.rel, t[-1], t[0]), (p.rel, p.lemma), (p.lemma, s, t[0]),
        (p.flags, s, t[0]), (p.flags, s, t[-1]), (p.between, s, t[0]), (p.between, s, t[-1]), (s, p.crossed, t[-1], t[0]), (s, p.start), (s, p.start, t[0]),
        (s, p.end), (s, p.cue_next, t[0]), (s, p.lemma, p.cue_next), (p.path,), (s, edge, t[0], t[-1]), (s, w[0], w[1]), (s, w[-2], w[-1]), (s, w[0], t[-1], t[1]),
        (s, p.crossed, w[0]), (p.rel, p.flags, t[0]), (s, w[0], p.flags),
    ]  # fmt: skip
    return _rows(parts, TRANSITION_BITS)
