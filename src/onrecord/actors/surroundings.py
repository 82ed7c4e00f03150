"""What the words around a noun say of it: whether it is the head of its phrase, whether a capital stands for its government."""

from __future__ import annotations

from functools import cache

from onrecord.actors.lexicon import words
from onrecord.actors.tokens import Words

PLACE_PREPOSITIONS = frozenset(
    {
        "in",
        "at",
        "from",
        "near",
        "outside",
        "inside",
        "around",
        "into",
        "through",
        "across",
        "via",
        "toward",
        "towards",
        "under",
        "off",
        "to",
    }
)
PARTNER_PREPOSITIONS = frozenset({"between", "against", "with", "by"})
SUPPLEMENTS = frozenset({"for", "which", "however", "meanwhile", "too", "also"})
"""What follows the comma after a subject: 'Moscow, for its part,'."""
EVENT_NOUNS = frozenset(
    {
        "talks",
        "deals",
        "deal",
        "agreement",
        "agreements",
        "accord",
        "accords",
        "protocol",
        "protocols",
        "process",
        "attacks",
        "attack",
        "summit",
        "conference",
        "meeting",
        "meetings",
        "streets",
        "suburbs",
        "airport",
        "police",
        "court",
        "residents",
        "office",
        "offices",
        "bureau",
        "correspondent",
    }
)
"""Nouns that a capital before them gives a place to."""
OBJECT_STARTS = frozenset(
    {
        "a",
        "an",
        "the",
        "to",
        "that",
        "its",
        "his",
        "her",
        "their",
        "it",
        "him",
        "them",
        "us",
        "no",
        "any",
        "all",
        "some",
        "more",
        "not",
        "on",
    }
)
"""Words after which a word in -s before them is a verb: 'Moscow wants the ...'."""
ENDING_LEXICONS = ("function_words.txt", "past_verbs.txt", "speech_verbs.txt", "quantifiers.txt")
ADJECTIVES = frozenset(
    {
        "official",
        "national",
        "terrorist",
        "militant",
        "civilian",
        "student",
        "expert",
        "rebel",
        "criminal",
        "campaign",
        "executive",
        "principal",
        "head",
        "chief",
        "human",
    }
)
"""Nouns that are adjectives too: before a word in -ing they say what kind it is."""
LIST_LENGTH = 6


def is_complementizer(table: Words, index: int) -> bool:
    """Whether 'that' opens a clause ('said that many officials') instead of pointing at a noun ('that official')."""
    following = index + 1
    if not table.adjoins(following) or table.capital[following] or table.keys[following] in words("quantifiers.txt"):
        return True
    if table.keys[following][0].isdigit() or table.keys[index - 1 if index else index] in words("speech_verbs.txt"):
        return True
    found = table.match(following)
    return found is None or found[0].number != "singular" or found[0].tag not in {"title", "group", "document"}


@cache
def _no_nouns() -> frozenset[str]:
    """Words that are neither noun nor adjective, whatever they end in."""
    return frozenset().union(*map(words, ENDING_LEXICONS))


def may_modify(key: str) -> bool:
    """Whether a folded word no lexicon has can be a noun or adjective before a noun: it is no verb and no small word."""
    if not key.isalpha() or key in _no_nouns():
        return False
    return not key.endswith(("s", "ed", "ing", "ly")) or key.endswith(("ss", "us"))


def modifies(table: Words, first: int, after: int) -> bool:
    """Whether the noun only describes the noun behind it: 'its national interests', 'the official visit', not 'the official visited'."""
    if not table.adjoins(after) or table.possessive[after - 1] or table.capital[after] or table.sentence[first] in table.headline:
        return False
    key = table.keys[after]
    if not key.isalpha() or key in _no_nouns() or key.endswith(("ed", "ly")):
        return False
    if key.endswith("ing") and table.keys[after - 1] not in ADJECTIVES:
        return False
    return not (key.endswith("s") and _opens_object(table, after + 1))


def _opens_object(table: Words, index: int) -> bool:
    return table.adjoins(index) and (table.keys[index] in OBJECT_STARTS or table.capital[index])


def stands_for_government(table: Words, start: int, after: int) -> bool:
    """Whether a capital means its government: it stands in no place phrase, and a verb or a partner is beside it."""
    before = table.keys[start - 1] if table.adjoins(start) else ""
    follows = table.keys[after] if table.adjoins(after) else ""
    if before in PLACE_PREPOSITIONS or before in {"the", "-", "of"} or follows in EVENT_NOUNS or _listed_place(table, start):
        return before == "of" and _of_actor(table, start)
    if table.possessive[after - 1]:
        return True
    if follows in {",", "-", "–", "—", "("}:
        return follows == "," and table.adjoins(after + 1) and table.keys[after + 1] in SUPPLEMENTS and before != ","
    if before in PARTNER_PREPOSITIONS or "and" in {before, follows}:
        return True
    return _is_verb(table, after)


def _is_verb(table: Words, index: int) -> bool:
    """Whether the token looks like a verb after its subject."""
    if not table.adjoins(index) or table.capital[index]:
        return False
    key = table.keys[index]
    if key in words("speech_verbs.txt") or key in words("past_verbs.txt") or key.endswith("ed"):
        return True
    if key in {"has", "had", "have", "will", "would", "is", "was", "could", "can", "may", "should", "must", "does", "did"}:
        return True
    return key.isalpha() and key.endswith("s") and _opens_object(table, index + 1)


def _listed_place(table: Words, start: int) -> bool:
    """Whether the capital continues a list of places: 'in Paris and London'."""
    index = start - 1
    for _ in range(LIST_LENGTH):
        if index < 1 or table.sentence[index] != table.sentence[start]:
            return False
        if table.keys[index] not in {"and", "or", ","} or not table.capital[index - 1]:
            return False
        index -= 2
        if table.keys[index] in PLACE_PREPOSITIONS:
            return True
    return False


def _of_actor(table: Words, start: int) -> bool:
    """Whether 'of' makes the capital an actor: 'the position of Moscow', not 'the streets of Moscow'."""
    return start > 1 and table.keys[start - 2] in {
        "accuse",
        "accused",
        "accuses",
        "accusing",
        "ally",
        "allies",
        "behalf",
        "consent",
        "criticism",
        "critical",
        "demands",
        "intentions",
        "part",
        "policy",
        "position",
        "role",
        "side",
        "stance",
        "support",
        "will",
    }
