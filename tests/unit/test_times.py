"""Time expressions: what is found in news English and which value it gets."""

from __future__ import annotations

import re
from datetime import date

import pytest

from onrecord.text.document import Text
from onrecord.text.times import TimeExpression, grammar, time_expressions
from onrecord.text.times.find import READERS
from onrecord.text.times.tags import words

PUBLISHED = date(2019, 5, 15)  # a Wednesday


def found(sentence: str, published: date | None = PUBLISHED) -> list[tuple[str, str, str]]:
    """Words, type and value of each expression."""
    return [(sentence[t.start : t.end], t.timex_type, t.value) for t in time_expressions(Text(sentence), published)]


def one(sentence: str, published: date | None = PUBLISHED) -> TimeExpression:
    """The only expression of a sentence."""
    expressions = time_expressions(Text(sentence), published)
    assert len(expressions) == 1, expressions
    return expressions[0]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The ferry sank on March 3, 2009.", "2009-03-03"),
        ("The ferry sank on 3 March 2009.", "2009-03-03"),
        ("The ferry sank on Tuesday, March 3, 2009.", "2009-03-03"),
        ("The ferry sank on the 3rd of March 2009.", "2009-03-03"),
        ("The ferry sank on Sept. 21, 2009.", "2009-09-21"),
        ("The ferry sank on 2009-03-03.", "2009-03-03"),
        ("The ferry sank on 23.04.2009.", "2009-04-23"),
        ("The ferry sank on 4/23/2009.", "2009-04-23"),
        ("The ferry sank in March 2009.", "2009-03"),
        ("The ferry sank on Christmas Eve 2009.", "2009-12-24"),
        ("The ferry sank on New Year's Day, 2009.", "2009-01-01"),
        ("The ferry sank at Easter 2009.", "2009-04-12"),
        ("The ferry sank in 2009.", "2009"),
        ("The ferry sank in the summer of 2009.", "2009-SU"),
        ("The ferry sank in the third quarter of 2009.", "2009-Q3"),
        ("The ferry sank in the first half of 2009.", "2009-H1"),
        ("The ferry sank in the 1990s.", "199"),
        ("The ferry sank in the '80s.", "198"),
        ("The ferry sank in the 19th century.", "18"),
        ("The ferry sank in the last week of March 2009.", "2009-W13"),
    ],
)
def test_dates_that_name_their_year(sentence: str, value: str) -> None:
    """A date with its year is read without a publication day, and stands on its own."""
    expression = one(sentence, None)
    assert (expression.timex_type, expression.value, expression.anchor) == ("DATE", value, "none")
    assert expression.first is not None


@pytest.mark.parametrize(
    ("sentence", "value", "undated"),
    [
        ("The ferry sank yesterday.", "2019-05-14", "XXXX-XX-XX"),
        ("The ferry sank on Tuesday.", "2019-05-14", "XXXX-WXX-2"),
        ("The ferry will sail on Tuesday.", "2019-05-21", "XXXX-WXX-2"),
        ("The trial is set to open on Friday.", "2019-05-17", "XXXX-WXX-5"),
        ("He resigned last Wednesday.", "2019-05-08", "XXXX-WXX-3"),
        ("He resigned on Wednesday.", "2019-05-15", "XXXX-WXX-3"),
        ("They meet next Monday.", "2019-05-20", "XXXX-WXX-1"),
        ("He resigned on Tuesday of last week.", "2019-05-07", "XXXX-WXX-2"),
        ("He resigned last week.", "2019-W19", "XXXX-WXX"),
        ("The ferry sank in March of last year.", "2018-03", "XXXX-03"),
        ("He resigned on New Year's Eve.", "2018-12-31", "XXXX-12-31"),
        ("He resigned last month.", "2019-04", "XXXX-XX"),
        ("He resigned earlier this year.", "2019", "XXXX"),
        ("He resigned three days ago.", "2019-05-12", "XXXX-XX-XX"),
        ("He resigned two years ago.", "2017", "XXXX"),
        ("He resigned in March.", "2019-03", "XXXX-03"),
        ("He resigned in November.", "2018-11", "XXXX-11"),
        ("They will vote in November.", "2019-11", "XXXX-11"),
        ("He resigned last September.", "2018-09", "XXXX-09"),
        ("He resigned on April 2.", "2019-04-02", "XXXX-04-02"),
        ("The talks are due on June 2.", "2019-06-02", "XXXX-06-02"),
        ("Profit fell in the first quarter.", "2019-Q1", "XXXX-Q1"),
        ("He resigned the day before yesterday.", "2019-05-13", "XXXX-XX-XX"),
    ],
)
def test_dates_reckoned_from_publication(sentence: str, value: str, undated: str) -> None:
    """A relative date is a day only where the article has one; else it keeps what is known, and no days."""
    dated, plain = one(sentence), one(sentence, None)
    assert (dated.value, dated.anchor) == (value, "publication")
    assert (plain.value, plain.anchor, plain.first, plain.last) == (undated, "unknown", None, None)


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The strike lasted three weeks.", "P3W"),
        ("The strike lasted two and a half years.", "P2.5Y"),
        ("It was a 12-year sentence.", "P12Y"),
        ("It was a five-day strike.", "P5D"),
        ("The strike went on for a decade.", "P10Y"),
        ("They waited for several hours.", "PTXH"),
        ("It went on for years.", "PXY"),
        ("It rained over the past nine days.", "P9D"),
        ("They waited half an hour.", "PT0.5H"),
        ("They waited for a couple of months.", "P2M"),
    ],
)
def test_durations(sentence: str, value: str) -> None:
    """A length of time names no days."""
    expression = one(sentence)
    assert (expression.timex_type, expression.value, expression.first) == ("DURATION", value, None)


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The council sits every Tuesday.", "XXXX-WXX-2"),
        ("The council sits every two weeks.", "P2W"),
        ("The council sits twice a month.", "P1M"),
        ("It is a weekly paper.", "P1W"),
        ("The yard builds 15 a year.", "P1Y"),
    ],
)
def test_sets(sentence: str, value: str) -> None:
    """What recurs is a SET."""
    expression = one(sentence)
    assert (expression.timex_type, expression.value) == ("SET", value)


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The siren sounded at 10 a.m. on Tuesday.", "2019-05-14T10:00"),
        ("The siren sounded on Tuesday at 10:30 pm.", "2019-05-14T22:30"),
        ("The siren sounded at 16:08 UTC.", "2019-05-15T16:08Z"),
        ("The siren sounded on Friday morning.", "2019-05-10TMO"),
        ("The siren sounded last night.", "2019-05-14TNI"),
        ("The siren sounded this morning.", "2019-05-15TMO"),
        ("The siren sounded at noon.", "2019-05-15T12:00"),
    ],
)
def test_times_of_day(sentence: str, value: str) -> None:
    """A time of day stands on the day named with it, or on the day of publication."""
    expression = one(sentence)
    assert (expression.timex_type, expression.value) == ("TIME", value)
    assert expression.first == expression.last is not None


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("He is currently ill.", "PRESENT_REF"),
        ("He fell ill recently.", "PAST_REF"),
        ("It will end in the near future.", "FUTURE_REF"),
        ("It rose in recent years.", "PAST_REF"),
    ],
)
def test_vague_references(sentence: str, value: str) -> None:
    """Vague references have a value and no days."""
    assert (one(sentence).value, one(sentence).first) == (value, None)


