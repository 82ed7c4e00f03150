"""What may leave ingest."""

from __future__ import annotations

from expectations import frames
from expectations.suite import Suite, allowed
from expectations.vocabulary import holds, ids_are_unique, is_filled, is_one_of


def suites() -> list[Suite]:
    """The suites of the stage, one a table."""
    return [
        Suite(
            "documents",
            ["document_id", "source_uri", "form", "size_bytes"],
            [
                ids_are_unique("document_id", "document"),
                is_filled("source_uri", "Every document says where it came from."),
                is_one_of("form", allowed("form")),
                holds("has_content", "Every document has content."),
            ],
            frames.documents,
        ),
        Suite(
            "source_files",
            ["source_uri", "document_id", "source_status"],
            [
                is_filled("source_uri", "Every place a document came from is named."),
                is_one_of("source_status", allowed("source_status")),
                holds("is_accounted_for", "Every document that came in was kept, merged into an equal one, or set aside with a reason."),
            ],
            frames.source_files,
        ),
    ]
