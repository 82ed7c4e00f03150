"""Precision and recall of event reports on labelled sentences of our own writing: `python -m tests.quality.event_precision`.

The rule: only reports with modality "actual" count as found. One is right when a labelled event of its sentence has its type and each side
that the label names shares a word with one of the report's names on that side (for kinds "reciprocal" either order will do); each
label is found once at most, and a report that says a found event again is wrong. Any actual report on a sentence without an event is wrong.
The halves are split by a hash of the sentence: rules may be written looking at the development half only.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from onrecord.actors.find import find_actors
from onrecord.article import Article
from onrecord.events.code import code_events
from onrecord.events.model import EventReport, Party
from onrecord.text.document import Text
from onrecord.text.times import time_expressions

SENTENCES = Path(__file__).with_name("event_sentences.tsv")
PUBLISHED = date(2024, 6, 12)
HALVES = ("development", "held out")
SMALL_WORDS = frozenset(("a", "an", "the", "of", "and", "in", "s"))
OPEN = "-"
SURE = 0.68
"""The confidence from which on reports are counted as the sure ones; set on the development half."""


@dataclass(frozen=True, slots=True)
class Label:
    """An event a sentence reports; a side is None where the sentence leaves it open."""

    event_type: str
    actor: str | None
    recipient: str | None


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence, what it is a case of, and the events that it reports as having happened."""

    kind: str
    sentence: str
    labels: tuple[Label, ...]

    @property
    def half(self) -> str:
        """The half it belongs to, by its own words."""
        return HALVES[hashlib.sha256(self.sentence.encode()).digest()[0] % 2]


@dataclass(slots=True)
class Tally:
    """Reports that are right and wrong, and labels that no report tells."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of reports that are right; 1 when there are none."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of labels that are reported; 1 when there are none."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def labelled() -> Iterator[Labelled]:
    """The labelled sentences in the order of the file."""
    for line in SENTENCES.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, events, sentence = line.split("\t")
            yield Labelled(kind, sentence, () if events == OPEN else tuple(map(_label, events.split(" & "))))


def _label(text: str) -> Label:
    event_type, _, parties = text.partition(" ")
    actor, recipient = parties.split(" > ")
    return Label(event_type, *(None if party == OPEN else party for party in (actor, recipient)))


def actual_reports(sentence: str, least: float = 0.0) -> list[EventReport]:
    """What the coder reports of one sentence as having happened, with at least some confidence."""
    article = Article("a1", "1", sentence, "", published_date=PUBLISHED)
    text = Text(sentence)
    found = code_events(article, text, find_actors(article, text), time_expressions(text, PUBLISHED), [])
    return [report for report in found if report.modality == "actual" and report.confidence >= least]


def tell(case: Labelled, least: float = 0.0) -> Tally:
    """How the reports of one sentence stand to its labels."""
    left = list(case.labels)
    tally = Tally()
    for report in actual_reports(case.sentence, least):
        fit = next((label for label in left if fits(label, report, either_way=case.kind == "reciprocal")), None)
        if fit is None:
            tally.wrong += 1
        else:
            tally.right += 1
            left.remove(fit)
    tally.missed = len(left)
    return tally


def fits(label: Label, report: EventReport, *, either_way: bool) -> bool:
    """Whether a report has a label's type and the parties it names."""
    if label.event_type != report.event_type:
        return False
    straight = _names(label.actor, report.actors) and _names(label.recipient, report.recipients)
    return straight or (either_way and _names(label.actor, report.recipients) and _names(label.recipient, report.actors))


def _names(party: str | None, parties: tuple[Party, ...]) -> bool:
    return party is None or any(_words(party) & _words(other.name) for other in parties)


def _words(name: str) -> set[str]:
    return {word.strip(".,'’") for word in name.lower().replace("'s", "").split()} - SMALL_WORDS


def measure(least: float = 0.0) -> tuple[dict[str, Tally], dict[tuple[str, str], Tally]]:
    """The tallies by half, and by half and kind, of the reports with at least some confidence."""
    halves = {half: Tally() for half in HALVES}
    kinds: dict[tuple[str, str], Tally] = {}
    for case in labelled():
        told = tell(case, least)
        for tally in (halves[case.half], kinds.setdefault((case.half, case.kind), Tally())):
            tally.right += told.right
            tally.wrong += told.wrong
            tally.missed += told.missed
    return halves, kinds


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main(arguments: list[str]) -> int:
    """Prints the figures by half and kind; with `--errors` the wrong and missed ones of the development half."""
    halves, kinds = measure()
    sizes = Counter(case.half for case in labelled())
    for half, tally in halves.items():
        if half != HALVES[0] and "--held-out" not in arguments:
            continue
        _say(f"{half}: {sizes[half]} sentences, precision {tally.precision:.3f}, recall {tally.recall:.3f}")
        sure = measure(SURE)[0][half]
        _say(f"  of confidence {SURE} and more: precision {sure.precision:.3f}, recall {sure.recall:.3f}")
        for (of_half, kind), some in sorted(kinds.items()):
            if of_half == half:
                _say(f"  {kind:12} right {some.right:3} wrong {some.wrong:3} missed {some.missed:3}")
    if "--errors" in arguments:
        for case in labelled():
            told = tell(case)
            if case.half == HALVES[0] and (told.wrong or told.missed):
                _say("\n   ".join(map(str, (case.kind, case.sentence, *case.labels))))
                for report in actual_reports(case.sentence):
                    sides = (", ".join(party.name for party in side) for side in (report.actors, report.recipients))
                    _say(f"   > {report.event_type} {report.rule_id} {' > '.join(sides)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
