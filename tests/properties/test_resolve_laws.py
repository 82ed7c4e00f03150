"""Laws of resolving: nothing is lost, the order of arrival does not matter, and no count exceeds what there is to count."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.resolve.stage import resolve
from tests.newsroom import Newsroom

WORDS = ["harbor", "granite", "seven", "not", "will", "lanterns", "tariff", "snow", "carry", "the", "of", "promise", "wagon"]
SPEAKERS = [None, "Ana Petrova", "Petrova", "Luis Moreno"]
OUTLETS = [None, "Gazette", "Herald"]
QUOTE = st.tuples(st.lists(st.sampled_from(WORDS), max_size=9), st.sampled_from(SPEAKERS), st.sampled_from(["direct", "indirect"]))
REPORT = st.tuples(
    st.sampled_from(["CONSULT", "AID"]), st.sampled_from([None, "BG", "RS"]), st.sampled_from([None, "RS", "CL"]),
    st.sampled_from([None, "sofia", "varna"]), st.sampled_from(["actual", "planned", "negated"]),
)  # fmt: skip
ARTICLE = st.tuples(
    st.sampled_from(OUTLETS), st.sampled_from("st"), st.sampled_from([None, date(2024, 5, 14), date(2024, 5, 16)]),
    st.lists(QUOTE, max_size=3), st.lists(REPORT, max_size=3),
)  # fmt: skip
WORLDS = st.lists(ARTICLE, min_size=1, max_size=7)
QUICK = settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def _room(world: list[tuple]) -> tuple[Newsroom, list[str]]:
    room, articles = Newsroom(), []
    for place, (outlet, story, day, quotes, reports) in enumerate(world):
        article = room.article(f"article {place}", outlet, story=story, day=day)
        articles.append(article)
        for start, (words, speaker, kind) in enumerate(quotes):
            room.quote(article, " ".join(words), speaker, kind, start=start, day=day)
        for start, (kind, by, to, place_name, modality) in enumerate(reports):
            more = {"kind": kind, "day": day, "place": place_name, "modality": modality, "start": start}
            room.report(article, f"{by} met {to} in {place_name}", "meet", by, to, **more)
    return room, articles


def _shuffled(tables: dict[str, pa.Table]) -> dict[str, pa.Table]:
    return {name: table.take(pa.array(range(table.num_rows - 1, -1, -1), pa.int64())) for name, table in tables.items()}


@QUICK
@given(WORLDS)
def test_everything_stands_in_exactly_one(world: list[tuple]) -> None:
    """Each quote is in one utterance, each report in one event, each actor linked once, and every head has members."""
    tables = _room(world)[0].tables()
    found = resolve(tables, {}, "r")
    for given_name, member_table, key, head_table, head in (
        ("quotes", "utterance_members", "quote_id", "utterance_heads", "utterance_id"),
        ("event_reports", "event_members", "event_report_id", "event_heads", "event_id"),
        ("article_actors", "actor_links", "article_actor_id", "actors", "actor_id"),
    ):
        assert sorted(found[member_table][key].to_pylist()) == sorted(tables[given_name][key].to_pylist())
        heads = found[head_table][head].to_pylist()
        assert len(set(heads)) == len(heads)
        assert set(heads) == set(found[member_table][head].to_pylist())


@QUICK
@given(WORLDS)
def test_order_of_rows_does_not_matter(world: list[tuple]) -> None:
    """The same rows in another order give the same tables."""
    tables = _room(world)[0].tables()
    left, right = resolve(tables, {}, "r"), resolve(_shuffled(tables), {}, "r")
    assert all(left[name].equals(right[name]) for name in left)


@QUICK
@given(WORLDS, st.integers(0, 6))
def test_articles_in_two_runs_end_like_all_at_once(world: list[tuple], cut: int) -> None:
    """What came in a first run changes ids only on record: every id that is gone or parted stands in id_changes."""
    room, articles = _room(world)
    early = room.tables(articles[:cut])
    first = resolve(early, {}, "r1")
    second = resolve(room.tables(), {**first, "article_groups": early["article_groups"]}, "r2")
    whole = resolve(room.tables(), {}, "r2")
    assert all(second[name].equals(whole[name]) for name in whole if name != "id_changes")
    told = {(row["subject_type"], row["old_id"]) for row in second["id_changes"].to_pylist()}
    for subject, table, key in (("utterance", "utterance_heads", "utterance_id"), ("event", "event_heads", "event_id")):
        gone = set(first[table][key].to_pylist()) - set(second[table][key].to_pylist())
        assert {(subject, old) for old in gone} <= told


@QUICK
@given(WORLDS)
def test_independent_voices_are_at_most_outlets(world: list[tuple]) -> None:
    """Each subject has at least one counted article, and no more than its outlets (unknown ones count one each)."""
    tables = _room(world)[0].tables()
    outlet = {row["article_id"]: row["outlet_id"] or row["article_id"] for row in tables["articles"].to_pylist()}
    counted, outlets = defaultdict(int), defaultdict(set)
    for row in resolve(tables, {}, "r")["independence"].to_pylist():
        counted[row["subject_id"]] += row["is_counted"]
        outlets[row["subject_id"]].add(outlet[row["article_id"]])
    assert all(1 <= counted[subject] <= len(outlets[subject]) for subject in outlets)
