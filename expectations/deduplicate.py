"""What may leave deduplicate."""

from __future__ import annotations

from expectations import frames
from expectations.suite import Suite, allowed
from expectations.vocabulary import holds, ids_are_unique, is_filled, is_one_of, is_probability


def suites() -> list[Suite]:
    """The suites of the stage, one a table."""
    return [
        Suite(
            "article_groups",
            ["article_id", "duplicate_role", "duplicate_of", "original_share", "story_id"],
            [
                ids_are_unique("article_id", "article"),
                is_one_of("duplicate_role", allowed("duplicate_role")),
                is_probability("original_share"),
                is_filled("story_id", "Every article belongs to a story."),
                holds("copy_names_its_original", "A copy, and only a copy, names the article it copies."),
                holds("is_an_article", "Groups hold articles on record, each of them once."),
            ],
            frames.article_groups,
        ),
        Suite(
            "text_reuse",
            [
                "reuse_id",
                "from_article_id",
                "to_article_id",
                "from_start_char",
                "from_end_char",
                "to_start_char",
                "to_end_char",
                "similarity",
                "reuse_kind",
            ],
            [
                ids_are_unique("reuse_id", "shared passage"),
                is_one_of("reuse_kind", allowed("reuse_kind")),
                is_probability("similarity"),
                holds("passage_is_in_both", "A shared passage lies inside both articles."),
            ],
            frames.text_reuse,
        ),
    ]
