"""Which articles count as independent voices for an utterance, an event or a story, and in one sentence each why the others do not.

Rules, in this order: a copy of a counted article; a second article of one outlet; the same agency credited in both; outlets of one
owner, where the file of owners tells it; a passage shared with
a counted article around what is reported; an article that only relays what a counted outlet said. An article that stands by itself is
taken before one that credits an agency or relays, so that as many voices count as do speak for themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.resolve.given import Given, columns
from onrecord.resolve.names import organization_key
from onrecord.resolve.records import ArticleRecord
from onrecord.resolve.tabled import Columns

WHOLE_KINDS = frozenset({"duplicate", "wire_copy"})
PASSAGE_KINDS = WHOLE_KINDS | {"shared_passage"}
OWN_SHARE = 0.5  # of its text, from which on an article with a passage of agency copy is a voice of its own on the story
Span = tuple[int, int]
Spans = tuple[Span, ...]


@dataclass(frozen=True)
class Witness:
    """An article that has a subject: where in its body, and through whom it has it. `spans` is empty for a whole article."""

    article: ArticleRecord
    spans: Spans = ()
    relayed_from: frozenset[str] = frozenset()


@dataclass
class Reuse:
    """Passages by article: the other article, the spans in this and in the other, and whether the texts as a whole share their origin."""

    passages: dict[str, list[tuple[str, Span, Span, bool]]] = field(default_factory=lambda: defaultdict(list))

    def sharers(self, witness: Witness, counted: Mapping[str, Witness]) -> list[Witness]:
        """Counted articles that have the passage around the subject too; for a whole article, only texts of one origin."""
        found: set[str] = set()
        for other, mine, theirs, is_whole in self.passages.get(witness.article.article_id, ()):
            if other not in counted:
                continue
            is_around = _touches(mine, witness.spans) and _touches(theirs, counted[other].spans)
            if is_around if witness.spans else is_whole:
                found.add(other)
        return [counted[other] for other in sorted(found)]


def reuse_of(given: Given) -> Reuse:
    """Passages of `text_reuse` that are more than quoted words."""
    found = Reuse()
    names = ["reuse_kind", "from_article_id", "from_start_char", "from_end_char", "to_article_id", "to_start_char", "to_end_char"]
    own = {
        article: share
        for part in columns(given, "article_groups", ["article_id", "original_share"])
        for article, share in zip(*part, strict=True)
    }
    for part in columns(given, "text_reuse", names):
        for kind, first, start, end, second, other_start, other_end in zip(*part, strict=True):
            if kind in PASSAGE_KINDS:
                share, span, other = own.get(second), (start, end), (other_start, other_end)
                is_whole = kind in WHOLE_KINDS and (share is None or share < OWN_SHARE)
                found.passages[first].append((second, span, other, is_whole))
                found.passages[second].append((first, other, span, is_whole))
    return found


def _touches(passage: tuple[int, int], spans: Spans) -> bool:
    return any(passage[0] < end and start < passage[1] for start, end in spans)


@dataclass
class Counted:
    """The articles of one subject that are counted, found again by what would make another article no voice of its own."""

    reuse: Reuse
    witnesses: dict[str, Witness] = field(default_factory=dict)
    by_mark: dict[tuple[str, str], Witness] = field(default_factory=dict)
    through: dict[tuple[str, str], Witness] = field(default_factory=dict)

    def leave_out(self, witness: Witness, counted: Witness) -> None:
        """Keeps that a counted article has the passage of this one, so that copies and the agency of this one add no voice either."""
        marks = [("family", witness.article.family_id)] + [("agency", name) for name in sorted(_agencies(witness.article))]
        for mark in marks:
            self.through.setdefault(mark, counted)

    def add(self, witness: Witness) -> None:
        """Counts an article."""
        article = witness.article
        self.witnesses[article.article_id] = witness
        marks = [("family", article.family_id)] + [("agency", name) for name in sorted(_agencies(article))]
        marks += [("outlet", article.outlet_id)] if article.outlet_id else []
        marks += [("owner", article.owner)] if article.owner else []
        marks += [("origin", name) for name in sorted(_agencies(article) | relays([article.outlet_name]))]
        for mark in marks:
            self.by_mark.setdefault(mark, witness)

    def _of_one_origin(self, article: ArticleRecord) -> tuple[str, str, str] | None:
        """The reduction for what is known of an article as a whole: its text, its outlet, that outlet's owner, its agency."""
        if other := self.by_mark.get(("family", article.family_id)):
            return _told("copy", "The text is a copy of the same original as article {told}.", other)
        if article.outlet_id and (other := self.by_mark.get(("outlet", article.outlet_id))):
            return _told("same_outlet", f"{_capital(article.outlet_text)} is already counted with article {{id}}.", other)
        for name in sorted(article.agency_names):
            if other := self.by_mark.get(("agency", organization_key(name))):
                return _told("same_agency", f"It credits {name}, as article {{told}} does.", other)
        if article.owner and (other := self.by_mark.get(("owner", article.owner))):
            told = f"{_capital(article.outlet_text)} belongs to {article.owner}, as the outlet of article {{told}} does."
            return _told("same_owner", told, other)
        return None

    def reduction(self, witness: Witness) -> tuple[str, str, str] | None:
        """Kind, sentence and counted article, if the article adds no voice to those that are counted."""
        article = witness.article
        if known := self._of_one_origin(article):
            return known
        if sharers := self.reuse.sharers(witness, self.witnesses):
            return _told("shared_passage", "The passage stands in article {told} too.", sharers[0])
        if other := self.through.get(("family", article.family_id)):
            return _told("copy", "The text is a copy of one whose passage stands in article {told} too.", other)
        for name in sorted(article.agency_names):
            if other := self.through.get(("agency", organization_key(name))):
                return _told("same_agency", f"It credits {name}, whose passage stands in article {{told}} too.", other)
        for name in sorted(witness.relayed_from):
            if other := self.by_mark.get(("origin", name)):
                return _told("relay", "It passes on what article {told} has, and names it as where it has it from.", other)
        return None


