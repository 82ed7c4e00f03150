"""Outlets: whose text is whose, who is first, who covers what."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from dashboard import charts
from dashboard.panels import chart, labelled, panel


def show() -> None:
    """Each outlet in figures, the network of reuse, and the matrix of coverage."""
    st.title("Outlets")
    panel("Outlets", "outlets", empty="No article names its outlet; a sidecar or the records can (see the data dictionary).")
    left, right = st.columns(2)
    with left:
        panel(
            "Whose text stands in whose pages",
            "reuse_network",
            lambda rows: chart(
                charts.network(rows, "from_outlet_name", "to_outlet_name", "articles"),
                "A line runs from the outlet that had the text first; the dot is at the one that has it too.",
            ),
            empty="No passage stands in the pages of two outlets.",
        )
    with right:
        panel("Who tells which story", "coverage", coverage, empty="No story is told by an outlet that is known.")


def coverage(rows: pd.DataFrame) -> None:
    """Stories by outlets."""
    told = rows.assign(title=[labelled(title)[:60] for title in rows["title"]])
    color = alt.Color("articles:Q", scale=alt.Scale(range=["#cfe3f3", "#56B4E9"]), legend=None)
    chart(charts.matrix(told, "title", "outlet_name", "articles", color), "Articles by story and outlet.")
