"""Events: which reports tell of one happening, and what the event is by its reports."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from onrecord.resolve.happenings import Happening, Part, Report, Side, is_of_another_time
from onrecord.resolve.records import ArticleRecord
from onrecord.resolve.sameness import is_vetoed
from onrecord.resolve.stage import resolve
from onrecord.resolve.wording import wording
from tests.newsroom import Newsroom

TALKS = "Bulgaria and Serbia held talks in Sofia about the river"
MEETING: dict[str, Any] = {"by": "BG", "to": "RS", "mode": "meet", "day": date(2024, 5, 14), "place": "sofia", "place_country": "BG"}


def _room(*reports: tuple[str, dict[str, Any]], stories: str = "ss") -> Newsroom:
    """One article and outlet for each report."""
    room = Newsroom()
    for place, (sentence, more) in enumerate(reports):
        article = room.article(f"article {place}", f"Outlet {place}", story=stories[place % len(stories)])
        room.report(article, sentence, **{"trigger": "hold", **MEETING, **more})
    return room


def _report(**told: Any) -> Report:
    """A report of which no more than that is known."""
    return Report._make((dict.fromkeys(Report._fields) | told).values())


def _heads(room: Newsroom) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = resolve(room.tables(), {}, "r")["event_heads"].to_pylist()
    return found


def _count(*reports: tuple[str, dict[str, Any]], stories: str = "ss") -> int:
    return len(_heads(_room(*reports, stories=stories)))


def test_reports_in_other_words_are_one_event() -> None:
    """Same people, day and place make one meeting, in one story and across stories."""
    other = ("Serbian and Bulgarian ministers met in the Bulgarian capital", {"trigger": "meet", "by": "RS", "to": "BG"})
    assert _count((TALKS, {}), other) == 1
    assert _count((TALKS, {}), other, stories="st") == 1


@pytest.mark.parametrize(
    "other",
    [
        {"day": date(2025, 5, 14)},
        {"day": date(2024, 5, 20)},
        {"place": "varna"},
        {"place": "belgrade", "place_country": "RS"},
        {"kind": "AGREE", "mode": None},
        {"kind": "COERCE", "mode": "ban"},
        {"by": "GR"},
    ],
)
def test_vetoes_part_reports(other: dict[str, Any]) -> None:
    """Another day, place, type, mode or country is another happening."""
    assert _count((TALKS, {}), (TALKS, other), stories="st") == 2


def test_plan_of_another_type_is_the_same_event() -> None:
    """PLOVER codes the plan of a meeting as AGREE and its refusal as REJECT; both belong to the meeting."""
    plan = (TALKS.replace("held", "will hold"), {"kind": "AGREE", "mode": "meet", "modality": "planned", "day": None})
    refusal = ("Serbia called off the talks with Bulgaria", {"kind": "REJECT", "mode": "meet", "day": None, "trigger": "call"})
    assert [(head["event_type"], head["modality"]) for head in _heads(_room(plan, (TALKS, {"day": None})))] == [("CONSULT", "actual")]
    assert [(head["event_type"], head["modality"]) for head in _heads(_room(plan, refusal))] == [("AGREE", "negated")]


def test_other_people_of_one_country_part_reports() -> None:
    """Who met the minister has not met the president."""
    room = Newsroom()
    for place, name in enumerate(("Eva Moreno", "Luis Ferrada")):
        article = room.article(f"article {place}", f"Outlet {place}")
        actor = room.actor(article, name, country="CL")
        report = room.report(article, f"Bulgaria held talks with {name}", "hold", **{**MEETING, "to": None})
        row = next(r for r in room.rows["event_reports"] if r["event_report_id"] == report)
        row.update(recipient_names=[name], recipient_actor_ids=[actor], recipient_country_codes=["CL"])
    assert len(_heads(room)) == 2


def test_look_alike_of_the_next_year_is_no_part_of_the_story() -> None:
    """Where the stories of two years came out as one, the day of publication parts their undated reports."""
    room = Newsroom()
    for year in (2024, 2025):
        article = room.article(f"of {year}", f"Outlet {year}", day=date(year, 5, 14))
        room.report(article, TALKS, "hold", **{**MEETING, "day": None})
    assert len(_heads(room)) == 2


def test_two_acts_of_one_sentence_are_two() -> None:
    """One sentence that tells of two accused tells of two accusations."""
    room = Newsroom()
    article = room.article("one", "Gazette")
    for start, who in enumerate(("BG", "GR")):
        room.report(article, "Bulgaria blamed the rain, Greece the dam", "blame", who, None, kind="ACCUSE", start=0)
        room.rows["event_reports"][-1]["trigger_start_char"] = start
    assert len(_heads(room)) == 2


def test_ordinal_parts_reports() -> None:
    """The second and the third round are two, even in one story and without a day."""
    undated = {"day": None}
    assert _count(("They held a second round of talks in Sofia", undated), ("They held a third round of talks in Sofia", undated)) == 2


def test_undated_report_joins_within_its_story_only() -> None:
    """Without a day only the story says which meeting is meant."""
    assert _count((TALKS, {}), (TALKS, {"day": None})) == 1
    assert _count((TALKS, {}), (TALKS, {"day": None}), stories="st") == 2


def test_background_event_resolves_across_stories() -> None:
    """A month or a year told long after meets the day."""
    annexed = {"kind": "ASSAULT", "mode": None, "trigger": "seize", "place": "cape", "place_country": "RS", "day": date(2023, 3, 18)}
    month = {**annexed, "day": date(2023, 3, 1), "end": date(2023, 3, 31), "precision": "month"}
    year = {**annexed, "day": date(2023, 1, 1), "end": date(2023, 12, 31), "precision": "year"}
    reports = [("Bulgaria seized the Serbian cape", annexed), ("the cape seized by Bulgaria in March of last year", month)]
    reports.append(("the Serbian cape, which Bulgaria seized in 2023", year))
    heads = _heads(_room(*reports, stories="stu"))
    assert [(head["event_date"], head["event_date_precision"]) for head in heads] == [(date(2023, 3, 18), "day")]


def test_planned_then_done_is_one_actual_event() -> None:
    """A plan that came true is the same event, and it is real."""
    heads = _heads(_room((TALKS.replace("held", "will hold"), {"modality": "planned"}), (TALKS, {}), stories="st"))
    assert [head["modality"] for head in heads] == ["actual"]


def test_planned_then_called_off_is_negated() -> None:
    """A plan that was called off later did not happen."""
    room = Newsroom()
    for day, modality in ((10, "planned"), (13, "negated")):
        article = room.article(f"of {day}", f"Outlet {day}", day=date(2024, 5, day))
        room.report(article, TALKS, "hold", **{**MEETING, "modality": modality})
    assert [head["modality"] for head in _heads(room)] == ["negated"]


def test_other_numbers_of_unrelated_articles_part_reports() -> None:
    """Gifts of other numbers of boats in other stories are two gifts; within a story the papers disagree."""
    gift = {"kind": "AID", "mode": None, "trigger": "give"}
    pair = (("Bulgaria gave Serbia 20 boats in Sofia", gift), ("Bulgaria gave Serbia 30 boats in Sofia", gift))
    assert _count(*pair, stories="st") == 2
    found = resolve(_room(*pair).tables(), {}, "r")
    assert found["event_heads"].num_rows == 1
    assert [(row["disagreement_kind"], {row["left_value"], row["right_value"]}) for row in found["disagreements"].to_pylist()] == [
        ("number", {"20", "30"})
    ]


@pytest.mark.parametrize(("fewer", "more", "is_other"), [(3, 6100, True), (3, 30, False), (None, 6100, False)])
def test_the_toll_of_a_war_is_not_that_of_a_day(fewer: int | None, more: int, is_other: bool) -> None:
    """Of two numbers of victims that differ by far one is of something longer, even within a story."""
    nobody = Side(frozenset(), frozenset(), frozenset(), frozenset())
    article = ArticleRecord("a", None, None, (), None, None, "a", "a", False)

    def killed(count: int | None) -> Happening:
        whom = Part(((f"{count:,} people" if count else "people", None),), ())
        row = _report(event_type="ASSAULT", sentence_text="People were killed.")
        return Happening(row, "e", article, nobody, nobody, None, wording("People were killed."), Part((), ()), whom)

    assert is_vetoed(killed(fewer), killed(more)) is is_other


def test_day_of_head_is_what_most_outlets_say() -> None:
    """Two against one decide the date; the other one is a disagreement."""
    late = {"day": date(2024, 5, 15)}
    room = _room((TALKS, {}), (TALKS, late), (TALKS + " again", {}))
    assert [head["event_date"] for head in _heads(room)] == [date(2024, 5, 14)]
    rows = resolve(room.tables(), {}, "r")["disagreements"].to_pylist()
    assert [(row["disagreement_kind"], row["left_value"], row["right_value"]) for row in rows] == [("date", "2024-05-14", "2024-05-15")]


def test_dates_and_years_are_no_counts() -> None:
    """A day of the month and a year count nothing, so they part no reports and make no disagreement."""
    gift = {"kind": "AID", "mode": None, "trigger": "give"}
    room = _room(("On 14 May 2024 Bulgaria gave Serbia 20 boats", gift), ("Bulgaria gave Serbia 20 boats on 15 May 2025 in Sofia", gift))
    found = resolve(room.tables(), {}, "r")
    assert found["event_heads"].num_rows == 1
    assert found["disagreements"].num_rows == 0


def test_other_countries_are_a_disagreement_on_participants() -> None:
    """Two papers that each name a country the other does not have disagree on who took part."""
    room = Newsroom()
    for place, more in enumerate(("GR", "MK")):
        article = room.article(f"article {place}", f"Outlet {place}")
        room.report(article, TALKS, "hold", **MEETING)
        room.rows["event_reports"][-1]["recipient_country_codes"] = ["RS", more]
    rows = resolve(room.tables(), {}, "r")["disagreements"].to_pylist()
    assert [row["disagreement_kind"] for row in rows] == ["participants"]
    assert {rows[0]["left_value"], rows[0]["right_value"]} == {"BG, GR, RS", "BG, MK, RS"}


def test_durations_are_compared_as_such() -> None:
    """Hours that two papers give differently are a disagreement on the duration, and no count."""
    pair: list[tuple[str, dict[str, Any]]] = [
        (f"Bulgaria and Serbia held talks in Sofia that lasted more than {hours} hours", {}) for hours in ("three", "four")
    ]
    rows = resolve(_room(*pair).tables(), {}, "r")["disagreements"].to_pylist()
    assert [(row["disagreement_kind"], {row["left_value"], row["right_value"]}) for row in rows] == [("duration", {"3 hours", "4 hours"})]


def test_claims_of_a_first_are_compared_by_their_year() -> None:
    """A span is reckoned from the day of the event; a year more or less is no contradiction."""
    for told, expected in (("since 2009", {"first since 2019", "first since 2009"}), ("since 2018", None), ("since 2019", None)):
        pair: list[tuple[str, dict[str, Any]]] = [
            (f"Bulgaria and Serbia held talks in Sofia, their first {since}", {}) for since in ("in five years", told)
        ]
        rows = resolve(_room(*pair).tables(), {}, "r")["disagreements"].to_pylist()
        found = [{row["left_value"], row["right_value"]} for row in rows if row["disagreement_kind"] == "claim"]
        assert found == ([expected] if expected else [])


def test_the_day_of_a_refusal_is_not_that_of_the_meeting() -> None:
    """A meeting called off two days before is one event with the day it was planned for, and no disagreement; weeks later it is another."""
    plan = (TALKS.replace("held", "will hold"), {"kind": "AGREE", "modality": "planned"})
    refusal = ("Serbia called off the river talks with Bulgaria", {"kind": "REJECT", "day": date(2024, 5, 12), "trigger": "call"})
    tables = resolve(_room(plan, refusal).tables(), {}, "r")
    heads = tables["event_heads"].to_pylist()
    assert [(head["modality"], head["event_date"]) for head in heads] == [("negated", date(2024, 5, 14))]
    assert tables["disagreements"].num_rows == 0
    assert _count((plan[0], plan[1] | {"day": date(2024, 7, 14)}), refusal) == 2
    assert _count((plan[0], plan[1] | {"day": date(2024, 5, 9)}), refusal) == 2


WARNING: dict[str, Any] = {"kind": "THREATEN", "mode": "force", "by": "Ana Lund", "place": None, "place_country": None, "trigger": "warn"}


@pytest.mark.parametrize(
    ("sentence", "whom", "count"),
    [
        ("She would also warn Rolf Berg, she said in the evening", "Rolf Berg", 2),
        ("Ana Lund warned all sides that shells on the bridge would end the truce", "all sides", 1),
        ("Ana Lund warned that shells on the bridge would end the truce", None, 1),
        ("Lund warned the rebels of winter", "rebels", 1),
    ],
)
def test_statements_to_others_are_one_only_in_the_same_words(sentence: str, whom: str | None, count: int) -> None:
    """One speaker warns many: without an addressee in common the words must tell, and an unnamed addressee contradicts nobody."""
    first = ("Ana Lund warned the rebels that shells on the bridge would end the truce", WARNING | {"to": "rebels"})
    room = _room(first, (sentence, WARNING | {"to": whom}))
    for row in room.rows["event_reports"]:
        row |= {"recipient_actor_ids": [], "recipient_country_codes": []}
    assert len(_heads(room)) == count


@pytest.mark.parametrize(
    ("sentence", "date_text", "day", "precision", "is_other"),
    [
        ("On the first visit since the war began in late 2013, Lund met Berg", "late 2013", date(2013, 1, 1), "year", True),
        ("Since May, when the war began, Lund met Berg twice", "May", date(2024, 5, 1), "month", True),
        ("Lund met Berg in 2013", "2013", date(2013, 1, 1), "year", False),
        ("Since the war began, Lund met Berg in 2013", "2013", date(2013, 1, 1), "year", False),
        ("Ties were cut when Lund met Berg in early 2014", None, date(2015, 5, 12), "day", True),
        ("Ties were cut when Lund met Berg in early 2014", None, date(2014, 2, 1), "month", False),
        ("Lund met Berg", None, date(2015, 5, 12), "day", False),
        ("Lund met Berg", None, None, "none", False),
    ],
)
def test_dates_of_other_times(sentence: str, date_text: str | None, day: date | None, precision: str, is_other: bool) -> None:
    """When something else began, and a day that was concluded though the sentence says another year, date nothing."""
    at = sentence.index("met")
    row = _report(sentence_text=sentence, date_text=date_text, event_date=day, event_date_precision=precision)
    assert is_of_another_time(row._replace(trigger_start_char=50 + at, sentence_start_char=50)) is is_other


def test_undated_acts_in_other_words_ask_for_more() -> None:
    """Of one story, a ban and a force upon one country are two where no day is told and no words are shared; with a day they are one."""
    ban: dict[str, Any] = {"kind": "COERCE", "mode": "ban", "by": None, "to": "RS", "place": None, "place_country": None, "day": None}
    first, other = ("Union bans timber of Serbia", ban | {"trigger": "ban"}), ("Nobody will force Serbia", ban | {"trigger": "force"})
    assert _count(first, other) == 2
    day = {"day": date(2024, 5, 14)}
    assert _count((first[0], first[1] | day), (other[0], other[1] | day)) == 1


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("Police arrested 12 smugglers; 30 guards watched", {"smuggler": "12"}),
        ("Police arrested 12 smugglers after 30 guards had fled", {"smuggler": "12"}),
        ("Police arrested 12 smugglers and 30 guards", {"guard": "30", "smuggler": "12"}),
        ("In 2013 police arrested smugglers", {}),
    ],
)
def test_numbers_are_those_of_the_clause(sentence: str, numbers: dict[str, str]) -> None:
    """What is counted in another clause is nothing the act did."""
    row = _report(sentence_text=sentence, sentence_start_char=7, trigger_start_char=7 + sentence.index("arrest"))
    nobody = Side(frozenset(), frozenset(), frozenset(), frozenset())
    article = ArticleRecord("a", None, None, (), None, None, "a", "a", False)
    told = Part((), ())
    assert Happening(row, "e", article, nobody, nobody, None, wording(sentence), told, told).numbers == numbers
