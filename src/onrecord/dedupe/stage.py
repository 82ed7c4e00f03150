"""The stage deduplicate: fingerprints of a batch, then duplicates, shared passages and stories over all articles on record."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from onrecord.dedupe.alignment import covered
from onrecord.dedupe.candidates import candidate_pairs
from onrecord.dedupe.families import Families, build_families, exact_groups
from onrecord.dedupe.fingerprints import shingles, winnow
from onrecord.dedupe.passages import Reuse, copied, reused, row
from onrecord.dedupe.records import Marks, Records
from onrecord.dedupe.stories import story_labels
from onrecord.dedupe.words import words_of
from onrecord.schema.tables import TABLES


def fingerprint_batch(articles: pa.Table) -> pa.Table:
    """The fingerprints of a batch, as rows of the stage table `fingerprints`.

    Args:
        articles: `article_id` and `body`, one row per article.
    """
    ids, hashes, chars = articles["article_id"].to_pylist(), [], []
    for body in articles["body"]:
        words = words_of(body.as_py() or "")
        marks = winnow(shingles(words))
        hashes.append(marks.hashes)
        chars.append(words.starts[marks.places])
    table, size = TABLES["fingerprints"], len(ids)
    columns = {
        "article_id": pa.array(ids, pa.string()),
        "fingerprint_hashes": pa.array(hashes, pa.list_(pa.uint64())),
        "fingerprint_chars": pa.array(chars, pa.list_(pa.int32())),
    }
    filled = [columns.get(field.name, pa.nulls(size, field.type)).cast(field.type) for field in table.schema]
    return table.sorted(pa.Table.from_arrays(filled, schema=table.schema))


def deduplicate(articles: pa.Table, fingerprints: pa.Table) -> Mapping[str, pa.Table]:
    """The tables `article_groups` (one row per article) and `text_reuse` (one row per passage in two articles).

    The result does not depend on the order of the rows. Method and figures: docs/method/deduplicate.md.

    Args:
        articles: all rows of the stage table `articles`.
        fingerprints: all rows of the stage table `fingerprints`.
    """
    records = Records(articles)
    marks = Marks.of(fingerprints, records)
    exact_of = exact_groups(records, marks)
    holdings = marks.holdings(exact_of == np.arange(len(records)))
    candidates = candidate_pairs(holdings)
    all_sizes = np.bincount(holdings.articles, minlength=len(records))
    families = build_families(records, exact_of, candidates, candidates.sizes / np.maximum(1, all_sizes))
    reuses = [*copied(records, families), *reused(records, families, candidates, holdings, marks)]
    return {
        "article_groups": TABLES["article_groups"].from_rows(_group_rows(records, families, reuses)),
        "text_reuse": TABLES["text_reuse"].from_rows([row(records, reuse) for reuse in reuses]),
    }


def _group_rows(records: Records, families: Families, reuses: list[Reuse]) -> list[dict[str, object]]:
    shares = original_shares(records, families, reuses)
    stories = story_labels(records, families)
    rows: list[dict[str, object]] = []
    for family in families.families:
        ids = [records.rows[number].article_id for number in family.members]
        for number, article_id in zip(family.members, ids, strict=True):
            role = "unique" if len(ids) == 1 else "original" if number == family.original else "copy"
            is_exact = families.exact_of[number] == families.exact_of[family.original]
            rows.append(
                {
                    "article_id": article_id,
                    "family_id": min(ids),
                    "duplicate_role": role,
                    "duplicate_of": records.rows[family.original].article_id if role == "copy" else None,
                    "duplicate_kind": ("exact" if is_exact else "near") if role == "copy" else None,
                    "duplicate_basis": family.basis,
                    "original_share": shares[number],
                    "story_id": stories[number],
                }
            )
    return rows


def original_shares(records: Records, families: Families, reuses: list[Reuse]) -> list[float]:
    """For each article the share of its characters in no passage that an earlier article has; 0 for an exact copy."""
    taken: dict[int, list[tuple[int, int]]] = {}
    for reuse in reuses:
        taken.setdefault(reuse.second, []).append(reuse.second_span)
    shares = [1.0] * len(records)
    for number, spans in taken.items():
        shares[number] = 1.0 - covered(spans) / len(records.body(number))
    for family in families.families:
        for number in family.members:
            if number != family.original and families.exact_of[number] == families.exact_of[family.original]:
                shares[number] = 0.0
    return shares
