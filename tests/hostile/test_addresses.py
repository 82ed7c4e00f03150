"""A feed cannot lead a fetch to what is not public, whatever way the address is written."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from onrecord.fetch.addresses import is_public, target_of
from onrecord.fetch.client import Client
from onrecord.fetch.failure import FailedError, RefusedError
from onrecord.fetch.feeds import read_listing
from onrecord.fetch.settings import FetchSettings

PRIVATE = {
    "loopback": "http://127.0.0.1/",
    "any of loopback": "http://127.99.1.2/",
    "short": "http://127.1/",
    "decimal": "http://2130706433/",
    "hexadecimal": "http://0x7f000001/",
    "octal": "http://0177.0.0.1/",
    "this host": "http://0.0.0.0/",
    "zero": "http://0/",
    "ten": "http://10.0.0.1/",
    "carrier": "http://100.64.0.1/",
    "link": "http://169.254.169.254/latest/meta-data/",
    "benchmark": "http://198.18.0.1/",
    "multicast": "http://224.0.0.1/",
    "broadcast": "http://255.255.255.255/",
    "IPv6 loopback": "http://[::1]/",
    "IPv6 unspecified": "http://[::]/",
    "IPv6 mapped": "http://[::ffff:127.0.0.1]/",
    "IPv6 mapped in hex": "http://[::ffff:7f00:1]/",
    "IPv6 compatible": "http://[::127.0.0.1]/",
    "IPv6 translated": "http://[64:ff9b::7f00:1]/",
    "IPv6 translated, local": "http://[64:ff9b:1::7f00:1]/",
    "IPv6 6to4": "http://[2002:7f00:1::]/",
    "IPv6 unique local": "http://[fd00::1]/",
    "IPv6 link": "http://[fe80::1]/",
    "IPv6 site": "http://[fec0::1]/",
    "IPv6 multicast": "http://[ff02::1]/",
    "full-width digits": "http://１２７.0.0.1/",
    "full stops of other scripts": "http://127。0。0。1/",
    "localhost": "http://localhost/",
    "localhost with a full stop": "http://localhost./",
    "another port": "http://127.0.0.1:8080/",
}


@pytest.mark.parametrize("url", PRIVATE.values(), ids=PRIVATE)
def test_what_is_not_public_is_refused_however_it_is_written(url: str) -> None:
    """Refused, or no address at all; never a target."""
    with pytest.raises((RefusedError, FailedError)):
        target_of(url, allow_private=False)


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "gopher://news.example/", "ftp://news.example/", "data:text/html,x", "//news.example/",
     "http:///x", "http://user:pw@8.8.8.8/",
     "http://news.example@127.0.0.1/", "http://127.0.0.1#@news.example/", "http://127.0.0.1\\@8.8.8.8/",
     "http://8.8.8.8:99999/", "http://[::1", ""],
)  # fmt: skip
def test_other_schemes_and_tricks_of_writing_are_refused(url: str) -> None:
    """Only http and https, no user names, and the host is the one that is connected to."""
    with pytest.raises((RefusedError, FailedError)):
        target_of(url, allow_private=False)


def test_the_address_that_was_checked_is_the_one_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server that answers anew (DNS rebinding) is asked once: the target names the checked address, the host stays in the header."""
    answers = iter([["93.184.215.14"], ["127.0.0.1"]])

    def ask(host: str, port: int, **_: Any) -> list[tuple[Any, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in next(answers)]

    monkeypatch.setattr(socket, "getaddrinfo", ask)
    target = target_of("http://rebound.example/feed", allow_private=False)
    assert (target.url, target.host_header) == ("http://93.184.215.14/feed", "rebound.example")
    with pytest.raises(RefusedError):
        target_of("http://rebound.example/feed", allow_private=False)


def test_one_private_address_among_public_ones_refuses_the_host(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a second try could reach it."""
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("93.184.215.14", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(RefusedError, match=r"10\.0\.0\.1"):
        target_of("http://mixed.example/", allow_private=False)


def test_a_redirect_is_checked_like_any_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """A public page that leads to the cloud's metadata address is not followed."""
    asked: list[str] = []

    def answer(_self: Client, url: str, _headers: object) -> Any:
        asked.append(url)
        target_of(url, allow_private=False)
        return type("Answer", (), {"status": 302, "header": lambda _, __: "http://169.254.169.254/latest/"})()

    monkeypatch.setattr(Client, "_ask", answer)
    monkeypatch.setattr(socket, "getaddrinfo", _plain)
    with pytest.raises(RefusedError):
        Client(FetchSettings()).get("http://8.8.8.8/")
    assert asked == ["http://8.8.8.8/", "http://169.254.169.254/latest/"]


def _plain(host: str, port: int, **_: Any) -> list[tuple[Any, ...]]:
    """An address written out needs no name server."""
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))]


@pytest.mark.parametrize(
    "ip", ["::ffff:10.0.0.1", "::10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "2001:0:5ef5:79fd:0:0:f5ff:fffe", "240.0.0.1", "192.0.0.8"]
)  # fmt: skip
def test_addresses_inside_addresses_count_as_themselves(ip: str) -> None:
    """Mapped, compatible, translated, 6to4 and Teredo forms of private addresses, and reserved ones."""
    assert not is_public(ip)


def test_a_feed_reads_no_file_and_unfolds_no_entity() -> None:
    """External entities are not read, entities of entities not unfolded."""
    outside = b'<!DOCTYPE rss [<!ENTITY e SYSTEM "file:///etc/passwd">]><rss><item><link>http://a.example/&e;</link></item></rss>'
    laughs = b'<!DOCTYPE rss [<!ENTITY a "ha">' + b"".join(
        b'<!ENTITY %s "%s">' % (bytes([98 + i]), b"&%s;" % bytes([97 + i]) * 10) for i in range(20)
    )
    for body in (outside, laughs + b"]><rss><item><link>http://a.example/&u;</link></item></rss>"):
        try:
            pages = read_listing(body, "http://a.example/", 10_000).pages
        except FailedError:
            continue
        assert all("root" not in page and len(page) < 100 for page in pages)
