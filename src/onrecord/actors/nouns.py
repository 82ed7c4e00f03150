"""Noun phrases that name an actor by what it is: 'the Russian foreign minister', 'a senior State Department official', 'both men'."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.actors.candidates import Candidate
from onrecord.actors.lexicon import Entry, words
from onrecord.actors.names import read_name
from onrecord.actors.tokens import Words, span_of

COMPLEMENT_PREPOSITIONS = frozenset({"of", "for", "at", "to", "from", "with"})
PARTIES = frozenset({"republican", "democratic", "democrat", "conservative", "labour", "libertarian", "labor", "liberal", "green"})
HEADS = frozenset({"title", "ministry", "government", "group", "document"})
MODIFIER_UNITS = 8
"""Longer strings of modifiers are lists, not one noun phrase."""
PLACE_PREPOSITIONS = frozenset("in at from near outside inside around into through across via toward towards under".split())


@dataclass(slots=True)
class Phrase:
    """What was read of a noun phrase so far."""

    first: int
    index: int
    determiner: str = ""
    modified: bool = False
    countries: list[tuple[Entry, int, int]] = field(default_factory=list)
    organizations: list[tuple[Entry, int, int]] = field(default_factory=list)
    heads: list[tuple[Entry, int, int]] = field(default_factory=list)


def read_noun_phrase(table: Words, first: int, owned: bool) -> Candidate | None:
    """The noun phrase that starts at a token, with its name where it has one ('US Secretary of State John Kerry'), or None."""
    phrase = Phrase(first, first)
    _read_determiners(table, phrase)
    _read_units(table, phrase)
    if phrase.heads:
        return _with_head(table, phrase, owned)
    if phrase.organizations:
        entry, start, after = phrase.organizations[-1]
        return _organization(table, phrase, entry, start, after)
    if phrase.countries:
        entry, start, after = phrase.countries[0]
        return _country(table, phrase, entry, start, after)
    return None


def _read_determiners(table: Words, phrase: Phrase) -> None:
    known = words("quantifiers.txt")
    while phrase.index < len(table) and phrase.index - phrase.first < 3 and table.sentence[phrase.index] == table.sentence[phrase.first]:
        key = table.keys[phrase.index]
        if key not in known and not key[0].isdigit():
            break
        phrase.determiner = f"{phrase.determiner} {key}".strip()
        phrase.index += 1


def _read_units(table: Words, phrase: Phrase) -> None:
    modifiers = words("modifiers.txt")
    sentence = table.sentence[phrase.first]
    for _ in range(MODIFIER_UNITS):
        index = phrase.index
        if index >= len(table) or table.sentence[index] != sentence:
            return
        if phrase.heads and table.possessive[index - 1]:
            return
        found = table.match(index)
        if found is not None and not _blocked(table, found, index):
            entry, after = found
            if entry.tag in {"country", "demonym", "seat", "region"}:
                if phrase.heads:
                    return
                phrase.countries.append((entry, index, after))
            elif entry.tag == "organization":
                if phrase.heads:
                    return
                phrase.organizations.append((entry, index, after))
                if table.possessive[after - 1] and not _head_follows(table, after):
                    phrase.index = after
                    return
            else:
                phrase.heads.append((entry, index, after))
            phrase.index = after
        elif not phrase.heads and (table.keys[index] in modifiers or _is_compound_modifier(table.keys[index])):
            phrase.modified = True
            phrase.index += 1
        else:
            return


def _blocked(table: Words, found: tuple[Entry, int], index: int) -> bool:
    """Whether a match is no actor word here: 'state' and 'chief' as modifiers, capitals that a headline forces."""
    entry, after = found
    if entry.tag == "title" and entry.scope in {"courtesy", "name"}:
        return not table.capital[index] or after >= len(table) or not table.capital[after]
    if entry.tag == "government" and entry.text in {"state", "leadership"}:
        return True
    return False


def _head_follows(table: Words, index: int) -> bool:
    modifiers = words("modifiers.txt")
    while index < len(table) and table.keys[index] in modifiers:
        index += 1
    found = table.match(index) if index < len(table) else None
    return found is not None and found[0].tag in HEADS


def _is_compound_modifier(key: str) -> bool:
    return "-" in key and key.endswith(("-backed", "-led", "-old", "-based", "-born", "-term", "-time", "-elect", "-held", "-ranking", "-level"))


def _with_head(table: Words, phrase: Phrase, owned: bool) -> Candidate | None:
    titles = [unit for unit in phrase.heads if unit[0].tag == "title"]
    if titles and phrase.heads[-1][0].tag == "title":
        named = _named_person(table, phrase, titles)
        if named is not None:
            return named
    entry, start, after = phrase.heads[-1]
    determined = bool(phrase.determiner) or bool(phrase.countries) or bool(phrase.organizations) or owned
    if entry.tag == "title":
        if entry.scope in {"courtesy", "name"} or not (determined or phrase.modified):
            return None
        return _role(table, phrase, entry, after)
    if entry.tag == "government":
        return _government(table, phrase, entry, start, after) if determined else None
    if entry.tag == "ministry" and (determined or entry.number == "plural" or " " in entry.text or entry.text in {"police", "troops", "rebels"}):
        return _institution(table, phrase, entry, after)
    if entry.tag == "document":
        return _described(table, phrase, entry, after, "document") if phrase.determiner else None
    if entry.tag == "group" and (determined or phrase.modified or entry.number == "plural"):
        return _described(table, phrase, entry, after, "unnamed")
    return None


def _named_person(table: Words, phrase: Phrase, titles: list[tuple[Entry, int, int]]) -> Candidate | None:
    after = phrase.heads[-1][2]
    if after >= len(table) or table.sentence[after] != table.sentence[phrase.first] or table.possessive[after - 1]:
        return None
    if not table.capital[after]:
        return None
    name = read_name(table, after, titled=True)
    if name is None or name.kind != "person":
        return None
    entry = next((unit[0] for unit in titles if unit[0].office != "-"), titles[0][0])
    office = None if entry.office == "-" else entry.office
    genders = [unit[0].gender for unit in titles if unit[0].gender]
    start = _trim_start(table, phrase)
    candidate = _base(table, phrase, start, name.after, "name")
    candidate.name = tuple(table.forms[name.first : name.after])
    candidate.office = office
    candidate.title = _title_text(table, phrase, titles) if office else None
    candidate.gender = genders[0] if genders else None
    candidate.sector = entry.sector if office else None
    candidate.weak = False
    return candidate


def _trim_start(table: Words, phrase: Phrase) -> int:
    """A mention of a named person starts at its title's first word, without 'the'."""
    return phrase.first + 1 if phrase.determiner == "the" else phrase.first


