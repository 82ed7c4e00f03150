"""The parties of an act: read from the phrases its rule points at, through passives, compound subjects and pronouns."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.actors.model import Actors
from onrecord.events.arguments import VerbGroup, antecedent, by_agent, governed
from onrecord.events.lexicon import object_classes
from onrecord.events.model import Party
from onrecord.events.parties import Argument, has_possessor, read_party
from onrecord.events.phrases import Phrase, coordinated
from onrecord.events.reading import Reading
from onrecord.events.reporters import subject_of_report
from onrecord.events.triggers import Act, between_parties, complements, is_own_object

POSSESSOR = frozenset({"possessor"})
STATE_ACTS = frozenset({"COERCE", "ACCUSE", "RETREAT", "SANCTION", "CONCEDE"})
MUTUAL = frozenset({("each", "other"), ("each", "other's"), ("each", "other’s"), ("one", "another"), ("one", "another's")})
DATIVES = frozenset({"give", "send", "lend", "grant", "offer", "pay", "promise", "award"})
"""Verbs that may have the receiver right before what is given: "gave Moldova money"."""
REACH = 18  # tokens after a trigger within which a party may be taken for its recipient
RECIPIENT_PREPOSITIONS = frozenset({"of", "from", "to", "with", "for", "against", "on", "in", "into", "by", "at", "between", "over"})
ENDS = frozenset({"said", "if", "unless", "because", "although", "though", "while", "whether"})
"""Words past which no recipient of the act is looked for."""
FALLBACK = {
    "CONSULT": frozenset({"with", "between", "for"}),
    "COOPERATE": frozenset({"with"}),
    "ASSAULT": frozenset({"on", "against", "at"}),
    "SUPPORT": frozenset({"for", "to", "of", "with", "from", "by"}),
}
UNTIL = frozenset({"until", "unless", "till", "before"})
OF_PLACE = frozenset({"in", "from"})


def read_parties(reading: Reading, actors: Actors, phrases: list[Phrase]) -> tuple[Argument, ...]:
    """Parties of phrases, each once; of phrases joined together those that are known as parties, where none is the first."""
    found: list[Argument] = []
    for phrase in phrases:
        argument = read_party(reading, actors, phrase)
        if argument is not None and all(argument.party != other.party for other in found):
            found.append(argument)
    return tuple(a for a in found if a.typed) or tuple(found[:1])


def active_parties(
    reading: Reading, actors: Actors, act: Act, group: VerbGroup, hi: int
) -> tuple[tuple[Argument, ...], tuple[Argument, ...]]:
    """Actors and recipients of an active verb."""
    who = subject_parties(reading, actors, group)
    known = {a.party for a in who}
    second: tuple[Argument, ...] = ()
    if len(who) > 1 and _is_mutual(reading, act):
        return who[:1], who[1:]
    for places in (POSSESSOR, *act.frame):
        if "s" in places:
            if len(who) > 1:
                return who[:1], who[1:]
            continue
        for phrases in _options(reading, act, hi, places):
            whom = tuple(a for a in read_parties(reading, actors, phrases) if a.party not in known)
            if any(a.typed for a in whom):
                return who, whom
            nouns = act.trigger.rule.objects
            if act.dative or "SELF" in nouns or not ("o" in places and nouns - {"PARTY", "PERSON"}):
                second = second or whom
    if act.trigger.lemma in DATIVES and act.objects:
        named = read_parties(reading, actors, [p for p in act.objects if has_possessor(reading, p, modifier=True)])
        if named:
            return who, named
    wanted = FALLBACK.get(act.trigger.rule.event_type, RECIPIENT_PREPOSITIONS)
    return who, next_party(reading, actors, act.last, wanted, known) or second


def _is_mutual(reading: Reading, act: Act) -> bool:
    """Whether what follows the verb is "each other" or "one another": the parties of the subject do it to themselves."""
    return tuple(reading.low[act.last : act.last + 2]) in MUTUAL


def _options(reading: Reading, act: Act, hi: int, places: frozenset[str]) -> Iterator[list[Phrase]]:
    """Phrases that may be the recipients, place by place; the first place is a name before the object's head ("Chile's decision")."""
    if places is POSSESSOR:
        modifier = not act.trigger.rule.objects
        yield [p for p in act.objects if "o" in act.trigger.rule.frame and has_possessor(reading, p, modifier=modifier)]
        return
    for phrases in complements(reading, act, hi, places):
        yield [p for p in phrases if not is_own_object(reading, act, p)]


