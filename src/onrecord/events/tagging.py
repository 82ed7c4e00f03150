"""Word classes of a sentence's tokens: closed lists, verb forms, and the words around a form that could be verb or noun."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, lru_cache

from onrecord.actors.model import Actors, Mention
from onrecord.article import Span
from onrecord.events.lexicon import groups, noun_triggers, nouny, verb_forms, word_classes
from onrecord.events.reading import NAMED, POSSESSIVE, Reading
from onrecord.text.document import Text

APPROXIMATE = frozenset({"around", "about", "over", "approximately", "nearly", "almost", "some"})
CONTRACTED = re.compile(r"(?:i|you|he|she|it|we|they|who|there|that)['’](?:ve|d|ll|re|m|s)")
FIXED = {"to": "P", "that": "S"}  # settled later, by what stands around them
PLURALS = frozenset({"police", "people", "troops", "children", "women", "men"})
WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
MARKS = {
    ",": ",", "(": "(", "[": "(", ")": ")", "]": ")", "%": "X", "$": "Z", "€": "Z", "£": "Z", "/": "X", "&": "C",
    "'": "q", "’": "q", "‘": "q",
}  # fmt: skip
QUOTES = frozenset('"“”«»„') | {"''", "``"}
CLOSED = (
    ("negation", "N"), ("modal", "M"), ("be", "B"), ("have", "H"), ("do", "K"), ("relative", "R"), ("determiner", "D"), ("number", "Z"),
    ("conjunction", "C"), ("subordinator", "S"), ("preposition", "P"), ("pronoun", "U"), ("time", "W"), ("adverb", "A"),
)  # fmt: skip


@cache
def closed_classes() -> dict[str, str]:
    """The letter of each word of a closed class; the first class that names a word wins."""
    found: dict[str, str] = {}
    for name, letter in CLOSED:
        for word in word_classes()[name]:
            found.setdefault(word, letter)
    return found


def read_sentence(text: Text, sentence: Span, actors: Actors) -> Reading:
    """The sentence, read."""
    tokens = text.token_range(sentence)
    spans, words = text.tokens[tokens.start : tokens.stop], text.words[tokens.start : tokens.stop]
    reading = Reading(text.body, spans, words, list(text.low[tokens.start : tokens.stop]), [])
    reading.mention = _mentions(reading, sentence, actors)
    for at, word in enumerate(words):
        plain = "a" <= word[0] <= "z" and reading.mention[at] is None
        reading.tag.append(_word_tag(word, at == 0, "") if plain else _first_tag(reading, at))
    _resolve(reading)
    return reading


def _mentions(reading: Reading, sentence: Span, actors: Actors) -> list[Mention | None]:
    """The mention that covers each token."""
    found: list[Mention | None] = [None] * len(reading)
    starts = [s.start for s in reading.spans]
    for mention in actors.within(sentence):
        at = max(0, bisect_right(starts, mention.start) - 1)
        while at < len(starts) and starts[at] < mention.end:
            found[at] = mention
            at += 1
    return found


def _is_verb_only(low: str) -> bool:
    """Whether a word is a verb form and of no closed class: with a capital inside a sentence it is part of a name."""
    return low in verb_forms() and low not in closed_classes() and low != "march"


def _first_tag(reading: Reading, at: int) -> str:
    """Class of a token by itself: "v" stands for a form that could be verb or noun."""
    word = reading.words[at]
    if word in "-–" and _is_glued(reading, at):
        return "X"
    mention = reading.mention[at]
    kind = mention.kind if mention is not None else ""
    if word == "I" and 0 < at < len(reading) - 1 and reading.is_capital(at - 1) and reading.is_capital(at + 1):
        return "X"  # a numeral in a name
    if not kind and at and word[0].isupper() and not reading.is_title_case and _is_verb_only(word.lower()):
        return "X"
    return _word_tag(word, at == 0, kind)


@lru_cache(maxsize=1 << 15)
def _word_tag(word: str, is_first: bool, kind: str) -> str:
    """Class of a word, by whether it begins the sentence and the kind of mention that covers it."""
    low = word.lower()
    if not word[0].isalnum():
        return "q" if word in QUOTES else MARKS.get(word, ".")
    if word[0].isdigit():
        return "Z"
    capital = word[0].isupper() and (not is_first or kind in NAMED)
    if word.isupper() and len(word) > 1 and (capital or low == "us"):
        return "X"
    return _closed_tag(low, kind, capital=capital) or _open_tag(low, capital=capital and not kind, named=capital)


def _closed_tag(low: str, kind: str, *, capital: bool) -> str:
    """Class of a word of the closed lists; empty for others, and for those that are part of a name."""
    if low in FIXED:
        return FIXED[low]
    if low in {"may", "march"}:
        return "W" if capital else "M" if low == "may" else ""
    if CONTRACTED.fullmatch(low):
        return "U"
    letter = closed_classes().get(low, "")
    in_name = capital and kind in NAMED
    if letter and not (in_name and letter not in "PDC" and low not in WEEKDAYS):
        return letter
    return "X" if low.endswith(POSSESSIVE) or (capital and kind) else ""


def _is_glued(reading: Reading, at: int) -> bool:
    """Whether a dash stands between two tokens without space ("35-year-old")."""
    spans = reading.spans
    return 0 < at < len(spans) - 1 and spans[at - 1].end == spans[at].start and spans[at].end == spans[at + 1].start


def _open_tag(low: str, *, capital: bool, named: bool) -> str:
    """Class of a word of no closed class: verbs by their forms, adverbs by -ly, all else nominal."""
    forms = verb_forms().get(low)
    if forms and not (named and low.endswith("ing")):
        kinds = forms[1]
        if "ing" in kinds:
            return "G"
        return "E" if kinds & {"past", "participle"} and "base" not in kinds else "v"
    if capital or named:
        return "X"
    if low.endswith("ly") and low not in word_classes()["ly_noun"]:
        return "A"
    return "E" if low.endswith("ed") and len(low) > 4 and not low.endswith("eed") else "X"


def _resolve(reading: Reading) -> None:
    """Settles what the words around a token tell: verb or noun, "to", "that"."""
    tag, low = reading.tag, reading.low
    for at in range(len(tag)):
        if tag[at] == "v":
            tag[at] = "V" if _is_verb(reading, at) else "X"
        elif low[at] == "to" and tag[at] == "P":
            tag[at] = "T" if _is_infinitive(reading, at) else "P"
            if tag[at] == "T" and at + 1 < len(tag) and tag[at + 1] == "X":
                tag[at + 1] = "V"
        elif low[at] == "that":
            tag[at] = _that(reading, at)
        elif (tag[at] == "E" and _is_adjective(reading, at)) or (tag[at] == "G" and _is_gerund_noun(reading, at)):
            tag[at] = "X"
        elif low[at] in APPROXIMATE and at + 1 < len(tag) and tag[at + 1] == "Z":
            tag[at] = "A"
        elif low[at] in {"least", "than", "most"} and at and low[at - 1] in {"at", "more", "less", "fewer"}:
            tag[at - 1 : at + 1] = ["A", "A"]
        elif tag[at] == "H" and at + 1 < len(tag) and tag[at + 1] in "DZ":
            tag[at] = "V"


def _previous(reading: Reading, at: int) -> int:
    """The token before, adverbs, time words and quotation marks passed over."""
    at -= 1
    while at >= 0 and (reading.tag[at] in "AWq" or (reading.tag[at] == "P" and reading.tag_at(at + 1) == "W")):
        at -= 1
    return at


def _is_verb(reading: Reading, at: int) -> bool:
    """Whether a form that could be a noun is a verb here."""
    tag, low = reading.tag, reading.low
    before = _past_bracket(reading, _previous(reading, at))
    if before < 0:
        return False
    kinds = verb_forms()[low[at]][1]
    last = tag[before]
    if last in "TMNKR" or (last == "U" and low[before] not in {"him", "them", "us"}):
        return True
    if last in "BH":
        return "participle" in kinds
    if last == "D" and low[before] in word_classes()["pronoun_determiner"]:
        return "base" in kinds and (reading.is_capital(at + 1) if at + 1 < len(reading) else False)
    if last in "CGVE,":
        return _after_coordination(reading, at, before, kinds)
    return last == "X" and not low[before].endswith(POSSESSIVE) and _is_verb_after_noun(reading, at, before, kinds)


def _past_bracket(reading: Reading, at: int) -> int:
    """The token before a short bracket that ends at a token; the token itself when none does."""
    if at < 0 or reading.tag[at] != ")":
        return at
    opening = next((i for i in range(at - 1, max(-1, at - 8), -1) if reading.tag[i] == "("), 0)
    return opening - 1 if opening else at


def _is_verb_after_noun(reading: Reading, at: int, before: int, kinds: frozenset[str]) -> bool:
    """Whether a form is the verb of the noun before it, and not a part of its compound."""
    low = reading.low
    if "base" in kinds and _is_inverted(reading, before):
        return True
    is_noun = low[at] in groups() and reading.tag_at(at + 1) not in "DU"
    if not is_noun and "base" in kinds and not low[before].endswith("s") and _is_asked(reading, before):
        return _verb_continues(reading, at)
    if is_noun or _is_object(reading, before) or (low[at] in nouny() and _finite_later(reading, at)):
        return False
    if "past" in kinds:  # hit, put, read: past and base alike
        return not _noun_follows(reading, at)
    is_plural = low[before].endswith("s") and not low[before].endswith("ss")
    if "s" in kinds:
        return (not is_plural or reading.is_capital(before)) and _verb_continues(reading, at)
    if is_plural or low[before] in PLURALS or _is_compound(reading, before):
        return low[at] not in nouny() or (_verb_continues(reading, at) and not _bare_noun_follows(reading, at))
    return False


def _finite_later(reading: Reading, at: int) -> bool:
    """Whether a finite verb follows in the clause: then a form that could be a noun is one ("rebel attacks have killed")."""
    for index in range(at + 1, min(len(reading), at + 14)):
        letter = reading.tag[index] if index < len(reading.tag) else "."
        if letter in ",.SRCT":
            return False
        if letter in "BHMK" or (letter == "E" and reading.tag_at(index + 1) in "DZXUP" and reading.low[index + 1 : index + 2] != ["by"]):
            return True
    return False


def _is_object(reading: Reading, before: int) -> bool:
    """Whether the phrase that ends at a token is the object of a verb already."""
    while before >= 0 and reading.tag[before] in "DXZA":
        before -= 1
    if before > 0 and reading.low[before] in {"out", "off", "up", "down"}:
        before -= 1
    return before >= 0 and reading.tag[before] in "VEG" and reading.lemma(before) not in word_classes()["report_verb"]


def _is_compound(reading: Reading, before: int) -> bool:
    """Whether the phrase that ends at a token is joined to another by "and"."""
    while before >= 0 and reading.tag[before] in "DXZ":
        before -= 1
    return before > 0 and reading.low[before] in {"and", "&"} and reading.tag[before - 1] == "X"


def _is_inverted(reading: Reading, before: int) -> bool:
    """Whether the noun at a token is the subject of a question ("Did Kenya attack")."""
    while before >= 0 and reading.tag[before] in "DXZ":
        before -= 1
    return before >= 0 and reading.tag[before] in "KM"


def _is_asked(reading: Reading, before: int) -> bool:
    """Whether the noun at a token is whom a verb of demand asks ("demands Rome act")."""
    for at in range(before, max(-1, before - 8), -1):
        if reading.tag[at] in "VEG":
            return reading.lemma(at) in word_classes()["request_verb"]
        if reading.tag[at] not in "DXZ" and reading.low[at] != "that":
            return False
    return False


def _after_coordination(reading: Reading, at: int, before: int, kinds: frozenset[str]) -> bool:
    """Whether the form after a conjunction, comma or verb is a verb: only when what it is joined to is one of the same form."""
    tag = reading.tag
    if tag[before] in "GVE":
        return False
    for back in range(before - 1, max(-1, before - 25), -1):
        if tag[back] == "." or (tag[back] in "SR" and back < before - 12):
            return False
        if tag[back] in "VE":
            forms = verb_forms().get(reading.low[back], ("", frozenset[str]()))[1]
            return bool(forms & kinds) and _verb_continues(reading, at)
    return False


def _bare_noun_follows(reading: Reading, at: int) -> bool:
    """Whether a singular noun without determiner follows: then the form is part of a compound ("visitors travel ban")."""
    low = reading.low[at + 1] if at + 1 < len(reading) else "."
    return (
        low not in closed_classes()
        and low not in {"to", "that"}
        and low[0].isalpha()
        and not reading.is_capital(at + 1)
        and not low.endswith("s")
    )


def _noun_follows(reading: Reading, at: int) -> bool:
    """Whether the form is followed by what only follows a noun."""
    following = reading.low[at + 1] if at + 1 < len(reading) else "."
    return following in {"of", "and"} or reading.tag_at(at + 1) in "BHMK"


def _verb_continues(reading: Reading, at: int) -> bool:
    """Whether what follows can be a verb's object, particle or complement."""
    following = at + 1
    while following < len(reading) and reading.low[following] in closed_classes() and closed_classes()[reading.low[following]] in "AW":
        following += 1
    if following >= len(reading):
        return False
    low, word = reading.low[following], reading.words[following]
    letter = closed_classes().get(low, "")
    kinds = verb_forms().get(low, ("", frozenset[str]()))[1]
    if kinds & {"past", "participle"} and "base" not in kinds:
        return False
    if low in {"on", "for", "to", "with", "off", "out", "up", "down", "that", "over", "into", "in", "at"}:
        return low not in {"in", "at"} or reading.is_capital(following + 1 if following + 1 < len(reading) else following)
    return (
        letter in {"D", "Z", "U", "T"}
        or word[0].isupper()
        or word[0].isdigit()
        or word[0] in "$€£"
        or (not letter and word[0].isalpha() and low not in {"of"})
    )


