"""Compressed files opened as streams; nothing is taken in whole before its size is known to be bearable."""

from __future__ import annotations

import bz2
import gzip
import io
import zlib
from pathlib import Path
from typing import IO, cast

import zstandard

GZIP, ZSTD, BZIP2 = b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"BZh"
MAX_LAYERS = 2
BROKEN = (EOFError, zlib.error, gzip.BadGzipFile, zstandard.ZstdError)
SUFFIXES = (".gz", ".zst", ".bz2")


def open_raw(path: Path) -> io.BufferedReader:
    """The file's content after decompression, as a stream that can be peeked at.

    The form of compression is told by the first bytes, not by the name; up to two layers are taken off.

    Raises:
        OSError: if the file cannot be opened.
    """
    stream = path.open("rb")
    for _ in range(MAX_LAYERS):
        head = stream.peek(4)
        if head.startswith(GZIP):
            inner = cast("IO[bytes]", gzip.GzipFile(fileobj=stream))
        elif head.startswith(ZSTD):
            inner = cast("IO[bytes]", zstandard.ZstdDecompressor().stream_reader(stream, read_across_frames=True))
        elif head.startswith(BZIP2) and head[3:4].isdigit():
            inner = cast("IO[bytes]", bz2.BZ2File(stream))
        else:
            break
        stream = io.BufferedReader(cast("io.RawIOBase", inner), 1 << 16)
    return stream


def bare_name(name: str) -> str:
    """The name without the suffixes of compression.

    >>> bare_name("pages/a.html.gz")
    'pages/a.html'
    """
    for suffix in SUFFIXES:
        if name.lower().endswith(suffix):
            return bare_name(name[: -len(suffix)])
    return name
