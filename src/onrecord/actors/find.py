"""Finds and resolves the actors of one article."""

from __future__ import annotations

from onrecord.actors.model import Actors, Resolution
from onrecord.article import Article, Span
from onrecord.text.document import Text


def find_actors(article: Article, text: Text) -> Actors:
    """The actors of an article and every mention of them, pronouns and titles resolved where the article allows it."""
    raise NotImplementedError


def resolve_source(text: Text, actors: Actors, source: Span) -> Resolution:
    """Who the words of a source span mean ("the minister", "he", "both men", "the foreign ministry")."""
    raise NotImplementedError
