"""How likely a report is news at all, and how likely its type and parties are right, as learned from sentences with known events.

Method: two logistic sums over the same features of a candidate: its type and rule, what kind of party stands on each side, what the words
of the sentence are about (`data/topics.txt`) and how the clause is built. Weights, card and learning: `data/confidence.txt`,
`tools/train_event_confidence.py`. A report that is likely no news (sport, markets, figures of speech, history, plots) is dropped.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache

from onrecord.actors.model import Actors
from onrecord.events.candidates import Candidate
from onrecord.events.lexicon import is_present, topics, topics_by_word, word_classes
from onrecord.events.parties import POLITICAL_SECTORS, Argument
from onrecord.events.plover import data_rows
from onrecord.events.reading import POSSESSIVE, Reading

LEAST_NEWS = 0.75
"""Actual reports less likely news than this are dropped; picked on sentences the weights had not learned from, see the method page."""
LEAST_BY_WORDS = 0.87
"""The same of what no rule tells but words lean to; it must also be right as likely as `LEAST_RIGHT` says."""
LEAST_RIGHT = 0.45
LEAST_BESIDE = 0.5
"""A report more likely wrong than right is dropped where its sentence has a surer one."""
MOST_COUNTED = 3  # words of a topic beyond these tell no more
MODERN = range(1000, 2015)  # years that tell of the past, where a sentence names one
SIDE_TOPICS = ("sport", "club", "home", "business", "arts", "nature", "markets", "past", "figure", "politics", "force")
OPENERS = ("that", "who", "when", "while", "after", "as", "since", "if", "how", "whether", "what")
"""Words right before a clause that tell what it is to the sentence."""
BEFORE = 4  # tokens before a clause in which they are looked for
WEEKDAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "overnight"))
ASKING = frozenset(("what", "why", "how", "who", "when", "where", "should", "is", "are", "inside"))
REFLEXIVES = frozenset(("itself", "himself", "herself", "themselves"))
WRITERS = frozenset(("i", "we", "my", "our"))


@cache
def _weights() -> dict[str, tuple[float, float]]:
    return {name: (float(news), float(right)) for name, news, right in data_rows("confidence.txt")}


def likely_news(features: tuple[str, ...]) -> float:
    """Probability that the sentence of a candidate with these features reports an act of the day (0 to 1)."""
    return _logistic(math.fsum(_weights().get(name, (0.0, 0.0))[0] for name in features))


def confidence(features: tuple[str, ...]) -> float:
    """Probability that type and parties of a report with these features are right (0 to 1)."""
    return _logistic(math.fsum(_weights().get(name, (0.0, 0.0))[1] for name in features))


def _logistic(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


def features(reading: Reading, actors: Actors, candidate: Candidate) -> tuple[str, ...]:
    """What is told of a candidate: each feature once; of one that no rule tells by features of their own."""
    of_words = _of_words(reading, actors, candidate.event_type)
    told = dict.fromkeys((*_of_parties(actors, candidate), *of_words, *_of_clause(reading, candidate)))
    return tuple(told) if candidate.lean == 1.0 else tuple(f"lean-{name}" for name in told)


def _of_parties(actors: Actors, candidate: Candidate) -> Iterator[str]:
    """Type, rule, and the kinds of the first party of each side."""
    event_type, sides = candidate.event_type, (candidate.actors, candidate.recipients)
    yield from ("every", f"type:{event_type}", f"rule:{candidate.rule_id}")
    kinds = [_kind(side[0], actors) if side else "none" for side in sides]
    yield f"sides:{_coarse(kinds[0])}-{_coarse(kinds[1])}"
    yield f"political:{event_type}:" + "-".join("yes" if any(a.political for a in side) else "no" for side in sides)
    for name, side, kind in zip(("actor", "recipient"), sides, kinds, strict=True):
        yield f"{name}:{kind}"
        if side and side[0].inner:
            yield f"{name}-inner"
            yield f"{name}-inner:{kind}"
            yield f"{name}-inner:{event_type}"
        if side:
            told = _counted({*side[0].party.name.lower().split(), side[0].inner})
            yield from (f"{name}-topic:{topic}" for topic in SIDE_TOPICS if topic in told)


def _kind(argument: Argument, actors: Actors) -> str:
    """What kind of party it is: a government, an officer, an organisation of a sector, a private person, a noun, a thing."""
    party = argument.party
    actor = actors.actors[party.actor] if party.actor is not None else None
    if actor is None:
        if party.country_code:
            return "country-name"
        if any(word in word_classes()["political"] for word in party.name.lower().split()):
            return "political-noun"
        return ("noun" if party.name[1:].islower() else "proper-name") if argument.typed else "thing"
    if actor.actor_type == "government" or (actor.actor_type == "organization" and actor.sector_code == "GOV"):
        return "government"
    if actor.actor_type == "person":
        officer = actor.title is not None or actor.sector_code in POLITICAL_SECTORS
        return "officer" if officer else "pronoun" if argument.pronoun else "person"
    if actor.actor_type == "organization":
        return f"organization-{actor.sector_code or 'other'}"
    if actor.country_code or actor.sector_code:
        return "country-group"
    return "political-noun" if argument.political else "noun"


def _coarse(kind: str) -> str:
    """The kind of a party, political ones together."""
    if kind in {"government", "officer", "country-group", "country-name", "political-noun"}:
        return "political"
    if kind in {"none", "thing", "noun"}:
        return kind
    return "organization" if kind.startswith("organization") else "name"


def _counted(words: set[str]) -> dict[str, int]:
    """How many of some words tell of each topic."""
    found: dict[str, int] = {}
    for word in words:
        for topic in topics_by_word().get(word, ()):
            found[topic] = found.get(topic, 0) + 1
    return found


def _of_words(reading: Reading, actors: Actors, event_type: str) -> Iterator[str]:
    """What the sentence is about, by how many words of each topic; days, years of the past, and who writes."""
    words = {low.removesuffix("'s").removesuffix("’s") if low.endswith(POSSESSIVE) else low for low in reading.low}
    words |= {part for word in words if "-" in word for part in word.split("-")}
    counts = _counted(words)
    for topic in topics():
        for count in range(min(counts.get(topic, 0), MOST_COUNTED)):
            yield f"topic:{topic}:{count + 1}"
    told = "".join(topic for topic in ("force", "politics") if topic in counts)
    yield f"told:{event_type}:{told or 'neither'}"
    named = {m.actor for m in reading.mention if m is not None and m.actor is not None}
    countries = {actors.actors[key].country_code for key in named} - {None}
    yield f"countries:{min(len(countries), 2)}"
    officers = [key for key in named if actors.actors[key].title is not None]
    yield f"officers:{min(len(officers), 2)}"
    if words & WEEKDAYS:
        yield "weekday"
    if any(len(word) == 4 and word.isdecimal() and int(word) in MODERN for word in reading.low):
        yield "old-year"
    if words & WRITERS:
        yield "first-person"
    if reading.low[0] in ASKING:
        yield "asking"
    if words & REFLEXIVES:
        yield "reflexive"


def _of_clause(reading: Reading, candidate: Candidate) -> Iterator[str]:
    """How the clause of the trigger is built, and where it stands."""
    tag, low = reading.tag[candidate.at], reading.low[candidate.at]
    told = {
        "subordinate": candidate.subordinate,
        "passive": candidate.passive,
        "no-subject": not candidate.has_subject,
        "participle": tag == "G",
        "noun-trigger": tag == "X",
        "present": tag in "VE" and is_present(low),
        "question": reading.words[-1] == "?",
        "unended": reading.words[-1] not in '.!?"”',
        "later-clause": candidate.first > 1,
        "trigger-first": candidate.at == 0,
        "leaning-half": candidate.lean < 0.5,
        "leaning-most": 0.5 <= candidate.lean < 0.8,
    }
    yield from (name for name, holds in told.items() if holds)
    before = reading.low[max(0, candidate.first - BEFORE) : candidate.first]
    yield from (f"after:{word}" for word in OPENERS if word in before)
