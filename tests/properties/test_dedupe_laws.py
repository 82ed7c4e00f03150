"""Laws of deduplication: nothing lost, no order, spans that slice to the same words, every text a copy of itself."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.dedupe.alignment import Sequenced, align
from onrecord.dedupe.fingerprints import shingles, winnow
from onrecord.dedupe.stage import deduplicate, fingerprint_batch, text_batch
from onrecord.dedupe.words import fold, words_of
from onrecord.schema.tables import TABLES

WORDS = st.sampled_from(re.split(" ", "the a Orme river bridge 12 mayor said closed “we” will not open again; in Kell — Café"))
SENTENCES = st.lists(WORDS, min_size=12, max_size=24).map(" ".join)
BODIES = st.lists(st.lists(SENTENCES, min_size=0, max_size=5).map(". ".join), min_size=0, max_size=5)


def article_rows(bodies: list[str]) -> list[dict[str, Any]]:
    """Articles with these bodies."""
    return [
        {"article_id": f"a{i}", "body": body, "agency_names": [], "published_at_precision": "none", "word_count": len(body.split())}
        for i, body in enumerate(bodies)
    ]


def tables(bodies: list[str], order: list[int] | None = None) -> dict[str, list[dict[str, Any]]]:
    """The output of the stage for these bodies, given in some order."""
    rows = article_rows(bodies)
    articles = pa.Table.from_pylist([rows[i] for i in order or range(len(rows))], schema=TABLES["articles"].schema)
    found = deduplicate(articles, fingerprint_batch(articles.select(["article_id", "body"])))
    return {name: table.to_pylist() for name, table in found.items()}


@settings(max_examples=12, deadline=None)
@given(BODIES, st.randoms(use_true_random=False))
def test_order_does_not_matter(bodies: list[str], chance: Any) -> None:
    """Any order of the rows gives the same tables."""
    order = list(range(len(bodies)))
    chance.shuffle(order)
    assert tables(bodies, order) == tables(bodies)


@settings(max_examples=12, deadline=None)
@given(BODIES)
def test_no_article_is_lost(bodies: list[str]) -> None:
    """Every article is in the groups once, in a family and a story named after a member; copies name an original."""
    groups = {row["article_id"]: row for row in tables(bodies)["article_groups"]}
    assert sorted(groups) == sorted(f"a{i}" for i in range(len(bodies)))
    for row in groups.values():
        assert groups[row["family_id"]]["family_id"] == row["family_id"]
        assert groups["a" + row["story_id"][1:]]["story_id"] == row["story_id"]
        if row["duplicate_role"] == "copy":
            assert groups[row["duplicate_of"]]["duplicate_role"] == "original"
        else:
            assert row["duplicate_of"] is None
        assert 0 <= row["original_share"] <= 1


@settings(max_examples=12, deadline=None)
@given(st.text(max_size=300))
def test_words_slice_to_their_text(body: str) -> None:
    """Spans are ordered, apart and hold letters and digits alone; equal folded words have equal hashes."""
    words = words_of(body)
    spans = list(zip(words.starts.tolist(), words.ends.tolist(), strict=True))
    assert all(a < b for span in spans for a, b in [span])
    assert all(first[1] < second[0] for first, second in pairwise(spans))
    assert all(body[a].isprintable() and not body[a].isspace() for a, _ in spans)


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet="aAbBéÉñ1٣ .-’\n漢", max_size=80))
def test_words_are_the_same_if_their_folded_text_is(body: str) -> None:
    """Hashes are equal for equal folded words, and only for these."""
    words = words_of(body)
    texts = [fold(body[a:b]) for a, b in zip(words.starts.tolist(), words.ends.tolist(), strict=True)]
    pairs = set(zip(texts, words.hashes.tolist(), strict=True))
    assert len(pairs) == len({text for text, _ in pairs}) == len({number for _, number in pairs})


@settings(max_examples=30, deadline=None)
@given(SENTENCES, st.lists(SENTENCES, min_size=4, max_size=4))
def test_passages_slice_to_the_same_words(shared: str, around: list[str]) -> None:
    """A passage all of whose words are the same slices to equal folded words on both sides."""
    a, b = (f"{around[i]}. {shared}. {around[i + 1]}" for i in (0, 2))
    one, other = words_of(a), words_of(b)
    passages = align(*(Sequenced.of(words.hashes, shingles(words)) for words in (one, other)))
    assert passages
    for p in passages:
        assert 0 <= p.a_start < p.a_end <= len(one)
        assert 0 <= p.b_start < p.b_end <= len(other)
        if p.equal == p.a_end - p.a_start == p.b_end - p.b_start:
            assert one.hashes[p.a_start : p.a_end].tolist() == other.hashes[p.b_start : p.b_end].tolist()
    reached = [(p.b_start, p.b_end) for p in passages]
    assert all(first[1] <= second[0] for first, second in pairwise(reached))


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet="ab 1.\n“”", max_size=200).filter(lambda t: any(c.isalnum() for c in t)))
def test_a_text_is_an_exact_copy_of_itself(body: str) -> None:
    """Two articles of one text are original and exact copy."""
    roles = sorted((row["duplicate_role"], row["duplicate_kind"]) for row in tables([body, body])["article_groups"])
    assert roles == [("copy", "exact"), ("original", None)]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 2**64 - 1), min_size=12, max_size=60), st.lists(st.integers(0, 2**64 - 1), max_size=30))
def test_a_shared_run_shares_a_fingerprint(run: list[int], before: list[int]) -> None:
    """The guarantee of winnowing: any run of a window's length leaves a fingerprint in both."""
    import numpy as np

    one, other = winnow(np.array(run, np.uint64)), winnow(np.array(before + run, np.uint64))
    assert set(one.hashes.tolist()) & set(other.hashes.tolist())


def state(rows: list[dict[str, Any]], chosen: list[int], previous: dict[str, pa.Table] | None = None) -> dict[str, pa.Table]:
    """The stage over the chosen articles, with what a run before has found out."""
    articles = pa.Table.from_pylist([rows[at] for at in chosen], schema=TABLES["articles"].schema)
    batch = text_batch(articles)
    return deduplicate(articles, batch["fingerprints"], batch["article_words"], previous)


@settings(max_examples=40, deadline=None)
@given(BODIES, BODIES, st.randoms(use_true_random=False))
def test_any_split_into_runs_ends_in_the_same_tables(bodies: list[str], others: list[str], chance: Any) -> None:
    """Articles that come in any order, run by run, with some that leave again, end in what one run over them makes, byte for byte."""
    shared = [f"{one} {other}" for one, other in zip(bodies, others, strict=False)]
    rows = article_rows([*bodies, *others, *shared, *bodies[:2]])
    for row in rows:
        row["agency_names"] = chance.sample(["Orme Wire", "Kell Press"], chance.randint(0, 1))
        row["outlet_name"] = chance.choice(["Orme Wire", "Town Post", None])
    order = chance.sample(range(len(rows)), len(rows))
    cuts = sorted(chance.choices(range(len(rows) + 1), k=2))
    left = sorted(chance.sample(order, len(order) // 2))
    found: dict[str, pa.Table] = {}
    for chosen in (order[: cuts[0]], order[: cuts[1]], order, left):
        found = state(rows, chosen, found)
        scratch = state(rows, sorted(chosen))
        assert all(found[name].equals(scratch[name]) for name in scratch)
