"""Stories and their parts: average linkage, the split of look-alikes, days far apart, background words."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.dedupe.candidates import Numbers
from onrecord.dedupe.grouping import average_linkage, split_years
from onrecord.dedupe.leads import head_year, lead_of, without_strangers
from onrecord.dedupe.lookalikes import split_lookalikes
from onrecord.dedupe.stories import Told, groups_of, pieces, stories_of
from onrecord.dedupe.terms import Bags, Terms, background, bag, terms_of
from onrecord.dedupe.words import words_of

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


def weighted(texts: list[str]) -> Terms:
    """The weighted words of texts without titles."""
    bags = [bag(words_of(""), words_of(text)) for text in texts]
    return terms_of(Bags.of((np.array([number]), np.array([len(found[0])]), found) for number, found in enumerate(bags)))


def told_apart(texts: list[str], days: Numbers | None = None) -> list[list[int]]:
    """Stories of texts without titles."""
    terms, years = weighted(texts), np.array([head_year(text) for text in texts], np.int64)
    told = Told(terms, np.zeros(len(texts), np.int64) if days is None else days, years)
    groups = [group for piece in pieces(terms) for group in groups_of(told, piece)]
    return sorted(stories_of(groups, lambda numbers: [lead_of(texts[number]) for number in numbers]))


def test_articles_about_one_happening_are_one_story() -> None:
    """Two happenings told by three outlets each make two stories, in any order."""
    assert told_apart(FIRE + VOTE, UNKNOWN) == [[0, 1, 2], [3, 4, 5]]
    mixed = [text for pair in zip(FIRE, VOTE, strict=True) for text in pair]
    assert told_apart(mixed, UNKNOWN) == [[0, 2, 4], [1, 3, 5]]


def test_few_or_empty_articles_are_stories_of_their_own() -> None:
    """No article, one, and ones without words."""
    assert told_apart([]) == []
    assert told_apart(["One article."]) == [[0]]
    assert told_apart(["", "...", ""]) == [[0], [1], [2]]


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
    groups = [told_apart(festival + fillers, days) for days in (near, far, unknown)]
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
    topic, own, none, years = np.ones((3, 4)), np.ones((3, 8)), np.zeros((3, 8)), np.zeros(6, np.int64)
    two = np.vstack([np.hstack([topic, own, none]), np.hstack([topic, none, own])])
    assert split_lookalikes(two, years) == [[0, 1, 2], [3, 4, 5]]
    assert split_lookalikes(two[:, :4], years) == [[0, 1, 2, 3, 4, 5]]
    assert split_lookalikes(two[:5], years[:5]) == [[0, 1, 2, 3, 4]]
    assert split_lookalikes(np.zeros((8, 3)), np.arange(2001, 2009)) == [list(range(8))]


def test_years_in_the_heads_part_what_words_alone_do_not() -> None:
    """Sides that share most words are parted if one bears a year and the other none near it; the next year parts nothing."""
    topic, own, none = np.ones((3, 12)), np.ones((3, 4)), np.zeros((3, 4))
    two = np.vstack([np.hstack([topic, own, none]), np.hstack([topic, none, own])])
    years = [np.array([first] * 3 + [second] * 3) for first, second in ((0, 0), (2009, 2009), (2009, 2010), (2005, 2009), (0, 2009))]
    assert [len(split_lookalikes(two, column)) for column in years] == [1, 1, 1, 2, 2]


def test_a_head_bears_one_year_or_none() -> None:
    """Two years, or one far down, are not the article's."""
    assert head_year("Ysel, 4 March 2011. The bridge opened.") == 2011
    assert head_year("The bridge of 1997 was closed in 2011.") == 0
    assert head_year("x " * 300 + "2011") == 0
    assert head_year("") == 0


SUMMIT = [
    "Premier Oda Lind and Minister Karel Vost met in Brell on Tuesday and spoke of grain, tolls and the river fleet.",
    "In Brell, Oda Lind told Karel Vost that tolls on grain must fall before the river fleet sails.",
    "Karel Vost came to Brell on Tuesday, where Oda Lind received him; grain, tolls and the fleet stood on the list.",
    "The river fleet will sail: so said Oda Lind after talks in Brell with Minister Karel Vost about tolls on grain.",
]


