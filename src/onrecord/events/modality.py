"""How real an act is, and what PLOVER makes of it: a promise, a threat, a demand, a refusal are acts of their own.

Method: the words of the verb group and the governors of an infinitive give a stance; the table below turns a base type by it
(PLOVER codebook: cooperation intended is AGREE, conflict intended THREATEN, asked for REQUEST, refused REJECT).
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.events.arguments import VerbGroup
from onrecord.events.lexicon import word_classes
from onrecord.events.plover import event_types
from onrecord.events.reading import Reading

KEPT_WHEN_FUTURE = frozenset({"ACCUSE", "AGREE", "REJECT", "THREATEN", "REQUEST"})
GOVERNORS = (("transparent_verb", "transparent"), ("threat_verb", "threatened"), ("refusal_verb", "refused"), ("attempt_verb", "attempted"))
MAX_GAP = 5  # tokens between a governing verb and its clause
NO_ONE = frozenset({"no", "neither", "none", "nobody", "no-one"})
PUT_FIRST = frozenset({"had", "were", "should"})
CONDITIONS = frozenset({"if", "unless", "whether", "lest"})


@dataclass(frozen=True, slots=True)
class Stance:
    """What a verb group says of its act: promised, intended, threatened, refused, asked, obliged, possible, attempted, negated."""

    kind: str
    governor: int | None = None


def read_stance(reading: Reading, group: VerbGroup) -> Stance:
    """The stance of a verb group; the governor is the token that gives it, None for a modal."""
    stance = _own_stance(reading, group)
    for governor in group.governors:
        kind = _governor_kind(reading, governor, group)
        if kind == "transparent":
            continue
        if kind:
            stance = _combine(stance, Stance(kind, governor))
    return stance


def _own_stance(reading: Reading, group: VerbGroup) -> Stance:
    """The stance of modals and negations."""
    classes, words = word_classes(), set(group.words)
    negated = bool(words & classes["negation"])
    if words & classes["negated_modal"] & {"won't", "won’t"} or (negated and words & classes["future"]):
        return Stance("refused")
    if words & classes["obligation"]:
        return Stance("negated" if negated else "obliged")
    if words & classes["future"]:
        return Stance("intended")
    if "would" in words:
        polite = not negated and [reading.low[g] for g in group.governors] == ["like"]
        return Stance("actual" if polite else "refused" if negated else "would")  # "would like to thank" thanks
    if negated:
        return Stance("negated")
    if words & classes["possibility"]:
        return Stance("possible")
    return Stance("actual")


def _governor_kind(reading: Reading, at: int, group: VerbGroup) -> str:
    """What a governing verb, noun or adjective makes of the act."""
    classes, lemma, low = word_classes(), reading.lemma(at), reading.low[at]
    if low in classes["willing"]:
        return "promised" if low in {"willing", "ready", "prepared"} else "intended"
    if low in classes["unwilling"] or low in classes["nouns_of_refusal"]:
        return "refused"
    if low in classes["nouns_of_will"]:
        return "intended"
    if lemma == "threaten":
        return "menaced"
    for name, kind in GOVERNORS:
        if lemma in classes[name]:
            return kind
    if group.asked and lemma in classes["request_verb"]:
        return "asked"
    if lemma in classes["promise_verb"]:
        return "promised"
    return "intended" if lemma in classes["intention_verb"] else ""


def _combine(inner: Stance, outer: Stance) -> Stance:
    """The stance of an act whose governor has one too: a refusal negated is a promise, a promise negated a refusal."""
    if inner.kind in {"refused", "negated"} and outer.kind in {"promised", "intended", "threatened", "menaced"}:
        return Stance("refused" if outer.kind != "refused" else "promised", outer.governor)
    if inner.kind in {"intended", "would"} and outer.kind in {"attempted"}:
        return inner
    return outer


def is_conditional(reading: Reading, group: VerbGroup) -> bool:
    """Whether the verb stands in a clause opened by "if", "unless" or "whether", or by a verb put first ("Had Kenya agreed, ")."""
    first = group.clause_first
    if any(reading.low[at] in CONDITIONS for at in range(max(0, first - 3), min(first + 1, len(reading)))):
        return True
    return reading.low[0] in PUT_FIRST and reading.words[-1] != "?" and "," not in reading.tag[: group.at]


def turned(event_type: str, stance: str) -> tuple[str, str]:
    """The type and modality that PLOVER gives a base type under a stance.

    >>> turned("AID", "promised"), turned("ASSAULT", "threatened"), turned("CONCEDE", "refused")
    (('AGREE', 'actual'), ('THREATEN', 'actual'), ('REJECT', 'actual'))
    """
    conflict = event_types()[event_type].is_conflict
    if stance == "menaced":
        return "THREATEN", "actual"
    if stance in {"promised", "threatened", "intended", "would"}:
        explicit = stance in {"promised", "threatened"}
        if event_type in KEPT_WHEN_FUTURE:
            return event_type, "actual" if explicit else "planned"
        return "THREATEN" if conflict else "AGREE", "actual" if explicit else "planned"
    if stance == "refused":
        return (event_type, "negated") if conflict and event_type not in {"REJECT", "MOBILIZE"} else ("REJECT", "actual")
    if stance in {"asked", "obliged"}:
        return ("REQUEST", "actual") if event_type != "ACCUSE" else (event_type, "hypothetical")
    modality = {"possible": "hypothetical", "attempted": "hypothetical", "negated": "negated"}.get(stance, "actual")
    if stance == "negated" and event_type in {"AID", "CONCEDE", "AGREE"}:
        return "REJECT", "actual"
    return event_type, modality


def subject_modality(reading: Reading, group: VerbGroup, modality: str) -> str:
    """The modality of an act by the words about its subject and before its verb: done by none, left undone, or only said to be done."""
    if modality != "actual":
        return modality
    at, low = group.at, reading.low
    if low[max(0, at - 1) : at] == ["without"] or low[max(0, at - 2) : at] == ["short", "of"]:
        return "negated"
    if group.subject:
        first = group.subject[0].first
        if (
            low[first] in NO_ONE
            or low[max(0, first - 1) : first] in (["not"], ["neither"], ["nor"])
            or low[max(0, first - 2) : first] == ["not", "a"]
        ):
            return "negated"
    before = low[group.clause_first : at]
    if any(word in word_classes()["allege_adverb"] for word in before) or (before[-1:] == ["of"] and before[-2:-1] == ["suspected"]):
        return "alleged"
    return modality


def told_modality(reading: Reading, first: int, modality: str) -> str:
    """The modality of a clause by what governs it: denied, doubted, feared, alleged, asked; unchanged when told as fact."""
    if reading.words[-1] == "?" and modality == "actual":
        return "hypothetical"
    at = min(first, len(reading)) - 1
    while at >= 0 and (reading.tag[at] in "AWSq" or reading.low[at] == "that") and first - at < MAX_GAP:
        if reading.low[at] in CONDITIONS:
            return "hypothetical"
        at -= 1
    if at < 0 or (first - 1 == at and reading.tag[at] in ",.C"):
        return modality
    lemma, low = reading.lemma(at), reading.low[at]
    classes = word_classes()
    if low in classes["reported_noun"] and reading.tag[at] == "X" and modality == "actual":
        return "alleged"
    if (
        lemma in classes["deny_verb"]
        or low in classes["untrue"]
        or (low in classes["evidence"] and "no" in reading.low[max(0, at - 3) : at])
    ):
        return "negated"
    if lemma in classes["doubt_verb"]:
        return "hypothetical"
    return "alleged" if modality == "actual" and (lemma in classes["allege_verb"] or low in classes["allege_word"]) else modality
