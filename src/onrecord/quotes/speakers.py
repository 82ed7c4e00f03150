"""Attributions become quotes: the speaker resolved, the kind of quote, and what is known of its circumstances."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.actors.find import resolve_source
from onrecord.actors.model import Actors, Resolution
from onrecord.article import Article
from onrecord.quotes.attribution import Attribution
from onrecord.quotes.circumstances import addressee, free_tokens, said_date, venue
from onrecord.quotes.confidence import measured
from onrecord.quotes.lexicon import word_class
from onrecord.quotes.model import Quote
from onrecord.quotes.phrases import subject_before
from onrecord.quotes.windows import Layout
from onrecord.text.times import TimeExpression

RELATIVE_REACH = 30  # tokens before "who" in which its antecedent stands
MOST_RELAYS = 3
NOBODY = Resolution("none", reason="the article names no source")


@dataclass(frozen=True)
class Context:
    """What resolving needs to know of the article around an attribution."""

    article: Article
    layout: Layout
    actors: Actors
    times: Sequence[TimeExpression]


def to_quotes(context: Context, found: Sequence[Attribution]) -> list[Quote]:
    """The quotes of attributions sorted by content."""
    quotes: list[Quote] = []
    speakers: list[Resolution] = []
    before: Resolution | None = None
    for index, attribution in enumerate(found):
        speaker = _speaker(context, attribution, before)
        if speaker is NOBODY and index and _goes_on(context.layout, found[index - 1], attribution):
            speaker = speakers[-1]
        speakers.append(speaker)
        if speaker.method != "none" and not (attribution.entry and not attribution.entry.is_speech):
            before = speaker
    relays = _relays(found, speakers)
    for attribution, speaker, nested in zip(found, speakers, relays, strict=True):
        via = tuple(dict.fromkeys((*_named_relays(context, attribution), *nested)))[:MOST_RELAYS]
        quote = _quote(context, attribution, speaker, via)
        if quote is not None:
            quotes.append(quote)
    return sorted(quotes, key=lambda q: (q.content[0].start, q.content[-1].end))


def _speaker(context: Context, attribution: Attribution, before: Resolution | None) -> Resolution:
    """Who says it: by the source's words, or the speaker before when the words go on."""
    reading = context.layout.reading
    if attribution.source is not None:
        source = attribution.source
        if source[1] - source[0] == 1 and reading.low[source[0]] in word_class("relative"):
            source = subject_before(reading, source[1], max(0, source[0] - RELATIVE_REACH)) or source
            if source == attribution.source:
                return Resolution("none", reason=f"no antecedent of {reading.low[source[0]]}")
        span = reading.span(*source)
        return resolve_source(reading.text, context.actors, span)
    if attribution.is_continued:
        presented = _presented(context, attribution)
        if presented is not None:
            return presented
    if attribution.is_continued and before is not None:
        return replace(before, method="continued")
    return NOBODY


def _presented(context: Context, attribution: Attribution) -> Resolution | None:
    """The person that the sentence before a quotation with no cue is about ("She shrugs."); None where that sentence quotes too."""
    layout = context.layout
    group = layout.group_at(attribution.content[0][0])
    if not group or layout.has_unit(*layout.groups[group - 1]):
        return None
    window = layout.groups[group - 1]
    span = layout.reading.span(layout.elements[window.lo].first, layout.elements[window.hi - 1].last)
    for mention in context.actors.within(span):
        if mention.actor is not None and context.actors.actors[mention.actor].actor_type == "person":
            return resolve_source(layout.reading.text, context.actors, mention.span)
    return None


def _goes_on(layout: Layout, before: Attribution, own: Attribution) -> bool:
    """Whether a cue without a source shares that of the cue before it: "she resigned and wished them luck"."""
    if before.cue is None or own.cue is None or before.source is None or own.form not in {"finite", "participle"}:
        return False
    same = layout.group_at(layout.element_at(before.cue[0])) == layout.group_at(layout.element_at(own.cue[0]))
    first = own.cue[0] - 1
    return same and before.cue[0] < own.cue[0] and layout.reading.low[first] in {"and", "but", ",", "then", "also"}


def _relays(found: Sequence[Attribution], speakers: Sequence[Resolution]) -> list[tuple[str, ...]]:
    """For each attribution who passes it on: the speakers of the attributions whose content its cue and content stand in."""
    relays: list[tuple[str, ...]] = []
    open_until: list[tuple[int, int]] = []
    for index, attribution in enumerate(found):
        lo, hi = attribution.content[0][0], attribution.content[-1][1]
        open_until = [(end, outer) for end, outer in open_until if end > lo]
        names = [speakers[outer].name for end, outer in reversed(open_until) if end >= hi and _is_inside(attribution, found[outer])]
        own = speakers[index].name
        relays.append(tuple(name for name in names if name and name != own))
        open_until.append((hi, index))
    return relays


def _named_relays(context: Context, attribution: Attribution) -> tuple[str, ...]:
    """Names of those who are said to pass the words on, as far as they can be told."""
    reading = context.layout.reading
    resolved = [resolve_source(reading.text, context.actors, reading.span(*tokens)) for tokens in attribution.via]
    return tuple(found.name for found in resolved if found.name)


def _is_inside(inner: Attribution, outer: Attribution) -> bool:
    """Whether the inner attribution's content is a true part of the outer's."""
    return inner.content != outer.content and any(lo <= inner.content[0][0] and inner.content[-1][1] <= hi for lo, hi in outer.content)


def _quote(context: Context, attribution: Attribution, speaker: Resolution, via: tuple[str, ...]) -> Quote | None:
    """One quote; None when no word is left of its content."""
    layout = context.layout
    content = attribution.spans or tuple(span for lo, hi in attribution.content for span in layout.spans(lo, hi))
    if not content:
        return None
    entry = attribution.entry
    kind = quote_type(layout, attribution)
    free = free_tokens(layout, attribution)
    day, precision = said_date(layout, attribution.cue, context.times, free, context.article.published_date)
    return Quote(
        content=content,
        quote_type=kind,
        rule_id=attribution.rule_id,
        confidence=measured(attribution.rule_id, kind, attribution.score),
        speaker=speaker,
        source=layout.reading.span(*attribution.source) if attribution.source and attribution.rule_id != "headline" else None,
        cue=layout.reading.span(*attribution.cue) if attribution.cue else None,
        cue_lemma=entry.lemma if entry else None,
        is_headline=any(span.overlaps(content[0]) for span in context.article.heading_spans),
        speech_act=entry.speech_act if entry else "say",
        is_speech=entry.is_speech if entry else True,
        polarity=polarity(attribution),
        addressee_name=addressee(layout, context.actors, attribution),
        venue=venue(layout, attribution, free),
        said_date=day,
        said_date_precision=precision,
        via=via,
    )


def polarity(attribution: Attribution) -> str:
    """Whether the content is denied: "denied that ...", and not "did not deny that"."""
    is_denial = attribution.entry is not None and attribution.entry.speech_act == "deny"
    return "denied" if is_denial and not attribution.is_negated else "asserted"


def quote_type(layout: Layout, attribution: Attribution) -> str:
    """Direct, mixed or indirect, by how much of the content stands in quotation marks."""
    if attribution.rule_id == "turn":
        return "direct"
    inside = outside = 0
    for lo, hi in attribution.content:
        for element in layout.elements[lo:hi]:
            if element.unit >= 0:
                inside += 1
            elif layout.reading.low[element.first][0].isalnum():
                outside += 1
    return "indirect" if not inside else "mixed" if outside else "direct"