@pytest.mark.parametrize(("place", "is_long", "parts"), [("Tarnow", True, 2), ("Brell", True, 1), ("Tarnow", False, 1)])
def test_an_article_that_never_names_the_place_stands_apart(place: str, is_long: bool, parts: int) -> None:
    """Four reports of talks in one town and a fifth on talks of the same two elsewhere; a short one may leave the place out."""
    rest = " They spoke of bridges and schools at length." * 20 if is_long else ""
    other = f"Oda Lind and Karel Vost agreed in {place} on bridges, wages and schools.{rest}"
    texts = [*SUMMIT, other]
    weights = weighted(texts)
    dense = np.zeros((5, weights.word_count))
    for row in range(5):
        words, found = weights.of_article(row)
        dense[row, words] = found
    found = without_strangers([lead_of(text) for text in texts], dense @ dense.T)
    assert found == ([[0, 1, 2, 3], [4]] if parts == 2 else [[0, 1, 2, 3, 4]])
    assert without_strangers([lead_of(text) for text in texts[1:]], np.eye(4)) == [[0, 1, 2, 3]]


STORM = (
    "A storm tore the roof off the fish market in Kell on Sunday night. Crates, ice and eels lay in the street, said trader Una Brisk. "
    "Nobody was hurt, for the stalls had shut at six. Carpenters nailed tarpaulins over the beams until dawn. The insurers want pictures; "
    "Brisk wants a bigger hammer. Gusts had reached ninety kilometers, a meteorologist reckoned."
)
KEEPER = (
    "The keeper of the old lighthouse near Kell has lit his lamp for forty years. Ships steer by satellites now, said Marten Hule. "
    "He paints the railing each spring and counts herons in a notebook. His daughter moved inland to teach chemistry. Visitors climb "
    "the stairs, admire the brass, and ask where one can buy postcards. There are none."
)


def test_few_articles_on_unlike_things_stay_apart() -> None:
    """A collection of two that share a town and common words is two stories: the words that each has alone count against it."""
    assert told_apart([STORM, KEEPER]) == [[0], [1]]
    assert told_apart([FIRE[0], FIRE[1]]) == [[0, 1]]


def test_common_words_are_shares_in_order() -> None:
    """The background holds each word once, with a share of articles."""
    hashes, shares = background()
    assert (hashes[1:] > hashes[:-1]).all()
    assert ((shares > 0) & (shares <= 1)).all()


def test_a_rare_name_outweighs_a_common_word() -> None:
    """With two articles on record the shared common words weigh less than the shared name."""
    terms = weighted(["The mayor said Quillon was there.", "The mayor said Quillon had left."])
    words, weights = terms.of_article(0)
    assert weights.max() > 2 * weights.min()
    assert words[weights.argmax()] in terms.of_article(1)[0]
    assert len(weighted(["Quillon", "Quillon"]).words) == 2


def test_weights_change_in_steps() -> None:
    """A third article with a word leaves the weights of the two before as they are; a fourth, and a second after none, do not."""
    texts = ["Quillon left the harbor of Perrin.", "Quillon came to see the tram in Kell."]
    before = weighted(texts)
    after = [weighted([*texts, *["Quillon again."] * count]) for count in (1, 2)]
    assert [(terms.keys[:2] == before.keys).all() for terms in after] == [True, False]
    assert (after[0].of_article(0)[1] == before.of_article(0)[1]).all()
    assert weighted(texts[:1]).keys[0] != before.keys[0]


def test_titles_count_and_counts_are_bounded() -> None:
    """A word of the title counts four times; more printings than a byte can tell do not overflow."""
    hashes, counts, names = bag(words_of("Ysel"), words_of("ysel " + "again " * 1000))
    assert sorted(zip(counts.tolist(), names.tolist(), strict=True)) == [(5, 4), (255, 0)]
    assert hashes.tolist() == sorted(hashes.tolist())
