"""Content and source of the cues of an article by the learned models."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from onrecord.quotes.attribution import Attribution
from onrecord.quotes.chain import CONTENT, LABELS, SOURCE, Floats, best_labels, forward, log_total
from onrecord.quotes.cues import Cue, cue_at
from onrecord.quotes.encode import Encoded, Ints, encode
from onrecord.quotes.features import Around, around, cue_rows, window_rows
from onrecord.quotes.likely import LEAST_LIKELY, Candidate, likelihood
from onrecord.quotes.phrases import phrase_after, with_apposition
from onrecord.quotes.pieces import (
    around_attribution,
    behind_addressee,
    behind_lead_in,
    has_unit,
    joined_content,
    missing_source,
    split_source,
    trimmed_content,
    without_attribution,
    without_headings,
    without_relay,
)
from onrecord.quotes.relays import TELLING
from onrecord.quotes.weights import Weights
from onrecord.quotes.windows import MAX_ELEMENTS, Layout

Runs = tuple[tuple[int, int], ...]
CUE_THRESHOLD = 0.5  # of a cue for a quotation: best F1 on training articles not learned from, which is flat about here
LEAST_CUE = 0.15  # of a cue for reported speech, which is then judged as a whole
RESCUE_THRESHOLD = 0.1  # and of a cue for a quotation that has no other
LINEAR_SHARE = 0.5  # of the linear cue model in the log odds of a cue; the network has the rest
STRETCH = {label: re.compile(rb"\x%02x+" % label) for label in (SOURCE, CONTENT)}
BATCH = 64  # windows labelled at once
MOST_CUES = 24  # tried in one stretch of a sentence; no sentence has as many, and text of nothing but cues must not cost a window a word


@dataclass(frozen=True)
class Scored:
    """An article as the models see it: its words outside quotations with their probability of being a cue."""

    layout: Layout
    encoded: Encoded
    near: Around
    words: Ints
    scores: Floats
    states: Floats
    weights: Weights


def score_words(layout: Layout, weights: Weights) -> Scored | None:
    """An article with the probability of each word outside quotations to be a cue; None where there is no such word."""
    words = np.array([at for at, (_, _, unit) in enumerate(layout.elements) if unit < 0], dtype=np.int64)
    if not len(words):
        return None
    encoded = encode(layout)
    near = around(layout, encoded)
    states = weights.network.states(encoded.rows)
    linear = weights.linear.summed(cue_rows(encoded, near, words))
    logits = LINEAR_SHARE * linear + (1 - LINEAR_SHARE) * weights.network.cue_logits(states, words)
    return Scored(layout, encoded, near, words, (1 / (1 + np.exp(-logits))).astype(np.float32), states, weights)


def model_attributions(layout: Layout, weights: Weights) -> list[Attribution]:
    """What the cues of an article attribute to whom, by the cue model and, for each cue, the chain model.

    A quotation that no likely cue reaches is tried again with the likeliest of the unlikely cues that reach it.
    """
    scored = score_words(layout, weights)
    if scored is None:
        return []
    found = list(_standing(scored))
    covered = {at for attribution in found for lo, hi in attribution.content for at in range(lo, hi)}
    return found + _rescued(scored, covered)


def _standing(scored: Scored) -> Iterator[Attribution]:
    """The attributions of likely cues, and of less likely ones the reported speech that is likely as a whole; its score is that likelihood.

    What a likely cue reports stays here however unlikely it is, so that no rule tries the cue again; `without_fragments` leaves it out.
    """
    for candidate in candidates(scored):
        attribution = candidate.attribution
        if not any(has_unit(scored.layout, *run) for run in attribution.content):
            attribution = replace(attribution, score=likelihood(scored.layout, candidate))
            if candidate.cue >= CUE_THRESHOLD or (attribution.score or 0) >= LEAST_LIKELY:
                yield attribution
        elif candidate.cue >= CUE_THRESHOLD:
            yield attribution


def candidates(scored: Scored) -> Iterator[Candidate]:
    """What the models make of every word that may be a cue."""
    return _candidates(scored, _likeliest(scored, np.flatnonzero(scored.scores >= LEAST_CUE)))


def _likeliest(scored: Scored, taken: Ints) -> Ints:
    """The words taken for cues without those that `MOST_CUES` likelier ones outdo in their stretch: a sentence, or the reach of a cue."""
    if len(taken) <= MOST_CUES:
        return taken
    at = scored.words[taken]
    stretch = np.searchsorted(scored.layout.group_starts, at, side="right") * (scored.encoded.size + 1) + at // MAX_ELEMENTS
    order = np.lexsort((taken, -scored.scores[taken], stretch))
    ranked = stretch[order]
    rank = np.arange(len(order)) - np.searchsorted(ranked, ranked, side="left")
    return np.sort(taken[order[rank < MOST_CUES]])


def _candidates(scored: Scored, taken: Ints) -> Iterator[Candidate]:
    """The candidates of words taken for cues, given as places in `words`."""
    others = frozenset(scored.words[scored.scores >= CUE_THRESHOLD].tolist())
    for start in range(0, len(taken), BATCH):
        chosen = taken[start : start + BATCH]
        heads = scored.words[chosen]
        labels, sure = label_windows(scored, heads)
        for head, path, cue_score, path_score in zip(heads, labels, scored.scores[chosen], sure, strict=True):
            attribution = _attribution(scored.layout, int(head), path, float(cue_score) * float(path_score), others)
            if attribution is not None:
                yield Candidate(attribution, float(cue_score), float(path_score))


def _rescued(scored: Scored, covered: set[int]) -> list[Attribution]:
    """For each quotation no likely cue reaches, what the likeliest word of its window makes of it, if that is to quote it from somebody."""
    layout = scored.layout
    tried: dict[int, int] = {}
    for at in layout.unit_places:
        if at in covered:
            continue
        window = layout.window(at)
        first, last = np.searchsorted(scored.words, (max(window.lo, at - 40), min(window.hi, at + 40))).tolist()
        near = scored.scores[first:last]
        likely = np.where(near < CUE_THRESHOLD, near, 0)
        if len(likely) and likely.max() >= RESCUE_THRESHOLD:
            tried.setdefault(first + int(likely.argmax()), at)
    taken = np.array(sorted(tried), dtype=np.int64)
    added = []
    for attribution, _, _ in _candidates(scored, taken):
        inside = {i for lo, hi in attribution.content for i in range(lo, hi)}
        if attribution.source and inside & set(tried.values()) and not inside & covered:
            covered |= inside
            added.append(replace(attribution, rule_id="model_quote"))
    return added


def label_windows(scored: Scored, heads: Ints) -> tuple[list[bytes], Floats]:
    """The best labels of each cue's window, a byte an element, with the probability of the whole labelling."""
    layout, network = scored.layout, scored.weights.network
    windows = [layout.window(int(head)) for head in heads]
    lengths = np.array([w.hi - w.lo for w in windows])
    at = np.concatenate([np.arange(w.lo, w.hi) for w in windows])
    window = window_rows(scored.encoded, scored.near, at, np.repeat(heads, lengths))
    row, step = np.repeat(np.arange(len(heads)), lengths), at - np.repeat([w.lo for w in windows], lengths)
    labels = np.zeros((lengths.max(), LABELS, len(heads)), dtype=np.float32)  # in the order in which the chain walks them
    pairs = np.zeros((lengths.max(), LABELS * LABELS, len(heads)), dtype=np.float32)
    labels[step, :, row], pairs[step, :, row] = network.window_scores(scored.states, at, heads, lengths, window)
    labels, pairs = labels.transpose(2, 0, 1), pairs.reshape(-1, LABELS, LABELS, len(heads)).transpose(3, 0, 1, 2)
    rows = np.arange(len(heads))
    own = heads - np.array([w.lo for w in windows])
    labels[rows, own, SOURCE] = labels[rows, own, CONTENT] = -1e4
    best, score = best_labels(labels, pairs, lengths)
    probability = np.exp(score - log_total(forward(labels, pairs), lengths))
    paths = best.astype(np.uint8)
    return [path[:length].tobytes() for path, length in zip(paths, lengths.tolist(), strict=True)], probability


