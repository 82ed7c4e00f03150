"""Places that settings name: paths of this machine, or URLs of object stores and where their copies are kept here."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path, PurePosixPath

URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def is_remote(place: str) -> bool:
    """Whether a place is named by URL."""
    return bool(URL.match(place))


def copy_of(place: str, cache: Path) -> Path:
    """Where the copy of a remote folder is: of the same name, below a folder for this URL alone; a local place is its own copy."""
    if not is_remote(place):
        return Path(place)
    return cache / sha256(place.encode()).hexdigest()[:16] / _name(place)


def below(place: str, name: str) -> str:
    """A place below a folder, by path or by URL."""
    url, mark, query = place.partition("?")
    return f"{url.rstrip('/')}/{name}{mark}{query}" if is_remote(place) else str(Path(place) / name)


def _name(place: str) -> str:
    return PurePosixPath(place.partition("?")[0].partition("://")[2]).name or "root"
