"""Event reports, ready to be compared: who, whom, when, where, on which words, with numbers and ordinals."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from onrecord.resolve import lexicons
from onrecord.resolve.days import Period, period
from onrecord.resolve.records import ArticleRecord, Context, Row
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


@dataclass(frozen=True)
class Happening:
    """One event report. `when` is the period it says, `place` an id of a place; `place_country` its country."""

    row: Row
    report_id: str
    article: ArticleRecord
    actors: Side
    recipients: Side
    when: Period | None
    sentence: Wording

    @cached_property
    def is_exact_day(self) -> bool:
        """Whether the day is known."""
        return self.row["event_date_precision"] == "day" and self.when is not None and self.when.first == self.when.last

    @cached_property
    def place(self) -> str | None:
        """Id of a place below a country; None for a whole country."""
        place_id = self.row["place_id"] or self.row["place_name"]
        return None if place_id is None or place_id == self.row["place_country_code"] else str(place_id)

    @cached_property
    def trigger(self) -> str:
        """Stem of the trigger."""
        return stem((self.row["trigger_lemma"] or "").lower().split(" ")[0])

    @cached_property
    def event_type(self) -> str:
        """PLOVER type."""
        return str(self.row["event_type"])

    @cached_property
    def acts(self) -> frozenset[str]:
        """Types that the report may be of: its own, and for what is not done yet what it would be if it came true."""
        is_refusal = self.event_type == "REJECT"
        plan = lexicons.pairs("plans").get(f"{self.event_type} {self.row['event_mode']}")
        if plan is None or (self.row["modality"] == "actual" and not is_refusal and self.event_type != "AGREE"):
            return frozenset({self.event_type})
        return frozenset({self.event_type, *plan.split()})

    @cached_property
    def is_refusal(self) -> bool:
        """Whether a plan is refused or called off: the day is that of the refusal, not of what was planned."""
        return self.event_type == "REJECT" and len(self.acts) > 1

    @cached_property
    def modality(self) -> str:
        """How real the act is; the refusal of a meeting is a meeting that does not take place."""
        return "negated" if self.is_refusal else str(self.row["modality"] or "actual")

    @cached_property
    def ordinals(self) -> dict[str, str]:
        """Ordinals by the stem of the word they count: "the third round" is {round: 3}."""
        return _counted(self.sentence.folds, lexicons.pairs("ordinals").get)

    @cached_property
    def numbers(self) -> dict[str, str]:
        """Numbers in the trigger's clause by the stem of the word they count: "30 houses" is {hous: 30}; years count nothing."""
        return _counted(self._clause, lambda word: None if YEAR.fullmatch(word) else number_value(word))

    @cached_property
    def _clause(self) -> tuple[str, ...]:
        """Folded words of the clause that the trigger stands in; of the sentence where that is one clause."""
        sentence, start = self.row["sentence_text"] or "", self.row["trigger_start_char"]
        cuts = [found.start() for found in CLAUSE.finditer(sentence)]
        if start is None or not cuts:
            return tuple(self.sentence.folds)
        at = start - (self.row["sentence_start_char"] or 0)
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
        return -known, int(self.when is None), int(self.row["modality"] != "actual"), self.report_id


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


def happening(row: Row, context: Context) -> Happening:
    """A row of `event_reports` as a record."""
    return Happening(
        row=row,
        report_id=row["event_report_id"],
        article=context.article(row["article_id"]),
        actors=_side(row["actor_actor_ids"], row["actor_names"], row["actor_country_codes"], context),
        recipients=_side(row["recipient_actor_ids"], row["recipient_names"], row["recipient_country_codes"], context),
        when=None if is_of_another_time(row) else period(row["event_date"], row["event_date_end"], row["event_date_precision"]),
        sentence=wording(row["sentence_text"] or ""),
    )


def is_of_another_time(row: Row) -> bool:
    """Whether the date of a report is not that of its act.

    The year or month of a "since" that the act stands outside of is when something else began; and a day that the sentence does not
    tell proves nothing where the sentence tells another year.
    """
    sentence, date_text, first = row["sentence_text"] or "", row["date_text"] or "", row["event_date"]
    at = sentence.find(date_text) if date_text else -1
    if first is None:
        return False
    if at < 0:
        years = {int(year) for year in YEAR.findall(sentence)}
        return bool(years) and first.year not in years
    since = [found.start() for found in SINCE.finditer(sentence, max(0, at - SINCE_CHARS), at)]
    if not since or row["event_date_precision"] not in COARSE:
        return False
    trigger = (row["trigger_start_char"] or 0) - (row["sentence_start_char"] or 0)
    return "," not in sentence[since[-1] : at] and not since[-1] <= trigger < at


def _side(ids: list[str] | None, names: list[str] | None, countries: list[str] | None, context: Context) -> Side:
    linked = context.actor_ids(ids)
    named = {i for i in linked if i in context.actors and context.actors[i].actor_type in NAMED_TYPES}
    described = [context.actors[i].actor_name for i in linked if i in context.actors and i not in named]
    if not linked:
        described = list(names or ())
    heads = {stem(words[-1]) for name in described if (words := wording(name).folds)}
    from_actors = {code for i in linked if i in context.actors and (code := context.actors[i].country_code)}
    persons = {i for i in named if context.actors[i].actor_type == "person"}
    all_countries = frozenset(code for code in countries or () if code) | frozenset(from_actors)
    return Side(frozenset(named), frozenset(persons), all_countries, frozenset(heads))
