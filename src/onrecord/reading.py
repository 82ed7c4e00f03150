"""`read_article`: one page to what is on record in it, as a function; what `onrecord extract` prints, without files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from onrecord import ids
from onrecord.article import Document
from onrecord.clean.model import CleanOptions, PageError
from onrecord.errors import OnrecordError
from onrecord.extract import article_object
from onrecord.read.forms import HEAD_BYTES, Form, form_of
from onrecord.reasons import MEANINGS, Reason
from onrecord.time_limit import TooSlowError, time_limit

FORMS = ("html", "dump", "text")


class NoArticleError(OnrecordError):
    """A page is no article; `reason` is the code that the warehouse's quarantine would have."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(f"{MEANINGS[reason]} ({detail})" if detail else MEANINGS[reason])
        self.reason = str(reason)


def read_article(
    page: bytes | str, *, form: str | None = None, languages: Sequence[str] = ("en",), seconds: float = 0, **told: Any
) -> dict[str, Any]:
    """The article of a page with its quotes, event reports, time expressions and actors, ready for JSON.

    Names, types and meanings are those of the warehouse's columns (docs/extract.schema.json). Nothing is fetched or written.

    Args:
        page: an HTML page, the visible text of a whole page, or a clean body; bytes may have any charset.
        form: `html`, `dump` (the text of a page with its menus) or `text` (a clean body, whose offsets are those of the result);
            told by the content where it is not given, which takes what is no HTML for a dump.
        languages: languages that are read (ISO 639-1).
        seconds: how long reading may take; 0 for no limit.
        told: what is known of the article, which outranks what the page says: `url`, `outlet`, `title`, `authors`, `published_at`,
            `language`, `charset`.

    Raises:
        NoArticleError: if the page is no article in one of the languages; `reason` says why.
        TypeError: for something told that no article has.
        ValueError: for a form that is none.
    """
    content = page.encode("utf-8") if isinstance(page, str) else page
    known = form or str(form_of(content[:HEAD_BYTES], ""))
    if form is not None and form not in FORMS:
        raise ValueError(f"form is one of {', '.join(FORMS)}, not {form!r}")
    if not content.strip():
        raise NoArticleError(Reason.EMPTY_FILE, "")
    if known not in FORMS:
        known = str(Form.DUMP)
    document = _with_told(Document(ids.document_id(content), "page", known, content), told)
    if isinstance(page, str) and document.declared_charset is None:
        document = replace(document, declared_charset="utf-8")
    try:
        with time_limit(seconds):
            found = article_object(document, CleanOptions(languages=tuple(languages)))
    except PageError as error:
        raise NoArticleError(error.reason, error.detail) from error
    except TooSlowError as error:
        raise NoArticleError(Reason.TOO_SLOW, str(error)) from error
    return found


def _with_told(document: Document, told: dict[str, Any]) -> Document:
    """The document with what is known of it.

    Raises:
        TypeError: for a name that is none.
    """
    names = {name.removeprefix("declared_") for name in Document.__dataclass_fields__ if name.startswith("declared_")}
    unknown = sorted(set(told) - names)
    if unknown:
        raise TypeError(f"read_article() knows nothing of {', '.join(unknown)}; what can be told: {', '.join(sorted(names))}")
    values: dict[str, Any] = {
        f"declared_{name}": tuple(value) if name == "authors" else value for name, value in told.items() if value is not None
    }
    return replace(document, **values)
