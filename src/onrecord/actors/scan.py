"""One pass over the words of a text: every stretch that may mention an actor."""

from __future__ import annotations

from functools import cache

from onrecord.actors.candidates import Candidate
from onrecord.actors.lexicon import pairs, phrases, words
from onrecord.actors.names import NameRead, is_name_word, name_words, read_institution, read_name
from onrecord.actors.nouns import HEADS, read_noun_phrase
from onrecord.actors.tokens import Words, span_of
from onrecord.text.months import MONTHS

PREPOSITIONS = frozenset(
    {
        "of",
        "in",
        "at",
        "on",
        "by",
        "for",
        "with",
        "from",
        "to",
        "about",
        "against",
        "after",
        "before",
        "between",
        "among",
        "into",
        "over",
        "under",
        "through",
        "during",
        "without",
        "toward",
        "towards",
        "like",
        "than",
        "as",
    }
)
AUXILIARIES = frozenset(
    {
        "has",
        "had",
        "have",
        "will",
        "would",
        "is",
        "was",
        "are",
        "were",
        "could",
        "can",
        "may",
        "might",
        "must",
        "should",
        "did",
        "does",
        "do",
        "also",
        "then",
        "later",
    }
)
ADDRESSING = frozenset(
    {
        "told",
        "tell",
        "ask",
        "asked",
        "urged",
        "called",
        "accused",
        "warned",
        "informed",
        "criticized",
        "condemned",
        "praised",
    }
)
"""Verbs of speech that are followed by whom they address, not by who speaks."""
PLACE_NOUNS = frozenset(
    {
        "town",
        "city",
        "village",
        "province",
        "district",
        "region",
        "port",
        "resort",
        "suburb",
        "state",
        "island",
        "county",
        "airport",
        "capital",
        "neighborhood",
        "municipality",
        "governorate",
    }
)
DATE_WORDS = frozenset({"in", "last", "next", "this", "since", "until", "by", "of", "early", "late", "mid", "from", "between", "every"})
SEEMING = frozenset({"seemed", "appeared", "happened", "looked", "sounded", "turned", "remained"})
"""Past forms whose 'it' is nobody."""
ARTICLES = frozenset({"the", "a", "an", "this", "that", "its", "our", "every", "no"})
"""Before one capitalized word they make it a thing: 'the Hajj'."""
COMMON_PLACES = frozenset({"in", "near", "outside"})


@cache
def _certain_starters() -> frozenset[str]:
    """The starters that start a mention by themselves; a determiner or a number does so only by what follows."""
    return _starters() - (words("quantifiers.txt") - words("modifiers.txt") - frozenset(pairs("pronouns.txt")))


@cache
def _starters() -> frozenset[str]:
    """Folded words that a mention in lower case can start with, though no phrase of a lexicon starts there."""
    compounds = {key for key in phrases() if "-" in key}
    return words("quantifiers.txt") | words("modifiers.txt") | frozenset(compounds) | frozenset(pairs("pronouns.txt"))


def scan(table: Words) -> list[Candidate]:
    """Candidates by start, none overlapping another."""
    found: list[Candidate] = []
    after, surnames, heard = 0, set[str](), -1
    for index in _places_to_read(table):
        if index < after:
            continue
        read = _read(table, index, found, surnames)
        if read is None:
            continue
        if isinstance(read, NameRead):
            after = read.after
            continue
        if index in table.dateline and not (read.kind == "organization" and read.sector):
            continue
        read.subject = is_subject(table, read, found[-1] if found else None)
        heard = read.sentence if read.speaker else heard
        read.reported = read.sentence == heard and not read.speaker
        read.slight = read.kind == "country" and table.adjoins(index) and table.keys[read.first - 1] in COMMON_PLACES
        found.append(read)
        if read.kind == "name" and len(read.name) + bool(read.title or read.gender) > 1:
            surnames.add(read.name[-1])
        after = read.after
    return found


def _places_to_read(table: Words) -> list[int]:
    """Indices of the tokens that a mention can start at, as far as the token itself and the two behind it tell."""
    keys, capital, matches = table.keys, table.capital, table.matches
    starters, certain, last = _starters(), _certain_starters(), len(keys) - 2
    found = []
    for index, key in enumerate(keys):
        if not capital[index] and matches[index] is None:
            if key not in starters and not key[0].isdigit():
                continue
            if key not in certain and index < last and matches[index + 1] is None and matches[index + 2] is None:
                behind = keys[index + 1]
                if behind not in starters and not behind[0].isdigit() and "-" not in behind:
                    continue
        found.append(index)
    return found


