"""The language of an article's text."""

from __future__ import annotations

from functools import cache
from typing import Any

from onrecord.clean.lexicon import folded_words, stop_words

SHOWN = 4000  # characters that are enough to tell
ENGLISH_SHARE = 0.28  # share of English function words from which a text is English; other languages stay below 0.1 on our own samples
SHORT_WORDS, SHORT_SHARE = 60, 0.15  # a sentence full of names has fewer, and the identifier errs on it (2 of 1,044 development sentences)
FEW_WORDS = 12  # a shorter text is too little for the identifier to overrule what is declared, or English


@cache
def _classify() -> Any:
    import py3langid

    return py3langid.classify


def language_of(text: str, declared: str | None = None) -> str | None:
    """Language of a text as an ISO 639-1 code: what is declared, else what its words show; None for a text without words.

    >>> language_of("The ministers said that they would meet again in the spring.")
    'en'
    """
    if declared and declared.strip()[:2].isalpha():
        return declared.strip()[:2].lower()
    words = folded_words(text[:SHOWN])
    if not any(word.isalpha() for word in words):
        return None
    share = sum(map(stop_words().__contains__, words)) / len(words)
    if share >= (SHORT_SHARE if len(words) < SHORT_WORDS else ENGLISH_SHARE):
        return "en"
    code, _ = _classify()(text[:SHOWN])
    latin = sum(char < "\u0250" for char in text[:SHOWN] if char.isalpha())
    is_latin = latin * 2 > sum(char.isalpha() for char in text[:SHOWN])
    return "en" if len(words) < FEW_WORDS and is_latin else str(code)
