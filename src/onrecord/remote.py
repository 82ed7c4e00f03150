"""Folders on object stores: copied here to be worked on, and back afterwards, each time as far as they changed.

A URL is what `pyarrow.fs` takes: `s3://bucket/folder`, with `?endpoint_override=HOST:PORT&scheme=http` for stores other than Amazon's;
`gs://`, `abfs://` and `file://` too. Credentials come from where their tools look (AWS_ACCESS_KEY_ID and so on).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from pyarrow import ArrowException
from pyarrow.fs import FileSelector, FileSystem, FileType

from onrecord.errors import OnrecordError, UsageError
from onrecord.places import copy_of, is_remote

AT_ONCE = 16  # transfers at a time: an object costs a round trip rather than bandwidth
PIECE = 1 << 20
RECORD = ".synced.json"
Stat = tuple[int, int]  # size in bytes and time of change in nanoseconds


def exists(place: str) -> bool:
    """Whether there is anything at a place.

    Raises:
        OnrecordError: if a store cannot be asked.
    """
    if not is_remote(place):
        return Path(place).exists()
    with _in_words(place):
        store, base = _store(place)
        return bool(store.get_file_info(base).type != FileType.NotFound)


@dataclass(frozen=True, slots=True)
class Mirror:
    """A remote folder and its copy here; the record beside the copy tells what both were when they were last the same.

    Args:
        url: the remote folder.
        folder: its copy.
        last: files that are sent after all others, in this order; the last of them says that all are whole.
        only: where given, the files and folders right below that are copied; the others stay away.
        skip: the files and folders right below that are not.
    """

    url: str
    folder: Path
    last: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()

    def is_outdated(self) -> bool:
        """Whether the file that says that all others are whole is another one there than when it was last seen from here."""
        (mark,) = self.last[-1:]
        known = self._record().get(mark, {}).get("there")
        with _in_words(self.url):
            store, base = _store(self.url)
            found = store.get_file_info(f"{base}/{mark}")
        there: Stat | None = (found.size, found.mtime_ns) if found.type == FileType.File else None
        return bool(known != there)

    def pull(self) -> None:
        """Makes the copy what is there: what changed is fetched, what is gone is removed.

        Raises:
            OnrecordError: if the store cannot be read.
        """
        known, local = self._record(), dict(self._local())
        with _in_words(self.url):
            store, base = _store(self.url)
            there = dict(self._there(store, base))
            wanted = [n for n, stat in there.items() if n not in known or known[n] != {"there": stat, "here": local.get(safe_path(n))}]
            self.folder.mkdir(parents=True, exist_ok=True)
            with TemporaryDirectory(dir=self.folder.parent) as drafts, ThreadPoolExecutor(AT_ONCE) as pool:
                list(pool.map(lambda name: _fetch(store, f"{base}/{name}", self.folder / safe_path(name), Path(drafts)), wanted))
        for name in local.keys() - {safe_path(name) for name in there}:
            (self.folder / name).unlink(missing_ok=True)
        self._note(there)

    def push(self) -> None:
        """Makes what is there the copy: what changed is sent, the last files after the others, then what is gone is removed.

        Raises:
            OnrecordError: if the store cannot be written, or somebody else wrote it since it was last seen from here.
        """
        if self.is_outdated():
            raise OnrecordError(f"{self.url} was published by another run meanwhile; run again, it goes on from there.")
        known, local = self._record(), dict(self._local())
        changed = [name for name, stat in local.items() if name not in known or known[name]["here"] != stat]
        with _in_words(self.url):
            store, base = _store(self.url)
            store.create_dir(base, recursive=True)
            send = partial(_send, store, base, self.folder)
            with ThreadPoolExecutor(AT_ONCE) as pool:
                list(pool.map(send, [name for name in changed if name not in self.last]))
            for name in self.last:
                if name in changed:
                    send(name)
            there = dict(self._there(store, base))
            for name in there.keys() - local.keys():
                store.delete_file(f"{base}/{name}")
        self._note({name: stat for name, stat in there.items() if name in local})

    def _there(self, store: FileSystem, base: str) -> Iterator[tuple[str, Stat]]:
        for info in store.get_file_info(FileSelector(base, allow_not_found=True, recursive=True)):
            name = info.path.removeprefix(base).lstrip("/")
            if info.type == FileType.File and self._is_wanted(name):
                yield name, (info.size, info.mtime_ns)

    def _local(self) -> Iterator[tuple[str, Stat]]:
        for folder, _, names in os.walk(self.folder):
            for name in names:
                path = Path(folder, name)
                relative = path.relative_to(self.folder).as_posix()
                if self._is_wanted(relative):
                    yield relative, _stat(path)

    def _is_wanted(self, name: str) -> bool:
        top = PurePosixPath(name).parts[0]
        return top not in self.skip and (not self.only or top in self.only)

    @property
    def _file(self) -> Path:
        return self.folder.with_name(self.folder.name + RECORD)

    def _record(self) -> dict[str, dict[str, Stat | None]]:
        try:
            found: dict[str, dict[str, Any]] = json.loads(self._file.read_text("utf-8"))
        except (OSError, ValueError):  # none yet, or cut off by a kill: everything is compared anew
            return {}
        return {name: {side: tuple(stat) if stat else None for side, stat in sides.items()} for name, sides in found.items()}

    def _note(self, there: dict[str, Stat]) -> None:
        local = dict(self._local())
        record = {name: {"there": stat, "here": local.get(safe_path(name))} for name, stat in there.items()}
        self._file.parent.mkdir(parents=True, exist_ok=True)
        draft = self._file.with_suffix(".part")
        draft.write_text(json.dumps(record), encoding="utf-8")
        draft.replace(self._file)


def raw_copies(places: Sequence[str], cache: Path) -> list[Path]:
    """The raw files and folders as they are here, those on object stores once they were copied.

    Raises:
        UsageError: for a URL with nothing below it.
        OnrecordError: if a store cannot be read.
    """
    found = []
    for place in places:
        if is_remote(place):
            if not exists(place):
                raise UsageError(f"There is nothing at {place}; name the raw files with --raw.")
            Mirror(place, copy_of(place, cache)).pull()
        found.append(copy_of(place, cache))
    return found


def _store(url: str) -> tuple[FileSystem, str]:
    store, base = FileSystem.from_uri(url)
    return store, base.rstrip("/")


def safe_path(name: str) -> str:
    """An object's name as a path that stays below its folder: stores know names that no folder can have."""
    return "/".join(part if part.strip(".") else part.replace(".", "%2E") or "%" for part in name.replace("\0", "%00").split("/"))


def _stat(path: Path) -> Stat:
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def _fetch(store: FileSystem, source: str, target: Path, drafts: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = drafts / sha256(source.encode()).hexdigest()
    with store.open_input_stream(source, buffer_size=PIECE) as given, draft.open("wb") as taken:
        while piece := given.read(PIECE):
            taken.write(piece)
    draft.replace(target)


def _send(store: FileSystem, base: str, folder: Path, name: str) -> None:
    store.create_dir(f"{base}/{name}".rpartition("/")[0], recursive=True)
    with (folder / name).open("rb") as given, store.open_output_stream(f"{base}/{name}") as taken:
        while piece := given.read(PIECE):
            taken.write(piece)


@contextmanager
def _in_words(url: str) -> Iterator[None]:
    """What a store says no to, with the URL."""
    try:
        yield
    except (OSError, ArrowException) as error:
        raise OnrecordError(f"{url} cannot be used: {error}") from error
