"""What an event is, by its reports: the most exact date, the most named people, the most real modality."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from onrecord.ids import cluster_id
from onrecord.resolve.happenings import SYMMETRIC, Happening, Who
from onrecord.resolve.records import Row
from onrecord.resolve.tabled import Columns, append

PRECISIONS = ("day", "week", "month", "year")
REALITY = ("actual", "alleged", "planned", "hypothetical", "negated")
NAMED_SHARE = 1 / 3  # of the reports that name anybody on a side must name an actor of the head
PLACE = ("place_name", "place_id", "place_country_code", "latitude", "longitude")
TYPE = ("event_type", "event_mode", "cameo_root_code", "quad_class", "goldstein")
V = TypeVar("V", bound=Hashable)


def add_event(cluster: Sequence[Happening], members: Columns, heads: Columns) -> str:
    """Adds an event to `event_members` and `event_heads`; its id."""
    event_id = event_id_of(cluster)
    append(members, [{"event_report_id": one.report_id, "event_id": event_id} for one in cluster])
    append(heads, [{"event_id": event_id, **_head(cluster)}])
    return event_id


def event_id_of(cluster: Sequence[Happening]) -> str:
    """Id of an event: from its smallest report."""
    return cluster_id("v", (one.report_id for one in cluster))


def _head(cluster: Sequence[Happening]) -> Row:
    reports = sorted(cluster, key=lambda one: (one.article.published, one.report_id))
    real = modality(reports)
    done = [one for one in reports if one.modality == real and one.event_type != "REJECT"]
    acts = done or [one for one in reports if one.event_type != "REJECT"] or reports
    types = majority([one.row[: len(TYPE)] for one in acts], lambda values: values[1] is not None)
    return {
        **dict(zip(TYPE, types, strict=True)),
        **_people(reports),
        "modality": real if any(one.event_type != "REJECT" for one in reports) else str(reports[0].row.modality or "actual"),
        **_date(reports),
        **_place(reports),
        "confidence": max((one.row.confidence or 0.0 for one in reports), default=0.0),
    }


def majority(values: Sequence[V], is_full: Callable[[V], bool] = bool) -> V:
    """The most frequent value among those that say anything; the first one where several are equally frequent."""
    counts = Counter([value for value in values if is_full(value)] or values)
    return max(counts, key=lambda value: (counts[value], -values.index(value)))


def modality(reports: Sequence[Happening]) -> str:
    """The most real modality of any report; a plan that was called off later is negated.

    Args:
        reports: sorted by publication.
    """
    said = [one.modality for one in reports]
    if "actual" not in said and "planned" in said and "negated" in said:
        planned = min(one.article.published for one in reports if one.modality == "planned")
        if max(one.article.published for one in reports if one.modality == "negated") >= planned:
            return "negated"
    return next((value for value in REALITY if value in said), "actual")


def _date(reports: Sequence[Happening]) -> Row:
    """The most exact date, then the one most outlets give, by an expression of the text before the day of publication.

    The day on which a plan was called off is that of the event only where nobody tells the day it was planned for.
    """
    known = [one for one in reports if one.when is not None]
    dated = [one for one in known if not one.is_refusal] or known
    if not dated:
        return {"event_date": None, "event_date_end": None, "event_date_precision": "none"}
    finest = min((PRECISIONS.index(one.row.event_date_precision) for one in dated), default=0)
    exact = [one for one in dated if PRECISIONS.index(one.row.event_date_precision) == finest]
    told = [one for one in exact if one.row.date_basis == "expression"] or exact
    voices = {(one.article.outlet_id or one.article.article_id, one.row.event_date, one.row.event_date_end) for one in told}
    order = [(one.row.event_date, one.row.event_date_end) for one in told]
    counts = Counter((first, last) for _, first, last in voices)
    first, last = max(counts, key=lambda days: (counts[days], -order.index(days)))
    return {"event_date": first, "event_date_end": last, "event_date_precision": PRECISIONS[finest]}


def _place(reports: Sequence[Happening]) -> Row:
    located = [one for one in reports if one.row.place_name]
    if not located:
        return dict.fromkeys(PLACE)
    exact = [one for one in located if one.place] or located
    usual = majority([one.row.place_id or one.row.place_name for one in exact])
    chosen = next(one for one in exact if (one.row.place_id or one.row.place_name) == usual)
    return {name: getattr(chosen.row, name) for name in PLACE}


def _people(reports: Sequence[Happening]) -> Row:
    """Actors and recipients that a third of the reports with anybody on that side name; nobody stands on both sides."""
    by = _side([one.acting.named for one in reports])
    to = _side([one.receiving.named for one in reports])
    if reports[0].event_type in SYMMETRIC:
        by, to = _two_sides(reports)
    return {
        "actor_names": list(dict.fromkeys(name for name, _ in by)),
        "recipient_names": list(dict.fromkeys(name for name, _ in to)),
        "actor_country_codes": _countries(by, [one.acting.countries for one in reports]),
        "recipient_country_codes": _countries(to, [one.receiving.countries for one in reports]),
    }


def _two_sides(reports: Sequence[Happening]) -> tuple[list[Who], list[Who]]:
    """The two sides of what is done together: each takes part on the side where most reports have him; the first may stand alone."""
    acting = Counter(who for one in reports for who in one.acting.named)
    receiving = Counter(who for one in reports for who in one.receiving.named)
    everybody = _side([tuple(dict.fromkeys(one.acting.named + one.receiving.named)) for one in reports])
    by = [who for who in everybody if acting[who] >= receiving[who]]
    to = [who for who in everybody if acting[who] < receiving[who]]
    return (by, to) if to and by else ((by or to)[:1], (by or to)[1:])


def _side(named: Sequence[tuple[Who, ...]]) -> list[Who]:
    filled = [some for some in named if some]
    counts = Counter(who for some in filled for who in some)
    return [who for who in dict.fromkeys(who for some in filled for who in some) if counts[who] >= NAMED_SHARE * len(filled)]


def _countries(people: Sequence[Who], told: Sequence[tuple[str, ...]]) -> list[str]:
    """Countries of the people; where they have none, the countries most reports give."""
    return list(dict.fromkeys(country for _, country in people if country)) or list(majority(told))
