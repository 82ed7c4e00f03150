"""Ids: deterministic hashes of the fewest stable raw values, equal on every machine and on every run.

The contract: an id never depends on cleaned text, on a clock, on a path of the machine or on the order of arrival.
A change to what is hashed is a change of `SCHEMA_VERSION` and needs a line in the data changelog.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b, sha256

ID_CHARS = 16
SEPARATOR = "\x1f"


def hash_id(prefix: str, *parts: object) -> str:
    """Id of a thing: its prefix and 16 hexadecimal characters (64 bits) over the parts.

    >>> hash_id("q", "a1", 3, 9) == hash_id("q", "a1", 3, 9)
    True
    >>> hash_id("q", "a", "1") == hash_id("q", "a1", "")
    False
    """
    joined = SEPARATOR.join("" if part is None else str(part) for part in parts)
    return prefix + blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=ID_CHARS // 2).hexdigest()


def document_id(content: bytes) -> str:
    """Id of a document, and of the article read from it: the SHA-256 of its bytes, cut to 16 characters."""
    return "a" + sha256(content).hexdigest()[:ID_CHARS]


def set_id(prefix: str, members: Iterable[str]) -> str:
    """Id of a set: the same whatever the order its members are named in."""
    return hash_id(prefix, *sorted(members))


def cluster_id(prefix: str, members: Iterable[str]) -> str:
    """Id of a cluster: from its smallest member, so it survives the arrival of most later ones."""
    return prefix + min(members)[1:]
