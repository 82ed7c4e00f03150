"""Deduplication beside a peer, on a generated corpus: CPU seconds, their ratio, and quality against the known truth.

python benchmarks/deduplicate.py [ARTICLES]

The peers are datasketch's and rensa's MinHash with their LSH, each where it is installed (`pip install datasketch rensa`), and a
one-permutation MinHash in numpy (benchmarks/minhash.py).
"""

from __future__ import annotations

import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyarrow as pa

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import minhash
from benchmarks.reuse_corpus import Corpus, generate
from onrecord.dedupe.forest import Forest
from onrecord.dedupe.stage import deduplicate, text_batch
from onrecord.schema.tables import TABLES


def bcubed_f1(truth: Mapping[str, object], found: Mapping[str, object]) -> float:
    """B-cubed F1 of a grouping (Bagga and Baldwin 1998)."""
    both, one, other = Counter((truth[i], found[i]) for i in truth), Counter(truth.values()), Counter(found[i] for i in truth)
    precision = sum(n * n / other[b] for (_, b), n in both.items()) / len(truth)
    recall = sum(n * n / one[a] for (a, _), n in both.items()) / len(truth)
    return 2 * precision * recall / (precision + recall)


def passage_f1(corpus: Corpus, rows: Iterable[dict[str, Any]]) -> float:
    """F1 over characters of copied passages."""
    found: dict[str, set[int]] = {}
    for row in rows:
        if row["reuse_kind"] != "duplicate" and corpus.families[row["to_article_id"]] == row["to_article_id"]:
            found.setdefault(row["to_article_id"], set()).update(range(row["to_start_char"], row["to_end_char"]))
    wanted = {article: {c for start, end in spans for c in range(start, end)} for article, spans in corpus.passages.items()}
    hits = sum(len(chars & found.get(article, set())) for article, chars in wanted.items())
    return 2 * hits / (sum(map(len, wanted.values())) + sum(map(len, found.values())))


def ours(corpus: Corpus) -> tuple[dict[str, str], list[dict[str, Any]]]:
    """Families and passages of onrecord; stories are made in the same run."""
    rows = [{"article_id": i, "body": body, "agency_names": [], "word_count": len(body.split())} for i, body in corpus.bodies.items()]
    articles = pa.Table.from_pylist(rows, schema=TABLES["articles"].schema)
    batch = text_batch(articles)
    tables = deduplicate(articles, batch["fingerprints"], batch["article_words"])
    return {row["article_id"]: row["family_id"] for row in tables["article_groups"].to_pylist()}, tables["text_reuse"].to_pylist()


def shingled(body: str) -> list[str]:
    """The five-word shingles of a text."""
    words = body.lower().split()
    return [" ".join(words[i : i + 5]) for i in range(max(1, len(words) - 4))]


def with_datasketch(bodies: list[str]) -> list[int]:
    """Family numbers by datasketch's MinHashLSH at a threshold of 0.5 over five-word shingles."""
    from datasketch import MinHash, MinHashLSH

    forest, index = Forest(len(bodies)), MinHashLSH(threshold=0.5, num_perm=128)
    for number, body in enumerate(bodies):
        sketch = MinHash(num_perm=128)
        sketch.update_batch([shingle.encode() for shingle in shingled(body)])
        for other in index.query(sketch):
            forest.join(number, other)
        index.insert(number, sketch)
    return [forest.root(number) for number in range(len(bodies))]


def with_rensa(bodies: list[str]) -> list[int]:
    """Family numbers by rensa's RMinHash and its LSH, likewise; pairs that share a band are joined if their sketches agree in half."""
    from rensa import RMinHash, RMinHashLSH

    forest, index = Forest(len(bodies)), RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32)
    sketches = []
    for number, body in enumerate(bodies):
        sketch = RMinHash(num_perm=128, seed=42)
        sketch.update(shingled(body))
        for other in index.query(sketch):
            if sketch.jaccard(sketches[other]) >= minhash.AGREE:
                forest.join(number, other)
        index.insert(number, sketch)
        sketches.append(sketch)
    return [forest.root(number) for number in range(len(bodies))]


PEERS: dict[str, Callable[[list[str]], list[int]]] = {
    "datasketch": with_datasketch,
    "rensa": with_rensa,
    "numpy one-permutation MinHash": minhash.families,
}


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """What the work gives, and its CPU seconds."""
    start = time.process_time()
    return work(), time.process_time() - start


def main(count: int) -> None:
    """Writes the comparison to stdout."""
    corpus = generate(count)
    bodies = list(corpus.bodies.values())
    (found, passages), seconds = timed(lambda: ours(corpus))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    lines = [
        f"articles {len(bodies)}",
        f"onrecord: {seconds:.1f} CPU s, {1000 * seconds / len(bodies):.2f} a 1,000; B-cubed F1 {bcubed_f1(corpus.families, found):.4f}; "
        f"characters of passages F1 {passage_f1(corpus, passages):.4f}; peak {peak} MB",
    ]
    for name, peer in PEERS.items():
        if peer is not minhash.families and not find_spec(name):
            lines.append(f"{name}: not installed")
            continue
        labels, peer_seconds = timed(lambda peer=peer: peer(bodies))
        f1 = bcubed_f1(corpus.families, dict(zip(corpus.bodies, labels, strict=True)))
        lines.append(f"{name}: {peer_seconds:.1f} CPU s; B-cubed F1 {f1:.4f}; no passages; CPU ratio {seconds / peer_seconds:.2f}")
    lines.append("CPU ratio: onrecord's, which includes passages with offsets, shares and stories, to the peer's")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
