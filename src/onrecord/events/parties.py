"""Noun phrases as parties: the actor a phrase names, or its own words, and whether it is a party at all."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from onrecord.actors.model import Actor, Actors, Mention
from onrecord.events.lexicon import groups, traps, word_classes
from onrecord.events.model import Party
from onrecord.events.phrases import Phrase
from onrecord.events.reading import NAMED, POSSESSIVE, Reading

WORD = re.compile(r"[a-zà-ɏ0-9]+")
COMMON_ENDINGS = ("ing", "tion", "sion", "ment", "ness", "ity", "ance", "ence", "ship", "ism", "s", "ths", "nce", "ure", "ges")
HOLIDAYS = frozenset({"new", "year", "year's", "year’s", "eve", "christmas", "easter", "ramadan", "i", "mr", "mrs", "ms"})
POLITICAL_SECTORS = frozenset({"GOV", "MIL", "REB", "OPP", "LEG", "JUD", "COP", "SPY", "PTY", "IGO", "UAF", "NGO"})
CROWDS = frozenset({"thousands", "hundreds", "dozens", "scores", "millions"})
"""Numbers that stand for people when nothing follows them."""
WITHIN = (["in"], ["near"], ["outside"])
MAX_NAME = 120  # characters; longer phrases are lists or clauses read as one


@dataclass(frozen=True, slots=True)
class Argument:
    """A party with how sure it is one: `typed` when it is a known actor, a group noun or a proper name.

    `inner` is the head of the phrase when the party is but named in it ("row" of "Georgia's front row"), else empty.
    """

    party: Party
    typed: bool
    pronoun: bool = False
    political: bool = False
    inner: str = ""


def read_party(reading: Reading, actors: Actors, phrase: Phrase) -> Argument | None:
    """The party of a phrase; None for a pronoun that means nobody known, and for numbers alone."""
    found = _read_party(reading, actors, phrase)
    if found is None or not found.typed:
        return found
    key = found.party.actor
    actor = actors.actors[key] if key is not None else None
    words = set(found.party.name.lower().split())
    office = actor is not None and (actor.actor_type == "government" or actor.sector_code in POLITICAL_SECTORS or actor.title is not None)
    of_state = found.party.country_code is not None and (actor is None or actor.actor_type in {"person", "unnamed", "group"})
    political = office or of_state or bool(words & word_classes()["political"])
    return replace(found, political=political)


def _read_party(reading: Reading, actors: Actors, phrase: Phrase) -> Argument | None:
    """The party of a phrase, without the judgement whether it is a political one."""
    head = phrase.core - 1
    while head > phrase.first and reading.tag[head] in ")q(":
        head -= 1
    if reading.tag[phrase.first] == "U":
        return _pronoun(reading, actors, phrase.first)
    bracket = next((i for i in range(phrase.first, phrase.core) if reading.tag[i] == "("), phrase.core)
    if bracket > phrase.first:
        head = bracket - 1
    if reading.low[head] in CROWDS:
        return Argument(Party(reading.low[head], None, None), True)
    if reading.tag[head] not in "XEG" or not reading.words[head][0].isalpha():
        return None
    apposed = _apposed_name(reading, actors, phrase)
    if apposed is not None:
        return apposed
    is_group = reading.low[head].removesuffix("'s").removesuffix("’s").rsplit("-", 1)[-1] in groups()
    covering = reading.mention[head]
    if covering is not None and covering.kind in NAMED and not (is_group and covering.kind == "country"):
        return Argument(_named(reading, actors, covering, phrase), True)
    if is_group:
        return Argument(Party(_words(reading, phrase.first, phrase.last), None, _country(reading, actors, phrase)), True)
    if covering is not None and covering.actor is not None and actors.actors[covering.actor].actor_type != "document":
        return Argument(Party(_words(reading, phrase.first, phrase.last), covering.actor, _country(reading, actors, phrase)), True)
    return _unknown(reading, actors, phrase, head)


def _unknown(reading: Reading, actors: Actors, phrase: Phrase, head: int) -> Argument | None:
    """The party of a phrase whose head is no known actor and no group: who is named in it, else its own words."""
    inside = _mention_inside(reading, phrase)
    is_firm = reading.low[head] in traps()["commerce"] and not reading.low[phrase.first].endswith(POSSESSIVE)
    if inside is not None and not is_firm:
        return Argument(_named(reading, actors, inside, phrase), True, inner=reading.low[head])
    typed = not is_firm and (
        any(_is_proper(reading, at) for at in range(phrase.first, phrase.core))
        or _holds_people(reading, phrase)
        or _is_named_place(reading, phrase)
    )
    located = _located(reading, phrase)
    if located is not None:
        return Argument(Party(_words(reading, *located), None, _country(reading, actors, Phrase(*located, phrase.core))), True)
    name = _words(reading, phrase.first, phrase.last)
    return Argument(Party(name, None, None), typed) if name else None


def _located(reading: Reading, phrase: Phrase) -> tuple[int, int] | None:
    """Tokens of what stands in a named place, with that place: "a village in Katsina"; None for anything else."""
    at = phrase.last
    if at != phrase.core or reading.low[at : at + 1] not in WITHIN or reading.low[at - 1] not in _sited():
        return None
    last = at + 1
    while last < len(reading) and reading.tag[last] == "X" and reading.is_capital(last):
        last += 1
    return (phrase.first, last) if last > at + 1 else None


@cache
def _sited() -> frozenset[str]:
    """Nouns of what stands in a place."""
    return word_classes()["place_noun"] | word_classes()["site"] | word_classes()["holder"]


def _holds_people(reading: Reading, phrase: Phrase) -> bool:
    """Whether a phrase is what holds people: "a convoy of soldiers", "the homes of farmers"."""
    inside = phrase.last > phrase.core + 1 and reading.low[phrase.core] == "of" and reading.low[phrase.last - 1] in groups()
    return inside and reading.low[phrase.core - 1] in word_classes()["holder"]


def _is_named_place(reading: Reading, phrase: Phrase) -> bool:
    """Whether a phrase is a kind of place with its name: "the town of Gao"."""
    named = phrase.last > phrase.core + 1 and reading.low[phrase.core] == "of" and reading.is_capital(phrase.last - 1)
    return named and reading.low[phrase.core - 1] in word_classes()["place_noun"]


def _is_proper(reading: Reading, at: int) -> bool:
    """Whether a token of a phrase is a proper name."""
    return reading.tag[at] == "X" and reading.is_capital(at) and reading.low[at] not in HOLIDAYS and not _is_common(reading, at)


def _is_common(reading: Reading, head: int) -> bool:
    """Whether a capitalised word may be no name: a force of nature, or at the sentence's start a word that ends like a common noun."""
    low = reading.low[head]
    return low in traps()["nature"] or (head == 0 and (low.endswith(COMMON_ENDINGS) or low in traps()["market"]))


