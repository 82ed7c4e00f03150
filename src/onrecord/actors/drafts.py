"""The actors of an article while it is being read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from onrecord.actors.candidates import Candidate
from onrecord.actors.people import Person

RECENT = 20
"""So many of the latest actors with one head noun are looked at."""


@dataclass(slots=True)
class Draft:
    """One actor; a person's facts are in `person`. `owner` is the key of whom a possessive makes it belong to."""

    key: int
    actor_type: str
    name: str
    person: Person | None = None
    head: str = ""
    title: str | None = None
    country: str | None = None
    sector: str | None = None
    gender: str | None = None
    number: str = "singular"
    owner: int | None = None
    region: str | None = None

    @property
    def is_human(self) -> bool:
        """Whether 'he' or 'she' can mean it."""
        return self.person is not None or (self.actor_type == "unnamed" and self.number == "singular")

    @property
    def is_body(self) -> bool:
        """Whether 'it' can mean it."""
        return self.actor_type in {"organization", "government", "document"} or self.number == "collective"


class Resolved(NamedTuple):
    """A candidate with the key of its actor, or the keys of a group's members."""

    candidate: Candidate
    actor: int | None
    members: tuple[int, ...] = ()


@dataclass
class Registry:
    """The drafts by key, with the indices that find one again."""

    drafts: list[Draft] = field(default_factory=list)
    by_name: dict[tuple[str, ...], Draft] = field(default_factory=dict)
    by_head: dict[str, list[Draft]] = field(default_factory=dict)
    of_person: dict[int, Draft] = field(default_factory=dict)

    def __getitem__(self, key: int) -> Draft:
        return self.drafts[key]

    def add(self, actor_type: str, name: str, candidate: Candidate, owner: int | None = None) -> Draft:
        """A new actor of a noun phrase."""
        draft = Draft(
            len(self.drafts),
            actor_type,
            name,
            None,
            candidate.head,
            candidate.title,
            candidate.country,
            candidate.sector,
            candidate.gender,
            candidate.number,
            owner,
            candidate.region,
        )
        self.drafts.append(draft)
        self.note_head(candidate.head or name.rsplit(" ", 1)[-1].casefold(), draft)
        return draft

    def named(self, key: tuple[str, ...], actor_type: str, name: str, candidate: Candidate, owner: int | None = None) -> Draft:
        """The actor that a key was given to, a new one the first time."""
        draft = self.by_name.get(key)
        if draft is None:
            draft = self.by_name[key] = self.add(actor_type, name, candidate, owner)
        return draft

    def person(self, person: Person) -> Draft:
        """The actor that is a person."""
        draft = self.of_person.get(person.key)
        if draft is None:
            draft = self.of_person[person.key] = Draft(len(self.drafts), "person", " ".join(person.full), person)
            self.drafts.append(draft)
        return draft

    def note_head(self, head: str, draft: Draft) -> None:
        """Lets the actor be found by a head noun, and by its last word ('foreign ministry' by 'ministry')."""
        for word in dict.fromkeys((head, head.rsplit(" ", 1)[-1])):
            if word:
                self.by_head.setdefault(word, []).append(draft)

    def latest(self, head: str) -> Iterable[Draft]:
        """The actors with a head noun, the latest first."""
        return reversed(self.by_head.get(head, [])[-RECENT:])
