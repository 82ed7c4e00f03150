"""Whose a ministry is that the article calls no more than "the foreign ministry"."""

from __future__ import annotations

from onrecord.actors.candidates import Candidate
from onrecord.actors.drafts import Registry
from onrecord.actors.lexicon import demonyms
from onrecord.actors.salience import Salience

ELSEWHERE = {"foreign ministry": frozenset({"US", "GB"})}
"""Countries whose office of that name is called otherwise: the State Department, the Foreign Office."""
NO_MINISTRIES = frozenset({"US"})
LEAD = 2.0
"""So many times more present than any other state of the text so far is the one whose ministry is meant."""


def place_bare_ministry(candidate: Candidate, registry: Registry, salience: Salience[int]) -> None:
    """Gives a ministry without a country that of the state the text is plainly about; leaves it as it is where two states compete."""
    if candidate.country is not None or not candidate.head.endswith(" ministry") or candidate.determiner not in {"", "the"}:
        return
    without = ELSEWHERE.get(candidate.head, NO_MINISTRIES)
    states = [registry[key] for key in salience.recent(candidate.sentence)]
    present = sorted(
        ((salience.of(draft.key, candidate), draft.country) for draft in states if draft.actor_type == "government" and not draft.head),
        key=lambda pair: (-pair[0], pair[1] or ""),
    )
    options = [(weight, country) for weight, country in present if country in demonyms() and country not in without]
    if not options or (len(options) > 1 and options[0][0] < LEAD * options[1][0]):
        return
    country = options[0][1]
    if country is not None:
        candidate.country = country
        candidate.description = f"{demonyms()[country]} {candidate.description}"
