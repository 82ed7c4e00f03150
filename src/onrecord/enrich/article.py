"""One article, coded: the composition of sentences, time expressions, actors, quotes and event reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.actors.find import find_actors
from onrecord.actors.model import Actors
from onrecord.article import Article
from onrecord.events.code import code_events
from onrecord.events.model import EventReport
from onrecord.quotes.extract import extract_quotes
from onrecord.quotes.model import Quote
from onrecord.text.document import Text
from onrecord.text.parser import Parser
from onrecord.text.times import TimeExpression, time_expressions


@dataclass(frozen=True, slots=True)
class Coding:
    """Everything coded of one article."""

    text: Text
    times: Sequence[TimeExpression]
    actors: Actors
    quotes: Sequence[Quote]
    events: Sequence[EventReport]


def code_article(article: Article, parser: Parser | None = None) -> Coding:
    """The coding of one article; depends on nothing else but the reader's own parser, if there is one."""
    text = Text(article.body)
    times = time_expressions(text, article.published_date)
    actors = find_actors(article, text)
    quotes = extract_quotes(article, text, actors, times, parser)
    events = code_events(article, text, actors, times, quotes)
    return Coding(text, times, actors, quotes, events)
