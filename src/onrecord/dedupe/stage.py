"""The stage deduplicate: fingerprints and words of a batch, then duplicates, shared passages and stories over all articles on record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import blake2b

import numpy as np
import pyarrow as pa

from onrecord.dedupe.bodies import Reader, reader_of
from onrecord.dedupe.candidates import candidate_pairs
from onrecord.dedupe.families import build_families, exact_groups
from onrecord.dedupe.fingerprints import shingles, winnow
from onrecord.dedupe.groups import group_rows, original_shares
from onrecord.dedupe.kept import Marks, Texts
from onrecord.dedupe.known import STATE, Checks, Grouped, Reuses, parted
from onrecord.dedupe.labels import story_labels
from onrecord.dedupe.leads import head_year
from onrecord.dedupe.lists import Parts, parts_of
from onrecord.dedupe.passages import passages
from onrecord.dedupe.records import Records
from onrecord.dedupe.terms import bag
from onrecord.dedupe.touched import touched
from onrecord.dedupe.words import Flags, Words, words_of
from onrecord.schema.tables import TABLES

KEY_BYTES = 8


def fingerprint_batch(articles: pa.Table) -> pa.Table:
    """The fingerprints of a batch, as rows of the stage table `fingerprints`.

    Args:
        articles: `article_id` and `body`, one row per article.
    """
    return _fingerprints(articles, [words_of(body or "") for body in articles["body"].to_pylist()])


def text_batch(articles: pa.Table) -> dict[str, pa.Table]:
    """What is kept of the texts of a batch: the stage tables `fingerprints` and `article_words`.

    Args:
        articles: `article_id`, `title` and `body`, one row per article.
    """
    words = [words_of(body or "") for body in articles["body"].to_pylist()]
    return {"fingerprints": _fingerprints(articles, words), "article_words": _article_words(articles, words)}


def _fingerprints(articles: pa.Table, texts: Sequence[Words]) -> pa.Table:
    marks = [winnow(shingles(words)) for words in texts]
    chars = [words.starts[mark.places] for words, mark in zip(texts, marks, strict=True)]
    columns = {"fingerprint_hashes": _lists([mark.hashes for mark in marks]), "fingerprint_chars": _lists(chars)}
    return _filled("fingerprints", articles, columns)


def _article_words(articles: pa.Table, texts: Sequence[Words]) -> pa.Table:
    titles, bodies = ([text or "" for text in articles[name].to_pylist()] for name in ("title", "body"))
    bags = [bag(words_of(title), words) for title, words in zip(titles, texts, strict=True)]
    return _filled(
        "article_words",
        articles,
        {
            "body_key": [_body_key(words, body) for words, body in zip(texts, bodies, strict=True)],
            "body_chars": [len(body) for body in bodies],
            "head_year": [head_year(f"{title}\n{body}") for title, body in zip(titles, bodies, strict=True)],
            "word_hashes": _lists([hashes for hashes, _, _ in bags]),
            "word_counts": _lists([counts for _, counts, _ in bags]),
            "name_counts": _lists([names for _, _, names in bags]),
        },
    )


def _lists(parts: Sequence[np.ndarray]) -> pa.Array:
    """A list for each part."""
    bounds = np.cumsum([0, *map(len, parts)])
    values = np.concatenate(parts) if parts else np.empty(0, np.uint8)  # nothing of another type beside them: floats round hashes
    return pa.ListArray.from_arrays(pa.array(bounds, pa.int32()), values)


def _filled(name: str, articles: pa.Table, columns: Mapping[str, object]) -> pa.Table:
    """Rows of a stage table about these articles; a column that is not given is null."""
    table, known = TABLES[name], {"article_id": articles["article_id"].to_pylist(), **columns}
    filled = [pa.array(known[f.name], f.type) if f.name in known else pa.nulls(articles.num_rows, f.type) for f in table.schema]
    return table.sorted(pa.Table.from_arrays(filled, schema=table.schema))


def _body_key(words: Words, body: str) -> int | None:
    """Hash of the folded words of a text, of its characters if it has no words; None for a text of nothing."""
    content = words.hashes.tobytes() if len(words) else body.strip().encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(content, digest_size=KEY_BYTES, person=b"w" if len(words) else b"c").digest()) if content else None


def deduplicate(
    articles: pa.Table,
    fingerprints: pa.Table | Parts,
    words: pa.Table | Parts | None = None,
    previous: Mapping[str, pa.Table] | None = None,
    read: Reader | None = None,
) -> dict[str, pa.Table]:
    """The tables `article_groups` (a row per article) and `text_reuse` (a row per shared passage), and what was found out for both.

    The result depends neither on the order of the rows nor on what was found out before. Method and figures: docs/method/deduplicate.md.

    Args:
        articles: all rows of the stage table `articles`, with the columns COLUMNS of `records`.
        fingerprints: all rows of the stage table `fingerprints`, or what reads them part by part.
        words: the same of the stage table `article_words`; without them they are made of titles and bodies.
        previous: the tables STATE of `known` as an earlier run of this code left them, over any part of the same articles.
        read: gives the texts of articles; without it the articles must have their `body`.
    """
    previous = {name: TABLES[name].schema.empty_table() for name in STATE} | dict(previous or {})
    words = text_batch(articles)["article_words"] if words is None else words
    words, fingerprints = (parts_of(rows) if isinstance(rows, pa.Table) else rows for rows in (words, fingerprints))
    records = Records(articles, read or reader_of(articles))
    texts, marks = Texts.read(words, records), Marks.read(fingerprints, records)
    wanted = touched(marks, _is_fresh(records, previous["article_groups"]["article_id"]))
    found = _families_and_passages(records, texts, marks, wanted, previous)
    del marks
    grouped = Grouped.of(previous["story_pieces"], previous["article_groups"])
    stories, found["story_pieces"] = story_labels(records, found["article_groups"], words, texts.years, grouped)
    schema = TABLES["article_groups"].schema
    at = schema.names.index("story_id")
    return found | {"article_groups": found["article_groups"].set_column(at, schema.field(at), pa.array(stories, pa.string())).cast(schema)}


def _is_fresh(records: Records, known: pa.ChunkedArray) -> Flags:
    """Which articles an earlier run did not have; all of them where it had others that are gone, whose fingerprints nobody knows."""
    is_fresh = np.ones(len(records), np.bool_)
    numbers = records.numbers_of(known)
    if (numbers >= 0).all():
        is_fresh[numbers] = False
    return is_fresh


def _families_and_passages(
    records: Records, texts: Texts, marks: Marks, wanted: Flags, previous: Mapping[str, pa.Table]
) -> dict[str, pa.Table]:
    """What shared fingerprints tell: found out for the wanted articles, as it was for all others; no story is told yet."""
    records, texts, marks = records.of(wanted), texts.of(wanted), marks.of(wanted)
    before, others = parted(previous, records.ids, texts.keys, bool(wanted.all()))
    exact_of = exact_groups(texts.keys)
    holdings = marks.holdings(exact_of == np.arange(len(records)))
    candidates, checks = candidate_pairs(holdings), Checks.of(before["duplicate_checks"])
    families = build_families(records, exact_of, candidates, holdings.sizes, texts.keys, checks)
    known = Reuses.of(before["reuse_checks"], before["text_reuse"])
    reuse = passages(records, families, candidates, holdings, known)
    shares = original_shares(records, families, reuse, texts.chars)
    found = {"article_groups": group_rows(records, families, shares), "text_reuse": reuse}
    found |= {"duplicate_checks": checks.table(), "reuse_checks": known.table()}
    return {name: TABLES[name].sorted(pa.concat_tables([others[name], table])) for name, table in found.items()}
