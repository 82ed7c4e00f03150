"""What every panel has: a title, a chart or table of bounded size, its SQL and a CSV; and the filters, which live in the address."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import charts, data
from dashboard.charts import Drawn
from dashboard.headings import heading, meaning
from onrecord.warehouse.query import Answer

Draw = Callable[[pd.DataFrame], None]
ANY = "any"


def panel(
    title: str, query: str, draw: Draw | None = None, /, *, empty: str = "Nothing on record matches.", **values: data.Value
) -> Answer:
    """Shows the answer to a query, by `draw` or as a table, with its SQL and a CSV below it.

    Args:
        title: what it shows.
        query: name of a query of the dashboard.
        draw: shows the rows; a table where none is given.
        empty: what is said, and what can be done, where there is no row.
        values: parameters of the query.
    """
    found = data.answer(query, **values)
    with st.container(border=True):
        st.subheader(title)
        if not found.rows:
            st.info(empty)
        elif draw is None:
            table(found, title)
        else:
            draw(data.frame(found))
        if len(found.rows) == (data.filled(query) | values).get("rows"):
            st.caption(f"The first {len(found.rows):,} rows; there may be more.")
        with st.expander("SQL and CSV"):
            st.code(data.shown_sql(query, values), language="sql", wrap_lines=True)
            st.download_button(
                f"Download {title} as CSV", data.safe_csv(found), f"{query}.csv", "text/csv", key=f"csv {title} {values}", on_click="ignore"
            )
    return found


def table(found: Answer, title: str) -> None:
    """The rows as a table; lists and records as texts, so that nothing is cut off in the middle."""
    rows = data.frame(found)
    nested = [name for name, kind in zip(found.columns, found.types, strict=True) if kind.endswith("]") or kind.startswith("STRUCT")]
    for name in nested:
        rows[name] = [text[found.columns.index(name)] for text in found.texts()]
    column = st.column_config
    shown: dict[str, Any] = {name: column.Column(heading(name), help=meaning(name)) for name in rows.columns}
    shares = [name for name in rows.columns if name.endswith("_share")]
    shown |= {name: column.NumberColumn(heading(name), help=meaning(name), format="percent") for name in shares}
    st.dataframe(rows, hide_index=True, alt=title, placeholder="", column_config=shown)


def timeline(title: str, query: str, kind: str, count: str, /, *, empty: str, through: str | None, **values: data.Value) -> None:
    """A panel of stacked bars over time, in periods that fit what there is; the last one is fainter where it may not be over.

    Args:
        title: what is counted.
        query: a query with the columns `period` and `unit`, the latter the same in each row.
        kind: column that is told apart by colour.
        count: column that is counted.
        empty: what is said where there is no row.
        through: time up to which there is data.
        values: further parameters of the query.
    """
    found = data.answer(query, **values).records()
    unit = str(found[0]["unit"]) if found else "day"
    end = pd.Timestamp(through) if through else None
    told = f"{title}, each {unit}"
    share = as_share()

    def draw(rows: pd.DataFrame) -> None:
        chart(charts.over_time(rows, kind, count, unit, end, share=share), f"{told}.")
        if any(charts.is_partial(period, unit, end) for period in rows["period"]):
            st.caption(f"The last {unit}, drawn fainter, may not be over.")

    panel(told, query, draw, empty=empty, **values)


def text_filter(label: str, key: str, hint: str) -> str:
    """A text that is part of the address."""
    return st.text_input(label, key=key, bind="query-params", placeholder=hint).strip()


def choice(label: str, key: str, options: Sequence[str], told: Callable[[str], str] | None = None) -> str:
    """One of some values, or any (an empty text); part of the address."""
    shown = [ANY, *options]
    chosen = st.selectbox(
        label, shown, key=key, bind="query-params", format_func=lambda one: one if one == ANY or told is None else told(one)
    )
    return "" if chosen in (None, ANY) else str(chosen)


def day_filter(label: str, key: str) -> str:
    """A day as YYYY-MM-DD, or none (an empty text); part of the address. A wrong one is told and left out."""
    text = st.text_input(label, key=key, bind="query-params", placeholder="YYYY-MM-DD").strip()
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        st.warning(f"{label}: a day is written 2026-03-09.")
        return ""


def choices(kind: str) -> list[str]:
    """The values that can be chosen for a kind of filter, the most frequent first."""
    return [row[1] for row in data.answer("choices").rows if row[0] == kind]


def picked(label: str, key: str, rows: Sequence[tuple[str, str]], *, hint: str) -> str:
    """One of some rows, by id; part of the address, so an id that a link names is offered even where the filters leave it out."""
    names = dict(rows)
    wanted = st.query_params.get(key)
    options = [*names] if wanted is None or wanted in names else [wanted, *names]
    if not options:
        return ""
    chosen = st.selectbox(label, options, key=key, bind="query-params", format_func=lambda one: names.get(one, one), help=hint)
    return str(chosen or "")


def share_switch() -> None:
    """Lets people choose between counts and shares; the choice is part of the address."""
    st.segmented_control(
        "Show", ["counts", "shares"], default="counts", key="show", bind="query-params", help="Numbers, or parts of the whole"
    )


def as_share() -> bool:
    """Whether shares are shown instead of counts."""
    return bool(st.session_state.get("show") == "shares")


def marked_html(body: str, spans: Sequence[tuple[int, int]], around: int = 1500) -> str:
    """A text with some stretches marked, as HTML; everything in it is text, nothing of it markup.

    Args:
        body: the text.
        spans: starts and ends of the stretches, in characters, ends exclusive; they may overlap.
        around: characters shown before the first stretch and after the last, and at most in a gap between two.
    """
    parts, at = [], 0
    for start, end in sorted(spans):
        before = body[at:start]
        if len(before) > around:
            before = f"… {before[-around:]}"
        parts += [html.escape(before), f"<mark>{html.escape(body[max(start, at) : end])}</mark>" if end > at else ""]
        at = max(at, end)
    after = body[at : at + around]
    return "".join([*parts, html.escape(after), " …" if at + around < len(body) else ""])


def marked(body: str, spans: Sequence[tuple[int, int]]) -> None:
    """Shows a text with some stretches marked."""
    st.html(f'<div style="white-space: pre-wrap; line-height: 1.5; overflow-wrap: anywhere">{marked_html(body, spans)}</div>')


def difference(word_diff: str | None) -> str:
    """A word-level difference as HTML: what the printing leaves out struck through, what it adds underlined; all text escaped."""
    text = html.escape(word_diff or "")
    for opening, closing, tag in (("[-", "-]", "del"), ("{+", "+}", "ins")):
        text = text.replace(opening, f"<{tag}>").replace(closing, f"</{tag}>")
    return text


def chart(drawn: Drawn, told: str) -> None:
    """A chart as wide as its panel, with what it shows in words for those who do not see it."""
    st.altair_chart(drawn, alt=told)


def labelled(value: Any) -> str:
    """A value as a short label on one line."""
    text = " ".join(str(value or "").split())
    return text if len(text) <= 90 else text[:89] + "…"