def _title_text(table: Words, phrase: Phrase, titles: list[tuple[Entry, int, int]]) -> str:
    first = phrase.first + len(phrase.determiner.split())
    courtesy = [unit for unit in titles if unit[0].scope == "courtesy"]
    last = [unit for unit in titles if unit[0].scope != "courtesy"][-1]
    start = courtesy[-1][2] if courtesy and courtesy[-1][2] <= last[1] else first
    return " ".join(table.body[table.starts[start] : table.ends[last[2] - 1]].split())


def _base(table: Words, phrase: Phrase, first: int, after: int, kind: str) -> Candidate:
    span = span_of(table, first, after)
    country, sector = None, None
    for entry, _, _ in phrase.countries:
        country = country or entry.country
    for entry, _, _ in phrase.organizations:
        country = country or entry.country
        sector = entry.sector
    start = first + 1 if table.keys[first] == "the" and after > first + 1 else first
    text = " ".join(table.body[table.starts[start] : table.ends[after - 1]].split())
    return Candidate(
        span, kind, first, after, table.sentence[first], description=text, determiner=phrase.determiner, country=country, sector=sector,
        quoted=table.quoted[first], owner=table.possessive[after - 1],
    )


def _complement(table: Words, phrase: Phrase, after: int) -> int:
    """Takes in 'of the State Department', 'for Syria', and remembers country and organization; the index after it."""
    if after + 1 >= len(table) or table.keys[after] not in COMPLEMENT_PREPOSITIONS or table.possessive[after - 1]:
        return after
    inner = Phrase(after + 1, after + 1)
    _read_determiners(table, inner)
    _read_units(table, inner)
    sentence = table.sentence[phrase.first]
    units = [*inner.countries, *inner.organizations, *[u for u in inner.heads if u[0].tag in {"ministry", "government"}]]
    if units and table.sentence[after] == sentence == table.sentence[units[-1][2] - 1]:
        phrase.countries.extend(inner.countries)
        phrase.organizations.extend(inner.organizations)
        return max(unit[2] for unit in units)
    if inner.index < len(table) and table.sentence[inner.index] == sentence and not inner.heads:
        name = read_name(table, inner.index)
        if name is not None and name.kind == "organization":
            return name.after
    return after


