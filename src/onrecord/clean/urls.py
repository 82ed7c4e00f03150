"""Addresses: the domain of a page, and the day that stands in its address."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from urllib.parse import urlsplit

from onrecord.clean.date_text import FIRST_YEAR, LAST_YEAR
from onrecord.text.months import MONTHS

DAY_IN_PATH = re.compile(
    r"(?<![\d])((?:19|20)\d\d)([/_-])(\d{1,2}|[a-z]{3})\2(\d{1,2})(?=[/_.-]|$)|/((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)", re.IGNORECASE
)
SHORT_MONTHS = {name[:3]: number for name, number in MONTHS.items()}
HOST = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+", re.IGNORECASE)
RESERVED = (".example", ".test")  # names set apart for documents and tests (RFC 2606)


def web_address(value: str | None) -> str | None:
    """The value, if it is a full address of the web."""
    if not value:
        return None
    value = value.strip()
    try:
        parts = urlsplit(value)
    except ValueError:
        return None
    return value if parts.scheme in ("http", "https") and parts.netloc else None


def domain_of(address: str | None) -> str | None:
    """Domain of an address, without www."""
    address = web_address(address)
    if not address:
        return None
    host = (urlsplit(address).hostname or "").lower()
    return host.removeprefix("www.") if HOST.fullmatch(host) else None


def folder_domain(source_uri: str) -> str | None:
    """Domain that a folder of a raw file is named after; the innermost one."""
    folders = source_uri.partition("#")[0].replace("\\", "/").split("/")[:-1]
    return next((name.lower().removeprefix("www.") for name in reversed(folders) if _is_domain(name.lower())), None)


def _is_domain(name: str) -> bool:
    """Whether a name is a domain: the right shape, and an ending that exists."""
    if not HOST.fullmatch(name):
        return False
    if name.endswith(RESERVED):
        return True
    from tld import get_tld

    return get_tld(f"http://{name}", fail_silently=True) is not None


def day_in_address(addresses: Iterable[str | None]) -> tuple[date, str] | None:
    """The day in the path of the first address that has one, and its characters."""
    for address in addresses:
        match = DAY_IN_PATH.search(urlsplit(address).path) if address and web_address(address) else None
        if match:
            year, month, day = (match.group(1), match.group(3), match.group(4)) if match.group(1) else match.groups()[4:]
            number = SHORT_MONTHS.get(month.lower()) or (int(month) if month.isdigit() else 0)
            try:
                found = date(int(year), number, int(day))
            except ValueError:
                continue
            if FIRST_YEAR <= found.year <= LAST_YEAR:
                return found, match.group().strip("/_-.")
    return None
