"""Blocks of a page: units, glue, kinds, assembly, dates beside the text."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from onrecord.clean import dom_features, features
from onrecord.clean.assembly import assemble
from onrecord.clean.block_model import block_model
from onrecord.clean.block_runs import kept_shares
from onrecord.clean.context import best_run, context_features
from onrecord.clean.glue import text_span
from onrecord.clean.kinds import furniture_kind, is_never_text
from onrecord.clean.metadata import read_metadata
from onrecord.clean.page_blocks import is_deep, page_units, parse_page
from onrecord.clean.page_dates import Place, page_publication
from onrecord.clean.page_dump import dump_scores, read_dump
from onrecord.clean.units import Unit, dump_units

LEAD = "The mill at the river burned down on Monday night, and the miller said that he would build it up again."
NEXT = "The fire brigade came from three villages, but the bridge was closed and the men had to wait for an hour."
TEXT = [
    LEAD, NEXT, "“We stood on the other side and watched,” said the head of the brigade, who has asked for a second bridge for years.",
    "Nobody was hurt. The damage was put at two million by the insurer, which will send somebody to look at it this week.",
    "The mayor promised on Tuesday that the bridge would be open again before the winter, although the money has not been found.",
    "It was not the first fire at the river. Ten years ago a barn had burned down in the same street, and the cause was never told.",
]  # fmt: skip
PAGE = [
    "Mill burns down at the river - Grain Post", "Home", "Weather", "Soup for a cold week", "Mill burns down at the river", "By Ann Lee",
    "2 May 2024", LEAD, NEXT, LEAD, "Share", "You may also like", "Bread for a long day",
]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("Image 3The mill burned.", "The mill burned."),
        ("By Ann LeeThe mill burned.", "The mill burned."),
        ("By Ann McKeeThe mill burned.", "The mill burned."),
        ("2 May 2024The mill burned.", "The mill burned."),
        ("The mill burned.Read more", "The mill burned."),
        ("Images of the mill were shown.", "Images of the mill were shown."),
        ("By Monday the McMillans had left.", "By Monday the McMillans had left."),
        ("The iPhone fell into the eMill.", "The iPhone fell into the eMill."),
        ("", ""),
    ],
)
def test_glued_furniture_is_cut(line: str, text: str) -> None:
    """Furniture glued to a paragraph goes; a capital inside a word is no seam."""
    assert text_span(line).of(line) == text


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Share this article", "share"),
        ("15205 views", "counter"),
        ("We use cookies to count visits.", "consent"),
        ("By Ann Lee", "byline"),
        ("2 May 2024, 10:05", "date"),
        ("You may also like", "related"),
        ("Page not found", "error"),
        ("Leave a reply", "comment"),
    ],
)
def test_furniture_is_named(line: str, kind: str) -> None:
    """A block that is no text is named for what it is."""
    assert furniture_kind(Unit(line)) == kind


def test_short_phrases_are_never_text() -> None:
    """A line that is only a phrase of furniture is no text; a sentence with the same words is."""
    assert is_never_text(Unit("Advertisement"))
    assert is_never_text(Unit("(Grain Post with AFP)"))
    assert not is_never_text(Unit(LEAD))


def test_assembly_keeps_offsets() -> None:
    """Headings, datelines and paragraphs stand in the body where their blocks say, and on the page where they were."""
    page = f"Menu\nMill burns down\nLIMA (AP) - {LEAD}\n\nA long night\n\n{NEXT}\n\nShare"
    units = dump_units(page)
    is_text = [False, False, True, True, True, False]
    body, blocks = assemble(units, is_text, 1, has_raw_offsets=True)
    assert [block.kind for block in blocks] == ["navigation", "title", "dateline", "body", "heading", "body", "share"]
    assert body == f"LIMA (AP) - {LEAD}\n\nA long night\n\n{NEXT}"
    for block in blocks:
        assert page[block.raw_start : block.raw_end].strip() == block.text
        assert block.start is None or body[block.start : block.end] == block.text


def test_sentences_cut_apart_by_flattening_are_joined() -> None:
    """Lines that carry on a sentence make one paragraph, whole sentences make their own."""
    units = dump_units("The paper\nGrain Post\nwrote about it\n, he said.\nThe mill burned.")
    body, _ = assemble(units, [True] * 5, None, has_raw_offsets=True)
    assert body == "The paper\n\nGrain Post wrote about it, he said.\n\nThe mill burned." or body.startswith("The paper Grain Post")


def test_blocks_of_html() -> None:
    """Blocks follow the block elements; scripts are none; links are counted."""
    tree = parse_page(
        "<body><nav><a href=/>Home</a></nav><div class='story-body'><p>One <b>bold</b> word.<br>Two.</p><script>x</script></div>"
    )
    assert tree is not None
    units = page_units(tree)
    assert [unit.text for unit in units] == ["Home", "One bold word.", "Two."]
    assert [unit.dom.link_share for unit in units if unit.dom] == [1.0, 0.0, 0.0]
    assert units[1].dom is not None
    assert units[1].dom.marks[-2:] == ("story", "body")
    assert kept_shares(units, "One bold word.\nTwo.") == [0.0, 1.0, 1.0]
    assert kept_shares([], "One bold word.") == []


def test_page_without_elements() -> None:
    """An empty page has no tree, and no unit has no features."""
    assert parse_page("") is None
    assert features.line_features([]).shape == (0, len(features.NAMES))
    assert dom_features.dom_features([], []).shape == (0, len(dom_features.NAMES))


def test_model_keeps_the_article() -> None:
    """The learned model tells the text of a plain page from its furniture, in the same way every time."""
    lines = ["Home", "News", "Mill burns down", "By Ann Lee", *TEXT, "Share", "You may also like", "Soup for a cold week"]
    units = dump_units("\n".join(lines))
    model = block_model("dump_model")
    _, scores = dump_scores(units, model)
    assert (scores[4:10] > model.threshold).all()
    assert (scores[[0, 1, 10, 11]] < model.threshold).all()
    assert (scores == dump_scores(units, model)[1]).all()


def test_best_run_is_the_run_with_most_text() -> None:
    """The run spans its weak inner line and leaves the lonely line behind."""
    scores = np.array([0.1, 0.9, 0.3, 0.9, 0.0, 0.0, 0.0, 0.6])
    words = np.array([3, 40, 2, 40, 30, 30, 30, 5], np.float32)
    assert best_run(scores, words) == (1, 4)
    assert context_features(np.zeros(0), np.zeros(0, np.float32)).shape[0] == 0


def test_title_of_a_dump() -> None:
    """The headline is the line above the text that is about the same things, without the site's name, and it is not in the text."""
    reading = read_dump("\n".join(PAGE))
    assert reading.hints.title == "Mill burns down at the river"
    assert [block.kind for block in reading.blocks].count("title") == 1
    assert "Mill burns down" not in reading.body
    assert reading.hints.authors == ("Ann Lee",)


