"""One pass over the words of a text: every stretch that may mention an actor."""

from __future__ import annotations

from functools import lru_cache

from onrecord.actors.candidates import Candidate
from onrecord.actors.lexicon import pairs, phrases, words
from onrecord.actors.names import NameRead, is_name_word, read_name
from onrecord.actors.nouns import HEADS, read_noun_phrase
from onrecord.actors.tokens import Words, span_of

PREPOSITIONS = frozenset(
    "of in at on by for with from to about against after before between among into over under through during without toward towards like than as".split()
)
AUXILIARIES = frozenset("has had have will would is was are were could can may might must should did does do also then later".split())


@lru_cache(maxsize=None)
def _starters() -> frozenset[str]:
    """Folded words that a mention in lower case can start with."""
    return words("quantifiers.txt") | words("modifiers.txt") | frozenset(phrases()) | frozenset(pairs("pronouns.txt"))


def scan(table: Words) -> list[Candidate]:
    """Candidates by start, none overlapping another."""
    found: list[Candidate] = []
    starters = _starters()
    index = 0
    while index < len(table):
        key = table.keys[index]
        if not table.capital[index] and key not in starters and not key[0].isdigit():
            index += 1
            continue
        candidate = _read(table, index, found)
        if candidate is None:
            index += 1
            continue
        candidate.subject = is_subject(table, candidate)
        found.append(candidate)
        index = max(candidate.after, index + 1)
    return found


def is_subject(table: Words, candidate: Candidate) -> bool:
    """Whether the mention looks like the subject of a verb: a verb of speech beside it, or it opens its clause before a verb."""
    if candidate.owner:
        return False
    first, after = candidate.first, candidate.after
    speech = words("speech_verbs.txt")
    before = table.keys[first - 1] if table.adjoins(first) else ""
    follows = table.keys[after] if table.adjoins(after) else ""
    if follows in speech or follows in AUXILIARIES or (before in speech and before not in {"told", "tell", "ask", "asked", "urged", "called", "accused"}):
        return True
    if before in PREPOSITIONS:
        return False
    return not before or before in {",", "and", "but", "that", ";", ":", "”", '"'} or follows.endswith("ed")


def _read(table: Words, index: int, found: list[Candidate]) -> Candidate | None:
    gender = pairs("pronouns.txt").get(table.keys[index])
    if gender is not None and (gender != "relative" or _relates(table, index, found)):
        return _pronoun(table, index, gender)
    owned = bool(found) and found[-1].owner and found[-1].after == index
    noun = read_noun_phrase(table, index, owned)
    name = _own_name(table, index) if table.capital[index] else None
    if name is not None and (noun is None or name.after > noun.after or _is_person_start(table, name, noun)):
        return _named(table, name)
    return noun


def _is_person_start(table: Words, name: NameRead, noun: Candidate) -> bool:
    return name.kind == "person" and noun.kind in {"country", "organization"} and name.after >= noun.after and table.forms[name.first] in pairs("first_names.txt")


def _relates(table: Words, index: int, found: list[Candidate]) -> bool:
    """Whether 'who' refers back: it stands after a mention in its own sentence, at most a comma between."""
    return bool(found) and found[-1].sentence == table.sentence[index] and index - found[-1].after <= 1


def _pronoun(table: Words, index: int, gender: str) -> Candidate:
    candidate = Candidate(span_of(table, index, index + 1), "pronoun", index, index + 1, table.sentence[index])
    candidate.head, candidate.quoted = table.keys[index], table.quoted[index]
    candidate.gender = gender if gender in {"female", "male"} else None
    candidate.number = "plural" if gender == "plural" else "singular"
    candidate.owner = table.keys[index] in {"his", "their"} or (table.keys[index] == "her" and table.adjoins(index + 1) and table.forms[index + 1].isalpha())
    return candidate


def _own_name(table: Words, index: int) -> NameRead | None:
    """A capitalized sequence that no title introduces; a headline's capitals count one by one."""
    if not is_name_word(table, index):
        return None
    first_names = pairs("first_names.txt")
    sentence = table.sentence[index]
    if sentence in table.shouted or sentence in table.headline:
        proper = table.forms[index].capitalize() if sentence in table.shouted else table.forms[index]
        if proper in first_names and table.adjoins(index + 1) and is_name_word(table, index + 1) and not table.possessive[index]:
            return NameRead(index, index + 2, "person")
        return NameRead(index, index + 1, "single")
    if table.initial[index] and table.keys[index] in table.lowers and table.forms[index] not in first_names:
        return None
    found = table.match(index)
    if found is not None and found[0].tag in {"region", "title"} and table.forms[index] not in first_names:
        return None
    return read_name(table, index)


def _named(table: Words, name: NameRead) -> Candidate:
    compound = _compound(table, name)
    if compound is not None:
        return compound
    kind = "organization" if name.kind == "organization" else "name"
    candidate = Candidate(span_of(table, name.first, name.after), kind, name.first, name.after, table.sentence[name.first])
    shouted = table.sentence[name.first] in table.shouted
    candidate.name = tuple(form.capitalize() if shouted else form for form in table.forms[name.first : name.after])
    candidate.description = " ".join(candidate.name)
    candidate.weak = name.kind == "single"
    candidate.owner, candidate.quoted = table.possessive[name.after - 1], table.quoted[name.first]
    return candidate


def _compound(table: Words, name: NameRead) -> Candidate | None:
    """'Clinton campaign spokesman Brian Fallon', 'Trump aides': a name that stands before a noun."""
    index = name.after
    if not table.adjoins(index) or table.possessive[index - 1] or table.capital[index]:
        return None
    found = table.match(index)
    if found is None or found[0].tag not in HEADS or found[0].tag == "document":
        return None
    noun = read_noun_phrase(table, index, True)
    if noun is None:
        return None
    words_before = " ".join(table.forms[name.first : name.after])
    noun.first, noun.span = name.first, span_of(table, name.first, noun.after)
    noun.description = f"{words_before} {noun.description}"
    if noun.title:
        noun.title = f"{words_before} {noun.title}"
    noun.determiner = noun.determiner or "compound"
    if noun.kind == "organization" and noun.head == "government":
        noun.office = None
    return noun
