"""Who does it and to whom: subjects through auxiliaries, infinitives, coordination and relative clauses; objects and prepositions."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.events.lexicon import word_classes
from onrecord.events.phrases import (
    Phrase,
    coordinated,
    find_preposition,
    phrase_from,
    skip_time,
    subject_chunk,
)
from onrecord.events.reading import AUXILIARY, Reading

RESULTS = frozenset({"kill", "wound", "injure", "leave", "destroy", "force", "accuse", "call", "urge", "demand"})
"""Verbs whose participle tells what the sentence's subject did, even right after a noun."""
MAX_DEPTH = 5  # governors passed on the way to a subject: deeper chains are read wrongly more often than rightly


@dataclass
class VerbGroup:
    """A verb with what stands before it: its auxiliaries, the governors of an infinitive, and its subject.

    `governors` are token indices, innermost first; `passive` when a form of be precedes a participle.
    """

    at: int
    words: list[str] = field(default_factory=list)
    governors: list[int] = field(default_factory=list)
    subject: list[Phrase] = field(default_factory=list)
    passive: bool = False
    asked: bool = False
    purpose: bool = False
    relative: bool = False
    clause_first: int = 0


def verb_group(reading: Reading, at: int) -> VerbGroup:
    """The group of the verb at a token."""
    group = VerbGroup(at)
    _climb(reading, group, at, 0)
    return group


def _climb(reading: Reading, group: VerbGroup, at: int, depth: int) -> None:
    """Goes from a verb to its subject, through governors."""
    left, words = _before_auxiliaries(reading, at)
    if depth == 0:
        group.passive = reading.tag[at] in "EV" and _is_passive(reading, at)
    if not group.asked:
        group.words.extend(words)
    group.clause_first = left + 1
    letter = reading.tag_at(left)
    if depth >= MAX_DEPTH or left < 0:
        return
    if letter == "T":
        _through_infinitive(reading, group, left, depth)
    elif letter == "C":
        _through_coordination(reading, group, left, depth)
    elif letter == "R":
        group.relative = True
        group.subject = antecedent(reading, left - 1)
    elif letter == ",":
        _past_comma(reading, group, left, depth)
    elif reading.tag[at] == "G" and not words and letter in "PSVEXBUZG":
        if letter == "X" and left == at - 1 and reading.lemma(at) not in RESULTS:
            group.subject, group.relative = subject_chunk(reading, left, 0)[-1:], True
        else:
            _main_subject(reading, group, at, depth)
    elif letter in "XUZ)DEWG":
        group.subject = subject_chunk(reading, left, 0)
        if not group.subject:
            return
        group.clause_first = group.subject[0].first


def _before_auxiliaries(reading: Reading, at: int) -> tuple[int, list[str]]:
    """The token before a verb's auxiliaries, adverbs and time words, and the auxiliaries, nearest first."""
    words: list[str] = []
    left = at - 1
    while left >= 0:
        letter, low = reading.tag[left], reading.low[left]
        if letter in AUXILIARY:
            words.append(low)
        elif not _is_time(reading, left):
            break
        left -= 1
    return left, words


def _is_time(reading: Reading, at: int) -> bool:
    """Whether a token is an adverb or part of a time phrase that may stand between subject and verb."""
    letter = reading.tag[at]
    if letter in "PD":
        dated = reading.tag_at(at + 1) == "W" or (reading.tag_at(at + 1) == "Z" and reading.tag_at(at + 2) == "W")
        return dated and (letter == "D" or reading.low[at] in {"on", "in", "at"})
    return letter in "AWq" or (letter == "Z" and (reading.tag_at(at - 1) == "W" or reading.tag_at(at + 1) == "W"))


def _is_passive(reading: Reading, at: int) -> bool:
    """Whether a form of be stands before the participle, adverbs between."""
    left = at - 1
    while left >= 0 and reading.tag[left] in "AN":
        left -= 1
    return (left >= 0 and reading.tag[left] == "B") or (left >= 0 and reading.low[left] in {"got", "gets", "getting"})


def _through_infinitive(reading: Reading, group: VerbGroup, to: int, depth: int) -> None:
    """From "to" to the verb, noun or adjective that governs the infinitive."""
    left = to - 1
    while left >= 0 and (reading.tag[left] == "N" or _is_time(reading, left)):
        if reading.tag[left] == "N":
            group.words.append(reading.low[left])
        left -= 1
    if left < 0 or reading.tag[left] in ",.CS":
        group.purpose = depth == 0
        return
    low, letter = reading.low[left], reading.tag[left]
    if letter in "VEG" or low in word_classes()["willing"] or low in word_classes()["unwilling"]:
        group.governors.append(left)
        _climb(reading, group, left, depth + 1)
    elif low in {"going", "ought"}:
        group.words.append("will")
        _climb(reading, group, left, depth + 1)
    elif letter in "BH":
        group.words.append("must" if letter == "H" else "will")
        _climb(reading, group, left + 1, depth + 1)
    elif letter in "XUZ)":
        _object_control(reading, group, left, depth)


