"""Which rule a word calls: verbs with their particles and objects, nouns with their complements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.events.arguments import VerbGroup, object_after
from onrecord.events.lexicon import Trigger, contexts, groups, noun_triggers, verb_triggers, vetoes
from onrecord.events.phrases import Phrase, coordinated, find_preposition, skip_time
from onrecord.events.reading import NAMED, Reading

OPINIONS = frozenset({"ACCUSE", "AGREE", "REJECT", "SUPPORT"})  # with "that" their verbs say what somebody thinks
TOLD = OPINIONS | {"THREATEN"}
MAX_PREPOSITIONS = 3  # farther ones belong to something else
MOVABLE = frozenset({"out", "off", "down", "up", "over", "back", "free", "go", "guilty", "into", "responsible", "persona", "under"})
"""Particles that may stand after the object."""


@dataclass(frozen=True, slots=True)
class Act:
    """A trigger found: its rule and lemma, its tokens, its objects, and the token after which its complements stand."""

    trigger: Trigger
    at: int
    last: int
    objects: tuple[Phrase, ...]
    after: int
    dative: bool = False

    @property
    def frame(self) -> tuple[frozenset[str], ...]:
        """Where the recipient stands, neighbouring prepositions together, in order of preference; "o" alone when two objects follow."""
        if self.dative:
            return (frozenset({"o"}),)
        found: list[set[str]] = []
        for place in self.trigger.rule.frame:
            if place == ".":
                found.append(set())
            elif found and place not in {"o", "s"} and not found[-1] & {"o", "s"}:
                found[-1].add(place)
            else:
                found.append({place})
        return tuple(frozenset(group) for group in found if group)


def verb_act(reading: Reading, group: VerbGroup, hi: int) -> Act | None:
    """The act of a verb token, None when no rule fits."""
    at = group.at
    for trigger in verb_triggers().get(reading.lemma(at), ()):
        needed = contexts().get(trigger.rule.rule_id)
        if needed is not None and needed.isdisjoint(reading.low):
            continue
        found = _particle(reading, at, trigger.particle, hi)
        if found is not None and not trigger.particle and reading.low[found[0] : found[0] + 1] in _off_particles(trigger.lemma):
            return None
        if found is None or (trigger.rule.event_type in OPINIONS and reading.tag_at(found[0]) == "S" and reading.low[found[0]] == "that"):
            continue
        last, objects, after = found
        if objects and trigger.rule.event_type in TOLD and reading.tag_at(objects[-1].last) in "MBHV":
            return None  # what follows is a clause without "that"
        second = [] if group.passive or len(objects) != 1 else coordinated(reading, after, hi)
        fitting = group.subject if group.passive else [*objects, *_as_what(reading, after, hi)]
        if trigger.rule.objects and second and any(_headed_by(reading, p, trigger.rule.objects) for p in second):
            return Act(trigger, at, last, tuple(objects), after, dative=True)
        if "NONE" in trigger.rule.objects:
            if (fitting and not group.passive) or reading.tag_at(last) == "S":
                continue
        elif trigger.rule.objects and not any(_headed_by(reading, p, trigger.rule.objects) for p in fitting):
            continue
        if not trigger.rule.objects and any(_headed_by(reading, p, vetoes().get(trigger.lemma, frozenset())) for p in fitting):
            return None
        return Act(trigger, at, last, tuple(objects), after)
    return None


def _off_particles(lemma: str) -> list[list[str]]:
    """Words right after a verb with which it means something else ("blast off")."""
    return [[word] for word in vetoes().get(lemma, ())]


def _particle(reading: Reading, at: int, particle: tuple[str, ...], hi: int) -> tuple[int, list[Phrase], int] | None:
    """The token after verb and particle, the objects, and the token after both; the particle may stand after the objects."""
    last = _past_particle(reading, at, particle, hi)
    if last is not None:
        objects = object_after(reading, last, hi)
        return last, objects, objects[-1].last if objects else skip_time(reading, last, hi)
    if particle[0] not in MOVABLE:
        return None
    start = skip_time(reading, at + 1, hi)
    for index in range(start + 1, min(hi, start + 12)):
        if tuple(reading.low[index : index + len(particle)]) == particle:
            return at + 1, coordinated(reading, start, index), index + len(particle)
        if reading.tag[index] not in "DXZC":
            return None
    return None


def _as_what(reading: Reading, at: int, hi: int) -> list[Phrase]:
    """What the object is used or held as."""
    return coordinated(reading, at + 1, hi) if reading.low[at : at + 1] == ["as"] else []


def _past_particle(reading: Reading, at: int, particle: tuple[str, ...], hi: int) -> int | None:
    """The token after a verb's particle; None when it does not follow."""
    last = at + 1
    for number, word in enumerate(particle):
        start = last if number else skip_time(reading, last, hi) if reading.low[last : last + 1] != [word] else last
        if reading.low[start : start + 1] != [word]:
            return None
        last = start + 1
    return last


