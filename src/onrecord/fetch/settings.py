"""What is fetched and how politely: the file `feeds.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from onrecord.errors import UsageError

MOST_BYTES = 10 << 20


@dataclass(frozen=True, slots=True)
class Feed:
    """One source of addresses: an RSS or Atom feed, a sitemap, or an index of sitemaps; `most_pages` are taken of it a time."""

    url: str
    outlet: str | None = None
    most_pages: int = 200


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """Feeds, and the manners of the client. Times in seconds, sizes in bytes (before and after decompression)."""

    feeds: tuple[Feed, ...] = field(default=())
    user_agent: str = "onrecord"
    seconds_between_requests: float = 2.0
    connect_seconds: float = 10.0
    total_seconds: float = 60.0
    most_bytes: int = MOST_BYTES
    most_redirects: int = 5
    most_sitemaps: int = 20
    allow_private: bool = False


def load_feeds(path: Path) -> FetchSettings:
    """The settings of a file.

    Raises:
        UsageError: saying what in the file is wrong.
    """
    try:
        given = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise UsageError(f"The file {path} cannot be read ({error.strerror}); name one with --feeds.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"The file {path} is no TOML: {error}") from error
    feeds = given.pop("feed", [])
    if not isinstance(feeds, list) or not feeds:
        raise UsageError(f'The file {path} names no feed; write [[feed]] and under it url = "...".')
    made = _checked(FetchSettings, given, path)
    return FetchSettings(**{**made, "feeds": tuple(_feed(one, path) for one in feeds)})


def _feed(given: Any, path: Path) -> Feed:
    made = Feed(**_checked(Feed, given if isinstance(given, dict) else {}, path))
    if urlsplit(made.url).scheme not in {"http", "https"} or not urlsplit(made.url).hostname:
        raise UsageError(f"{path}: {made.url!r} is no http or https address.")
    return made


def _checked(kind: type[Feed] | type[FetchSettings], given: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """The given values, each of a known name and of the type that the name has."""
    known = {f.name: str(f.type) for f in fields(kind) if f.name != "feeds"}
    for name, value in given.items():
        if name not in known:
            raise UsageError(f"{path}: {name!r} is unknown; known are {', '.join(known)}.")
        wanted = known[name].partition(" ")[0]
        if wanted == "float" and type(value) is int:
            continue
        if type(value).__name__ != wanted or (wanted in {"int", "float"} and value < 0):
            raise UsageError(f"{path}: {name} = {value!r} must be a {wanted} that is not negative.")
    if kind is Feed and "url" not in given:
        raise UsageError(f"{path}: a [[feed]] has no url.")
    return dict(given)