def has_possessor(reading: Reading, phrase: Phrase, *, modifier: bool = False) -> bool:
    """Whether the phrase has somebody's name in the possessive before its head, or with `modifier` any name."""
    head = reading.mention[phrase.core - 1]
    for at in range(phrase.first, phrase.core - 1):
        mention = reading.mention[at]
        if mention is not None and mention is not head and mention.kind in NAMED and (modifier or reading.low[at].endswith(POSSESSIVE)):
            return True
    return False


def _apposed_name(reading: Reading, actors: Actors, phrase: Phrase) -> Argument | None:
    """The person named right after a description ("his counterpart, Jane Roe,")."""
    at = phrase.last + 1
    mention = reading.mention[at] if reading.tag_at(phrase.last) == "," and at < len(reading) else None
    if mention is None or mention.kind != "name" or reading.low[phrase.core - 1] not in groups() or mention.actor is None:
        return None
    after = next((i for i in range(at, len(reading)) if reading.spans[i].start >= mention.end), len(reading))
    return Argument(party_of_actor(actors.actors[mention.actor]), True) if reading.tag_at(after) in ",." else None


def _pronoun(reading: Reading, actors: Actors, at: int) -> Argument | None:
    """Whom a pronoun means."""
    mention = reading.mention[at]
    if mention is None or mention.actor is None or reading.low[at] in {"who", "whom", "i", "we", "you", "us", "me"}:
        return None
    actor = actors.actors[mention.actor]
    return Argument(Party(actor.name, actor.key, actor.country_code), actor.actor_type != "document", True)


def _mention_inside(reading: Reading, phrase: Phrase) -> Mention | None:
    """The named mention of a phrase about something else: its possessor first, then the one nearest to its head."""
    found: Mention | None = None
    for at in range(phrase.first, phrase.last):
        mention = reading.mention[at]
        if mention is None or mention.kind not in NAMED:
            continue
        if reading.low[at].endswith(POSSESSIVE):
            return mention
        found = mention
    return found


def _named(reading: Reading, actors: Actors, mention: Mention, phrase: Phrase) -> Party:
    """The party of a named mention: the actor's name, or the printed form when the two share no word (an abbreviation, a capital)."""
    printed = reading.body[mention.start : mention.end].removesuffix("'s").removesuffix("’s")
    if mention.actor is None:
        return Party(_without_determiner(printed), None, _country(reading, actors, phrase))
    actor = actors.actors[mention.actor]
    words, name = _set(printed), _set(actor.name)
    fits = name <= words or words <= name if actor.actor_type == "government" else bool(words & name)
    if fits and not _is_part(reading, mention, phrase):
        return Party(actor.name, actor.key, actor.country_code)
    name_text = _words(reading, phrase.first, phrase.core) if _is_part(reading, mention, phrase) else _without_determiner(printed)
    return Party(name_text, actor.key, actor.country_code)


def _is_part(reading: Reading, mention: Mention, phrase: Phrase) -> bool:
    """Whether an organisation's mention covers only the end of a longer capitalised name."""
    if mention.kind != "organization" or reading.spans[phrase.core - 1].end != mention.end:
        return False
    before = [i for i in range(phrase.first, phrase.core) if reading.spans[i].end <= mention.start]
    return bool(before) and reading.is_capital(before[-1]) and reading.tag[before[-1]] == "X" and reading.mention[before[-1]] is not mention


def _country(reading: Reading, actors: Actors, phrase: Phrase) -> str | None:
    """Country of the first mention in a phrase that has one."""
    for at in range(phrase.first, phrase.last):
        mention = reading.mention[at]
        if mention is not None and mention.actor is not None:
            code = actors.actors[mention.actor].country_code
            if code:
                return code
    return None


def _words(reading: Reading, first: int, last: int) -> str:
    """Characters of a phrase without its determiner and possessive ending, cut at a bracket."""
    while first < last - 1 and reading.low[first] in {"a", "an", "the", "of", "its", "his", "her", "their", "all", "some"}:
        first += 1
    text = reading.body[reading.spans[first].start : reading.spans[last - 1].end].split("(")[0].strip()
    return " ".join(text.split())[:MAX_NAME].removesuffix("'s").removesuffix("’s").strip("\"“”'‘’ ")


def _without_determiner(name: str) -> str:
    first, _, rest = name.partition(" ")
    return rest if first.lower() in {"the", "a", "an", "that"} and rest else name


def _set(name: str) -> set[str]:
    return set(WORD.findall(name.lower()))


def party_of_actor(actor: Actor) -> Party:
    """The party of a known actor."""
    return Party(actor.name, actor.key, actor.country_code)
