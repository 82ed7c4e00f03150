"""What is tried: each target takes bytes and says what came of them; anything that is raised is a fault of ours."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from onrecord.article import Article
from onrecord.clean.model import CleanOptions, PageError
from onrecord.clean.stage import clean_document
from onrecord.enrich.article import code_article
from onrecord.enrich.stage import coding_rows
from onrecord.fetch.failure import FailedError
from onrecord.fetch.feeds import read_listing
from onrecord.read.batch import ReadLimits
from onrecord.read.sources import read_file
from onrecord.read.walk import RawFile
from onrecord.schema.tables import TABLES

LIMITS = ReadLimits(max_document_bytes=200_000)
OPTIONS = CleanOptions(languages=("en",))
FILES = {
    "html": "a.html", "dump": "a.txt", "jsonl": "a.jsonl", "csv": "a.csv", "parquet": "a.parquet", "warc": "a.warc", "packed": "a.gz",
}  # fmt: skip
Target = Callable[[bytes], str]


def read(name: str, content: bytes) -> str:
    """A raw file of this name, read and cleaned: `article`, or the first reason why there is none."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        return outcome(path)


def sidecar(content: bytes) -> str:
    """A sidecar beside a sound page."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.txt")
        path.write_text("The bridge is closed, the mayor said on Monday. Nobody knew for how long it would be.\n" * 5, "utf-8")
        Path(folder, "a.txt.meta.json").write_bytes(content)
        return outcome(path)


def outcome(path: Path) -> str:
    """What came of a file: `article` if it has one, else its first reason; every place is read or has a reason.

    Raises:
        AssertionError: for a file or place that is neither read nor set aside, or an article that the tables do not take.
    """
    found = []
    for place in read_file(RawFile(path, path.name), LIMITS):
        if (place.document is None) == (place.reason is None):
            raise AssertionError(f"{place.source_uri} is not accounted for")
        if place.document is None:
            found.append(str(place.reason))
            continue
        try:
            article = clean_document(place.document, OPTIONS)
        except PageError as error:
            found.append(str(error.reason))
        else:
            TABLES["articles"].from_rows([{name: getattr(article, name, None) for name in TABLES["articles"].names}])
            found.append("article")
    if not found:
        raise AssertionError("the file is not accounted for")
    return "article" if "article" in found else found[0]


def text(content: bytes) -> str:
    """A body through every text method; each row's text stands at its offsets.

    Raises:
        AssertionError: where it does not.
    """
    body = content.decode("utf-8", "replace")
    article = Article(
        article_id="a0000000000000000", body=body, title="Bridge to open", outlet_name="The Harbour Post", published_date=date(2024, 5, 14)
    )
    rows = coding_rows(article, code_article(article))
    for row in rows["time_expressions"]:
        if body[row["start_char"] : row["end_char"]] != row["text"]:  # type: ignore[misc]
            raise AssertionError("a time expression does not stand at its offsets")
    for name, some in rows.items():
        TABLES[name].from_rows(some)
    return "coded, with quotes" if rows["quotes"] else "coded, with events" if rows["event_reports"] else "coded"


def feed(content: bytes) -> str:
    """An answer taken for a feed or a sitemap."""
    try:
        listing = read_listing(content, "https://harbour.example/feed", LIMITS.max_document_bytes)
    except FailedError:
        return "refused"
    return "links" if any(listing_links(listing)) else "no links"


def listing_links(listing: object) -> Sequence[object]:
    """The pages and further listings that a listing names."""
    return [value for name in getattr(listing, "__slots__", ()) for value in (getattr(listing, name) or ())]


TARGETS: dict[str, Target] = {
    **{name: partial(read, file) for name, file in FILES.items()},
    "sidecar": sidecar,
    "feed": feed,
    "text": text,
}
