"""Noun phrases of a read sentence: the subject before a verb, the object after it, what a preposition governs."""

from __future__ import annotations

from typing import NamedTuple

from onrecord.events.lexicon import groups, word_classes
from onrecord.events.reading import POSSESSIVE, Reading

MAX_BACK = 45  # tokens; no subject of the development sentences begins farther from its verb


class Phrase(NamedTuple):
    """Tokens of a noun phrase, half-open. `core` ends the part before its first preposition."""

    first: int
    last: int
    core: int


def phrase_from(reading: Reading, at: int, hi: int) -> Phrase | None:
    """The noun phrase that begins at a token, with the "of" phrase that follows it; None when none begins there."""
    end = _base_end(reading, at, hi)
    if end == at:
        return None
    last = end
    while last < hi and _links(reading, at, last):
        following = _base_end(reading, last + 1, hi)
        if following == last + 1:
            break
        last = following
    return Phrase(at, last, end)


def _links(reading: Reading, first: int, at: int) -> bool:
    """Whether a preposition binds what follows into the phrase: "of", one inside a proper name, "in" after a sum of money."""
    low = reading.low[at]
    if low == "of":  # "accused a rival of copying its bricks": a deed, not whose rival
        return not (reading.low[at + 1 : at + 2] and reading.low[at + 1].endswith("ing") and reading.tag_at(at + 2) == "D")
    if low in {"for", "against", "without"} and at + 1 < len(reading):
        return reading.is_capital(at - 1) and reading.is_capital(at + 1) and (low == "for" or reading.is_capital(at))
    return low == "in" and any(reading.words[i] in "$€£" for i in range(first, at))


def _base_end(reading: Reading, at: int, hi: int) -> int:
    """The token after the plain noun phrase that begins at `at`."""
    tag, end, seen = reading.tag, at, False
    while end < hi:
        letter = tag[end]
        if letter == "U":
            return end + 1 if not seen else end
        if letter == "D" and (seen or (end > at and tag[end - 1] == "Z")) and not reading.low[end - 1].endswith(POSSESSIVE):
            break
        if letter == "Z" and seen and _starts_quantity(reading, end, hi):
            break
        if letter in "DXZ":
            seen = seen or letter == "X"
        elif _inside(reading, end, (at, hi), seen=seen):
            pass
        elif (
            letter == "P"
            and reading.low[end] == "of"
            and end > at
            and (tag[end - 1] == "Z" or reading.low[end - 1] in word_classes()["partitive"])
        ):
            seen = False
            if end + 1 < hi and tag[end + 1] == "U":
                return end + 2
        elif letter == "(" and seen:
            closing = _closing(reading, end, hi)
            if not closing:
                break
            end = closing
        else:
            break
        end += 1
    return end


def _starts_quantity(reading: Reading, at: int, hi: int) -> bool:
    """Whether a number after a name begins a phrase of its own ("gave Haiti 200 tons")."""
    named = reading.mention[at - 1]
    while at + 1 < hi and reading.tag[at + 1] == "Z":
        at += 1
    return named is not None and at + 1 < hi and reading.tag[at + 1] == "X" and not reading.is_capital(at + 1)


def _inside(reading: Reading, end: int, bounds: tuple[int, int], *, seen: bool) -> bool:
    """Whether a token that is no noun stands inside a noun phrase: participle, adverb before an adjective, month before a day."""
    letter, following = reading.tag[end], reading.tag_at(end + 1) if end + 1 < bounds[1] else "."
    later = end > bounds[0]
    if letter in "EG":
        named = letter == "G" and end + 1 < bounds[1] and reading.is_capital(end + 1)
        return following in "XE" and (later or letter == "E" or named)
    if letter == "A":
        return later and (following == "X" if seen else following in "XEZ")
    if letter == "W":
        return later and not seen and reading.tag[end - 1] == "D" and following in "ZX"
    if letter == "," or (letter == "C" and reading.low[end] == "and" and later):
        return _between_adjectives(reading, end, bounds[1])
    return letter == "q" and following in "XD"


def _between_adjectives(reading: Reading, comma: int, hi: int) -> bool:
    """Whether a comma stands between two adjectives of one noun ("a serious, immediate apology")."""
    if comma + 2 >= hi or comma < 2 or reading.tag[comma - 1] != "X" or reading.tag[comma + 1] != "X" or reading.tag[comma + 2] != "X":
        return False
    words = reading.low[comma - 1], reading.low[comma + 1], reading.low[comma + 2]
    plain = not any(reading.is_capital(i) for i in (comma - 1, comma + 1, comma + 2)) and reading.tag[comma - 2] in "DVEGPA"
    return plain and not words[0].endswith("s") and words[0] not in groups()


