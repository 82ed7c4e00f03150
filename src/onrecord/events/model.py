"""One mention of something that happened, before it becomes a row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.article import Span


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the map. `place_id` is a GeoNames id, or the ISO code of a country; `precision` is city, region or country."""

    name: str
    place_id: str
    country_code: str | None
    latitude: float | None
    longitude: float | None
    precision: str


@dataclass(frozen=True, slots=True)
class Party:
    """One who acts or is acted on: the name the report prints, the key into `Actors.actors` where it is one of them, the country."""

    name: str
    actor: int | None = None
    country_code: str | None = None


@dataclass(frozen=True, slots=True)
class EventReport:
    """Type and mode in PLOVER terms, who and whom, how real, when, where, on which words."""

    event_type: str
    event_mode: str | None
    modality: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    sentence: Span
    trigger: Span
    trigger_lemma: str
    rule_id: str
    confidence: float
    event_date: date | None = None
    event_date_end: date | None = None
    event_date_precision: str = "none"
    date_span: Span | None = None
    date_basis: str = "none"
    place: Place | None = None
    reported_by: str | None = None
