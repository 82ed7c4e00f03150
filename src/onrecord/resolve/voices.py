"""Who speaks in a quote, comparable across articles: the person, the institution behind the office, or nobody known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache

from onrecord.resolve import lexicons
from onrecord.resolve.records import ActorRecord
from onrecord.resolve.wording import fold

KNOWN_TYPES = frozenset({"person", "organization", "government", "document"})


class Kinship(IntEnum):
    """How two voices stand to each other, the nearest highest."""

    OTHER = 0
    UNKNOWN = 1
    INSTITUTION = 2
    SAME = 3


@dataclass(frozen=True, slots=True)
class Voice:
    """The speaker of one quote. `names` are folded; `institution` is what the office belongs to, with the country where known."""

    actor_id: str | None
    actor_type: str | None
    country_code: str | None
    institution: str | None
    names: frozenset[str]

    @property
    def is_known(self) -> bool:
        """Whether it is one speaker that has a name."""
        return self.actor_type in KNOWN_TYPES and bool(self.names)


@lru_cache(maxsize=1 << 16)
def voice(
    actor: ActorRecord | None, kind: str | None, country: str | None, title: str | None, name: str | None, names: tuple[str, ...]
) -> Voice:
    """The voice of a quote; one object for all quotes of one speaker in the same words.

    Args:
        actor: the speaker across articles.
        kind: type of actor, as the article tells it.
        country: country, as the article tells it.
        title: title, as the article tells it.
        name: name in the article.
        names: names of several speakers.
    """
    country = country or (actor.country_code if actor else None)
    folded = frozenset(_fold_name(one) for one in (name, *names, actor.actor_name if actor else None) if one)
    office = office_of(f"{title or ''} {name or ''}")
    kind = kind or (actor.actor_type if actor else None)
    if office is None and kind == "government":
        office = "government"
    institution = f"{country or '?'}:{office}" if office else None
    return Voice(actor.actor_id if actor else None, kind, country, institution, folded)


def kinship(left: Voice, right: Voice) -> Kinship:
    """How near two voices are; two known speakers are others unless an institution or a shared name joins them.

    Countries that contradict each other part what names and offices would join, except the same actor on record.
    """
    if left.actor_id and left.actor_id == right.actor_id and left.is_known:
        return Kinship.SAME
    if left.country_code and right.country_code and left.country_code != right.country_code:
        return Kinship.OTHER
    if left.is_known and right.is_known:
        return _known_kinship(left, right)
    if left.names & right.names:
        return Kinship.INSTITUTION
    if _same_institution(left, right):
        return Kinship.INSTITUTION
    return Kinship.UNKNOWN


def _known_kinship(left: Voice, right: Voice) -> Kinship:
    if left.names & right.names:
        return Kinship.SAME if len(left.names) == len(right.names) == 1 else Kinship.INSTITUTION
    if left.actor_type == right.actor_type == "person":
        return Kinship.UNKNOWN if _share_surname(left, right) else Kinship.OTHER
    if _same_institution(left, right):
        return Kinship.INSTITUTION
    same_country = left.country_code is not None and left.country_code == right.country_code
    return Kinship.UNKNOWN if same_country and "government" in (left.actor_type, right.actor_type) else Kinship.OTHER


def _share_surname(left: Voice, right: Voice) -> bool:
    """Whether one is printed with a bare surname that the other has."""
    bare = {name for name in left.names | right.names if " " not in name}
    return any(name.rpartition(" ")[2] in bare for side in (left, right) for name in side.names if " " in name)


def _same_institution(left: Voice, right: Voice) -> bool:
    return left.institution is not None and left.institution == right.institution


@lru_cache(maxsize=1 << 16)
def _fold_name(name: str) -> str:
    return " ".join(fold(word) for word in name.split() if word.lower() != "the")


@cache
def _offices() -> tuple[tuple[str, str], ...]:
    return tuple(sorted(lexicons.pairs("offices").items(), key=lambda pair: (-len(pair[0]), pair[0])))


@lru_cache(maxsize=1 << 14)
def office_of(text: str) -> str | None:
    """The institution that the longest known words of a title or name stand for.

    >>> office_of("spokesman of the Foreign Ministry"), office_of("baker")
    ('foreign affairs', None)
    """
    folded = f" {' '.join(fold(word.strip(',.;:()')) for word in text.split())} "
    return next((office for words, office in _offices() if f" {words} " in folded), None)
