"""Finds the quotes of one article."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.actors.model import Actors
from onrecord.article import Article
from onrecord.quotes.model import Quote
from onrecord.text.document import Text
from onrecord.text.times import TimeExpression


def extract_quotes(article: Article, text: Text, actors: Actors, times: Sequence[TimeExpression]) -> list[Quote]:
    """Quotes of an article (direct, mixed, indirect), by start of the content."""
    raise NotImplementedError
