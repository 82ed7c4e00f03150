"""Who said what, in which words, printed by whom."""

from __future__ import annotations

import html
from typing import Any

import streamlit as st

from dashboard import data
from dashboard.panels import choice, choices, day_filter, difference, labelled, marked, panel, picked, text_filter

CELL = "text-align:left; vertical-align:top; padding:.4em"


def show() -> None:
    """Filters, the utterances they leave, and one of them in full: each printing's wording, its voices, and the page's text."""
    st.title("Who said what")
    filters = chosen_filters()
    found = panel(
        "Things said", "utterances", empty="No quote matches all filters; take one away, or write less of a name.", **filters
    ).records()
    rows = [(row["utterance_id"], labelled(f"{row['speaker_name'] or 'unknown speaker'}: {row['canonical_text']}")) for row in found]
    utterance = picked("Quote to look at", "utterance", rows, hint="One of the quotes above, by its fullest wording")
    if utterance:
        printings(utterance)


def chosen_filters() -> dict[str, Any]:
    """What to look for; all of it stands in the address."""
    with st.container(border=True):
        one, two, three, four = st.columns(4)
        with one:
            speaker = text_filter("Speaker", "speaker", "part of the name")
            addressee = text_filter("Addressee", "addressee", "part of the name")
        with two:
            words = text_filter("Words", "words", "in the quote")
            outlet = choice("Outlet", "outlet", choices("outlet"))
        with three:
            kind = choice("Type", "type", choices("quote_type"))
            act = choice("Speech act", "act", choices("speech_act"))
        with four:
            first = day_filter("Published from", "from")
            last = day_filter("Published until", "until")
    found = {"speaker": speaker, "addressee": addressee, "words": words, "outlet": outlet, "kind": kind}
    return found | {"act": act, "first": first, "last": last}


def printings(utterance: str) -> None:
    """Outlet by wording, with the difference to the fullest wording; then one printing on its page."""
    found = panel(
        "Printed by", "printings", lambda _: wordings(data.answer("printings", utterance=utterance).records()), utterance=utterance,
        empty="There is no such utterance in this snapshot; its id may have become another one (ops.id_changes).",
    ).records()  # fmt: skip
    if not found:
        return
    panel("Independent voices, line by line", "voices", subject=utterance)
    panel("Where the printings differ", "disagreements", empty="No number, negation or modal differs.", subject=utterance)
    rows = [(row["quote_id"], labelled(f"{row['outlet_name'] or 'unknown outlet'}: {row['quote_text']}")) for row in found]
    quote = picked("Printing to see on its page", "quote", rows, hint="The page's text with the printed words marked")
    chosen = [row for row in found if row["quote_id"] == quote]
    if chosen:
        on_page(chosen[0])


def wordings(rows: list[dict[str, Any]]) -> None:
    """A line an outlet; everything that comes from pages is escaped."""
    first = next((row["quote_id"] for row in rows if row["published_at"]), None)
    lines = []
    for row in rows:
        marks = [str(row["variant_kind"] or "")]
        marks += ["first printed"] if row["quote_id"] == first else []
        marks += ["copy"] if row["duplicate_role"] == "copy" else []
        marks += [] if row["is_counted"] else [f"not counted: {row['reduction_text'] or ''}"]
        outlet, when = (
            html.escape(row["outlet_name"] or "unknown outlet"),
            html.escape(str(row["published_at"] or "no date")[:16].replace("T", " ")),
        )
        told = html.escape(row["quote_text"] or "")
        if row["word_diff"] and ("[-" in row["word_diff"] or "{+" in row["word_diff"]):
            told += f"<details open><summary>against the fullest wording</summary>{difference(row['word_diff'])}</details>"
        else:
            told += "<br>"
        notes = html.escape(", ".join(filter(None, marks)))
        cell = f"<td style='padding:.4em'>{told}<small>{notes}</small></td>"
        lines.append(f"<tr><th scope='row' style='{CELL}'>{outlet}<br><small>{when}</small></th>{cell}</tr>")
    head = "".join(f"<th scope='col' style='{CELL}'>{name}</th>" for name in ("Outlet", "Wording"))
    caption = "<caption>Underlined words are added, struck ones left out.</caption>"
    st.html(f"<table style='width:100%;border-collapse:collapse'>{caption}<tr>{head}</tr>{''.join(lines)}</table>")


def on_page(row: dict[str, Any]) -> None:
    """The text around a printing, with its words marked."""
    found = data.answer("body", article=row["article_id"]).records()
    if not found:
        return
    article = found[0]
    with st.container(border=True):
        st.subheader("On the page")
        told = ", ".join(
            filter(None, [article["title"], article["outlet_name"], str(article["published_at"] or "no date")[:16].replace("T", " ")])
        )
        st.text(f"{told}\n{article['url'] or article['source_uri']}")
        spans = [(span["start_char"], span["end_char"]) for span in row["content_spans"] or ()]
        marked(article["body"], spans)
