"""Quotes of small articles: content, speaker, cue, and what is known around them."""

from __future__ import annotations

import pytest

from onrecord.actors.find import find_actors
from onrecord.article import Article, Span
from onrecord.quotes import extract
from onrecord.quotes.extract import extract_quotes
from onrecord.quotes.model import Quote
from onrecord.text.document import Text


def quotes_of(body: str, headings: tuple[Span, ...] = ()) -> list[Quote]:
    """Quotes of a body."""
    text = Text(body)
    article = Article("a1", body, heading_spans=headings)
    return extract_quotes(article, text, find_actors(article, text), [])


def contents(body: str) -> list[str]:
    """Contents of the quotes of a body, parts joined."""
    return [" ... ".join(span.of(body) for span in quote.content) for quote in quotes_of(body)]


@pytest.fixture(params=["model", "rules"])
def _mode(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways of working: with the weights, and without."""
    if request.param == "rules":
        monkeypatch.setattr(extract, "shipped_weights", lambda: None)


@pytest.mark.usefixtures("_mode")
@pytest.mark.parametrize(
    ("body", "content"),
    [
        ('Anna Berg arrived on Monday. "The bridge will open in spring," Berg said.', "The bridge will open in spring,"),
        ("Anna Berg arrived on Monday. “The bridge will open in spring,” said Berg.", "The bridge will open in spring,"),
        ('Anna Berg said: "The bridge will open in spring."', "The bridge will open in spring."),
    ],
)
def test_direct(body: str, content: str) -> None:
    """A direct quote has its words without the marks, and the name of who spoke."""
    found = [q for q in quotes_of(body) if q.quote_type == "direct"]
    assert [q.content[0].of(body) for q in found] == [content]
    assert found[0].speaker.name == "Anna Berg"
    assert found[0].cue is not None
    assert found[0].cue.of(body) == "said"


@pytest.mark.usefixtures("_mode")
def test_indirect() -> None:
    """Reported speech has its clause as content and the subject as source."""
    body = "Prime Minister Anna Berg said that the bridge would open in spring."
    quote = quotes_of(body)[0]
    assert quote.content[0].of(body) == "that the bridge would open in spring"
    assert quote.quote_type == "indirect"
    assert quote.speaker.name == "Anna Berg"


@pytest.mark.usefixtures("_mode")
def test_mixed() -> None:
    """A clause that is partly in marks is mixed."""
    body = 'Anna Berg said that the old bridge was "a disgrace to the town".'
    assert quotes_of(body)[0].quote_type == "mixed"


@pytest.mark.parametrize(
    ("body", "content"),
    [
        ("Anna Berg said: ‘The port will open in May.’", ["The port will open in May."]),
        ("Anna Berg said: 'The port will open in May.'", ["The port will open in May."]),
        ("Anna Berg said: «The port will open in May.»", ["The port will open in May."]),
        ('Anna Berg said: "The port will open in May.”', ["The port will open in May."]),
        ("Anna Berg said: “The clerk told me ‘no money is left’ last week.”", ["The clerk told me ‘no money is left’ last week."]),
        ("“The port will open in May,”said Anna Berg.", ["The port will open in May,"]),
        ("Anna Berg said: “It opens in May.\n\n“It will be larger.”\n\nShe left.", ["It opens in May. ... It will be larger."]),
        ('"The port," Anna Berg said, "will open in May."', ["The port, ... will open in May."]),
        ('Anna Berg: "The port will open in May."', ["The port will open in May."]),
        ("According to Anna Berg, the port will open in May.", ["the port will open in May"]),
        ("The port will open in May, according to Anna Berg.", ["The port will open in May"]),
        ("The port (Anna Berg said) will open in May.", ["The port ... will open in May"]),
        ("The port, Anna Berg said on Monday, will open in May.", ["The port ... will open in May"]),
        ('Anna Berg said the mayor "won\'t" pay.', ['the mayor "won\'t" pay']),
        ("The workers' port and the captain's boat are in Oslo. The boys' boat sank.", []),
    ],
)
def test_forms(body: str, content: list[str]) -> None:
    """Every kind of mark, and every place of an attribution: the words are those said, all of them and no more."""
    assert contents(body) == content
    assert all(quote.speaker.name == "Anna Berg" for quote in quotes_of(body))


def test_pronoun_becomes_a_name() -> None:
    """A speaker is never a pronoun."""
    body = 'Anna Berg opened the bridge on Monday. "It took nine years," she said.'
    quote = next(q for q in quotes_of(body) if q.quote_type == "direct")
    assert (quote.speaker.name, quote.speaker.method) == ("Anna Berg", "pronoun")


def test_split_quote_is_one_row() -> None:
    """A quote that goes on after its speaker is one row with two parts."""
    body = 'Anna Berg spoke last. "It took nine years," Berg said. "We should have asked the engineers first."'
    quote = next(q for q in quotes_of(body) if q.quote_type == "direct")
    assert [span.of(body) for span in quote.content] == ["It took nine years,", "We should have asked the engineers first."]


def test_words_without_a_cue_continue() -> None:
    """A paragraph in quotation marks after a quote goes on with its speaker."""
    body = '"It took nine years," said Anna Berg, the mayor.\n\nThe hall was full.\n\n"We should have asked the engineers first."'
    last = quotes_of(body)[-1]
    assert last.content[-1].of(body) == "We should have asked the engineers first."
    assert (last.speaker.name, last.speaker.method) == ("Anna Berg", "continued")


def test_named_after_a_dash() -> None:
    """A name after a dash is the speaker."""
    body = "Voices from the harbour:\n\n‘The cranes have not moved since Friday.’ – Petra Lind\n\nNobody else came."
    quote = next(q for q in quotes_of(body) if q.rule_id == "dash")
    assert quote.content[0].of(body) == "The cranes have not moved since Friday."
    assert quote.speaker.name == "Petra Lind"


def test_turns_of_an_interview() -> None:
    """Turns begin with who speaks."""
    body = "PARKER: When will it open?\n\nBERG: In spring, I hope.\n\nPARKER: And the cost?\n\nBERG: We will know in June."
    turns = [q for q in quotes_of(body) if q.rule_id == "turn"]
    assert [q.content[0].of(body) for q in turns] == ["When will it open?", "In spring, I hope.", "And the cost?", "We will know in June."]
    assert turns[1].source is not None
    assert turns[1].source.of(body) == "BERG"


def test_relay_is_not_the_speaker() -> None:
    """An agency that quotes somebody passes the words on."""
    body = 'Anna Berg spoke in Oslo. "The bridge will open in spring," the Norrland news agency quoted her as saying.'
    quote = next(q for q in quotes_of(body) if q.quote_type == "direct")
    assert quote.speaker.name == "Anna Berg"
    assert len(quote.via) == 1
    assert "Norrland" in quote.via[0]


def test_recorded_as_saying() -> None:
    """Who is quoted in the passive is the speaker, who is named with by the relay."""
    body = "Anna Berg was quoted by the Norrland Gazette as saying that the bridge would open in spring."
    quote = quotes_of(body)[0]
    assert quote.speaker.name == "Anna Berg"
    assert quote.via


def test_denied() -> None:
    """What is denied has that polarity; what is not denied has not."""
    body = "Anna Berg denied that the bridge was unsafe."
    assert quotes_of(body)[0].polarity == "denied"


def test_scare_quotes_titles_and_terms_are_no_quotes() -> None:
    """Words in marks that nobody says are not on record."""
    body = 'The town calls itself the "pearl of the coast". The film "Harbour Nights" was shot here on a so-called "short stop" reel.'
    assert not [q for q in quotes_of(body) if q.quote_type == "direct"]


def test_heading_repeats_words_said() -> None:
    """Words of a heading that are attributed below have the same speaker."""
    body = "Bridge 'a disgrace to the town'\n\nAnna Berg said on Monday that the old bridge was 'a disgrace to the town' and must go."
    quote = next(q for q in quotes_of(body, (Span(0, 31),)) if q.is_headline)
    assert quote.content[0].of(body) == "a disgrace to the town"
    assert quote.speaker.name == "Anna Berg"


def test_spans_stand_in_body_and_are_sorted() -> None:
    """Contents come by start and are inside the body."""
    body = 'Anna Berg said it was late. "Go home," she added. Officials said that trains had stopped.\n\n"No trains!" cried Per Dal.'
    starts = [q.content[0].start for q in quotes_of(body)]
    assert starts == sorted(starts)
    assert all(0 <= s.start < s.end <= len(body) for q in quotes_of(body) for s in q.content)


ODD = ["", " \n\n ", '"' * 50, "“”", "said", '"said"', "\x00\x00 said \x00", "😀 said 😀 “😀”", ":" * 40, "— — —", "a\n" * 200]


@pytest.mark.parametrize("body", ODD)
@pytest.mark.usefixtures("_mode")
def test_odd_texts_do_not_raise(body: str) -> None:
    """Whatever the text, there is an answer."""
    quotes_of(body)


def test_the_labels_of_an_interview_are_nobodys_names() -> None:
    """Questions and answers are turns, but "Q" and "A" name nobody: the reason says so."""
    turns = ["Q: When will it open again?", "A: It will open on Friday.", "Q: And if they do not sign?", "A: Then we will wait."]
    body = "\n\n".join(["The minister for ports spoke to this paper about the strike.", *turns])
    found = [row for row in quotes_of(body) if row.rule_id == "turn"]
    assert len(found) == len(turns)
    assert {row.speaker.name for row in found} == {None}
    assert all(row.speaker.reason for row in found)


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("Holm made a pledge to cut taxes by half before the summer.", "to cut taxes by half before the summer"),
        ("Holm gave assurances that the school would stay open.", "that the school would stay open"),
        ("Holm issued a threat to strike in June.", "to strike in June"),
        ("Holm issued a warning that the dam could break.", "that the dam could break"),
        ("Holm expressed hope that the talks would resume.", "that the talks would resume"),
    ],
)
def test_a_noun_of_saying_has_the_subject_of_its_verb_for_its_speaker(sentence: str, content: str) -> None:
    """One row, whichever of verb and noun is taken for the cue."""
    body = f"Ada Holm is the minister for ports.\n\n{sentence}"
    (quote,) = [q for q in quotes_of(body) if q.content[0].start > body.index(sentence)]
    assert " ".join(span.of(body) for span in quote.content) == content
    assert quote.speaker.name == "Ada Holm"


def test_what_leads_a_quotation_in_is_not_said_by_who_is_named_behind_it() -> None:
    """Words before a colon belong to the paper where the cue stands behind the quotation."""
    body = (
        "Ada Holm is the minister for ports.\n\nThe letter also told of the storm: “The pier was lost within an hour,” the minister wrote."
    )
    assert contents(body)[-1].strip(",") == "The pier was lost within an hour"


def test_an_attribution_inside_a_relative_clause_is_no_part_of_what_is_said() -> None:
    """Neither the source nor the auxiliaries of the cue are content."""
    body = "Ada Holm is the minister for ports.\n\nThe town closed the old pier, which Holm said had been unsafe for many years."
    spoken = [q for q in quotes_of(body) if "unsafe" in q.content[-1].of(body)]
    assert all("Holm" not in span.of(body) for q in spoken for span in q.content)
    assert {q.speaker.name for q in spoken} == {"Ada Holm"}


def test_the_full_stop_behind_a_name_after_a_dash_is_no_part_of_it() -> None:
    """The source is the name alone."""
    body = 'Ada Holm spoke of the port.\n\n"It will open on Friday, if both sides sign."\n\n- Ada Holm.\n\nThe strike goes on.'
    (quote,) = [q for q in quotes_of(body) if q.rule_id == "dash"]
    assert quote.source is not None
    assert quote.source.of(body) == "Ada Holm"
