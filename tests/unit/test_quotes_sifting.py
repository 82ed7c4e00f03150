"""Which attributions stand, what their parts are made of, and that every quotation of speech is in one."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.actors.find import find_actors
from onrecord.article import Article
from onrecord.quotes.attribution import Attribution
from onrecord.quotes.cues import cue_at
from onrecord.quotes.extract import extract_quotes
from onrecord.quotes.lexicon import verb_forms
from onrecord.quotes.model import Quote
from onrecord.quotes.pieces import behind_addressee, joined_content, split_source, trimmed_content, without_headings, without_relay
from onrecord.quotes.reading import Reading
from onrecord.quotes.sifting import with_reached, with_said, without_fragments, without_repeats
from onrecord.quotes.windows import Layout
from onrecord.text.document import Text
from onrecord.text.times import time_expressions


def quotes_of(body: str) -> list[Quote]:
    """Quotes of a body."""
    text = Text(body)
    article = Article("a1", body)
    return extract_quotes(article, text, find_actors(article, text), [])


def layout_of(body: str) -> Layout:
    """A body as elements; a body without quotations has one a token."""
    return Layout(Reading(Text(body)))


def at(layout: Layout, word: str) -> int:
    """The first token that is a word."""
    return layout.reading.low.index(word)


def made(layout: Layout, cue: str, first: str, last: str, source: str | None = "berg") -> Attribution:
    """An attribution by a cue's word, of the elements from one word to another."""
    content = (layout.element_at(at(layout, first)), layout.element_at(at(layout, last)) + 1)
    place = at(layout, cue)
    entry = verb_forms()[cue][-1].entry if cue in verb_forms() else None
    who = (at(layout, source), at(layout, source) + 1) if source else None
    return Attribution((content,), who, (place, place + 1), entry, "model")


def words(layout: Layout, lo: int, hi: int) -> str:
    """Words of a run of elements."""
    return " ".join(layout.reading.low[element.first] for element in layout.elements[lo:hi])


def test_a_small_gap_in_the_content_is_filled() -> None:
    """Words that neither the cue nor the source explains belong to the clause."""
    layout = layout_of("Berg thanked Falk for the candour he showed and the patience he had .")
    found = joined_content(layout, [(2, 6), (8, 13)], (1, 2), (0, 1))
    assert found == ((2, 13),)


def test_a_gap_that_holds_cue_and_source_stays() -> None:
    """A split clause keeps its two parts."""
    layout = layout_of("The bridge , Berg said , would open .")
    assert joined_content(layout, [(0, 2), (6, 8)], (4, 5), (3, 4)) == ((0, 2), (6, 8))


def test_past_a_wide_gap_the_part_that_quotes_is_kept() -> None:
    """A stray phrase far from the quoted words is no content."""
    layout = layout_of('Berg called in the hall after a long day of rain and wind the plan "a gift" .')
    unit = next(i for i, element in enumerate(layout.elements) if element.unit >= 0)
    assert joined_content(layout, [(2, 5), (unit - 2, unit + 1)], (1, 2), (0, 1)) == ((unit - 2, unit + 1),)


@pytest.mark.parametrize(
    ("body", "source", "relay"),
    [
        ("According to a ministry release, Anna Berg said it rained.", "Anna Berg", "a ministry release"),
        ("According to the mayor said it rained.", "the mayor", None),
        ("Anna Berg on Tuesday said it rained.", "Anna Berg", None),
    ],
)
def test_a_source_is_who_speaks(body: str, source: str, relay: str | None) -> None:
    """Its cue, the one who passes it on and the day are no part of it."""
    layout = layout_of(body)
    reading = layout.reading
    found, via = split_source(layout, (0, at(layout, "said")))
    assert reading.span(*found).of(body) == source
    assert (reading.span(*via).of(body) if via else None) == relay


def test_what_is_said_next_ends_the_content() -> None:
    """The words "and said" after a clause begin another report."""
    layout = layout_of("Berg says Falk promised to come and said he would sing .")
    said = at(layout, "said")
    assert [words(layout, *run) for run in trimmed_content(layout, [(2, 11)], frozenset({said}))] == ["falk promised to come"]


