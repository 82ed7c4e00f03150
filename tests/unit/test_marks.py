"""Which quotation marks pair, and what stands between them."""

from __future__ import annotations

import time

import pytest

from onrecord.text.marks import quotations


def quoted(body: str) -> list[str]:
    """The inner text of every quotation."""
    return [" / ".join(span.of(body) for span in q.inner) for q in quotations(body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('The mayor said "no comment" twice.', ["no comment"]),
        ("The mayor said “no comment” twice.", ["no comment"]),
        ("The mayor said ‘no comment’ twice.", ["no comment"]),
        ("The mayor said 'no comment' twice.", ["no comment"]),
        ("The mayor said «no comment» twice.", ["no comment"]),
        ("The mayor said ''no comment'' twice.", ["no comment"]),
        ("The mayor said ``no comment'' twice.", ["no comment"]),
        ('The mayor said “no comment" twice.', ["no comment"]),
        ("The mayor said «no comment” twice.", ["no comment"]),
        ("The mayor said:“No comment,”and left.", ["No comment,"]),
        ("She said “he told me ‘no comment’ twice.”", ["he told me ‘no comment’ twice.", "no comment"]),
        ("«The “old” bridge» is shut.", ["The “old” bridge", "old"]),
        (
            "She wrote, “I know that “my town” will pay. It has to.” Then she left.",
            ["I know that “my town” will pay. It has to.", "my town"],
        ),
        (
            'She said, "They are in. We call them "the board" here." Then she left.',
            ['They are in. We call them "the board" here.', "the board"],
        ),
        ("“It is over. “We go home,” she said.", ["We go home,"]),
        ("The ministers' plan and the mayor's plan.", []),
        ("‘The ministers’ plan failed,’ she said.", ["The ministers’ plan failed,"]),
        ("Rock 'n' roll of the '90s, give 'em hell.", []),
        ('He is 6\' 2" tall and said "fine".', ["fine"]),
        ("She isn’t sure, it wasn’t hers.", []),
    ],
)
def test_marks_of_every_kind_pair(body: str, expected: list[str]) -> None:
    """Each kind of mark pairs with its partner; apostrophes and inches do not."""
    assert quoted(body) == expected


def test_depth_tells_the_inner_quotation() -> None:
    """A quotation inside another has depth 1."""
    assert [q.depth for q in quotations("“He told me ‘never’ again.” Then “yes”.")] == [0, 1, 0]


def test_quotation_over_paragraphs_has_a_span_for_each() -> None:
    """Marks re-opened at the next paragraph continue the quotation."""
    body = "“We began late.\n“We ended late.” He left."
    found = quotations(body)
    assert len(found) == 1
    assert [span.of(body) for span in found[0].spans] == ["“We began late.", "“We ended late.”"]


def test_unclosed_mark_in_mid_paragraph_ends_with_its_sentence() -> None:
    """A mark never closed does not swallow the rest of the paragraph."""
    assert quoted("He said “we will stay. Then he left the room.") == ["we will stay."]


def test_unclosed_mark_at_the_start_takes_the_paragraph() -> None:
    """A paragraph that begins with a mark is a quotation to its end."""
    assert quoted("“We will stay. We will win.\nHe left.") == ["We will stay. We will win."]


def test_opening_again_after_a_sentence_starts_afresh() -> None:
    """Of two opening marks with a sentence's end between, the second counts."""
    assert quoted("He said “we stay. She said “we go” too.") == ["we go"]


@pytest.mark.parametrize("body", ['"' * 10_000, "“ " * 50_000, "'a' " * 20_000, "a" * 1_000_000, "“a\n" * 20_000, '" .' * 100_000])
def test_hostile_text_takes_linear_time(body: str) -> None:
    """Ten thousand marks or a megabyte of one character are done in seconds at most."""
    began = time.process_time()
    quotations(body)
    assert time.process_time() - began < 3
