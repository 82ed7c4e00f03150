"""Event reports, ready to be compared: who, whom, when, where, on which words, with numbers and ordinals."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import islice, pairwise, zip_longest
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from onrecord.resolve import lexicons
from onrecord.resolve.days import Period, period
from onrecord.resolve.given import Given, source, values
from onrecord.resolve.records import ActorRecord, ArticleRecord, Articles, article_of, linked
from onrecord.resolve.wording import Wording, number_value, stem, wording

YEAR = re.compile(r"\b(?:1[89][0-9]{2}|20[0-9]{2})\b", re.ASCII)
SINCE = re.compile(r"\bsince\b", re.IGNORECASE)
CLAUSE = re.compile(r"[;:—–]|,? (?:while|whereas|although|though|because|after|before|since|but) ", re.IGNORECASE)
SINCE_CHARS = 80
COARSE = frozenset({"month", "year"})
DURATION = re.compile(r"\b(?:for|lasted|took) (?:(?:more|less) than |about |nearly |almost |over )?(\w+) (minute|hour|day|week|month)s?\b")
RECORDS = "first|last|biggest|largest|highest|lowest|worst|deadliest|longest|strongest|heaviest"
CLAIM = re.compile(
    rf"\b({RECORDS}) (?:[a-z]+ ){{0,8}}?(?:since (?:[a-z]+ )?((?:19|20)[0-9]{{2}})\b|in (?:more than |over |nearly |almost )?(\w+) years\b)"
)
SYMMETRIC = frozenset({"AGREE", "CONSULT", "COOPERATE"})
MANY = 10_000  # reports whose people are read together
NAMED_TYPES = frozenset({"person", "organization", "government"})


@dataclass(frozen=True, slots=True)
class Side:
    """Actors or recipients of a report: named actors across articles, their countries, and the words for those without a name.

    `people` are those of `actor_ids` that are people.
    """

    actor_ids: frozenset[str]
    people: frozenset[str]
    countries: frozenset[str]
    words: frozenset[str]

    @property
    def is_empty(self) -> bool:
        """Whether nobody is known."""
        return not (self.actor_ids or self.countries or self.words)

    def joined(self, other: Side) -> Side:
        """Both sides as one."""
        return Side(
            self.actor_ids | other.actor_ids, self.people | other.people, self.countries | other.countries, self.words | other.words
        )


class Report(NamedTuple):
    """What is looked at of a row of `event_reports`, but for its people."""

    event_type: str
    event_mode: str | None
    cameo_root_code: str | None
    quad_class: int | None
    goldstein: float | None
    modality: str | None
    event_date: date | None
    event_date_end: date | None
    event_date_precision: str | None
    date_text: str | None
    date_basis: str | None
    place_name: str | None
    place_id: str | None
    place_country_code: str | None
    latitude: float | None
    longitude: float | None
    sentence_text: str | None
    sentence_start_char: int | None
    sentence_end_char: int | None
    trigger_lemma: str | None
    trigger_start_char: int | None
    reported_by: str | None
    confidence: float | None


Who = tuple[str, str | None]  # name across articles and country of one who takes part


class Part(NamedTuple):
    """One side of a report as it was coded: names across articles with countries, and the countries that the article tells."""

    named: tuple[Who, ...]
    countries: tuple[str, ...]


@dataclass(frozen=True)
class Happening:
    """One event report. `when` is the period it says, `place` an id of a place; `place_country` its country."""

    row: Report
    report_id: str
    article: ArticleRecord
    actors: Side
    recipients: Side
    when: Period | None
    sentence: Wording
    acting: Part
    receiving: Part

    @cached_property
    def is_exact_day(self) -> bool:
        """Whether the day is known."""
        return self.row.event_date_precision == "day" and self.when is not None and self.when.first == self.when.last

    @cached_property
    def place(self) -> str | None:
        """Id of a place below a country; None for a whole country."""
        place_id = self.row.place_id or self.row.place_name
        return None if place_id is None or place_id == self.row.place_country_code else str(place_id)

    @cached_property
    def trigger(self) -> str:
        """Stem of the trigger."""
        return stem((self.row.trigger_lemma or "").lower().split(" ")[0])

    @cached_property
    def event_type(self) -> str:
        """PLOVER type."""
        return str(self.row.event_type)

    @cached_property
    def acts(self) -> frozenset[str]:
        """Types that the report may be of: its own, and for what is not done yet what it would be if it came true."""
        is_refusal = self.event_type == "REJECT"
        plan = lexicons.pairs("plans").get(f"{self.event_type} {self.row.event_mode}")
        if plan is None or (self.row.modality == "actual" and not is_refusal and self.event_type != "AGREE"):
            return frozenset({self.event_type})
        return frozenset({self.event_type, *plan.split()})

    @cached_property
    def is_refusal(self) -> bool:
        """Whether a plan is refused or called off: the day is that of the refusal, not of what was planned."""
        return self.event_type == "REJECT" and len(self.acts) > 1

    @cached_property
    def modality(self) -> str:
        """How real the act is; the refusal of a meeting is a meeting that does not take place."""
        return "negated" if self.is_refusal else str(self.row.modality or "actual")

    @cached_property
    def ordinals(self) -> dict[str, str]:
        """Ordinals by the stem of the word they count: "the third round" is {round: 3}."""
        return _counted(self.sentence.folds, lexicons.pairs("ordinals").get)

    @cached_property
    def numbers(self) -> dict[str, str]:
        """Numbers in the trigger's clause by the stem of the word they count: "30 houses" is {hous: 30}; years count nothing."""
        return _counted(self._clause, lambda word: None if YEAR.fullmatch(word) else number_value(word))

    @cached_property
    def toll(self) -> int | None:
        """How many it was done to, where the recipients are counted: "6,100 people" is 6100."""
        values = [number_value(word) for name, _ in self.receiving.named for word in wording(name).folds]
        counts = [int(value) for value in values if value is not None and value.isdigit()]
        return max(counts, default=None)

    @cached_property
    def _clause(self) -> tuple[str, ...]:
        """Folded words of the clause that the trigger stands in; of the sentence where that is one clause."""
        sentence, start = self.row.sentence_text or "", self.row.trigger_start_char
        cuts = [found.start() for found in CLAUSE.finditer(sentence)]
        if start is None or not cuts:
            return tuple(self.sentence.folds)
        at = start - (self.row.sentence_start_char or 0)
        first, last = max((cut for cut in cuts if cut <= at), default=0), min((cut for cut in cuts if cut > at), default=len(sentence))
        return tuple(wording(sentence[first:last]).folds)

    @cached_property
    def duration(self) -> str | None:
        """How long it lasted, with its unit: "talks lasted more than three hours" is "3 hours"."""
        found = DURATION.search(" ".join(self.sentence.folds))
        value = number_value(found.group(1)) if found else None
        return f"{value} {found.group(2)}s" if found and value else None

    @cached_property
    def claims(self) -> dict[str, str]:
        """What is called the first, last or worst, and since which year: "first visit in two years", in 2015, is the first since 2013."""
        found: dict[str, str] = {}
        for record, year, years in CLAIM.findall(" ".join(self.sentence.folds)):
            count, day = number_value(years) if years else None, self.when.first if self.when else self.article.day
            since = year or (str(day.year - int(count)) if day is not None and count is not None and count.isdigit() else "")
            if since:
                found.setdefault(record, since)
        return found

    @property
    def rank(self) -> tuple[int, int, int, str]:
        """Order of clustering: reports that say most come first, so the others meet them."""
        known = 2 * self.is_exact_day + 2 * (self.place is not None) + (not self.actors.is_empty) + (not self.recipients.is_empty)
        return -known, int(self.when is None), int(self.row.modality != "actual"), self.report_id


