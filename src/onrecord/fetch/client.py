"""One request at a time, bounded in time, size and redirects, at a polite rate for each host."""

from __future__ import annotations

import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Self
from urllib.parse import urljoin, urlsplit

import httpx

from onrecord.fetch.addresses import Target, target_of
from onrecord.fetch.failure import FailedError
from onrecord.fetch.settings import FetchSettings

REDIRECTS = frozenset({301, 302, 303, 307, 308})
NOT_MODIFIED = 304
ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,text/xml;q=0.9,*/*;q=0.1"
Check = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `body` is decompressed; headers are as they came, but for encodings and length."""

    url: str
    ip: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fetched_at: datetime

    def header(self, name: str) -> str | None:
        """The first header of a name."""
        return next((value for key, value in self.headers if key.lower() == name), None)


class _Deadline:
    """Hangs up when a request takes too long in all: a time-out of the library counts anew with every byte that drips in."""

    def __init__(self, seconds: float) -> None:
        self.is_over = False
        self._sockets: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._hang_up)
        self._timer.daemon = True

    def trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Keeps the sockets that httpcore opens, by its `trace` extension."""
        if event in {"connection.connect_tcp.complete", "connection.start_tls.complete"}:
            self._sockets.append(info["return_value"].get_extra_info("socket"))
            if self.is_over:
                self._hang_up()

    def _hang_up(self) -> None:
        self.is_over = True
        for opened in self._sockets:
            with suppress(OSError):
                opened.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()


@dataclass
class Client:
    """Asks for addresses. Nothing of one answer (cookies, redirects) carries over to the next request."""

    settings: FetchSettings
    _next: dict[str, float] = field(default_factory=dict)
    _pauses: dict[str, float] = field(default_factory=dict)

    def slow_down(self, host: str, seconds: float) -> None:
        """Waits at least so long between requests to a host, from now on."""
        self._pauses[host] = max(seconds, self._pauses.get(host, 0.0))
        self._next[host] = max(self._next.get(host, 0.0), time.monotonic() + seconds)

    def get(self, url: str, headers: Mapping[str, str] | None = None, check: Check | None = None) -> Answer:
        """What an address answers, redirects followed.

        Args:
            url: the address.
            headers: of a conditional request.
            check: called with every address before it is asked; raises `RefusedError` for those that may not be.

        Raises:
            RefusedError: if an address on the way may not be asked.
            FailedError: if there is no answer within the bounds.
        """
        for _ in range(self.settings.most_redirects + 1):
            if check is not None:
                check(url)
            answer = self._ask(url, headers or {})
            onward = answer.header("location") if answer.status in REDIRECTS else None
            if onward is None:
                return answer
            try:
                url = urljoin(url, onward)
            except ValueError as error:
                raise FailedError(f"a redirect to {onward[:100]!r}, which is no address") from error
        raise FailedError(f"more than {self.settings.most_redirects} redirects")

    def _ask(self, url: str, headers: Mapping[str, str]) -> Answer:
        target = target_of(url, allow_private=self.settings.allow_private)
        self._wait(target.host_header)
        told = {
            "Host": target.host_header, "User-Agent": self.settings.user_agent, "Accept": ACCEPT, "Accept-Encoding": "gzip", **headers,
        }  # fmt: skip
        timeout = httpx.Timeout(self.settings.connect_seconds)
        late = f"not done within {self.settings.total_seconds:g} s"
        with _Deadline(self.settings.total_seconds) as deadline:
            extensions = {"sni_hostname": target.host, "trace": deadline.trace}
            try:
                with (
                    httpx.Client(timeout=timeout, trust_env=False, follow_redirects=False) as client,
                    client.stream("GET", target.url, headers=told, extensions=extensions) as response,
                ):
                    answer = self._answer(url, target, response)
            except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
                raise FailedError(late if deadline.is_over else f"{type(error).__name__}: {error}".rstrip(": ")) from error
            if deadline.is_over:  # an answer without a length looks whole where we hung up
                raise FailedError(late)
            return answer

    def _answer(self, url: str, target: Target, response: httpx.Response) -> Answer:
        encoding = response.headers.get("content-encoding", "identity").strip().lower()
        if encoding not in {"identity", "gzip", "x-gzip", "deflate", ""}:
            raise FailedError(f"the answer is encoded as {encoding[:40]}, which was not asked for")
        body = b"".join(_decoded(self._received(response), encoding, self.settings.most_bytes))
        kept = [
            (name, value)
            for name, value in response.headers.multi_items()
            if name.lower() not in {"content-encoding", "transfer-encoding", "content-length"}
        ]
        kept.append(("Content-Length", str(len(body))))
        return Answer(url, target.ip, response.status_code, response.reason_phrase, tuple(kept), body, datetime.now(UTC))

    def _received(self, response: httpx.Response) -> Iterator[bytes]:
        """The bytes as they come, within the bound of size."""
        size = 0
        for chunk in response.iter_raw():
            size += len(chunk)
            if size > self.settings.most_bytes:
                raise FailedError(f"larger than {self.settings.most_bytes} bytes")
            yield chunk

    def _wait(self, host: str) -> None:
        """Waits for the host's turn."""
        time.sleep(max(0.0, self._next.get(host, 0.0) - time.monotonic()))
        self._next[host] = time.monotonic() + max(self.settings.seconds_between_requests, self._pauses.get(host, 0.0))


def _decoded(chunks: Iterator[bytes], encoding: str, most: int) -> Iterator[bytes]:
    """The chunks decompressed, no more than `most` bytes of them: a small answer may unfold to a huge one."""
    if encoding in {"identity", ""}:
        yield from chunks
        return
    yield from unfolded(chunks, zlib.MAX_WBITS if encoding == "deflate" else zlib.MAX_WBITS | 16, most)


def unfolded(chunks: Iterable[bytes], bits: int, most: int) -> Iterator[bytes]:
    """Compressed chunks (zlib's window bits tell how), one member after the other; no more than `most` bytes of them.

    Raises:
        FailedError: if they unfold to more, are damaged, or end early.
    """
    unpacker, left = zlib.decompressobj(bits), most
    try:
        for chunk in chunks:
            packed = chunk
            while packed:
                if unpacker.eof:
                    unpacker = zlib.decompressobj(bits)
                part = unpacker.decompress(packed, left + 1)
                left -= len(part)
                if left < 0 or unpacker.unconsumed_tail:
                    raise FailedError(f"larger than {most} bytes when decompressed")
                yield part
                packed = unpacker.unused_data
    except zlib.error as error:
        raise FailedError(f"the compressed answer is damaged ({error})") from error
    if not unpacker.eof:
        raise FailedError("the compressed answer is cut off")


def host_of(url: str) -> str:
    """Host and port of an address, as the `Host` header names them."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()
