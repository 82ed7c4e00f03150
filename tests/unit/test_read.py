"""Raw files of every form to documents, and what cannot be read to a reason."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from onrecord.errors import UsageError
from onrecord.read.batch import Batch, Found, ReadLimits
from onrecord.read.ingest import read_batches
from onrecord.read.known import KnownSources
from onrecord.read.rows import documents_of
from onrecord.read.sources import read_file
from onrecord.read.walk import RawFile, raw_files
from onrecord.reasons import Reason

PAGE = b"<!doctype html><html><head><title>Cable</title></head><body><p>The cable was cut on Monday.</p></body></html>"
DUMP = b"Menu\nHarbour closed after storm\nThe harbour was closed on Monday.\n"
LIMITS = ReadLimits(max_document_bytes=100_000)


def found_in(folder: Path, limits: ReadLimits = LIMITS) -> list[Found]:
    """Every place below a folder."""
    return [found for file in raw_files([folder]) for found in read_file(file, limits)]


def only(folder: Path, limits: ReadLimits = LIMITS) -> Found:
    """The one place below a folder."""
    (found,) = found_in(folder, limits)
    return found


def batches(folder: Path, known: KnownSources | None = None, limits: ReadLimits = LIMITS) -> list[Batch]:
    """The batches of a folder."""
    return list(read_batches([folder], known or KnownSources(), limits))


def ledger(made: list[Batch]) -> KnownSources:
    """What a later run knows of them."""
    return KnownSources.of_table(pa.concat_tables([batch.output.tables["source_files"] for batch in made]))


def lines(*records: object) -> bytes:
    """Records as JSON lines."""
    return "".join(json.dumps(record) + "\n" for record in records).encode()


def parquet(records: list[dict[str, object]]) -> bytes:
    """Records as a Parquet file."""
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(records), sink)
    return sink.getvalue()


def warc(*pages: tuple[str, bytes], status: str = "200 OK", kind: str = "text/html; charset=utf-8", more: str = "") -> bytes:
    """A web archive of responses; `more` are further lines of the HTTP header."""
    made = []
    for url, body in pages:
        http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}Content-Length: {len(body)}\r\n\r\n".encode() + body
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-05-13T08:00:00Z\r\n"
        head += f"WARC-Record-ID: <urn:uuid:{len(made):032}>\r\nContent-Type: application/http; msgtype=response\r\n"
        head += f"Content-Length: {len(http)}\r\n\r\n"
        made.append(head.encode() + http + b"\r\n\r\n")
    return b"".join(made)


def wet(url: str, text: bytes) -> bytes:
    """A conversion record."""
    head = f"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-05-13T08:00:00Z\r\n"
    head += f"WARC-Record-ID: <urn:uuid:{1:032}>\r\nContent-Type: text/plain\r\nContent-Length: {len(text)}\r\n\r\n"
    return head.encode() + text + b"\r\n\r\n"


RECORDS: list[dict[str, object]] = [{"id": "x1", "text": "The cable was cut.", "outlet": "Harbour Post"}, {"text": "The cable was mended."}]
FORMS = {
    "a.html": (PAGE, [("a.html", "html")]),
    "a.txt": (DUMP, [("a.txt", "dump")]),
    "a.jsonl": (lines(*RECORDS), [("a.jsonl#x1", "text"), ("a.jsonl#2", "text")]),
    "a.csv": (b"id,text\nx1,The cable was cut.\n,The cable was mended.\n", [("a.csv#x1", "text"), ("a.csv#2", "text")]),
    "a.parquet": (parquet([{**r, "id": r.get("id")} for r in RECORDS]), [("a.parquet#x1", "text"), ("a.parquet#2", "text")]),
    "a.warc": (warc(("https://harbour.example/1", PAGE)), [("a.warc#https://harbour.example/1", "html")]),
    "a.wet": (wet("https://harbour.example/1", DUMP), [("a.wet#https://harbour.example/1", "dump")]),
}
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".zst": zstandard.ZstdCompressor().compress,
}


@pytest.mark.parametrize("packing", list(PACKERS))
@pytest.mark.parametrize("name", list(FORMS))
def test_every_form_is_read_packed_or_not(tmp_path: Path, name: str, packing: str) -> None:
    """Each form gives the same documents, whatever it is compressed with."""
    content, expected = FORMS[name]
    (tmp_path / f"{name}{packing}").write_bytes(PACKERS[packing](content))
    found = found_in(tmp_path)
    places = [(f.source_uri.replace(packing, "", 1) if packing else f.source_uri, f.document and f.document.form) for f in found]
    assert places == expected
    assert all(f.reason is None for f in found)


@pytest.mark.parametrize("name", list(FORMS))
def test_a_wrong_extension_is_no_error(tmp_path: Path, name: str) -> None:
    """The content tells the form, not the name."""
    content, expected = FORMS[name]
    (tmp_path / "a.dat").write_bytes(content)
    if name == "a.txt":
        assert only(tmp_path).document is not None
        return
    assert [f.document and f.document.form for f in found_in(tmp_path)] == [form for _, form in expected]


@pytest.mark.parametrize("charset", ["cp1251", "utf-16", "iso-8859-1", "utf-8-sig"])
def test_a_page_keeps_its_bytes(tmp_path: Path, charset: str) -> None:
    """No charset is guessed here: the document has the file's bytes."""
    text = "<html><body><p>Порт закрыт.</p></body></html>" if charset == "cp1251" else "<html><body><p>Café fermé.</p></body></html>"
    (tmp_path / "a.html").write_bytes(text.encode(charset))
    document = only(tmp_path).document
    assert document is not None
    assert document.content == text.encode(charset)
    assert document.form == "html"