def _counted(folds: Sequence[str], value_of: Callable[[str], str | None]) -> dict[str, str]:
    """What is counted in folded words: the stem of the word after a number or an ordinal, with its value."""
    found: dict[str, str] = {}
    for place, (word, counted) in enumerate(pairwise(folds)):
        value = value_of(word)
        if value is not None and _is_countable(counted) and not (place and folds[place - 1] in lexicons.words("calendar_words")):
            found.setdefault(stem(counted), value)
    return found


def _is_countable(word: str) -> bool:
    """Whether a number before the word counts it: no date, no part of a longer number, no "one of"."""
    uncounted = any(word in lexicons.words(name) for name in ("calendar_words", "function_words", "time_units"))
    return word.isalpha() and number_value(word) is None and not uncounted


def happenings(given: Given, articles: Articles, actors: Mapping[str, pa.Table], stories: Container[str] | None = None) -> list[Happening]:
    """The event reports on record.

    Args:
        given: stage tables; `event_reports` is read.
        articles: articles by id.
        actors: `actors` and `actor_links`.
        stories: the stories whose reports are wanted; all where none are named.
    """
    found: list[Happening] = []
    people = [_people(given, role, actors) for role in ("actor", "recipient")]
    for part in source(given, "event_reports").parts(["event_report_id", "article_id", *Report._fields]):
        ids, article_ids = part["event_report_id"].to_pylist(), values(part["article_id"])
        sides = [islice(side, part.num_rows) for side in people]
        reports = map(Report._make, zip(*(values(part[name]) for name in Report._fields), strict=True))
        for report_id, article_id, acting, receiving, report in zip(ids, article_ids, *sides, reports, strict=True):
            article = article_of(articles, article_id)
            if stories is None or article.story_id in stories:
                when = period(report.event_date, report.event_date_end, report.event_date_precision)
                found.append(
                    Happening(
                        row=report,
                        report_id=report_id,
                        article=article,
                        actors=acting[0],
                        recipients=receiving[0],
                        when=None if is_of_another_time(report) else when,
                        sentence=_sentence(report.sentence_text or ""),
                        acting=acting[1],
                        receiving=receiving[1],
                    )
                )
    return found


