"""Who owns which outlet, as a person says: a CSV file kept beside the warehouse, so that outlets of one owner count as one voice.

The file has the columns `outlet` (the name of an outlet as it stands in the warehouse, or its host: `example.org`) and `owner`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import pyarrow as pa

from onrecord.errors import UsageError
from onrecord.schema.tables import TABLES

FILE = "owners.csv"


def read_owners(path: Path) -> dict[str, str]:
    """Owners by outlet, as `outlet_key` writes it.

    Raises:
        UsageError: for a file that cannot be read, or a line that names no outlet, no owner, or a second owner, with its number.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"The owners {path} cannot be read: {error}") from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = {"outlet", "owner"} - {name.strip() for name in reader.fieldnames or ()}
    if text.strip() and missing:
        raise UsageError(f"The owners {path} want a first line with outlet and owner; {', '.join(sorted(missing))} missing.")
    found: dict[str, str] = {}
    for line in reader:
        cells = {name.strip(): value.strip() for name, value in line.items() if name and isinstance(value, str)}
        outlet, owner = cells.get("outlet", ""), cells.get("owner", "")
        if not outlet or not owner:
            raise UsageError(f"{path}, line {reader.line_num}: an outlet and its owner are wanted.")
        if found.setdefault(outlet_key(outlet), owner) != owner:
            raise UsageError(f"{path}, line {reader.line_num}: {outlet} has another owner above.")
    return found


def outlet_key(name: str) -> str:
    """An outlet's name or host without case, spaces around and between words, and `www.`."""
    return " ".join(name.casefold().split()).removeprefix("www.")


def outlet_owners(owners: Mapping[str, str], articles: pa.Table) -> pa.Table:
    """Rows of `outlet_owners`: the outlets on record whose owner is known.

    Args:
        owners: owners by outlet; those of outlets that are not on record wait until they are.
        articles: rows of `articles`.
    """
    found: dict[str, str] = {}
    if owners:
        names = zip(*(articles[column].to_pylist() for column in ("outlet_id", "outlet_name", "url")), strict=True)
        for outlet_id, name, url in sorted({one for one in names if one[0]}, key=lambda one: tuple(map(str, one))):
            keys = [outlet_key(part) for part in (name, urlsplit(url).hostname if url else None) if part]
            owner = next((owners[key] for key in keys if key in owners), None)
            if owner is not None:
                found.setdefault(outlet_id, owner)
    return TABLES["outlet_owners"].from_rows([{"outlet_id": outlet, "owner_name": owner} for outlet, owner in found.items()])