def _headed_by(reading: Reading, phrase: Phrase, nouns: frozenset[str]) -> bool:
    """Whether the head of a phrase, or of the "of" phrase in it, is one of some nouns."""
    heads = {phrase.core - 1, phrase.last - 1}
    heads |= {i - 1 for i in range(phrase.core + 1, phrase.last) if reading.tag[i] == "P"}
    if reading.low[phrase.core - 1] in {"effective", "worth"}:
        heads.add(phrase.core - 2)
    mention = reading.mention[phrase.core - 1]
    if nouns & {"PERSON", "PARTY"} and reading.tag_at(phrase.first - 1) == "q":
        return False  # a title or a name given in quotation marks
    if "PERSON" in nouns:
        kinds = {m.kind for i in range(phrase.first, phrase.core) if (m := reading.mention[i]) is not None}
        return reading.is_capital(phrase.core - 1) and bool(kinds & {"name", "title"})
    if "THING" in nouns:
        return True
    if "PARTY" in nouns:
        return (mention is not None and mention.kind in NAMED) or _is_people(reading, phrase)
    return any(
        reading.low[head] in nouns
        or reading.low[head].split("-")[-1] in nouns
        or "-".join(reading.low[max(0, head - 1) : head + 1]) in nouns
        for head in heads
    )


def noun_act(reading: Reading, at: int, hi: int) -> Act | None:
    """The act of a noun token that heads its phrase."""
    if reading.tag[at] != "X" or reading.tag_at(at + 1) in "XEG" or reading.low[at].endswith(("'s", "’s")):
        return None
    trigger = noun_triggers().get(reading.low[at])
    return Act(trigger, at, at + 1, (), at + 1) if trigger else None


def complements(reading: Reading, act: Act, hi: int, places: frozenset[str]) -> Iterator[list[Phrase]]:
    """What stands in the named places after an act: the objects, or what each of the prepositions governs, nearest first."""
    if "o" in places:
        yield list(act.objects) or _of_that_clause(reading, act.last, hi)
        return
    at = act.objects[0].core if act.objects else act.after
    for _ in range(MAX_PREPOSITIONS):
        index = find_preposition(reading, at, hi, places)
        if index is None:
            return
        yield coordinated(reading, skip_time(reading, index + 1, hi), hi)
        at = index + 1


def _is_people(reading: Reading, phrase: Phrase) -> bool:
    """Whether a phrase means people: a pronoun, a group noun, or a plural name ("19 Christians")."""
    head = phrase.core - 1
    group = reading.low[head].rsplit("-", 1)[-1] in groups()
    return group or reading.tag[phrase.first] == "U" or (reading.is_capital(head) and reading.low[head].endswith("s"))


def is_own_object(reading: Reading, act: Act, phrase: Phrase) -> bool:
    """Whether a phrase is but the thing the act is done with ("sent troops"), not whom it is done to."""
    nouns = act.trigger.rule.objects
    return (
        bool(nouns)
        and reading.low[phrase.core - 1] in nouns
        and not nouns & {"refugee", "SELF", "PARTY", "PERSON", "THING"}
        and not act.dative
    )


def _of_that_clause(reading: Reading, at: int, hi: int) -> list[Phrase]:
    """The subject of the clause a verb demands ("demanded that Rome act")."""
    start = skip_time(reading, at, hi)
    if reading.low[start : start + 1] != ["that"]:
        return []
    return coordinated(reading, start + 1, len(reading))[:1]


def phrases_before_noun(reading: Reading, at: int) -> tuple[int, int]:
    """Tokens of the noun phrase that ends with a noun, the noun left out."""
    first = at
    while first > 0 and reading.tag[first - 1] in "DXZEG" and first > at - 12:
        first -= 1
    return first, at


def between_parties(reading: Reading, at: int, hi: int) -> list[Phrase]:
    """The parties of "between X and Y"."""
    return coordinated(reading, at + 1, hi) if reading.low[at : at + 1] == ["between"] else []
