"""What may leave enrich."""

from __future__ import annotations

from expectations import frames
from expectations.suite import Suite, allowed
from expectations.vocabulary import holds, ids_are_unique, is_filled, is_one_of, is_probability, names_no
from onrecord.actors.lexicon import words

PRONOUN = "^(?:" + "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in sorted(words("never_names.txt"))) + ")$"
"""A word that names nobody, not in capitals throughout: that is an acronym ("WHO")."""
QUOTE_COLUMNS = [
    "quote_id", "article_id", "quote_type", "quote_text", "content_spans", "speaker_name", "speaker_method", "speaker_text",
    "speaker_start_char", "speaker_end_char", "cue_text", "cue_start_char", "cue_end_char", "polarity", "speech_act", "confidence",
]  # fmt: skip
EVENT_COLUMNS = [
    "event_report_id", "article_id", "event_type", "modality", "quad_class", "goldstein", "event_date", "event_date_precision",
    "latitude", "longitude", "sentence_text", "sentence_start_char", "sentence_end_char", "trigger_text", "trigger_start_char",
    "trigger_end_char", "confidence",
]  # fmt: skip


def suites() -> list[Suite]:
    """The suites of the stage, one a table."""
    return [_quotes(), _event_reports(), _time_expressions()]


def _quotes() -> Suite:
    return Suite(
        "quotes",
        QUOTE_COLUMNS,
        [
            ids_are_unique("quote_id", "quote"),
            is_one_of("quote_type", allowed("quote_type")),
            is_one_of("speaker_method", allowed("speaker_method")),
            is_one_of("speech_act", allowed("speech_act")),
            is_one_of("polarity", allowed("polarity")),
            is_probability("confidence"),
            holds("text_stands_in_body", "The quoted text stands in the article at the place it names."),
            holds("cue_stands_in_body", "The cue stands in the article at the place it names."),
            holds("speaker_stands_in_body", "The words that name the speaker stand in the article at the place they name."),
            holds("speaker_has_method", "A quote without a speaker has the method none, and one with a speaker says how he was found."),
            names_no("speaker_name", PRONOUN, "A speaker is a name, never a bare pronoun.", sets_aside=True),
        ],
        frames.quotes,
    )


def _event_reports() -> Suite:
    return Suite(
        "event_reports",
        EVENT_COLUMNS,
        [
            ids_are_unique("event_report_id", "event report"),
            is_one_of("event_type", allowed("event_type")),
            is_one_of("modality", allowed("modality")),
            is_one_of("event_date_precision", allowed("event_date_precision")),
            is_probability("confidence"),
            holds("trigger_stands_in_body", "The words that name the act stand in the article at the place they name."),
            holds("sentence_stands_in_body", "The sentence that supports an event stands in the article at the place it names."),
            holds(
                "is_on_earth",
                "A place on the map has a latitude from -90 to 90 and a longitude from -180 to 180.",
                "warning",
                sets_aside=True,
            ),
            holds("date_has_precision", "An event's date has a precision, and an unknown one has the precision none."),
        ],
        frames.event_reports,
    )


def _time_expressions() -> Suite:
    return Suite(
        "time_expressions",
        ["article_id", "start_char", "end_char", "text", "timex_type", "timex_value"],
        [
            is_one_of("timex_type", allowed("timex_type")),
            is_filled("timex_value", "Every time expression has a value."),
            holds("text_stands_in_body", "Every time expression stands in the article at the place it names."),
        ],
        frames.time_expressions,
    )
