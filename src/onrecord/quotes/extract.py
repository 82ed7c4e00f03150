"""Finds the quotes of one article."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.actors.model import Actors
from onrecord.article import Article
from onrecord.quotes.attribution import Attribution
from onrecord.quotes.by_model import model_attributions
from onrecord.quotes.by_rule import attribute
from onrecord.quotes.cues import find_cues
from onrecord.quotes.headlines import with_headlines
from onrecord.quotes.leftover import with_leftovers
from onrecord.quotes.model import Quote
from onrecord.quotes.nouns import with_nouns
from onrecord.quotes.parsed import with_parsed
from onrecord.quotes.reading import Reading
from onrecord.quotes.relays import with_relays
from onrecord.quotes.sifting import with_reached, with_said, without_fragments, without_repeats
from onrecord.quotes.speakers import Context, to_quotes
from onrecord.quotes.turns import with_turns
from onrecord.quotes.weights import shipped_weights
from onrecord.quotes.windows import Layout
from onrecord.text.document import Text
from onrecord.text.parser import Parser
from onrecord.text.times import TimeExpression


def extract_quotes(
    article: Article, text: Text, actors: Actors, times: Sequence[TimeExpression], parser: Parser | None = None
) -> list[Quote]:
    """Quotes of an article (direct, mixed, indirect), by start of the content.

    Method: cues with their content and source first, by the learned models or, where the weights file is missing, by rule; then the
    quotations in marks that no cue reached, and what the reader's own parser finds besides, if there is one; then speakers, relays and
    circumstances.
    """
    layout = Layout(Reading(text))
    return to_quotes(Context(article, layout, actors, times), attributions(article, layout, parser))


def attributions(article: Article, layout: Layout, parser: Parser | None = None) -> list[Attribution]:
    """What is attributed in an article, by content, before speakers are resolved."""
    weights = shipped_weights()
    found = with_said(layout, with_reached(layout, model_attributions(layout, weights))) if weights else cue_attributions(layout)
    found = with_relays(layout, with_turns(layout, with_leftovers(layout, found)))
    found = with_nouns(layout, without_fragments(layout, without_repeats(layout, found)))
    if parser is not None:
        found = with_parsed(layout, found, parser(layout.reading.text.body))
    return with_headlines(layout, found, article.heading_spans)


def cue_attributions(layout: Layout) -> list[Attribution]:
    """What the cues of an article attribute to whom."""
    found: list[Attribution] = []
    seen: set[tuple[tuple[int, int], ...]] = set()
    for group in layout.groups:
        first, last = layout.elements[group.lo].first, layout.elements[group.hi - 1].last
        for cue in find_cues(layout.reading, first, last):
            attribution = attribute(layout, cue)
            if attribution is not None and attribution.content not in seen:
                seen.add(attribution.content)
                found.append(attribution)
    return found
