"""Web archives (WARC, WET): response and conversion records as documents."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from fastwarc.warc import ArchiveIterator, WarcRecordType

from onrecord import ids
from onrecord.article import Document
from onrecord.read.batch import Found
from onrecord.read.compression import BROKEN
from onrecord.read.fields import DeclaredFields, utc_time
from onrecord.read.records import RecordFile
from onrecord.reasons import Reason

PAGE_RECORDS = WarcRecordType.response | WarcRecordType.conversion
MOST_PASSED_OVER = 1 << 30  # bytes of a record that is too large; where it goes on behind them, the archive counts as broken there
HTML_TYPES = ("text/html", "application/xhtml+xml")


def read_archive(stream: io.BufferedReader, file: RecordFile) -> Iterator[Found]:
    """Documents of a web archive, in the order of its records.

    Only responses and conversions are pages; requests and metadata are passed over. A response that is no page (another status than
    200, another type than HTML) is set aside. After a damaged record nothing behind it can be trusted, so reading ends there.
    """
    number = 0
    try:
        for record in ArchiveIterator(_Counted(stream), record_types=PAGE_RECORDS, auto_decode="all"):
            number += 1
            yield _member(record, number, file)
    except (*BROKEN, ValueError, OSError, RuntimeError) as error:
        detail = f"after record {number}: {error}"
        place = f"{file.file_path}#{number + 1}"
        yield Found(place, file.file_path, ids.hash_id("a", place, detail), reason=Reason.BROKEN_ARCHIVE_MEMBER, detail=detail)
        return
    if not number:
        detail = "the archive holds no response or conversion record"
        yield Found(
            file.file_path, file.file_path, ids.hash_id("a", file.file_path, detail), reason=Reason.BROKEN_ARCHIVE_MEMBER, detail=detail
        )


class _Counted(io.RawIOBase):
    """A stream as FastWARC wants it: it asks for the position, which a decompressed stream cannot tell without seeking."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self._position = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        taken = self._stream.read(size)
        self._position += len(taken)
        return taken

    def readable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """Number of bytes read."""
        return self._position


def _member(record: Any, number: int, file: RecordFile) -> Found:
    """The document of one record."""
    url = record.headers.get("WARC-Target-URI")
    url = url.strip("<> ") if url else None
    place = f"{file.file_path}#{url or number}"
    content = record.reader.read(file.max_bytes + 1)
    digest = ids.document_id(content)
    if len(content) > file.max_bytes:
        record.reader.consume(MOST_PASSED_OVER)  # to its end, behind which the next record stands
        return Found(place, file.file_path, digest, reason=Reason.TOO_LARGE, detail=f"record {number}")
    problem = _problem(record, content)
    if problem:
        return Found(place, file.file_path, ids.hash_id(digest, problem[1]), reason=problem[0], detail=f"record {number}: {problem[1]}")
    is_page = record.record_type == WarcRecordType.response
    declared = DeclaredFields(url=url, retrieved_at=utc_time(record.headers.get("WARC-Date")))
    charset = record.http_charset if is_page else "utf-8"
    document = Document(digest, place, "html" if is_page else "dump", content, declared_charset=charset)
    return Found(place, file.file_path, digest, declared.over(file.inherited).apply(document))


def _is_encoded(record: Any) -> bool:
    """Whether the content was decoded on the way, so that its length is not the one the record states."""
    names = {name.lower() for name, _ in record.http_headers} if record.http_headers else set()
    return bool(names & {"content-encoding", "transfer-encoding"})


def _problem(record: Any, content: bytes) -> tuple[Reason, str] | None:
    """Why a record is no page, if it is none."""
    if not _is_encoded(record) and len(content) < record.content_length:
        return Reason.BROKEN_ARCHIVE_MEMBER, "the record is cut off"
    if record.record_type == WarcRecordType.response:
        status = record.http_headers.status_code if record.http_headers else None
        if status != 200:
            return Reason.ERROR_PAGE, f"the server answered {status}"
        kind = (record.http_content_type or "text/html").lower()
        if kind not in HTML_TYPES:
            return Reason.BINARY_FILE if not kind.startswith("text/") else Reason.UNKNOWN_FORMAT, f"the type is {kind[:60]}"
    if not content.strip():
        return Reason.EMPTY_FILE, "no content"
    return None
