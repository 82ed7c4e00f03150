"""What may leave clean."""

from __future__ import annotations

from expectations import frames
from expectations.suite import Suite, allowed
from expectations.vocabulary import Expectation, holds, ids_are_unique, is_filled, is_one_of, is_probability, share_filled


def suites() -> list[Suite]:
    """The suites of the stage, one a table."""
    return [
        Suite(
            "articles",
            [
                "article_id",
                "source_uri",
                "title",
                "outlet_name",
                "published_at",
                "published_date",
                "published_at_precision",
                "published_at_method",
                "published_at_confidence",
                "language",
                "body",
                "word_count",
            ],
            [
                ids_are_unique("article_id", "article"),
                is_filled("body", "Every article has a text."),
                is_one_of("published_at_method", allowed("published_at_method")),
                is_one_of("published_at_precision", allowed("published_at_precision")),
                is_probability("published_at_confidence"),
                holds("has_words", "Every article has at least one word.", "warning", sets_aside=True),
                holds("is_plain_text", "No article's text has control characters.", "warning", sets_aside=True),
                holds("date_has_method", "A publication date says where it was found, and an unknown one has the method none."),
                Expectation(
                    "published_year_is_plausible",
                    "Publication dates lie between the years 1600 and 2100.",
                    "published_year",
                    "between",
                    "warning",
                    True,
                    {"min_value": 1600, "max_value": 2100},
                ),
                share_filled("title", 0.8, "At least 80 in 100 articles have a title."),
                share_filled("outlet_name", 0.5, "At least half of the articles have a known outlet."),
                share_filled("published_date", 0.5, "At least half of the articles have a known publication date."),
            ],
            frames.articles,
        ),
        Suite(
            "blocks",
            ["article_id", "block_kind", "block_text", "start_char", "end_char"],
            [
                is_one_of("block_kind", allowed("block_kind")),
                holds("text_stands_in_body", "Every block of an article's text stands in the text at the place it names."),
            ],
            frames.blocks,
        ),
        Suite(
            "outlet_lines",
            ["line_key", "page_keys", "left_out_keys"],
            [holds("was_printed", "A line that an outlet's texts left out was printed under those headlines.")],
            frames.outlet_lines,
        ),
    ]
