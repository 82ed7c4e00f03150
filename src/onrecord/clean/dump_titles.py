"""The headline among the lines of a page dump: printed above the text, often again as the page's title, and about the same things.

Method: boosted trees over candidate lines (see block_model), learned on the development dumps; the card is in `data/title_model.json`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.clean.block_model import Scores, single_model
from onrecord.clean.features import NAMES as LINE_NAMES
from onrecord.clean.features import Matrix, shifted
from onrecord.clean.lexicon import folded_words, line_kinds, line_of
from onrecord.clean.titles import SEPARATOR, cut_suffix, overlap
from onrecord.clean.units import Unit

REACH = 120  # lines above the text beyond which no headline stands
BELOW = 3  # lines below the start of the text in which a headline may still stand: the model of blocks may have begun too early
FEWEST_CHARS, MOST_CHARS = 8, 300
FEATURES = (
    *LINE_NAMES, "distance", "score", "heads_page_title", "like_page_title", "copies", "known_share", "lead_share", "best_known",
    "date_below",
    "date_above", "byline_below", "is_page_title", "has_page_title", "rank_known", "lines_above",
)  # fmt: skip
SHORTEST_HEAD = 12  # characters
TRAIL = re.compile(r"\W*(?:home|home page|start|accueil|inicio|startseite|главная)\s*[/>»›|•·]\s*\S", re.IGNORECASE)
PRINTED = 2.0  # log-odds: a headline that the page prints leads its title, which is often written for search engines; chosen by folds
BELOW_MARKED, ABOVE_MARKED = 5, 3  # lines around a headline in which a date or byline may stand
DATE, BYLINE = LINE_NAMES.index("date_share"), LINE_NAMES.index("has_byline")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text that may be the headline, and the line it stands in; `is_page_title` for the first line without the site's name."""

    index: int
    text: str
    is_page_title: bool = False


def dump_title(
    units: Sequence[Unit], features: Matrix, scores: Scores, core: tuple[int, int], site_names: Sequence[str] = ()
) -> tuple[str | None, int | None]:
    """Headline of a dump and the index of the line that prints it above the text; None where no line is likely enough.

    Args:
        units: lines of the page.
        features: their features.
        scores: their probabilities of being text.
        core: first and last (exclusive) index of the running text.
        site_names: names of the site, cut from its page title.
    """
    candidates = title_candidates(units, core[0], site_names)
    if not candidates:
        return None, None
    model = single_model("title_model")
    told = title_features(candidates, units, features, scores, core)
    chances = model.trees.scores(told)
    best = best_title(chances, told)
    if chances[best] < model.threshold:
        return None, None
    title = cut_suffix(candidates[best].text, site_names)
    return title, _printed_at(candidates, title)


def best_title(chances: Scores, features: Matrix) -> int:
    """Which candidate to take, from their probabilities and features: of a title and a headline about as likely, the headline."""
    odds = np.log(chances) - np.log1p(-chances)
    return int(np.argmax(odds - PRINTED * (features[:, FEATURES.index("lines_above")] == 0)))


def _printed_at(candidates: Sequence[Candidate], title: str) -> int | None:
    """The last line above the text that prints the headline itself."""
    words = folded_words(title)
    return next((c.index for c in reversed(candidates) if not c.is_page_title and folded_words(c.text) == words), None)


def title_candidates(units: Sequence[Unit], first: int, site_names: Sequence[str] = ()) -> list[Candidate]:
    """Lines that may hold the headline, in order, and the page's title without the site's name."""
    found = []
    if units and len(units[0].text) <= MOST_CHARS and SEPARATOR.search(units[0].text):
        found.append(Candidate(0, _without_site(units[0].text, site_names), is_page_title=True))
    reach = range(max(0, first - REACH), min(first + BELOW, len(units)))
    return found + [Candidate(index, units[index].text) for index in reach if _may_be_title(units[index].text)]


def _may_be_title(text: str) -> bool:
    """Whether a line has the size of a headline and is no path through the site, offer or notice."""
    if not FEWEST_CHARS <= len(text) <= MOST_CHARS or " " not in text or TRAIL.match(text):
        return False
    return not line_kinds(text) & {"subscribe", "consent"}


def title_features(
    candidates: Sequence[Candidate], units: Sequence[Unit], features: Matrix, scores: Scores, core: tuple[int, int]
) -> Matrix:
    """Features of every candidate; shape (candidates, len(FEATURES))."""
    first, end = core
    known = frozenset[str]().union(*(line_of(unit.text).content for unit in units[first:end]))
    lead = line_of(" ".join(unit.text for unit in units[first : first + 2])).content
    at, lines = np.array([candidate.index for candidate in candidates]), [line_of(candidate.text) for candidate in candidates]
    words = [line.words for line in lines]
    copies = Counter(filter(set(words).__contains__, (folded_words(unit.text) for unit in units)))
    title_words = folded_words(units[0].text)
    likenesses = [overlap(set(some), set(title_words)) for some in words]
    shares = np.array([_share(line.content, known) for line in lines])
    marks = features[:, [DATE, BYLINE]]
    below = np.maximum.reduce([np.zeros_like(marks), *(shifted(marks, step) for step in range(1, BELOW_MARKED + 1))])[at]
    above = np.maximum.reduce([np.zeros_like(marks), *(shifted(marks, -step) for step in range(1, ABOVE_MARKED + 1))])[at]
    is_page_title = np.array([candidate.is_page_title for candidate in candidates])
    columns = [
        first - at, scores[at], [_heads(some, title_words) for some in words], likenesses, [copies[some] for some in words], shares,
        [_share(line.content, lead) for line in lines], np.full(len(at), shares.max()), below[:, 0], above[:, 0], below[:, 1],
        is_page_title, np.full(len(at), is_page_title.any()), np.argsort(np.argsort(-shares, kind="stable"), kind="stable"), at,
    ]  # fmt: skip
    return np.hstack([features[at, : len(LINE_NAMES)], np.array(columns, np.float32).T])


def _share(content: frozenset[str], known: frozenset[str]) -> float:
    """Share of words that are known."""
    return len(content & known) / max(1, len(content))


def _heads(words: tuple[str, ...], title_words: tuple[str, ...]) -> bool:
    """Whether the page's title begins or ends with the words of a line that is long enough to tell."""
    size = len(words)
    return (title_words[:size] == words or title_words[-size:] == words) and len(" ".join(words)) > SHORTEST_HEAD


def _without_site(text: str, site_names: Sequence[str]) -> str:
    """A page's title without what looks like the site's name: a known name, else the short last part."""
    head = cut_suffix(text, site_names)
    cuts = list(SEPARATOR.finditer(head))
    if head == text and cuts and len(head[cuts[-1].end() :].split()) <= 4 and len(head[: cuts[-1].start()].split()) >= 3:
        return head[: cuts[-1].start()]
    return head
