"""Time grows with the size of what is read, not with its square, whatever it is made of.

Ratios are compared, never times: four times the size may take ten times the time, where the square would take sixteen. All classes, at
larger sizes, are timed by `python -m tools.fuzz growth`; docs/hostile_input.md has the table.
"""

from __future__ import annotations

import pytest

from onrecord.reading import NoArticleError, read_article
from tests.hostile.strings import PAGES, TEXTS, words
from tools.fuzz.growth import measured

MOST = 10.0
FELT = 0.2  # seconds; a step that stays below it at the larger size holds up nobody, and the clock is too coarse for it
CHOSEN = (
    "a letter", "no-break spaces", "commas", "opening marks", "quotations that never close", "short quotations", "nested quotations",
    "said", "he said", "emoji", "zero-width spaces", "capitalised words and", "people", "initials", "one name and", "dates", "numbers",
    "attacks, sentences", "hyphens in a word", "lines of a letter", "entities", "datelines", "turns",
)  # fmt: skip
MEGABYTE = 1_000_000
LARGE = {
    "a megabyte of one letter": ("text", "a" * MEGABYTE),
    "a megabyte of spaces between two words": ("dump", "a" + " " * MEGABYTE + "b"),
    "ten thousand quotation marks": ("text", '"' * 10_000),
    "ten thousand opening marks": ("text", "\u201c" * 10_000),
    "ten thousand nested quotations": ("text", "\u201ca \u2018b " * 5_000 + "\u2019\u201d" * 5_000),
    "ten thousand commas": ("text", "," * 10_000),
    "ten thousand capitalised words": ("text", words(60_000, 1, True)),
    "ten thousand digits": ("text", "1" * 10_000),
    "ten thousand dates": ("text", "3 May 2024, " * 10_000),
    "a very long line": ("dump", "The bridge is closed, he said, and " * 1_500),
    "fifty thousand short lines": ("dump", "a\n" * 50_000),
    "a hundred thousand elements in each other": ("html", "<html><body>" + "<div>" * 99_000 + "The bridge is closed."),
    "as many, of the text": ("html", "<html><body><p>" + "<b>" * 99_000 + "The bridge is closed."),
    "an attribute of a megabyte": ("html", f'<html><body><p class="{"a" * MEGABYTE}">The bridge is closed.</p>'),
    "a hundred thousand attributes": ("html", f"<html><body><p {' '.join(f'a{i}' for i in range(100_000))}>The bridge is closed.</p>"),
    "a headline of a hundred thousand parts": ("html", f"<html><head><title>{'T | ' * 100_000}</title><body><p>The bridge is closed."),
    "a megabyte of one entity": ("html", f"<html><body><p>&#{'9' * MEGABYTE};"),
}  # fmt: skip


@pytest.mark.parametrize("name", CHOSEN)
def test_text_methods_are_linear(name: str) -> None:
    """Reading as a record and as a dump, and each of sentences, times, actors, quotes and events."""
    _is_linear(2_500, texts={name: TEXTS[name]})


@pytest.mark.parametrize("name", PAGES)
def test_reading_pages_is_linear(name: str) -> None:
    """Every hostile class of pages."""
    _is_linear(6_000, pages={name: PAGES[name]})


def _is_linear(size: int, **chosen: object) -> None:
    """Four times the size takes no more than `MOST` times the time, in one of three measurements: a busy machine disturbs some."""
    steep: list[object] = []
    for _ in range(3):
        found = measured(size, 60, **({"texts": {}, "pages": {}} | chosen))  # type: ignore[arg-type]
        steep = [one for one in found if (one.factor or 0) > MOST and one.large > FELT]
        if not steep:
            return
    raise AssertionError(steep)


@pytest.mark.parametrize(
    ("form", "content"), [("html", "<html><body>" + "<p>a" * 100_000), ("dump", "a\n" * 100_001), ("dump", "a\u2028" * 100_001)]
)
def test_what_has_more_parts_than_any_page_is_no_article(form: str, content: str) -> None:
    """Each block costs memory: 20 MB of the shortest ones would take 8 GB. `no_article`, before anything is made of them."""
    with pytest.raises(NoArticleError, match="more than 100000") as told:
        read_article(content, form=form)
    assert told.value.reason == "no_article"


@pytest.mark.parametrize("name", LARGE)
def test_the_large_ones_end(name: str) -> None:
    """An article or a reason, and the reason is never that it took too long; 60 s of computing are a hundred times what each takes."""
    form, content = LARGE[name]
    reason = None
    try:
        read_article(content, form=form, seconds=60)
    except NoArticleError as error:
        reason = error.reason
    assert reason != "too_slow"