def _closing(reading: Reading, at: int, hi: int) -> int:
    """Index of the bracket that closes a short bracket, 0 when there is none."""
    for end in range(at + 1, min(hi, at + 8)):
        if reading.tag[end] == ")":
            return end
    return 0


def coordinated(reading: Reading, at: int, hi: int) -> list[Phrase]:
    """The noun phrase that begins at a token and those joined to it by "and", unless the last is the subject of a new clause."""
    found: list[Phrase] = []
    while at < hi:
        phrase = phrase_from(reading, at, hi)
        if phrase is None:
            break
        if found and reading.tag_at(phrase.last) in "VMHBK" and reading.tag_at(at - 1) == "C":
            break
        if found and (_is_of_inner(reading, found[-1], phrase) or reading.low[phrase.first] in {"other", "others"}):
            break
        found.append(phrase)
        at = phrase.last
        listed = reading.tag_at(at) == "," and reading.tag_at(at + 1) in "DX" and _joins_later(reading, at + 1, hi)
        if listed or (reading.low[at : at + 1] == ["and"] and reading.tag_at(at + 1) in "DXZ"):
            at += 1
        else:
            break
    return found


def _is_of_inner(reading: Reading, before: Phrase, phrase: Phrase) -> bool:
    """Whether what "and" joins belongs to the "of" phrase before it: "thousands of men and women"."""
    has_inner = "of" in reading.low[before.first : before.last]
    return has_inner and not any(reading.is_capital(i) for i in range(phrase.first, phrase.last))


def _joins_later(reading: Reading, at: int, hi: int) -> bool:
    """Whether a comma is one of a list: a short phrase and then "and" or another comma of the same kind."""
    end = _base_end(reading, at, hi)
    if end == at or end - at > 6:
        return False
    low = reading.low[end] if end < hi else ""
    return low == "and" or (low == "," and reading.low[end + 1 : end + 2] == ["and"])


def subject_chunk(reading: Reading, end: int, lo: int) -> list[Phrase]:
    """The subject whose last token is `end`: the phrases joined by "and" that no preposition governs."""
    tag, at = reading.tag, end
    while at >= max(lo, end - MAX_BACK) and _in_subject(reading, at):
        at -= 1
    first = at + 1
    if reading.tag_at(first) == "(":
        first = (_closing(reading, first, end + 1) or first) + 1
    while first <= end and (tag[first] in "CAqW" or (tag[first] == "P" and tag[min(first + 1, end)] == "W")):
        first += 1
    found = _top_phrases(reading, first, end + 1)
    if (
        reading.tag_at(first) == "P"
        and tag[at] == ","
        and at - 1 > lo
        and tag[at - 1] in "XZ)"
        and (not found or _under(reading, found[0]))
    ):
        return subject_chunk(reading, at - 1, lo)
    relative = _relative_before(reading, at, lo) if found and _under(reading, found[0]) and tag[at] in "VE" else -1
    if relative > lo:
        return subject_chunk(reading, relative - 1, lo)
    if found and tag[at] == "," and len(found) > 1:
        found = _earlier_in_list(reading, at, lo) + found
    return found


def _in_subject(reading: Reading, at: int) -> bool:
    tag, low = reading.tag[at], reading.low[at]
    if tag in "DZXUCAWq()":
        return tag != "C" or low in {"and", "&", "or"}
    if tag == "P":
        return True
    return tag in "EG" and (
        reading.tag_at(at - 1) in "DXPC"
        and reading.tag_at(at + 1) in "XPWD"
        and low != "including"
        and reading.lemma(at) not in word_classes()["report_verb"]
    )


def _top_phrases(reading: Reading, first: int, last: int) -> list[Phrase]:
    """Phrases of a stretch that stand under no preposition; the last phrase under one when there is no other."""
    found: list[Phrase] = []
    governed: list[Phrase] = []
    at, under = first, False
    while at < last:
        letter = reading.tag[at]
        if letter == "D" and reading.tag_at(at + 1) == "W":
            at += 2
        elif letter in "DZXUE":
            phrase = phrase_from(reading, at, last)
            if phrase is None or phrase.last <= at:
                at += 1
                continue
            (governed if under else found).append(phrase)
            at, under = phrase.last, False
            if reading.tag_at(at) == "E" and found:
                break
        else:
            under = (letter == "P" and reading.low[at] != "per") or (under and letter in "AWq")
            at += 1
    return _joined(reading, found) if found else governed[-1:]


