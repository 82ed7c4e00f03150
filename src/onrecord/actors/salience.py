"""How present each actor is at a point of the article, after Lappin and Leass (1994), "An Algorithm for Pronominal Anaphora Resolution"."""

from __future__ import annotations

from onrecord.actors.candidates import Candidate

DECAY = 0.5
"""Loss a sentence: Lappin and Leass halve every weight at a sentence boundary."""
BASE, SUBJECT, OWNER, QUOTED, PRONOUN = 1.0, 1.6, 0.5, 0.35, 0.3
"""Weight of a mention; what a subject adds; factors for a possessive and for words inside a quotation, whose actors are seldom what the
narrator's pronouns mean; what a pronoun that continues the actor adds."""


class Salience:
    """Weights by key, decayed lazily."""

    def __init__(self) -> None:
        self._weights: dict[int, tuple[float, int]] = {}

    def of(self, key: int, sentence: int) -> float:
        """Weight of an actor at a sentence."""
        weight, since = self._weights.get(key, (0.0, sentence))
        return float(weight * DECAY ** (sentence - since))

    def add(self, key: int, candidate: Candidate) -> None:
        """Counts a mention."""
        weight = BASE + (SUBJECT if candidate.subject else 0.0)
        if candidate.kind == "pronoun":
            weight += PRONOUN
        if candidate.owner:
            weight *= OWNER
        if candidate.quoted:
            weight *= QUOTED
        self._weights[key] = (self.of(key, candidate.sentence) + weight, candidate.sentence)

    def keys(self) -> list[int]:
        """Every actor that was mentioned, in order of first mention."""
        return list(self._weights)
