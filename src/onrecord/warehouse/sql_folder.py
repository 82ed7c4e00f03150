"""Where the SQL lies: in a checkout the folder `sql/`, in an installed package `onrecord/_sql`."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from onrecord.errors import OnrecordError


def sql_folder() -> Path:
    """The folder with staging, intermediate, marts, tests and queries.

    Raises:
        OnrecordError: if the installation holds none.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "_sql", package.parents[1] / "sql"):
        if (folder / "marts").is_dir():
            return folder
    raise OnrecordError(f"The SQL models are missing beside {package}; install onrecord anew, or run it from a whole checkout.")


def sql_hash(folder: Path) -> str:
    """SHA-256 over every model and its description, by name: tells whether a snapshot was built with the same SQL."""
    total = sha256()
    files = (path for layer in ("staging", "intermediate", "marts") for path in (folder / layer).iterdir())
    for path in sorted(p for p in files if p.suffix in {".sql", ".yml"}):
        total.update(f"{path.parent.name}/{path.name}\0".encode() + path.read_bytes() + b"\0")
    return total.hexdigest()
