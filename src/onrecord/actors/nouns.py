"""Noun phrases that name an actor by what it is: 'the Russian foreign minister', 'a senior State Department official', 'both men'."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.actors.candidates import Candidate
from onrecord.actors.lexicon import Entry, words
from onrecord.actors.names import name_words, read_name
from onrecord.actors.surroundings import is_complementizer, may_modify, modifies, stands_for_government
from onrecord.actors.tokens import Words, span_of

COMPLEMENT_PREPOSITIONS = frozenset({"of", "for", "at", "to", "from", "with"})
PARTIES = frozenset({"republican", "democratic", "democrat", "conservative", "labour", "libertarian", "labor", "liberal", "green"})
HEADS = frozenset({"title", "ministry", "government", "group", "document"})
MODIFIER_UNITS = 8
"""Longer strings of modifiers are lists, not one noun phrase."""
PLACE_TAGS = frozenset({"country", "demonym", "seat", "region"})
WITH_OF = frozenset({"host", "mission", "network", "source", "record", "figure"})
"""Words that before 'of' speak of an amount or a purpose, not of an actor: 'a host of issues'."""
BARE = frozenset({"police", "troops", "warplanes", "jets", "paramilitaries", "parliament", "congress"})
"""Institutions that need no article to be meant."""
BODIES = frozenset({"un", "nato", "eu", "pentagon", "fbi", "cia"})
"""First words of titles that say whose it is: 'UN chief'."""
COMPOUND_ENDS = ("-backed", "-led", "-old", "-based", "-born", "-term", "-time", "-elect", "-held", "-ranking", "-level")
NAMES_BEHIND = frozenset({"organization", "headword", "single", "place"})
"""Kinds of names that a title takes in after 'of': 'the mayor of Mombasa'; a person after it is somebody else."""
CROWDS = frozenset({"group", "groups", "crowd", "crowds", "team", "gang", "gangs", "coalition"})
"""Nouns that take in the people they are made of: 'groups of protesters'."""


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
    index = _past_determiners(table, first)
    if not _may_open(table, first, index):
        return None
    phrase = Phrase(first, index, " ".join(table.keys[first:index]))
    _read_units(table, phrase)
    if phrase.heads:
        return _with_head(table, phrase, owned)
    return _without_head(table, phrase)


def _past_determiners(table: Words, first: int) -> int:
    """Index after the determiners and numbers that start at a token, at most three."""
    known, keys, sentence, index = words("quantifiers.txt"), table.keys, table.sentence, first
    while index < len(keys) and index - first < 3 and sentence[index] == sentence[first]:
        key = keys[index]
        if (key not in known and not key[0].isdigit()) or (key == "that" and is_complementizer(table, index)):
            break
        index += 1
    return index


def _may_open(table: Words, first: int, index: int) -> bool:
    """Whether the word after the determiners, if any, can open a noun phrase that names an actor: most cannot."""
    keys = table.keys
    if index >= len(keys) or table.sentence[index] != table.sentence[first]:
        return False
    key, after = keys[index], index + 1
    if table.matches[index] is not None or key in words("modifiers.txt") or key[0].isdigit() or "-" in key:
        return True
    return index > first and after < len(keys) and table.matches[after] is not None


def _read_units(table: Words, phrase: Phrase) -> None:
    modifiers, keys = words("modifiers.txt"), table.keys
    sentence = table.sentence[phrase.first]
    for _ in range(MODIFIER_UNITS):
        index = phrase.index
        if index >= len(keys) or table.sentence[index] != sentence or (phrase.heads and table.possessive[index - 1]):
            return
        found = table.matches[index]
        if found is not None and not _blocked(table, found, index):
            if not _take_unit(table, phrase, found[0], index, found[1]):
                return
        elif phrase.heads:
            return
        elif _is_age(table, index):
            phrase.modified = True
            phrase.index += 3
        elif keys[index] in modifiers or _is_compound_modifier(keys[index]) or _is_unknown_modifier(table, phrase):
            phrase.modified = True
            phrase.index += 1
        else:
            return


def _take_unit(table: Words, phrase: Phrase, entry: Entry, index: int, after: int) -> bool:
    """Adds a matched phrase to the noun phrase; whether the noun phrase may go on after it."""
    if entry.tag in PLACE_TAGS or entry.tag == "organization":
        if phrase.heads and not _demote(table, phrase):
            return False
        units = phrase.organizations if entry.tag == "organization" else phrase.countries
        units.append((entry, index, after))
    else:
        phrase.heads.append((entry, index, after))
    phrase.index = after
    return entry.tag != "organization" or not table.possessive[after - 1] or _head_follows(table, after)


def _demote(table: Words, phrase: Phrase) -> bool:
    """Makes a lone 'chief' before a country a modifier: 'chief US negotiator'."""
    entry, first, _ = phrase.heads[-1]
    if len(phrase.heads) > 1 or entry.text not in words("modifiers.txt") or table.capital[first]:
        return False
    phrase.heads.clear()
    phrase.modified = True
    return True


def _blocked(table: Words, found: tuple[Entry, int], index: int) -> bool:
    """Whether a match is no actor word here: 'state' and 'chief' as modifiers, capitals that a headline forces."""
    entry, after = found
    if entry.tag == "title" and entry.scope in {"courtesy", "name"}:
        return not table.capital[index] or after >= len(table) or not table.capital[after]
    if entry.text in WITH_OF and after < len(table) and table.keys[after] == "of":
        return True
    if entry.tag in {"government", "ministry", "group", "document"} and _in_proper_name(table, index, after):
        return True
    return entry.tag == "government" and entry.text in {"state", "leadership"}


def _in_proper_name(table: Words, index: int, after: int) -> bool:
    """Whether a capitalized noun is part of a longer name: 'Government Accountability Office'."""
    if not table.capital[after - 1] or table.initial[index] or not table.adjoins(after) or table.possessive[after - 1]:
        return False
    capitals_tell = table.sentence[index] not in table.flat
    return capitals_tell and table.capital[after] and table.match(after) is None


def _head_follows(table: Words, index: int) -> bool:
    modifiers = words("modifiers.txt")
    while index < len(table) and table.keys[index] in modifiers:
        index += 1
    found = table.match(index) if index < len(table) else None
    return found is not None and found[0].tag in HEADS


def _is_unknown_modifier(table: Words, phrase: Phrase) -> bool:
    """Whether a word no lexicon has stands between determiner or demonym and a noun: 'two Belarusian timber companies'."""
    index = phrase.index
    told = bool(phrase.determiner) or (bool(phrase.countries) and phrase.countries[-1][0].tag == "demonym")
    if not told or not table.adjoins(index + 1) or table.capital[index] or not may_modify(table.keys[index]):
        return False
    found = table.match(index + 1)
    return found is not None and found[0].tag in {"group", "title"}


def _is_age(table: Words, index: int) -> bool:
    """Whether 'NN-year-old' starts at a token."""
    return table.keys[index].isdigit() and table.adjoins(index + 2) and table.keys[index + 1] == "-" and table.keys[index + 2] == "year-old"


def _is_compound_modifier(key: str) -> bool:
    return "-" in key and key.endswith(COMPOUND_ENDS)


def _with_head(table: Words, phrase: Phrase, owned: bool) -> Candidate | None:
    titles = [unit for unit in phrase.heads if unit[0].tag == "title"]
    if titles and phrase.heads[-1][0].tag == "title":
        named = _named_person(table, phrase, titles)
        if named is not None:
            return named
    entry, start, after = phrase.heads[-1]
    if entry.tag in {"title", "group", "document"} and entry.number != "plural" and modifies(table, start, after):
        return _without_head(table, phrase)
    determined = bool(phrase.determiner or phrase.countries or phrase.organizations or owned)
    return _headed(table, phrase, determined) or _without_head(table, phrase)


def _headed(table: Words, phrase: Phrase, determined: bool) -> Candidate | None:
    """The candidate of the phrase's head noun, None where it stands too bare to mean somebody."""
    entry, _, after = phrase.heads[-1]
    if entry.tag == "title":
        named_only = entry.scope in {"courtesy", "name"}
        known = determined or phrase.modified or entry.text.split()[0] in BODIES
        return _role(table, phrase, entry, after) if not named_only and known else None
    if entry.tag == "government":
        return _government(table, phrase, entry, after) if determined or phrase.modified or entry.text == "authorities" else None
    if entry.tag == "ministry":
        return _institution(table, phrase, entry, after) if determined or " " in entry.text or entry.text in BARE else None
    if entry.tag == "document":
        return _described(table, phrase, entry, after, "document") if phrase.determiner else None
    return _described(table, phrase, entry, after, "unnamed") if determined or phrase.modified or entry.number == "plural" else None


