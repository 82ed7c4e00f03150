"""Which articles count as independent voices for an utterance, an event or a story, and in one sentence each why the others do not.

Rules, in this order: a copy of a counted article; a second article of one outlet; the same agency credited in both; a passage shared with
a counted article around what is reported; an article that only relays what a counted outlet said. An article that stands by itself is
taken before one that credits an agency or relays, so that as many voices count as do speak for themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from onrecord.resolve.names import organization_key
from onrecord.resolve.records import ArticleRecord, Row, rows

PASSAGE_KINDS = frozenset({"duplicate", "wire_copy", "shared_passage"})
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Witness:
    """An article that has a subject: where in its body, and through whom it has it. `spans` is empty for a whole article."""

    article: ArticleRecord
    spans: Spans = ()
    relayed_from: frozenset[str] = frozenset()


@dataclass
class Reuse:
    """Passages by pair of articles: the spans in the first and in the second of the pair, as sorted."""

    passages: dict[tuple[str, str], list[tuple[tuple[int, int], tuple[int, int]]]] = field(default_factory=lambda: defaultdict(list))

    def covers(self, left: Witness, right: Witness) -> bool:
        """Whether a passage holds the subject in both articles."""
        first, second = sorted((left, right), key=lambda w: w.article.article_id)
        shared = self.passages.get((first.article.article_id, second.article.article_id), ())
        return any(_touches(a, first.spans) and _touches(b, second.spans) for a, b in shared)


def reuse_of(given: Mapping[str, pa.Table]) -> Reuse:
    """Passages of `text_reuse` that are more than quoted words."""
    found = Reuse()
    for row in rows(given, "text_reuse"):
        if row["reuse_kind"] in PASSAGE_KINDS:
            sides = [
                (row["from_article_id"], (row["from_start_char"], row["from_end_char"])),
                (row["to_article_id"], (row["to_start_char"], row["to_end_char"])),
            ]
            (first, span), (second, other) = sorted(sides)
            found.passages[first, second].append((span, other))
    return found


def _touches(passage: tuple[int, int], spans: Spans) -> bool:
    return not spans or any(passage[0] < end and start < passage[1] for start, end in spans)


def independence_rows(subject_type: str, subject_id: str, witnesses: Iterable[Witness], reuse: Reuse) -> list[Row]:
    """Rows of `independence` of one subject, one an article.

    Args:
        subject_type: utterance, event or story.
        subject_id: id of the subject.
        witnesses: what each report or printing says; several of one article are put together.
        reuse: passages that articles share.
    """
    counted: list[Witness] = []
    found: list[Row] = []
    for witness in sorted(_by_article(witnesses), key=_order):
        reduction = next((r for other in counted if (r := _reduction(witness, other, reuse))), None)
        if reduction is None:
            counted.append(witness)
        kind, text, other_id = reduction or (None, None, None)
        found.append({
            "subject_type": subject_type, "subject_id": subject_id, "article_id": witness.article.article_id,
            "is_counted": reduction is None, "reduction_kind": kind, "reduction_text": text, "counted_article_id": other_id,
        })
    return found


def _by_article(witnesses: Iterable[Witness]) -> list[Witness]:
    """One witness an article; it relays only if every report of it does."""
    grouped: dict[str, list[Witness]] = defaultdict(list)
    for witness in witnesses:
        grouped[witness.article.article_id].append(witness)
    return [
        Witness(
            some[0].article,
            tuple(sorted({span for witness in some for span in witness.spans})),
            frozenset.intersection(*(witness.relayed_from for witness in some)),
        )
        for some in (grouped[article_id] for article_id in sorted(grouped))
    ]


def _order(witness: Witness) -> tuple[object, ...]:
    article = witness.article
    return article.is_copy, bool(witness.relayed_from), bool(article.agency_names), article.published, article.article_id


def _reduction(witness: Witness, counted: Witness, reuse: Reuse) -> tuple[str, str, str] | None:
    """Kind, sentence and counted article, if the witness adds no voice to the counted one."""
    mine, other = witness.article, counted.article
    told = f"{other.article_id} of {other.outlet_text}"
    if mine.family_id == other.family_id:
        return "copy", f"The text is a copy of the same original as article {told}.", other.article_id
    if mine.outlet_id is not None and mine.outlet_id == other.outlet_id:
        return "same_outlet", f"{_capital(mine.outlet_text)} is already counted with article {other.article_id}.", other.article_id
    shared = _agencies(mine) & _agencies(other)
    if shared:
        name = next(n for n in sorted(mine.agency_names) if organization_key(n) in shared)
        return "same_agency", f"It credits {name}, as article {told} does.", other.article_id
    if reuse.covers(witness, counted):
        return "shared_passage", f"The passage stands in article {told} too.", other.article_id
    if witness.relayed_from & (_agencies(other) | relays([other.outlet_name])):
        return "relay", f"It passes on what article {told} has, and names it as where it has it from.", other.article_id
    return None


def _agencies(article: ArticleRecord) -> frozenset[str]:
    return frozenset(organization_key(name) for name in article.agency_names)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def relays(names: Sequence[str | None]) -> frozenset[str]:
    """Folded names of those a report has its knowledge from."""
    return frozenset(organization_key(name) for name in names if name)
