"""Printings of words, and whether two of them print the same words said once."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import lru_cache

import pyarrow as pa

from onrecord.resolve.alignment import Alignment
from onrecord.resolve.days import Period, period
from onrecord.resolve.given import Given, source, values
from onrecord.resolve.printed import Printed
from onrecord.resolve.records import ArticleRecord, Articles, article_of, linked
from onrecord.resolve.voices import Kinship, Voice, kinship, voice
from onrecord.resolve.wording import Wording, overlap, wording

# Chosen by hand on invented printings (tests/unit/test_speeches.py) and on the sample corpus, 2026-11.
MIN_RUN = 4  # words in a row that make a wording recognizable by themselves
LONG_RUN = 8  # words in a row that nobody says twice by chance
VERBATIM_SHARE = 0.8  # of the shorter side's words in stretches of two and more
NEIGHBORS_SHARE = 0.4  # what that comes to in pairs of neighbors, at the least
SHARES = {3: 0.5, 4: 0.4, 5: 0.33}  # distinct content words without names that both have: share of the lighter side's weight to reach
TOLD_MORE = 0.1  # more of it where one side is told in the paper's own words
UNDATED_MORE = 0.15  # more of it where nothing but the story tells the time
FRAGMENT_SHARE = 0.2  # enough where both have the same words in quotation marks
FRAGMENT = re.compile('[“"]([^“”"]{5,300})[”"]')
ENOUGH = 0.3  # share of the lighter side's weight below which nothing more is looked at
SHORT = 3  # words: of so few any may be shared
IN_ORDER = 0.6
ANY_ORDER_SHARE = 0.75  # of the weight: "trains are not moved by promises" turns every word of "promises do not move trains" around
SAME_DAYS = 1  # days between the dates of two printings: papers date words by the evening or by the morning after
REPRINT_DAYS = 400


COLUMNS = (
    "quote_id", "article_id", "quote_type", "is_headline", "speaker_type", "speaker_country_code", "speaker_title", "speaker_name",
    "speaker_names", "said_date", "said_date_precision", "via_name", "polarity", "quote_text", "content_spans",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Speech:
    """One quote, ready to be compared. `day` is when the words were said."""

    quote_id: str
    quote_type: str
    is_headline: bool
    voice: Voice
    article: ArticleRecord
    day: Period | None
    is_exact_day: bool
    via_name: str | None
    polarity: str | None
    printed: Printed
    at: int

    @property
    def wording(self) -> Wording:
        """Its words."""
        return self.printed.wording(self.at)

    @property
    def text(self) -> str:
        """The words as printed."""
        return self.printed.text(self.at)

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where they stand in the article."""
        return self.printed.spans(self.at)

    @property
    def is_undated(self) -> bool:
        """Whether nothing tells when the words were said or printed, so that a look-alike story may be of another year."""
        return self.day is None and self.article.day is None

    @property
    def fragments(self) -> frozenset[tuple[str, ...]]:
        """The parts in quotation marks of a partly quoted text, folded, of three words and more: the part that he did say."""
        return _fragments(self.text) if self.quote_type == "mixed" else frozenset()

    @property
    def rank(self) -> tuple[int, int, int, str]:
        """Order of clustering: printings with more words in quotation marks first, headlines last."""
        direct = {"direct": 0, "mixed": 1}.get(self.quote_type, 2)
        return int(self.is_headline), int(direct == 2), -self.printed.length(self.at), self.quote_id


@lru_cache(maxsize=1 << 12)
def _fragments(text: str) -> frozenset[tuple[str, ...]]:
    found = (wording(match.group(1)).folds for match in FRAGMENT.finditer(text))
    return frozenset(words for words in found if len(words) >= 3)


def speeches(given: Given, articles: Articles, actors: Mapping[str, pa.Table], stories: Container[str] | None = None) -> list[Speech]:
    """The quotes on record.

    Args:
        given: stage tables; `quotes` is read.
        articles: articles by id.
        actors: `actors` and `actor_links`.
        stories: the stories whose quotes are wanted; all where none are named.
    """
    speakers = iter(linked(source(given, "quotes").table(["speaker_actor_id"])["speaker_actor_id"], actors))
    found: list[Speech] = []
    printed = Printed()
    for part in source(given, "quotes").parts(COLUMNS):
        printed.add_part(part["quote_text"], part["content_spans"])
        for row, cells in enumerate(zip(*(values(part[name]) for name in COLUMNS[:-1]), strict=True)):
            quote_id, article_id, quote_type, is_headline, kind, country, title, name, names, said, precision, via, polarity, text = cells
            speaker, article = next(speakers), article_of(articles, article_id)
            if stories is not None and article.story_id not in stories:
                continue
            found.append(
                Speech(
                    quote_id=quote_id,
                    quote_type=quote_type or "indirect",
                    is_headline=bool(is_headline),
                    voice=voice(speaker, kind, country, title, name, tuple(names or ())),
                    article=article,
                    day=period(said, None, precision),
                    is_exact_day=precision == "day",
                    via_name=via,
                    polarity=polarity,
                    printed=printed,
                    at=printed.add(row, wording(text or "")),
                )
            )
    return found


