"""How time grows with size for every hostile class of `tests/hostile/strings.py`, for reading and for each text method."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from onrecord.actors.find import find_actors
from onrecord.article import Article, Document
from onrecord.clean.model import CleanOptions, PageError
from onrecord.clean.stage import clean_document
from onrecord.events.code import code_events
from onrecord.quotes.extract import extract_quotes
from onrecord.text.document import Text
from onrecord.text.times import time_expressions
from onrecord.time_limit import TooSlowError, time_limit
from tests.hostile.strings import PAGES, PROSE, TEXTS, Builder

TRIES = 2
LEAST = 0.03  # seconds; below it a ratio says nothing
Steps = Iterator[tuple[str, Callable[[], object]]]


@dataclass(frozen=True, slots=True)
class Measured:
    """One class at one step: seconds at a size and at four times the size. Linear growth is 4, quadratic 16."""

    form: str
    name: str
    step: str
    small: float
    large: float

    @property
    def factor(self) -> float | None:
        """By how much the time grew; None where it is too short to tell."""
        return self.large / max(self.small, 1e-4) if self.large >= LEAST else None


def text_steps(body: str) -> Steps:
    """The methods that code a body, each with what the ones before it found."""
    article = Article("a0000000000000000", body, published_date=date(2024, 5, 14))
    text = Text(body)
    yield "sentences", lambda: _parts(Text(body))
    times = time_expressions(text, article.published_date)
    yield "times", lambda: time_expressions(Text(body), article.published_date)
    actors = find_actors(article, text)
    yield "actors", lambda: find_actors(article, Text(body))
    quotes = extract_quotes(article, text, actors, times)
    yield "quotes", lambda: extract_quotes(article, text, actors, times)
    yield "events", lambda: code_events(article, text, actors, times, quotes)


def _parts(text: Text) -> object:
    """A text taken apart; each part is found on first use, so the text must be new."""
    return text.quotations, text.sentences, text.tokens


def read_steps(form: str, content: str) -> Steps:
    """Reading a document of a form."""
    document = Document("a0000000000000000", "a", form, content.encode("utf-8", "replace"))

    def work() -> None:
        with suppress(PageError):
            clean_document(document, CleanOptions())

    yield form, work


def measured(size: int, seconds: float, texts: Mapping[str, Builder] = TEXTS, pages: Mapping[str, Builder] = PAGES) -> Iterator[Measured]:
    """Every class in every form, at `size` and four times the size; `seconds` bounds one step."""
    cases = ("html", pages), ("dump", texts), ("text", texts)
    for form, builders in cases:
        _all_steps(form, PROSE * 5)  # what is loaded on first use is not counted
        for name, builder in builders.items():
            small = _all_steps(form, builder(size), seconds)
            large = _all_steps(form, builder(4 * size), seconds * 4)
            yield from (Measured(form, name, step, small.get(step, 0.0), spent) for step, spent in large.items())


def _all_steps(form: str, content: str, seconds: float = 0) -> dict[str, float]:
    """Seconds of computing of each step; infinite where it was broken off."""
    spent: dict[str, float] = {}
    step = "sentences" if form == "text" else form
    try:
        with time_limit(seconds):
            for step, work in text_steps(content) if form == "text" else read_steps(form, content):
                spent[step] = min(_seconds(work) for _ in range(TRIES))
    except TooSlowError:
        spent[f"after {step}"] = float("inf")
    return spent


def _seconds(work: Callable[[], object]) -> float:
    """Seconds of computing, without those of looking for garbage, which come by chance."""
    gc.disable()
    try:
        began = time.process_time()
        work()
        return time.process_time() - began
    finally:
        gc.enable()


def table(found: list[Measured], size: int) -> list[str]:
    """Markdown: for each form and step the classes tried, the slowest, and the fastest growing."""
    lines = [
        f"| step | classes | slowest of {4 * size:,} characters | ms per 1,000 characters | grows most | time at 4 times the size |",
        "|---|---|---|---|---|---|",
    ]
    for form, step in dict.fromkeys((m.form, m.step) for m in found):
        some = [m for m in found if (m.form, m.step) == (form, step)]
        slowest = max(some, key=lambda m: m.large)
        told = [m for m in some if m.factor is not None]
        most = max(told, key=lambda m: m.factor or 0, default=None)
        grown = f"{most.name} | {most.factor:.1f} times" if most and most.factor else "none long enough to tell | "
        per = slowest.large / (4 * size) * 1e6
        lines.append(f"| {step if form == 'text' else f'reading {form}'} | {len(some)} | {slowest.name} | {per:.2f} | {grown} |")
    return lines
