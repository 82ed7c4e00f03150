"""Who each candidate of a text means: names by cluster, titles by office, pronouns by gender and salience, groups by their members."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from onrecord.actors.candidates import Candidate
from onrecord.actors.people import People, Person, core, fold_name, holds
from onrecord.actors.salience import Salience
from onrecord.actors.tokens import Words

REACH = 0.02
"""Below this weight (about six sentences after a single mention) a pronoun has no antecedent."""
PLURAL_REACH = 3
"""Sentences after which 'they' no longer means a group."""


@dataclass(slots=True)
class Draft:
    """One actor while the article is read; a person's facts are in `person`."""

    key: int
    actor_type: str
    name: str
    person: Person | None = None
    head: str = ""
    title: str | None = None
    country: str | None = None
    sector: str | None = None
    gender: str | None = None
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Resolved:
    """A candidate with the key of its actor, or the keys of a group's members."""

    candidate: Candidate
    actor: int | None
    members: tuple[int, ...] = ()


class Resolver:
    """Reads the candidates of one article in order and keeps what was said so far."""

    def __init__(self, table: Words, candidates: list[Candidate]) -> None:
        self.table = table
        self.candidates = candidates
        self.people = People()
        self.drafts: list[Draft] = []
        self.of_person: dict[int, Draft] = {}
        self.by_name: dict[tuple[str, ...], Draft] = {}
        self.salience = Salience()
        self.plural: tuple[int | None, tuple[int, ...], int] | None = None
        self.ahead: dict[int, Person] = {}
        self.single_counts: Counter[str] = Counter()
        self.said: dict[int, int] = {}

    def run(self) -> list[Resolved]:
        """Every candidate that is a mention, resolved as far as the article allows."""
        self._index_full_names()
        resolved = []
        for index, candidate in enumerate(self.candidates):
            found = self._resolve(index, candidate)
            if found is None:
                continue
            resolved.append(found)
            if found.actor is not None:
                self.salience.add(found.actor, candidate)
            for member in found.members:
                self.salience.add(member, candidate)
            self._remember_plural(index, found)
        return resolved

    def _index_full_names(self) -> None:
        for index, candidate in enumerate(self.candidates):
            if candidate.kind != "name":
                continue
            if len(core(candidate.name)) > 1:
                self.ahead[index] = self.people.add_full(candidate)
            elif not self.table.initial[candidate.first] and candidate.sentence not in self.table.headline | self.table.shouted:
                self.single_counts[fold_name(candidate.name[-1])] += 1

    def _resolve(self, index: int, candidate: Candidate) -> Resolved | None:
        if candidate.kind == "name":
            return self._name(index, candidate)
        if candidate.kind == "pronoun":
            return self._pronoun(index, candidate)
        if candidate.kind in {"title", "unnamed"}:
            return self._role(index, candidate)
        if candidate.kind == "document":
            return Resolved(candidate, self._draft(("document", candidate.head), "document", candidate.description, candidate).key)
        if candidate.kind == "country":
            return self._country(candidate)
        return self._organization(candidate)

    # ---- names

    def _name(self, index: int, candidate: Candidate) -> Resolved | None:
        person = self.ahead.get(index) or self._single(candidate)
        if person is None:
            return None
        self.ahead[index] = person
        return Resolved(candidate, self._person_draft(person).key)

    def _single(self, candidate: Candidate) -> Person | None:
        weights = {p.key: self.salience.of(self.of_person[p.key].key, candidate.sentence) for p in self.people.people if p.key in self.of_person}
        person = self.people.add_single(candidate, weights)
        if person is not None:
            return person
        if not candidate.weak:
            return self.people.new(candidate)
        if candidate.sentence in self.table.headline or candidate.sentence in self.table.shouted:
            return None
        count = self.single_counts[fold_name(candidate.name[-1])]
        told = candidate.subject and not self.table.initial[candidate.first]
        return self.people.new(candidate) if count >= 2 or told or (candidate.subject and count) else None

    def _person_draft(self, person: Person) -> Draft:
        draft = self.of_person.get(person.key)
        if draft is None:
            draft = self._add(Draft(len(self.drafts), "person", " ".join(person.full), person))
            self.of_person[person.key] = draft
        return draft

    # ---- roles

    def _role(self, index: int, candidate: Candidate) -> Resolved:
        person = self._apposed(index, candidate)
        if person is not None:
            if candidate.kind == "title":
                person.describe(candidate)
            return Resolved(candidate, self._person_draft(person).key)
        if candidate.number == "plural":
            return self._plural(candidate)
        definite = not candidate.determiner.split()[:1] or candidate.determiner.split()[0] not in {"a", "an", "another", "one", "some", "no", "any", "each", "every"}
        if candidate.kind == "title" and definite and candidate.office:
            held = self._holder(candidate)
            if held is not None:
                return Resolved(candidate, held.key)
        if definite:
            same = [d for d in self.drafts if d.actor_type == "unnamed" and d.head == candidate.head and not d.plural and d.country in {None, candidate.country}]
            if same and candidate.country is None:
                return Resolved(candidate, same[-1].key)
            return Resolved(candidate, self._draft(("unnamed", candidate.description.casefold()), "unnamed", candidate.description, candidate).key)
        return Resolved(candidate, self._add(self._unnamed(candidate)).key)

    def _holder(self, candidate: Candidate) -> Draft | None:
        options = [
            self._person_draft(p) for p in self.people.people if candidate.office and holds(p, candidate.office, candidate.country)
            and not (candidate.gender and p.gender and p.gender != candidate.gender)
        ]
        if not options:
            return None
        sentence = candidate.sentence
        return max(options, key=lambda d: (self.salience.of(d.key, sentence), d.person.mentions if d.person else 0, -d.key))

    def _apposed(self, index: int, candidate: Candidate) -> Person | None:
        """The person whose name stands beside the description: 'Josh Earnest, the spokesman,' or 'the spokesman, Josh Earnest,'."""
        if candidate.number == "plural":
            return None
        keys = self.table.keys
        if index and self.candidates[index - 1].sentence == candidate.sentence and self.candidates[index - 1].kind == "name":
            before = self.candidates[index - 1]
            between = keys[before.after : candidate.first]
            if not before.owner and (between == [","] or (len(between) == 3 and between[0] == between[2] == "," and between[1].isdigit())):
                return self.ahead.get(index - 1)
        if index + 1 < len(self.candidates) and self.candidates[index + 1].kind == "name":
            behind = self.candidates[index + 1]
            between = keys[candidate.after : behind.first]
            closes = behind.after < len(keys) and keys[behind.after] in {",", "."}
            if behind.sentence == candidate.sentence and not candidate.owner and (not between or (between == [","] and closes and behind.after - behind.first > 1)):
                return self.ahead.get(index + 1)
        return None

    def _unnamed(self, candidate: Candidate) -> Draft:
        return Draft(
            len(self.drafts), "unnamed", candidate.description, None, candidate.head, candidate.title, candidate.country, candidate.sector,
            candidate.gender, candidate.number == "plural",
        )

    def _plural(self, candidate: Candidate) -> Resolved:
        determiner = candidate.determiner.split()
        if "both" in determiner or ("two" in determiner and determiner[0] in {"the", "these", "those"}) or candidate.head in {"sides", "duo", "pair"}:
            members = self._two_most_salient(candidate)
            if members:
                candidate.kind = "group"
                return Resolved(candidate, None, members)
        return Resolved(candidate, self._draft(("plural", candidate.description.casefold()), "unnamed", candidate.description, candidate).key)

    def _two_most_salient(self, candidate: Candidate) -> tuple[int, ...]:
        sentence = candidate.sentence
        wanted = {"person"} if candidate.head not in {"sides", "parties", "countries"} else {"person", "government", "organization"}
        gender = {"men": "male", "women": "female"}.get(candidate.head)
        options = [self.drafts[key] for key in self.salience.keys() if self.drafts[key].actor_type in wanted and not self.drafts[key].plural]
        options = [d for d in options if self.salience.of(d.key, sentence) > REACH and not (gender and d.person and d.person.gender not in {None, gender})]
        ranked = sorted(options, key=lambda d: (-self.salience.of(d.key, sentence), d.key))[:2]
        return tuple(sorted(d.key for d in ranked)) if len(ranked) == 2 else ()

    # ---- countries and organizations

    def _country(self, candidate: Candidate) -> Resolved:
        named = self.people.by_word.get(fold_name(self.table.forms[candidate.first]), [])
        if candidate.after - candidate.first == 1 and any(len(p.full) > 1 and fold_name(p.full[-1]) == fold_name(self.table.forms[candidate.first]) for p in named):
            candidate.kind, candidate.name, candidate.country, candidate.sector = "name", (self.table.forms[candidate.first],), None, None
            person = self._single(candidate)
            if person is not None:
                return Resolved(candidate, self._person_draft(person).key)
        return Resolved(candidate, self._draft(("country", candidate.country or ""), "government", candidate.name[0], candidate).key)

    def _organization(self, candidate: Candidate) -> Resolved:
        actor_type = "government" if candidate.government else "organization"
        if candidate.name:
            name = " ".join(candidate.name)
            return Resolved(candidate, self._draft(("organization", name.casefold()), actor_type, name, candidate).key)
        if candidate.country is None:
            same = [d for d in self.drafts if d.head == candidate.head and d.actor_type == "government"]
            if same:
                return Resolved(candidate, max(same, key=lambda d: (self.salience.of(d.key, candidate.sentence), d.key)).key)
        return Resolved(candidate, self._draft(("institution", candidate.country or "", candidate.head), actor_type, candidate.description, candidate).key)

    def _draft(self, key: tuple[str, ...], actor_type: str, name: str, candidate: Candidate) -> Draft:
        draft = self.by_name.get(key)
        if draft is None:
            draft = self._add(self._unnamed(candidate))
            draft.actor_type, draft.name = actor_type, name
            self.by_name[key] = draft
        return draft

    def _add(self, draft: Draft) -> Draft:
        self.drafts.append(draft)
        return draft

    # ---- pronouns

    def _pronoun(self, index: int, candidate: Candidate) -> Resolved:
        if candidate.head in {"who", "whom"}:
            return Resolved(candidate, self.said.get(self.candidates[index - 1].first))
        if candidate.number == "plural":
            if self.plural is not None and candidate.sentence - self.plural[2] <= PLURAL_REACH:
                return Resolved(candidate, self.plural[0], self.plural[1])
            return Resolved(candidate, None)
        best = self._antecedent(candidate)
        if best is not None and best.person is not None and candidate.gender and best.person.gender is None:
            best.person.genders[candidate.gender] += 1
        return Resolved(candidate, best.key if best else None)

    def _antecedent(self, candidate: Candidate) -> Draft | None:
        sentence = candidate.sentence
        best, weight = None, REACH
        for key in self.salience.keys():
            draft = self.drafts[key]
            if draft.plural or draft.actor_type not in {"person", "unnamed"}:
                continue
            gender = draft.person.gender if draft.person else draft.gender
            if gender and gender != candidate.gender:
                continue
            value = self.salience.of(key, sentence) * (1.0 if draft.person else 0.8)
            if value > weight:
                best, weight = draft, value
        return best

    def _remember_plural(self, index: int, found: Resolved) -> None:
        if found.actor is not None:
            self.said[found.candidate.first] = found.actor
        if found.candidate.kind == "pronoun":
            return
        sentence = found.candidate.sentence
        if found.members:
            self.plural = (None, found.members, sentence)
        elif found.actor is not None and (found.candidate.number == "plural" or self.drafts[found.actor].actor_type in {"organization"}):
            self.plural = (found.actor, (), sentence)
        elif index and found.actor is not None and found.candidate.kind == "name":
            before = self.candidates[index - 1]
            other = self.said.get(before.first)
            if self.table.keys[before.after : found.candidate.first] == ["and"] and other is not None and other != found.actor:
                self.plural = (None, tuple(sorted((other, found.actor))), sentence)
