"""Why an address was not landed, in words."""

from __future__ import annotations


class RefusedError(Exception):
    """We do not ask for it: its robots.txt, a private address, another scheme."""


class FailedError(Exception):
    """We asked and got nothing that can be kept: no answer, too slow, too large, too many redirects, another status."""
