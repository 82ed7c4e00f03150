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
PACKED_CHUNK = 1 << 9
"""Compressed bytes of Zstandard taken in at once: four of them may unfold to 128 KiB, so this bounds a bomb's step to 16 MiB."""
MOST_UNFOLDED = 200
"""How many times its size on disk a file may unfold to, beyond `FREE_BYTES`; text comes to 3 to 20 times, what is made to harm to more."""
FREE_BYTES = 1_000_000
BROKEN = (EOFError, zlib.error, gzip.BadGzipFile, zstandard.ZstdError)
SUFFIXES = (".gz", ".zst", ".bz2")


class BombError(Exception):
    """A compressed file unfolds to so much that it was made to do so."""


def most_unfolded(size: int) -> int:
    """Bytes that a file of a size may unfold to."""
    return FREE_BYTES + MOST_UNFOLDED * size


def open_raw(path: Path) -> io.BufferedReader:
    """The file's content after decompression, as a stream that can be peeked at.

    The form of compression is told by the first bytes, not by the name; up to two layers are taken off.

    Raises:
        OSError: if the file cannot be opened.
        BombError: by the stream, when it has unfolded to more than it may.
    """
    stream = raw = path.open("rb")
    for _ in range(MAX_LAYERS):
        head = stream.peek(4)
        if head.startswith(GZIP):
            inner = cast("IO[bytes]", gzip.GzipFile(fileobj=stream, mode="rb"))  # the mode of a layer below is a number to gzip
        elif head.startswith(ZSTD):
            inner = cast("IO[bytes]", _Frames(stream))
        elif head.startswith(BZIP2) and head[3:4].isdigit():
            inner = cast("IO[bytes]", bz2.BZ2File(stream))
        else:
            break
        stream = io.BufferedReader(cast("io.RawIOBase", inner), 1 << 16)
    if stream is raw:
        return raw
    return io.BufferedReader(_Bounded(stream, most_unfolded(path.stat().st_size)), 1 << 16)


class _Bounded(io.RawIOBase):
    """A decompressed stream up to a size."""

    def __init__(self, stream: io.BufferedReader, left: int) -> None:
        self._stream, self._left = stream, left

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fills the buffer with what comes next.

        Raises:
            BombError: if the stream has come to more than it may.
        """
        size = self._stream.readinto(buffer)
        self._left -= size
        if self._left < 0:
            raise BombError(f"the file unfolds to more than {MOST_UNFOLDED} times its size")
        return size

    def close(self) -> None:
        """Closes the file below as well."""
        self._stream.close()
        super().close()


class _Frames(io.RawIOBase):
    """The content of one or more Zstandard frames; unlike the library's own reader it tells when the last one is cut off."""

    def __init__(self, source: io.BufferedReader) -> None:
        self._source = source
        self._frame = zstandard.ZstdDecompressor().decompressobj()
        self._pending = memoryview(b"")

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fills the buffer with what is decompressed next.

        Raises:
            zstandard.ZstdError: if the data is damaged or cut off.
        """
        while not self._pending:
            unused = self._frame.unused_data if self._frame.eof else b""
            packed = unused or self._source.read(PACKED_CHUNK)
            if self._frame.eof:
                if not packed:
                    return 0
                self._frame = zstandard.ZstdDecompressor().decompressobj()
            elif not packed:
                raise zstandard.ZstdError("the data is cut off")
            self._pending = memoryview(self._frame.decompress(packed))
        size = min(len(buffer), len(self._pending))
        buffer[:size] = self._pending[:size]
        self._pending = self._pending[size:]
        return size


def bare_name(name: str) -> str:
    """The name without the suffixes of compression.

    >>> bare_name("pages/a.html.gz")
    'pages/a.html'
    """
    for suffix in SUFFIXES:
        if name.lower().endswith(suffix):
            return bare_name(name[: -len(suffix)])
    return name