def _runs(path: bytes, label: int, lo: int) -> list[tuple[int, int]]:
    """The stretches of a label, as elements."""
    return [(match.start() + lo, match.end() + lo) for match in STRETCH[label].finditer(path)]


def _without_tail(layout: Layout, content: Runs) -> Runs:
    """Content without what follows a direct quotation and its speaker unquoted ("..., he said in Oslo"), unless a clause with that."""
    quoted = [has_unit(layout, lo, hi) for lo, hi in content]
    whole = [hi - lo == 1 and layout.elements[lo].unit >= 0 for lo, hi in content]
    if not whole[0] or all(quoted):
        return content
    opening = [[layout.reading.low[e.first] for e in layout.elements[lo : lo + 3]] for lo, _ in content]
    return tuple(run for run, is_quoted, words in zip(content, quoted, opening, strict=True) if is_quoted or "that" in words)


def _according(layout: Layout, cue: Cue, content: Runs) -> tuple[tuple[int, int] | None, Runs]:
    """The source right after "according to", taken out of the content; None, and the content as it is, where none is left."""
    reading = layout.reading
    end = with_apposition(reading, phrase_after(reading, cue.last, len(reading.low)), len(reading.low))
    if end <= cue.last:
        return None, content
    first, after = layout.element_at(cue.last), layout.element_at(end - 1) + 1
    kept = tuple((after, hi) if first <= lo < after else (lo, hi) for lo, hi in content if not (first <= lo and hi <= after))
    return ((cue.last, end), kept) if kept else (None, content)


def _attribution(layout: Layout, head: int, path: bytes, score: float, others: frozenset[int]) -> Attribution | None:
    lo = layout.window(head).lo
    content = tuple(run for run in _runs(path, CONTENT, lo) if layout.spans(*run))
    if not content:
        return None
    content = _without_tail(layout, content)
    sources = _runs(path, SOURCE, lo)
    token = layout.elements[head].first
    group = layout.groups[layout.group_at(head)]
    cue = cue_at(layout.reading, token, layout.elements[group.lo].first, layout.elements[group.hi - 1].last)
    source = max(sources, key=lambda run: (run[1] - run[0], -run[0])) if sources else None
    tokens = (layout.elements[source[0]].first, layout.elements[source[1] - 1].last) if source else None
    tokens = layout.reading.trim(*tokens) if tokens else None
    if tokens and tokens[0] >= tokens[1]:
        tokens = None
    if tokens is None and cue.form == "according":
        tokens, content = _according(layout, cue, content)
    relay = None
    tokens = tokens or missing_source(layout, cue)
    if tokens is not None:
        tokens, relay = split_source(layout, tokens)
    content = trimmed_content(layout, joined_content(layout, content, (cue.first, cue.last), tokens), others)
    content = behind_addressee(layout, content, cue)
    content = without_attribution(layout, behind_lead_in(layout, content, cue.first), (cue.first, cue.last), tokens)
    content = without_headings(layout, around_attribution(layout, content, (cue.first, cue.last), tokens))
    content, reporter = without_relay(layout, content, cue.first)
    relay = reporter or relay
    via = (relay,) if relay and cue.entry and cue.entry.lemma in TELLING else ()
    return Attribution(content, tokens, (cue.first, cue.last), cue.entry, "model", cue.form, cue.is_negated, score, via=via)