def _role(table: Words, phrase: Phrase, entry: Entry, after: int) -> Candidate:
    end = _complement(table, phrase, after)
    candidate = _base(table, phrase, phrase.first, end, "title")
    candidate.head, candidate.office, candidate.gender = entry.text, entry.office, entry.gender
    candidate.title, candidate.sector = candidate.description, candidate.sector or entry.sector
    return candidate


def _described(table: Words, phrase: Phrase, entry: Entry, after: int, kind: str) -> Candidate:
    end = _complement(table, phrase, after)
    candidate = _base(table, phrase, phrase.first, end, kind)
    candidate.head, candidate.number = entry.text, entry.number
    candidate.sector = entry.sector if entry.sector not in {None, "GOV"} else candidate.sector or entry.sector
    return candidate


def _institution(table: Words, phrase: Phrase, entry: Entry, after: int) -> Candidate:
    candidate = _base(table, phrase, phrase.first, after, "organization")
    candidate.head, candidate.sector, candidate.government = entry.text, entry.sector, True
    return candidate


def _government(table: Words, phrase: Phrase, entry: Entry, start: int, after: int) -> Candidate:
    candidate = _base(table, phrase, phrase.first, after, "organization")
    candidate.head, candidate.sector, candidate.government = "government", "GOV", True
    candidate.office = entry.text if candidate.country is None else None
    return candidate


def _organization(table: Words, phrase: Phrase, entry: Entry, start: int, after: int) -> Candidate:
    candidate = _base(table, phrase, start, after, "organization")
    candidate.name, candidate.sector, candidate.country = (entry.text,), entry.sector, entry.country or candidate.country
    candidate.government = entry.scope == "government"
    candidate.owner = table.possessive[after - 1]
    return candidate


def _country(table: Words, phrase: Phrase, entry: Entry, start: int, after: int) -> Candidate | None:
    if entry.tag == "region" or (entry.tag == "seat" and not _acts(table, start, after)):
        return None
    plural = entry.tag == "demonym" and (entry.number == "plural" or (phrase.determiner == "the" and entry.text != entry.office))
    candidate = _base(table, phrase, start, after, "country")
    candidate.name, candidate.country, candidate.sector = (entry.text,), entry.country, "GOV"
    candidate.owner = table.possessive[after - 1]
    candidate.weak = entry.tag == "demonym" and not plural
    return candidate


def _acts(table: Words, start: int, after: int) -> bool:
    """Whether a capital stands for its government: it is in no place phrase, and a verb of acting or a partner follows."""
    before = table.keys[start - 1] if table.adjoins(start) else ""
    follows = table.keys[after] if after < len(table) and table.sentence[after] == table.sentence[start] else ""
    if table.possessive[after - 1]:
        return True
    if before in PLACE_PREPOSITIONS or follows in {",", "-", "–", "—", "("} or before in {"-", ","}:
        return False
    if before in {"between", "against", "with", "by", "of"} or (before == "and" and follows):
        return True
    return follows.endswith(("ed", "s")) and follows.isalpha() or follows in {"has", "had", "have", "will", "would", "is", "was", "could", "can", "may"}
