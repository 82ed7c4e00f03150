"""What was landed before: pages, and what feeds said of their version. A hidden file in the raw folder; ingest passes it over."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onrecord.errors import OnrecordError

FILE = ".fetched.json"


@dataclass
class State:
    """Landed pages by canonical address with the archive that holds them, and the validators of feeds by address."""

    pages: dict[str, str] = field(default_factory=dict)
    validators: dict[str, dict[str, str]] = field(default_factory=dict)


def read_state(folder: Path) -> State:
    """The state of a raw folder; an empty one where nothing was fetched yet.

    Raises:
        OnrecordError: if the file is damaged.
    """
    file = folder / FILE
    if not file.exists():
        return State()
    try:
        given: dict[str, Any] = json.loads(file.read_text("utf-8"))
        return State(dict(given["pages"]), dict(given["validators"]))
    except (ValueError, KeyError, TypeError) as error:
        raise OnrecordError(f"The file {file} is damaged; remove it, and pages that were landed before are fetched once more.") from error


def write_state(folder: Path, state: State) -> None:
    """Replaces the file in one step."""
    made = folder / f"{FILE}.new"
    made.write_text(json.dumps({"pages": state.pages, "validators": state.validators}, indent=0, sort_keys=True), "utf-8")
    made.replace(folder / FILE)
