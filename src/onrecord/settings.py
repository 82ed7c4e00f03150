"""Settings: `onrecord.toml`, then `ONRECORD_*` environment variables, then flags. Read once, passed in; nothing happens at import.

Each field's `help` is the one place its meaning is written: the commented `onrecord.toml`, `--help` and the docs take it from here.
"""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from onrecord.errors import UsageError
from onrecord.places import copy_of

PREFIX = "ONRECORD_"
FILE_NAME = "onrecord.toml"


def _setting(default: Any, meaning: str, form: str = "", wanted: str = "") -> Any:
    """A dataclass field with its meaning in a sentence; a text of a certain form (regular expression) says in words what is wanted."""
    return field(default=default, metadata={"help": meaning, "form": form, "wanted": wanted})


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a run can be told. Paths are relative to the current folder."""

    raw: tuple[str, ...] = _setting(("data/raw",), "Files and folders to read, folders with everything below them; by path or URL.")
    warehouse: str = _setting("data/warehouse", "Folder of the warehouse, or its URL on an object store (s3://bucket/folder).")
    cache: str = _setting("data/cache", "Folder for the copies of raw folders and warehouses that are named by URL.")
    languages: tuple[str, ...] = _setting(("en",), "Languages that are read (ISO 639-1); articles in others are set aside.")
    batch_documents: int = _setting(100, "Documents in a batch: the unit of parallel work, of resuming and of partitions.")
    max_document_bytes: int = _setting(20_000_000, "Larger documents are set aside; bounds decompression too.")
    max_document_seconds: int = _setting(
        60, "A document that takes more seconds of computing in one stage is set aside; one takes a hundredth of one. 0 for no limit."
    )
    task_runner: str = _setting(
        "auto",
        "How batches are mapped: auto (processes when there are several batches), inline, processes, threads, dask:ADDRESS or ray:ADDRESS.",
        r"auto|inline|processes|threads|(dask|ray):.+",
        "one of auto, inline, processes, threads, dask:ADDRESS and ray:ADDRESS",
    )
    workers: int = _setting(0, "Processes or threads for batches; 0 means one a core.")
    memory_limit: str = _setting(
        "2GB",
        "Memory that DuckDB may take while the models are built; beyond it spills to disk.",
        r"\d+(\.\d+)?\s*([KMGTkmgt][iI]?[Bb]|%)",
        "a size like 2GB or 60%",
    )
    corrections: str = _setting(
        "", "CSV file of corrections by hand (id, column, value) that outrank what was coded; kept with the warehouse."
    )
    owners: str = _setting("", "CSV file of who owns which outlet (outlet, owner), so that outlets of one owner count as one voice.")
    spacy_pipeline: str = _setting(
        "", "Name or folder of a spaCy pipeline whose parser finds reported speech besides (needs the extra `spacy`); empty for none."
    )
    keep_data_docs: int = _setting(5, "Validations of the last so many runs stay in the Data Docs.")
    keep_snapshots: int = _setting(1, "Earlier snapshots that stay in the warehouse, to compare with the live one (`onrecord diff`).")
    keep_batch_days: int = _setting(
        0, "Articles published longer ago leave the warehouse, though not the ledger of what was read; 0 keeps them all."
    )
    keep_rejected_days: int = _setting(
        0, "Rows set aside in runs published longer ago leave the warehouse, though not their counts; 0 keeps them all."
    )
    schedule: str = _setting("30 5 * * *", "Cron expression of `onrecord serve`.")
    timezone: str = _setting("UTC", "Time zone of the schedule.")
    log_level: str = _setting(
        "WARNING",
        "Level of the logs on stderr: DEBUG, INFO, WARNING or ERROR.",
        r"(?i:DEBUG|INFO|WARNING|ERROR)",
        "DEBUG, INFO, WARNING or ERROR",
    )

    @property
    def warehouse_path(self) -> Path:
        """The folder where the warehouse is written: the warehouse itself, or the copy of one on an object store."""
        return copy_of(self.warehouse, self.cache_path)

    @property
    def cache_path(self) -> Path:
        """The folder of copies."""
        return Path(self.cache)

    @property
    def worker_count(self) -> int:
        """Number of processes or threads."""
        return self.workers or os.cpu_count() or 1


def load_settings(
    file: Path | None = None, environment: Mapping[str, str] | None = None, flags: Mapping[str, Any] | None = None
) -> Settings:
    """Settings from the file (default: `onrecord.toml` here, if there is one), the environment and the flags, later ones winning.

    Raises:
        UsageError: for a file that cannot be read, an unknown key (with the nearest known one) or a value of the wrong kind.
    """
    values: dict[str, Any] = {}
    path = file or Path(FILE_NAME)
    if path.exists():
        values |= _known(_read_toml(path), str(path))
    elif file is not None:
        raise UsageError(f"There is no settings file {file}.")
    env = os.environ if environment is None else environment
    named = {k.removeprefix(PREFIX).lower(): v for k, v in env.items() if k.startswith(PREFIX)}
    values |= _known(named, "the environment", PREFIX)
    values |= {k: v for k, v in (flags or {}).items() if v is not None}
    return Settings(**{name: _convert(name, value) for name, value in values.items()})


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"The settings file {path} cannot be read: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"The settings file {path} is not valid TOML: {error}") from error


def _known(values: dict[str, Any], where: str, prefix: str = "") -> dict[str, Any]:
    """The values, if every key is known."""
    names = [f.name for f in fields(Settings)]
    for key in values:
        if key not in names:
            shown = (prefix + key.upper()) if prefix else key
            near = difflib.get_close_matches(key, names, n=1, cutoff=0.4)
            hint = f"; did you mean {prefix + near[0].upper() if prefix else near[0]}?" if near else f"; known are {', '.join(names)}."
            raise UsageError(f"Unknown setting {shown} in {where}{hint}")
    return values


def _convert(name: str, value: Any) -> Any:
    """The value in the kind of the setting's default; text from the environment is split at commas where a list is wanted."""
    entry = next(f for f in fields(Settings) if f.name == name)
    default, form = entry.default, entry.metadata["form"]
    try:
        if isinstance(default, tuple):
            items = value.split(",") if isinstance(value, str) else value
            return tuple(str(item).strip() for item in items)
        if isinstance(default, int):
            number = int(value)
            if number < 0 or isinstance(value, bool):
                raise ValueError(value)
            return number
        if not isinstance(value, str):
            raise TypeError(value)
        if form and not re.fullmatch(form, value.strip()):
            raise ValueError(value)
    except (TypeError, ValueError) as error:
        raise UsageError(f"The setting {name} wants {entry.metadata['wanted'] or _kind(default)}, not {value!r}.") from error
    return value


def _kind(default: object) -> str:
    return "a list of texts" if isinstance(default, tuple) else "a whole number, 0 or more" if isinstance(default, int) else "a text"


def settings_file() -> str:
    """The commented `onrecord.toml` with every default."""
    lines = ["# Settings of onrecord. Every line is a default; take the # away to change it.", ""]
    for entry in fields(Settings):
        value = list(entry.default) if isinstance(entry.default, tuple) else entry.default
        shown = str(value) if isinstance(value, int) else str(value).replace("'", '"') if isinstance(value, list) else f'"{value}"'
        lines += [f"# {entry.metadata['help']}", f"# {entry.name} = {shown}", ""]
    return "\n".join(lines)
