"""The manifest of a warehouse: which run stands in it, from what, how many rows, and the SHA-256 of every file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import file_digest
from pathlib import Path

from onrecord import __version__
from onrecord.errors import OnrecordError
from onrecord.schema.tables import SCHEMA_VERSION, TABLES

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a publication says of itself. `files` maps paths below the warehouse to size and SHA-256, `rows` tables to counts."""

    run_id: str
    snapshot_id: str
    published_at: str
    code_version: str
    schema_version: str
    models_sha256: str
    batches: list[str] = field(default_factory=list)
    document_count: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    files: dict[str, dict[str, int | str]] = field(default_factory=dict)
    changes: list[str] = field(default_factory=list)

    def to_json(self) -> str:
        """The manifest as a reader finds it."""
        return json.dumps(asdict(self), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest in a folder; None where there is none, or none that can be read."""
    try:
        return Manifest(**json.loads((folder / MANIFEST).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def published_run(warehouse: Path) -> str | None:
    """Id of the run whose state the next one goes on from: the one that was last published, or None."""
    manifest = read_manifest(warehouse)
    return manifest.run_id if manifest else None


def stop_if_foreign(warehouse: Path) -> None:
    """Refuses a warehouse whose tables mean something else than those of this code; readers keep it as it is.

    Raises:
        OnrecordError: with the two versions and what to do.
    """
    manifest = read_manifest(warehouse)
    if manifest is not None and manifest.schema_version != SCHEMA_VERSION:
        raise OnrecordError(
            f"The warehouse {warehouse} was made with schema version {manifest.schema_version}, and this is onrecord {__version__} with "
            f"schema version {SCHEMA_VERSION}: its tables mean something else, so nothing was changed. Run over the raw files into another "
            "folder (--warehouse), or remove this one first; docs/data_changelog.md says what differs."
        )


def describe_files(root: Path, paths: Iterable[str]) -> dict[str, dict[str, int | str]]:
    """Size and SHA-256 of files by their path below the root, sorted."""
    return {path: {"bytes": (root / path).stat().st_size, "sha256": file_hash(root / path)} for path in sorted(paths)}


def file_hash(path: Path) -> str:
    """SHA-256 of a file's content, in hexadecimal."""
    with path.open("rb") as handle:
        return file_digest(handle, "sha256").hexdigest()


def stage_files(warehouse: Path, run_id: str) -> Iterator[str]:
    """Paths of the stage and rejected partitions that belong to the run's snapshot.

    State tables count with the run's own partition alone; the audit of the stage publish is left out, since it is
    written after the manifest.
    """
    for root in ("stages", "rejected"):
        for part in sorted((warehouse / root).glob("*/batch=*/part.parquet")):
            table, batch = part.parent.parent.name, part.parent.name.removeprefix("batch=")
            is_state = root == "stages" and table in TABLES and not TABLES[table].per_batch
            if batch.endswith(".publish") or (is_state and batch != run_id):
                continue
            yield part.relative_to(warehouse).as_posix()


def damaged_files(warehouse: Path, files: Mapping[str, Mapping[str, int | str]]) -> dict[str, str]:
    """Files that are not what the manifest says, with what is wrong: missing, another size, other content."""
    found: dict[str, str] = {}
    for path, told in files.items():
        file = warehouse / path
        if not file.is_file():
            found[path] = "is missing"
        elif file.stat().st_size != told["bytes"]:
            found[path] = f"has {file.stat().st_size} bytes, not {told['bytes']}"
        elif file_hash(file) != told["sha256"]:
            found[path] = "has other content than was published (its SHA-256 differs)"
    return found