def likeness(left: Speech, right: Speech, weights: Mapping[str, float]) -> float:
    """How sure two printings that share enough are of the same words: 0 where they are not, up to 2 for the same words.

    Two printings of other speakers, or of days that are known and apart, are never the same words, but for copies of one article, and
    for a long verbatim stretch by the same voice, which is a reprint.
    """
    kin = kinship(left.voice, right.voice)
    if kin == Kinship.OTHER and left.article.family_id != right.article.family_id:
        return 0.0
    verbatim = _verbatim(left, right, kin) if _worth_aligning(left.wording, right.wording) else 0.0
    if verbatim or left.article.article_id == right.article.article_id:
        return verbatim
    return _reworded(left, right, weights, kin)


def has_enough(left: Speech, right: Speech, weighed: Mapping[int, float]) -> bool:
    """Whether two printings share so much that more is looked at; `weighed` are the stems of the right one."""
    printed = left.printed
    return min(printed.length(left.at), printed.length(right.at)) <= SHORT or printed.shared(left.at, right.at, weighed) >= ENOUGH


def _worth_aligning(left: Wording, right: Wording) -> bool:
    """Whether so many words stand side by side in both that most of the shorter one may be verbatim: alignment is the dear step."""
    shorter = min(len(left.folds), len(right.folds))
    if shorter <= 2:
        return True
    mine, theirs = left.neighbors, right.neighbors
    return len(mine & theirs) >= NEIGHBORS_SHARE * min(len(mine), len(theirs))


def _verbatim(left: Speech, right: Speech, kin: Kinship) -> float:
    """Likeness of nearly the same words, in full or in part."""
    longer, other = sorted((left.wording, right.wording), key=lambda w: (-len(w.folds), w.folds))
    alignment = Alignment(longer.folds, other.folds)
    longest = len(alignment.longest_run)
    if alignment.verbatim_share < VERBATIM_SHARE:
        return 0.0
    shorter = len(other.folds)
    same_story, same_family = _same_story(left, right), left.article.family_id == right.article.family_id
    if same_family and (alignment.is_same or longest >= min(MIN_RUN, shorter)):
        return 1.0 + alignment.verbatim_share
    if kin == Kinship.OTHER or not _days_allow(left, right, longest):
        return 0.0
    if kin == Kinship.UNKNOWN:
        enough = longest >= LONG_RUN or (same_story and longest >= MIN_RUN) or (alignment.is_same and shorter >= MIN_RUN)
    elif same_story or _same_day(left, right):
        enough = longest >= min(MIN_RUN, shorter) and bool(other.stems)
    else:
        enough = longest >= min(LONG_RUN, max(MIN_RUN + 1, shorter))
    return 1.0 + alignment.verbatim_share if enough else 0.0


def _reworded(left: Speech, right: Speech, weights: Mapping[str, float], kin: Kinship) -> float:
    """Likeness of other words for the same: another translation, or the sense retold."""
    if kin < Kinship.INSTITUTION or not (_same_day(left, right) or _same_story(left, right)) or not _days_allow(left, right, 0):
        return 0.0
    shared = overlap(left.wording, right.wording, weights)
    is_alike = shared.shared >= 2 and shared.containment >= FRAGMENT_SHARE and _same_story(left, right)
    if is_alike and left.fragments & right.fragments:
        return shared.containment
    needed = SHARES.get(min(shared.shared, max(SHARES)), 2.0)
    told = "indirect" in (left.quote_type, right.quote_type)
    more = TOLD_MORE * told + UNDATED_MORE * (left.is_undated or right.is_undated)
    if shared.containment < needed + more or (shared.in_order < IN_ORDER and shared.containment < ANY_ORDER_SHARE):
        return 0.0
    return shared.containment if left.polarity == right.polarity else 0.0


def _same_story(left: Speech, right: Speech) -> bool:
    return left.article.shares_story(right.article)


def _same_day(left: Speech, right: Speech) -> bool:
    exact = left.is_exact_day and right.is_exact_day
    return exact and left.day is not None and right.day is not None and left.day.gap(right.day) <= SAME_DAYS


def _days_allow(left: Speech, right: Speech, longest_run: int) -> bool:
    """Whether the days do not part two printings; a reprint may come later."""
    if left.day is None or right.day is None or left.day.gap(right.day) <= SAME_DAYS:
        return True
    return longest_run >= LONG_RUN and left.day.gap(right.day) <= REPRINT_DAYS