def is_subject(table: Words, candidate: Candidate, previous: Candidate | None) -> bool:
    """Whether the mention looks like the subject of a verb: a verb of speech beside it, or it opens its clause before a verb."""
    if candidate.owner:
        return False
    first, after = candidate.first, candidate.after
    if previous is not None and previous.owner and previous.after == first:
        first = previous.first
    before = table.keys[first - 1] if table.adjoins(first) else ""
    has_subject = previous is not None and first - 2 <= previous.after - 1 < first and not previous.owner
    candidate.speaker = speaks(table, "" if has_subject else before, after)
    if candidate.speaker:
        return True
    follows = table.keys[after] if table.adjoins(after) else ""
    if follows in AUXILIARIES:
        return True
    if before in PREPOSITIONS:
        return False
    return not before or before in {",", "and", "but", "that", ";", ":", "”", '"'} or follows.endswith("ed")


def speaks(table: Words, before: str, after: int) -> bool:
    """Whether a verb of speech stands beside a mention as its verb."""
    speech = words("speech_verbs.txt")
    if before in speech and before not in ADDRESSING:
        return True
    index = after + 1 if table.adjoins(after) and table.keys[after] in AUXILIARIES else after
    return table.adjoins(index) and table.keys[index] in speech


def _read(table: Words, index: int, found: list[Candidate], surnames: set[str]) -> Candidate | NameRead | None:
    """The candidate at a token, a stretch to pass over, or None."""
    gender = pairs("pronouns.txt").get(table.keys[index])
    if gender is not None and not _acronym(table, index):
        return _pronoun(table, index, gender, found)
    owned = bool(found) and found[-1].owner and found[-1].after == index
    noun = read_noun_phrase(table, index, owned)
    if noun is None and not table.capital[index]:
        return None
    if noun is None or noun.kind == "country":
        institution = read_institution(table, noun.after - 1 if noun is not None else index)
        if institution is not None:
            return _institution(table, institution, noun)
    name = _own_name(table, index, surnames) if table.capital[index] else None
    if name is None or (noun is not None and name.after <= noun.after and not _is_person_start(table, name, noun)):
        return noun or _region(table, index)
    if name.kind == "thing":
        return name if noun is None or name.after > noun.after + 1 else noun
    if name.kind == "place":
        return noun or (_place(table, name) if name.after == index + 1 else name)
    if name.kind in {"person", "single"} and _names_place(table, name):
        return noun or (name if name.kind == "person" else None)
    return _named(table, name)


def _region(table: Words, index: int) -> NameRead | None:
    """The place of several words that starts at a token, to be passed over: 'New York'."""
    found = table.match(index)
    return NameRead(index, found[1], "place") if found is not None and found[0].tag in {"region", "seat"} and found[1] > index + 1 else None


def _acronym(table: Words, index: int) -> bool:
    return table.forms[index] == "IT" and table.sentence[index] not in table.shouted


def _is_person_start(table: Words, name: NameRead, noun: Candidate) -> bool:
    if name.kind != "person" or noun.kind not in {"country", "organization"} or name.after < noun.after:
        return False
    return table.forms[name.first] in pairs("first_names.txt")


def _names_place(table: Words, name: NameRead) -> bool:
    """Whether the words before make the name a place: 'the town of Bor', 'in Corpus Christi'."""
    first = name.first
    if not table.adjoins(first) or table.forms[first] in pairs("first_names.txt"):
        return False
    if table.keys[first - 1] == "of":
        return first > 1 and table.keys[first - 2] in PLACE_NOUNS
    return table.keys[first - 1] in COMMON_PLACES and name.kind == "person" and not table.possessive[name.after - 1]


