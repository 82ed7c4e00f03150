"""What is no event: acts without a party, of sport, markets, nature, fiction; and events told twice in one sentence."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.events.candidates import Candidate
from onrecord.events.lexicon import object_classes, traps, word_classes
from onrecord.events.parties import Argument
from onrecord.events.plover import event_types
from onrecord.events.reading import Reading

SPORT_WORDS = 2  # two words of sport or markets tell such a report; one ("a goal of the talks") does not
ABSTRACT_ENDINGS = ("tion", "sion", "ment", "ness", "ity", "ance", "ence", "ing", "ism", "cy")
MEETINGS = frozenset({"v.attend", "v.hold_talks", "v.launch_mediation"})
NEEDS_BOTH = frozenset(
    {"v.leave_place", "v.promise", "v.order", "v.force_out", "v.teargas", "v.agree", "v.fire_missile", "v.joint", "n.cooperation"}
)
SCORE = re.compile(r"\b\d{1,2}[-–]\d{1,2}\b")  # of a game; votes of courts have one too, so it counts as one word of sport
FINALS = frozenset({"final", "finals", "semi-final", "semi-finals", "quarter-final", "quarter-finals"})
HARMS = frozenset({"kill", "injure", "wound", "destroy"})
MATERIAL = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST"})
AGENTLESS = MATERIAL | {"ACCUSE", "RETREAT", "CONCEDE"}
"""Types that are news though it is not said who did it."""
PERSONAL = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"})
"""Types that are news whoever does them; the others between private people or firms are daily life: somebody praised, asked or met."""
DEALINGS = frozenset({"CONSULT", "AGREE", "COOPERATE", "SUPPORT", "AID", "REQUEST", "ACCUSE", "REJECT", "RETREAT"})
"""Types that firms, clubs and artists have with each other every day."""
EVERYDAY = frozenset({"CONSULT", "AGREE", "SUPPORT", "REQUEST", "REJECT", "RETREAT"})
"""Types of which nameless people do things to each other all day."""
NEEDS_PARTY = frozenset({"SUPPORT", "CONSULT", "AID", "RETREAT"})
"""Types that are no act of politics when done to a thing: a thesis defended, a film released, a museum visited."""


def passes(reading: Reading, candidate: Candidate, *, long_text: bool = True) -> bool:
    """Whether a candidate has the parties its type needs, and the sentence is not about something else.

    In a long text somebody who acts for a state is called by his office somewhere; a sentence alone ("Rowan met Okoro") cannot tell, so
    there a party need not be known as a political one.
    """
    who, whom = candidate.actors, candidate.recipients
    if long_text and not _is_public(candidate) and not any(a.political for a in (*who, *whom)):
        return False
    if (not long_text and _is_everyday(candidate)) or any(side and all(_is_natural(a) for a in side) for side in (who, whom)):
        return False
    if not any(a.typed for a in (*who, *whom)):
        return False
    if who and candidate.has_subject and not any(a.typed for a in who) and not _is_weapon(candidate):
        return False
    if not (who and whom) and not _stands_alone(candidate):
        return False
    if whom and _is_done_to_a_thing(candidate):
        return False
    return not _is_private(whom) and not _about_something_else(reading, candidate)


def _is_done_to_a_thing(candidate: Candidate) -> bool:
    """Whether an act that needs a party is done to none; troops leave, and fights end in, places without a name."""
    named = any(a.typed or _is_abstract(a) for a in candidate.recipients)
    return candidate.event_type in NEEDS_PARTY and candidate.mode not in {"ceasefire", "withdraw"} and not named


def _is_everyday(candidate: Candidate) -> bool:
    """Whether somebody without a name deals with somebody, and neither is a state, an office, an army or a movement: daily life."""
    parties = (*candidate.actors, *candidate.recipients)
    if candidate.event_type not in EVERYDAY or any(a.political for a in parties):
        return False
    return bool(candidate.actors and candidate.recipients) and all(_is_nameless(a) for a in parties)


def _is_nameless(argument: Argument) -> bool:
    """Whether a party is called by common nouns only; a sentence's first word may be capitalized without being a name."""
    name = argument.party.name
    return argument.party.actor is None and (name.islower() or (" " in name and name[1:].islower()))


def _is_natural(argument: Argument) -> bool:
    """Whether a side is weather or an animal."""
    last = (argument.party.name.split() or [""])[-1]
    return last.islower() and last in traps()["nature"] and last not in object_classes()["weapons"]


