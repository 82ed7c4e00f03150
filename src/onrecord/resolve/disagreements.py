"""Where reports of one event, or printings of one utterance, say different things: both sides, each with the report that says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from onrecord.resolve.alignment import Alignment, changed_words
from onrecord.resolve.event_heads import event_id_of
from onrecord.resolve.happenings import Happening
from onrecord.resolve.records import Row
from onrecord.resolve.speeches import Speech

MIN_SHARE = 0.6  # of the shorter printing that the other has, from which on two printings can contradict each other
MAX_SIDES = 4  # other values that are set against the usual one
Read = Callable[[Happening], str | None]
Worded = tuple[Speech, Sequence[str]]  # a printing, and its words as printed


def event_disagreements(reports: Sequence[Happening]) -> list[Row]:
    """Rows of `disagreements` of one event: date, place, number, duration, participants, claim. The usual value is the left side."""
    ordered = sorted(reports, key=lambda one: (one.article.published, one.report_id))
    subject = event_id_of(reports)
    rows = _sides(subject, "date", ordered, _told_day)
    rows += _sides(subject, "place", ordered, lambda one: one.row.place_name if one.place else None)
    rows += _sides(subject, "duration", ordered, lambda one: one.duration) + _participants(subject, ordered)
    for counted in sorted({counted for one in ordered for counted in one.numbers}):
        rows += _sides(subject, "number", ordered, _number_of(counted))
    for record in sorted({record for one in ordered for record in one.claims}):
        rows += [row for row in _sides(subject, "claim", ordered, _claim_of(record)) if _are_apart(row)]
    return distinct(rows)


def _claim_of(record: str) -> Read:
    """Reads since which year something is the first, last or worst of its kind."""

    def read(one: Happening) -> str | None:
        return f"{record} since {one.claims[record]}" if record in one.claims else None

    return read


def _are_apart(row: Row) -> bool:
    """Whether two claims differ by more than a year: "in two years" is reckoned from a day, and rounds."""
    years = [int(str(row[side])[-4:]) for side in ("left_value", "right_value")]
    return abs(years[0] - years[1]) > 1


def _told_day(one: Happening) -> str | None:
    """The day, where the text tells it; a day concluded from that of publication, or of a refusal, contradicts nobody."""
    told = one.row.date_basis == "expression" and one.is_exact_day and not one.is_refusal
    return one.when.first.isoformat() if told and one.when else None


def _number_of(counted: str) -> Read:
    """Reads the number of a thing with the word printed after it."""

    def read(one: Happening) -> str | None:
        return one.numbers.get(counted)

    return read


def _participants(subject: str, reports: Sequence[Happening]) -> list[Row]:
    """The countries that take part, where each side names one that the other does not; who is merely left out is no contradiction."""
    countries = {one.report_id: one.actors.countries | one.recipients.countries for one in reports}
    rows = _sides(subject, "participants", reports, lambda one: ", ".join(sorted(countries[one.report_id])) or None)
    sides = [(row, countries[row["left_report_id"]], countries[row["right_report_id"]]) for row in rows]
    return [row for row, left, right in sides if left - right and right - left]


def _sides(subject: str, kind: str, reports: Sequence[Happening], read: Read) -> list[Row]:
    """One row for each other value than the usual one (most articles, then the earliest)."""
    voices: dict[str, list[Happening]] = defaultdict(list)
    for one in reports:
        value = read(one)
        if value is not None:
            voices[value].append(one)
    if len(voices) < 2:
        return []
    order = list(voices)
    ranked = sorted(voices, key=lambda value: (-len({one.article.article_id for one in voices[value]}), order.index(value)))
    usual = voices[ranked[0]][0]
    return [
        _row("event", subject, kind, (ranked[0], usual.report_id), (value, voices[value][0].report_id))
        for value in ranked[1 : MAX_SIDES + 1]
        if {one.article.article_id for one in voices[value]} != {usual.article.article_id}
    ]


def utterance_disagreements(utterance_id: str, canonical: Worded, printing: Worded, alignment: Alignment) -> list[Row]:
    """Rows of `disagreements` of one printing, in which a negation, number or modal differs from the fullest wording.

    Args:
        utterance_id: id of the utterance.
        canonical: the fullest wording.
        printing: the printing.
        alignment: the words of the two, in this order.
    """
    if alignment.verbatim_share < MIN_SHARE or not alignment.changes:
        return []
    left, right = changed_words(alignment, canonical[1], printing[1])
    return [_row("utterance", utterance_id, "wording", (left, canonical[0].quote_id), (right, printing[0].quote_id))]


def _row(subject_type: str, subject_id: str, kind: str, left: tuple[str, str], right: tuple[str, str]) -> Row:
    return {
        "subject_type": subject_type,
        "subject_id": subject_id,
        "disagreement_kind": kind,
        "left_value": left[0],
        "left_report_id": left[1],
        "right_value": right[0],
        "right_report_id": right[1],
    }


def distinct(rows: Iterable[Row]) -> list[Row]:
    """One row for each kind and pair of reports: the table's key."""
    found: dict[tuple[str, str, str], Row] = {}
    for row in rows:
        found.setdefault((row["disagreement_kind"], row["left_report_id"], row["right_report_id"]), row)
    return list(found.values())
