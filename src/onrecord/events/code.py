"""Codes the events of one article.

Method: most sentences end at the sieve, a test of their words. The rest are read once (closed classes, verb forms); each trigger takes its
rule, its parties from its own clause, and its stance; a report must have a party that is a known actor, a group or a proper name, and be
likely news by what the sentence and the clause are like.
Figures and limits: docs/method/events.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.actors.model import Actors, Mention
from onrecord.article import Article, Span
from onrecord.events.candidates import Candidate, candidates
from onrecord.events.confidence import LEAST_BESIDE, LEAST_BY_WORDS, LEAST_NEWS, LEAST_RIGHT, confidence, features, likely_news
from onrecord.events.leaning import RULE as LEANING
from onrecord.events.leaning import leaning_candidate
from onrecord.events.model import EventReport, Place
from onrecord.events.parties import POLITICAL_SECTORS
from onrecord.events.places import find_places
from onrecord.events.reading import Reading
from onrecord.events.reporters import reporter
from onrecord.events.screen import passes, passes_weakly, selected
from onrecord.events.sieve import sentences_with_calls
from onrecord.events.tagging import read_sentence
from onrecord.events.when import UNKNOWN, When, event_when
from onrecord.events.where import event_where
from onrecord.quotes.model import Quote
from onrecord.text.document import Text
from onrecord.text.months import MONTHS
from onrecord.text.times import TimeExpression

TENS = "twenties|thirties|forties|fifties|sixties|seventies|eighties"
AGES = "thirty|forty|fifty|sixty|seventy|eighty|ninety|a hundred|[3-9][0-9]|[1-9][0-9]{2}"
LONG_AGO = re.compile(
    rf"\b(?:(?:{AGES})(?:-\w+)? years (?:ago|before|earlier)|(?:half a century|a century|centuries) (?:ago|before|earlier)|"
    rf"(?:in|during|of) the \w+ century|middle ages|"
    rf"on this day in|world war (?:i|ii|one|two)|(?:first|second) world war|in the nineteen-(?:{TENS})|"
    r"(?:died|dies|has died)(?: on \w+)?,? aged? \d|survived by|"
    r"died at (?:his|her) home|after a long illness|lifelong|as a young \w+|for (?:two|three|four|five|six|seven) decades)\b"
)
"""Words that tell of times more than a generation ago, or of a whole life."""
REMEMBERED = re.compile(
    rf"\b(?:anniversary|(?:bi)?centenary|plaque|the (?:day|year) in \d{{4}}"
    rf"|(?:{AGES})(?:-\w+)? years (?:\w+ ){{0,2}}(?:after|since))\b[^,]*$"
)
"""Words behind which, up to a comma, a sentence tells what is remembered."""
DECADE = re.compile(r"\b(1[0-9]{2}0|20[0-2]0)s\b")
LONG_TEXT_SENTENCES = 5  # from which on an article tells the offices of those who act in it
MAX_LEANING = 600  # characters of a sentence in which words may tell an event without a rule: longer ones are lists
HISTORY_YEARS = 30  # acts that are older are background: anniversaries, obituaries, how it came to be
MIN_YEAR, OLDEST_YEAR = 1000, 1950  # bounds of what is read as a year, and of history when the article's date is unknown
YEAR_BEFORE = frozenset(("in", "during", "from", "between", "of", "until", *MONTHS))  # a year after "since" or "before" is another act's


class Found(NamedTuple):
    """An event found in a sentence: who did what, when, in whose words, and what its confidence is told from."""

    candidate: Candidate
    sentence: Span
    when: When
    reported_by: str | None
    features: tuple[str, ...]


def code_events(
    article: Article, text: Text, actors: Actors, times: Sequence[TimeExpression], quotes: Sequence[Quote]
) -> list[EventReport]:
    """Event reports of an article, by start of the trigger.

    Left out is what is told as fact and is likely no news, and what is likely wrong beside a surer report of its sentence.
    """
    every = found_events(article, text, actors, times, quotes)
    news = [f for f in every if f.candidate.modality != "actual" or likely_news(f.features) >= LEAST_NEWS]
    if not news:
        return []
    places, dateline = _places(article, text, actors)
    reports = [_report(f, event_where(text, f.sentence, f.candidate.trigger, places, dateline)) for f in news]
    best: dict[Span, float] = {}
    for report in reports:
        best[report.sentence] = max(report.confidence, best.get(report.sentence, 0.0))
    return [report for report in reports if report.confidence >= min(best[report.sentence], LEAST_BESIDE)]


def reports_with_features(
    article: Article, text: Text, actors: Actors, times: Sequence[TimeExpression]
) -> list[tuple[EventReport, tuple[str, ...]]]:
    """Every report of an article by rule, news or not, without its place, with the features that its confidence is told from."""
    found = found_events(article, text, actors, times, ())
    return [(_report(f, None), f.features) for f in found if f.candidate.rule_id != LEANING]


def leanings_with_features(article: Article, text: Text, actors: Actors) -> list[tuple[EventReport, tuple[str, ...]]]:
    """What the words of each sentence lean to, also where a rule tells it, with features; without dates and places."""
    found = []
    for sentence in text.sentences:
        reading = read_sentence(text, sentence, actors)
        candidate = leaning_candidate(reading, actors)
        if candidate is not None and passes(reading, candidate):
            found.append(Found(candidate, sentence, UNKNOWN, None, features(reading, actors, candidate)))
    return [(_report(f, None), f.features) for f in found]


def found_events(article: Article, text: Text, actors: Actors, times: Sequence[TimeExpression], quotes: Sequence[Quote]) -> list[Found]:
    """Every event found in an article, by start of the trigger: by rule, news or not, and what is likely news where no rule tells one."""
    found: list[Found] = []
    long_text = len(text.sentences) >= LONG_TEXT_SENTENCES
    calls = dict(sentences_with_calls(text))
    for sentence in text.sentences:
        called = calls.get(sentence, frozenset())
        may_lean = _may_lean(sentence, actors)
        if not called and not may_lean:
            continue
        reading = read_sentence(text, sentence, actors)
        told = _told(list(candidates(reading, actors, called)), reading, long_text=long_text) if called else []
        for candidate in told or (_leaning(reading, actors) if may_lean else []):
            when = event_when(text, sentence, candidate.trigger, times, article.published_date)
            if not _is_history(reading, article, when, candidate.trigger):
                by = reporter(reading, actors, candidate, quotes)
                found.append(Found(candidate, sentence, when, by, features(reading, actors, candidate)))
    return sorted(found, key=lambda f: (f.candidate.trigger, f.candidate.event_type))


def _may_lean(sentence: Span, actors: Actors) -> bool:
    """Whether a sentence may name two parties, one of them political; longer ones than are read may not."""
    named = [m for m in actors.within(sentence) if m.kind != "pronoun"]
    return len(named) > 1 and sentence.end - sentence.start <= MAX_LEANING and any(_is_political(m, actors) for m in named)


def _is_political(mention: Mention, actors: Actors) -> bool:
    """Whether a mention is of a state or of somebody who acts for one, or for a movement."""
    if mention.kind == "country" or mention.actor is None:
        return mention.kind == "country"
    actor = actors.actors[mention.actor]
    return actor.title is not None or actor.country_code is not None or actor.sector_code in POLITICAL_SECTORS


def _leaning(reading: Reading, actors: Actors) -> list[Candidate]:
    """The event that words lean to where no rule tells one, if it passes the screen and is likely news and right."""
    candidate = leaning_candidate(reading, actors)
    if candidate is None or not passes(reading, candidate):
        return []
    told = features(reading, actors, candidate)
    return [candidate] if likely_news(told) >= LEAST_BY_WORDS and confidence(told) >= LEAST_RIGHT else []


def _places(article: Article, text: Text, actors: Actors) -> tuple[list[tuple[Span, Place]], Place | None]:
    """The places named in an article, and the place of its dateline."""
    people = [m.span for m in actors.mentions if m.kind == "name" and m.actor is not None and actors.actors[m.actor].actor_type == "person"]
    dateline = find_places(Text(article.dateline_place)) if article.dateline_place else []
    return find_places(text, people), dateline[0][1] if dateline else None


def _told(every: list[Candidate], reading: Reading, *, long_text: bool) -> list[Candidate]:
    """The events a sentence reports; where none has all its parties, the best one of a state, an army or a movement."""
    if not every:
        return []
    told = selected([c for c in every if passes(reading, c, long_text=long_text)])
    return told or selected([c for c in every if passes_weakly(reading, c)])[:1]


def _is_history(reading: Reading, article: Article, when: When, trigger: Span) -> bool:
    """Whether an event lies more than a generation before the article: its date, or a year its sentence names."""
    this_year = article.published_date.year if article.published_date else None
    limit = this_year - HISTORY_YEARS if this_year else OLDEST_YEAR
    if REMEMBERED.search(reading.body[reading.spans[0].start : trigger.start].lower()):
        return True
    if when.day is not None and when.basis != "publication":
        return when.day.year < limit
    text = reading.body[reading.spans[0].start : reading.spans[-1].end].lower()
    if LONG_AGO.search(text) or any(int(decade) + 10 < limit for decade in DECADE.findall(text)):
        return True
    return any(
        word.isdigit() and len(word) == 4 and MIN_YEAR <= int(word) < limit and reading.low[i - 1] in YEAR_BEFORE
        for i, word in enumerate(reading.words)
        if i
    )


def _report(found: Found, place: Place | None) -> EventReport:
    candidate, when = found.candidate, found.when
    return EventReport(
        event_type=candidate.event_type,
        event_mode=candidate.mode,
        modality=candidate.modality,
        actors=tuple(a.party for a in candidate.actors),
        recipients=tuple(a.party for a in candidate.recipients),
        sentence=found.sentence,
        trigger=candidate.trigger,
        trigger_lemma=candidate.lemma,
        rule_id=candidate.rule_id,
        confidence=confidence(found.features),
        event_date=when.day,
        event_date_end=when.day_end,
        event_date_precision=when.precision,
        date_span=when.span,
        date_basis=when.basis,
        place=place,
        reported_by=found.reported_by,
    )
