"""Data health: what came through, what did not, and since when."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from dashboard import charts
from dashboard.panels import chart, choice, choices, panel, picked

SEVERITY_COLORS = {"critical": "#D55E00", "warning": "#E69F00", "info": "#56B4E9"}


def show() -> None:
    """The funnel of the last run, checks, dates, fill rates, what was set aside, and the snapshots."""
    st.title("Data health")
    panel("Rows through the stages of the last run", "funnel", funnel, empty="No run has been published.")
    left, right = st.columns(2)
    with left:
        panel("Failed checks, run by run", "checks_over_time", checks)
        panel("Checks that failed in the last run", "failed_checks", empty="Every check of the last run passed.")
    with right:
        panel("Publication dates by method and confidence", "dates_by_method", dates)
        panel("Why things were set aside", "reasons", empty="Nothing was set aside.")
    panel("Fill rates by outlet and month, changes first", "fill_rates", empty="No article names its outlet.")
    outlet = picked("Outlet", "outlet", [(name, name) for name in choices("outlet")], hint="Its fill rates, month by month")
    if outlet:
        panel("Fill rates of the outlet, month by month", "fill_rates", rates, outlet=outlet)
    reason = choice("Reason", "reason", choices("reason"))
    panel("What was set aside", "set_aside", empty="Nothing was set aside.", reason=reason)
    panel("Snapshots and what changed in them", "snapshots", empty="No snapshot has been published.")


def funnel(rows: pd.DataFrame) -> None:
    """Rows out, merged and set aside, by stage and table."""
    told = rows.assign(step=[f"{stage}: {table}" for stage, table in zip(rows["stage"], rows["table_name"], strict=True)])
    long = told.melt(["step"], ["rows_out", "rows_merged", "rows_rejected"], "became", "rows")
    long["became"] = long["became"].map({"rows_out": "handed on", "rows_merged": "merged", "rows_rejected": "set aside"})
    drawn = (
        alt.Chart(long)
        .mark_bar()
        .encode(
            alt.X("rows:Q", title="rows"),
            alt.Y("step:N", sort=list(told["step"]), title=None, axis=alt.Axis(labelLimit=260, labelOverlap=False)),
            alt.Color(
                "became:N",
                scale=alt.Scale(domain=["handed on", "merged", "set aside"], range=["#0072B2", "#56B4E9", "#D55E00"]),
                title=None,
                legend=alt.Legend(orient="bottom", columns=2),
            ),
            tooltip=["step", "became", "rows"],
        )
    )
    chart(alt.layer(drawn).properties(height=alt.Step(22)), "Rows that each stage handed on, merged and set aside.")


def rates(rows: pd.DataFrame) -> None:
    """One line a field; a ring where a share is another than the month before and it is no chance."""
    base = alt.Chart(rows).encode(
        alt.X("month:T", title="month"),
        alt.Y("filled_share:Q", title="share of articles", axis=alt.Axis(format="%"), scale=alt.Scale(domain=[0, 1])),
        alt.Color(
            "field:N", title=None, scale=charts.kind_scale(list(rows["field"].unique())), legend=alt.Legend(orient="bottom", columns=2)
        ),
        tooltip=["month:T", "field", alt.Tooltip("filled_share:Q", format=".0%"), "articles", "is_change"],
    )
    changes = base.transform_filter("datum.is_change").mark_point(size=180, strokeWidth=2)
    drawn = alt.layer(base.mark_line(point=True), changes).properties(height=240)
    chart(drawn, "Share of the outlet's articles with a date, a title, authors and quotes; rings mark changes.")


def checks(rows: pd.DataFrame) -> None:
    """Failed checks a run, by severity."""
    if not rows["failed"].any():
        st.info(f"No check failed. Runs on record: {rows['finished_at'].nunique()}.")
        return
    told = rows.assign(run=[str(value)[:16] for value in rows["finished_at"]])
    drawn = (
        alt.Chart(told)
        .mark_bar()
        .encode(
            alt.X("run:O", title="run"),
            alt.Y("failed:Q", title="failed checks", axis=alt.Axis(tickMinStep=1)),
            alt.Color(
                "severity:N",
                scale=alt.Scale(domain=list(SEVERITY_COLORS), range=list(SEVERITY_COLORS.values())),
                legend=alt.Legend(orient="bottom", columns=2),
            ),
            tooltip=["run", "severity", "failed", "checks"],
        )
    )
    chart(alt.layer(drawn).properties(height=240), "Failed checks of each run, by severity.")


def dates(rows: pd.DataFrame) -> None:
    """Articles by the method that found their date, and how sure it is."""
    drawn = (
        alt.Chart(rows)
        .mark_bar()
        .encode(
            alt.X("sum(articles):Q", title="articles"),
            alt.Y("published_at_method:N", sort="-x", title=None),
            alt.Color(
                "confidence:N",
                scale=alt.Scale(domain=["0.9 to 1", "0.7 to 0.9", "below 0.7", "none"], range=["#0072B2", "#56B4E9", "#E69F00", "#999999"]),
                legend=alt.Legend(orient="bottom", columns=2),
            ),
            tooltip=["published_at_method", "confidence", "articles"],
        )
    )
    chart(alt.layer(drawn).properties(height=alt.Step(28)), "Articles by the method that found their date, and its confidence.")
