"""One speaker: when, what by speaking, about what, quoted by whom, under which names."""

from __future__ import annotations

import streamlit as st

from dashboard import charts, data
from dashboard.panels import as_share, chart, labelled, panel, picked, share_switch, text_filter, timeline


def show() -> None:
    """Chooses a speaker and shows what is on record of him or her."""
    st.title("Speakers")
    name = text_filter("Find", "name", "part of a name")
    found = data.answer("speakers", name=name).records()
    if not found:
        st.info("Nobody of that name is quoted; write less of it.")
    rows = [
        (row["actor_id"], labelled(f"{row['actor_name']} ({row['utterance_count']} said, {row['quote_count']} printed)")) for row in found
    ]
    speaker = picked("Speaker", "speaker", rows, hint="Those who are quoted most come first")
    if not speaker:
        return
    share_switch()
    count, through = "utterance_share" if as_share() else "utterances", data.answer("on_record").records()[0]["data_through"]
    timeline(
        "Things said",
        "speech_acts_over_time",
        "speech_act",
        "utterances",
        empty="No quote of this speaker has a date.",
        through=through,
        speaker=speaker,
    )
    left, right = st.columns(2)
    with left:
        panel(
            "Speech acts",
            "speaker_acts",
            lambda shown: chart(charts.bars(shown, "speech_act", count), "Things said by speech act."),
            speaker=speaker,
        )
    with right:
        panel(
            "Who quotes",
            "speaker_outlets",
            lambda shown: chart(charts.bars(shown, "outlet_name", count), "Outlets by the things said they print."),
            speaker=speaker,
        )
        panel("Words used more than by others", "speaker_topics", empty="Too few quotes to tell.", speaker=speaker)
    panel("Names and roles, and where they stand", "speaker_names", empty="No name of this speaker is on record.", speaker=speaker)
    panel("Said, the latest first", "said_by", speaker=speaker)
