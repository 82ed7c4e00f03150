"""Dates from coverage: the day of an article that states none, from dated articles that tell of the same happening.

Method: within a story, every dated article that prints the same words, reports the same event or has the same passage votes for its day;
what it shares decides how much the vote weighs. The heaviest day is taken where the votes are heavy enough and nearly all of them lie
within a day of it. An article that shares its story and no more says nothing, so a page alone has no date.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.resolve.events import events
from onrecord.resolve.happenings import Happening
from onrecord.resolve.independence import PASSAGE_KINDS, WHOLE_KINDS
from onrecord.resolve.records import ArticleRecord, Articles, Row, article_of
from onrecord.resolve.speeches import Speech
from onrecord.resolve.utterances import utterances

WEIGHTS = {"copy": 9, "passage": 4, "utterance": 3, "told": 1, "event": 1}
ENOUGH = 9  # weight of all votes from which on they are believed: two outlets at least, or one copy
MOST = 8  # weight of one article's vote, but for a copy: one outlet, however much it shares, is one outlet
AGREED = 0.8  # share of the weight that lies within a day of the day taken
NEAR_DAYS = 1
MOST_PARTNERS = 60  # dated articles of a story that are looked at for one article


@dataclass(frozen=True, slots=True)
class Shared:
    """One thing that an undated article shares with a dated one: its kind, and the ids on both sides."""

    article_id: str
    other: ArticleRecord
    kind: str
    own_id: str
    other_id: str


@dataclass(frozen=True, slots=True)
class CoverageDate:
    """The day an article was published by its coverage, with everything that speaks for it."""

    article_id: str
    day: date
    weight: int
    agreed: float
    evidence: tuple[Shared, ...]


def coverage_dates(articles: Articles, said: list[Speech], happened: list[Happening], reuse: Sequence[Row]) -> list[CoverageDate]:
    """The days of undated articles that coverage dates, by article.

    Args:
        articles: articles by id.
        said: quotes of the stories that have articles with and without a date.
        happened: event reports of these stories.
        reuse: rows of `text_reuse`.
    """
    shared: dict[str, list[Shared]] = defaultdict(list)
    for one in (*_from_reuse(articles, reuse), *_from_clusters(utterances(said), events(happened))):
        shared[one.article_id].append(one)
    found = (_dated(article_id, shared[article_id]) for article_id in sorted(shared))
    return [one for one in found if one is not None]


def mixed_stories(articles: Iterable[ArticleRecord]) -> set[str]:
    """Stories with a dated article and an undated one."""
    dated: set[str] = set()
    undated: set[str] = set()
    for article in articles:
        (undated if article.day is None else dated).add(article.story_id)
    return dated & undated


def _from_reuse(articles: Articles, reuse: Sequence[Row]) -> Iterable[Shared]:
    """Passages that an undated article has in common with a dated one."""
    for row in reuse:
        if row["reuse_kind"] in PASSAGE_KINDS:
            pair = (article_of(articles, row["from_article_id"]), article_of(articles, row["to_article_id"]))
            kind = "copy" if row["reuse_kind"] in WHOLE_KINDS else "passage"
            for own, other in (pair, pair[::-1]):
                if own.day is None and other.day is not None and own.story_id == other.story_id:
                    yield Shared(own.article_id, other, kind, row["reuse_id"], row["reuse_id"])


def _from_clusters(said: Sequence[Sequence[Speech]], happened: Sequence[Sequence[Happening]]) -> Iterable[Shared]:
    """Words and events that an undated article and a dated one both report."""
    for cluster in said:
        yield from _pairs([(one.article, one.quote_id, "told" if one.quote_type == "indirect" else "utterance") for one in cluster])
    for reports in happened:
        yield from _pairs([(one.article, one.report_id, "event") for one in reports])


def _pairs(members: Sequence[tuple[ArticleRecord, str, str]]) -> Iterable[Shared]:
    """Each undated article of a cluster with each dated one, by their first members; the weaker kind of the two counts."""
    first: dict[str, tuple[ArticleRecord, str, str]] = {}
    for member in sorted(members, key=lambda m: (m[2] == "told", m[1])):
        first.setdefault(member[0].article_id, member)
    dated = [member for member in first.values() if member[0].day is not None][:MOST_PARTNERS]
    for own, own_id, own_kind in first.values():
        if own.day is None:
            for other, other_id, other_kind in dated:
                yield Shared(own.article_id, other, "told" if "told" in (own_kind, other_kind) else own_kind, own_id, other_id)


def _dated(article_id: str, shared: Sequence[Shared]) -> CoverageDate | None:
    """The day that the votes agree on; None where they are light or apart."""
    weights: dict[str, int] = defaultdict(int)
    days: dict[str, date] = {}
    for one in shared:
        if one.other.day is not None:
            before = weights[one.other.article_id]
            weights[one.other.article_id] = WEIGHTS["copy"] if one.kind == "copy" else max(before, min(MOST, before + WEIGHTS[one.kind]))
            days[one.other.article_id] = one.other.day
    votes: dict[date, int] = defaultdict(int)
    for other, weight in weights.items():
        votes[days[other]] += weight
    total = sum(votes.values())
    near = {day: sum(weight for other, weight in votes.items() if abs((other - day).days) <= NEAR_DAYS) for day in votes}
    day = min(votes, key=lambda d: (-votes[d], -near[d], d))
    if total < ENOUGH or near[day] < AGREED * total:
        return None
    return CoverageDate(article_id, day, total, near[day] / total, tuple(shared))
