"""Quotes as rows of the stage table `quotes`."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from onrecord.actors.model import Actors
from onrecord.actors.rows import article_actor_id
from onrecord.article import Article, Span
from onrecord.ids import hash_id
from onrecord.quotes.model import Quote
from onrecord.text.document import Text

PART_SEPARATOR = " ... "
EDGE = " ,.;:!?…-–—\u00a0"
"""Characters that may stand between the content and the mark that closes it."""
NEAR = 3
"""Quotations before a place that may hold it: the innermost and those around it."""


def quote_rows(article: Article, text: Text, actors: Actors, quotes: Sequence[Quote]) -> list[dict[str, object]]:
    """One row a quote, without parts that hold no words; a second quote with the same content and cue gets an id of its own."""
    rows: list[dict[str, object]] = []
    seen: dict[str, int] = {}
    for found in quotes:
        content = tuple(part for part in found.content if part.of(article.body).strip())
        if not content:
            continue
        quote = found if content == found.content else replace(found, content=content)
        row = _row(article, text, actors, quote)
        quote_id = str(row["quote_id"])
        ordinal = seen.get(quote_id, 0)
        seen[quote_id] = ordinal + 1
        if ordinal:
            row["quote_id"] = hash_id("q", quote_id, ordinal)
        rows.append(row)
    return rows


def _row(article: Article, text: Text, actors: Actors, quote: Quote) -> dict[str, object]:
    content, body = quote.content, article.body
    sentence = text.sentences[text.sentence_index(content[0].start)]
    last = text.sentences[text.sentence_index(content[-1].end - 1)]
    printed = with_marks(text, content)
    spans = [{"start_char": s.start, "end_char": s.end} for s in printed]
    return {
        "quote_id": hash_id("q", article.article_id, *(f"{s.start}-{s.end}" for s in content)),
        "article_id": article.article_id,
        "quote_type": quote.quote_type,
        "quote_text": PART_SEPARATOR.join(s.of(body) for s in printed),
        "content_spans": spans,
        "is_headline": quote.is_headline,
        **_speaker(article, actors, quote),
        **_span(body, "cue", quote.cue),
        "cue_lemma": quote.cue_lemma,
        "speech_act": quote.speech_act,
        "is_speech": quote.is_speech,
        "polarity": quote.polarity,
        "addressee_name": quote.addressee_name,
        "venue": quote.venue,
        "said_date": quote.said_date,
        "said_date_precision": quote.said_date_precision,
        "via_name": quote.via[0] if quote.via else None,
        "attribution_depth": 1 + len(quote.via),
        "sentence_start_char": min(sentence.start, printed[0].start),
        "sentence_end_char": max(last.end, printed[-1].end),
        "confidence": quote.confidence,
        "rule_id": quote.rule_id,
    }


def with_marks(text: Text, content: Sequence[Span]) -> tuple[Span, ...]:
    """The content as it is printed: a part that fills a quotation has the quotation's marks with it.

    The marks say which words are the speaker's own; annotators count them as content (PolNeAR, Newell et al. 2018).
    """
    edges, starts = text.quoted, text.quoted_starts
    found = []
    for start, end in content:
        first, last = bisect_right(starts, start), bisect_left(starts, end)
        opened = [o.start for o, i in edges[max(0, first - NEAR) : first] if start <= i.end and not text.body[i.start : start].strip(EDGE)]
        closed = [o.end for o, i in edges[max(0, last - NEAR) : last] if end <= o.end and not text.body[end : i.end].strip(EDGE)]
        found.append(Span(min([start, *opened]), max([end, *closed])))
    return tuple(found)


def _speaker(article: Article, actors: Actors, quote: Quote) -> dict[str, object]:
    who = quote.speaker
    actor = actors.actors[who.actor] if who.actor is not None else None
    return {
        "speaker_actor_id": article_actor_id(article.article_id, actor) if actor else None,
        "speaker_name": who.name,
        "speaker_type": who.actor_type,
        "speaker_title": who.title,
        "speaker_country_code": who.country_code,
        "speaker_method": who.method,
        "speaker_names": list(who.names) or ([who.name] if who.name else []),
        "speaker_reason": who.reason if who.method == "none" else None,
        **_span(article.body, "speaker", quote.source),
    }


def _span(body: str, name: str, span: Span | None) -> dict[str, object]:
    """Text, start and end of an optional span."""
    return {
        f"{name}_text": span.of(body) if span else None,
        f"{name}_start_char": span.start if span else None,
        f"{name}_end_char": span.end if span else None,
    }
