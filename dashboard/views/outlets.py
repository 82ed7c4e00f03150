"""Outlets: whose text is whose, who is first, who covers what."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from dashboard import charts
from dashboard.panels import as_share, chart, labelled, panel, share_switch


def show() -> None:
    """Each outlet in figures, the network of reuse, and the matrix of coverage."""
    st.title("Outlets")
    panel("Outlets", "outlets", empty="No article names its outlet; a sidecar or the records can (see the data dictionary).")
    share_switch()
    count = "article_share" if as_share() else "articles"
    left, right = st.columns(2)
    with left:
        panel(
            "Whose text stands in whose pages",
            "reuse_network",
            lambda rows: chart(
                charts.network(rows, "from_outlet_name", "to_outlet_name", count),
                "A line runs from the outlet that had the text first; the dot is at the one that has it too.",
            ),
            empty="No passage stands in the pages of two outlets.",
        )
    with right:
        panel("Who tells which story", "coverage", coverage, empty="No story is told by an outlet that is known.")


def coverage(rows: pd.DataFrame) -> None:
    """Stories by outlets."""
    told = rows.assign(title=[labelled(title)[:60] for title in rows["title"]])
    count = "article_share" if as_share() else "articles"
    color = alt.Color(f"{count}:Q", scale=alt.Scale(range=["#cfe3f3", "#56B4E9"]), legend=None)
    chart(charts.matrix(told, "title", "outlet_name", count, color), "Articles by story and outlet.")
