"""Corrections by hand: a CSV file that outranks what was coded of a quote, kept beside the warehouse and applied on every run.

The file has the columns `id` (of a quote), `column`, `value` and, if wanted, `note`; an empty value takes away what was coded. A speaker's
corrected name is linked to the actor of that name in the quote's article, if there is one.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from onrecord.errors import UsageError
from onrecord.schema.columns import columns
from onrecord.schema.tables import TABLES

FILE = "corrections.csv"
CORRECTABLE = ("speaker_name", "speech_act", "polarity", "is_speech", "addressee_name")
NEVER_EMPTY = ("speech_act", "polarity", "is_speech")
TRUTH = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
METHOD = "corrected"
Value = str | bool | None


@dataclass(frozen=True, slots=True)
class Correction:
    """One value of one quote, as a person says it should be."""

    quote_id: str
    column: str
    value: Value


def read_corrections(path: Path) -> list[Correction]:
    """The corrections of a file, one a quote and column.

    Raises:
        UsageError: for a file that cannot be read, or a line that is no correction, with its number and what is wrong.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"The corrections {path} cannot be read: {error}") from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = {"id", "column", "value"} - {name.strip() for name in reader.fieldnames or ()}
    if text.strip() and missing:
        raise UsageError(f"The corrections {path} want a first line with id, column and value; {', '.join(sorted(missing))} missing.")
    found: dict[tuple[str, str], Correction] = {}
    for line in reader:
        where = f"{path}, line {reader.line_num}"
        correction = _correction({name.strip(): value.strip() for name, value in line.items() if name and isinstance(value, str)}, where)
        key = (correction.quote_id, correction.column)
        if found.setdefault(key, correction) != correction:
            raise UsageError(f"{where}: {correction.quote_id} has another {correction.column} above.")
    return list(found.values())


def _correction(line: Mapping[str, str], where: str) -> Correction:
    """The correction of one line."""
    quote_id, column, text = line.get("id", ""), line.get("column", ""), line.get("value", "")
    if not quote_id.startswith("q"):
        raise UsageError(f"{where}: {quote_id!r} is no id of a quote.")
    if column not in CORRECTABLE:
        raise UsageError(f"{where}: {column!r} cannot be corrected; what can be: {', '.join(CORRECTABLE)}.")
    if not text and column in NEVER_EMPTY:
        raise UsageError(f"{where}: {column} cannot be empty.")
    allowed = columns()[column].values
    if allowed and text not in allowed:
        raise UsageError(f"{where}: {column} is one of {', '.join(allowed)}, not {text!r}.")
    if column != "is_speech":
        return Correction(quote_id, column, text or None)
    if text.lower() not in TRUTH:
        raise UsageError(f"{where}: is_speech is true or false, not {text!r}.")
    return Correction(quote_id, column, TRUTH[text.lower()])


def corrected_values(corrections: Sequence[Correction], quotes: pa.Table, article_actors: pa.Table) -> pa.Table:
    """Rows of `quote_corrections`: of every corrected quote on record, all values that can be corrected, as they now are.

    Args:
        corrections: what to correct; those of quotes that are not on record wait until they are.
        quotes: rows of `quotes`.
        article_actors: rows of `article_actors`.
    """
    wanted: dict[str, dict[str, Value]] = {}
    for correction in corrections:
        wanted.setdefault(correction.quote_id, {})[correction.column] = correction.value
    names = ["quote_id", "article_id", "speaker_actor_id", "speaker_method", *CORRECTABLE]
    mask = pa.array([quote_id in wanted for quote_id in quotes["quote_id"].to_pylist()], pa.bool_())
    rows = [row | wanted[row["quote_id"]] for row in quotes.select(names).filter(mask).to_pylist()]
    if not rows:
        return TABLES["quote_corrections"].from_rows([])
    actors = {
        (row["article_id"], row["actor_name"].casefold()): row["article_actor_id"]
        for row in article_actors.select(["article_id", "actor_name", "article_actor_id"]).to_pylist()
        if row["actor_name"]
    }
    for row in rows:
        article_id = row.pop("article_id")
        if "speaker_name" in wanted[row["quote_id"]]:
            name = row["speaker_name"]
            row["speaker_method"] = METHOD if name else "none"
            row["speaker_actor_id"] = actors.get((article_id, name.casefold())) if name else None
    return TABLES["quote_corrections"].from_rows(rows)
