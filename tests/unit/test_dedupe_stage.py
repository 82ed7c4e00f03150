"""The stage deduplicate: families, originals, passages, shares and stories of small corpora written for the tests."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pytest

from onrecord.dedupe.stage import deduplicate, fingerprint_batch
from onrecord.schema.tables import TABLES

NOUNS = ["harbor", "council", "bridge", "school", "river", "clinic", "budget", "market", "tunnel", "orchard", "stadium", "library"]
VERBS = ["opened", "closed", "repaired", "inspected", "debated", "funded", "sold", "painted", "measured", "flooded", "visited"]
ENDS = ["after a long debate", "before the first snow", "despite the protests", "for the third time", "with little warning"]
NAMES = ["Alder", "Birch", "Cole", "Dorn", "Elber", "Fane", "Gorse", "Holt", "Ivers", "Jarro", "Kell", "Lomax", "Marlo", "Nash"]
EARLY, LATE = datetime(2026, 3, 1, 8, tzinfo=UTC), datetime(2026, 3, 1, 9, tzinfo=UTC)


def sentence(chance: random.Random) -> str:
    """A sentence of ten and more words that hardly repeats."""
    noun, other, third = chance.sample(NOUNS, 3)
    name, official = chance.sample(NAMES, 2)
    verb, second = chance.sample(VERBS, 2)
    start = f"The {noun} near {name} was {verb} by {official} {chance.choice(ENDS)}"
    return f"{start} and {chance.randint(11, 99)} {other} workers {second} the {third}."


def sentences(seed: int, count: int) -> list[str]:
    """Sentences that are the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - texts to test with, no secret
    return [sentence(chance) for _ in range(count)]


def text(seed: int, count: int = 12) -> str:
    """A body of paragraphs of one sentence."""
    return "\n\n".join(sentences(seed, count))


def table(*rows: dict[str, Any]) -> pa.Table:
    """Articles of these rows; what a row does not say is as the reader leaves it."""
    filled = []
    for row in rows:
        time = row.get("published_at")
        known = {"published_date": time.date(), "published_at_precision": "second"} if time else {"published_at_precision": "none"}
        filled.append({"agency_names": [], "word_count": len(row["body"].split()), **known, **row})
    return TABLES["articles"].from_rows(filled)


def run(*rows: dict[str, Any]) -> tuple[dict[str, dict[str, Any]], list[dict[str, Any]]]:
    """Groups by article, and passages."""
    articles = table(*rows)
    found = deduplicate(articles, fingerprint_batch(articles.select(["article_id", "body"])))
    return {row["article_id"]: row for row in found["article_groups"].to_pylist()}, found["text_reuse"].to_pylist()


def test_fingerprints_have_the_columns_of_the_stage_table() -> None:
    """One row per article, each fingerprint at the start of a word."""
    articles = table({"article_id": "a1", "body": text(1)}, {"article_id": "a2", "body": ""})
    found = fingerprint_batch(articles.select(["article_id", "body"]))
    assert found.schema == TABLES["fingerprints"].schema
    first, second = found.to_pylist()
    body = text(1)
    assert all(body[c].isalnum() and (c == 0 or not body[c - 1].isalnum()) for c in first["fingerprint_chars"])
    assert len(first["fingerprint_chars"]) == len(first["fingerprint_hashes"]) > 10
    assert second["fingerprint_hashes"] == []


def test_no_articles_give_empty_tables() -> None:
    """An empty warehouse is no error."""
    assert run() == ({}, [])


@pytest.mark.parametrize("body", ["", "!!! ... ---", "word", "\x00\x00", "🙂 🙂 🙂", "x" * 100_000, "word " * 20_000])
def test_odd_bodies_do_not_fail(body: str) -> None:
    """Texts of nothing, of marks, of one word said over and over."""
    groups, _ = run({"article_id": "a1", "body": body}, {"article_id": "a2", "body": body}, {"article_id": "a3", "body": text(1)})
    assert set(groups) == {"a1", "a2", "a3"}
    assert groups["a3"]["duplicate_role"] == "unique"
    assert (groups["a2"]["duplicate_kind"] == "exact") == bool(body.strip())


