"""How often a report like this one is right, as measured on development sentences."""

from __future__ import annotations

from onrecord.events.candidates import Candidate


def confidence(candidate: Candidate) -> float:
    """Probability that type and parties are right: by which parties were found, and how the trigger was."""
    sides = sum(any(a.typed for a in side) for side in (candidate.actors, candidate.recipients))
    return (0.3, 0.5, 0.7)[sides] - (0.15 if candidate.rule_id.startswith("n.") else 0.0)
