"""Learns the confidence table from sentences whose events are known: `python -m onrecord.events.calibrate SENTENCES.jsonl.gz`.

Input rows have `sentence`, `source`, `target` and `root` (a PLOVER type; YIELD stands for CONCEDE and RETREAT). Only the half of the
sentences whose SHA-256 is odd is used: the first rules were written looking at the other half. The table goes to standard output.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from onrecord.actors.find import find_actors
from onrecord.article import Article
from onrecord.events.code import code_events
from onrecord.events.confidence import family
from onrecord.events.model import EventReport, Party
from onrecord.text.document import Text

WORD = re.compile(r"[a-z0-9]+")
EMPTY = frozenset({"the", "a", "an", "of", "and", "s", "mr", "mrs", "president", "prime", "minister", "former", "new", "its", "his", "her"})
MERGED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
PRIOR_COUNT = 20  # reports by which a family's share is drawn to the share of all families with as many known parties


def learned(rows: Iterable[Mapping[str, str]]) -> dict[str, float]:
    """Share of reports that are right, by family; right means type, actor and recipient are those of one known event."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for sentence, known in sorted(_by_sentence(rows).items()):
        for report in _reports(sentence):
            is_right = any(_is_right(report, row) for row in known)
            for name in (family(report), family(report).split()[-1]):
                counts[name][0] += 1
                counts[name][1] += is_right
    table = {}
    for name, (total, right) in sorted(counts.items()):
        totals = counts[name.split()[-1]]
        prior = totals[1] / totals[0]
        table[name] = (right + PRIOR_COUNT * prior) / (total + PRIOR_COUNT)
    return table


def _by_sentence(rows: Iterable[Mapping[str, str]]) -> dict[str, list[Mapping[str, str]]]:
    found: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for row in rows:
        if int(sha256(row["sentence"].encode()).hexdigest(), 16) % 2:
            found[row["sentence"]].append(row)
    return found


def _reports(sentence: str) -> Sequence[EventReport]:
    article, text = Article("a0", sentence), Text(sentence)
    return code_events(article, text, find_actors(article, text), (), ())


def _is_right(report: EventReport, row: Mapping[str, str]) -> bool:
    same_type = MERGED.get(report.event_type, report.event_type) == MERGED.get(row["root"], row["root"])
    return same_type and _names(report.actors, row["source"]) and (not report.recipients or _names(report.recipients, row["target"]))


def _names(parties: Iterable[Party], known: str) -> bool:
    """Whether one party's words are all among the known ones, or the other way round."""
    words = set(WORD.findall(known.lower())) - EMPTY
    return any(own and (own <= words or words <= own) for own in (set(WORD.findall(p.name.lower())) - EMPTY for p in parties))


def _rows(path: Path) -> Iterator[Mapping[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


if __name__ == "__main__":
    for family_name, share in learned(_rows(Path(sys.argv[1]))).items():
        sys.stdout.write(f"{family_name} {share:.2f}\n")
