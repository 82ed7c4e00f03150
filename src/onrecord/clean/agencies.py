"""News agencies credited in bylines, datelines and credit lines, by the name each is known by."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from onrecord.clean.lexicon import entries


@cache
def agency_forms() -> dict[str, str]:
    """The agency of each way it is credited."""
    forms: dict[str, str] = {}
    for entry in entries("agencies"):
        name, _, ways = entry.partition("=")
        forms.update({way.strip(): name.strip() for way in ways.split("|")})
    return forms


@cache
def _pattern() -> re.Pattern[str]:
    ways = sorted(agency_forms(), key=lambda way: (-len(way), way))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, ways))})(?![\w-])")


def agencies(credit_lines: Iterable[str]) -> tuple[str, ...]:
    """Agencies that credit lines name, in order, each once.

    >>> agencies(["(Outlet with REUTERS and AFP)"])
    ('Reuters', 'Agence France-Presse')
    """
    found = (agency_forms()[match.group()] for line in credit_lines for match in _pattern().finditer(line))
    return tuple(dict.fromkeys(found))
