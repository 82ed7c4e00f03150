"""A corpus with known truth for the benchmark of deduplication: families of edited copies, copied passages, forms with other figures."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

SYLLABLES = ["ba", "den", "gor", "hil", "kam", "lor", "mun", "nes", "pra", "rik", "sol", "tev", "ul", "vor", "wen", "zim"]


@dataclass
class Corpus:
    """Articles as bodies by id, the family of each, and the copied passages of each as spans of its body."""

    bodies: dict[str, str] = field(default_factory=dict)
    families: dict[str, str] = field(default_factory=dict)
    passages: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def add(self, body: str, family: str | None = None) -> str:
        """Adds an article and hands back its id."""
        article_id = f"a{len(self.bodies):016x}"
        self.bodies[article_id] = body
        self.families[article_id] = family or article_id
        return article_id


def generate(count: int, seed: int = 7) -> Corpus:
    """A corpus of about this many articles: 60% alone, 28% copies of them, 7% with a passage of another, 5% forms."""
    chance = random.Random(seed)  # noqa: S311 - a corpus, no secret
    words = ["".join(chance.choices(SYLLABLES, k=chance.choice([1, 2, 2, 3]))) for _ in range(30_000)]
    weights = [1 / (rank + 3) for rank in range(len(words))]
    stream = iter(chance.choices(words, weights, k=count * 520))
    corpus = Corpus()
    originals = [corpus.add(_article(chance, stream)) for _ in range(int(count * 0.6))]
    for _ in range(int(count * 0.28)):
        source = originals[int(len(originals) * chance.random() ** 2)]
        corpus.add(_edited(chance, corpus.bodies[source], words), corpus.families[source])
    for _ in range(int(count * 0.07)):
        _add_reuse(chance, corpus, chance.choice(originals), _article(chance, stream))
    for _ in range(count - len(corpus.bodies)):
        corpus.add(_form(chance, words))
    return corpus


def _article(chance: random.Random, stream: object) -> str:
    return "\n\n".join(" ".join(_sentence(chance, stream) for _ in range(chance.randint(1, 3))) for _ in range(chance.randint(5, 14)))


def _sentence(chance: random.Random, stream: object) -> str:
    words = [next(stream) for _ in range(chance.randint(8, 28))]  # type: ignore[call-overload]
    named = [word.capitalize() if chance.random() < 0.12 else word for word in words]
    return " ".join([named[0].capitalize(), *named[1:]]) + "."


def _edited(chance: random.Random, body: str, words: list[str]) -> str:
    """The body with words changed, the end cut or paragraphs moved, as strongly as chance has it."""
    paragraphs, rate = body.split("\n\n"), chance.choice([0.0, 0.01, 0.03, 0.06])
    if chance.random() < 0.3:
        paragraphs = paragraphs[: max(2, len(paragraphs) * 2 // 3)]
    if chance.random() < 0.2:
        paragraphs[1:] = chance.sample(paragraphs[1:], len(paragraphs) - 1)
    return "\n\n".join(" ".join(chance.choice(words) if chance.random() < rate else w for w in p.split(" ")) for p in paragraphs)


def _add_reuse(chance: random.Random, corpus: Corpus, source: str, body: str) -> None:
    """Adds an article in whose middle stand two or three paragraphs of another."""
    taken = corpus.bodies[source].split("\n\n")
    at = chance.randrange(1, len(taken) - 2)
    passage = "\n\n".join(taken[at : at + 2])
    first, rest = body.split("\n\n", 1)
    article_id = corpus.add(f"{first}\n\n{passage}\n\n{rest}")
    corpus.passages[article_id] = [(len(first) + 2, len(first) + 2 + len(passage))]


def _form(chance: random.Random, words: list[str]) -> str:
    """A weather report: the same words but for places and figures."""
    place, other = (chance.choice(words).capitalize() for _ in range(2))
    low, high, share = chance.randint(-5, 12), chance.randint(13, 34), chance.randint(5, 95)
    return (
        f"Forecast for {place}: bright at first, then cloudy, with a high of {high} and a low of {low} degrees.\n\n"
        f"There is a {share} percent chance of rain in {place} by the evening and winds will freshen from {other} after dark.\n\n"
        f"The outlook for {place} and {other} is unsettled, with highs near {high - 2} degrees and {share // 2} percent humidity."
    )
