"""The stage model, before SQL: all articles on record to actors, utterances, events, independent voices, disagreements and id changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import pyarrow as pa

from onrecord.resolve.changes import id_changes
from onrecord.resolve.disagreements import event_disagreements, utterance_disagreements
from onrecord.resolve.event_heads import event_id_of, event_rows
from onrecord.resolve.events import events
from onrecord.resolve.happenings import Happening, happening
from onrecord.resolve.independence import Reuse, Witness, independence_rows, relays, reuse_of
from onrecord.resolve.records import Context, Row, context, rows
from onrecord.resolve.registry import registry
from onrecord.resolve.speeches import Speech, speech
from onrecord.resolve.utterances import utterance_id_of, utterance_rows, utterances
from onrecord.resolve.variants import canonical_speech
from onrecord.schema.tables import TABLES

MEMBERS = {
    "utterance": ("utterance_members", "quote_id", "utterance_id"),
    "event": ("event_members", "event_report_id", "event_id"),
    "story": ("article_groups", "article_id", "story_id"),
}


def resolve(given: Mapping[str, pa.Table], previous: Mapping[str, pa.Table], run_id: str) -> dict[str, pa.Table]:
    """The state tables of the stage model; they depend on the rows of `given` alone, not on their order or on when they came.

    Args:
        given: every row on record of articles, article_groups, text_reuse, article_actors, mentions, quotes and event_reports.
        previous: state tables of the last published run, empty at the first: what became of its ids goes to `id_changes`.
        run_id: the run that publishes the result.
    """
    actors = registry(given)
    facts = context(given, actors)
    reuse = reuse_of(given)
    said = utterances([speech(row, facts) for row in rows(given, "quotes")])
    happened = events([happening(row, facts) for row in rows(given, "event_reports")])
    utterance_members, utterance_heads = utterance_rows(said)
    event_members, event_heads = event_rows(happened, facts)
    tables = {
        "utterance_members": utterance_members,
        "utterance_heads": utterance_heads,
        "event_members": event_members,
        "event_heads": event_heads,
        "disagreements": _disagreements(said, happened),
        "independence": _independence(said, happened, facts, reuse),
    }
    found = actors | {name: TABLES[name].from_rows(some) for name, some in tables.items()}
    groups = {name: table for name, table in given.items() if name == "article_groups"}
    changes = _changes(found | groups, previous, run_id)
    return found | {"id_changes": TABLES["id_changes"].from_rows(changes)}


def _disagreements(said: Sequence[Sequence[Speech]], happened: Sequence[Sequence[Happening]]) -> list[Row]:
    found: list[Row] = []
    for cluster in said:
        if len(cluster) > 1:
            found += utterance_disagreements(utterance_id_of(cluster), canonical_speech(list(cluster)), cluster)
    for reports in happened:
        if len(reports) > 1:
            found += event_disagreements(reports)
    return found


def _independence(said: Sequence[Sequence[Speech]], happened: Sequence[Sequence[Happening]], facts: Context, reuse: Reuse) -> list[Row]:
    found: list[Row] = []
    for cluster in said:
        witnesses = [Witness(one.article, one.spans, relays([one.via_name])) for one in cluster]
        found += independence_rows("utterance", utterance_id_of(cluster), witnesses, reuse)
    for reports in happened:
        told = [Witness(one.article, _sentence(one), relays([one.row["reported_by"]])) for one in reports]
        found += independence_rows("event", event_id_of(reports), told, reuse)
    stories: dict[str, list[Witness]] = defaultdict(list)
    for article in facts.articles.values():
        stories[article.story_id].append(Witness(article))
    for story_id in sorted(stories):
        found += independence_rows("story", story_id, stories[story_id], reuse)
    return found


def _sentence(one: Happening) -> tuple[tuple[int, int], ...]:
    start, end = one.row["sentence_start_char"], one.row["sentence_end_char"]
    return ((start, end),) if start is not None and end is not None else ()


def _changes(now: Mapping[str, pa.Table], previous: Mapping[str, pa.Table], run_id: str) -> list[Row]:
    found: list[Row] = []
    for subject_type, (table, member, name) in MEMBERS.items():
        before = {row[member]: row[name] for row in rows(previous, table) if row[name]}
        after = {row[member]: row[name] for row in rows(now, table) if row[name]}
        found += id_changes(subject_type, before, after, run_id)
    return found