def _is_infinitive(reading: Reading, at: int) -> bool:
    """Whether "to" is followed by the base form of a verb."""
    following = at + 1
    while following < len(reading) and (
        closed_classes().get(reading.low[following]) in {"A", "N"} or reading.low[following].endswith("ly")
    ):
        following += 1
    if following >= len(reading) or reading.is_capital(following):
        return False
    low = reading.low[following]
    forms = verb_forms().get(low)
    if low in {"be", "have", "do"}:
        return True
    if not forms:
        return low.isalpha() and low not in closed_classes() and not low.endswith("s") and _promises(reading, at)
    if "base" not in forms[1]:
        return False
    after = reading.low[following + 1] if following + 1 < len(reading) else "."
    return after not in {"of", "and"} or at == 0 or reading.tag[at - 1] in "VEGX"


def _promises(reading: Reading, at: int) -> bool:
    """Whether the verb before "to" is one that only an infinitive follows ("pledged to", "refused to")."""
    before = _previous(reading, at)
    lemma = reading.lemma(before) if before >= 0 and reading.tag[before] in "VEG" else ""
    return any(
        lemma in word_classes()[name] for name in ("promise_verb", "refusal_verb", "threat_verb", "attempt_verb", "transparent_verb")
    )


def _that(reading: Reading, at: int) -> str:
    """Class of "that": after a verb it opens a clause, after a noun a relative one, else it points."""
    before = _previous(reading, at)
    last = reading.tag_at(before)
    if last in "VEG" or (last == "C" and reading.tag_at(at + 1) in "DUX"):
        return "S"
    return "R" if last == "X" and reading.tag_at(at + 1) not in "DXU" else "S" if last == "X" else "D"


