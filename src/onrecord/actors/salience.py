"""How present each actor is at a point of the article, after Lappin and Leass (1994), "An Algorithm for Pronominal Anaphora Resolution"."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

from onrecord.actors.candidates import Candidate

K = TypeVar("K", bound=Hashable)

DECAY = 0.5
"""Loss a sentence: Lappin and Leass halve every weight at a sentence boundary."""
BASE, SUBJECT, SPEAKER, OWNER, QUOTED, PRONOUN = 1.0, 1.6, 0.5, 0.5, 0.2, 0.3
"""Weight of a mention; what a subject adds; what the subject of a verb of speech adds to that; factors for a possessive and for words
inside a quotation, whose actors are seldom what the narrator's pronouns mean; what a pronoun that continues the actor adds."""
REPORTED = 0.3
"""Share left to a mention in a sentence in which another speaks: who spoke outranks whom he spoke of."""
AGAIN = 0.2
"""Weight of a relative pronoun and of an apposition, which go on with what was just named."""
RELATIVES = frozenset({"who", "whom", "which"})
WINDOW = 16
"""After so many sentences without a mention an actor's weight is nothing."""
DECAYS = tuple(float(DECAY**sentences) for sentences in range(WINDOW))
RECENT = 40
"""So many of the actors mentioned last are candidates; it bounds the work on a text of many names."""


class Salience(Generic[K]):
    """Weights by key, decayed lazily; keys are kept in the order of their last mention.

    Each key has two weights: one for the narrator's pronouns, and one for pronouns inside a quotation, for which its words count in full.
    """

    def __init__(self) -> None:
        self._weights: dict[K, tuple[float, float, int]] = {}

    def of(self, key: K, candidate: Candidate) -> float:
        """Weight of an actor at a candidate."""
        told, heard, since = self._weights.get(key, (0.0, 0.0, candidate.sentence))
        return (heard if candidate.quoted else told) * decay(candidate.sentence - since)

    def add(self, key: K, candidate: Candidate) -> None:
        """Counts a mention."""
        told, heard, since = self._weights.pop(key, (0.0, 0.0, candidate.sentence))
        kept, gain = decay(candidate.sentence - since), weight_of(candidate)
        self._weights[key] = (told * kept + gain * (QUOTED if candidate.quoted else 1.0), heard * kept + gain, candidate.sentence)

    def recent(self, sentence: int) -> list[K]:
        """The actors mentioned of late, the latest first."""
        found: list[K] = []
        for key, (_, _, since) in reversed(self._weights.items()):
            if len(found) == RECENT or sentence - since > WINDOW:
                break
            found.append(key)
        return found


def decay(sentences: int) -> float:
    """Share of a weight that is left after so many sentences."""
    return DECAYS[sentences] if 0 <= sentences < WINDOW else float(DECAY ** min(sentences, WINDOW))


def weight_of(candidate: Candidate) -> float:
    """Weight that one mention gives its actor."""
    if candidate.slight or candidate.head in RELATIVES:
        return AGAIN
    weight = BASE + (SUBJECT if candidate.subject else 0.0) + (SPEAKER if candidate.speaker else 0.0)
    if candidate.kind == "pronoun":
        weight += PRONOUN
    if candidate.reported:
        weight *= REPORTED
    return weight * OWNER if candidate.owner else weight
