"""Events: reports of one happening joined across articles, with what most of the reports say of it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from onrecord.resolve.candidates import Lists, earlier_candidates, key_of, rarest
from onrecord.resolve.happenings import Happening, Side
from onrecord.resolve.sameness import is_vetoed, sameness
from onrecord.resolve.wording import rarity

MAX_KEYS = 40  # rarest keys of a report that are looked up
MAX_COMPARED = 8  # reports of a cluster that a newcomer must not contradict: the ones that say most


def events(happenings: list[Happening]) -> list[list[Happening]]:
    """Reports of one event each; every report stands in exactly one.

    Method: from the report that says most to the one that says least, each joins the event with the report it is most like, unless any of
    that event's fullest reports vetoes it. The order depends on the reports alone.

    Args:
        happenings: all reports; they are put in order.
    """
    happenings.sort(key=lambda one: one.rank)
    weights = rarity(one.sentence for one in happenings)
    cluster_of: list[int] = []
    clusters: list[list[Happening]] = []
    for one, places in zip(happenings, _candidates(happenings), strict=True):
        best: tuple[float, int] | None = None
        for candidate in places:
            points, cluster = sameness(happenings[candidate], one, weights), cluster_of[candidate]
            if points and (best is None or (points, -cluster) > best) and not _contradicts(one, clusters[cluster]):
                best = (points, -cluster)
        found = -best[1] if best else len(clusters)
        if best is None:
            clusters.append([])
        clusters[found].append(one)
        cluster_of.append(found)
    return clusters


def _candidates(happenings: Sequence[Happening]) -> Iterator[list[int]]:
    """For each report the earlier ones that it may be of one event with, by what few reports have in common."""
    told = Lists("Q")
    for one in happenings:
        told.add([key_of(key) for key in _keys(one)])
    _, key, counts = np.unique(told.keys, return_inverse=True, return_counts=True)
    distinct, place = np.unique(counts, return_inverse=True)
    weights = np.array([math.log(2 + len(happenings) / count) for count in distinct.tolist()])
    return earlier_candidates(None, *rarest(told, weights[place][key], MAX_KEYS))


def _contradicts(one: Happening, members: Sequence[Happening]) -> bool:
    """Whether any of the fullest reports vetoes; reports of other stories only if both tell the day (they need not both be dated)."""
    return any(is_vetoed(member, one) for member in members[:MAX_COMPARED] if _comparable(member, one))


def _comparable(left: Happening, right: Happening) -> bool:
    return left.article.shares_story(right.article) or (left.when is not None and right.when is not None)


def _keys(one: Happening) -> list[str]:
    """What reports of one happening have in common, in order: the type with the story, and with who, whom, where and when."""
    return sorted({key for kind in one.acts for key in _keys_of(kind, one)})


def _keys_of(kind: str, one: Happening) -> set[str]:
    story = f"{kind}|{one.article.story_id}"
    found = {story, f"{story}|{one.trigger}"}
    who = _tokens(one.actors) | _tokens(one.recipients)
    found |= {f"{story}|{token}" for token in who}
    if one.place:
        found.add(f"{story}|{one.place}")
    for time in _times(one):
        found |= {f"{kind}|{time}|{token}" for token in who}
        if one.place:
            found.add(f"{kind}|{time}|{one.place}")
    return found


def _tokens(side: Side) -> set[str]:
    return set(side.actor_ids) | set(side.countries)


def _times(one: Happening) -> list[str]:
    """Months that the report may mean, and the year: a day meets "in March" and "last year"."""
    if one.when is None:
        return []
    first, last = one.when.first, one.when.last
    months = {f"{first:%Y-%m}", f"{last:%Y-%m}"} if (last - first).days < 62 else set()
    return sorted(months | {str(first.year), str(last.year)})
