"""Sidecars: `NAME.meta.json` beside a file gives the optional fields of what the file holds."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.read.fields import DeclaredFields, FieldError
from onrecord.read.walk import SIDECAR_SUFFIX

MAX_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Sidecar:
    """The fields of a sidecar; `problem` says why they could not be read. `content` tells whether it was mended since."""

    fields: DeclaredFields = field(default_factory=DeclaredFields)
    problem: str = ""
    content: bytes = b""


def read_sidecar(path: Path) -> Sidecar:
    """The sidecar of a file: named after its full name, or after the name without one or more suffixes."""
    for candidate in _names(path):
        sidecar = path.with_name(candidate + SIDECAR_SUFFIX)
        if sidecar.is_file():
            return _read(sidecar)
    return Sidecar()


def _names(path: Path) -> list[str]:
    """Names the sidecar may go by, the fullest first."""
    names = [path.name]
    while Path(names[-1]).suffix:
        names.append(Path(names[-1]).stem)
    return names


def _read(sidecar: Path) -> Sidecar:
    if sidecar.is_symlink() and not sidecar.resolve().is_relative_to(sidecar.parent.resolve()):
        return Sidecar(problem=f"{sidecar.name} is a link that leads out of its folder")
    try:
        with sidecar.open("rb") as file:
            content = file.read(MAX_BYTES)
        fields = json.loads(content.decode("utf-8-sig"))
        if not isinstance(fields, dict):
            return Sidecar(problem=f"{sidecar.name} holds no object", content=content)
        return Sidecar(DeclaredFields.of(fields), content=content)
    except OSError as error:
        return Sidecar(problem=f"{sidecar.name}: {error.strerror}")
    except (FieldError, ValueError, RecursionError) as error:
        return Sidecar(problem=f"{sidecar.name}: {error}", content=content)
