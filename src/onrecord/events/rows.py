"""Event reports as rows of the stage table `event_reports`."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.actors.model import Actors
from onrecord.actors.rows import article_actor_id
from onrecord.article import Article
from onrecord.events.model import EventReport, Party
from onrecord.events.plover import event_types
from onrecord.ids import hash_id
from onrecord.text.document import Text


def event_rows(article: Article, text: Text, actors: Actors, events: Sequence[EventReport]) -> list[dict[str, object]]:
    """One row an event report; the id is of the article, the trigger's offsets and the type."""
    return [_row(article, actors, event) for event in events]


def _row(article: Article, actors: Actors, event: EventReport) -> dict[str, object]:
    body, kind, trigger = article.body, event_types()[event.event_type], event.trigger
    return {
        "event_report_id": hash_id("r", article.article_id, trigger.start, trigger.end, event.event_type),
        "article_id": article.article_id,
        "event_type": event.event_type,
        "event_mode": event.event_mode,
        "cameo_root_code": kind.cameo_root_code,
        "quad_class": kind.quad_class,
        "goldstein": kind.goldstein,
        **_parties(article, actors, "actor", event.actors),
        **_parties(article, actors, "recipient", event.recipients),
        "modality": event.modality,
        "event_date": event.event_date,
        "event_date_end": event.event_date_end,
        "event_date_precision": event.event_date_precision,
        "date_text": event.date_span.of(body) if event.date_span else None,
        "date_basis": event.date_basis,
        **_place(event),
        "sentence_text": event.sentence.of(body),
        "sentence_start_char": event.sentence.start,
        "sentence_end_char": event.sentence.end,
        "trigger_text": trigger.of(body),
        "trigger_lemma": event.trigger_lemma,
        "trigger_start_char": trigger.start,
        "trigger_end_char": trigger.end,
        "reported_by": event.reported_by,
        "confidence": event.confidence,
        "rule_id": event.rule_id,
    }


def _parties(article: Article, actors: Actors, role: str, parties: Sequence[Party]) -> dict[str, object]:
    """Names, countries and actor ids of one side; ids only of parties that are actors of the article."""
    keys = [p.actor for p in parties if p.actor is not None]
    return {
        f"{role}_names": [p.name for p in parties],
        f"{role}_country_codes": sorted({p.country_code for p in parties if p.country_code}),
        f"{role}_actor_ids": [article_actor_id(article.article_id, actors.actors[key]) for key in keys],
    }


def _place(event: EventReport) -> dict[str, object]:
    place = event.place
    return {
        "place_name": place.name if place else None,
        "place_id": place.place_id if place else None,
        "place_country_code": place.country_code if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
    }
