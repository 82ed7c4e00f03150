"""A warehouse on an object store: taken here before a run, sent back after it; readers keep a copy of what is published."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.places import copy_of, is_remote
from onrecord.remote import Mirror
from onrecord.settings import Settings
from onrecord.warehouse.kept import FOLDER as KEPT
from onrecord.warehouse.manifest import MANIFEST
from onrecord.warehouse.publish import NEXT
from onrecord.warehouse.snapshot import LIVE
from onrecord.warehouse.workspace import BEFORE, WORK

# Sent after all other files: who finds the new manifest finds everything that it names.
LAST = (LIVE, MANIFEST)
PUBLISHED = (LIVE, MANIFEST, "marts", "docs", KEPT)
UNFINISHED = (".drafts", WORK, BEFORE, NEXT)

_taken: set[Path] = set()


@contextmanager
def checked_out(settings: Settings) -> Iterator[None]:
    """The copy of a remote warehouse is as new as the warehouse inside the block, and is sent there at the end of one that succeeded.

    What a run that failed or was killed left in the copy stays there for the next one, unless another machine published meanwhile. Blocks
    in each other are one. The caller holds the lock of the copy; a local warehouse needs none of this.

    Raises:
        OnrecordError: if the store cannot be used, or another machine published while the block ran.
    """
    place = settings.warehouse_path
    if not is_remote(settings.warehouse) or place in _taken:
        yield
        return
    mirror = Mirror(settings.warehouse, place, LAST, skip=UNFINISHED)
    if mirror.is_outdated():
        mirror.pull()
    _taken.add(place)
    try:
        yield
        mirror.push()
    finally:
        _taken.discard(place)


def readable(settings: Settings) -> Path:
    """The folder to read the warehouse from; what is published on an object store is copied as far as it is new.

    Raises:
        OnrecordError: if the store cannot be read.
    """
    if not is_remote(settings.warehouse):
        return settings.warehouse_path
    mirror = Mirror(settings.warehouse, copy_of(settings.warehouse, settings.cache_path / "read"), LAST, only=PUBLISHED)
    if mirror.is_outdated():
        mirror.pull()
    return mirror.folder
