"""Answers as records of a web archive (WARC 1.1)."""

from __future__ import annotations

import gzip
import io
from collections.abc import Sequence
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from fastwarc.warc import WarcRecord, WarcRecordType

from onrecord import __version__
from onrecord.fetch.client import Answer

TIME = "%Y-%m-%dT%H:%M:%SZ"


def write_archive(target: Path, answers: Sequence[Answer]) -> None:
    """Writes a compressed archive beside its name and renames it when it is whole.

    Bodies stand in it decompressed, with the length they have then; a record's id hashes its address and time.
    """
    info = WarcRecord()
    info.init_headers(WarcRecordType.warcinfo, _urn(target.name))
    info.set_bytes_content(f"software: onrecord/{__version__}\r\nformat: WARC File Format 1.1\r\n".encode())
    made = target.with_name(f".{target.name}.new")
    made.write_bytes(b"".join(_packed(record) for record in (info, *map(_record, answers))))
    made.replace(target)


def _packed(record: WarcRecord) -> bytes:
    """A record as a gzip member of its own, so that readers can leap from one to the next."""
    written = io.BytesIO()
    record.write(written, checksum_data=True)
    return gzip.compress(written.getvalue(), mtime=0)


def _urn(name: str) -> bytes:
    return f"uuid:{uuid5(NAMESPACE_URL, name)}".encode()


def _record(answer: Answer) -> WarcRecord:
    record = WarcRecord()
    at = answer.fetched_at.strftime(TIME)
    record.init_headers(WarcRecordType.response, _urn(f"{answer.url} {answer.fetched_at.isoformat()}"))
    record.headers["WARC-Target-URI"] = answer.url
    record.headers["WARC-Date"] = at
    record.headers["WARC-IP-Address"] = answer.ip
    record.headers["Content-Type"] = "application/http; msgtype=response"
    lines = [f"HTTP/1.1 {answer.status} {answer.reason}", *(f"{name}: {value}" for name, value in answer.headers)]
    head = "\r\n".join(line.replace("\r", " ").replace("\n", " ") for line in lines)
    record.set_bytes_content(head.encode("utf-8", "replace") + b"\r\n\r\n" + answer.body)
    return record
