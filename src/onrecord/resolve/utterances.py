"""Utterances: printings of the same words, joined across articles, with the fullest wording and what each printing makes of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from onrecord.ids import cluster_id
from onrecord.resolve.alignment import Alignment, word_diff
from onrecord.resolve.candidates import earlier_candidates
from onrecord.resolve.records import Row
from onrecord.resolve.registry import usual
from onrecord.resolve.speeches import Speech, likeness
from onrecord.resolve.variants import canonical_speech, variant_kind
from onrecord.resolve.voices import Kinship, kinship
from onrecord.resolve.wording import rarity

MAX_PER_CLUSTER = 3  # printings of one utterance that a newcomer is aligned with: the likest ones
SURE = 1.95  # nearly every word verbatim: no other utterance can be more like it
MAX_COMPARED = 6  # members of a cluster that a newcomer must not contradict


def utterances(speeches: Sequence[Speech]) -> list[list[Speech]]:
    """Printings of one utterance each; every printing stands in exactly one.

    Method: from the fullest wording to the shortest, each joins the utterance with the printing it is most like, among candidates that
    share rare words with the same speaker, the same institution or in the same story. The order depends on the printings alone.
    """
    ordered = sorted(speeches, key=lambda s: s.rank)
    weights = rarity(s.wording for s in ordered)
    cluster_of: list[int] = []
    clusters: list[list[Speech]] = []
    candidates = earlier_candidates([_blocks(one) for one in ordered], [_stems(one) for one in ordered], weights)
    for one, places in zip(ordered, candidates, strict=True):
        found = _best_cluster(one, places, (ordered, cluster_of, clusters), weights)
        if found is None:
            found = len(clusters)
            clusters.append([])
        clusters[found].append(one)
        cluster_of.append(found)
    return clusters


def _best_cluster(
    one: Speech, places: Sequence[int], known: tuple[Sequence[Speech], list[int], list[list[Speech]]], weights: Mapping[str, float]
) -> int | None:
    ordered, cluster_of, clusters = known
    best: tuple[float, int] | None = None
    compared: dict[int, int] = {}
    for place in places:
        cluster = cluster_of[place]
        compared[cluster] = compared.get(cluster, 0) + 1
        if compared[cluster] > MAX_PER_CLUSTER:
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


def _stems(one: Speech) -> Iterable[str]:
    """Content stems; all folded words where there is none."""
    return one.wording.places or one.wording.folds


def utterance_id_of(cluster: Sequence[Speech]) -> str:
    """Id of an utterance: from its smallest printing."""
    return cluster_id("u", (one.quote_id for one in cluster))


def utterance_rows(clusters: Sequence[Sequence[Speech]]) -> tuple[list[Row], list[Row]]:
    """Rows of `utterance_members` and of `utterance_heads`."""
    members: list[Row] = []
    heads: list[Row] = []
    for cluster in clusters:
        utterance_id = utterance_id_of(cluster)
        canonical = canonical_speech(list(cluster))
        head = {"speaker_id": _speaker(cluster), "canonical_text": canonical.text, "said_date": _said_date(cluster)}
        heads.append({"utterance_id": utterance_id, **head})
        for one in cluster:
            alignment = Alignment(canonical.wording, one.wording)
            members.append(
                {
                    "quote_id": one.quote_id,
                    "utterance_id": utterance_id,
                    "variant_kind": variant_kind(canonical, one, alignment),
                    "word_diff": word_diff(alignment),
                }
            )
    return members, heads


def _speaker(cluster: Sequence[Speech]) -> str | None:
    """The speaker most printings name; a person before the institution he speaks for."""
    people = usual(one.voice.actor_id for one in cluster if one.voice.actor_type == "person")
    return people or usual(one.voice.actor_id for one in cluster)


def _said_date(cluster: Sequence[Speech]) -> object:
    """The day most printings give, the earliest where several do; None where no day is known."""
    days = Counter(one.day.first for one in cluster if one.day and one.is_exact_day)
    return min(days, key=lambda day: (-days[day], day)) if days else None
