"""One raw file to the documents it holds, or the reasons why it holds none."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

from onrecord import ids
from onrecord.article import Document
from onrecord.read.archives import read_archive
from onrecord.read.batch import Found, ReadLimits
from onrecord.read.compression import BROKEN, BombError, bare_name, open_raw
from onrecord.read.forms import HEAD_BYTES, Form, form_of
from onrecord.read.records import RecordFile, read_csv, read_jsonl, read_parquet
from onrecord.read.sidecar import Sidecar, read_sidecar
from onrecord.read.walk import RawFile
from onrecord.reasons import Reason

Reader = Callable[[io.BufferedReader, RecordFile], Iterator[Found]]
MOST_HELD = 1 << 30
"""Bytes of a compressed Parquet file that are held in memory: it is read from its end."""
READERS: dict[Form, Reader] = {Form.JSONL: read_jsonl, Form.CSV: read_csv, Form.PARQUET: read_parquet, Form.WARC: read_archive}
REFUSED = {Form.EMPTY: Reason.EMPTY_FILE, Form.BINARY: Reason.BINARY_FILE, Form.UNKNOWN: Reason.UNKNOWN_FORMAT}


def read_file(file: RawFile, limits: ReadLimits) -> Iterator[Found]:
    """Every place of a file with its document or the reason there is none; never raises for what a file holds."""
    if file.problem:
        yield _unreadable(file, file.problem)
        return
    try:
        with open_raw(file.path) as stream:
            yield from _read_stream(stream, file, limits)
    except BROKEN as error:
        yield _whole(file, Reason.BROKEN_COMPRESSION, str(error))
    except BombError as error:
        yield _whole(file, Reason.TOO_LARGE, str(error))
    except OSError as error:
        # bz2 and gzip tell of damage as an OSError without a number; the operating system's own always has one
        if error.errno is None:
            yield _whole(file, Reason.BROKEN_COMPRESSION, str(error))
        else:
            yield _unreadable(file, error.strerror or str(error))


def _read_stream(stream: io.BufferedReader, file: RawFile, limits: ReadLimits) -> Iterator[Found]:
    """The places of an opened file."""
    head = _head(stream)
    form = form_of(head, bare_name(file.path.name))
    sidecar = read_sidecar(file.path)
    if form in READERS and not sidecar.problem:
        source = _Rewound(head, stream) if form is not Form.PARQUET else stream
        places = READERS[form](_buffered(source, head), RecordFile(file.file_path, sidecar.fields, limits.max_document_bytes))
        first = next(places, None)
        yield first or _whole(file, Reason.EMPTY_FILE, "no records")
        yield from places
        return
    content = head + stream.read(max(0, limits.max_document_bytes + 1 - len(head))) if len(head) == HEAD_BYTES else head
    yield _page(content, form, file, sidecar, limits.max_document_bytes)


def _page(content: bytes, form: Form, file: RawFile, sidecar: Sidecar, max_bytes: int) -> Found:
    """The one document of an HTML page or a dump."""
    digest = ids.document_id(content)
    reason, detail = REFUSED.get(form), ""
    if len(content) > max_bytes:
        reason, detail = Reason.TOO_LARGE, f"more than {max_bytes} bytes"
    elif (
        reason is None
        and form is not Form.HTML
        and not content.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff"))
        and b"\0" in content
    ):
        reason = Reason.BINARY_FILE
    if reason is None and sidecar.problem:
        reason, detail = Reason.INVALID_SIDECAR, sidecar.problem
        digest = ids.document_id(content + sidecar.content)
    if reason is not None:
        return Found(file.file_path, file.file_path, digest, reason=reason, detail=detail)
    document = Document(digest, file.file_path, str(form), content)
    return Found(file.file_path, file.file_path, digest, sidecar.fields.apply(document))


def _head(stream: io.BufferedReader) -> bytes:
    """The first bytes, as many as there are up to the head's size."""
    parts, size = [], 0
    while size < HEAD_BYTES and (part := stream.read(HEAD_BYTES - size)):
        parts.append(part)
        size += len(part)
    return b"".join(parts)


class _Rewound(io.RawIOBase):
    """A stream with the bytes that were already taken from it put back in front."""

    def __init__(self, head: bytes, rest: io.BufferedReader) -> None:
        self._head, self._rest = memoryview(head), rest

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fills the buffer from the head, then from the rest."""
        if not len(self._head):
            return self._rest.readinto(buffer)
        size = min(len(buffer), len(self._head))
        buffer[:size] = self._head[:size]
        self._head = self._head[size:]
        return size


def _buffered(source: io.RawIOBase | io.BufferedReader, head: bytes) -> io.BufferedReader:
    """The source from its start; Parquet is read from the end, so it must be seekable or held in memory.

    Raises:
        BombError: if that would be too much.
    """
    if isinstance(source, io.BufferedReader):
        if source.seekable():
            source.seek(0)
            return source
        content = io.BytesIO(head)
        content.seek(0, io.SEEK_END)
        while part := source.read(HEAD_BYTES):
            content.write(part)
            if content.tell() > MOST_HELD:
                raise BombError(f"compressed Parquet of more than {MOST_HELD} bytes; decompress it")
        content.seek(0)
        return io.BufferedReader(content)
    return io.BufferedReader(source)


def _whole(file: RawFile, reason: Reason, detail: str) -> Found:
    """A file that is set aside as a whole, known again by its bytes on disk."""
    try:
        with file.path.open("rb") as raw:
            digest = ids.document_id(raw.read(1 << 20) + str(file.path.stat().st_size).encode())
    except OSError as error:
        return _unreadable(file, str(error.strerror))
    return Found(file.file_path, file.file_path, digest, reason=reason, detail=detail)


def _unreadable(file: RawFile, detail: str) -> Found:
    return Found(file.file_path, file.file_path, ids.hash_id("a", file.file_path, detail), reason=Reason.UNREADABLE_FILE, detail=detail)
