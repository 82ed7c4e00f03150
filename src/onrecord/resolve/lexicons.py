"""The word lists of this package, read once from `data/`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def entries(name: str) -> list[str]:
    """Lines of a list, without comments and empty lines."""
    text = files(__package__).joinpath("data", f"{name}.txt").read_text("utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def words(name: str) -> frozenset[str]:
    """A list of one entry a line."""
    return frozenset(entries(name))


@cache
def pairs(name: str) -> dict[str, str]:
    """A list of `left = right`."""
    found = {}
    for line in entries(name):
        left, _, right = line.partition("=")
        found[left.strip()] = right.strip()
    return found