def _is_adjective(reading: Reading, at: int) -> bool:
    """Whether a participle stands before its noun ("the detained journalist")."""
    before, following = reading.tag_at(at - 1), reading.tag_at(at + 1)
    if before == "X" and reading.low[at - 1].endswith(POSSESSIVE):
        return True
    if before == "X" and following == "X" and not reading.is_capital(at - 1) and _is_object(reading, at - 1):
        return True
    if following == "X" and ("-" in reading.low[at] or reading.low[at] in word_classes()["participle_adjective"]):
        return True
    if before == "Z" and reading.tag_at(at - 2) == "W":
        return False
    return before in "DZP" and following in "XvGEZ" and reading.low[at - 1] not in {"out", "up", "off", "down"}


def _is_gerund_noun(reading: Reading, at: int) -> bool:
    """Whether a form in -ing is a noun: after a determiner, or after a noun when it is one of the lexicon ("cabinet meeting")."""
    before = reading.tag_at(at - 1)
    if before == "D" or (before == "X" and reading.low[at - 1].endswith(POSSESSIVE)):
        return reading.tag_at(at + 1) in "PVBHMC,.S" or reading.low[at] in noun_triggers()
    if before == "P":
        return reading.low[at + 1 : at + 2] in (["from"], ["of"]) and reading.low[at - 1] in {"in", "with", "of", "for"}
    return before == "X" and reading.low[at] in noun_triggers() and reading.tag_at(at + 1) in "PBHMC,."
