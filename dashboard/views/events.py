"""What happened: who did what to whom, when and where, and who says so."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from dashboard import charts, data
from dashboard.panels import as_share, chart, choice, choices, day_filter, labelled, panel, picked, share_switch, text_filter, timeline

MODALITIES = ("actual", "planned", "hypothetical", "negated", "alleged")


def show() -> None:
    """Filters, the events they leave over time, on a map and between parties, and one of them with its reports."""
    st.title("What happened")
    filters = chosen_filters()
    share_switch()
    through = data.answer("on_record").records()[0]["data_through"]
    timeline(
        "Events", "events_over_time", "kind", "events", empty="No event matches these filters.", through=through, by="quad_class", **filters
    )
    left, right = st.columns(2)
    with left:
        panel("Where", "event_places", where, empty="No event with these filters has a place.", **filters)
    with right:
        panel("Who towards whom", "event_matrix", matrix, empty="No event with these filters names both sides.", **filters)
    found = panel("Events", "events", empty="No event matches all filters; take one away.", **filters).records()
    rows = [(row["event_id"], told_of(row)) for row in found]
    event = picked("Event to look at", "event", rows, hint="One of the events above")
    if event:
        panel(
            "Reports of it",
            "event_reports",
            event=event,
            empty="There is no such event in this snapshot; its id may have become another one.",
        )
        panel("Independent voices, line by line", "voices", subject=event)
        panel("Where the reports differ", "disagreements", empty="No report contradicts another.", subject=event)


def chosen_filters() -> dict[str, Any]:
    """Type, modality, party, first and last day; all of it stands in the address."""
    with st.container(border=True):
        one, two, three = st.columns(3)
        with one:
            kind = choice("Type", "type", choices("event_type"))
            modality = choice("Actual, planned, hypothetical ...", "modality", MODALITIES)
        with two:
            party = text_filter("Actor or recipient", "party", "part of a name, or a country code")
        with three:
            first, last = day_filter("From", "from"), day_filter("Until", "until")
    return {"kind": kind, "modality": modality, "party": party, "first": first, "last": last}


def told_of(row: dict[str, object]) -> str:
    """An event in a line."""
    day = str(row["on_date"] or "no date")[:10]
    return labelled(f"{day}  {row['event_type']}: {row['actors'] or 'somebody'} → {row['recipients'] or 'nobody named'}")


def matrix(rows: pd.DataFrame) -> None:
    """Actors by recipients, coloured by the quad class most of their events have."""
    told = rows.assign(quad_class=[charts.QUAD_NAMES.get(value, "unknown") for value in rows["quad_class"]])
    color = alt.Color("quad_class:N", scale=charts.quad_scale(), title="most are", legend=alt.Legend(orient="bottom", columns=1))
    chart(
        charts.matrix(told, "actor", "recipient", "event_share" if as_share() else "events", color),
        "Events by actor and recipient, coloured by quad class.",
    )


def where(rows: pd.DataFrame) -> None:
    """Places on a map that needs no network."""
    chart(charts.places(rows), "Places of events, by quad class; grey dots are large cities.")