def test_archive_members_carry_address_and_time(tmp_path: Path) -> None:
    """The record's headers give the declared address, the charset and the time of retrieval."""
    (tmp_path / "a.warc").write_bytes(warc(("https://harbour.example/1", PAGE), ("https://harbour.example/2", PAGE + b" ")))
    first, second = found_in(tmp_path)
    assert first.document is not None
    assert (first.document.declared_url, str(first.document.retrieved_at)) == ("https://harbour.example/1", "2025-05-13 08:00:00")
    assert second.source_uri == "a.warc#https://harbour.example/2"


def test_encoded_responses_are_decoded(tmp_path: Path) -> None:
    """A response that was sent packed is the page it held."""
    (tmp_path / "a.warc").write_bytes(warc(("https://harbour.example/1", gzip.compress(PAGE)), more="Content-Encoding: gzip\r\n"))
    document = only(tmp_path).document
    assert document is not None
    assert document.content == PAGE


def test_records_carry_their_fields(tmp_path: Path) -> None:
    """Authors are split, times are brought to UTC, missing cells stay missing."""
    record = {"text": "It rained.", "authors": "Ana Sol and Eva Lund", "retrieved_at": "2025-05-13T10:00:00+02:00"}
    record |= {"title": " Rain ", "url": None}
    (tmp_path / "a.jsonl").write_bytes(lines(record))
    document = only(tmp_path).document
    assert document is not None
    assert document.declared_authors == ("Ana Sol", "Eva Lund")
    assert (document.declared_title, document.declared_url, str(document.retrieved_at)) == ("Rain", None, "2025-05-13 08:00:00")


@pytest.mark.parametrize("sidecar", ["a.html.meta.json", "a.meta.json"])
def test_a_sidecar_gives_fields(tmp_path: Path, sidecar: str) -> None:
    """It goes by the full name of the file or by the name without its suffix, and is no document itself."""
    (tmp_path / "a.html").write_bytes(PAGE)
    (tmp_path / sidecar).write_text('{"outlet": "Harbour Post", "published_at": "2025-05-13"}')
    document = only(tmp_path).document
    assert document is not None
    assert (document.declared_outlet, document.declared_published_at) == ("Harbour Post", "2025-05-13")


def test_a_records_own_field_outranks_the_sidecar(tmp_path: Path) -> None:
    """The sidecar of a file of records fills only what a record lacks."""
    (tmp_path / "a.jsonl").write_bytes(lines(*RECORDS))
    (tmp_path / "a.jsonl.meta.json").write_text('{"outlet": "Other Post"}')
    assert [f.document and f.document.declared_outlet for f in found_in(tmp_path)] == ["Harbour Post", "Other Post"]


