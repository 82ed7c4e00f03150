"""Codes the events of one article."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.actors.model import Actors
from onrecord.article import Article
from onrecord.events.model import EventReport
from onrecord.quotes.model import Quote
from onrecord.text.document import Text
from onrecord.text.times import TimeExpression


def code_events(
    article: Article, text: Text, actors: Actors, times: Sequence[TimeExpression], quotes: Sequence[Quote]
) -> list[EventReport]:
    """Event reports of an article, by start of the trigger."""
    raise NotImplementedError
