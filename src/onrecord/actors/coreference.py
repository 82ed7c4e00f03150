"""Who each candidate of a text means: names by cluster, titles by office, pronouns by gender and salience, groups by their members."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

from onrecord.actors.candidates import Candidate
from onrecord.actors.drafts import Draft, Registry, Resolved
from onrecord.actors.lexicon import country_names, pairs, plural_offices, words
from onrecord.actors.ministries import place_bare_ministry
from onrecord.actors.people import People, Person, core, rank
from onrecord.actors.plurals import JOINABLE, Plurals
from onrecord.actors.salience import RELATIVES, Salience
from onrecord.actors.spelling import fold_name
from onrecord.actors.tokens import Words

REACH = 0.02
"""Below this weight (about six sentences after a single mention) a pronoun has no antecedent."""
UNNAMED_SHARE = 0.8
INDEFINITE = frozenset({"a", "an", "another", "one", "some", "no", "any", "each", "every", "other"})
PARTNERS = frozenset({"against", "by", "with", "met", "sued", "told", "meet", "beat", "shot", "backs", "backing", "blames", "urges"})
"""Words before a capitalized word in mid-sentence that make it somebody."""
SURE = 2
"""So many mentions in mid-sentence make one capitalized word a person; a title before it is as good."""
AHEAD = 6
"""So many mentions ahead the subject is looked for that explains a pronoun before it."""
CLAUSE = 4
"""An object pronoun within so many tokens of a subject stands in its clause."""
OBJECTS = frozenset({"him", "them"})
FRONTING = frozenset(
    {"after", "although", "as", "asked", "at", "because", "before", "despite", "during", "given", "if", "in", "on", "once", "since",
     "speaking", "though", "when", "while"}
)  # fmt: skip
"""Words that open a clause or phrase before the subject of a sentence, whose pronoun the subject explains: 'When she left, Ruiz said'."""
VERBS = frozenset(
    {"will", "would", "has", "have", "had", "is", "was", "were", "can", "cannot", "could", "may", "might", "must", "shall",
     "should", "do", "does", "did", "are", "be", "been"}
)  # fmt: skip


class Resolver:
    """Reads the candidates of one article in order and keeps what was said so far."""

    def __init__(self, table: Words, candidates: list[Candidate]) -> None:
        self.table = table
        self.candidates = candidates
        self.people = People()
        self.registry = Registry()
        self.salience: Salience[int] = Salience()
        self.plurals = Plurals(self.registry, self.salience)
        self.full: dict[int, Person] = {}
        self.single_counts: Counter[str] = Counter()
        self.said: dict[int, int] = {}
        self.subject: tuple[int, int, int] | None = None

    def run(self) -> list[Resolved]:
        """Every candidate that is a mention, resolved as far as the article allows."""
        self._index_full_names()
        resolved = []
        for index, candidate in enumerate(self.candidates):
            found = self._resolve(index, candidate)
            if found is not None:
                resolved.append(found)
                self._remember(index, found)
        return resolved

    def _index_full_names(self) -> None:
        for index, candidate in enumerate(self.candidates):
            if candidate.kind != "name":
                continue
            if len(core(candidate.name)) > 1:
                self.full[index] = self.people.add_full(candidate)
            elif not candidate.weak:
                self.single_counts[fold_name(candidate.name[-1])] += SURE
            elif not self.table.initial[candidate.first] and candidate.sentence not in self.table.flat and not candidate.place:
                self.single_counts[fold_name(candidate.name[-1])] += 1

    def _resolve(self, index: int, candidate: Candidate) -> Resolved | None:
        if candidate.kind == "name":
            return self._name(index, candidate) or self._headword(candidate)
        if candidate.kind == "pronoun":
            return self._pronoun(index, candidate)
        if candidate.kind in {"title", "unnamed"}:
            return self._role(index, candidate)
        if candidate.kind == "document":
            return self._document(candidate)
        if candidate.kind == "country":
            return self._country(candidate)
        return self._organization(index, candidate)

    def _remember(self, index: int, found: Resolved) -> None:
        candidate = found.candidate
        for key in found.members or (() if found.actor is None else (found.actor,)):
            self.salience.add(key, candidate)
        self.plurals.note(found)
        if found.actor is None:
            return
        self.said[index] = found.actor
        if candidate.subject:
            self.subject = (candidate.sentence, found.actor, candidate.after)
        if index and candidate.kind in JOINABLE and candidate.number == "singular":
            self._join(index, candidate, found.actor)

    def _join(self, index: int, candidate: Candidate, actor: int) -> None:
        before, other = self.candidates[index - 1], self.said.get(index - 1)
        between = self.table.keys[before.after : candidate.first]
        if other is None or before.kind not in JOINABLE or before.owner or between not in (["and"], ["and", "the"]):
            return
        subject, candidate.subject = candidate.subject, candidate.subject or before.subject
        self.plurals.note_pair(other, candidate, actor)
        candidate.subject = subject

    # ---- names

    def _name(self, index: int, candidate: Candidate) -> Resolved | None:
        person = self.full.get(index) or self._single(index, candidate)
        if person is None:
            return None
        self.full[index] = person
        return Resolved(candidate, self.registry.person(person).key)

    def _single(self, index: int, candidate: Candidate) -> Person | None:
        options = self.people.options(candidate)
        if options:
            return self.people.take(max(options, key=lambda p: (rank(p, candidate), self._presence(p, candidate), -p.key)), candidate)
        if candidate.place:
            return None
        if not candidate.weak:
            return self.people.new(candidate)
        if candidate.sentence in self.table.flat or candidate.head or self._in_longer_name(candidate):
            return None
        count = self.single_counts[fold_name(candidate.name[-1])]
        certain = count >= SURE or (candidate.subject and count) or self._acts(candidate) or self._is_described(index)
        return self.people.new(candidate) if certain else None

    def _in_longer_name(self, candidate: Candidate) -> bool:
        """Whether one capitalized word is a piece of a longer name or a letter: 'General Assembly', 'D.'."""
        table, first, after = self.table, candidate.first, candidate.after
        if len(candidate.name[-1]) == 1 or (table.adjoins(after) and table.capital[after] and not candidate.owner):
            return True
        return table.adjoins(first) and table.capital[first - 1] and not table.initial[first - 1]

    def _acts(self, candidate: Candidate) -> bool:
        """Whether the words beside one capitalized word show that it acts or is acted on: 'Ortiz said', 'sued Ortiz', 'against Ortiz'."""
        first = candidate.first
        if self.table.initial[first]:
            return candidate.speaker and not candidate.name[-1].endswith("s") and candidate.name[-1].isalpha()
        before = self.table.keys[first - 1]
        return candidate.subject or before in PARTNERS or before in words("speech_verbs.txt") or before.endswith("ed")

    def _headword(self, candidate: Candidate) -> Resolved | None:
        """The organization that its last word alone means: 'the Times'."""
        if not candidate.head:
            return None
        same = next((d for d in self.registry.latest(candidate.head) if d.actor_type == "organization" and " " in d.name), None)
        if same is None:
            return None
        candidate.kind = "organization"
        return Resolved(candidate, same.key)

    def _is_described(self, index: int) -> bool:
        """Whether a first name alone has an apposition that says who it is: 'Maria, a nurse,'."""
        candidate, behind = self.candidates[index], self.candidates[index + 1] if index + 1 < len(self.candidates) else None
        if behind is None or candidate.name[-1] not in pairs("first_names.txt") or behind.kind not in {"title", "unnamed"}:
            return False
        return self.table.keys[candidate.after : behind.first] == [","] and self._closes(behind)

    def _presence(self, person: Person, candidate: Candidate) -> float:
        draft = self.registry.of_person.get(person.key)
        weight = self.salience.of(draft.key, candidate) if draft else 0.0
        return weight + person.mentions

    # ---- roles

    def _role(self, index: int, candidate: Candidate) -> Resolved:
        person = self._apposed(index, candidate)
        if person is not None:
            candidate.slight = True
            self._describe(index, person, candidate)
            return Resolved(candidate, self.registry.person(person).key)
        owner = self._owner(index, candidate)
        if candidate.number == "plural":
            members = self.plurals.two(candidate) or self._holders(candidate)
            if members:
                candidate.kind = "group"
                return Resolved(candidate, None, members)
        body = self._body(index, candidate) if candidate.number == "collective" else None
        if body is not None:
            return Resolved(candidate, body.key)
        definite = not INDEFINITE.intersection(candidate.determiner.split())
        if candidate.kind == "title" and definite and candidate.office:
            held = self._holder(candidate)
            if held is not None:
                return Resolved(candidate, held.key)
        if not definite:
            return Resolved(candidate, self.registry.add("unnamed", candidate.description, candidate, owner).key)
        same = self._same_unnamed(candidate, owner)
        if same is None:
            key = ("unnamed", str(owner), candidate.number, candidate.description.casefold())
            same = self.registry.named(key, "unnamed", candidate.description, candidate, owner)
        return Resolved(candidate, same.key)

    def _describe(self, index: int, person: Person, candidate: Candidate) -> None:
        """What an apposition says of a person; a counterpart has the office of the one it is a counterpart of."""
        owner = self._owner(index, candidate)
        other = self.registry[owner].person if owner is not None else None
        if candidate.head == "counterpart" and other is not None:
            for office in sorted(other.offices):
                candidate.office = office
                self.people.describe(person, candidate)
        elif candidate.kind == "title" or candidate.country:
            self.people.describe(person, candidate)

    def _holders(self, candidate: Candidate) -> tuple[int, ...]:
        """Whom 'the ministers' means: those of the article who are, where they are several."""
        office = plural_offices().get(candidate.head)
        if office is None or candidate.determiner != "the" or candidate.country:
            return ()
        drafts = [self.registry.person(person) for person in self.people.holding(office)]
        present = [draft.key for draft in drafts if self.salience.of(draft.key, candidate) > REACH]
        return tuple(present) if len(present) > 1 else ()

    def _body(self, index: int, candidate: Candidate) -> Draft | None:
        """The organization named behind its description ('the union Portmar'), or the one that 'the company' points back to."""
        behind = self.candidates[index + 1] if index + 1 < len(self.candidates) else None
        if behind is not None and behind.first == candidate.after and _is_untitled(behind):
            behind.kind, behind.head = "organization", ""
            behind.sector, behind.country = behind.sector or candidate.sector, behind.country or candidate.country
            name = " ".join(behind.name)
            draft = self.registry.named(("organization", name.casefold()), "organization", name, behind)
            self.registry.note_head(candidate.head, draft)
            return draft
        pointing = candidate.determiner == "the" and candidate.country is None and candidate.head in words("bodies.txt")
        return self.plurals.body(candidate) if pointing and self._same_unnamed(candidate, None) is None else None

    def _owner(self, index: int, candidate: Candidate) -> int | None:
        """Key of whom a possessive before the noun means: 'his wife', 'Clinton's campaign'."""
        before = self.candidates[index - 1] if index else None
        return self.said.get(index - 1) if before is not None and before.owner and before.after == candidate.first else None

    def _same_unnamed(self, candidate: Candidate, owner: int | None) -> Draft | None:
        """The one without a name that 'the official' points back to."""
        for draft in self.registry.latest(candidate.head):
            fits = draft.actor_type == "unnamed" and draft.number == candidate.number and draft.head == candidate.head
            fits = fits and owner in {None, draft.owner} and candidate.region in {None, draft.region}
            if fits and candidate.country in {None, draft.country}:
                return draft
        return None

    def _holder(self, candidate: Candidate) -> Draft | None:
        options = [self.registry.person(p) for p in self.people.holders(candidate)]
        return max(options, key=lambda d: (self.salience.of(d.key, candidate), d.person.mentions if d.person else 0, -d.key), default=None)

    def _apposed(self, index: int, candidate: Candidate) -> Person | None:
        """The person whose name stands beside the description: 'Josh Earnest, the spokesman,' or 'the spokesman, Josh Earnest,'."""
        if candidate.number != "singular":
            return None
        keys = self.table.keys
        before = self.candidates[index - 1] if index else None
        if before is not None and before.sentence == candidate.sentence and before.kind == "name" and not before.owner:
            between = keys[before.after : candidate.first]
            aged = len(between) == 3 and between[0] == between[2] == "," and between[1].isdigit()
            if (between == [","] or aged) and self._closes(candidate):
                return self.full.get(index - 1)
        behind = self.candidates[index + 1] if index + 1 < len(self.candidates) else None
        if behind is None or behind.kind != "name" or behind.sentence != candidate.sentence or candidate.owner or behind.place:
            return None
        between = keys[candidate.after : behind.first]
        closes = behind.after < len(keys) and keys[behind.after] in {",", "."}
        return self.full.get(index + 1) if not between or (between == [","] and closes and behind.after - behind.first > 1) else None

    def _closes(self, candidate: Candidate) -> bool:
        """Whether a description after a name ends as an apposition does, and not with the verb of a subject."""
        if not self.table.adjoins(candidate.after):
            return True
        key = self.table.keys[candidate.after]
        return not key[0].isalnum() or key in words("function_words.txt") - VERBS

    # ---- countries, organizations, documents

    def _country(self, candidate: Candidate) -> Resolved:
        form, alone = self.table.forms[candidate.first], candidate.after - candidate.first == 1
        if alone and any(len(p.full) > 1 and p.full[-1] == form for p in self.people.of_word(fold_name(form))):
            candidate.kind, candidate.name, candidate.country, candidate.sector, candidate.place = "name", (form,), None, None, True
            person = self._single(-1, candidate)
            if person is not None:
                return Resolved(candidate, self.registry.person(person).key)
        return Resolved(candidate, self._state(candidate, candidate.name[0]).key)

    def _state(self, candidate: Candidate, name: str) -> Draft:
        return self.registry.named(("country", candidate.country or ""), "government", name, candidate)

    def _organization(self, index: int, candidate: Candidate) -> Resolved:
        actor_type = "government" if candidate.government else "organization"
        if candidate.name:
            name = " ".join(candidate.name)
            return Resolved(candidate, self.registry.named(("organization", name.casefold()), actor_type, name, candidate).key)
        if candidate.head == "government" and candidate.country in country_names():
            state = self._state(candidate, country_names()[candidate.country])
            self.registry.note_head("government", state)
            return Resolved(candidate, state.key)
        owner = self._owner(index, candidate)
        same = self._same_institution(candidate, owner)
        if same is None and owner is None and self.table.keys[candidate.after : candidate.after + 1] != ["in"]:
            place_bare_ministry(candidate, self.registry, self.salience)
        if same is None:
            key = ("institution", candidate.country or str(owner), candidate.head)
            same = self.registry.named(key, actor_type, candidate.description, candidate, owner)
        return Resolved(candidate, same.key)

    def _same_institution(self, candidate: Candidate, owner: int | None) -> Draft | None:
        """The institution that 'the ministry' points back to; one whose country is told only now gets it."""
        for draft in self.registry.latest(candidate.head):
            if draft.actor_type != "government" or owner not in {None, draft.owner}:
                continue
            if candidate.country is None or draft.country == candidate.country:
                return draft
            if draft.country is None and draft.owner is None and draft.head == candidate.head:
                draft.country, draft.name = candidate.country, candidate.description
                return draft
        return None

    def _document(self, candidate: Candidate) -> Resolved:
        key = ("document", candidate.head)
        if INDEFINITE.intersection(candidate.determiner.split()):
            self.registry.by_name.pop(key, None)
        return Resolved(candidate, self.registry.named(key, "document", candidate.description, candidate).key)

    # ---- pronouns

    def _pronoun(self, index: int, candidate: Candidate) -> Resolved | None:
        if candidate.head in RELATIVES:
            return Resolved(candidate, self.said.get(index - 1))
        subject = self._subject_of(candidate)
        if candidate.number == "plural":
            keys = self.plurals.they(candidate, subject)
            return Resolved(candidate, keys[0] if len(keys) == 1 else None, keys if len(keys) > 1 else ())
        best = self._explained(index, candidate) or self._antecedent(candidate, subject)
        if candidate.head == "it":
            return Resolved(candidate, best.key) if best else None
        if best is not None and best.person is not None and candidate.gender and best.person.gender is None:
            best.person.genders[candidate.gender] += 1
        return Resolved(candidate, best.key if best else None)

    def _explained(self, index: int, candidate: Candidate) -> Draft | None:
        """The person named as subject right behind the fronted clause that a pronoun stands in: 'Asked if she would resign, Ruiz said'."""
        first = bisect_left(self.table.sentence, candidate.sentence)
        if candidate.quoted or not candidate.gender or self.table.keys[first] not in FRONTING:
            return None
        comma = next((at for at in range(candidate.after, len(self.table)) if self.table.keys[at] == ","), len(self.table))
        for other in self.candidates[index + 1 : index + 1 + AHEAD]:
            if other.sentence != candidate.sentence or other.first > comma + 1:
                return None
            if other.first == comma + 1 and other.kind == "name" and other.subject:
                return self._named_as(index + 1 + self.candidates[index + 1 :].index(other), other, candidate.gender)
        return None

    def _named_as(self, index: int, other: Candidate, gender: str) -> Draft | None:
        """The person that a name further on means, where it is known already and its gender may fit."""
        options = [self.full[index]] if index in self.full else self.people.options(other)
        fitting = [person for person in options if person.gender in {None, gender}]
        return self.registry.person(fitting[0]) if len(fitting) == 1 else None

    def _subject_of(self, candidate: Candidate) -> int | None:
        """The subject of the clause, which 'him' beside it cannot mean."""
        is_object = candidate.head in OBJECTS or (candidate.head == "her" and not candidate.owner)
        if not is_object or self.subject is None:
            return None
        sentence, key, after = self.subject
        return key if sentence == candidate.sentence and candidate.first - after <= CLAUSE else None

    def _antecedent(self, candidate: Candidate, subject: int | None) -> Draft | None:
        sentence = candidate.sentence
        best, weight = None, REACH
        drafts, wants_body, wanted = self.registry.drafts, candidate.head == "it", candidate.gender
        for key in self.salience.recent(sentence):
            draft = drafts[key]
            if key == subject or not (draft.is_body if wants_body else draft.is_human):
                continue
            if wanted:
                gender = draft.person.gender if draft.person else draft.gender
                if gender and gender != wanted:
                    continue
            value = self.salience.of(key, candidate) * (UNNAMED_SHARE if draft.actor_type == "unnamed" else 1.0)
            if value > weight:
                best, weight = draft, value
        return best


def _is_untitled(candidate: Candidate) -> bool:
    """Whether a candidate is a name that no title introduces, so that it can be a body's."""
    return candidate.kind in {"name", "organization"} and bool(candidate.name) and not candidate.title and not candidate.gender
