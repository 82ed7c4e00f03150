"""What it costs to code an article: sentences, times, actors, quotes and events, each by itself, beside a plain pass over the same texts.

python benchmarks/coding.py [RAW]...

RAW are files or folders as `onrecord run --raw` takes them; the sample corpus where none is named. Articles are cleaned before the clock
starts; every step is given what the steps before it found. All articles are coded ROUNDS times over and the quickest round of each step
counts: CPU seconds of one process, which looks for garbage as seldom as the workers of a run do. The peer, in the same rounds, is one pass
of tokens and patterns over the bodies, the least that any finder of quotes has to do. The peak of memory after each round would show
growth. Nothing is asserted.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.throughput import plain_pass, read
from flows.pool import collect_seldom
from onrecord.actors.find import find_actors
from onrecord.article import Article
from onrecord.clean.stage import CleanOptions, clean_batch
from onrecord.enrich.stage import article_of
from onrecord.events.code import code_events
from onrecord.quotes.extract import extract_quotes
from onrecord.text.document import Text
from onrecord.text.times import time_expressions

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 3
STEPS = ("sentences", "times", "actors", "quotes", "events", "plain pass")


def steps_of(article: Article) -> Iterator[float]:
    """The clock (CPU seconds) before the first step and after each."""
    yield time.process_time()
    text = Text(article.body)
    assert text.sentences is not None  # noqa: S101 - sentences are found when first asked for
    yield time.process_time()
    times = time_expressions(text, article.published_date)
    yield time.process_time()
    actors = find_actors(article, text)
    yield time.process_time()
    quotes = extract_quotes(article, text, actors, times)
    yield time.process_time()
    code_events(article, text, actors, times, quotes)
    yield time.process_time()
    plain_pass([article.body])
    yield time.process_time()


def coded(articles: list[Article]) -> list[float]:
    """CPU seconds of each step over all articles."""
    total = [0.0] * len(STEPS)
    for article in articles:
        clock = list(steps_of(article))
        total = [sum_ + after - before for sum_, before, after in zip(total, clock, clock[1:], strict=False)]
    return total


def main(arguments: list[str]) -> int:
    """Prints the figures."""
    collect_seldom()
    made = clean_batch(read([Path(a) for a in arguments] or [ROOT / "data" / "raw"]), CleanOptions())
    articles = [article_of(row, ()) for row in made.tables["articles"].to_pylist()]
    best = [float("inf")] * len(STEPS)
    for number in range(ROUNDS):
        best = list(map(min, best, coded(articles)))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        sys.stdout.write(f"round {number + 1}: peak {peak:.0f} MiB\n")
    bodies = [article.body for article in articles]
    words, sentences = sum(len(body.split()) for body in bodies), sum(len(Text(body).sentences) for body in bodies)
    plain = best[-1]
    sys.stdout.write(f"{len(articles)} articles, {sum(map(len, bodies)) / len(articles):.0f} characters each\n")
    for name, seconds in zip(STEPS, best, strict=True):
        rate = f"{len(articles) / seconds:9.0f} articles/s {sentences / seconds:9.0f} sentences/s {words / seconds:9.0f} words/s"
        sys.stdout.write(f"{name:12}{rate}   {seconds / plain:6.1f} x the plain pass\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