def _without_head(table: Words, phrase: Phrase) -> Candidate | None:
    """The organization or country of a phrase whose noun turns out to name no actor: 'Reuters reports', 'the US press briefing'."""
    if phrase.organizations:
        entry, start, after = phrase.organizations[-1]
        return _organization(table, phrase, entry, start, after)
    if phrase.countries:
        entry, start, after = phrase.countries[0]
        return _country(table, phrase, entry, start, after)
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
    candidate.name = name_words(table, name)
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
    text = " ".join(table.body[table.starts[start] : table.ends[last[2] - 1]].split())
    return text.title() if table.sentence[start] in table.shouted else text


def _base(table: Words, phrase: Phrase, first: int, after: int, kind: str) -> Candidate:
    span = span_of(table, first, after)
    country, sector = None, None
    for entry, _, _ in phrase.countries:
        country = country or entry.country
    for entry, _, _ in phrase.organizations:
        country = country or entry.country
        sector = entry.sector
    for entry, _, _ in phrase.heads:
        country = country or entry.country
    region = next((entry.text for entry, _, _ in phrase.countries if entry.tag == "region"), None)
    start = first + 1 if table.keys[first] == "the" and after > first + 1 else first
    text = " ".join(table.body[table.starts[start] : table.ends[after - 1]].split())
    return Candidate(
        span,
        kind,
        first,
        after,
        table.sentence[first],
        description=text,
        determiner=phrase.determiner,
        country=country,
        sector=sector,
        region=region,
        quoted=table.quoted[first],
        owner=table.possessive[after - 1],
    )


