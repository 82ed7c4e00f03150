"""What the scan hands to the resolver: a mention with everything its words say about it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.article import Span


@dataclass(slots=True)
class Candidate:
    """A mention before it is known who it means.

    `kind` is name, title, pronoun, group, country, organization, unnamed or document. `name` are the words of a name; `description` the
    words of a noun phrase without a leading "the". `first` and `after` are token indices. `owner` says that a possessive stands at its
    end, `speaker` that a verb of speech does, `reported` that one before it in its sentence does, `weak` that one capitalized word is
    all there is, `place` that it may be no more than a place, and `slight` that it says little of who the text is about (an apposition,
    a place).
    """

    span: Span
    kind: str
    first: int
    after: int
    sentence: int
    name: tuple[str, ...] = ()
    description: str = ""
    head: str = ""
    determiner: str = ""
    office: str | None = None
    title: str | None = None
    country: str | None = None
    sector: str | None = None
    region: str | None = None
    gender: str | None = None
    number: str = "singular"
    owner: bool = False
    quoted: bool = False
    subject: bool = False
    reported: bool = False
    speaker: bool = False
    weak: bool = False
    place: bool = False
    slight: bool = False
    government: bool = False