def _object_control(reading: Reading, group: VerbGroup, end: int, depth: int) -> None:
    """An infinitive after a noun: of a noun of will ("its refusal to"), or of a verb that asks somebody to do it."""
    low = reading.low[end]
    classes = word_classes()
    if low in classes["nouns_of_will"] or low in classes["nouns_of_refusal"]:
        group.governors.append(end)
    verb = next((i for i in range(end, max(-1, end - 14), -1) if reading.tag[i] in "VEG.RS"), -1)
    if verb < 0 or reading.tag[verb] not in "VEG":
        group.subject = subject_chunk(reading, end - 1, 0) if group.governors else []
        return
    if not group.governors:
        asked = reading.lemma(verb) in classes["request_verb"] and not (reading.lemma(verb) == "call" and reading.tag_at(verb + 1) != "P")
        group.asked, group.purpose = asked, not asked
    if group.asked or group.governors:
        group.governors.append(verb)
    _climb(reading, group, verb, depth + 1)


def _through_coordination(reading: Reading, group: VerbGroup, at: int, depth: int) -> None:
    """From "and" to the verb this one is joined to: the two share a subject, and auxiliaries when of the same form."""
    left = at - 1
    while left >= 0 and reading.tag[left] not in ".R":
        if reading.tag[left] in "VE" and not (reading.tag[left] == "E" and reading.tag_at(left + 1) in "X"):
            before = _before_auxiliaries(reading, left)
            if reading.tag_at(before[0]) == "T" and reading.tag[group.at] == "E":
                left -= 1
                continue
            if depth == 0 and group.at == at + 1 and reading.tag[group.at] == reading.tag[left] == "E" and _is_passive(reading, left):
                group.passive = reading.tag_at(skip_time(reading, group.at + 1, len(reading))) not in "DXUZ"
            _climb(reading, group, left, depth + 1)
            return
        left -= 1


def _past_comma(reading: Reading, group: VerbGroup, comma: int, depth: int) -> None:
    """A verb after a comma: past an apposition to the subject, or a participle that shares the main clause's subject."""
    if reading.tag[group.at] == "G" and depth == 0 and not group.words:
        _main_subject(reading, group, group.at, depth)
        return
    left = comma - 1
    while left >= 0 and reading.tag[left] not in ",.":
        left -= 1
    if reading.tag_at(left) == "," and reading.tag_at(left - 1) in "XZ)":
        group.subject = subject_chunk(reading, left - 1, 0)
        while group.subject and reading.tag_at(group.subject[0].first - 1) == "," and _is_apposed(reading, group.subject[0]):
            earlier = subject_chunk(reading, group.subject[0].first - 2, 0)
            if not earlier:
                break
            group.subject = earlier
    elif reading.tag_at(comma - 1) in "XZ)W":
        group.subject = subject_chunk(reading, comma - 1, 0)
    group.clause_first = group.subject[0].first if group.subject else group.clause_first


def _is_apposed(reading: Reading, phrase: Phrase) -> bool:
    """Whether a phrase after a comma looks like an apposition: lower-case or with a determiner."""
    return reading.tag[phrase.first] == "D" or not reading.is_capital(phrase.first)


def _main_subject(reading: Reading, group: VerbGroup, at: int, depth: int) -> None:
    """The subject of a participle: of the finite verb before it, or of the one after the comma that ends its clause."""
    for left in range(at - 1, -1, -1):
        if reading.tag[left] == ".":
            break
        if reading.tag[left] == "B":
            group.subject = subject_chunk(reading, _before_auxiliaries(reading, left + 1)[0], 0)
            return
        if reading.tag[left] in "V" or (reading.tag[left] == "E" and reading.tag_at(left + 1) != "X"):
            _climb(reading, group, left, depth + 1)
            group.words = []
            return
    comma = next((i for i in range(at + 1, len(reading)) if reading.tag[i] == ","), -1)
    if comma > 0:
        group.subject = coordinated(reading, skip_time(reading, comma + 1, len(reading)), len(reading))[:2]


def antecedent(reading: Reading, end: int) -> list[Phrase]:
    """The phrase a relative clause belongs to."""
    while end >= 0 and reading.tag[end] in ",qP":
        end -= 1
    chunk = subject_chunk(reading, end, 0) if end >= 0 else []
    return chunk[-1:]


def object_after(reading: Reading, at: int, hi: int) -> list[Phrase]:
    """Objects right after a verb, adverbs and time passed over."""
    return coordinated(reading, skip_time(reading, at, hi), hi)


def governed(reading: Reading, at: int, hi: int, prepositions: frozenset[str]) -> list[Phrase]:
    """The phrases the first of some prepositions governs."""
    index = find_preposition(reading, at, hi, prepositions)
    return coordinated(reading, skip_time(reading, index + 1, hi), hi) if index is not None else []


def by_agent(reading: Reading, at: int, hi: int) -> list[Phrase]:
    """The agent of a passive: what "by" governs, a place or reason between allowed."""
    for index in range(at, min(hi, at + 25)):
        if reading.low[index] == "by" and reading.tag_at(index + 1) not in "GW":
            phrase = phrase_from(reading, index + 1, hi)
            return coordinated(reading, index + 1, hi) if phrase else []
        if reading.tag[index] in ".RVM" or (reading.tag[index] == "S" and index > at):
            return []
    return []
