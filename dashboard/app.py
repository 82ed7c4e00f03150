"""The dashboard's entry: `streamlit run dashboard/app.py`, or `onrecord dashboard`."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from threading import Thread

import streamlit as st

if str(Path(__file__).resolve().parents[1]) not in sys.path:  # Streamlit puts the folder of this file on the path, not the one above it
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from dashboard import charts, data
from dashboard.views import events, health, outlets, overview, quotes, speakers
from onrecord.errors import OnrecordError

LESS_SPACE = "<style>[data-testid=stMainBlockContainer] { padding-top: 4rem }</style>"
PAGES = [
    (overview.show, "Overview", "overview"),
    (quotes.show, "Quotes", "quotes"),
    (speakers.show, "Speakers", "speakers"),
    (events.show, "Events", "events"),
    (outlets.show, "Outlets", "outlets"),
    (health.show, "Data health", "health"),
]


@st.fragment(run_every=data.LOOK_SECONDS)
def follow(shown: str) -> None:
    """Shows the page anew once another snapshot is live, or none is any more."""
    with suppress(OnrecordError):
        if data.snapshot_id() == shown:
            return
    st.rerun()


@st.cache_resource(show_spinner=False)
def prepare_map() -> None:
    """Reads, once a server and beside the first page, the cities of the map: they take half a second."""
    Thread(target=charts.big_cities, daemon=True).start()


def main() -> None:
    """The page that the address names; what is wrong with the warehouse in words where there is none to show."""
    st.set_page_config("onrecord", layout="wide")
    page = st.navigation(
        [st.Page(show, title=title, url_path=path, default=path == "overview") for show, title, path in PAGES], position="top"
    )
    st.html(LESS_SPACE)
    prepare_map()
    try:
        follow(data.snapshot_id())
        page.run()
    except OnrecordError as error:
        st.error(str(error))


main()