BAD: list[tuple[str, bytes, Reason]] = [
    ("a.html", b"", Reason.EMPTY_FILE),
    ("a.html", b" \n\t \n", Reason.EMPTY_FILE),
    ("a.jsonl", lines({"text": ""}), Reason.EMPTY_FILE),
    ("a.warc", warc(("https://harbour.example/1", b"  ")), Reason.EMPTY_FILE),
    ("a.html", b"%PDF-1.7 ...", Reason.BINARY_FILE),
    ("a.txt", b"\x89PNG\r\n\x1a\n....", Reason.BINARY_FILE),
    ("a.zip", b"PK\x03\x04....", Reason.BINARY_FILE),
    ("a.txt", b"text\x00more", Reason.BINARY_FILE),
    ("a.txt", b"text " * 20_000 + b"\x00", Reason.TOO_LARGE),
    ("a.txt", b"text " * 19_000 + b"\x00", Reason.BINARY_FILE),
    ("a.warc", warc(("https://harbour.example/1", b"x"), kind="image/png"), Reason.BINARY_FILE),
    ("a.json", b'[{"text": "It rained."}]', Reason.UNKNOWN_FORMAT),
    ("a.json", b'{\n  "text": "It rained."\n}', Reason.UNKNOWN_FORMAT),
    ("a.xml", b'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>', Reason.UNKNOWN_FORMAT),
    ("a.warc", warc(("https://harbour.example/1", b"x"), kind="text/css"), Reason.UNKNOWN_FORMAT),
    ("a.html", PAGE + b" " * 100_000, Reason.TOO_LARGE),
    ("a.html.gz", gzip.compress(PAGE + b" " * 10_000_000), Reason.TOO_LARGE),
    ("a.jsonl", lines({"text": "x" * 100_001}), Reason.TOO_LARGE),
    ("a.csv", b"id,text\n1," + b"x" * 100_001 + b"\n", Reason.TOO_LARGE),
    ("a.parquet", parquet([{"text": "x" * 100_001}]), Reason.TOO_LARGE),
    ("a.warc", warc(("https://harbour.example/1", b"x" * 100_001)), Reason.TOO_LARGE),
    ("a.html.gz", gzip.compress(PAGE)[:-20], Reason.BROKEN_COMPRESSION),
    ("a.html.bz2", bz2.compress(PAGE)[:-20], Reason.BROKEN_COMPRESSION),
    ("a.html.zst", zstandard.ZstdCompressor().compress(PAGE)[:-20], Reason.BROKEN_COMPRESSION),
    ("a.html.zst", zstandard.ZstdCompressor().compress(PAGE)[:12] + b"damage" * 9, Reason.BROKEN_COMPRESSION),
    ("a.warc", b"WARC/1.0\r\nno record", Reason.BROKEN_ARCHIVE_MEMBER),
    ("a.warc", warc(("https://harbour.example/1", PAGE))[:-30], Reason.BROKEN_ARCHIVE_MEMBER),
    ("a.wet", wet("https://harbour.example/1", DUMP)[:-30], Reason.BROKEN_ARCHIVE_MEMBER),
    ("a.parquet", parquet([{"text": "It rained."}])[:-9], Reason.BROKEN_ARCHIVE_MEMBER),
    ("a.jsonl", b'{"text": "It rained."\n', Reason.INVALID_JSON),
    ("a.jsonl", b'{"a":' * 100_000, Reason.TOO_LARGE),
    ("a.jsonl", b'{"a":' * 9_000, Reason.INVALID_JSON),
    ("a.jsonl", b"\xff\xfe\xfd{\n", Reason.INVALID_JSON),
    ("a.jsonl", b"[1, 2]\n", Reason.INVALID_RECORD),
    ("a.jsonl", lines({"title": "No text"}), Reason.INVALID_RECORD),
    ("a.jsonl", lines({"text": "It rained.", "html": "<p>It rained.</p>"}), Reason.INVALID_RECORD),
    ("a.jsonl", lines({"text": 7}), Reason.INVALID_RECORD),
    ("a.jsonl", lines({"text": "It rained.", "authors": 7}), Reason.INVALID_RECORD),
    ("a.csv", b"id,title\n1,No text\n", Reason.INVALID_RECORD),
    ("a.warc", warc(("https://harbour.example/1", PAGE), status="404 Not Found"), Reason.ERROR_PAGE),
]


