"""Files that are made to fill the memory, to lead out of the raw folder, or to pass for what they are not."""

from __future__ import annotations

import bz2
import gzip
import io
import os
import tarfile
import tracemalloc
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from onrecord.read.batch import Found, ReadLimits
from onrecord.read.ingest import read_batches
from onrecord.read.known import KnownSources
from onrecord.read.sources import read_file
from onrecord.read.walk import RawFile, raw_files

MEGABYTE = 1 << 20
LIMITS = ReadLimits(max_document_bytes=MEGABYTE)
PAGE = b"<html><body><p>The bridge is closed, the mayor said on Monday.</p></body></html>"
KNOWN = KnownSources(frozenset(), frozenset())


def _read(folder: Path, name: str, content: bytes) -> list[Found]:
    path = folder / name
    path.write_bytes(content)
    return list(read_file(RawFile(path, name), LIMITS))


def _zeros(megabytes: int, head: bytes = b"", fill: bytes = b"a") -> bytes:
    """A head and megabytes of one letter, packed by Zstandard: about 32 bytes a megabyte."""
    packer = zstandard.ZstdCompressor().compressobj()
    return packer.compress(head) + b"".join(packer.compress(fill * MEGABYTE) for _ in range(megabytes)) + packer.flush()


BOMBS = {
    "a page, gzip": ("a.html.gz", gzip.compress(b"<html>" + b"a" * 100 * MEGABYTE)),
    "a page, Zstandard": ("a.html.zst", _zeros(300, b"<html>")),
    "a page, bzip2": ("a.html.bz2", bz2.compress(b"<html>" + b"a" * 100 * MEGABYTE)),
    "gzip in gzip": ("a.html.gz", gzip.compress(gzip.compress(b"<html>" + b"a" * 100 * MEGABYTE))),
    "one endless line of JSON": ("a.jsonl.zst", _zeros(300, b'{"text": "')),
    "one endless record of CSV": ("a.csv.zst", _zeros(300, b"id,text\n1,", b",")),
    "one endless quoted record of CSV": ("a.csv.zst", _zeros(1, b'id,text\n1,"', b'\n","')),
    "endless blank lines": ("a.jsonl.zst", _zeros(50, b'{"text": "It rained."}\n', b"\n")),
    "Parquet in Zstandard": ("a.parquet.zst", _zeros(300, b"PAR1")),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_decompression_bomb_is_set_aside_in_little_memory(bomb: str, tmp_path: Path) -> None:
    """Given `too_large`, since what unfolds is not worth reading; the memory it takes stays small."""
    name, content = BOMBS[bomb]
    tracemalloc.start()
    found = _read(tmp_path, name, content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found[-1].reason == "too_large"
    assert peak < 60 * MEGABYTE


def test_a_bomb_inside_a_web_archive_costs_one_record(tmp_path: Path) -> None:
    """A response that unfolds to 100 MB is `too_large`; the record behind it is read."""
    records = b""
    for number, body in enumerate((gzip.compress(b"a" * 100 * MEGABYTE), gzip.compress(PAGE))):
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://harbour.example/{number}\r\n"
        head += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        records += head.encode() + http + b"\r\n\r\n"
    assert [f.reason for f in _read(tmp_path, "a.warc", records)] == ["too_large", None]


def test_a_web_archive_with_an_endless_header_is_broken(tmp_path: Path) -> None:
    """A header line of 100 MB is no header: `broken_archive_member`."""
    assert [f.reason for f in _read(tmp_path, "a.warc", b"WARC/1.0\r\nA: " + b"a" * 100 * MEGABYTE)] == ["broken_archive_member"]


def test_one_text_as_a_thousand_rows_is_set_aside(tmp_path: Path) -> None:
    """A Parquet file of a few KB that says one megabyte a thousand times is broken off as `too_large`."""
    texts = pa.DictionaryArray.from_arrays(pa.array([0] * 1000, pa.int32()), pa.array(["It rained. " * 95_000]))
    ids = pa.array([str(number) for number in range(1000)])
    pq.write_table(pa.table({"id": ids, "text": texts}), tmp_path / "a.parquet")
    found = list(read_file(RawFile(tmp_path / "a.parquet", "a.parquet"), LIMITS))
    assert found[-1].reason == "too_large"
    assert len(found) < 30


def test_an_honest_packed_file_is_no_bomb(tmp_path: Path) -> None:
    """Nine megabytes of much the same page, gzip: read whole, each line of it."""
    lines = b"".join(b'{"id": "%d", "text": "The bridge is closed, the mayor said on day %d."}\n' % (i, i) for i in range(3000))
    assert sum(f.document is not None for f in _read(tmp_path, "a.jsonl.gz", gzip.compress(lines))) == 3000


@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_archives_of_files_are_never_unpacked(kind: str, tmp_path: Path) -> None:
    """A member named `../../evil.html` goes nowhere: the archive is `binary_file` as a whole."""
    packed = io.BytesIO()
    if kind == "zip":
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("../../evil.html", PAGE)
    else:
        with tarfile.open(fileobj=packed, mode="w") as tar:
            member = tarfile.TarInfo("../../evil.html")
            member.size = len(PAGE)
            tar.addfile(member, io.BytesIO(PAGE))
    for name, content in ((f"a.{kind}", packed.getvalue()), (f"a.{kind}.gz", gzip.compress(packed.getvalue()))):
        assert [f.reason for f in _read(tmp_path, name, content)] == ["binary_file"]
    assert not list(tmp_path.parent.glob("**/evil.html"))


@pytest.mark.parametrize("name", ["../../evil", "/etc/evil", "a/../../evil", "\\\\evil", "a\u202eb", "a#b?c"])
def test_record_ids_and_archive_addresses_are_only_names(name: str, tmp_path: Path) -> None:
    """What a record is called stands in `source_uri` behind the file's own path, and no file is opened or made by it."""
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "a.csv").write_text(f'id,text\n"{name}",The bridge is closed.\n', "utf-8")
    [batch] = read_batches([raw], KNOWN, LIMITS)
    [row] = batch.output.tables["source_files"].to_pylist()
    assert row["source_uri"] == f"a.csv#{name}"
    assert row["file_path"] == "a.csv"
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["a.csv"]


def test_links_out_of_the_raw_folder_are_not_followed(tmp_path: Path) -> None:
    """Files and folders reached by a link that leads out are `unreadable_file`; a link within the folder is read."""
    raw, outside = tmp_path / "raw", tmp_path / "outside"
    raw.mkdir()
    outside.mkdir()
    (outside / "secret.html").write_bytes(PAGE)
    (raw / "page.html").write_bytes(PAGE)
    (raw / "file.html").symlink_to(outside / "secret.html")
    (raw / "folder").symlink_to(outside)
    (raw / "twice.html").symlink_to(raw / "file.html")
    (raw / "inside.html").symlink_to(raw / "page.html")
    (raw / "gone.html").symlink_to(raw / "nothing.html")
    found = {f.source_uri: f.reason for file in raw_files([raw]) for f in read_file(file, LIMITS)}
    refused = dict.fromkeys(("file.html", "folder", "twice.html", "gone.html"), "unreadable_file")
    assert found == refused | {"page.html": None, "inside.html": None}


def test_a_sidecar_that_is_a_link_out_of_its_folder_is_refused(tmp_path: Path) -> None:
    """Else a link could put a file of elsewhere on record as a title: `invalid_sidecar`."""
    raw = tmp_path / "raw"
    raw.mkdir()
    (tmp_path / "secret.json").write_text('{"title": "secret"}', "utf-8")
    (raw / "a.html").write_bytes(PAGE)
    (raw / "a.html.meta.json").symlink_to(tmp_path / "secret.json")
    [found] = [f for file in raw_files([raw]) for f in read_file(file, LIMITS)]
    assert found.reason == "invalid_sidecar"
    assert "secret" not in found.detail


def test_devices_and_pipes_are_not_opened(tmp_path: Path) -> None:
    """A named pipe would hang who reads it: `unreadable_file`."""
    os.mkfifo(tmp_path / "a.html")
    assert [f.reason for file in raw_files([tmp_path]) for f in read_file(file, LIMITS)] == ["unreadable_file"]
