"""Where an act happened: the place its own clause locates it at, else the dateline's for an act of the lead that names no other place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from onrecord.actors.lexicon import words
from onrecord.article import Span
from onrecord.events.gazetteer import word_lists
from onrecord.events.model import Place
from onrecord.text.document import Text

LOCATIVE = re.compile(
    r"(?P<noun>[\w’'-]+)?[ \u00a0,]*\b(?:in|at|near|outside|inside|across|around|throughout|within)[ \u00a0]+"
    r"(?:(?:the|a|an|its|central|downtown|north\w*|south\w*|east\w*|west\w*|nearby|neighbou?ring|rural|mainland|coastal|occupied|besieged|war-torn"
    r"|city|town|village|capital|port|province|region|district|suburb|state|parts|both|and|of)[ \u00a0,]+){0,5}$",
    re.IGNORECASE,
)
BOUNDARY = re.compile(
    r"[;:()\u2014]|\s-+\s|\b(?:after|before|when|while|since|until|who|which|whose|although|because|if|where|that|whether|but)\b",
    re.IGNORECASE,
)
QUOTE = re.compile(r"[\"“”]|``|''")
BOUNDARY_COST, QUOTE_COST, BEFORE_COST = 60, 80, 45
OPENING = 40  # characters in which a sentence that opens with its place ("In Washington, ...") names it
SPOKEN = 15  # characters between a verb of speech and a place that is the act's, not the thing's spoken of
FARTHEST = 110  # characters and penalties; past it the place is another act's
NESTED = 40  # characters in which a town may be followed by what it lies in
LEAD_SENTENCES = 2
RANK = {"city": 0, "region": 1, "country": 2}

Named = tuple[Span, Place]


def event_where(text: Text, sentence: Span, trigger: Span, places: Sequence[Named], dateline_place: Place | None) -> Place | None:
    """The place of the act that a trigger names; None rather than a far guess.

    Args:
        text: the article's body.
        sentence: the sentence of the trigger.
        trigger: the words that name the act.
        places: the places named in the text, by start (`find_places`).
        dateline_place: the place of the dateline. It counts only for the first sentences, and only where they name no place of another
            country: correspondents write from capitals about what happens elsewhere.
    """
    own = _within(places, sentence)
    spoken = trigger.of(text.body).lower() in words("speech_verbs.txt")
    located = [(span, place) for span, place in own if is_located(text.body, sentence, span)]
    if spoken:
        # What is condemned or demanded lies elsewhere; only a place that opens the sentence or follows the verb is the speaker's.
        located = [(span, place) for span, place in located if _is_speakers(sentence, trigger, span)]
    options = [(_cost(text.body, trigger, span), span, place) for span, place in located]
    options = [option for option in options if option[0] <= FARTHEST]
    if options:
        _, span, place = min(options, key=lambda option: (option[0], option[1].start))
        return _narrowest(own, span, place)
    if dateline_place is not None and _is_lead(text, sentence):
        elsewhere = any(place.country_code != dateline_place.country_code for _, place in own)
        return None if elsewhere else dateline_place
    return None


def is_located(body: str, sentence: Span, span: Span) -> bool:
    """Whether a preposition of place leads to the name: "in northern Syria", "at the port of Aden".

    Not where it belongs to a noun that says who or what ("its embassy in Paris"), nor where the name is a possessor ("in Yemen's war").
    """
    if body[span.end : span.end + 2] in {"'s", "’s"}:
        return False
    match = LOCATIVE.search(body, max(sentence.start, span.start - 100), span.start)
    return match is not None and (match["noun"] or "").lower() not in word_lists()["attached"]


def _is_speakers(sentence: Span, trigger: Span, span: Span) -> bool:
    return span.start - sentence.start <= OPENING or 0 <= span.start - trigger.end <= SPOKEN


def _within(places: Sequence[Named], span: Span) -> list[Named]:
    first = bisect_left(places, span.start, key=lambda named: named[0].start)
    found = []
    for named in places[first:]:
        if named[0].start >= span.end:
            break
        found.append(named)
    return found


def _cost(body: str, trigger: Span, span: Span) -> int:
    """How far a place is from the trigger: characters between, more over clause boundaries and quotation marks, more before it."""
    start, end = (trigger.end, span.start) if span.start >= trigger.end else (span.end, trigger.start)
    if end <= start:
        return 0
    between = body[start:end]
    cost = len(between) + BOUNDARY_COST * len(BOUNDARY.findall(between)) + QUOTE_COST * (len(QUOTE.findall(between)) % 2)
    return cost + BEFORE_COST * (span.start < trigger.start)


def _narrowest(own: Sequence[Named], span: Span, place: Place) -> Place:
    """The narrowest of the place and its neighbours in the same country, close by: "in Aleppo in northern Syria" is Aleppo."""
    best = place
    for other_span, other in own:
        near = abs(other_span.start - span.end) <= NESTED or abs(span.start - other_span.end) <= NESTED
        if near and other.country_code == place.country_code and RANK[other.precision] < RANK[best.precision]:
            best = other
    return best


def _is_lead(text: Text, sentence: Span) -> bool:
    index = text.sentence_index(sentence.start)
    return index < LEAD_SENTENCES
