"""Rows of `article_groups`: what each article is in its family, how much of it is its own, and its story."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import pyarrow as pa

from onrecord.dedupe.alignment import covered
from onrecord.dedupe.candidates import Numbers
from onrecord.dedupe.families import Families
from onrecord.dedupe.records import Records
from onrecord.schema.tables import TABLES


def group_rows(records: Records, families: Families, shares: Sequence[float]) -> pa.Table:
    """Rows of `article_groups`, from the share of each article that is its own, by number; their stories are not told yet."""
    size, ids = len(records), records.ids
    family_ids, roles = list(ids), ["unique"] * size
    sources: list[str | None] = [None] * size
    kinds: list[str | None] = [None] * size
    bases: list[str | None] = [None] * size
    for family in families.families:
        if len(family.members) == 1:
            continue
        original = family.original
        for number in family.members:
            family_ids[number], roles[number], bases[number] = ids[family.members[0]], "copy", family.basis
            sources[number] = ids[original]
            kinds[number] = "exact" if families.exact_of[number] == families.exact_of[original] else "near"
        roles[original], sources[original], kinds[original] = "original", None, None
    columns = [ids, family_ids, roles, sources, kinds, bases, shares, [None] * size]
    schema = TABLES["article_groups"].schema
    return pa.Table.from_arrays([pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)], schema=schema)


def original_shares(records: Records, families: Families, reuse: pa.Table, lengths: Numbers) -> list[float]:
    """For each article the share of its characters in no passage that an earlier article has; 0 for an exact copy."""
    number_of = {article_id: number for number, article_id in enumerate(records.ids)}
    taken: dict[int, list[tuple[int, int]]] = defaultdict(list)
    columns = (reuse[name].to_pylist() for name in ("to_article_id", "to_start_char", "to_end_char"))
    for article_id, start, end in zip(*columns, strict=True):
        taken[number_of[article_id]].append((start, end))
    shares = [1.0] * len(records)
    for number, spans in taken.items():
        shares[number] = 1.0 - covered(spans) / int(lengths[number])
    for family in families.families:
        for number in family.members:
            if number != family.original and families.exact_of[number] == families.exact_of[family.original]:
                shares[number] = 0.0
    return shares
