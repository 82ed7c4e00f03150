"""Records of articles: JSON lines, CSV and Parquet, read as streams."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord import ids
from onrecord.article import Document
from onrecord.read.batch import Found
from onrecord.read.compression import MOST_UNFOLDED, BombError, most_unfolded
from onrecord.read.fields import DeclaredFields, FieldError, whole_text
from onrecord.read.forms import PAYLOADS, RECORD_FIELDS
from onrecord.reasons import Reason

FORMS = {"html": "html", "page_text": "dump", "text": "text"}
PARQUET_ROWS = 256


@dataclass(frozen=True, slots=True)
class RecordFile:
    """The file that records are read from: its path, the fields that all of them inherit, the limit of one."""

    file_path: str
    inherited: DeclaredFields
    max_bytes: int


def read_jsonl(stream: io.BufferedReader, file: RecordFile) -> Iterator[Found]:
    """Documents of a file with one JSON object a line; a bad line is set aside and the rest goes on."""
    number = 0
    while line := stream.readline(file.max_bytes + 1):
        number += 1
        place = f"{file.file_path}#{number}"
        if len(line) > file.max_bytes:
            digest = ids.document_id(line)
            while line and not line.endswith(b"\n"):
                line = stream.readline(file.max_bytes + 1)
            yield Found(place, file.file_path, digest, reason=Reason.TOO_LARGE, detail=f"line {number}")
            continue
        if line.strip(b" \t\r\n\0\xef\xbb\xbf"):
            yield _json_line(line, number, file)


def _json_line(line: bytes, number: int, file: RecordFile) -> Found:
    """The document of one line."""
    place = f"{file.file_path}#{number}"
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        detail = f"line {number}: {getattr(error, 'msg', None) or error}"
        return Found(place, file.file_path, ids.document_id(line), reason=Reason.INVALID_JSON, detail=detail)
    if not isinstance(record, dict):
        return Found(place, file.file_path, ids.document_id(line), reason=Reason.INVALID_RECORD, detail=f"line {number} holds no object")
    return read_record(record, number, file)


def read_csv(stream: io.BufferedReader, file: RecordFile) -> Iterator[Found]:
    """Documents of a CSV file with a header; numbers count the records, not the lines of the file."""
    csv.field_size_limit(max(csv.field_size_limit(), file.max_bytes))
    lines = _Lines(io.TextIOWrapper(stream, "utf-8-sig", errors="replace", newline=""), file.max_bytes)
    rows = csv.DictReader(lines)
    if not any(name in PAYLOADS for name in rows.fieldnames or ()):
        detail = "the header names none of html, page_text and text"
        yield Found(
            file.file_path, file.file_path, ids.document_id(repr(rows.fieldnames).encode()), reason=Reason.INVALID_RECORD, detail=detail
        )
        return
    number = 0
    while True:
        number += 1
        try:
            lines.taken = 0
            row = next(rows, None)
        except csv.Error as error:
            digest = ids.hash_id("a", file.file_path, number, str(error))
            reason = Reason.TOO_LARGE if isinstance(error, _TooLongError) else Reason.INVALID_RECORD
            yield Found(f"{file.file_path}#{number}", file.file_path, digest, reason=reason, detail=f"record {number}: {error}")
            continue
        if row is None:
            return
        yield read_record({name: value for name, value in row.items() if name and value}, number, file)


class _TooLongError(csv.Error):
    """A record is longer than a document may be."""


@dataclass(slots=True)
class _Lines:
    """The lines of a CSV file for the reader, which else takes in as many as it finds no end to a record; `taken` counts characters."""

    text: io.TextIOWrapper
    most: int
    taken: int = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.text.readline(self.most + 1)
        if not line:
            raise StopIteration
        self.taken += len(line)
        if self.taken <= self.most:
            return line
        while line and not line.endswith(("\n", "\r")):
            line = self.text.readline(self.most + 1)
        raise _TooLongError(f"longer than {self.most} characters")


def read_parquet(stream: io.BufferedReader, file: RecordFile) -> Iterator[Found]:
    """Documents of a Parquet file, a few hundred rows at a time.

    Raises:
        BombError: when the rows come to more than the file may unfold to.
    """
    left = most_unfolded(stream.seek(0, io.SEEK_END))
    try:
        # dictionaries are kept, and rows made one by one: a file may hold one long text as a thousand rows
        schema = pq.ParquetFile(stream).schema_arrow
        texts = [name for name in PAYLOADS if name in schema.names and pa.types.is_string(schema.field(name).type)]
        source = pq.ParquetFile(stream, read_dictionary=texts)
        wanted = [name for name in schema.names if name in (*PAYLOADS, *RECORD_FIELDS)]
        number = 0
        for rows in source.iter_batches(batch_size=PARQUET_ROWS, columns=wanted):
            for at in range(rows.num_rows):
                number += 1
                found = read_record({name: rows[name][at].as_py() for name in wanted}, number, file)
                left -= len(found.document.content) if found.document else 0
                if left < 0:
                    raise BombError(f"the rows unfold to more than {MOST_UNFOLDED} times the size of the file")
                yield found
    except (pa.ArrowException, OSError) as error:
        detail = f"Parquet: {str(error).splitlines()[0][:200]}"
        digest = ids.hash_id("a", file.file_path, detail)
        yield Found(file.file_path, file.file_path, digest, reason=Reason.BROKEN_ARCHIVE_MEMBER, detail=detail)


def read_record(record: Mapping[str, Any], number: int, file: RecordFile) -> Found:
    """The document of one record, or why it is none."""
    canonical = {k: v for k, v in record.items() if k in (*PAYLOADS, *RECORD_FIELDS) and k != "retrieved_at" and v not in (None, "", [])}
    packed = json.dumps(canonical, sort_keys=True, default=str, separators=(",", ":"))
    digest = ids.document_id(packed.encode("utf-8", "surrogatepass"))
    place = f"{file.file_path}#{_record_id(record, number)}"
    payloads = [name for name in PAYLOADS if record.get(name) not in (None, "")]
    if not payloads and any(record.get(name) == "" for name in PAYLOADS):
        return Found(place, file.file_path, digest, reason=Reason.EMPTY_FILE, detail=f"record {number}")
    if len(payloads) != 1 or not isinstance(record[payloads[0]], str):
        detail = (
            f"record {number} has {' and '.join(payloads) or 'none of them'}"
            if len(payloads) != 1
            else f"record {number}: {payloads[0]} is no text"
        )
        return Found(place, file.file_path, digest, reason=Reason.INVALID_RECORD, detail=detail)
    text = whole_text(record[payloads[0]])
    content = text.encode("utf-8")
    if not text.strip():
        return Found(place, file.file_path, digest, reason=Reason.EMPTY_FILE, detail=f"record {number}")
    if len(content) > file.max_bytes:
        return Found(place, file.file_path, digest, reason=Reason.TOO_LARGE, detail=f"record {number}")
    try:
        declared = DeclaredFields.of(record).over(file.inherited)
    except FieldError as error:
        return Found(place, file.file_path, digest, reason=Reason.INVALID_RECORD, detail=f"record {number}: {error}")
    charset = "utf-8" if payloads[0] == "html" else None
    document = declared.apply(Document(digest, place, FORMS[payloads[0]], content, declared_charset=charset))
    return Found(place, file.file_path, digest, document)


def _record_id(record: Mapping[str, Any], number: int) -> str:
    """The record's own id, or its number where it has none."""
    value = record.get("id")
    if value is None or isinstance(value, (bool, list, dict)):
        return str(number)
    return whole_text(str(value)).strip() or str(number)
