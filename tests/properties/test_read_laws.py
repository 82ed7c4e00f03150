"""Laws of reading: no bytes break it, every place is accounted for, a second run finds nothing new."""

from __future__ import annotations

import gzip
import io
import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.read.batch import ReadLimits
from onrecord.read.ingest import read_batches
from onrecord.read.known import KnownSources
from onrecord.reasons import MEANINGS, Reason

LIMITS = ReadLimits(max_document_bytes=5_000, batch_documents=3, batch_places=5)


def _parquet() -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.table({"id": ["1", "2"], "text": ["It rained.", "It snowed."]}), sink)
    return sink.getvalue()


def _archive() -> bytes:
    body = b"<html><body><p>It rained.</p></body></html>"
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://harbour.example/\r\nContent-Type: application/http\r\n"
    return (head + b"Content-Length: %d\r\n\r\n" % len(http) + http + b"\r\n\r\n") * 2


LINES = b'{"id": "1", "text": "It rained."}\n{"html": "<p>It snowed.</p>", "authors": ["A"]}\n'
SEEDS = [
    LINES, _parquet(), _archive(), b"id,text\n1,It rained.\n", b"<html><p>It rained.</p></html>", gzip.compress(LINES),
    zstandard.ZstdCompressor().compress(LINES), gzip.compress(_archive()),
]  # fmt: skip
CUTS = st.tuples(st.integers(0, 2000), st.integers(0, 40), st.binary(max_size=12))


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Bytes of one of the forms with some stretches taken out or put in."""
    content = draw(st.one_of(st.sampled_from(SEEDS), st.binary(max_size=300)))
    for place, length, new in draw(st.lists(CUTS, max_size=4)):
        start = place % (len(content) + 1)
        content = content[:start] + new + content[start + length :]
    return content


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["a.html", "b.jsonl", "c.csv", "d.warc.gz", "e"]), damaged()), max_size=3))
@example(files=[("a.html", b",\x01\r\x01")])
def test_any_bytes_are_read_or_set_aside(files: list[tuple[str, bytes]]) -> None:
    """Nothing raises; rows in are rows out, rejected and merged; a run over the same files yields no batch."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files:
            Path(folder, name).write_bytes(content)
        made = [b.output for b in read_batches([Path(folder)], KnownSources(), LIMITS)]
        for output in made:
            assert output.rows_in == output.tables["documents"].num_rows + len(output.rejected) + output.rows_merged
            assert output.rows_in == output.tables["source_files"].num_rows
            assert all(len(content) <= LIMITS.max_document_bytes for content in output.tables["documents"]["content"].to_pylist())
        known = KnownSources.of_table(pa.concat_tables([o.tables["source_files"] for o in made])) if made else KnownSources()
        assert list(read_batches([Path(folder)], known, LIMITS)) == []


def test_every_reason_has_its_sentence() -> None:
    """A reason without a sentence would be of no use to anybody."""
    assert set(MEANINGS) == set(Reason)
    assert all(sentence.endswith(".") and sentence[0].isupper() for sentence in MEANINGS.values())
