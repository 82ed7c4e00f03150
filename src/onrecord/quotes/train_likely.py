"""Learns how likely reported speech is right as a whole, on articles that the models tried on them were not learned from.

Run: `python -m onrecord.quotes.train_likely ARTICLES.jsonl[.gz] LIKELY.json`, on the articles and in the form of `train`. CPU only; the
same articles give the same file.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click
import numpy as np
from numpy.typing import NDArray

from onrecord.quotes.by_model import candidates, score_words
from onrecord.quotes.likely import JUDGEMENTS, traits
from onrecord.quotes.pieces import has_unit
from onrecord.quotes.reading import Reading
from onrecord.quotes.train import learn, read_articles
from onrecord.quotes.weights import Weights, load_weights, pack_weights
from onrecord.quotes.windows import Layout
from onrecord.text.document import Text

FOLDS = 3  # each third of the articles is judged by models that were learned from the others
PRIOR = 10.0  # L2 penalty
ALIKE = 0.8  # share of the words of the longer content from which two are much alike
HALF = 0.5
ROUNDS = 8
RARE = 25  # candidates below which a trait is left out
DIGITS = 4
Floats = NDArray[np.float64]
Example = tuple[dict[str, float], float]


class Judged(NamedTuple):
    """The traits of a candidate, how right it is as speech and as belief or wish, 0 to 1, and whether it overlaps one of these most."""

    seen: dict[str, float]
    speech: float
    thought: float
    is_thought: bool


def judged(article: Mapping[str, Any], weights: Weights) -> Iterator[Judged]:
    """The candidates without quotations of an article.

    How right one is: half for the very words of an annotated content, half for words much alike and a right source.
    """
    layout = Layout(Reading(Text(article["text"])))
    gold = [(_words(layout, a["content"]), _words(layout, a["source"]), a.get("speech", True)) for a in article["attributions"]]
    scored = score_words(layout, weights)
    for candidate in candidates(scored) if scored else ():
        runs, tokens = candidate.attribution.content, candidate.attribution.source
        if any(has_unit(layout, *run) for run in runs):
            continue
        words = _words(layout, [span for run in runs for span in layout.spans(*run)])
        source = _words(layout, [layout.reading.span(*tokens)] if tokens else [])
        speech = max((_right(words, other, source, who) for other, who, is_speech in gold if is_speech), default=0.0)
        thought = max((_right(words, other, source, who) for other, who, is_speech in gold if not is_speech), default=0.0)
        shared, is_speech = max(((len(words & other), is_speech) for other, _, is_speech in gold), default=(0, True))
        yield Judged(traits(layout, candidate), speech, thought, shared > 0 and not is_speech)


def examples(found: Sequence[Judged], judgement: str) -> list[Example]:
    """What is learned from for one of JUDGEMENTS.

    For speech, what overlaps a belief or wish most is left out: it is neither speech nor wrong.
    """
    if judgement == "speech":
        return [(one.seen, one.speech) for one in found if one.speech or not one.is_thought]
    return [(one.seen, max(one.speech, one.thought)) for one in found]


def _right(words: frozenset[int], gold: frozenset[int], source: frozenset[int], gold_source: frozenset[int]) -> float:
    is_alike = len(words & gold) >= ALIKE * max(len(words), len(gold))
    is_source = bool(source & gold_source) or source == gold_source
    return HALF * (words == gold) + HALF * (is_alike and is_source)


def _words(layout: Layout, spans: Sequence[Sequence[int]]) -> frozenset[int]:
    """The tokens of spans that are words; a token counts where it starts."""
    text = layout.reading.text
    starts = np.array(text.token_starts)
    found = (at for a, b in spans for at in range(*np.searchsorted(starts, (a, b)).tolist()))
    return frozenset(at for at in found if text.words[at][0].isalnum())


def learn_likely(found: Sequence[Example]) -> dict[str, float]:
    """Weight of each trait: logistic regression by Newton's method."""
    counts = Counter(name for seen, _ in found for name in seen)
    names = sorted(name for name in counts if counts[name] >= RARE)
    column = {name: at for at, name in enumerate(names)}
    table: Floats = np.zeros((len(found), len(names)))
    for row, (seen, _) in enumerate(found):
        for name in seen.keys() & column.keys():
            table[row, column[name]] = seen[name]
    truth = np.array([right for _, right in found])
    weights: Floats = np.zeros(len(names))
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (chance - truth) + PRIOR * weights
        curve = (table * (chance * (1 - chance))[:, None]).T @ table + PRIOR * np.eye(len(names))
        weights -= np.linalg.solve(curve, slope)
    return {name: round(float(weight), DIGITS) for name, weight in zip(names, weights, strict=True)}


def learn_from(articles: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, float]]:
    """The weights of the traits for each judgement, by models learned from the articles of the other folds."""
    found: list[Judged] = []
    for fold in range(FOLDS):
        models = load_weights(pack_weights(learn([article for at, article in enumerate(articles) if at % FOLDS != fold])))
        found += [one for article in articles[fold::FOLDS] for one in judged(article, models)]
    return {judgement: learn_likely(examples(found, judgement)) for judgement in JUDGEMENTS}


@click.command()
@click.argument("articles", type=click.Path(exists=True, path_type=Path))
@click.argument("output", type=click.Path(path_type=Path))
def main(articles: Path, output: Path) -> None:
    """Learn from ARTICLES and write the weights of traits to OUTPUT."""
    weights = learn_from(list(read_articles(articles)))
    output.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
