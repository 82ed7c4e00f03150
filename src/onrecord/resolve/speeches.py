"""Printings of words, and whether two of them print the same words said once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from onrecord.resolve.alignment import Alignment
from onrecord.resolve.days import Period, period
from onrecord.resolve.records import ArticleRecord, Context, Row
from onrecord.resolve.voices import Kinship, Voice, kinship, voice
from onrecord.resolve.wording import Wording, containment, overlap, wording

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
IN_ORDER = 0.6
ANY_ORDER_SHARE = 0.75  # of the weight: "trains are not moved by promises" turns every word of "promises do not move trains" around
SAME_DAYS = 1  # days between the dates of two printings: papers date words by the evening or by the morning after
REPRINT_DAYS = 400


@dataclass(frozen=True)
class Speech:
    """One quote, ready to be compared. `day` is when the words were said."""

    quote_id: str
    quote_type: str
    is_headline: bool
    wording: Wording
    voice: Voice
    article: ArticleRecord
    day: Period | None
    is_exact_day: bool
    text: str
    spans: tuple[tuple[int, int], ...]
    via_name: str | None
    polarity: str | None

    @cached_property
    def is_undated(self) -> bool:
        """Whether nothing tells when the words were said or printed, so that a look-alike story may be of another year."""
        return self.day is None and self.article.day is None

    @cached_property
    def fragments(self) -> frozenset[tuple[str, ...]]:
        """The parts in quotation marks of a partly quoted text, folded, of three words and more: the part that he did say."""
        found = (wording(match.group(1)).folds for match in FRAGMENT.finditer(self.text)) if self.quote_type == "mixed" else ()
        return frozenset(words for words in found if len(words) >= 3)

    @cached_property
    def rank(self) -> tuple[int, int, int, str]:
        """Order of clustering: printings with more words in quotation marks first, headlines last."""
        direct = {"direct": 0, "mixed": 1}.get(self.quote_type, 2)
        return int(self.is_headline), int(direct == 2), -len(self.wording.folds), self.quote_id


def speech(row: Row, context: Context) -> Speech:
    """A row of `quotes` as a record."""
    text = row["quote_text"] or ""
    return Speech(
        quote_id=row["quote_id"],
        quote_type=row["quote_type"] or "indirect",
        is_headline=bool(row["is_headline"]),
        wording=wording(text),
        voice=voice(row, context),
        article=context.article(row["article_id"]),
        day=period(row["said_date"], None, row["said_date_precision"]),
        is_exact_day=row["said_date_precision"] == "day",
        text=text,
        spans=tuple((s["start_char"], s["end_char"]) for s in row["content_spans"] or ()),
        via_name=row["via_name"],
        polarity=row["polarity"],
    )


def likeness(left: Speech, right: Speech, weights: Mapping[str, float]) -> float:
    """How sure two printings are of the same words: 0 where they are not, up to 2 for the same words.

    Two printings of other speakers, or of days that are known and apart, are never the same words, but for copies of one article, and
    for a long verbatim stretch by the same voice, which is a reprint.
    """
    if not _has_enough(left.wording, right.wording, weights):
        return 0.0
    kin = kinship(left.voice, right.voice)
    if kin == Kinship.OTHER and left.article.family_id != right.article.family_id:
        return 0.0
    verbatim = _verbatim(left, right, kin) if _worth_aligning(left.wording, right.wording) else 0.0
    if verbatim or left.article.article_id == right.article.article_id:
        return verbatim
    return _reworded(left, right, weights, kin)


def _worth_aligning(left: Wording, right: Wording) -> bool:
    """Whether so many words stand side by side in both that most of the shorter one may be verbatim: alignment is the dear step."""
    shorter = min(len(left.folds), len(right.folds))
    return shorter <= 2 or len(left.neighbors & right.neighbors) >= NEIGHBORS_SHARE * min(len(left.neighbors), len(right.neighbors))


def _has_enough(left: Wording, right: Wording, weights: Mapping[str, float]) -> bool:
    return min(len(left.folds), len(right.folds)) <= 3 or containment(left, right, weights) >= ENOUGH


def _verbatim(left: Speech, right: Speech, kin: Kinship) -> float:
    """Likeness of nearly the same words, in full or in part."""
    alignment = Alignment(*sorted((left.wording, right.wording), key=lambda w: (-len(w.folds), w.folds)))
    longest = len(alignment.longest_run)
    if alignment.verbatim_share < VERBATIM_SHARE:
        return 0.0
    shorter = len(alignment.right.folds)
    same_story, same_family = _same_story(left, right), left.article.family_id == right.article.family_id
    if same_family and (alignment.is_same or longest >= min(MIN_RUN, shorter)):
        return 1.0 + alignment.verbatim_share
    if kin == Kinship.OTHER or not _days_allow(left, right, longest):
        return 0.0
    if kin == Kinship.UNKNOWN:
        enough = longest >= LONG_RUN or (same_story and longest >= MIN_RUN) or (alignment.is_same and shorter >= MIN_RUN)
    elif same_story or _same_day(left, right):
        enough = longest >= min(MIN_RUN, shorter) and bool(alignment.right.places)
    else:
        enough = longest >= min(LONG_RUN, max(MIN_RUN + 1, shorter))
    return 1.0 + alignment.verbatim_share if enough else 0.0


def _reworded(left: Speech, right: Speech, weights: Mapping[str, float], kin: Kinship) -> float:
    """Likeness of other words for the same: another translation, or the sense retold."""
    if kin < Kinship.INSTITUTION or not (_same_day(left, right) or _same_story(left, right)) or not _days_allow(left, right, 0):
        return 0.0
    shared = overlap(left.wording, right.wording, weights)
    if left.fragments & right.fragments and _same_story(left, right) and shared.shared >= 2 and shared.containment >= FRAGMENT_SHARE:
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
