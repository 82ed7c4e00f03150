"""When an act happened: the time expression of its clause, else the day of publication for fresh news, else nothing."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from onrecord.actors.lexicon import words
from onrecord.article import Span
from onrecord.text.document import Text
from onrecord.text.times import TimeExpression

BOUNDARY = re.compile(
    r"[;:()\u2014]|\s-+\s"
    r"|\b(?:after|before|when|while|since|until|who|which|whose|although|though|because|if|where|and|but|that|whether|following|amid)\b",
    re.IGNORECASE,
)
QUOTE = re.compile(r"[\"“”]|``|''")
NOT_YET = re.compile(
    r"\b(?:will|would|may|might|could|can|should|shall|must|plans?|planned|planning|expects?|expected|likely|hopes?|threatens?|threatened|vows?|vowed"
    r"|(?:is|are|was|were) due|wants?|if|intends?|wo)\b(?:[ \u00a0]+(?!after|before|when|while|and|as)\w+){0,3}[ \u00a0]+$",
    re.IGNORECASE,
)
NOT_THEN = re.compile(r"\b(?:since|until|till|than|from|by|of|after|before|for|as of|past)[ \u00a0]+(?:the[ \u00a0]+)?$", re.IGNORECASE)
PLUPERFECT = re.compile(r"\bhad(?:[ \u00a0]+(?:\w+ly|been|also|already|once|not|never)){0,3}[ \u00a0]+$", re.IGNORECASE)
AGES = re.compile(r"\b(?:in|during|over) the (?:weeks|months|years|decades) (?:after|since|before|following)\b", re.IGNORECASE)
THEN = re.compile(r"\b(?:after|when|following)\b", re.IGNORECASE)
UP_TO_NOW = re.compile(r"\b(?:has|have) been (?:\w+ly )?$", re.IGNORECASE)
INDEFINITE = re.compile(r"\ban? $")
NOUN_AFTER = re.compile(r"\s+[a-z]+")
AFTER_DATE = re.compile(
    r"in|on|at|by|and|or|to|for|from|of|when|after|before|as|but|with|while|that|which|who|will|would|has|had|have|was|were|is|are|said"
)
BOUNDARY_COST, COMMA_COST, QUOTE_COST, COARSE_COST = 40, 8, 60, 15
FRESH = 20  # sentences of a story that report its news; further down it is background, and a day of publication would be a guess
BACK = 2  # sentences
LEAD = 4  # sentences, a headline and a date line among them
COARSE_FARTHEST = 60
CLAUSE_FARTHEST = 120
STORY_DAYS = 14  # a day named longer before publication than this is not the day of the news
OLD_DAYS = 90  # an act right behind a date older than this is recalled, not reported
FARTHEST = 160  # cost past which an expression of the same sentence is not the act's


class When(NamedTuple):
    """When an act happened: first day, last day, precision (day, week, month, year, none), the words that say so, and the basis."""

    day: date | None
    day_end: date | None
    precision: str
    span: Span | None
    basis: str


UNKNOWN = When(None, None, "none", None, "none")


def event_when(text: Text, sentence: Span, trigger: Span, times: Sequence[TimeExpression], published: date | None) -> When:
    """The date of the act that a trigger names.

    Args:
        text: the article's body.
        sentence: the sentence of the trigger.
        trigger: the words that name the act.
        times: the time expressions of the text, by start.
        published: the day of publication, None when unknown.
    """
    own = [t for t in _within(times, sentence) if t.first is not None and not _is_modifier(text.body, t)]
    if trigger.of(text.body).lower() in words("speech_verbs.txt"):
        # A loss is announced on a day; the quarter named beside it is the loss's.
        own = [t for t in own if t.first == t.last]
    costs = [(_cost(text.body, trigger, t), t) for t in own]
    recalled = PLUPERFECT.search(text.body, max(sentence.start, trigger.start - 40), trigger.start) is not None
    farthest = BOUNDARY_COST if recalled else FARTHEST
    near = [c for c in costs if c[0] <= (farthest if c[1].first == c[1].last else _coarse_farthest(text.body, trigger, c[1]))]
    best = min(near, key=lambda c: (c[0], c[1].start), default=None)
    if best is not None:
        return _from_expression(best[1])
    if published is None or recalled or _is_ahead(text.body, sentence, trigger) or _is_background(text, sentence, times, published):
        return UNKNOWN
    if text.sentence_index(sentence.start) >= FRESH or _is_recalled(text.body, sentence, trigger, _within(times, sentence), published):
        return UNKNOWN
    story = _story_day(text, sentence, times, published)
    return story or When(published, published, "day", None, "publication")


def _is_recalled(body: str, sentence: Span, trigger: Span, own: Sequence[TimeExpression], published: date) -> bool:
    """Whether the sentence places the act in the past without a day: beside an old date, in "months after" it, or with "since"."""
    if AGES.search(body, sentence.start, trigger.start):
        return True
    old = [t.start for t in own if t.last is not None and (published - t.last).days > OLD_DAYS and t.start >= trigger.end]
    between = [body[trigger.end : start] for start in old]
    is_up_to_now = UP_TO_NOW.search(body, sentence.start, trigger.start) is not None
    return any("," not in text and (THEN.search(text) or (is_up_to_now and text.endswith(" since "))) for text in between)


def _is_background(text: Text, sentence: Span, times: Sequence[TimeExpression], published: date) -> bool:
    """Whether the act belongs to a past that the story only recalls: it stands right behind an old date."""
    index = text.sentence_index(sentence.start)
    if index == 0 or "\n" in text.body[text.sentences[index - 1].end : sentence.start]:
        return False
    before = [t.last for t in _within(times, text.sentences[index - 1]) if t.last is not None and not _is_modifier(text.body, t)]
    return bool(before) and all((published - last).days > OLD_DAYS for last in before)


def _story_day(text: Text, sentence: Span, times: Sequence[TimeExpression], published: date) -> When | None:
    """The day of the story, when one is named in the two weeks before publication: just before the sentence, or else in the lead."""
    if not text.sentences:
        return None
    index = text.sentence_index(sentence.start)
    lead = Span(0, text.sentences[min(LEAD, len(text.sentences)) - 1].end)
    before = Span(text.sentences[max(0, index - BACK)].start, sentence.start)
    for expression in [*reversed(_within(times, before)), *_within(times, lead)]:
        if expression.first is None or expression.first != expression.last or _is_modifier(text.body, expression):
            continue
        if 0 < (published - expression.first).days <= STORY_DAYS:
            return _from_expression(expression)
    return None


def _within(times: Sequence[TimeExpression], span: Span) -> list[TimeExpression]:
    first = bisect_left(times, span.start, key=lambda t: t.start)
    found = []
    for expression in times[first:]:
        if expression.start >= span.end:
            break
        found.append(expression)
    return found


def _from_expression(expression: TimeExpression) -> When:
    """The days of an expression with their precision."""
    first, last = expression.first, expression.last
    if first is None or last is None:
        return UNKNOWN
    return When(first, last, precision_of(first, last), Span(expression.start, expression.end), "expression")


def precision_of(first: date, last: date) -> str:
    """How exactly the days from first to last tell a day."""
    days = (last - first).days
    return "day" if days == 0 else "week" if days < 7 else "month" if days < 32 else "year"


def _cost(body: str, trigger: Span, expression: TimeExpression) -> int:
    """How far an expression is from the trigger: characters between, more over clause boundaries, commas and quotation marks."""
    start, end = (trigger.end, expression.start) if expression.start >= trigger.end else (expression.end, trigger.start)
    if end <= start:
        return 0
    between = body[start:end]
    cost = len(between) + BOUNDARY_COST * len(BOUNDARY.findall(between)) + COMMA_COST * between.count(",")
    coarse = expression.last != expression.first
    return cost + QUOTE_COST * (len(QUOTE.findall(between)) % 2) + COARSE_COST * coarse


def _coarse_farthest(body: str, trigger: Span, expression: TimeExpression) -> int:
    """How far a month or a year may be from the trigger whose act it dates: farther where it closes the same clause."""
    between = body[trigger.end : expression.start]
    return CLAUSE_FARTHEST if between and "," not in between and BOUNDARY.search(between) is None else COARSE_FARTHEST


def _is_modifier(body: str, expression: TimeExpression) -> bool:
    """Whether an expression stands before a noun and names that thing, not the time of the act ("the 2008 crisis")."""
    if expression.timex_type == "DURATION":
        return True
    if NOT_THEN.search(body, max(0, expression.start - 24), expression.start):
        return True
    printed = body[expression.start : expression.end]
    before = body[max(0, expression.start - 4) : expression.start].lower()
    match = NOUN_AFTER.match(body, expression.end)
    if INDEFINITE.search(before) and expression.first != expression.last and match is not None:
        return True  # "a 16th century Bible"
    return before.endswith("the ") and printed[-1:].isdigit() and match is not None and AFTER_DATE.fullmatch(match.group().strip()) is None


def _is_ahead(body: str, sentence: Span, trigger: Span) -> bool:
    """Whether the trigger stands behind a modal, a plan or "to": the act has not happened."""
    before = max(sentence.start, trigger.start - 60)
    return NOT_YET.search(body, before, trigger.start) is not None and not body.endswith("would like to ", before, trigger.start)