def next_party(reading: Reading, actors: Actors, start: int, wanted: frozenset[str], known: set[Party]) -> tuple[Argument, ...]:
    """The first known party from a token on that one of some prepositions, or an infinitive, governs."""
    for index in range(start, min(len(reading), start + REACH)):
        letter = reading.tag[index]
        if letter in ".R" or reading.low[index] in ENDS or (letter == "," and reading.tag_at(index + 1) == "G"):
            break
        if (letter == "P" and reading.low[index] in wanted) or (letter in "VG" and wanted is RECIPIENT_PREPOSITIONS):
            phrases = [p for p in coordinated(reading, index + 1, len(reading)) if reading.low[p.core - 1] not in object_classes()["means"]]
            some = read_parties(reading, actors, phrases)
            found = tuple(a for a in some if a.typed and a.party not in known)
            if found:
                return found
    return ()


def awaited_parties(reading: Reading, actors: Actors, start: int) -> tuple[Argument, ...]:
    """Who must act first where something is refused: the subject behind "until" or "unless"; known parties only."""
    at = next((i for i in range(start, len(reading)) if reading.low[i] in UNTIL), len(reading))
    return tuple(a for a in read_parties(reading, actors, coordinated(reading, at + 1, len(reading))) if a.typed)


def subject_parties(reading: Reading, actors: Actors, group: VerbGroup) -> tuple[Argument, ...]:
    """The parties of a subject; a pronoun in reported speech is the one who speaks."""
    phrases = group.subject
    if (
        len(phrases) == 1
        and reading.tag[phrases[0].first] == "U"
        and reading.low[phrases[0].first] in {"it", "they", "we", "he", "she", "i"}
    ):
        reported = subject_of_report(reading, phrases[0].first)
        if reported and (reading.low[phrases[0].first] in {"it", "they", "we", "i"} or read_party(reading, actors, phrases[0]) is None):
            return read_parties(reading, actors, reported)
    return read_parties(reading, actors, phrases)


def is_object_relative(reading: Reading, group: VerbGroup) -> bool:
    """Whether a clause with a subject of its own is led in by the "that" of a noun ("the men that Mali freed"), not of a verb."""
    at = group.clause_first - 1
    return at >= 1 and reading.low[at] == "that" and reading.tag[at - 1] == "X"


def relative_parties(reading: Reading, actors: Actors, act: Act, group: VerbGroup) -> tuple[Argument, ...]:
    """The recipient that a relative pronoun before the subject stands for: "the envoy, whom Mali had expelled"; known parties only."""
    at = group.clause_first - 1
    related = at >= 1 and (reading.low[at] in {"whom", "which"} or is_object_relative(reading, group))
    if act.objects or "o" not in act.trigger.rule.frame or not related:
        return ()
    return tuple(a for a in read_parties(reading, actors, antecedent(reading, at - 1)) if a.typed)


def _named_between(reading: Reading, group: VerbGroup) -> list[Phrase]:
    """The parties of a subject like "talks between X and Y"."""
    first = group.subject[0].first if group.subject else group.at
    at = next((i for i in range(max(0, first - 3), group.at) if reading.low[i] == "between"), group.at)
    named = between_parties(reading, at, group.at)
    # the second party, before the verb, is read as the subject's last phrase
    return named + [phrase for phrase in group.subject[-1:] if len(named) == 1 and phrase.first > named[0].last]


def passive_parties(
    reading: Reading, actors: Actors, act: Act, group: VerbGroup, hi: int
) -> tuple[tuple[Argument, ...], tuple[Argument, ...]]:
    """Actors and recipients of a passive: the agent of "by", for acts of state the country it happened in; the subject."""
    mutual = act.trigger.rule.event_type in {"CONSULT", "COOPERATE"}
    pair = read_parties(reading, actors, _named_between(reading, group)) if mutual else ()
    if len(pair) > 1:
        return pair[:1], pair[1:]
    who = read_parties(reading, actors, by_agent(reading, act.last, hi))
    rule = act.trigger.rule
    if not who and rule.event_type in STATE_ACTS:
        who = tuple(a for a in read_parties(reading, actors, governed(reading, act.last, hi, OF_PLACE)) if a.party.country_code)
    whom: tuple[Argument, ...] = ()
    if act.frame and not act.frame[0] & {"o", "s"}:
        whom = tuple(a for a in read_parties(reading, actors, governed(reading, act.last, hi, act.frame[0])) if a.typed and a not in who)
    return who, whom or subject_parties(reading, actors, group)
