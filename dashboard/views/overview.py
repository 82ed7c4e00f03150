"""What is on record."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import charts, data
from dashboard.panels import as_share, chart, panel, share_switch, timeline


def show() -> None:
    """Totals, the state of the last run, what happened and was said over time, who says most, and the stories."""
    st.title("What is on record")
    record = data.answer("on_record").records()[0]
    totals(record)
    last_run()
    share_switch()
    through = record["data_through"]
    left, right = st.columns(2)
    with left:
        timeline("Events by type", "events_over_time", "kind", "events", empty="No event has a date yet.", through=through)
    with right:
        timeline(
            "Things said by speech act",
            "speech_acts_over_time",
            "speech_act",
            "utterances",
            empty="No quote has a date yet.",
            through=through,
        )
    left, right = st.columns(2)
    with left:
        timeline("Articles", "articles_over_time", "text_kind", "articles", empty="No article has a date yet.", through=through)
    with right:
        speakers()
    panel("Stories told by most outlets", "stories", empty="No story has been made yet; `onrecord run` makes them.")


def totals(record: dict[str, Any]) -> None:
    """The size of what is on record; each line of it is explained on its page."""
    known = "unknown" if record["independent_share"] is None else f"{record['independent_share']:.0%}"
    shown = [
        ("Articles", f"{record['articles']:,}", "Kept article versions, copies included"),
        ("Outlets", f"{record['outlets']:,}", "Outlets with at least one kept article"),
        ("Utterances", f"{record['utterances']:,}", f"Things said, each once; printed {record['printings']:,} times"),
        ("Events", f"{record['events']:,}", f"Things that happened, each once; reported {record['reports']:,} times"),
        ("Stories", f"{record['stories']:,}", "Groups of articles about one happening"),
        ("Independent", known, "Share of printings and reports that count as voices of their own"),
    ]
    with st.container(horizontal=True):
        for label, value, told in shown:
            st.metric(label, value, help=told, border=True, width=150)
    st.caption(f"Data through {str(record['data_through'] or 'an unknown day')[:16].replace('T', ' ')} UTC. Snapshot {data.snapshot_id()}.")


def last_run() -> None:
    """Whether the last run was clean, in one line."""
    runs = data.answer("last_run").records()
    if not runs:
        return
    run = runs[0]
    told = (
        f"Last run {run['run_id']}: {str(run['finished_at'])[:16].replace('T', ' ')} UTC, {run['document_count']:,} documents on record, "
    )
    told += f"{run['set_aside']:,} set aside, {run['checks_failed']} checks failed."
    (st.warning if run["checks_failed"] else st.success)(told)


def speakers() -> None:
    """Who says most, each thing once."""
    count = "utterance_share" if as_share() else "utterance_count"
    panel(
        "Who is quoted most",
        "speakers",
        lambda rows: chart(charts.bars(told_apart(rows), "actor_name", count), "Speakers by the number of things they said."),
        empty="Nobody is quoted yet.",
        rows=15,
    )


def told_apart(rows: pd.DataFrame) -> pd.DataFrame:
    """The speakers with the id behind a name that several of them have."""
    shared = rows["actor_name"].duplicated(keep=False)
    return rows.assign(actor_name=rows["actor_name"].where(~shared, rows["actor_name"] + " " + rows["actor_id"]))
