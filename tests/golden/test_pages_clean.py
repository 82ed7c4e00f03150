"""Every page of the sample corpus, cleaned, against what a person wrote down of it (tests/golden/pages/*.json)."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from onrecord.article import Document
from onrecord.clean.model import CleanArticle, CleanOptions, PageError
from onrecord.clean.stage import clean_document
from onrecord.read.batch import ReadLimits
from onrecord.read.sources import read_file
from onrecord.read.walk import RawFile

ROOT = Path(__file__).resolve().parents[2]
RAW = ROOT / "data" / "raw"
TRUTHS = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted((ROOT / "tests" / "golden" / "pages").glob("*.json"))}
ARTICLES = {name: truth for name, truth in TRUTHS.items() if "rejected" not in truth}
AT_INGEST = ("empty_file", "invalid_json")
REJECTED = {name: truth for name, truth in TRUTHS.items() if truth.get("rejected", AT_INGEST[0]) not in AT_INGEST}


@cache
def documents() -> dict[str, Document]:
    """Documents of the sample corpus by source_uri."""
    found: dict[str, Document] = {}
    for path in sorted(p for p in RAW.rglob("*") if p.is_file() and not p.name.endswith(".meta.json")):
        uri = path.relative_to(RAW).as_posix()
        for item in read_file(RawFile(path, uri), ReadLimits()):
            if item.document is not None:
                found[item.document.source_uri] = item.document
    return found


@cache
def article(name: str) -> CleanArticle:
    """The cleaned article of a truth."""
    return clean_document(documents()[ARTICLES[name]["source_uri"]], CleanOptions())


def check(name: str, field: str, is_right: bool, found: object) -> None:
    """Fails if a field is wrong that is not a known miss, or right though it is one."""
    is_known = field in ARTICLES[name].get("known_misses", [])
    assert is_right != is_known, f"{field}: {found!r}" + (" (is a known miss, and is right now)" if is_known else "")


@pytest.mark.parametrize("name", sorted(ARTICLES))
def test_title(name: str) -> None:
    """The headline is exact."""
    check(name, "title", article(name).title == ARTICLES[name]["title"], article(name).title)


@pytest.mark.parametrize("name", sorted(ARTICLES))
def test_published_date(name: str) -> None:
    """The day is the one the page states, and NULL with method none where it states none."""
    found = article(name)
    day = found.published_date.isoformat() if found.published_date else None
    check(name, "published_date", day == ARTICLES[name]["published_date"], (day, found.published_at_text))
    assert (found.published_at_method == "none") == (found.published_date is None) == (found.published_at is None)


@pytest.mark.parametrize("name", sorted(ARTICLES))
def test_outlet_and_authors(name: str) -> None:
    """The outlet is named as it names itself, and the authors are its people."""
    found = article(name)
    check(name, "outlet", found.outlet_name == ARTICLES[name]["outlet"], found.outlet_name)
    check(name, "authors", list(found.authors) == ARTICLES[name]["authors"], found.authors)


@pytest.mark.parametrize("name", sorted(ARTICLES))
def test_agencies(name: str) -> None:
    """The agencies are those of the credits."""
    check(name, "agencies", sorted(article(name).agency_names) == sorted(ARTICLES[name]["agencies"]), article(name).agency_names)


@pytest.mark.parametrize("name", sorted(ARTICLES))
def test_first_and_last_words(name: str) -> None:
    """The text begins (behind its dateline) and ends where the article does."""
    found, truth = article(name), ARTICLES[name]
    dateline = next((block for block in found.blocks if block.kind == "dateline"), None)
    starts = (0, dateline.end) if dateline and dateline.end else (0,)
    begins = any(found.body[start:].lstrip().startswith(truth["first_words"]) for start in starts)
    check(name, "first_words", begins, found.body[:120])
    check(name, "last_words", found.body.endswith(truth["last_words"]), found.body[-120:])


@pytest.mark.parametrize("name", sorted(ARTICLES))
def test_no_furniture(name: str) -> None:
    """Nothing of the page around the article is in its text."""
    found = [words for words in ARTICLES[name]["not_in_body"] if words in article(name).body]
    check(name, "not_in_body", not found, found)


@pytest.mark.parametrize("name", sorted(ARTICLES))
def test_blocks_stand_in_the_body(name: str) -> None:
    """Every block of the text stands in it at its offsets, and together they are all of it."""
    found = article(name)
    inside = [block for block in found.blocks if block.start is not None and block.end is not None]
    assert all(found.body[block.start : block.end] == block.text for block in inside)
    assert sum(len(block.text.split()) for block in inside) == len(found.body.split())


@pytest.mark.parametrize("name", sorted(REJECTED))
def test_rejected(name: str) -> None:
    """A page without an article is set aside for the reason a person gave."""
    truth = REJECTED[name]
    with pytest.raises(PageError) as error:
        clean_document(documents()[truth["source_uri"]], CleanOptions())
    assert error.value.reason == truth["rejected"]