@pytest.mark.parametrize(("name", "content", "reason"), BAD, ids=[f"{reason}-{i}" for i, (_, _, reason) in enumerate(BAD)])
def test_what_cannot_be_read_has_its_reason(tmp_path: Path, name: str, content: bytes, reason: Reason) -> None:
    """Each fault has the reason a person can act on, and the file's name."""
    (tmp_path / name).write_bytes(content)
    found = only(tmp_path)
    assert found.reason is reason
    assert found.document is None
    assert found.file_path == name


@pytest.mark.parametrize("content", ["[1]", "{", '{"outlet": ["x"]}', "\udcff"])
def test_a_broken_sidecar_sets_its_file_aside(tmp_path: Path, content: str) -> None:
    """The page is not read without the fields somebody meant it to have; mending the sidecar makes it new."""
    (tmp_path / "a.html").write_bytes(PAGE)
    (tmp_path / "a.html.meta.json").write_bytes(content.encode("utf-8", "surrogateescape"))
    broken = batches(tmp_path)
    assert [r.reason for r in broken[0].output.rejected] == [Reason.INVALID_SIDECAR]
    (tmp_path / "a.html.meta.json").write_text("{}")
    (mended,) = batches(tmp_path, ledger(broken))
    assert mended.output.tables["documents"].num_rows == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    """Pipes, dangling links and links out of the folder are set aside, without being followed."""
    raw = tmp_path / "raw"
    raw.mkdir()
    (tmp_path / "secret.html").write_bytes(PAGE)
    os.mkfifo(raw / "pipe.html")
    (raw / "away.html").symlink_to(tmp_path / "secret.html")
    (raw / "gone.html").symlink_to(raw / "nothing.html")
    found = found_in(raw)
    assert [f.source_uri for f in found] == ["away.html", "gone.html", "pipe.html"]
    assert {f.reason for f in found} == {Reason.UNREADABLE_FILE}


def test_a_file_that_vanishes_is_told(tmp_path: Path) -> None:
    """Between the listing and the reading a file may go."""
    (found,) = read_file(RawFile(tmp_path / "gone.html", "gone.html"), LIMITS)
    assert found.reason is Reason.UNREADABLE_FILE


def test_a_bad_line_does_not_cost_the_others(tmp_path: Path) -> None:
    """Numbers count every line, also the bad and the blank ones."""
    (tmp_path / "a.jsonl").write_bytes(lines({"text": "One."}) + b"\n{bad\n" + b'"' + b"x" * 200_000 + b'"\n' + lines({"text": "Two."}))
    found = found_in(tmp_path)
    assert [(f.source_uri, f.reason) for f in found] == [
        ("a.jsonl#1", None), ("a.jsonl#3", Reason.INVALID_JSON), ("a.jsonl#4", Reason.TOO_LARGE), ("a.jsonl#5", None),
    ]  # fmt: skip


def test_what_stands_before_the_damage_is_kept(tmp_path: Path) -> None:
    """A cut archive and a cut compressed file give the whole records before the cut."""
    records = lines(*({"id": i, "text": f"Storm number {i} came. " * 50} for i in range(200)))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(records)[:-500])
    two = warc(("https://harbour.example/1", PAGE), ("https://harbour.example/2", PAGE + b" "))
    (tmp_path / "b.warc").write_bytes(two[:-150])
    found = found_in(tmp_path)
    assert sum(f.document is not None for f in found if f.file_path == "a.jsonl.gz") > 50
    assert found[0].source_uri == "a.jsonl.gz#0"
    assert Reason.BROKEN_COMPRESSION in {f.reason for f in found}
    assert [f.source_uri for f in found if f.document and f.file_path == "b.warc"][:1] == ["b.warc#https://harbour.example/1"]