def _is_public(candidate: Candidate) -> bool:
    """Whether an act is news whoever does it: force, protest, and what courts and police do; of force on a thing the doer must be known."""
    if candidate.event_type == "ASSAULT":
        return any(a.typed for a in candidate.recipients)
    return candidate.event_type in PERSONAL or candidate.mode == "judicial"


def passes_weakly(reading: Reading, candidate: Candidate) -> bool:
    """Whether a candidate that lacks a party is told by an act of a state, an army, a movement, and so may stand when nothing else does."""
    parties = (*candidate.actors, *candidate.recipients)
    if candidate.rule_id in NEEDS_BOTH and not candidate.actors:
        return False
    if any((not a.typed and _is_blind(a)) or _is_natural(a) for a in candidate.actors):
        return False
    if candidate.recipients and all(_is_natural(a) for a in candidate.recipients):
        return False
    if candidate.event_type in MATERIAL and candidate.actors and not any(a.typed for a in candidate.actors) and not _is_weapon(candidate):
        return False
    if candidate.event_type == "CONSULT" and not candidate.actors and not candidate.passive:
        return False
    if _is_done_to_a_thing(candidate):
        return False
    if not (candidate.recipients and (candidate.actors or candidate.event_type != "ACCUSE")):
        return False
    return any(a.political for a in parties) and not _is_private(candidate.recipients) and not _about_something_else(reading, candidate)


def _is_blind(argument: Argument) -> bool:
    """Whether what acts is no agent: weather, markets, an accident, an abstraction."""
    words = set(argument.party.name.lower().split())
    abstract = argument.party.name.islower() and _last_word(argument).endswith(ABSTRACT_ENDINGS)
    return abstract or any(words & traps()[name] for name in ("nature", "market", "accident", "vehicle"))


def _is_weapon(candidate: Candidate) -> bool:
    """Whether what kills or hits is an attack or a weapon, whose owner the sentence leaves open."""
    if candidate.event_type != "ASSAULT" or any(set(a.party.name.lower().split()) & traps()["nature"] for a in candidate.actors):
        return False
    return any(_last_word(a) in object_classes()["weapons"] for a in candidate.actors)


def _stands_alone(candidate: Candidate) -> bool:
    """Whether one party is enough: of a passive, of a verb whose subject could not be read, of an act that needs no recipient."""
    if candidate.actors:
        return candidate.rule_id not in NEEDS_BOTH and (candidate.event_type not in {"CONSULT", "SUPPORT"} or candidate.rule_id in MEETINGS)
    if candidate.subordinate or not any(a.typed for a in candidate.recipients) or candidate.rule_id in NEEDS_BOTH:
        return False
    if candidate.event_type == "ACCUSE" and candidate.mode in {"allege", "disapprove"}:
        return False
    return candidate.event_type in (AGENTLESS if candidate.passive else MATERIAL) and (candidate.passive or not candidate.has_subject)


def _last_word(argument: Argument) -> str:
    """Last word of a party's name, lower case."""
    return (argument.party.name.lower().split() or [""])[-1]


def _is_abstract(argument: Argument) -> bool:
    """Whether a recipient is a political thing ("the decision")."""
    return any(word in word_classes()["abstract"] for word in argument.party.name.lower().split())


def _is_private(whom: tuple[Argument, ...]) -> bool:
    """Whether the act is done to relatives or customers alone."""
    return bool(whom) and all((a.party.actor is None or a.party.name.islower()) and _last_word(a) in traps()["private"] for a in whom)


def _about_something_else(reading: Reading, candidate: Candidate) -> bool:
    """Whether the words of the sentence tell of sport, markets, fiction, learning or business, or are no sentence of news at all."""
    words = set(reading.low)
    if words & traps()["history"] or _is_headed(reading) or (words & traps()["fiction"] and words & traps()["depiction"]):
        return True
    if _is_commerce(candidate) or _is_learned(candidate):
        return True
    traded = event_types()[candidate.event_type].is_conflict and not any(a.political for a in candidate.actors)
    score = bool(SCORE.search(reading.body, reading.spans[0].start, reading.spans[-1].end))
    if words & traps()["sport_sure"] or len(words & traps()["sport"]) + score >= SPORT_WORDS or _is_final(reading):
        return True
    lone = not candidate.actors or candidate.lemma in HARMS
    if candidate.event_type == "ASSAULT" and (words & traps()["fiction"] or (lone and words & traps()["accident"])):
        return True
    return traded and len(words & traps()["market"]) >= SPORT_WORDS


