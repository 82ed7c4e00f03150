"""Builders of small stage tables for the tests of `onrecord.resolve`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import pyarrow as pa

from onrecord.schema.tables import TABLES

Row = dict[str, Any]
GIVEN = ("articles", "article_groups", "text_reuse", "article_actors", "mentions", "quotes", "event_reports")


def an_id(prefix: str, *parts: object) -> str:
    """A short id that looks like those of the pipeline."""
    return prefix + hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


class Newsroom:
    """Collects rows; `tables()` gives what the stage model is given."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Row]] = {name: [] for name in GIVEN}

    def article(self, name: str, outlet: str | None = None, story: str = "s", day: date | None = date(2024, 5, 14), **more: Any) -> str:
        """Adds an article and returns its id. `more`: agencies, family, copy_of."""
        article_id = an_id("a", name)
        at = datetime(day.year, day.month, day.day, 12) if day else None  # noqa: DTZ001 - all times of the tables are UTC
        self.rows["articles"].append(
            {
                "article_id": article_id,
                "outlet_id": an_id("o", outlet) if outlet else None,
                "outlet_name": outlet,
                "agency_names": more.get("agencies", []),
                "published_at": at,
                "published_date": day,
                "body": "",
                "batch_id": "b",
            }
        )
        self.rows["article_groups"].append(
            {
                "article_id": article_id,
                "family_id": more.get("family", article_id),
                "story_id": f"t{story}",
                "duplicate_role": "copy" if more.get("copy_of") else "unique",
                "duplicate_of": more.get("copy_of"),
            }
        )
        return article_id

    def actor(self, article_id: str, name: str, kind: str = "person", title: str | None = None, country: str | None = None) -> str:
        """Adds an actor of an article with one mention by name and returns its id."""
        actor_id = an_id("p", article_id, name)
        if all(row["article_actor_id"] != actor_id for row in self.rows["article_actors"]):
            self.rows["article_actors"].append(
                {
                    "article_id": article_id,
                    "article_actor_id": actor_id,
                    "actor_name": name,
                    "actor_type": kind,
                    "actor_title": title,
                    "country_code": country,
                    "mention_count": 1,
                }
            )
            self.rows["mentions"].append(
                {
                    "mention_id": an_id("m", actor_id),
                    "article_id": article_id,
                    "start_char": 0,
                    "end_char": len(name),
                    "text": name,
                    "mention_kind": "name",
                    "article_actor_id": actor_id,
                }
            )
        return actor_id

    def quote(self, article_id: str, text: str, speaker: str | None = None, quote_type: str = "direct", **more: Any) -> str:
        """Adds a quote and returns its id. `more`: kind, title, country, day, headline, via, start, polarity."""
        start = more.get("start", 100)
        quote_id = an_id("q", article_id, text, start)
        kind, title, country = more.get("kind", "person"), more.get("title"), more.get("country")
        actor = self.actor(article_id, speaker, kind, title, country) if speaker else None
        day = more.get("day", date(2024, 5, 14))
        self.rows["quotes"].append(
            {
                "quote_id": quote_id,
                "article_id": article_id,
                "quote_type": quote_type,
                "quote_text": text,
                "is_headline": more.get("headline", False),
                "content_spans": [{"start_char": start, "end_char": start + len(text)}],
                "speaker_actor_id": actor,
                "speaker_name": speaker,
                "speaker_type": kind if speaker else None,
                "speaker_title": title,
                "speaker_country_code": country,
                "speaker_names": [],
                "said_date": day,
                "said_date_precision": "day" if day else "none",
                "via_name": more.get("via"),
                "polarity": more.get("polarity", "asserted"),
            }
        )
        return quote_id

    def report(self, article_id: str, sentence: str, trigger: str, by: str | None = None, to: str | None = None, **more: Any) -> str:
        """Adds an event report and returns its id; countries are named by code.

        `more`: kind, mode, day, end, precision, basis, modality, place, place_country, reported_by, start.
        """
        start = more.get("start", 0)
        report_id = an_id("e", article_id, sentence, trigger, start)
        day = more.get("day")
        self.rows["event_reports"].append(
            {
                "event_report_id": report_id,
                "article_id": article_id,
                "event_type": more.get("kind", "CONSULT"),
                "event_mode": more.get("mode"),
                "modality": more.get("modality", "actual"),
                "trigger_lemma": trigger,
                "trigger_text": trigger,
                "sentence_text": sentence,
                "sentence_start_char": start,
                "sentence_end_char": start + len(sentence),
                **self._side(article_id, "actor", by),
                **self._side(article_id, "recipient", to),
                "event_date": day,
                "event_date_end": more.get("end"),
                "event_date_precision": more.get("precision", "day" if day else "none"),
                "date_basis": more.get("basis", "expression" if day else "none"),
                "place_name": more.get("place"),
                "place_id": more.get("place"),
                "place_country_code": more.get("place_country"),
                "reported_by": more.get("reported_by"),
                "confidence": 0.8,
            }
        )
        return report_id

    def _side(self, article_id: str, role: str, code: str | None) -> Row:
        names = [code] if code else []
        ids = [self.actor(article_id, code, "government", country=code)] if code else []
        return {f"{role}_names": names, f"{role}_actor_ids": ids, f"{role}_country_codes": names}

    def reuse(self, first: str, second: str, spans: tuple[tuple[int, int], tuple[int, int]], kind: str = "shared_passage") -> None:
        """Adds a passage that stands in two articles."""
        (start, end), (other_start, other_end) = spans
        self.rows["text_reuse"].append(
            {
                "reuse_id": an_id("r", first, second, spans),
                "from_article_id": first,
                "to_article_id": second,
                "from_start_char": start,
                "from_end_char": end,
                "to_start_char": other_start,
                "to_end_char": other_end,
                "reuse_kind": kind,
            }
        )

    def tables(self, keep: Iterable[str] | None = None) -> dict[str, pa.Table]:
        """The stage tables, of some articles only where `keep` names them."""
        kept = None if keep is None else set(keep)

        def is_kept(row: Row) -> bool:
            return kept is None or (row.get("article_id") or row.get("to_article_id")) in kept

        return {name: TABLES[name].from_rows([row for row in some if is_kept(row)]) for name, some in self.rows.items()}
