"""What is no event: acts without a party, of sport, markets, nature, fiction; and events told twice in one sentence."""

from __future__ import annotations

from onrecord.events.candidates import Candidate
from onrecord.events.lexicon import traps
from onrecord.events.plover import event_types
from onrecord.events.reading import Reading

SPORT_WORDS = 2  # two words of sport tell a sports report; one ("a goal of the talks") does not


def passes(reading: Reading, candidate: Candidate) -> bool:
    """Whether a candidate has a party on one side at least, and the sentence is not about something else."""
    if not any(a.typed for a in (*candidate.actors, *candidate.recipients)):
        return False
    if candidate.has_subject and candidate.actors and not any(a.typed for a in candidate.actors):
        return False
    if not candidate.actors and not candidate.recipients:
        return False
    return not _about_something_else(reading, candidate)


def _about_something_else(reading: Reading, candidate: Candidate) -> bool:
    """Whether the words of the sentence tell of sport, markets or fiction."""
    words = set(reading.low)
    conflict = event_types()[candidate.event_type].is_conflict
    if len(words & traps()["sport"]) >= SPORT_WORDS:
        return True
    return conflict and len(words & traps()["market"]) >= SPORT_WORDS


def selected(found: list[Candidate]) -> list[Candidate]:
    """The candidates to report: a noun's act inside a verb's own phrases is told by the verb."""
    verbs = [c for c in found if not c.rule_id.startswith("n.")]
    kept = list(verbs)
    for candidate in found:
        if candidate.rule_id.startswith("n.") and not any(v.covers[0] <= candidate.at < v.covers[1] for v in verbs):
            kept.append(candidate)
    return sorted(kept, key=lambda c: c.at)
