"""The files below the roots in a fixed order, each with the path it goes by in the warehouse."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import UsageError

SIDECAR_SUFFIX = ".meta.json"
LOCK_SUFFIXES = (".lock", ".lck", ".part", ".tmp", ".crdownload")
LOCK_PREFIXES = (".", "~$")


@dataclass(frozen=True, slots=True)
class RawFile:
    """One file: where it is on this machine, and the path it goes by. `problem` says why it must not be opened."""

    path: Path
    file_path: str
    problem: str = ""


def raw_files(roots: Sequence[Path]) -> list[RawFile]:
    """Every document file below the roots, sorted by the path it goes by.

    The order in which roots are named does not matter. Where two roots have the same relative path, the later one's is prefixed
    with the root's name (and a number, where that is taken as well); nothing ever shows an absolute path.

    Raises:
        UsageError: if a root does not exist.
    """
    check_roots(roots)
    taken: dict[str, RawFile] = {}
    seen: set[Path] = set()
    for root in sorted(roots, key=lambda r: (r.resolve().name, r.resolve().as_posix())):
        for path in _below(root):
            real = path.absolute()
            if real in seen:
                continue
            seen.add(real)
            name = _free_name(_relative(path, root), _printable(root.resolve().name), taken)
            taken[name] = RawFile(path, name, _problem(path, root))
    return [taken[name] for name in sorted(taken)]


def check_roots(roots: Sequence[Path]) -> None:
    """Says so where a root is missing.

    Raises:
        UsageError: if a root does not exist.
    """
    for root in roots:
        if not root.exists():
            raise UsageError(f"There is no file or folder {root}; name the raw files with --raw or put pages into the raw folder.")


def is_document_name(name: str) -> bool:
    """Whether a file of this name can be a document: no hidden file, sidecar, lock or unfinished download."""
    return not (name.startswith(LOCK_PREFIXES) or name.endswith((SIDECAR_SUFFIX, *LOCK_SUFFIXES)))


def _below(root: Path) -> Iterator[Path]:
    """Files of a root; linked folders are given as they are, never entered."""
    if not root.is_dir():
        yield root
        return
    for folder, folders, names in os.walk(root):
        links = [name for name in folders if Path(folder, name).is_symlink()]
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in links)
        yield from (Path(folder, name) for name in sorted([*names, *links]) if is_document_name(name))


def _relative(path: Path, root: Path) -> str:
    return _printable(path.name if path == root else path.relative_to(root).as_posix())


def _printable(name: str) -> str:
    """The name as text: bytes of a file name that are not UTF-8 are replaced."""
    return os.fsencode(name).decode("utf-8", "replace")


def _free_name(name: str, root_name: str, taken: dict[str, RawFile]) -> str:
    if name not in taken:
        return name
    candidate, number = f"{root_name}/{name}", 1
    while candidate in taken:
        number += 1
        candidate = f"{root_name}-{number}/{name}"
    return candidate


def _problem(path: Path, root: Path) -> str:
    """Why a file must not be opened: a link that leaves the root, or nothing that can be read as a file."""
    top = root.resolve() if root.is_dir() else root.resolve().parent
    if path != root and path.is_symlink() and not path.resolve().is_relative_to(top):
        return "it is a link that leads out of the raw folder"
    if path.is_dir():
        return "it is a link to a folder"
    return "" if path.is_file() else "it is no ordinary file"
