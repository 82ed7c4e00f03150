"""The cue lexicon: verbs and nouns that introduce what somebody says, and the closed word classes around them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class CueEntry:
    """One entry of the lexicon; `frames` are the letters explained in its data file."""

    lemma: str
    particle: str
    speech_act: str
    is_speech: bool
    stance: str
    frames: frozenset[str]
    is_noun: bool = False

    @property
    def name(self) -> str:
        """Lemma with its particle ("call for")."""
        return f"{self.lemma} {self.particle}" if self.particle else self.lemma


@dataclass(frozen=True, slots=True)
class CueForm:
    """One inflected form of an entry: base, s, past, participle (past participle alone), ing, or noun."""

    entry: CueEntry
    inflection: str


def _rows(name: str) -> Iterator[list[str]]:
    """The entries of a data file, split at white space."""
    lines = resources.files("onrecord.quotes").joinpath("data", name).read_text(encoding="utf-8").splitlines()
    return (line.split() for line in lines if line.strip() and not line.startswith("#"))


def inflect(lemma: str, irregular: str = "") -> dict[str, str]:
    """Forms of a regular English verb; `irregular` is its past, or past/participle.

    >>> inflect("deny")["s"], inflect("deny")["ing"], inflect("urge")["ing"], inflect("write", "wrote/written")["participle"]
    ('denies', 'denying', 'urging', 'written')
    """
    consonant_y = lemma.endswith("y") and lemma[-2] not in VOWELS
    stem = lemma[:-1] if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")) else lemma
    sibilant = lemma.endswith(("s", "x", "z", "ch", "sh")) or lemma == "go"
    third = f"{lemma[:-1]}ies" if consonant_y else f"{lemma}es" if sibilant else f"{lemma}s"
    regular = f"{lemma[:-1]}ied" if consonant_y else f"{lemma}d" if lemma.endswith("e") else f"{lemma}ed"
    past, _, participle = irregular.partition("/")
    doubled = past and past.endswith("ed") and past[:-2] != stem and past[:-2].startswith(lemma)
    ing = f"{past[:-2]}ing" if doubled else "beginning" if lemma == "begin" else f"{stem}ing"
    return {"base": lemma, "s": third, "past": past or regular, "participle": participle or past or regular, "ing": ing}


@cache
def verb_forms() -> dict[str, tuple[CueForm, ...]]:
    """Verb forms in lower case, each with its entries; those with a particle come first."""
    found: dict[str, list[CueForm]] = defaultdict(list)
    for row in _rows("cue_verbs.txt"):
        lemma, particle, irregular, act, speech, stance, frames = row
        entry = CueEntry(lemma, particle.strip("-"), act, speech == "yes", stance, frozenset(frames))
        seen: set[str] = set()
        for inflection, form in inflect(lemma, irregular.strip("-")).items():
            if form not in seen:
                found[form].append(CueForm(entry, inflection))
                seen.add(form)
    return {form: tuple(sorted(entries, key=lambda f: (not f.entry.particle, f.entry.name))) for form, entries in found.items()}


@cache
def noun_forms() -> dict[str, CueForm]:
    """Noun forms in lower case, singular and plural."""
    found = {}
    for noun, act, speech, stance, frames in _rows("cue_nouns.txt"):
        entry = CueEntry(noun, "", act, speech == "yes", stance, frozenset(frames.strip("-")), is_noun=True)
        plural = f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2] not in VOWELS else f"{noun}s"
        found[noun] = found[plural] = CueForm(entry, "noun")
    return found


@cache
def word_class(name: str) -> frozenset[str]:
    """The words of one closed class."""
    for row in _rows("closed_classes.txt"):
        if row[0] == f"{name}:":
            return frozenset(row[1:])
    raise KeyError(name)
