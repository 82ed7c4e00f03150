"""What a column of a query is called in a table, and what is told of it there."""

from __future__ import annotations

from onrecord.schema.columns import columns

# Where the rule below would make a heading that nobody understands.
HEADINGS = {
    "canonical_text": "In the fullest wording",
    "content_spans": "Where in the article",
    "goldstein": "Goldstein scale",
    "independent_count": "Independent voices",
    "is_counted": "Counted as a voice",
    "left_outlet": "Outlet of one side",
    "left_text": "Words of one side",
    "left_value": "One side",
    "on_date": "Date",
    "original_count": "Articles not copied",
    "quote_count": "Printings",
    "reduction_kind": "Why it does not count",
    "reduction_text": "Told of it",
    "right_outlet": "Outlet of the other",
    "right_text": "Words of the other",
    "right_value": "Other side",
    "said_date": "Said on",
    "trigger_text": "Word that tells it",
    "url": "Address",
}
ENDINGS = ("_name", "_text", "_at")


def heading(column: str) -> str:
    """A column's heading: `first_outlet_name` is First outlet, `outlet_count` is Outlets."""
    if column in HEADINGS:
        return HEADINGS[column]
    words = column
    for ending in ENDINGS:
        words = words.removesuffix(ending)
    if words.endswith("_count"):
        words = words.removesuffix("_count") + "s"
    return words.replace("_", " ").capitalize()


def meaning(column: str) -> str:
    """The column's name for SQL, and its meaning where the data dictionary has one."""
    known = columns().get(column)
    return f"`{column}`: {known.comment}" if known else f"`{column}`"
