"""The optional fields that come with a document: from a record or a sidecar, checked and put into one shape."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from onrecord.article import Document

AUTHOR_SEPARATOR = re.compile(r"\s*[;|]\s*|\s*,\s*(?!(?:jr|sr|ph\.?d|m\.?d)\b)|\s+(?:and|&)\s+", re.IGNORECASE)
SURROGATE = re.compile("[\ud800-\udfff]")
LIMIT_CHARS = 20_000  # a field longer than this is no title and no address


class FieldError(ValueError):
    """A field is not of the kind that the contract allows; the message names it."""


@dataclass(frozen=True, slots=True)
class DeclaredFields:
    """The optional fields of one document; None or empty where it came with none."""

    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published_at: str | None = None
    language: str | None = None
    retrieved_at: datetime | None = None

    @classmethod
    def of(cls, fields: Mapping[str, Any]) -> DeclaredFields:
        """The fields of a record or sidecar; unknown ones are passed over.

        Raises:
            FieldError: if a field is neither text, number, time nor (authors) a list of texts.
        """
        return cls(
            url=_text(fields, "url"),
            outlet=_text(fields, "outlet"),
            title=_text(fields, "title"),
            authors=_authors(fields.get("authors")),
            published_at=_text(fields, "published_at"),
            language=_text(fields, "language"),
            retrieved_at=utc_time(_text(fields, "retrieved_at")),
        )

    def over(self, other: DeclaredFields) -> DeclaredFields:
        """These fields, with the other's where these have none."""
        missing = {name: getattr(other, name) for name in self.__slots__ if not getattr(self, name)}
        return replace(self, **missing)

    def apply(self, document: Document) -> Document:
        """The document with these fields."""
        return replace(
            document, declared_url=self.url, declared_outlet=self.outlet, declared_title=self.title, declared_authors=self.authors,
            declared_published_at=self.published_at, declared_language=self.language, retrieved_at=self.retrieved_at,
        )  # fmt: skip


def whole_text(text: str) -> str:
    """The text with halves of surrogate pairs replaced one for one, so that offsets hold and UTF-8 can carry it."""
    return SURROGATE.sub("\ufffd", text)


def utc_time(text: str | None) -> datetime | None:
    """An ISO time as UTC without zone; None for anything else."""
    if not text:
        return None
    try:
        time = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return time.astimezone(UTC).replace(tzinfo=None) if time.tzinfo else time


def _text(fields: Mapping[str, Any], name: str) -> str | None:
    value = fields.get(name)
    if value is None or (isinstance(value, float) and value != value):  # noqa: PLR0124 - a missing cell of a data frame is not a number
        return None
    if isinstance(value, (datetime, date)):
        value = value.isoformat()
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise FieldError(f"{name} is no text")
    if len(value) > LIMIT_CHARS:
        raise FieldError(f"{name} is longer than {LIMIT_CHARS} characters")
    return whole_text(value).strip() or None


def _authors(value: object) -> tuple[str, ...]:
    if value is None or (isinstance(value, float) and value != value):  # noqa: PLR0124 - as above
        return ()
    if isinstance(value, str):
        value = AUTHOR_SEPARATOR.split(" ".join(value[:LIMIT_CHARS].split()))
    if not isinstance(value, (list, tuple)) or not all(isinstance(name, str) for name in value):
        raise FieldError("authors is neither a text nor a list of texts")
    names = (" ".join(whole_text(name).split()) for name in value)
    return tuple(dict.fromkeys(name for name in names if name))
