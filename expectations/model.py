"""What may leave model."""

from __future__ import annotations

from expectations import frames
from expectations.suite import Suite, allowed
from expectations.vocabulary import holds, ids_are_unique, is_filled, is_one_of, is_probability


def suites() -> list[Suite]:
    """The suites of the stage, one a table."""
    return [
        Suite(
            "utterance_members",
            ["quote_id", "utterance_id", "variant_kind"],
            [
                ids_are_unique("quote_id", "quote in an utterance"),
                is_one_of("variant_kind", allowed("variant_kind")),
                holds("has_head", "Every printing belongs to an utterance on record."),
            ],
            frames.utterance_members,
        ),
        Suite(
            "utterance_heads",
            ["utterance_id", "canonical_text"],
            [ids_are_unique("utterance_id", "utterance"), is_filled("canonical_text", "Every utterance has a wording.")],
        ),
        Suite(
            "event_members",
            ["event_report_id", "event_id"],
            [
                ids_are_unique("event_report_id", "event report in an event"),
                holds("has_head", "Every report belongs to an event on record."),
            ],
            frames.event_members,
        ),
        Suite(
            "event_heads",
            ["event_id", "event_type", "modality", "confidence"],
            [
                ids_are_unique("event_id", "event"),
                is_one_of("event_type", allowed("event_type")),
                is_one_of("modality", allowed("modality")),
                is_probability("confidence"),
            ],
        ),
        Suite(
            "independence",
            ["subject_id", "article_id", "is_counted", "reduction_kind"],
            [
                is_filled("is_counted", "Every article that has an utterance or event is counted or not."),
                holds("reduction_has_reason", "An article that is not counted says why."),
            ],
            frames.independence,
        ),
        Suite(
            "actors",
            ["actor_id", "actor_name", "actor_type"],
            [
                ids_are_unique("actor_id", "actor"),
                is_filled("actor_name", "Every actor has a name."),
                is_one_of("actor_type", allowed("actor_type")),
            ],
        ),
        *_coverage(),
    ]


def _coverage() -> list[Suite]:
    """The suites of dates from coverage."""
    return [
        Suite(
            "coverage_dates",
            ["article_id", "published_date", "published_at_method", "published_at_confidence"],
            [
                ids_are_unique("article_id", "article with the date of its coverage"),
                is_filled("published_date", "Every date of coverage is one."),
                is_one_of("published_at_method", ("inferred_coverage",)),
                is_probability("published_at_confidence"),
            ],
        ),
        Suite(
            "coverage_evidence",
            ["article_id", "other_article_id", "evidence_kind"],
            [
                is_filled("other_article_id", "Every piece of evidence is in another article."),
                is_one_of("evidence_kind", allowed("evidence_kind")),
            ],
        ),
    ]
