"""Addresses that may be asked: public ones, unless the user allows others. What was checked is what is connected to."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urldefrag, urlsplit, urlunsplit

from courlan import normalize_url

from onrecord.fetch.failure import FailedError, RefusedError

# networks of IPv6 whose last 32 bits are an IPv4 address: NAT64 (RFC 6052), and the old compatible ones (RFC 4291)
TRANSLATED, COMPATIBLE = ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("::/96")
# and what Python's tables call global though it leads inwards: NAT64 of one's own (RFC 8215), site-local (RFC 3879), protocol assignments
INWARD = tuple(map(ipaddress.ip_network, ("64:ff9b:1::/48", "fec0::/10", "192.0.0.0/24")))
PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes: `url` names the checked address instead of the host, so that no second look-up can lead elsewhere."""

    url: str
    host: str
    host_header: str
    ip: str


def canonical(url: str) -> str:
    """The address without fragment, tracking parameters and superfluous parts (courlan), under which a page is known.

    >>> canonical("HTTPS://News.Example/a?utm_source=x&id=3#top")
    'https://news.example/a?id=3'
    """
    try:
        return normalize_url(urldefrag(url).url)
    except ValueError:
        return url  # no address at all: it fails when it is asked for


def target_of(url: str, *, allow_private: bool) -> Target:
    """The place an address leads to.

    Raises:
        RefusedError: for another scheme, or a host that has an address which is not public.
        FailedError: for a host that has no address.
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode() if not (parts.hostname or "").isascii() else parts.hostname or ""
    except (ValueError, UnicodeError) as error:
        raise FailedError(f"no address ({error})") from error
    if parts.scheme not in PORTS or not host:
        raise RefusedError(f"only http and https are fetched, not {parts.scheme or 'an address without a scheme'}")
    if parts.username or parts.password:
        raise RefusedError("the address holds a user name")
    try:
        port = parts.port or PORTS[parts.scheme]
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, ValueError, UnicodeError) as error:
        raise FailedError(f"the host {host} has no address ({error})") from error
    ips = [str(entry[4][0]) for entry in found]
    private = [ip for ip in ips if not is_public(ip)]
    if private and not allow_private:
        raise RefusedError(f"the host {host} has the address {private[0]}, which is not public (allow_private = true lifts this)")
    ip = ips[0]
    place = f"[{ip}]" if ":" in ip else ip
    netloc = place if port == PORTS[parts.scheme] else f"{place}:{port}"
    named = host if port == PORTS[parts.scheme] else f"{host}:{port}"
    return Target(urlunsplit((parts.scheme, netloc, parts.path or "/", parts.query, "")), host, named, ip)


def is_public(ip: str) -> bool:
    """Whether an address is one of the public network; an IPv4 address inside an IPv6 one counts as itself.

    >>> [is_public(ip) for ip in ("127.0.0.1", "10.1.2.3", "::1", "::ffff:192.168.0.1", "fd00::1", "64:ff9b::7f00:1", "8.8.8.8")]
    [False, False, False, False, False, False, True]
    """
    address = ipaddress.ip_address(ip.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if address in TRANSLATED or address in COMPATIBLE:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        address = inner or address
    return address.is_global and not address.is_multicast and not any(address in network for network in INWARD)