def _complement(table: Words, phrase: Phrase, entry: Entry, after: int) -> int:
    """Takes in 'of the State Department', 'for Syria', and remembers country and organization; the index after it."""
    if after + 1 >= len(table) or table.keys[after] not in COMPLEMENT_PREPOSITIONS or table.possessive[after - 1]:
        return after
    start = _past_determiners(table, after + 1)
    inner = Phrase(after + 1, start, " ".join(table.keys[after + 1 : start]))
    _read_units(table, inner)
    sentence = table.sentence[phrase.first]
    people = entry.tag == "title" or entry.text in CROWDS
    named = {"ministry", "government", "group"} if people else {"ministry", "government", "document"}
    if inner.heads and inner.heads[-1][0].tag == "title":
        return after
    if not inner.heads:
        inner.countries = [unit for unit in inner.countries if unit[0].tag != "demonym"]
    units = [*inner.countries, *inner.organizations, *[u for u in inner.heads if u[0].tag in named]]
    if units and table.sentence[after] == sentence == table.sentence[units[-1][2] - 1]:
        phrase.countries.extend(inner.countries)
        phrase.organizations.extend(inner.organizations)
        return max(unit[2] for unit in units)
    if inner.index < len(table) and table.sentence[inner.index] == sentence and not inner.heads:
        name = read_name(table, inner.index)
        if name is not None and name.kind in (NAMES_BEHIND if entry.tag == "title" else {"organization"}):
            return name.after
        if name is not None and name.kind == "person" and entry.scope == "state" and table.keys[after] == "of":
            return name.after
    return after


