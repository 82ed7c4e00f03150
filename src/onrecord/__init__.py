"""onrecord: news articles in, a warehouse of who said what and what happened out.

>>> from onrecord import read_article
>>> read_article("<h1>Bridge opens</h1>...")  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.reading import NoArticleError, read_article

__version__ = "0.1.0"
__all__ = ["NoArticleError", "__version__", "read_article"]


def __getattr__(name: str) -> object:
    """The functions of this package, imported when they are asked for: commands that need none start without them."""
    if name in {"read_article", "NoArticleError"}:
        from onrecord import reading

        return getattr(reading, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
