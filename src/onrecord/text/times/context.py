"""Lists of words around a time expression, read once from `data/time_context.txt`."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in files("onrecord.text").joinpath("data", "time_context.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            name, words = line.split("|")
            found[name] = found.get(name, frozenset()) | frozenset(words.split())
    return found


def listed(name: str) -> frozenset[str]:
    """The words of a list; KeyError where the file has no such list."""
    return _lists()[name]
