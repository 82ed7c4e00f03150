"""What two parties do to each other where no rule knows: told from the words between and beside them.

Method: a softmax over the types of PLOVER, linear in the words between the parties; each word has learned scores (`data/word_types.txt`,
with card; `tools/train_word_types.py`). A last resort for sentences that name two parties and have no report by rule.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from itertools import islice

from onrecord.actors.model import Actors
from onrecord.events.candidates import Candidate
from onrecord.events.lexicon import groups, word_classes
from onrecord.events.modality import PUT_FIRST, told_modality
from onrecord.events.parties import Argument, read_party
from onrecord.events.phrases import Phrase, phrase_from
from onrecord.events.plover import data_rows
from onrecord.events.reading import Reading

RULE = "w.words"
STANDS_FOR = {"YIELD": "RETREAT"}
"""The type that is given where words tell the two types apart that PLOVER once had as one."""
FOLLOWING = 2
"""Telling words behind the second party that are counted too: "gave Mali ..."."""
BIAS = "*"
"""The entry of what every sentence scores."""
FUTURE_STAYS = frozenset({"AGREE", "THREATEN", "REQUEST", "REJECT", "ACCUSE"})
"""Types that are acts though what they speak of is to come."""
LEAST_VERB = 5  # letters of a word in -ed that may be a verb: not "need"
OWN = frozenset({"its", "his", "her", "their", "our", "my"})
"""Words that begin what belongs to a party and is none itself."""
Scores = tuple[float, ...]


@cache
def types() -> tuple[str, ...]:
    """The types that words are scored for, in the order of the scores."""
    return tuple(next(data_rows("word_types.txt")))


@cache
def word_scores() -> dict[str, Scores]:
    """Scores of each word by type, in log odds."""
    return {word: tuple(int(score) / 10 for score in told) for word, *told in islice(data_rows("word_types.txt"), 1, None)}


def telling_words(reading: Reading, first: Phrase, second: Phrase) -> list[int]:
    """Tokens between two phrases, and the first ones behind, that may tell what one does to the other."""
    return telling(reading, range(first.last, second.first)) + telling(reading, range(second.last, len(reading)))[:FOLLOWING]


def telling(reading: Reading, tokens: Iterable[int]) -> list[int]:
    """Those of some tokens that are words in lower case, small ones left out: names tell who, not what."""
    return [i for i in tokens if reading.words[i][:1].islower() and reading.low[i] not in word_classes()["small"]]


def _is_deed(reading: Reading, at: int) -> bool:
    """Whether a token may be a verb, known or not; "armed" men are no deed."""
    low = reading.low[at]
    if not reading.words[at][:1].islower() or low in word_classes()["participle_adjective"]:
        return False
    return reading.tag[at] in "VEG" or (reading.tag[at] == "X" and len(low) >= LEAST_VERB and low.endswith("ed") and "-" not in low)


def _ends_party(reading: Reading, at: int) -> bool:
    """Whether a token may be a verb right behind a name or people: there a party ends."""
    named = at > 0 and (reading.mention[at - 1] is not None or reading.is_capital(at - 1) or reading.low[at - 1] in groups())
    return named and _is_deed(reading, at)


def named_pair(reading: Reading, actors: Actors) -> tuple[tuple[Phrase, Argument], tuple[Phrase, Argument]] | None:
    """The first two parties that follow one another with a verb between, one of them at least a state, an office, an army or a movement."""
    before: tuple[Phrase, Argument] | None = None
    at = 0
    while at < len(reading):
        begins = reading.tag[at] in "DXZEG" and not _ends_party(reading, at)
        end = next((i for i in range(at + 1, len(reading)) if _ends_party(reading, i)), len(reading)) if begins else at
        phrase = phrase_from(reading, at, end) if begins else None
        if phrase is None:
            at += 1
            continue
        at = phrase.last
        argument = read_party(reading, actors, phrase) if _may_name(reading, phrase) else None
        if argument is None or not argument.typed or argument.pronoun:
            continue
        if before is not None and _does(reading, before, (phrase, argument)):
            return before, (phrase, argument)
        before = phrase, argument
    return None


def _may_name(reading: Reading, phrase: Phrase) -> bool:
    """Whether a phrase may name a party that is no other's own ("flew its jets")."""
    if reading.low[phrase.first] in OWN:
        return False
    return any(
        reading.mention[i] is not None or reading.low[i] in groups() or reading.is_capital(i) for i in range(phrase.first, phrase.last)
    )


def _does(reading: Reading, one: tuple[Phrase, Argument], other: tuple[Phrase, Argument]) -> bool:
    """Whether there is a verb between two parties, one of them at least a political one."""
    if one[1].party == other[1].party or not (one[1].political or other[1].political):
        return False
    return any(_is_deed(reading, at) for at in telling(reading, range(one[0].last, other[0].first)))


def leaning(reading: Reading, first: Phrase, second: Phrase) -> tuple[dict[str, float], int]:
    """The probability of each type, and the token that tells most for the likeliest."""
    tokens = telling_words(reading, first, second)
    scores = word_scores()
    known = [scores[reading.low[i]] for i in tokens if reading.low[i] in scores]
    scale = 1 / math.sqrt(max(1, len(known)))
    total = [bias + scale * math.fsum(told) for bias, *told in zip(scores[BIAS], *known, strict=True)]
    top = max(total)
    odds = [math.exp(score - top) for score in total]
    whole = math.fsum(odds)
    best = total.index(top)
    at = max(tokens, key=lambda i: scores[reading.low[i]][best] if reading.low[i] in scores else -math.inf)
    return {name: one / whole for name, one in zip(types(), odds, strict=True)}, at


def leaning_candidate(reading: Reading, actors: Actors) -> Candidate | None:
    """The event that the words of a sentence lean to, None where it does not name two parties."""
    pair = named_pair(reading, actors)
    if pair is None:
        return None
    (first, actor), (second, recipient) = pair
    told, at = leaning(reading, first, second)
    best = max(told, key=told.__getitem__)
    passive = reading.low[second.first - 1] == "by"
    who, whom = (recipient, actor) if passive else (actor, recipient)
    event_type = STANDS_FOR.get(best, best)
    return Candidate(
        event_type=event_type,
        mode=None,
        modality=_modality(reading, first, second, event_type),
        actors=(who,),
        recipients=(whom,),
        trigger=reading.spans[at],
        lemma=reading.lemma(at),
        rule_id=RULE,
        at=at,
        first=first.first,
        covers=(first.first, second.last),
        subordinate=False,
        has_subject=True,
        passive=passive,
        lean=told[best],
    )


def _modality(reading: Reading, first: Phrase, second: Phrase, event_type: str) -> str:
    """How real the act is, by the words between the parties and what governs the clause."""
    words, classes = set(reading.low[first.last : second.first]), word_classes()
    modality = "hypothetical" if reading.low[0] in PUT_FIRST else "actual"
    if event_type not in FUTURE_STAYS:
        if words & classes["negation"] or "yet" in words:
            modality = "negated"
        elif words & (classes["future"] | {"would"}):
            modality = "planned"
        elif words & (classes["possibility"] | classes["obligation"]):
            modality = "hypothetical"
    return told_modality(reading, first.first, modality)
