"""Events a sentence may report: each trigger with its parties and stance, before the screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from onrecord.actors.model import Actors
from onrecord.article import Span
from onrecord.events.arguments import VerbGroup, by_agent, governed, verb_group
from onrecord.events.lexicon import is_present, takes_particle, traps, word_classes
from onrecord.events.modality import is_conditional, read_stance, subject_modality, told_modality, turned
from onrecord.events.parties import Argument
from onrecord.events.phrases import Phrase, clause_end, skip_time, subject_chunk
from onrecord.events.plover import event_types
from onrecord.events.reading import Reading
from onrecord.events.reporters import subject_of_report
from onrecord.events.sides import (
    RECIPIENT_PREPOSITIONS,
    active_parties,
    awaited_parties,
    is_object_relative,
    next_party,
    passive_parties,
    read_parties,
    relative_parties,
    subject_parties,
)
from onrecord.events.triggers import Act, between_parties, noun_act, phrases_before_noun, verb_act

HABITUAL = frozenset(
    {("most", "of"), ("each", "year"), ("every", "year"), ("every", "day"), ("every", "week"), ("every", "spring"), ("every", "summer")}
)
HABITS = frozenset({"v.permit", "v.force_out", "v.suppress"})
READY = frozenset({"willing", "ready", "prepared"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """One event a sentence may report. `at` is the trigger's token; `covers` are the tokens the act's phrases take.

    `lean` is how sure words are of the type where no rule tells it, 1 where one does.
    """

    event_type: str
    mode: str | None
    modality: str
    actors: tuple[Argument, ...]
    recipients: tuple[Argument, ...]
    trigger: Span
    lemma: str
    rule_id: str
    at: int
    first: int
    covers: tuple[int, int]
    subordinate: bool
    has_subject: bool
    passive: bool = False
    lean: float = 1.0


def candidates(reading: Reading, actors: Actors, called: frozenset[str]) -> Iterator[Candidate]:
    """Every trigger of a sentence with its parties, by token; `called` are the words that can be one."""
    for at in [at for at, low in enumerate(reading.low) if low in called]:
        letter = reading.tag[at]
        if letter == "M":
            found = _obligation(reading, actors, at)
        elif reading.low[at] in READY:
            found = _readiness(reading, actors, at)
        elif letter in "VEG":
            found = _verb_candidate(reading, actors, at)
        else:
            found = _noun_candidate(reading, actors, at)
        if found is not None:
            yield found


def _verb_candidate(reading: Reading, actors: Actors, at: int) -> Candidate | None:
    group = verb_group(reading, at)
    hi = clause_end(reading, at)
    reduced = reading.tag[at] == "E" and not group.passive and not group.words and _is_reduced(reading, at, hi, group)
    group.passive = group.passive or reduced
    act = verb_act(reading, group, hi)
    if act is None or group.asked or _is_habit(reading, group, act) or _is_no_comment(reading, group):
        return None
    stance = read_stance(reading, group)
    if stance.kind == "obliged" or (act.trigger.rule.is_converse and stance.kind in {"intended", "would"}):
        return None  # what somebody is to receive, nobody has yet promised
    event_type, modality = turned(act.trigger.rule.event_type, stance.kind)
    if is_conditional(reading, group) or group.purpose:
        modality = "hypothetical"
    modality = subject_modality(reading, group, told_modality(reading, group.clause_first, modality))
    if modality == "actual" and _is_of_none(reading, act, hi):
        modality = "negated"
    if group.passive:
        who, whom = passive_parties(reading, actors, act, group, hi)
    else:
        who, whom = active_parties(reading, actors, act, group, hi)
        related = relative_parties(reading, actors, act, group) if act.trigger.rule.event_type != "THREATEN" else ()
        if related and (not whom or not act.objects):
            whom, group.relative = related, True
    if act.trigger.rule.is_converse:
        who, whom = whom, who
    if not group.passive and not whom and not act.objects and act.frame[0] == {"o"} and stance.governor is None:
        return None
    if event_type == "REJECT" and stance.kind == "refused" and not whom:
        whom = awaited_parties(reading, actors, act.last)
    governor = stance.governor
    if (
        governor is not None
        and event_type == "AGREE"
        and len(who) > 1
        and reading.lemma(governor) == "agree"
        and not any(a.typed for a in whom)
    ):
        who, whom = who[:1], who[1:]
    trigger_at = at if governor is None or event_type == act.trigger.rule.event_type else governor
    mode = act.trigger.rule.mode if event_type == act.trigger.rule.event_type else _turned_mode(event_type, act)
    if event_type == "ASSAULT" and mode in {"blockade", "occupy"} and _are_civilians(who):
        event_type, mode = "PROTEST", "obstruct"
    return Candidate(
        event_type=event_type,
        mode=mode,
        modality=modality,
        actors=who,
        recipients=whom,
        trigger=reading.spans[trigger_at],
        lemma=act.trigger.name if trigger_at == at else reading.lemma(trigger_at),
        rule_id=act.trigger.rule.rule_id,
        at=at,
        first=group.clause_first,
        covers=(min(at, group.clause_first), max(act.after, act.last)),
        subordinate=group.purpose or group.relative or reduced or reading.tag[at] == "G",
        has_subject=bool(group.subject),
        passive=group.passive,
    )


def _are_civilians(who: tuple[Argument, ...]) -> bool:
    """Whether people without arms do it: their blockade is a protest."""
    return bool(who) and any(word in word_classes()["civilian"] for word in who[0].party.name.lower().split())


def _readiness(reading: Reading, actors: Actors, at: int) -> Candidate | None:
    """A readiness told as "X is willing to": AGREE, whatever it is to, towards the party that follows."""
    if reading.low[at + 1 : at + 2] != ["to"] or reading.tag_at(at - 1) not in "BAN":
        return None
    group = verb_group(reading, at)
    who = subject_parties(reading, actors, group)
    whom = next_party(reading, actors, at + 1, RECIPIENT_PREPOSITIONS, {a.party for a in who})
    if not who or not whom or set(group.words) & word_classes()["negation"]:
        return None
    return Candidate(
        event_type="AGREE",
        mode="cooperate",
        modality="actual",
        actors=who,
        recipients=whom,
        trigger=reading.spans[at],
        lemma=reading.low[at],
        rule_id="a.willing",
        at=at,
        first=group.clause_first,
        covers=(group.clause_first, at + 1),
        subordinate=False,
        has_subject=True,
    )


def _obligation(reading: Reading, actors: Actors, at: int) -> Candidate | None:
    """A demand told as "X says Y must": asked by the one who says it of the subject."""
    subject = subject_chunk(reading, at - 1, 0)
    if not subject or reading.tag[subject[0].first] == "U":
        return None
    who = read_parties(reading, actors, subject_of_report(reading, subject[0].first))
    whom = read_parties(reading, actors, subject)
    if not who or not whom:
        return None
    first = subject[0].first
    return Candidate(
        "REQUEST", "change", "actual", who, whom, reading.spans[at], "must", "m.must", at, first, (first, at + 1), False, True,
    )  # fmt: skip


def _is_habit(reading: Reading, group: VerbGroup, act: Act) -> bool:
    """Whether a bare present tells what a rule or a thing does in general ("a policy that allows", "usually arrest")."""
    if reading.tag[group.at] != "V" or group.words or group.governors:
        return False
    return act.trigger.rule.rule_id in HABITS or (is_present(reading.low[group.at]) and _tells_habit(reading))


def _tells_habit(reading: Reading) -> bool:
    """Whether a sentence says how often, or of most of something, that it is so."""
    low = reading.low
    often = any(word in traps()["habit"] for word in low)
    return often or any(pair in HABITUAL for pair in pairwise(low))


def _is_of_none(reading: Reading, act: Act, hi: int) -> bool:
    """Whether the act is done to nobody, or its object is none ("made no arrests")."""
    first = act.objects[0].first if act.objects else skip_time(reading, act.last, hi)
    return first < hi and (reading.low[first] == "no" or reading.low[first] in traps()["nobody"])


def _is_no_comment(reading: Reading, group: VerbGroup) -> bool:
    """Whether what is refused or denied is but to speak ("declined to say", "denied doing")."""
    lemma = reading.lemma(group.at)
    following = reading.low[group.at + 2 : group.at + 3] if reading.tag_at(group.at + 1) == "T" else []
    silent = lemma in word_classes()["refusal_verb"] and bool(following) and following[0] in word_classes()["speaking"]
    return silent or (lemma in {"deny", "refuse"} and reading.tag_at(group.at + 1) == "G")


def _turned_mode(event_type: str, act: Act) -> str | None:
    """The mode of an act turned by its stance: by what is promised, threatened, asked or refused."""
    base = act.trigger.rule.event_type
    table = {
        "AGREE": {"CONSULT": "meet", "CONCEDE": "yield", "RETREAT": "yield"},
        "THREATEN": {"ASSAULT": "force", "MOBILIZE": "force", "PROTEST": "political", "SANCTION": "relations", "COERCE": "restrict"},
        "REQUEST": {"AID": "assist", "CONSULT": "meet", "CONCEDE": "yield", "RETREAT": "yield"},
        "REJECT": {"AID": "assist", "CONSULT": "meet", "CONCEDE": "yield", "RETREAT": "yield"},
    }
    default = {"AGREE": "cooperate", "THREATEN": "political", "REQUEST": "change", "REJECT": "change"}
    mode = table.get(event_type, {}).get(base) or default.get(event_type)
    return mode if mode in event_types()[event_type].modes else None


def _is_reduced(reading: Reading, at: int, hi: int, group: VerbGroup) -> bool:
    """Whether a participle without auxiliary is passive ("the men arrested on Monday"): "by" follows, or a finite verb and no object."""
    if reading.low[at + 1 : at + 2] == ["by"]:
        return not takes_particle(reading.lemma(at), ["by"])
    if (
        reading.tag_at(at - 1) == "R"
        or reading.low[group.clause_first - 1 : group.clause_first] == ["whom"]
        or is_object_relative(reading, group)
    ):
        return False
    after = skip_time(reading, at + 1, hi)
    if reading.tag_at(after) not in "P,.SC" or not group.subject or takes_particle(reading.lemma(at), reading.low[after : after + 1]):
        return False
    if reading.tag_at(at - 1) == "," and any(reading.tag[i] == "," and reading.tag_at(i + 1) in "VEBMH" for i in range(after, hi - 1)):
        return True
    finite = any(reading.tag[i] in "VMBH" and reading.tag[i - 1] != "T" for i in range(at + 1, hi))
    return (finite and reading.low[after : after + 1] != ["with"]) or reading.tag_at(group.clause_first - 1) in "VEPG"


def _noun_candidate(reading: Reading, actors: Actors, at: int) -> Candidate | None:
    """The event of a noun with a party on both sides: whose act, on whom."""
    hi = clause_end(reading, at)
    act = noun_act(reading, at, hi)
    if act is None:
        return None
    first, _ = phrases_before_noun(reading, at)
    pair = read_parties(reading, actors, between_parties(reading, at + 1, hi))
    if len(pair) > 1:
        who, whom = pair[:1], pair[1:]
    else:
        before = read_parties(reading, actors, [Phrase(first, at, at)]) if first < at else ()
        who = tuple(a for a in before if a.party.actor is not None) or read_parties(reading, actors, by_agent(reading, at + 1, hi))
        places = frozenset(act.trigger.rule.frame)
        harms = act.trigger.rule.event_type == "ASSAULT" and any(a.political for a in who)
        whom = tuple(a for a in read_parties(reading, actors, governed(reading, at + 1, hi, places)) if a.typed or harms)
    if not who or not whom or who[0].party == whom[0].party:
        return None
    rule = act.trigger.rule
    modality = "alleged" if any(reading.low[i] in word_classes()["allege_word"] for i in range(first, at)) else "actual"
    return Candidate(
        event_type=rule.event_type,
        mode=rule.mode,
        modality=modality,
        actors=who,
        recipients=whom,
        trigger=reading.spans[at],
        lemma=act.trigger.name,
        rule_id=rule.rule_id,
        at=at,
        first=first,
        covers=(first, at + 1),
        subordinate=True,
        has_subject=True,
    )