def test_a_content_does_not_end_on_a_word_that_ends_no_phrase() -> None:
    """It goes on to the next mark."""
    layout = layout_of("Berg said guards and the campus police found her , Falk wrote .")
    assert [words(layout, *run) for run in trimmed_content(layout, [(2, 4)], frozenset())] == ["guards and the campus police found her"]


def test_the_narrators_clause_after_a_quotation_is_left_out() -> None:
    """What happened while the words were said is no part of them."""
    layout = layout_of('Berg said it was no "gift," as Falk left the hall .')
    (run,) = trimmed_content(layout, [(2, len(layout.elements) - 1)], frozenset())
    assert layout.elements[run[1] - 1].unit >= 0


def test_a_conjunction_before_the_clause_is_left_out() -> None:
    """A "but" joins the sentence to the one before."""
    layout = layout_of("But the bridge is old , Berg said .")
    assert [words(layout, *run) for run in trimmed_content(layout, [(0, 5)], frozenset())] == ["the bridge is old"]


@pytest.mark.parametrize(
    ("body", "first"),
    [
        ("Berg said the bridge is old, Nordpress reports.", "nordpress"),
        ("Berg said the bridge is old, state-run Nordpress reported on Monday.", "state-run"),
        ("Berg said the bridge is old, the Falk Museum said in a statement.", "the"),
        ("Berg said the bridge is old, Nordpress reported.", "nordpress"),
    ],
)
def test_an_agency_that_closes_the_sentence_is_its_relay(body: str, first: str) -> None:
    """Who is named last passes the words on, whatever it is called and however it was told."""
    layout = layout_of(body)
    content, relay = without_relay(layout, [(2, len(layout.elements) - 1)], 1)
    assert [words(layout, *run) for run in content] == ["the bridge is old"]
    assert relay is not None
    assert layout.reading.low[relay[0]] == first


@pytest.mark.parametrize("body", ["Berg said the bridge is old, and Falk agreed .", "Berg said the bridge, built by Falk, closed in May ."])
def test_other_ends_of_a_sentence_stay(body: str) -> None:
    """A clause of the content is no relay."""
    layout = layout_of(body)
    whole = (2, len(layout.elements) - 1)
    assert without_relay(layout, [whole], 1) == ((whole,), None)


@pytest.mark.parametrize(
    ("body", "rest"),
    [
        ("Berg warned Oslo by phone that the bridge is old .", "that the bridge is old"),
        ("Berg told Falk the bridge that fell is old .", "falk the bridge that fell is old"),
    ],
)
def test_whom_it_was_told_is_no_part_of_the_words(body: str, rest: str) -> None:
    """A clause with "that" begins there; a relative clause is none."""
    layout = layout_of(body)
    verb = layout.elements[1].first
    cue = cue_at(layout.reading, verb, 0, len(layout.reading.low))
    (run,) = behind_addressee(layout, [(2, len(layout.elements) - 1)], cue)
    assert words(layout, *run) == rest


def test_a_quotation_no_model_reached_is_given_to_its_cue() -> None:
    """A cue of speech in the sentence has it by rule, but a cue that has content already does not."""
    layout = layout_of('The levy can fall "when and if" the deal holds, Berg said on Monday.')
    assert [a.rule_id for a in with_reached(layout, [])] == ["reached"]
    known = made(layout, "said", "holds", "holds")
    assert with_reached(layout, [known]) == [known]


def test_said_is_read_by_rule_where_the_models_missed_it() -> None:
    """A clause after "say" is reported speech whatever the models make of it; a cue they took stays theirs."""
    layout = layout_of("The mayors say they support the plan .")
    found = with_said(layout, [])
    assert [words(layout, *a.content[0]) for a in found] == ["they support the plan ."]
    assert with_said(layout, found) == found


def test_one_row_a_quotation() -> None:
    """A row inside another goes, unless somebody tells there; a second row of the same words goes."""
    layout = layout_of('Berg said the mayor described the plan as "a gift" to all .')
    outer, inner = made(layout, "said", "the", "all"), made(layout, "described", "as", '"', "mayor")
    assert without_repeats(layout, [inner, outer]) == [outer]
    again = made(layout, "described", "the", "all", "mayor")
    assert without_repeats(layout, [outer, again]) == [outer]


