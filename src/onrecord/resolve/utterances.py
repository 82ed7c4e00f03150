"""Utterances: printings of the same words, joined across articles, with the fullest wording and what each printing makes of it."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from onrecord.ids import cluster_id
from onrecord.resolve.alignment import Alignment, word_diff
from onrecord.resolve.candidates import Lists, earlier_candidates, key_of
from onrecord.resolve.disagreements import distinct, utterance_disagreements
from onrecord.resolve.records import Row
from onrecord.resolve.registry import usual
from onrecord.resolve.speeches import Speech, has_enough, likeness
from onrecord.resolve.tabled import Columns, append
from onrecord.resolve.variants import canonical_speech, variant_kind
from onrecord.resolve.voices import Kinship, kinship
from onrecord.resolve.wording import words_of

MAX_KEYS = 12  # rarest words of a printing that are looked up
MAX_PER_CLUSTER = 3  # printings of one utterance that a newcomer is aligned with: the likest ones
SURE = 1.95  # nearly every word verbatim: no other utterance can be more like it
MAX_COMPARED = 6  # members of a cluster that a newcomer must not contradict


def utterances(speeches: list[Speech]) -> list[list[Speech]]:
    """Printings of one utterance each; every printing stands in exactly one.

    Method: from the fullest wording to the shortest, each joins the utterance with the printing it is most like, among candidates that
    share rare words with the same speaker, the same institution or in the same story. The order depends on the printings alone.

    Args:
        speeches: all printings; they are put in order.
    """
    if not speeches:
        return []
    speeches.sort(key=lambda one: one.rank)
    weights = speeches[0].printed.weigh()
    cluster_of = array("I")
    clusters: list[list[Speech]] = []
    for one, places in zip(speeches, _candidates(speeches), strict=True):
        found = _best_cluster(one, places, (speeches, cluster_of, clusters), weights)
        if found is None:
            found = len(clusters)
            clusters.append([])
        clusters[found].append(one)
        cluster_of.append(found)
    return clusters


def _candidates(speeches: Sequence[Speech]) -> Iterator[list[int]]:
    """For each printing the earlier ones that it may be like."""
    blocks, words = Lists("Q"), Lists("I")
    rarities = array("H")
    for one in speeches:
        blocks.add({key_of(block) for block in _blocks(one)})
        rarest = one.printed.rarest(one.at, MAX_KEYS)
        words.add([stem for stem, _ in rarest])
        rarities.extend([round(1000 * weight) for _, weight in rarest])
    return earlier_candidates(blocks, words, np.array(rarities, np.uint16))


def _best_cluster(
    one: Speech, places: Sequence[int], known: tuple[Sequence[Speech], Sequence[int], list[list[Speech]]], weights: Mapping[str, float]
) -> int | None:
    ordered, cluster_of, clusters = known
    best: tuple[float, int] | None = None
    compared: dict[int, int] = {}
    weighed = one.printed.weighed(one.at) if places else {}
    for place in places:
        cluster = cluster_of[place]
        compared[cluster] = compared.get(cluster, 0) + 1
        if compared[cluster] > MAX_PER_CLUSTER or not has_enough(ordered[place], one, weighed):
            continue
        likely = likeness(ordered[place], one, weights)
        if likely and (best is None or (likely, -cluster) > best) and not _contradicts(one, clusters[cluster]):
            best = (likely, -cluster)
            if likely >= SURE:
                break
    return -best[1] if best else None


def _contradicts(one: Speech, members: Sequence[Speech]) -> bool:
    """Whether a printing names another speaker than the utterance's first printings do; copies of one article never part."""
    first = [member for member in members[:MAX_COMPARED] if member.article.family_id != one.article.family_id]
    return any(kinship(member.voice, one.voice) == Kinship.OTHER for member in first)


def _blocks(one: Speech) -> list[str]:
    blocks = [f"story:{one.article.story_id}", f"words:{' '.join(one.wording.folds[:12])}"]
    if one.article.family_id != one.article.article_id:
        blocks.append(f"family:{one.article.family_id}")
    if one.voice.is_known:
        blocks += [f"name:{name}" for name in sorted(one.voice.names)]
        blocks += [f"actor:{one.voice.actor_id}"] if one.voice.actor_id else []
    if one.voice.institution:
        blocks.append(f"office:{one.voice.institution}")
    return blocks


def utterance_id_of(cluster: Sequence[Speech]) -> str:
    """Id of an utterance: from its smallest printing."""
    return cluster_id("u", (one.quote_id for one in cluster))


def add_utterance(cluster: Sequence[Speech], members: Columns, heads: Columns, disagreements: Columns) -> str:
    """Adds an utterance to `utterance_members`, `utterance_heads` and `disagreements`; its id."""
    utterance_id = utterance_id_of(cluster)
    canonical = canonical_speech(cluster)
    text = canonical.text
    head = (utterance_id, _speaker(cluster), text, _said_date(cluster))
    for values, value in zip(heads.values(), head, strict=True):
        values.append(value)
    words = words_of(text) if len(cluster) > 1 else []
    told: list[Row] = []
    for one in sorted(cluster, key=lambda s: s.quote_id):
        kind, diff = "verbatim", None
        if one.wording.folds != canonical.wording.folds:
            alignment, printed = Alignment(canonical.wording.folds, one.wording.folds), words_of(one.text)
            kind, diff = variant_kind(canonical, one, alignment), word_diff(alignment, words, printed)
            told += utterance_disagreements(utterance_id, (canonical, words), (one, printed), alignment)
        for values, value in zip(members.values(), (one.quote_id, utterance_id, kind, diff), strict=True):
            values.append(value)
    append(disagreements, distinct(told))
    return utterance_id


def _speaker(cluster: Sequence[Speech]) -> str | None:
    """The speaker most printings name; a person before the institution he speaks for."""
    people = usual(one.voice.actor_id for one in cluster if one.voice.actor_type == "person")
    return people or usual(one.voice.actor_id for one in cluster)


def _said_date(cluster: Sequence[Speech]) -> object:
    """The day most printings give, the earliest where several do; None where no day is known."""
    days = Counter(one.day.first for one in cluster if one.day and one.is_exact_day)
    return min(days, key=lambda day: (-days[day], day)) if days else None
