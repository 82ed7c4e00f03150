"""Laws of clean: texts are taken as they are, blocks stand where they say, and no input breaks a reader."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.article import Document
from onrecord.clean.model import CleanOptions, PageError
from onrecord.clean.stage import clean_document
from onrecord.clean.units import dump_units

LINES = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.sampled_from(
            ["Share", "By Ann Lee", "2 May 2024", "LIMA (AP) - The mill burned, he said.", "\x00", "\u2028", "<p>", "“", "\r\n"]
        ),
    ),
    max_size=25,
)
OPTIONS = CleanOptions(languages=("en", "de", "fr"))


@given(st.text(min_size=1, max_size=400))
@settings(max_examples=60, deadline=None)
def test_texts_are_taken_as_they_are(text: str) -> None:
    """The body of a record's text is the text, code point by code point."""
    document = Document("a1", "x.jsonl#1", "text", text.encode("utf-8", "replace"), declared_language="en")
    assert clean_document(document, OPTIONS).body == text.encode("utf-8", "replace").decode("utf-8")


@given(LINES, st.sampled_from(["html", "dump"]))
@settings(max_examples=60, deadline=None)
def test_blocks_stand_where_they_say(lines: list[str], form: str) -> None:
    """Whatever a page holds, it is an article whose blocks stand in its body, or it is refused with a reason."""
    content = "\n".join(lines).encode("utf-8", "replace")
    try:
        article = clean_document(Document("a1", "x", form, content, declared_language="en"), OPTIONS)
    except PageError:
        return
    for block in article.blocks:
        assert block.start is None or article.body[block.start : block.end] == block.text


@given(st.text(max_size=300))
def test_units_stand_on_the_page(page: str) -> None:
    """Every line of a dump stands on the page at its offsets, in order."""
    units = dump_units(page)
    assert all(page[unit.start : unit.end] == unit.text for unit in units)
    assert all(a.end <= b.start for a, b in pairwise(units))