def test_what_another_tells_inside_stays() -> None:
    """Words passed on are the words of whom they are passed on from."""
    layout = layout_of('Berg wrote that Falk said the plan was "a gift" to all .')
    outer, inner = made(layout, "wrote", "that", "all"), made(layout, "said", "the", "all", "falk")
    assert without_repeats(layout, [outer, inner]) == [outer, inner]


@pytest.mark.parametrize(
    ("body", "cue", "first", "last", "source"),
    [
        ("Berg denies northern accusations .", "denies", "northern", "northern", "berg"),
        ("Berg discussed Oslo and Bergen .", "discussed", "oslo", "bergen", "berg"),
        ("It was seen as a punishment for rain .", "seen", "as", "rain", None),
    ],
)
def test_fragments_report_nothing(body: str, cue: str, first: str, last: str, source: str | None) -> None:
    """One word, a topic spoken of, and a view that nobody holds are no reported speech."""
    layout = layout_of(body)
    assert without_fragments(layout, [made(layout, cue, first, last, source)]) == []


@pytest.mark.parametrize(("body", "first", "last"), [("Berg said it rained .", "it", "rained"), ('Berg called it "rain" .', '"', '"')])
def test_propositions_and_quotations_stay(body: str, first: str, last: str) -> None:
    """A clause, however short, and anything in quotation marks is kept."""
    layout = layout_of(body)
    found = [made(layout, "said" if "said" in body else "called", first, last)]
    assert without_fragments(layout, found) == found


def test_a_release_passes_on_what_somebody_said() -> None:
    """The one who said it is the speaker, the release the relay, and there is one row."""
    body = 'According to a ministry press release, Anna Berg said that Norway is ready to trade, but only "without threats and tricks".'
    (quote,) = quotes_of(body)
    assert (quote.speaker.name, quote.quote_type) == ("Anna Berg", "mixed")
    assert len(quote.via) == 1


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ('"We will pay," Anna Berg said on 3 May 2021.', date(2021, 5, 3)),
        ('"We will pay," Anna Berg said despite a truce reached on 3 May 2021.', None),
    ],
)
def test_a_date_of_another_verb_is_not_when_it_was_said(body: str, day: date | None) -> None:
    """A day behind a verb of its own dates that."""
    text = Text(body)
    (quote,) = extract_quotes(Article("a1", body), text, find_actors(Article("a1", body), text), time_expressions(text, None))
    assert quote.said_date == day


def test_nothing_was_said_after_the_article() -> None:
    """A day to come, outside the words themselves, is one that they speak of."""
    article = Article("a1", 'Anna Berg promised "help" on 4 May 2021.', published_date=date(2021, 5, 3))
    text = Text(article.body)
    (quote,) = extract_quotes(article, text, find_actors(article, text), time_expressions(text, article.published_date))
    assert quote.said_date is None


@pytest.mark.parametrize("heading", ["'Not One Day More.'", "“A harbour of rust”"])
def test_a_sub_heading_in_marks_is_no_part_of_what_was_said(heading: str) -> None:
    """A few words alone in their line that are no sentence stand above the next section."""
    layout = layout_of(f"“We will pay,” Berg said. “We have to.”\n\n{heading}\n\nThe bridge was closed.")
    first, second, third = layout.unit_places
    assert without_headings(layout, ((first, first + 1), (second, third + 1))) == ((first, first + 1), (second, second + 1))
    assert without_headings(layout, ((first, first + 1), (third, third + 1))) == ((first, first + 1),)
    assert without_headings(layout, ((second, second + 1),)) == ((second, second + 1),)


def test_a_warning_does_not_hold_whom_it_was_given() -> None:
    """Content, relay and speaker of one sentence, by the models."""
    body = "Anna Berg warned Oslo by phone on Monday that the bridge must close, Nordpress reported in a dispatch."
    (quote, *_) = [q for q in quotes_of(body) if q.speaker.name == "Anna Berg"]
    assert [span.of(body) for span in quote.content] == ["that the bridge must close"]
    assert quote.via == ("Nordpress",)