def _told(kind: str, sentence: str, other: Witness) -> tuple[str, str, str]:
    article_id = other.article.article_id
    return kind, sentence.replace("{told}", f"{article_id} of {other.article.outlet_text}").replace("{id}", article_id), article_id


def add_independence(found: Columns, subject: tuple[str, str], articles: Sequence[str], witnesses: Iterable[Witness], reuse: Reuse) -> None:
    """Adds the rows of `independence` of one subject, one an article.

    Args:
        found: columns of the table.
        subject: utterance, event or story, and its id.
        articles: ids of the articles that have it.
        witnesses: what each report or printing says, in their order; several of one article are put together.
        reuse: passages that articles share.
    """
    if len(articles) == 1 or len(set(articles)) == 1:  # as nearly always: it stands by itself
        rows: Iterable[tuple[object, ...]] = [(*subject, articles[0], True, None, None, None)]
    else:
        rows = _rows(subject, witnesses, reuse)
    for row in rows:
        for values, value in zip(found.values(), row, strict=True):
            values.append(value)


def _rows(subject: tuple[str, str], witnesses: Iterable[Witness], reuse: Reuse) -> Iterator[tuple[object, ...]]:
    counted = Counted(reuse)
    for witness in sorted(_by_article(witnesses), key=_order):
        reduction = counted.reduction(witness)
        if reduction is None:
            counted.add(witness)
        elif reduction[0] == "shared_passage":
            counted.leave_out(witness, counted.witnesses[reduction[2]])
        yield (*subject, witness.article.article_id, reduction is None, *(reduction or (None, None, None)))


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


def _agencies(article: ArticleRecord) -> frozenset[str]:
    return frozenset(organization_key(name) for name in article.agency_names)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def relays(names: Sequence[str | None]) -> frozenset[str]:
    """Folded names of those a report has its knowledge from."""
    return frozenset(organization_key(name) for name in names if name)
