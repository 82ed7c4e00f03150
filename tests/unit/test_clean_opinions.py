"""What the block models start from: opinions of others on a page, groups of blocks, lines of one paragraph; and short texts' language."""

from __future__ import annotations

import json

import numpy as np
import pytest

from onrecord.clean.block_model import BlockModel, Trees, block_model, prior_odds
from onrecord.clean.extractor import declared_text
from onrecord.clean.joined_lines import joined, line_groups
from onrecord.clean.kinds import is_never_text
from onrecord.clean.language import language_of
from onrecord.clean.metadata import read_metadata
from onrecord.clean.page_html import read_html
from onrecord.clean.page_relations import NAMES, relations
from onrecord.clean.units import Dom, Unit, dump_units

SENTENCE = "The ferry lay in the harbour for nine days because nobody would pay the pilots, and the crew slept on the quay. "


def page_declaring(text: str) -> str:
    """A page whose JSON-LD declares a text."""
    data = json.dumps({"@type": "NewsArticle", "headline": "Ferry waits", "articleBody": text})
    return f'<html><head><script type="application/ld+json">{data}</script></head><body><p>x</p></body></html>'


@pytest.mark.parametrize(
    ("stated", "is_taken"),
    [(SENTENCE * 5, True), (SENTENCE * 5 + "And then […]", False), (SENTENCE * 5 + "And then...", False), (SENTENCE, False), ("", False)],
)
def test_declared_text(stated: str, is_taken: bool) -> None:
    """A text that the page declares is an opinion unless it is a teaser or only the beginning."""
    assert declared_text(read_metadata(page_declaring(stated))) == (stated.strip() if is_taken else "")


def test_declared_text_has_no_markup() -> None:
    """Tags and entities of a declared text are no words."""
    found = declared_text(read_metadata(page_declaring(f"&lt;p&gt;{SENTENCE * 5}&lt;/p&gt; Salt &amp;amp; rope.")))
    assert found.startswith("The ferry")
    assert "<" not in found


def test_declared_text_settles_where_the_article_ends() -> None:
    """A second article on the page that the first one's declaration leaves out is not in the body."""
    other = "The orchard was sold to a cider maker from the next valley, who said that he would keep the old trees for the birds. "
    head = page_declaring(SENTENCE * 5).partition("<body>")[0]
    page = f"{head}<body><article>{f'<p>{SENTENCE}</p>' * 5}{f'<p>{other}</p>' * 5}</article></body></html>"
    body = read_html(page).body
    assert "ferry" in body
    assert "orchard" not in body


def test_priors_shift_the_odds() -> None:
    """A share of one adds the weight, of zero takes it, and a column that says nothing on the page changes nothing."""
    shares = np.array([[1.0, -1.0, 0.0], [0.0, -1.0, 0.0], [0.5, -1.0, 0.0]], np.float32)
    assert prior_odds(shares, [(0, 2.0), (1, 4.0), (2, 4.0)]).tolist() == [2.0, -2.0, 0.0]
    flat = Trees(0.0, np.zeros((1, 1), np.int64), np.zeros((1, 1), np.float32), np.zeros((1, 2)))
    scores = BlockModel(flat, None, 0.5, ((0, 2.0),)).scores(shares)
    assert scores[2] == pytest.approx(0.5)
    assert scores[0] > 0.8
    assert scores[1] < 0.2


def test_relations_of_a_kept_list() -> None:
    """A block that was left among kept ones of its parent stands better than one alone in a left parent."""

    def unit(parent: int) -> Unit:
        return Unit(SENTENCE, dom=Dom("p", ("div", "p"), ("text",), 0.0, parent, 1))

    units = [unit(1), unit(1), unit(1), unit(2), unit(2)]
    found = relations(units, [1.0, 0.0, 1.0, 0.0, 0.0])
    column = NAMES.index("kept_of_parent")
    assert found.shape == (5, len(NAMES))
    assert found[1, column] > 0.8
    assert found[3, column] < 0.2
    assert relations([], []).shape == (0, len(NAMES))


def test_linked_headings_may_be_text() -> None:
    """A heading that is a link is for the model to judge; a linked line that is none is furniture."""
    assert not is_never_text(Unit("The Old Harbour Inn", dom=Dom("h2", ("h2",), (), 1.0, 1, 1)))
    assert is_never_text(Unit("The Old Harbour Inn", dom=Dom("p", ("p",), (), 1.0, 1, 1)))


@pytest.mark.parametrize(
    ("lines", "groups"),
    [
        (["The mill, which belongs to the", "Lee Company", ", burned down.", "Share"], [0, 0, 0, 1]),
        (["He said it to", "the paper.", "The next day it rained."], [0, 0, 1]),
        (["Home", "World", "Politics"], [0, 1, 2]),
        (["One sentence ended here.", "another begins small"], [0, 1]),
        (["They met in the old town hall of", "", "Nobody came."], [0, 1]),
        ([], []),
    ],
)
def test_lines_of_one_paragraph(lines: list[str], groups: list[int]) -> None:
    """Links and names that flattening put on lines of their own join the sentence around them; menus and closed sentences do not."""
    units = dump_units("\n".join(lines))
    found = line_groups(units)
    assert found == groups
    merged = joined(units, found)
    assert len(merged) == len(set(found))


def test_joined_text_keeps_its_marks_close() -> None:
    """The parts of a paragraph are joined with spaces, but not before closing marks; offsets span all of them."""
    units = dump_units("The mill has belonged to\nLee Company\n, he said.")
    (merged,) = joined(units, line_groups(units))
    assert (merged.text, merged.start, merged.end) == ("The mill has belonged to Lee Company, he said.", 0, units[-1].end)


@pytest.mark.parametrize("name", ["dump_model", "page_model", "quick_model"])
def test_cards_say_how_good_a_model_is(name: str) -> None:
    """The card of a model tells data, command, figures; the model holds no more columns than there are."""
    from importlib.resources import files

    card = json.loads(files("onrecord.clean").joinpath("data", f"{name}.json").read_text("utf-8"))["card"]
    assert {"learned_from", "command", "method", "in_sample_f1", "cross_validated_f1", "folds_f1"} <= set(card)
    assert card["cross_validated_f1"] <= card["in_sample_f1"]
    assert block_model(name).threshold > 0.2


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Okonjo, Ferreira and Lindqvist of Harbour Watch met Minister Adaeze Balogun in Port Elara on Friday.", "en"),
        ("Mayor Tomas Riikonen thanked Ilse Van Dorp, Karim Haddad and Yuki Tanabe for the rescue at Lake Orrin.", "en"),
        ("Der Minister sagte am Montag, dass die Brücke erst im Winter wieder für den Verkehr freigegeben werden kann.", "de"),
        ("Le ministre a déclaré lundi que le pont ne serait pas rouvert à la circulation avant la fin de l'hiver prochain.", "fr"),
    ],
)
def test_short_texts_full_of_names(text: str, language: str) -> None:
    """A short English sentence full of names is English; short sentences of other languages are not."""
    assert language_of(text) == language