def test_page_title_stands_in_for_a_headline_that_is_not_printed() -> None:
    """Where no line prints the headline, the page's title is it, without the site's name."""
    lines = [line for line in PAGE if line != "Mill burns down at the river"]
    assert read_dump("\n".join(lines), ["Grain Post"]).hints.title == "Mill burns down at the river"


@pytest.mark.parametrize(
    ("above", "behind", "day"),
    [
        (["2 May 2024", "Updated: 3 May 2024"], [], date(2024, 5, 2)),
        (["Lima, October 20 15:01"], ["May 3 2024, 12:12"], date(2024, 5, 3)),
        ([], ["© Grain Post 1 January 2020"], None),
        (["Published on 2 May 2024"], ["Comment by Jo, 5 May 2024"], date(2024, 5, 2)),
        (["Share"], [], None),
    ],
)
def test_dates_beside_the_text(above: list[str], behind: list[str], day: date | None) -> None:
    """Clocks, copyright and comments lose against the article's own date; where there is none, none is found."""
    units = dump_units("\n".join(["Mill burns down", *above, LEAD, NEXT, *behind]))
    found = page_publication(units, Place(0, 1 + len(above), 3 + len(above)))
    assert (found.day if found else None) == day


def test_dates_inside_the_text_are_not_its_own() -> None:
    """A day that a sentence tells of is no publication date."""
    units = dump_units(
        f"Mill burns down\n{LEAD}\nThe last fire was on 3 May 1998, when nobody lived in the mill and the river was low.\n{NEXT}"
    )
    assert page_publication(units, Place(0, 1, 4)) is None


def test_hostile_pages_are_read_in_time() -> None:
    """A page that nests without end, or opens elements it never closes, is refused or read, in no more time than others."""
    for page in ("<div>" * 30_000 + LEAD, "<script " * 20_000, "<!--" * 20_000 + LEAD):
        tree = parse_page(page)
        assert tree is None or is_deep(tree) == page.startswith("<div>")
        assert read_metadata(page).title is None


def test_style_sheets_part_words() -> None:
    """Words and numbers that only an element without text keeps apart are not run together; a word in two inline parts stays whole."""
    tree = parse_page("<body><div><span>May 5, 2023</span><style>a{}</style><span>2 views</span></div><p>un<b>broken</b></p></body>")
    assert tree is not None
    assert [unit.text for unit in page_units(tree)] == ["May 5, 2023 2 views", "unbroken"]
