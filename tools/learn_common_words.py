"""Learns the common words of news from articles: the share of them that each word stands in.

python tools/learn_common_words.py ARTICLES.jsonl.gz > src/onrecord/dedupe/data/common_words.txt
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

from onrecord.dedupe.words import fold, words_of

MIN_SHARE = 0.01


def learn(path: Path) -> list[tuple[str, float]]:
    """Folded words in at least MIN_SHARE of the articles with their shares, by word; a record's article is its `text`."""
    counts: Counter[str] = Counter()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        bodies = [json.loads(line)["text"] for line in lines]
    for body in bodies:
        words = words_of(body)
        counts.update({fold(body[start:end]) for start, end in zip(words.starts, words.ends, strict=True)})
    shares = {word: count / len(bodies) for word, count in counts.items() if word.isalpha()}
    return sorted((word, share) for word, share in shares.items() if share >= MIN_SHARE)


if __name__ == "__main__":
    for found, found_share in learn(Path(sys.argv[1])):
        sys.stdout.write(f"{found}\t{found_share:.3f}\n")
