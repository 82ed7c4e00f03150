"""Inputs by a generator of our own: sound files of each form, damaged, pumped, spliced, and bytes of no form at all."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import random
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard

from tests.hostile.strings import PAGES, PROSE, TEXTS, UNITS

LONGEST = 40_000  # bytes of an input; growth beyond it is measured by `growth`
ARTICLE = (
    "HARBOUR TOWN (Northwire) - “The bridge will open in May,” Mayor Ann Berg said on Monday. "
    "Police arrested 12 people on 3 March 2024.\n\n"
    "According to two officials, the minister of transport had resigned a week earlier. She told reporters: ‘I was never asked.’\n\n"
    + PROSE
    * 3
)
HTML = (
    "<!doctype html><html lang=en><head><title>Bridge to open | The Harbour Post</title>"
    '<meta property="article:published_time" content="2024-05-14T08:00:00Z"><meta name="author" content="Bo Ek">'
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Bridge to open","author":{"name":"Bo Ek"}}</script></head>'
    "<body><nav><a href=/>Home</a></nav><article><h1>Bridge to open</h1>"
    + "".join(f"<p>{line}</p>" for line in ARTICLE.split("\n") if line)
    + "</article><footer>All rights reserved</footer></body></html>"
)
DUMP = "Home\nWorld\nSubscribe\nBridge to open\nBy Bo Ek\nMay 14, 2024\n" + ARTICLE + "\nShare\nRelated stories\nContact us\n"
FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>The Harbour Post</title>'
    + "".join(f"<item><title>Bridge {i}</title><link>https://harbour.example/{i}</link></item>" for i in range(5))
    + "</channel></rss>"
)
SIDECAR = json.dumps({"url": "https://harbour.example/a", "title": "Bridge to open", "authors": ["Bo Ek"], "published_at": "2024-05-14"})
RECORDS = [
    {"id": "1", "text": ARTICLE, "title": "Bridge to open", "authors": "Bo Ek; Ann Lee", "published_at": "2024-05-14T08:00:00Z"},
    {"id": "2", "html": HTML, "url": "https://harbour.example/2"},
    {"id": "3", "page_text": DUMP, "outlet": "The Harbour Post", "language": "en"},
]
TOKENS = [
    *UNITS.values(), "<div>", "<p>", "</p>", "<script>", "<!--", "-->", "<![CDATA[", "<title>", "<meta ", "<h1>", "<time ", "content=\"",
    "{", "}", "[", '{"@type":"NewsArticle","author":', '"text": "', "\\ud800", "\\u0000", "&#x110000;", "&#0;", "\ufeff", "\ufffe",
    "\n\n", "\r\n", "=1+1", "../", "%00", "charset=utf-7", "charset=utf-16", "WARC/1.0\r\n", "Content-Length: 99999999999\r\n",
    "HTTP/1.1 200 OK\r\n", "PAR1", "id,text\n", "\x1f\x8b", "BZh9",
]  # fmt: skip
CLASSES = ("sound", "damaged", "pumped", "spliced", "hostile", "random")


def _archive() -> bytes:
    """A web archive of two pages, uncompressed."""
    found = b""
    for number, page in enumerate((HTML, HTML.replace("bridge", "ferry"))):
        body = page.encode()
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
        head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2024-05-14T08:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        target = f"WARC-Target-URI: https://harbour.example/{number}\r\nWARC-Record-ID: <urn:uuid:{number:032}>\r\n"
        found += f"{head}{target}Content-Length: {len(http)}\r\n\r\n".encode() + http + b"\r\n\r\n"
    return found


def _parquet() -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pylist([{"id": "1", "text": ARTICLE, "title": "Bridge"}, {"id": "2", "text": PROSE, "title": None}]), sink)
    return sink.getvalue()


def seeds() -> dict[str, list[bytes]]:
    """Sound inputs by target."""
    lines = "\n".join(json.dumps(record) for record in RECORDS).encode()
    sheet = 'id,title,text\n1,Bridge,"{}"\n2,Ferry,"{}"\n'.format(ARTICLE.replace('"', '""'), PROSE).encode()
    html, archive = HTML.encode(), _archive()
    packed = [
        gzip.compress(html, mtime=0),
        zstandard.compress(html),
        bz2.compress(html),
        gzip.compress(archive, mtime=0),
        gzip.compress(lines, mtime=0),
    ]
    packed += [gzip.compress(gzip.compress(html, mtime=0), mtime=0), zstandard.compress(lines) + zstandard.compress(lines)]
    return {
        "html": [html, HTML.encode("utf-16"), HTML.encode("cp1252", "replace")],
        "dump": [DUMP.encode(), DUMP.encode("utf-16")],
        "jsonl": [lines],
        "csv": [sheet],
        "parquet": [_parquet()],
        "warc": [archive],
        "packed": packed,
        "sidecar": [SIDECAR.encode()],
        "feed": [FEED.encode(), FEED.replace("rss", "urlset").encode()],
        "text": [ARTICLE.encode(), PROSE.encode()],
    }


def inputs(target: str, seed: int) -> Iterator[tuple[str, bytes]]:
    """Inputs for a target without end, each with its class; the same for the same seed."""
    draw = random.Random(f"{target} {seed}")  # noqa: S311 - no secret is drawn
    sound, others = seeds()[target], [content for some in seeds().values() for content in some]
    yield from (("sound", content) for content in sound)
    while True:
        kind = draw.choice(CLASSES[1:])
        content = draw.choice(sound)
        if kind == "damaged":
            content = _damaged(content, draw)
        elif kind == "pumped":
            content = _pumped(content, draw)
        elif kind == "spliced":
            other = draw.choice(others)
            content = content[: draw.randrange(len(content) + 1)] + other[draw.randrange(len(other) + 1) :]
        elif kind == "hostile":
            builder = draw.choice(list((PAGES if target == "html" else TEXTS).values()))
            content = builder(draw.randrange(100, 4000)).encode()
        else:
            content = draw.randbytes(draw.randrange(400)) if draw.random() < 0.5 else _characters(draw)
        yield kind, content[:LONGEST]


def _damaged(content: bytes, draw: random.Random) -> bytes:
    """A few stretches changed, taken out, doubled or put in."""
    for _ in range(draw.randrange(1, 8)):
        start = draw.randrange(len(content) + 1)
        end = start + draw.choice((0, 1, 1, 4, 30, 400))
        new = draw.choice(
            (b"", draw.randbytes(draw.randrange(1, 6)), content[start:end] * 2, draw.choice(TOKENS).encode("utf-8", "replace"))
        )
        content = content[:start] + new + content[end:]
    return content[: draw.randrange(len(content) + 1)] if draw.random() < 0.1 else content


def _pumped(content: bytes, draw: random.Random) -> bytes:
    """One to three tokens, or a stretch of the input itself, again and again at one place."""
    start = draw.randrange(len(content) + 1)
    unit = "".join(draw.choices(TOKENS, k=draw.randrange(1, 4))).encode("utf-8", "replace")
    if draw.random() < 0.3:
        unit = content[start : start + draw.randrange(1, 60)] or unit
    return content[:start] + unit * (draw.randrange(200, 6000) // len(unit) + 1) + content[start:]


def _characters(draw: random.Random) -> bytes:
    """Characters of all planes, with halves of surrogate pairs."""
    top = draw.choice((0x80, 0x250, 0x3000, 0x10000, 0x110000))
    return "".join(chr(draw.randrange(top)) for _ in range(draw.randrange(300))).encode("utf-8", "surrogatepass")
