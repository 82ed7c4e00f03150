"""The stage model, before SQL: all articles on record to actors, utterances, events, independent voices, disagreements and id changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pyarrow as pa

from onrecord.resolve.changes import id_changes
from onrecord.resolve.disagreements import event_disagreements
from onrecord.resolve.event_heads import add_event
from onrecord.resolve.events import events
from onrecord.resolve.given import Given, give_back, without_collecting
from onrecord.resolve.happenings import Happening, happenings
from onrecord.resolve.independence import Reuse, Witness, add_independence, relays, reuse_of
from onrecord.resolve.records import ArticleRecord, Articles, Row, article_records
from onrecord.resolve.registry import registry
from onrecord.resolve.speeches import Speech, speeches
from onrecord.resolve.tabled import Filling, append, emptied
from onrecord.resolve.utterances import add_utterance, utterances
from onrecord.schema.tables import TABLES

SHARED = ("disagreements", "independence")  # tables of utterances, events and stories alike
Tables = dict[str, pa.Table]


def resolve(given: Given, previous: Given, run_id: str) -> Tables:
    """The state tables of the stage model; they depend on the rows of `given` alone, not on their order or on when they came.

    Args:
        given: every row on record of articles, article_groups, text_reuse, article_actors, mentions, quotes and event_reports.
        previous: state tables of the last published run, empty at the first: what became of its ids goes to `id_changes`.
        run_id: the run that publishes the result.
    """
    return dict(resolved(given, previous, run_id, registry(given)))


def resolved(given: Given, previous: Given, run_id: str, actors: Tables) -> Iterator[tuple[str, pa.Table]]:
    """The tables that `resolve` gives, one after the other: who writes each of them as it comes need not hold them all.

    Args:
        given: as for `resolve`.
        previous: as for `resolve`.
        run_id: as for `resolve`.
        actors: the registry of actors, which is let go of as soon as nothing more is looked up in it.
    """
    shared: dict[str, list[pa.Table]] = {name: [] for name in SHARED}
    changes: list[Row] = []
    with without_collecting():
        yield "actor_aliases", actors.pop("actor_aliases")
        yield from actors.items()
        for subject, found in _subjects(given, actors):
            for name, parts in shared.items():
                parts.append(found.pop(name))
            changes += id_changes(subject, previous, {**given, **found}, run_id)
            yield from found.items()
        for name in SHARED:
            yield name, TABLES[name].sorted(pa.concat_tables(shared.pop(name)))
        yield "id_changes", TABLES["id_changes"].from_rows(changes)


def _subjects(given: Given, actors: Tables) -> Iterator[tuple[str, Tables]]:
    """The tables of utterances, events and stories."""
    articles, reuse = article_records(given), reuse_of(given)
    yield "utterance", _utterances(speeches(given, articles, actors), reuse)
    give_back()
    yield "event", _events(happenings(given, articles, actors), reuse)
    actors.clear()
    yield "story", _stories(articles, reuse)


def _utterances(said: list[Speech], reuse: Reuse) -> Tables:
    """Tables `utterance_members` and `utterance_heads`, and the shared ones as far as they are of utterances."""
    made = Filling(("utterance_members", "utterance_heads", *SHARED))
    columns = made.columns
    clusters = utterances(said)
    said.clear()
    for cluster in emptied(clusters):
        utterance_id = add_utterance(cluster, columns["utterance_members"], columns["utterance_heads"], columns["disagreements"])
        witnesses = (Witness(one.article, one.spans, relays([one.via_name])) for one in cluster)
        articles = [one.article.article_id for one in cluster]
        add_independence(columns["independence"], ("utterance", utterance_id), articles, witnesses, reuse)
        made.pack()
    give_back()
    return made.tables()


def _events(happened: list[Happening], reuse: Reuse) -> Tables:
    """Tables `event_members` and `event_heads`, and the shared ones as far as they are of events."""
    made = Filling(("event_members", "event_heads", *SHARED))
    columns = made.columns
    clusters = events(happened)
    happened.clear()
    for reports in emptied(clusters):
        event_id = add_event(reports, columns["event_members"], columns["event_heads"])
        if len(reports) > 1:
            append(columns["disagreements"], event_disagreements(reports))
        witnesses = (Witness(one.article, _sentence(one), relays([one.row.reported_by])) for one in reports)
        articles = [one.article.article_id for one in reports]
        add_independence(columns["independence"], ("event", event_id), articles, witnesses, reuse)
        made.pack()
    return made.tables()


def _stories(articles: Articles, reuse: Reuse) -> Tables:
    """The shared tables as far as they are of stories: which of a story's articles are independent voices."""
    made = Filling(SHARED)
    stories: dict[str, list[ArticleRecord]] = defaultdict(list)
    for article in articles.values():
        stories[article.story_id].append(article)
    for story_id, members in stories.items():
        ids = [article.article_id for article in members]
        add_independence(made.columns["independence"], ("story", story_id), ids, map(Witness, members), reuse)
        made.pack()
    return made.tables()


def _sentence(one: Happening) -> tuple[tuple[int, int], ...]:
    start, end = one.row.sentence_start_char, one.row.sentence_end_char
    return ((start, end),) if start is not None and end is not None else ()