def _relative_before(reading: Reading, verb: int, lo: int) -> int:
    """Index of the relative pronoun whose clause a verb belongs to, -1 when there is none."""
    for at in range(verb - 1, max(lo, verb - 5), -1):
        if reading.low[at] in {"who", "which"}:
            return at - 1 if reading.tag[at - 1] == "," else at
        if reading.tag[at] not in "AMHBKN":
            break
    return -1


def _under(reading: Reading, phrase: Phrase) -> bool:
    """Whether a preposition governs a phrase."""
    return reading.tag_at(phrase.first - 1) == "P"


def _joined(reading: Reading, phrases: list[Phrase]) -> list[Phrase]:
    """The first phrase and those that "and" joins to what precedes them; after a fronted phrase, the one beside the verb."""
    kept = [phrases[0]]
    for phrase in phrases[1:]:
        if reading.tag_at(phrase.first - 1) == "C":
            kept.append(phrase)
        elif reading.tag_at(phrase.first - 1) in "XZWA" and phrase.first == kept[-1].last:
            kept = [phrase]
    return kept


def _earlier_in_list(reading: Reading, comma: int, lo: int) -> list[Phrase]:
    """Phrases of a list before a comma: plain names that begin with a mention."""
    at = comma
    while at - 1 >= lo and reading.tag[at - 1] in "DXZ":
        at -= 1
    phrase = phrase_from(reading, at, comma) if at < comma and comma - at <= 8 else None
    if (
        phrase is None
        or reading.tag_at(at - 1) not in ",."
        or not (reading.mention[phrase.last - 1] or reading.is_capital(phrase.last - 1))
    ):
        return []
    return [*(_earlier_in_list(reading, at - 1, lo) if reading.tag_at(at - 1) == "," else []), phrase]


def skip_time(reading: Reading, at: int, hi: int) -> int:
    """The token after adverbs, time words and phrases ("on Tuesday", "last week") that begin at a token."""
    while at < hi:
        low, letter = reading.low[at], reading.tag[at]
        if letter in "AWq":
            at += 1
        elif low in word_classes()["time_start"] and reading.tag_at(at + 1) == "W":
            at += 2
        elif letter == "P" and low in {"on", "in", "at", "for", "during", "by"} and reading.tag_at(at + 1) == "W":
            at += 2
            at += 1 if reading.tag_at(at) == "Z" else 0
        elif (
            letter == "P"
            and low == "in"
            and reading.words[at + 1 : at + 2]
            and reading.words[at + 1].isdigit()
            and len(reading.words[at + 1]) == 4
        ):
            at += 2
        else:
            break
    return at


def clause_end(reading: Reading, at: int) -> int:
    """The token at which the clause of a verb ends: a break, a subordinator, a relative or a new finite verb's subject."""
    tag, hi = reading.tag, len(reading)
    for end in range(at + 1, hi):
        letter = tag[end]
        if letter == "." or (letter == "S" and reading.low[end] not in {"after", "before", "since", "as", "until"}):
            return end
        if letter == "S" and _finite_follows(reading, end + 1):
            return end
        if letter == "C" and tag[end - 1] != "C" and tag_after(reading, end) in "VEMHB":
            return end
    return hi


def tag_after(reading: Reading, at: int) -> str:
    """Class of the next token that is no adverb."""
    at += 1
    while at < len(reading) and reading.tag[at] in "AqW":
        at += 1
    return reading.tag_at(at)


def _finite_follows(reading: Reading, at: int) -> bool:
    """Whether a finite verb follows before the next comma."""
    for index in range(at, min(len(reading), at + 15)):
        if reading.tag[index] in ",.":
            return False
        if reading.tag[index] in "VMHBE":
            return True
    return False


def find_preposition(reading: Reading, at: int, hi: int, wanted: frozenset[str]) -> int | None:
    """The first wanted preposition from a token on, with no verb, infinitive or break between."""
    for index in range(at, hi):
        letter = reading.tag[index]
        if letter == "P" and reading.low[index] in wanted and reading.tag_at(index + 1) != "W":
            return index
        if letter in "VTMRBHK." or (letter == "," and not _parenthetical(reading, index)):
            return None
    return None


def _parenthetical(reading: Reading, comma: int) -> bool:
    """Whether a comma begins an insertion that is over within a few tokens, with no verb."""
    for index in range(comma + 1, min(len(reading), comma + 7)):
        if reading.tag[index] == ",":
            return True
        if reading.tag[index] in "VMBHKRS.T":
            return False
    return False