@pytest.mark.parametrize(
    ("sentence", "value", "days"),
    [
        ("The fair ran March 3-5, 2009.", "P2D", (date(2009, 3, 3), date(2009, 3, 5))),
        ("The fair ran from 2009 to 2011.", "P2Y", (date(2009, 1, 1), date(2011, 12, 31))),
        ("Output fell between April and June 2009.", "P2M", (date(2009, 4, 1), date(2009, 6, 30))),
        ("The fair ran from March 30 to April 2, 2009.", "P3D", (date(2009, 3, 30), date(2009, 4, 2))),
    ],
)
def test_ranges_cover_their_days(sentence: str, value: str, days: tuple[date, date]) -> None:
    """A range is a length with its first and last day."""
    expression = one(sentence)
    assert (expression.timex_type, expression.value, (expression.first, expression.last)) == ("DURATION", value, days)


def test_later_counts_from_the_date_named_in_the_text() -> None:
    """ "A year later" after a date is reckoned from that date."""
    text = "The bank failed on June 4, 2001. Two years later the owner was charged. The previous day he had fled."
    values = [(t.value, t.anchor) for t in time_expressions(Text(text), PUBLISHED)]
    assert values == [("2001-06-04", "none"), ("2003", "text"), ("2002-12-31", "text")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Theresa May spoke.",
        "It may rain as they march past.",
        "Some 2000 troops crossed the river.",
        "He paid $1999 for it.",
        "Shoppers queued on Black Friday.",
        "The Sunday Times reported it.",
        "She is in her 70s.",
        "About a quarter of the staff left.",
        "Prices may spring up.",
        "The Arab Spring and the Winter Olympics failed.",
        "UN resolution 1973 passed.",
        "The first man fell and the second rose.",
    ],
)
def test_what_only_looks_like_a_date(sentence: str) -> None:
    """Names, counts, ages, shares and titles are no dates."""
    assert found(sentence) == []


def test_impossible_days_are_not_invented() -> None:
    """The calendar has no February 30; the rest of the words may still be read."""
    assert all(t.first is None or t.first.month != 2 for t in time_expressions(Text("It was due on February 30, 2009."), PUBLISHED))


def test_expressions_of_two_lines_do_not_join() -> None:
    """A line break ends an expression."""
    assert [value for _, _, value in found("Held in May\n2009 was a good year")] == ["2019-05", "2009"]


def test_empty_and_odd_texts() -> None:
    """Nothing is found where there is nothing."""
    for body in ("", "\n\n", "\x00\x00", "…—–’", "²³ 𝟙𝟚 ٣"):
        assert time_expressions(Text(body), PUBLISHED) == ()


def test_every_tag_and_rule_is_used() -> None:
    """Each rule has its reader, and each tag of the lexicon stands in a rule or a part of one."""
    spoken = set(re.findall(r"[A-Z]+", " ".join([pattern for _, pattern in grammar.RULES] + list(grammar.PARTS.values()))))
    assert {name for name, _ in grammar.RULES} == set(READERS)
    assert {tag for tag, _ in words().values()} - {"BREAK"} <= spoken
