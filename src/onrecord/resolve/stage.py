"""The stage model, before SQL: all articles on record to actors, utterances, events, independent voices, disagreements and id changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import pyarrow as pa

from onrecord.resolve.changes import id_changes
from onrecord.resolve.disagreements import event_disagreements
from onrecord.resolve.event_heads import add_event
from onrecord.resolve.events import events
from onrecord.resolve.given import Given, without_collecting
from onrecord.resolve.happenings import Happening, happenings
from onrecord.resolve.independence import Reuse, Witness, add_independence, relays, reuse_of
from onrecord.resolve.records import ArticleRecord, Articles, article_records
from onrecord.resolve.registry import registry
from onrecord.resolve.speeches import Speech, speeches
from onrecord.resolve.tabled import Columns, append, empty_columns, tabled
from onrecord.resolve.utterances import add_utterance, utterances

Tables = dict[str, pa.Table]


def resolve(given: Given, previous: Mapping[str, pa.Table], run_id: str, actors: Mapping[str, pa.Table] | None = None) -> Tables:
    """The state tables of the stage model; they depend on the rows of `given` alone, not on their order or on when they came.

    Utterances, events and stories come one after the other, each out of its rows alone, and what is done with is let go.

    Args:
        given: every row on record of articles, article_groups, text_reuse, article_actors, mentions, quotes and event_reports.
        previous: state tables of the last published run, empty at the first: what became of its ids goes to `id_changes`.
        run_id: the run that publishes the result.
        actors: the registry of these articles, if it is there already.
    """
    with without_collecting():
        found = dict(actors or registry(given))
        articles, reuse = article_records(given), reuse_of(given)
        shared = {name: empty_columns(name) for name in ("disagreements", "independence")}
        found |= _utterances(speeches(given, articles, found), shared, reuse)
        found |= _events(happenings(given, articles, found), shared, reuse)
        _stories(articles, shared, reuse)
        for name in list(shared):
            found[name] = tabled(name, shared.pop(name))
        return found | {"id_changes": id_changes({**given, **found}, previous, run_id)}


def _utterances(said: list[Speech], shared: Mapping[str, Columns], reuse: Reuse) -> Tables:
    """Tables `utterance_members` and `utterance_heads`; what else is told of utterances goes to the shared ones."""
    members, heads = empty_columns("utterance_members"), empty_columns("utterance_heads")
    for cluster in utterances(said):
        utterance_id = add_utterance(cluster, members, heads, shared["disagreements"])
        witnesses = (Witness(one.article, one.spans, relays([one.via_name])) for one in cluster)
        articles = [one.article.article_id for one in cluster]
        add_independence(shared["independence"], ("utterance", utterance_id), articles, witnesses, reuse)
    return {"utterance_members": tabled("utterance_members", members), "utterance_heads": tabled("utterance_heads", heads)}


def _events(happened: list[Happening], shared: Mapping[str, Columns], reuse: Reuse) -> Tables:
    """Tables `event_members` and `event_heads`; what else is told of events goes to the shared ones."""
    members, heads = empty_columns("event_members"), empty_columns("event_heads")
    for reports in events(happened):
        event_id = add_event(reports, members, heads)
        if len(reports) > 1:
            append(shared["disagreements"], event_disagreements(reports))
        witnesses = (Witness(one.article, _sentence(one), relays([one.row.reported_by])) for one in reports)
        articles = [one.article.article_id for one in reports]
        add_independence(shared["independence"], ("event", event_id), articles, witnesses, reuse)
    return {"event_members": tabled("event_members", members), "event_heads": tabled("event_heads", heads)}


def _stories(articles: Articles, shared: Mapping[str, Columns], reuse: Reuse) -> None:
    """Tells of each story which of its articles are independent voices."""
    stories: dict[str, list[ArticleRecord]] = defaultdict(list)
    for article in articles.values():
        stories[article.story_id].append(article)
    for story_id, members in stories.items():
        ids = [article.article_id for article in members]
        add_independence(shared["independence"], ("story", story_id), ids, map(Witness, members), reuse)


def _sentence(one: Happening) -> tuple[tuple[int, int], ...]:
    start, end = one.row.sentence_start_char, one.row.sentence_end_char
    return ((start, end),) if start is not None and end is not None else ()