def test_equal_bytes_are_merged_and_every_place_is_kept(tmp_path: Path) -> None:
    """One document, three places, and the counts add up."""
    (tmp_path / "a.html").write_bytes(PAGE)
    (tmp_path / "b.html.gz").write_bytes(gzip.compress(PAGE))
    (tmp_path / "c.warc").write_bytes(warc(("https://harbour.example/1", PAGE)))
    (batch,) = batches(tmp_path)
    assert batch.output.tables["source_files"]["source_status"].to_pylist() == ["new", "merged", "merged"]
    assert (batch.output.rows_in, batch.output.rows_merged, batch.output.tables["documents"].num_rows) == (3, 2, 1)


def test_a_second_run_takes_only_what_is_new(tmp_path: Path) -> None:
    """Known places yield nothing, whatever became of them; a changed file is read again, a copy of a known one merged."""
    (tmp_path / "a.html").write_bytes(PAGE)
    (tmp_path / "b.html").write_bytes(b"")
    (tmp_path / "c.jsonl").write_bytes(lines({"text": "One."}) + b"{bad\n")
    known = ledger(batches(tmp_path))
    assert batches(tmp_path, known) == []
    (tmp_path / "a.html").write_bytes(PAGE + b"<p>More.</p>")
    (tmp_path / "d.html").write_bytes(PAGE)
    (batch,) = batches(tmp_path, known)
    rows = batch.output.tables["source_files"].to_pylist()
    assert [(row["source_uri"], row["source_status"]) for row in rows] == [("a.html", "new"), ("d.html", "merged")]


def test_batches_are_cut_at_their_limits_and_named_by_content(tmp_path: Path) -> None:
    """Each limit closes a batch; the ids follow from the files, not from the folder they stand in."""
    for where in ("one", "two"):
        (tmp_path / where).mkdir()
        for i in range(5):
            (tmp_path / where / f"{i}.html").write_bytes(PAGE + str(i).encode())
    by_documents = batches(tmp_path / "one", limits=ReadLimits(batch_documents=2))
    assert [b.output.tables["documents"].num_rows for b in by_documents] == [2, 2, 1]
    assert [b.batch_id for b in batches(tmp_path / "two", limits=ReadLimits(batch_documents=2))] == [b.batch_id for b in by_documents]
    assert len(batches(tmp_path / "one", limits=ReadLimits(batch_bytes=len(PAGE)))) == 5
    assert len(batches(tmp_path / "one", limits=ReadLimits(batch_places=3))) == 2


def test_an_interrupted_ingest_goes_on_with_the_same_batches(tmp_path: Path) -> None:
    """What follows a finished batch does not depend on whether the run was stopped after it."""
    for i in range(5):
        (tmp_path / f"{i}.html").write_bytes(PAGE + str(i).encode())
    whole = batches(tmp_path, limits=ReadLimits(batch_documents=2))
    rest = batches(tmp_path, ledger(whole[:1]), ReadLimits(batch_documents=2))
    assert [b.batch_id for b in rest] == [b.batch_id for b in whole[1:]]


def test_documents_go_into_rows_and_back(tmp_path: Path) -> None:
    """A row of `documents` holds everything of a document."""
    (tmp_path / "a.jsonl").write_bytes(lines({**RECORDS[0], "authors": ["Ana Sol"], "retrieved_at": "2025-05-13T10:00:00"}))
    (batch,) = batches(tmp_path)
    assert list(documents_of(batch.output.tables["documents"])) == [only(tmp_path).document]


def test_hidden_lock_and_unfinished_files_are_passed_over(tmp_path: Path) -> None:
    """They are no documents, and neither are hidden folders."""
    for name in (".hidden.html", "~$a.html", "a.html.part", "a.html.lock", "a.tmp", "a.crdownload", "b.meta.json"):
        (tmp_path / name).write_bytes(PAGE)
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "a.html").write_bytes(PAGE)
    assert found_in(tmp_path) == []


def test_roots_of_one_name_keep_apart(tmp_path: Path) -> None:
    """Files and folders can be roots; equal relative paths get the root's name, and no path of the machine shows."""
    for where in ("one", "two"):
        (tmp_path / where).mkdir()
        (tmp_path / where / "a.html").write_bytes(PAGE)
    files = raw_files([tmp_path / "two", tmp_path / "one", tmp_path / "one" / "a.html"])
    assert [f.file_path for f in files] == ["a.html", "two/a.html"]
    with pytest.raises(UsageError, match="no file or folder"):
        raw_files([tmp_path / "three"])
