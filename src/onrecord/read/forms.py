"""The form of a document, told by its content first and its name second."""

from __future__ import annotations

import csv
import re
from enum import StrEnum

HEAD_BYTES = 1 << 16
PAYLOADS = ("html", "page_text", "text")
RECORD_FIELDS = ("id", "url", "outlet", "title", "authors", "published_at", "language", "retrieved_at")

TEXT_BOMS = ((b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
BINARY_MAGIC = (
    *(
        b"%PDF-",
        b"PK\x03\x04",
        b"PK\x05\x06",
        b"\x89PNG",
        b"\xff\xd8\xff",
        b"GIF8",
        b"\xd0\xcf\x11\xe0",
        b"\x7fELF",
        b"7z\xbc\xaf",
        b"Rar!",
    ),
    *(b"OggS", b"ID3", b"\xfd7zXZ", b"II*\x00", b"MM\x00*", b"SQLite format 3", b"{\\rtf", b"RIFF"),
)
JSON_LINE = re.compile(r'\s*\{[ \t]*(?:"|\}[ \t]*(?:\n|$))')
JSON_ARRAY = re.compile(r"\s*\[\s*[{\]]")
PAGE_TAG = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
ANY_TAG = re.compile(
    r"</?(?:p|div|span|article|section|main|h[1-6]|meta|script|title|a|br|ul|li|table|img|link)\b[^<>]{0,400}>", re.IGNORECASE
)
LINE_END = re.compile(r"[\r\n]")
FEED_TAG = re.compile(r"<(?:rss|feed|urlset|sitemapindex)\b", re.IGNORECASE)
TAGS_OF_A_PAGE = 3  # a text that merely mentions a tag has fewer
MARKED_SHARE = 0.25  # of the lines of a page's source; in the dump of a page a few lines of an embed that failed show their markup


class Form(StrEnum):
    """What a file holds; the first two are forms of documents, the others hold many or none."""

    HTML = "html"
    DUMP = "dump"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    WARC = "warc"
    EMPTY = "empty"
    BINARY = "binary"
    UNKNOWN = "unknown"


def form_of(head: bytes, name: str) -> Form:
    """Form of a file from the first bytes of its content and its name (without suffixes of compression).

    >>> form_of(b'{"id": 1, "text": "A."}', "articles.txt")
    <Form.JSONL: 'jsonl'>
    >>> form_of(b"<!doctype html><title>x</title>", "page.txt")
    <Form.HTML: 'html'>
    """
    for magic, form in ((b"PAR1", Form.PARQUET), (b"WARC/", Form.WARC)):
        if head.startswith(magic):
            return form
    encoding = next((encoding for bom, encoding in TEXT_BOMS if head.startswith(bom)), None)
    if encoding is None and (head.startswith(BINARY_MAGIC) or b"\0" in head):
        return Form.BINARY
    text = head.decode(encoding or "utf-8-sig", "replace")
    return _text_form(text, name.lower()) if text.strip() else Form.EMPTY


def _text_form(text: str, name: str) -> Form:
    """Form of a file that holds text."""
    if JSON_LINE.match(text) or name.endswith((".jsonl", ".ndjson")):
        return Form.JSONL
    if name.endswith(".json") and (JSON_ARRAY.match(text) or text.lstrip().startswith("{")):
        return Form.UNKNOWN
    if is_html(text, name):
        return Form.HTML
    if FEED_TAG.search(text[:2000]):
        return Form.UNKNOWN
    return Form.CSV if name.endswith(".csv") or _has_record_header(text) else Form.DUMP


def is_html(text: str, name: str = "") -> bool:
    """Whether the text is marked up as an HTML page, or as part of one; a page dump with a stray embed in it is none.

    >>> is_html("News" + chr(10) + "<a href='x'>A</a> <br> <p>that" + chr(10) + "Share" + chr(10) + "Print" + chr(10) + "Top")
    False
    """
    if name.endswith((".html", ".htm", ".xhtml")):
        return bool(PAGE_TAG.search(text) or ANY_TAG.search(text))
    if not any(found >= TAGS_OF_A_PAGE for found, _ in enumerate(ANY_TAG.finditer(text), start=1)) and not PAGE_TAG.search(text):
        return False
    lines = [line for line in text.splitlines() if line.strip()]
    marked = sum(1 for line in lines if ANY_TAG.search(line) or PAGE_TAG.search(line))
    return lines[0].lstrip().startswith("<") or marked >= MARKED_SHARE * len(lines)


def _has_record_header(text: str) -> bool:
    """Whether the first line names the columns of records: one of the payloads, and nothing but known names."""
    first = LINE_END.split(text.lstrip(), maxsplit=1)[0].strip()
    if not 4 <= len(first) <= 400 or "," not in first:
        return False
    names = [name.strip() for name in next(csv.reader([first]), [])]
    return any(name in PAYLOADS for name in names) and sum(name in (*PAYLOADS, *RECORD_FIELDS) for name in names) >= 2
