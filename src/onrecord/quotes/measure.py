"""Measures how often each kind of quote is right on annotated articles and writes the table that confidence is read from.

Run: `python -m onrecord.quotes.measure ARTICLES.jsonl[.gz] CONFIDENCE.json`, on articles that were not learned from, in the
form of `train`. A quote is right when an annotated one shares at least 0.8 of the words of the longer of both, and the sources share a
character or both have none.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from onrecord.article import Article, Span
from onrecord.quotes.attribution import Attribution
from onrecord.quotes.confidence import confidence_key
from onrecord.quotes.extract import attributions
from onrecord.quotes.reading import Reading
from onrecord.quotes.speakers import quote_type
from onrecord.quotes.train import read_articles
from onrecord.quotes.windows import Layout
from onrecord.text.document import Text

ENOUGH = 0.8
PRIOR = 8  # quotes of the same rule and type that a tenth of the score is smoothed with
DIGITS = 3


def measure(articles: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """Share of right quotes by confidence key; a tenth of the score leans on its rule and type, those on all quotes."""
    right: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for article in articles:
        for attribution, kind, is_right in _judged(article):
            keys = {confidence_key(attribution.rule_id, kind, attribution.score), confidence_key(attribution.rule_id, kind, None), ""}
            for key in keys:
                seen[key] += 1
                right[key] += is_right
    overall = right[""] / max(seen[""], 1)
    table: dict[str, float] = {}
    for key in sorted(seen, key=len):
        if key:
            parent = table.get(" ".join(key.split()[:2]), overall)
            table[key] = round((right[key] + PRIOR * parent) / (seen[key] + PRIOR), DIGITS)
    return dict(sorted(table.items()))


def _judged(article: Mapping[str, Any]) -> list[tuple[Attribution, str, bool]]:
    """Each attribution of an article with its type and whether it is right."""
    text = Text(article["text"])
    layout = Layout(Reading(text))
    gold = [(_words(text, a["content"]), a["source"]) for a in article["attributions"]]
    judged = []
    for attribution in attributions(Article("a", article["text"]), layout):
        spans = attribution.spans or [span for lo, hi in attribution.content for span in layout.spans(lo, hi)]
        words = _words(text, spans)
        source = layout.reading.span(*attribution.source) if attribution.source else None
        is_right = any(_is_same(words, other) and _is_source(source, spans_of) for other, spans_of in gold)
        judged.append((attribution, quote_type(layout, attribution), is_right))
    return judged


def _words(text: Text, spans: Sequence[Sequence[int]]) -> frozenset[int]:
    """The tokens of spans that are words."""
    return frozenset(at for a, b in spans for at in text.token_range(Span(a, b)) if text.words[at][0].isalnum())


def _is_same(words: frozenset[int], other: frozenset[int]) -> bool:
    longer = max(len(words), len(other))
    return longer > 0 and len(words & other) / longer >= ENOUGH


def _is_source(source: Span | None, gold: Sequence[Sequence[int]]) -> bool:
    if source is None or not gold:
        return source is None and not gold
    return any(source.overlaps(Span(a, b)) for a, b in gold)


@click.command()
@click.argument("articles", type=click.Path(exists=True, path_type=Path))
@click.argument("output", type=click.Path(path_type=Path))
def main(articles: Path, output: Path) -> None:
    """Measure the quotes of ARTICLES and write the confidence table to OUTPUT."""
    table = measure(list(read_articles(articles)))
    output.write_text(json.dumps({"measured": table}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