def test_exact_copy_is_told_by_time() -> None:
    """The later of two equal texts is the copy, whatever the ids; case and marks do not matter."""
    groups, reuse = run(
        {"article_id": "a1", "body": text(1).upper(), "published_at": LATE}, {"article_id": "a2", "body": text(1), "published_at": EARLY}
    )
    assert groups["a1"]["duplicate_of"] == "a2"
    assert (groups["a1"]["duplicate_kind"], groups["a1"]["duplicate_basis"], groups["a1"]["original_share"]) == ("exact", "time", 0.0)
    assert (groups["a2"]["duplicate_role"], groups["a2"]["original_share"], groups["a2"]["family_id"]) == ("original", 1.0, "a1")
    assert [(r["from_article_id"], r["to_article_id"], r["reuse_kind"], r["similarity"]) for r in reuse] == [("a2", "a1", "duplicate", 1.0)]


def test_agency_is_the_original_before_time() -> None:
    """An article of the agency itself outranks an earlier one that credits it."""
    both = {"body": text(1), "agency_names": ["Northwire"]}
    rows = [
        {"article_id": "a1", "outlet_name": "Town Post", "published_at": EARLY},
        {"article_id": "a2", "outlet_name": "Northwire", "published_at": LATE},
    ]
    groups, _ = run(*[both | row for row in rows])
    assert groups["a1"]["duplicate_of"] == "a2"
    assert groups["a1"]["duplicate_basis"] == "agency"


@pytest.mark.parametrize(("extra", "basis", "original"), [(3, "length", "a2"), (0, "id", "a1")])
def test_undated_family_is_told_by_length_then_id(extra: int, basis: str, original: str) -> None:
    """Without dates and agencies the longest is the original, else the smallest id."""
    longer = text(1) + "".join("\n\n" + s for s in sentences(77, extra))
    groups, _ = run({"article_id": "a1", "body": text(1)}, {"article_id": "a2", "body": longer})
    assert {g["duplicate_basis"] for g in groups.values()} == {basis}
    assert groups[original]["duplicate_role"] == "original"


def test_edited_copy_is_near() -> None:
    """A copy with a new byline, a word changed here and there and the end cut off is of the family."""
    lines = sentences(1, 14)
    kept = [line if i % 4 else line.replace("workers", "hands") for i, line in enumerate(lines[:9])]
    edited = ["By Our Staff, The Town Post", *kept]
    groups, reuse = run({"article_id": "a1", "body": "\n\n".join(lines)}, {"article_id": "a2", "body": "\n\n".join(edited)})
    assert groups["a2"]["duplicate_of"] == "a1"
    assert groups["a2"]["duplicate_kind"] == "near"
    assert 0 < groups["a2"]["original_share"] < 0.2
    assert {r["reuse_kind"] for r in reuse} == {"duplicate"}


def test_filled_in_forms_stay_apart() -> None:
    """Two reports of the same form with other names and figures are no duplicates."""

    def form(place: str, low: int, high: int, day: str) -> str:
        return (
            f"Forecast for {place}: a mild and dry start to {day} with light winds from the south and a high of {high} degrees. "
            f"In {place} clouds will gather in the course of the afternoon and the night brings a low of {low} degrees. "
            f"Drivers in {place} should expect fog on low ground and leave more time for the journey on {day}. "
            f"The outlook for the days after {day} is unsettled with a risk of showers and a high near {high - 2} degrees."
        )

    forms = form("Alder", 3, 14, "Monday"), form("Gorse", 8, 21, "Friday")
    groups, _ = run(*[{"article_id": f"a{i}", "body": body} for i, body in enumerate(forms)])
    assert {g["duplicate_role"] for g in groups.values()} == {"unique"}