_sentence = lru_cache(maxsize=1 << 10)(wording)  # reports of one sentence stand side by side


def is_of_another_time(row: Report) -> bool:
    """Whether the date of a report is not that of its act.

    The year or month of a "since" that the act stands outside of is when something else began; and a day that the sentence does not
    tell proves nothing where the sentence tells another year.
    """
    sentence, date_text, first = row.sentence_text or "", row.date_text or "", row.event_date
    at = sentence.find(date_text) if date_text else -1
    if first is None:
        return False
    if at < 0:
        years = {int(year) for year in YEAR.findall(sentence)}
        return bool(years) and first.year not in years
    since = [found.start() for found in SINCE.finditer(sentence, max(0, at - SINCE_CHARS), at)]
    if not since or row.event_date_precision not in COARSE:
        return False
    trigger = (row.trigger_start_char or 0) - (row.sentence_start_char or 0)
    return "," not in sentence[since[-1] : at] and not since[-1] <= trigger < at


def _people(given: Given, role: str, actors: Mapping[str, pa.Table]) -> Iterator[tuple[Side, Part]]:
    """One side of each report on record, as it is compared and as it was coded."""
    table = source(given, "event_reports").table([f"{role}_{what}" for what in ("actor_ids", "names", "country_codes")])
    flat = pa.chunked_array([pc.list_flatten(chunk) for chunk in table[0].chunks], pa.string())
    records = iter(linked(flat, actors))
    lengths = pc.fill_null(pc.list_value_length(table[0]), 0)
    for batch in pa.table({"length": lengths, "names": table[1], "countries": table[2]}).to_batches(max_chunksize=MANY):
        for length, names, countries in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            yield _side(tuple(islice(records, length)), tuple(names or ()), tuple(countries or ()))


@lru_cache(maxsize=1 << 14)
def _side(people: tuple[ActorRecord | None, ...], names: tuple[str, ...], countries: tuple[str, ...]) -> tuple[Side, Part]:
    """One side of a report, of its actors across articles, the names in the article and the countries; one object for equal sides."""
    known = {actor.actor_id: actor for actor in people if actor}
    named = frozenset(actor_id for actor_id, actor in known.items() if actor.actor_type in NAMED_TYPES)
    described = [actor.actor_name for actor_id, actor in known.items() if actor_id not in named] if known else names
    heads = frozenset(stem(words[-1]) for name in described if (words := wording(name).folds))
    persons = frozenset(actor_id for actor_id in named if known[actor_id].actor_type == "person")
    all_countries = frozenset(code for code in (*countries, *(actor.country_code for actor in known.values())) if code)
    told = ((actor.actor_name, actor.country_code) if actor else (name, None) for name, actor in zip_longest(names, people[: len(names)]))
    return Side(named, persons, all_countries, heads), Part(tuple(dict.fromkeys(told)), countries)