def _is_final(reading: Reading) -> bool:
    """Whether something happens "in the final": not in the final hours, stage or draft."""
    at = next((i for i, low in enumerate(reading.low) if low in FINALS and reading.low[max(0, i - 2) : i] == ["in", "the"]), None)
    return at is not None and reading.tag_at(at + 1) not in "XEGW"


def _is_headed(reading: Reading) -> bool:
    """Whether a word and a colon begin the line that no news begins with ("Crossword: ...")."""
    return reading.low[0] in traps()["label"] and (":" in reading.low[1:3] or reading.low[0] == "subscribe")


def _is_commerce(candidate: Candidate) -> bool:
    """Whether firms, clubs, artists or visitors have to do with each other, and no state, office or armed group with any of them."""
    parties = (*candidate.actors, *candidate.recipients)
    if candidate.event_type not in DEALINGS or not candidate.actors or any(a.political for a in parties):
        return False
    return _last_word(candidate.actors[0]) in traps()["commerce"]


def _is_learned(candidate: Candidate) -> bool:
    """Whether scholars agree or meet: about what they study."""
    first = candidate.actors[0].party.name.lower().split() if candidate.actors else []
    return candidate.event_type in {"AGREE", "CONSULT", "COOPERATE", "SUPPORT"} and any(w in word_classes()["scholar"] for w in first)


def selected(found: list[Candidate]) -> list[Candidate]:
    """The candidates to report, by token: of those with one trigger the fullest; those with both sides, or else the best one.

    A noun's act inside a verb's own phrases is told by the verb.
    """
    found = _by_purpose(found)
    verbs = [c for c in found if not c.rule_id.startswith("n.")]
    free = [c for c in found if c.rule_id.startswith("n.") and not any(v.covers[0] <= c.at < v.covers[1] for v in verbs)]
    by_trigger: dict[int, Candidate] = {}
    for candidate in [*verbs, *free]:
        best = by_trigger.get(candidate.trigger.start)
        if best is None or _fullness(candidate) > _fullness(best) or _is_inner(candidate, best):
            by_trigger[candidate.trigger.start] = candidate
    kept = _once(sorted(by_trigger.values(), key=lambda c: c.at))
    full = [c for c in kept if _is_full(c)]
    main = [c for c in full if not c.subordinate]
    return main or full or sorted(kept, key=lambda c: (c.subordinate, not c.actors, c.at))[:1]


def _once(found: list[Candidate]) -> list[Candidate]:
    """Each type between the same parties once: "was beaten and killed by soldiers" is one assault, and the soldiers'."""
    known = {(c.event_type, c.recipients) for c in found if c.actors}
    seen: dict[tuple[str, tuple[Argument, ...], tuple[Argument, ...]], Candidate] = {}
    for candidate in found:
        if candidate.actors or (candidate.event_type, candidate.recipients) not in known:
            seen.setdefault((candidate.event_type, candidate.actors, candidate.recipients), candidate)
    return list(seen.values())


def _fullness(candidate: Candidate) -> int:
    """Two for each typed side, one for an untyped one; a purpose or relative clause loses to a main one."""
    sides = (candidate.actors, candidate.recipients)
    return sum((2 if any(a.typed for a in side) else 1) if side else 0 for side in sides) * 2 - candidate.subordinate


def _is_inner(candidate: Candidate, best: Candidate) -> bool:
    """Whether a candidate tells what is refused or threatened, as fully as the verb of refusal alone."""
    told = candidate.event_type in {"REJECT", "THREATEN"} or best.rule_id == "a.willing"
    return told and candidate.at > best.at and _fullness(candidate) == _fullness(best)


def _is_full(candidate: Candidate) -> bool:
    """Whether both sides are there: in a main clause the recipient may be no actor, elsewhere it must."""
    if not candidate.actors or not candidate.recipients:
        return candidate.passive and not candidate.subordinate and any(a.typed for a in candidate.recipients)
    return not candidate.subordinate or all(any(a.typed for a in side) for side in (candidate.actors, candidate.recipients))


def _by_purpose(found: list[Candidate]) -> list[Candidate]:
    """A telephone call made to congratulate, thank or back somebody is that act: the call takes its type."""
    call = next((c for c in found if c.rule_id == "v.call_person"), None)
    act = next((c for c in found if call and c.at > call.at and c.event_type == "SUPPORT" and c.subordinate), None)
    if call is None or act is None:
        return found
    told = replace(call, event_type=act.event_type, mode=act.mode)
    return [told if c is call else c for c in found if c is not act]