def passage_rows(opening: str, closing: str) -> list[dict[str, Any]]:
    """Two articles that share three sentences between the given marks in the middle of their own."""
    shared = opening + " ".join(sentences(5, 3)) + closing
    late = [text(1, 9), "Nobody here expected that.", shared, "Others kept silent.", text(2, 3)]
    early = [text(3, 6), "It came late at night.", shared, "More is to follow soon.", text(4, 8)]
    return [
        {"article_id": "a1", "body": "\n\n".join(late), "published_at": LATE},
        {"article_id": "a2", "body": "\n\n".join(early), "published_at": EARLY},
    ]


def test_shared_passage_has_exact_characters_on_both_sides() -> None:
    """The passage is found from the earlier article to the later, character for character."""
    rows = passage_rows("", "")
    groups, reuse = run(*rows)
    assert {g["duplicate_role"] for g in groups.values()} == {"unique"}
    (found,) = reuse
    shared = " ".join(sentences(5, 3))
    assert (found["from_article_id"], found["to_article_id"], found["reuse_kind"]) == ("a2", "a1", "shared_passage")
    assert shared in rows[1]["body"][found["from_start_char"] : found["from_end_char"]]
    assert shared in rows[0]["body"][found["to_start_char"] : found["to_end_char"]]
    assert found["overlap_chars"] == found["to_end_char"] - found["to_start_char"]
    assert found["similarity"] > 0.95
    assert groups["a2"]["original_share"] == 1.0
    assert groups["a1"]["original_share"] == pytest.approx(1 - found["overlap_chars"] / len(rows[0]["body"]))


def test_passage_of_one_agency_is_wire_copy() -> None:
    """Both credit the agency: the passage is its copy."""
    _, reuse = run(*[{**row, "agency_names": ["Northwire"]} for row in passage_rows("", "")])
    assert [r["reuse_kind"] for r in reuse] == ["wire_copy"]


@pytest.mark.parametrize(("count", "found"), [(1, 0), (4, 1)])
def test_one_sentence_of_an_agency_with_words_put_in_is_no_sign_of_copying(count: int, found: int) -> None:
    """A sentence that two articles with one agency have in like words is chance; a paragraph of such sentences is its copy."""
    lines = sentences(5, count)
    altered = [" ".join(word if at % 9 else f"{word} as was told" for at, word in enumerate(line.split(), 4)) for line in lines]
    bodies = [f"{text(1, 9)}\n\n{' '.join(lines)}\n\n{text(2, 3)}", f"{text(3, 6)}\n\n{' '.join(altered)}\n\n{text(4, 8)}"]
    _, reuse = run(*[{"article_id": f"a{at}", "body": body, "agency_names": ["Northwire"]} for at, body in enumerate(bodies)])
    assert [r["reuse_kind"] for r in reuse] == ["wire_copy"] * found
    assert all(r["similarity"] < 0.9 for r in reuse)


def test_passage_in_quotation_marks_is_a_shared_quote() -> None:
    """Words of the passage all stand in quotation marks on both sides."""
    _, reuse = run(*passage_rows("“", "”"))
    assert [r["reuse_kind"] for r in reuse] == ["shared_quote"]


def test_furniture_of_many_pages_is_no_passage() -> None:
    """A notice that stands in every article is neither reuse nor what makes duplicates."""
    notice = "\n\n" + " ".join(sentences(99, 3))
    groups, reuse = run(*[{"article_id": f"a{i:02}", "body": text(100 + i) + notice} for i in range(24)])
    assert {g["duplicate_role"] for g in groups.values()} == {"unique"}
    assert reuse == []


def test_copies_share_the_story_of_their_original() -> None:
    """A copy never leaves the story of its family."""
    groups, _ = run(*[{"article_id": f"a{i}", "body": text(i // 2)} for i in range(4)])
    assert groups["a0"]["story_id"] == groups["a1"]["story_id"] == "s0"
    assert groups["a2"]["story_id"] == groups["a3"]["story_id"]