def _pronoun(table: Words, index: int, gender: str, found: list[Candidate]) -> Candidate | None:
    relative = gender == "relative"
    if (relative and not _relates(table, index, found)) or (gender == "thing" and not _it_acts(table, index)):
        return None
    candidate = Candidate(span_of(table, index, index + 1), "pronoun", index, index + 1, table.sentence[index])
    key = table.keys[index]
    candidate.head, candidate.quoted = key, table.quoted[index]
    candidate.gender = gender if gender in {"female", "male"} else None
    candidate.number = "plural" if gender == "plural" else "singular"
    follows = table.adjoins(index + 1) and table.forms[index + 1].isalpha()
    candidate.owner = key in {"his", "their"} or (key == "her" and follows and table.keys[index + 1] not in words("function_words.txt"))
    return candidate


def _relates(table: Words, index: int, found: list[Candidate]) -> bool:
    """Whether 'who' refers back: it stands after a mention in its own sentence, at most a comma between."""
    if not found or found[-1].sentence != table.sentence[index] or index - found[-1].after > 1:
        return False
    return table.keys[index] != "which" or found[-1].kind in {"organization", "country", "document"}


def _it_acts(table: Words, index: int) -> bool:
    """Whether 'it' does something only an actor does: a verb of speech or a past form follows."""
    after = index + 1
    if table.adjoins(after) and table.keys[after] in {"also", "later", "then", "has", "had"}:
        after += 1
    if not table.adjoins(after):
        return False
    key = table.keys[after]
    return key in words("speech_verbs.txt") or (key.endswith("ed") and key not in SEEMING)


def _own_name(table: Words, index: int, surnames: set[str]) -> NameRead | None:
    """A capitalized sequence that no title introduces; a headline's capitals count one by one."""
    if not is_name_word(table, index):
        known = table.forms[index] in surnames and not (table.initial[index] and table.keys[index] in table.lowers)
        known = known and not (table.keys[index] in MONTHS and _dates(table, index))
        return NameRead(index, index + 1, "single") if known else None
    first_names = pairs("first_names.txt")
    sentence = table.sentence[index]
    if sentence in table.flat:
        proper = table.forms[index].capitalize() if sentence in table.shouted else table.forms[index]
        if proper in first_names and table.adjoins(index + 1) and is_name_word(table, index + 1) and not table.possessive[index]:
            return NameRead(index, index + 2, "person")
        return NameRead(index, index + 1, "single")
    if table.initial[index] and table.keys[index] in table.lowers and table.forms[index] not in first_names:
        return None
    found = table.match(index)
    if found is not None and found[0].tag == "title" and table.forms[index] not in first_names:
        return None
    return read_name(table, index)


def _dates(table: Words, index: int) -> bool:
    """Whether a month's name is a date here and not a surname: 'in May', 'May 4', 'last March'."""
    before = table.keys[index - 1] if table.adjoins(index) else ""
    return before in DATE_WORDS or before.isdigit() or (table.adjoins(index + 1) and table.keys[index + 1].isdigit())


def _place(table: Words, name: NameRead) -> Candidate:
    """A place's name: a mention only if somebody of the article has it as a surname."""
    candidate = _named_candidate(table, name, "name")
    candidate.weak = candidate.place = True
    return candidate


def _named(table: Words, name: NameRead) -> Candidate:
    compound = _compound(table, name)
    if compound is not None:
        return compound
    before = table.keys[name.first - 1] if table.adjoins(name.first) else ""
    a_body = name.kind == "person" and before == "the" and table.forms[name.first] not in pairs("first_names.txt")
    candidate = _named_candidate(table, name, "organization" if name.kind == "organization" or a_body else "name")
    candidate.weak = name.kind in {"single", "headword"}
    if name.kind == "headword":
        candidate.head = table.keys[name.first]
    candidate.place = candidate.weak and (before in ARTICLES or (before in COMMON_PLACES and not candidate.owner))
    return candidate


def _named_candidate(table: Words, name: NameRead, kind: str) -> Candidate:
    candidate = Candidate(span_of(table, name.first, name.after), kind, name.first, name.after, table.sentence[name.first])
    candidate.name = name_words(table, name)
    candidate.description = " ".join(candidate.name)
    candidate.owner, candidate.quoted = table.possessive[name.after - 1], table.quoted[name.first]
    return candidate


def _institution(table: Words, name: NameRead, nation: Candidate | None) -> Candidate:
    """An institution whose name says whose it is, or the noun that it stands before."""
    compound = _compound(table, name)
    if compound is not None:
        return compound
    candidate = _named_candidate(table, name, "organization")
    candidate.country = nation.country if nation is not None else None
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