def _role(table: Words, phrase: Phrase, entry: Entry, after: int) -> Candidate:
    end = _complement(table, phrase, entry, after)
    candidate = _base(table, phrase, phrase.first, end, "title")
    candidate.head, candidate.office, candidate.gender = entry.text, entry.office, entry.gender
    candidate.title, candidate.sector = candidate.description, candidate.sector or entry.sector
    return candidate


def _described(table: Words, phrase: Phrase, entry: Entry, after: int, kind: str) -> Candidate:
    end = _complement(table, phrase, entry, after)
    candidate = _base(table, phrase, phrase.first, end, kind)
    candidate.head, candidate.number, candidate.gender = entry.text, entry.number, entry.gender
    candidate.sector = entry.sector if entry.sector not in {None, "GOV"} else candidate.sector or entry.sector
    return candidate


def _institution(table: Words, phrase: Phrase, entry: Entry, after: int) -> Candidate:
    candidate = _base(table, phrase, phrase.first, after, "organization")
    candidate.head, candidate.sector, candidate.government = _institution_head(entry.text), entry.sector, True
    return candidate


def _institution_head(text: str) -> str:
    """One head for both orders of words: 'ministry of the interior' as 'interior ministry'."""
    return f"{text.removeprefix('ministry of ').removeprefix('the ')} ministry" if text.startswith("ministry of ") else text


def _government(table: Words, phrase: Phrase, entry: Entry, after: int) -> Candidate:
    candidate = _base(table, phrase, phrase.first, after, "organization")
    candidate.head, candidate.sector, candidate.government = "government", "GOV", True
    candidate.office = entry.text if candidate.country is None else None
    return candidate


def _organization(table: Words, phrase: Phrase, entry: Entry, start: int, after: int) -> Candidate | None:
    if entry.scope == "seat" and not stands_for_government(table, start, after):
        return None
    candidate = _base(table, phrase, start, after, "organization")
    candidate.name, candidate.sector, candidate.country = (entry.text,), entry.sector, entry.country or candidate.country
    candidate.government = entry.scope == "government"
    candidate.owner = table.possessive[after - 1]
    return candidate


def _country(table: Words, phrase: Phrase, entry: Entry, start: int, after: int) -> Candidate | None:
    if entry.tag == "demonym" and _is_language(table, start, after):
        return None
    if entry.tag == "region" or (entry.tag == "seat" and not stands_for_government(table, start, after)):
        return None
    plural = entry.tag == "demonym" and (entry.number == "plural" or (phrase.determiner == "the" and entry.text != entry.form))
    if plural and entry.number == "plural" and phrase.determiner != "the":
        return _people(table, phrase, entry, after)
    candidate = _base(table, phrase, start, after, "country")
    candidate.name, candidate.country, candidate.sector = (entry.text,), entry.country, "GOV"
    candidate.owner = table.possessive[after - 1]
    candidate.weak = entry.tag == "demonym" and not plural
    return candidate


def _is_language(table: Words, start: int, after: int) -> bool:
    """Whether a demonym names the language: 'in English.', 'speaks Russian'."""
    before = table.keys[start - 1] if table.adjoins(start) else ""
    if before in {"speak", "speaks", "spoke", "speaking", "fluent"}:
        return True
    follows = table.keys[after] if table.adjoins(after) else "."
    return before in {"in", "into", "from"} and (not follows[0].isalnum() or follows in words("function_words.txt"))


def _people(table: Words, phrase: Phrase, entry: Entry, after: int) -> Candidate:
    """A people as people, not as a state: 'Mexicans', 'many Russians', but not 'the Russians'."""
    candidate = _base(table, phrase, phrase.first, after, "unnamed")
    candidate.head, candidate.number, candidate.sector = entry.form.casefold(), "plural", "CVL"
    return candidate
