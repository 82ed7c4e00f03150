"""The event lexicon: trigger rules, object classes, verb forms and closed word classes, read from data files once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from onrecord.events.plover import data_rows
from onrecord.quotes.lexicon import inflect


@dataclass(frozen=True, slots=True)
class Rule:
    """One trigger rule. `frame` says where the recipient stands, in order of preference; `objects` are nouns the verb needs."""

    rule_id: str
    event_type: str
    mode: str
    frame: tuple[str, ...]
    objects: frozenset[str]
    is_noun: bool

    @property
    def is_converse(self) -> bool:
        """Whether its subject is the recipient and its frame says where the actor stands ("received help from")."""
        return self.rule_id.startswith("c.")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A form that may call a rule: lemma, and the particle that must follow ("" for none)."""

    rule: Rule
    lemma: str
    particle: tuple[str, ...]

    @property
    def name(self) -> str:
        """Lemma with its particle ("carry out")."""
        return " ".join((self.lemma, *self.particle))


def plural(noun: str) -> str:
    """Plural of a regular English noun.

    >>> plural("embassy"), plural("speech"), plural("envoy")
    ('embassies', 'speeches', 'envoys')
    """
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _classes(name: str) -> dict[str, frozenset[str]]:
    return {row[0].rstrip(":"): frozenset(row[1:]) for row in data_rows(name)}


@cache
def word_classes() -> dict[str, frozenset[str]]:
    """Closed word classes, lower case, by name."""
    return _classes("word_classes.txt")


@cache
def object_classes() -> dict[str, frozenset[str]]:
    """Nouns of each object class, singular and plural."""
    return {name: words | {plural(w) for w in words} for name, words in _classes("object_classes.txt").items()}


@cache
def traps() -> dict[str, frozenset[str]]:
    """Words that tell of sport, markets, fiction, accidents or nature, by class."""
    return _classes("traps.txt")


@cache
def topics() -> dict[str, frozenset[str]]:
    """Words that tell what a sentence is about, by topic."""
    return _classes("topics.txt")


@cache
def topics_by_word() -> dict[str, tuple[str, ...]]:
    """The topics that each word tells of."""
    found: dict[str, list[str]] = defaultdict(list)
    for topic, known in topics().items():
        for word in known:
            found[word].append(topic)
    return {word: tuple(told) for word, told in found.items()}


@cache
def vetoes() -> dict[str, frozenset[str]]:
    """Objects with which a verb does not mean the act, by lemma."""
    return _classes("vetoes.txt")


@cache
def contexts() -> dict[str, frozenset[str]]:
    """Words of which a sentence must have one for a rule to hold, by rule id."""
    return _classes("contexts.txt")


@cache
def groups() -> frozenset[str]:
    """Nouns of people and bodies that act, singular and plural."""
    nouns = {word for row in data_rows("groups.txt") for word in row}
    return frozenset(nouns | {plural(noun) for noun in nouns} | {"people", "children", "police", "military"})


@cache
def verb_forms() -> dict[str, tuple[str, frozenset[str]]]:
    """Lower-case verb forms: lemma, and which inflections the form may be (base, s, past, participle, ing)."""
    found: dict[str, tuple[str, set[str]]] = {}
    for lemma, irregular in data_rows("verbs.txt"):
        for inflection, form in inflect(lemma, irregular.strip("-")).items():
            found.setdefault(form, (lemma, set()))[1].add(inflection)
    return {form: (lemma, frozenset(kinds)) for form, (lemma, kinds) in found.items()}


def is_present(form: str) -> bool:
    """Whether a verb form is of the present tense and not of the past too ("sells", but neither "sold" nor "hit").

    >>> is_present("arrest"), is_present("arrested"), is_present("hit")
    (True, False, False)
    """
    inflections = verb_forms().get(form, ("", frozenset()))[1]
    return bool(inflections & {"s", "base"}) and "past" not in inflections


@cache
def rules() -> tuple[Rule, ...]:
    """Every trigger rule, in the order of the data file."""
    return tuple(rule for rule, _ in _rule_rows())


@cache
def _rule_rows() -> tuple[tuple[Rule, tuple[str, ...]], ...]:
    found = []
    for rule_id, event_type, mode, frame, objects, *lemmas in data_rows("event_rules.txt"):
        nouns = frozenset().union(*(object_classes()[name] for name in objects.split(",") if name != "-"))
        found.append((Rule(rule_id, event_type, mode, tuple(frame.split(",")), nouns, rule_id.startswith("n.")), tuple(lemmas)))
    return tuple(found)


@cache
def verb_triggers() -> dict[str, tuple[Trigger, ...]]:
    """Triggers by verb lemma: those with a particle first, then those with object classes, then the rest."""
    found: dict[str, list[Trigger]] = defaultdict(list)
    for rule, lemmas in _rule_rows():
        for entry in () if rule.is_noun else lemmas:
            lemma, *particle = entry.split("_")
            found[lemma].append(Trigger(rule, lemma, tuple(particle)))
    return {lemma: tuple(sorted(some, key=lambda t: (not t.particle, not t.rule.objects))) for lemma, some in found.items()}


def takes_particle(lemma: str, following: list[str]) -> bool:
    """Whether a rule joins a verb to the word that follows it ("call on")."""
    triggers = verb_triggers().get(lemma, ()) if following else ()
    return any(t.particle[:1] == tuple(following) or following[0] in t.rule.frame[:2] for t in triggers)


@cache
def noun_triggers() -> dict[str, Trigger]:
    """Triggers by noun form, singular and plural."""
    found: dict[str, Trigger] = {}
    for rule, lemmas in _rule_rows():
        for noun in lemmas if rule.is_noun else ():
            for form in (noun, plural(noun)):
                found.setdefault(form, Trigger(rule, noun, ()))
    return found


@cache
def nouny() -> frozenset[str]:
    """Nouns of the lexicon that are verb forms too (strikes, forces, demands)."""
    nouns = frozenset().union(*object_classes().values()) | groups() | frozenset(noun_triggers())
    return nouns & frozenset(verb_forms())


@cache
def trigger_forms() -> frozenset[str]:
    """Every lower-case word that can start a trigger: the scan most sentences end at."""
    verbs = verb_triggers()
    return frozenset(form for form, (lemma, _) in verb_forms().items() if lemma in verbs) | frozenset(noun_triggers())
