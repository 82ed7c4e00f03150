"""Stories and their parts: average linkage, the split of look-alikes, days far apart, background words."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.dedupe.grouping import average_linkage, split_lookalikes, split_years
from onrecord.dedupe.stories import story_groups
from onrecord.dedupe.terms import background, terms_of

FIRE = [
    "Fire crews fought a blaze at the Lomax paint works in Kell on Tuesday. Two workers of Lomax were hurt as drums of solvent burst.",
    "Two people were hurt when the Lomax paint works in Kell burned on Tuesday. Solvent drums burst, said fire chief Dora Marlo.",
    "Kell fire chief Dora Marlo said drums of solvent burst at the Lomax works, where paint is made. Two workers are in hospital.",
]
VOTE = [
    "The council of Perrin voted on Monday to close the old tram line to the harbor, said councillor Ida Fane.",
    "Perrin will close its harbor tram line after a vote of the council on Monday. Councillor Ida Fane spoke of rising costs.",
    "Rising costs of the tram line to the harbor led the Perrin council to vote for its end, councillor Ida Fane said.",
]
UNKNOWN = np.zeros(6, np.int64)


def test_articles_about_one_happening_are_one_story() -> None:
    """Two happenings told by three outlets each make two stories, in any order."""
    assert story_groups(terms_of(FIRE + VOTE), UNKNOWN) == [[0, 1, 2], [3, 4, 5]]
    mixed = [text for pair in zip(FIRE, VOTE, strict=True) for text in pair]
    assert story_groups(terms_of(mixed), UNKNOWN) == [[0, 2, 4], [1, 3, 5]]


def test_few_or_empty_articles_are_stories_of_their_own() -> None:
    """No article, one, and ones without words."""
    assert story_groups(terms_of([]), np.zeros(0, np.int64)) == []
    assert story_groups(terms_of(["One article."]), np.zeros(1, np.int64)) == [[0]]
    assert story_groups(terms_of(["", "...", ""]), np.zeros(3, np.int64)) == [[0], [1], [2]]


def test_the_same_happening_a_year_later_is_another_story() -> None:
    """Look-alikes of known days more than a year apart stay apart; with a missing date or near days they do not."""
    festival = [
        "The lantern festival of Ysel drew guests to the quay, where boats carried singers.",
        "Guests filled the quay of Ysel for the lantern festival, where choirs and singers met.",
    ]
    fillers = FIRE + VOTE
    near = np.array([738000, 738001, *[0] * 6])
    far = np.array([738000, 738400, *[0] * 6])
    unknown = np.array([738000, *[0] * 7])
    groups = [story_groups(terms_of(festival + fillers), days) for days in (near, far, unknown)]
    assert [[0, 1] in found for found in groups] == [True, False, True]


def test_one_date_against_many_is_held_to_be_wrong() -> None:
    """Of four, one far day does not part the group; two do; a row without a day goes where it belongs."""
    likeness = np.full((5, 5), 0.5)
    likeness[4, :2] = likeness[:2, 4] = 0.9
    assert split_years(likeness, np.array([1000, 5000, 5001, 5002, 0]), 300) == [[0, 1, 2, 3, 4]]
    assert split_years(likeness, np.array([1000, 1001, 5001, 5002, 0]), 300) == [[0, 1, 4], [2, 3]]


def test_average_linkage_cuts_at_the_mean() -> None:
    """A third article joins a pair only if it is like both on average."""
    likeness = np.array([[1.0, 0.8, 0.5], [0.8, 1.0, 0.1], [0.5, 0.1, 1.0]])
    assert average_linkage(likeness, 0.29) == [[0, 1, 2]]
    assert average_linkage(likeness, 0.31) == [[0, 1], [2]]
    assert average_linkage(np.zeros((0, 0)), 0.5) == []


@pytest.mark.parametrize("seed", range(5))
def test_average_linkage_agrees_with_its_definition(seed: int) -> None:
    """Every two groups that are left are less like each other than the cut."""
    raw = np.random.default_rng(seed).random((12, 12))
    likeness = (raw + raw.T) / 2
    groups = average_linkage(likeness, 0.5)
    assert sorted(n for group in groups for n in group) == list(range(12))
    for i, one in enumerate(groups):
        for other in groups[i + 1 :]:
            assert likeness[np.ix_(one, other)].mean() < 0.5


def test_lookalikes_with_words_of_their_own_are_parted() -> None:
    """Two sides that share the topic's words and have eight each of their own are two; a group of one kind stays whole."""
    topic, own, none = np.ones((3, 4)), np.ones((3, 8)), np.zeros((3, 8))
    two = np.vstack([np.hstack([topic, own, none]), np.hstack([topic, none, own])])
    assert split_lookalikes(two) == [[0, 1, 2], [3, 4, 5]]
    assert split_lookalikes(two[:, :4]) == [[0, 1, 2, 3, 4, 5]]
    assert split_lookalikes(two[:5]) == [[0, 1, 2, 3, 4]]


def test_common_words_are_shares_in_order() -> None:
    """The background holds each word once, with a share of articles."""
    hashes, shares = background()
    assert (hashes[1:] > hashes[:-1]).all()
    assert ((shares > 0) & (shares <= 1)).all()


def test_a_rare_name_outweighs_a_common_word() -> None:
    """With two articles on record the shared common words weigh less than the shared name."""
    terms = terms_of(["The mayor said Quillon was there.", "The mayor said Quillon had left."])
    part = terms.of_article(0)
    heaviest = terms.words[part][terms.weights[part].argmax()]
    alone = terms_of(["Quillon", "Quillon"])
    assert terms.weights[part].max() > 2 * np.sort(terms.weights[part])[0]
    assert len(alone.words) == 2
    assert heaviest in terms.words[terms.of_article(1)]
