"""Why a page is no article: error pages, paywall stubs, galleries and indexes."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.clean.lexicon import entries, folded_words, line_kinds
from onrecord.clean.model import PageError
from onrecord.clean.units import Unit
from onrecord.reasons import Reason

FEWEST_WORDS = 25  # a shorter text on a page is a caption or a teaser; the shortest article of the development pages has more
STUB_WORDS = 130  # a longer text before a paywall note is worth keeping
ERROR_WORDS = 60


def check_article(units: Sequence[Unit], body: str, title: str | None) -> None:
    """Passes a page that holds an article.

    Raises:
        PageError: with the reason why it does not.
    """
    words = len(body.split())
    if words < ERROR_WORDS and (_is_error(title) or any(_is_error(unit.text) for unit in units[:12])):
        raise PageError(Reason.ERROR_PAGE, (title or units[0].text)[:80] if units else "")
    if words < STUB_WORDS and any(is_paywall(unit.text) for unit in units):
        raise PageError(Reason.PAYWALL_STUB, f"{words} words before the paywall")
    if words < FEWEST_WORDS:
        raise PageError(Reason.NO_ARTICLE, f"{words} words of running text")


def _is_error(text: str | None) -> bool:
    """Whether a line says that the page is an error page."""
    return bool(text) and len(str(text)) < 160 and "error" in line_kinds(str(text))


def is_paywall(text: str) -> bool:
    """Whether a block asks for a subscription to read on."""
    if len(text) > 400:
        return False
    line = f" {' '.join(folded_words(text))} "
    return any(f" {phrase} " in line for phrase in entries("paywall"))
