"""Who several are: 'both men', 'the two diplomats', 'the sides', and 'they'."""

from __future__ import annotations

from onrecord.actors.candidates import Candidate
from onrecord.actors.drafts import Draft, Registry, Resolved
from onrecord.actors.salience import Salience

REACH = 0.3
"""Below this weight (about three sentences after a mention as subject) 'they' has no antecedent."""
PAIR_REACH = 0.02
BODY_SHARE = 0.4
"""Share of its weight that a single body of people keeps as what 'they' means."""
SIDES = frozenset({"sides", "parties", "countries", "nations", "governments", "neighbors", "neighbours"})
PAIRS = frozenset({"sides", "duo", "pair"})
GENDERS = {"men": "male", "women": "female"}
JOINABLE = frozenset({"name", "country", "organization", "title", "unnamed"})


class Plurals:
    """Remembers who was mentioned as several."""

    def __init__(self, registry: Registry, salience: Salience[int]) -> None:
        self.registry = registry
        self.salience = salience
        self.groups: Salience[tuple[int, ...]] = Salience()

    def note(self, found: Resolved) -> None:
        """Counts the mention of a group or of a body of people."""
        if found.members:
            self.groups.add(found.members, found.candidate)
        elif found.actor is not None:
            draft = self.registry[found.actor]
            if draft.number != "singular" or draft.actor_type == "organization":
                self.groups.add((found.actor,), found.candidate)

    def note_pair(self, left: int, candidate: Candidate, right: int) -> None:
        """Counts 'A and B' as a group."""
        if left != right:
            self.groups.add(tuple(sorted((left, right))), candidate)

    def they(self, candidate: Candidate, subject: int | None) -> tuple[int, ...]:
        """Keys of whom 'they' means; none where nobody fits. `subject` is the actor that an object pronoun cannot mean."""
        best: tuple[int, ...] = ()
        weight = REACH
        for keys in self.groups.recent(candidate.sentence):
            value = self.groups.of(keys, candidate)
            if len(keys) == 1:
                value *= 1.0 if self.registry[keys[0]].number == "plural" else BODY_SHARE
            if value > weight and keys != (subject,):
                best, weight = keys, value
        return best

    def two(self, candidate: Candidate) -> tuple[int, ...]:
        """The two whom 'both men' or 'the two sides' means: the two most present of one kind."""
        determiner = candidate.determiner.split()
        definite = "the" in determiner or "these" in determiner or "those" in determiner
        if "both" not in determiner and not ("two" in determiner and definite) and not (candidate.head in PAIRS and determiner == ["the"]):
            return ()
        kinds = ("government", "person") if candidate.head in SIDES else ("person",)
        named = self._named_pair(kinds, candidate) if candidate.head in PAIRS & SIDES else ()
        if named:
            return named
        pairs = [pair for pair in (self._pair(kind, candidate) for kind in kinds) if pair]
        if not pairs:
            return ()
        keys, _ = max(pairs, key=lambda pair: (pair[1], pair[0]))
        return keys

    def body(self, candidate: Candidate) -> Draft | None:
        """The organization of a fitting sector that is most present, for 'the company' and the like."""
        fitting = {candidate.sector, None} if candidate.sector != "UNK" else None
        options = [
            draft
            for draft in map(self.registry.__getitem__, self.salience.recent(candidate.sentence))
            if draft.actor_type == "organization" and (fitting is None or draft.sector in fitting)
        ]
        best = max(options, key=lambda d: (self.salience.of(d.key, candidate), -d.key), default=None)
        return best if best is not None and self.salience.of(best.key, candidate) > REACH else None

    def _named_pair(self, kinds: tuple[str, ...], candidate: Candidate) -> tuple[int, ...]:
        """The two named together ("Ruritania and Elbonia", "both ministers") that are most present: the sides of a talk are told as two."""
        pairs = [
            keys
            for keys in self.groups.recent(candidate.sentence)
            if len(keys) == 2 and any(all(self._fits(self.registry[key], kind, candidate) for key in keys) for kind in kinds)
        ]
        return max(pairs, key=lambda keys: (self.groups.of(keys, candidate), keys), default=())

    def _pair(self, kind: str, candidate: Candidate) -> tuple[tuple[int, ...], float] | None:
        sentence = candidate.sentence
        options = [d for d in map(self.registry.__getitem__, self.salience.recent(sentence)) if self._fits(d, kind, candidate)]
        ranked = sorted(options, key=lambda d: (-self.salience.of(d.key, candidate), d.key))[:2]
        if len(ranked) < 2:
            return None
        return tuple(sorted(d.key for d in ranked)), self.salience.of(ranked[1].key, candidate)

    def _fits(self, draft: Draft, kind: str, candidate: Candidate) -> bool:
        of_kind = draft.is_human if kind == "person" else draft.actor_type == kind
        if not of_kind or draft.number == "plural" or self.salience.of(draft.key, candidate) <= PAIR_REACH:
            return False
        gender = GENDERS.get(candidate.head)
        known = draft.person.gender if draft.person else draft.gender
        return not (gender and known not in {None, gender})
