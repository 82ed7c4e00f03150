"""When and where an act happened."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.article import Span
from onrecord.events.places import find_places, place_of
from onrecord.events.when import When, event_when, precision_of
from onrecord.events.where import event_where
from onrecord.text.document import Text
from onrecord.text.times import time_expressions

PUBLISHED = date(2019, 5, 15)  # a Wednesday


def when(body: str, trigger: str, published: date | None = PUBLISHED) -> When:
    """The date of the first mention of the trigger."""
    text, at = Text(body), body.index(trigger)
    sentence = text.sentences[text.sentence_index(at)]
    return event_when(text, sentence, Span(at, at + len(trigger)), time_expressions(text, published), published)


def where(body: str, trigger: str, dateline: str | None = None) -> str | None:
    """Name of the place of the first mention of the trigger."""
    text, at = Text(body), body.index(trigger)
    sentence = text.sentences[text.sentence_index(at)]
    place = event_where(text, sentence, Span(at, at + len(trigger)), find_places(text), place_of(dateline) if dateline else None)
    return place.name if place else None


@pytest.mark.parametrize(
    ("body", "trigger", "day"),
    [
        ("Rebels shelled the port on Monday.", "shelled", date(2019, 5, 13)),
        ("On May 3, rebels shelled the port.", "shelled", date(2019, 5, 3)),
        ("Police arrested him on Tuesday, two days after rebels fled.", "arrested", date(2019, 5, 14)),
        ("Rebels shelled the port.", "shelled", PUBLISHED),
        ("He was charged on Tuesday after he attacked a guard on April 2.", "charged", date(2019, 5, 14)),
        ("He was charged on Tuesday after he attacked a guard on April 2.", "attacked", date(2019, 4, 2)),
        ("Rates fell to the lowest level since June 1, 2001.", "fell", PUBLISHED),
        ("The bank has announced a loss for 2018.", "announced", PUBLISHED),
    ],
)
def test_the_day_of_an_act(body: str, trigger: str, day: date) -> None:
    """The expression of the act's own clause dates it; else the day of publication."""
    assert when(body, trigger).day == day


def test_the_basis_is_told() -> None:
    """The words that date an act are given, or that publication did."""
    body = "Rebels shelled the port on Monday."
    found = when(body, "shelled")
    assert (found.basis, found.precision, found.span and found.span.of(body)) == ("expression", "day", "Monday")
    assert when("Rebels shelled the port.", "shelled")[2:] == ("day", None, "publication")


@pytest.mark.parametrize(
    ("body", "published"),
    [("Rebels shelled the port.", None), ("Rebels shelled it on Monday.", None), ("Rebels may shell the port.", PUBLISHED)],
)
def test_no_day_is_invented(body: str, published: date | None) -> None:
    """Without a day of publication, or for what has not happened, there is no date."""
    assert when(body, "shell", published) == (None, None, "none", None, "none")


def test_a_month_at_the_end_of_a_long_clause_dates_its_act() -> None:
    """However far from the verb, with no comma and no other clause between."""
    found = when("Relations soured when Norland seized the disputed fishing grounds of the eastern strait in March 2017.", "seized")
    assert (found.day, found.day_end, found.precision) == (date(2017, 3, 1), date(2017, 3, 31), "month")


def test_the_lead_dates_the_story() -> None:
    """A later sentence without a date belongs to the day the lead names."""
    assert when("The minister resigned on Monday. His party welcomed the step.", "welcomed").day == date(2019, 5, 13)


@pytest.mark.parametrize(
    ("body", "trigger"),
    [
        ("He had signed the treaty.", "signed"),
        ("The bank failed in June 2009. Its owner fled.", "fled"),
        ("They plan to sign it.", "sign"),
        ("The bloc fined the bank after it broke the rules in May 2017.", "fined"),
        ("Some 300 sailors have been held since March 2018.", "held"),
        ("Trade fell in the months after Norland closed the strait.", "closed"),
    ],
)
def test_what_is_only_recalled_has_no_day(body: str, trigger: str) -> None:
    """The pluperfect and what an old date is beside, before or behind are not of the day of publication."""
    assert when(body, trigger).day is None


def test_a_report_is_not_dated_by_the_period_it_reports_on() -> None:
    """A quarter beside a verb of speech dates what is spoken of."""
    found = when("The bank reported a loss in the first quarter of 2018.", "reported")
    assert (found.day, found.basis) == (PUBLISHED, "publication")


def test_far_down_the_story_publication_dates_nothing() -> None:
    """Past the news itself an act without a date has none."""
    assert when("It rained. " * 25 + "Rebels shelled the port.", "shelled").day is None


def test_precision_follows_from_the_days() -> None:
    """Day, week, month or year by the length of the period."""
    spans = [(3, 3, 3, 3), (3, 1, 3, 7), (3, 1, 3, 31), (1, 1, 12, 31)]
    assert [precision_of(date(2019, a, b), date(2019, c, d)) for a, b, c, d in spans] == ["day", "week", "month", "year"]


@pytest.mark.parametrize(
    ("body", "trigger", "place"),
    [
        ("Rebels shelled a market in Aleppo, killing ten.", "shelled", "Aleppo"),
        ("In Aleppo, rebels shelled a market.", "shelled", "Aleppo"),
        ("Rebels shelled a market in Aleppo in northern Syria.", "shelled", "Aleppo"),
        ("Russia accused Turkey of shelling a market.", "accused", None),
        ("France expelled diplomats from its embassy in Madrid.", "expelled", None),
        ("The council imposed sanctions on Syria.", "imposed", None),
        ("Police seized guns in Yemen's war.", "seized", None),
        ("Ministers condemned the shelling of markets in Aleppo.", "condemned", None),
        ("In Aleppo, a mayor condemned the shelling.", "condemned", "Aleppo"),
        ("Police arrested him in Madrid after rebels shelled a market in Aleppo.", "arrested", "Madrid"),
        ("Police arrested him in Madrid after rebels shelled a market in Aleppo.", "shelled", "Aleppo"),
    ],
)
def test_the_place_of_an_act(body: str, trigger: str, place: str | None) -> None:
    """A locative phrase of the act's clause says where; actors do not."""
    assert where(body, trigger) == place


def test_the_dateline_counts_for_the_lead_alone() -> None:
    """The dateline places an act of the lead that names no other country, and no later act."""
    assert where("Police arrested two men.", "arrested", "Madrid") == "Madrid"
    assert where("Police arrested two men from Russia.", "arrested", "Madrid") is None
    assert where("It rained. It rained. It rained. Police arrested two men.", "arrested", "Madrid") is None
