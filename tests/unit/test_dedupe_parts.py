"""The parts of deduplication: words, winnowing, candidates, alignment, families."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from onrecord.dedupe.alignment import Sequenced, align, covered
from onrecord.dedupe.candidates import Holdings, candidate_pairs
from onrecord.dedupe.fingerprints import WINDOW, shingles, winnow
from onrecord.dedupe.forest import Forest
from onrecord.dedupe.lists import TOGETHER, blocks, flattened, parts_of
from onrecord.dedupe.words import words_of


def sequenced(text: str) -> Sequenced:
    """The text made ready for alignment."""
    words = words_of(text)
    return Sequenced.of(words.hashes, shingles(words))


def numbered(start: int, count: int) -> str:
    """Words that are all different."""
    return " ".join(f"w{n}" for n in range(start, start + count))


@pytest.mark.parametrize(("one", "other"), [("Café Noir", "CAFE noir"), ("it’s 5,000", "it's 5.000"), ("“Go”", "go")])
def test_case_accents_and_marks_do_not_count(one: str, other: str) -> None:
    """Such texts have the same words."""
    assert words_of(one).hashes.tolist() == words_of(other).hashes.tolist()


def test_names_begin_with_a_capital_or_a_digit() -> None:
    """Names and figures are told from other words."""
    assert words_of("the Élan of 27 men").is_name.tolist() == [False, True, False, True, False]


def test_order_of_letters_counts() -> None:
    """Words of the same letters differ."""
    assert len(set(words_of("stop post spot tops").hashes.tolist())) == 4


def test_short_texts_have_one_fingerprint() -> None:
    """From one word to a window of shingles; none without words."""
    counts = [len(winnow(shingles(words_of(numbered(0, n)))).places) for n in (0, 1, 4, 5, WINDOW + 4)]
    assert counts == [0, 1, 1, 1, 1]


def test_alignment_bridges_a_small_edit() -> None:
    """A word changed in the middle and one left out leave one passage."""
    a = numbered(0, 40)
    b = f"{numbered(100, 9)} {a.replace('w20', 'other').replace('w30 ', '')} {numbered(200, 9)}"
    (found,) = align(sequenced(a), sequenced(b))
    assert (found.a_start, found.a_end, found.b_start, found.b_end) == (0, 40, 9, 48)
    assert found.equal == 38
    assert found.similarity == pytest.approx(2 * 38 / 79)


def test_alignment_follows_moved_paragraphs() -> None:
    """Two parts in the other order are two passages."""
    one, two = numbered(0, 30), numbered(50, 30)
    found = align(sequenced(f"{one} {two}"), sequenced(f"{two} {one}"))
    assert [(p.a_start, p.a_end, p.b_start, p.b_end) for p in found] == [(30, 60, 0, 30), (0, 30, 30, 60)]


def test_a_repeated_phrase_does_not_break_a_passage() -> None:
    """A phrase that stands twice in the first text leaves the passage whole."""
    phrase = "one of the best in town"
    a = f"{numbered(0, 20)} {phrase} {numbered(20, 30)} {phrase} {numbered(50, 30)}"
    (found,) = align(sequenced(a), sequenced(a))
    assert (found.a_start, found.a_end) == (found.b_start, found.b_end) == (0, 92)


def test_alignment_of_nothing_is_nothing() -> None:
    """Empty texts and texts with no shingle in common."""
    assert align(sequenced(""), sequenced(numbered(0, 9))) == []
    assert align(sequenced(numbered(0, 9)), sequenced(numbered(9, 9))) == []


def test_long_text_of_one_word_is_aligned_in_reasonable_time() -> None:
    """A text that repeats itself neither fails nor takes quadratic time."""
    text = sequenced("again " * 20_000)
    assert covered((p.b_start, p.b_end) for p in align(text, text)) <= 20_000


def test_candidates_share_two_fingerprints() -> None:
    """One shared fingerprint makes no pair, two do; the count is exact."""
    owners = np.array([0, 0, 0, 1, 1, 1, 2, 2])
    hashes = np.array([1, 2, 3, 2, 3, 4, 4, 9], np.uint64)
    found = candidate_pairs(Holdings.of(hashes, owners, 3))
    assert list(zip(found.first.tolist(), found.second.tolist(), found.shared.tolist(), strict=True)) == [(0, 1, 2)]


def test_common_fingerprints_make_no_pairs() -> None:
    """What thirty otherwise different articles hold is furniture; their own fingerprints stay."""
    owners = np.repeat(np.arange(30), 23)
    hashes = np.concatenate([[1, 2, 3, *range(100 * n + 100, 100 * n + 120)] for n in range(30)]).astype(np.uint64)
    found = candidate_pairs(Holdings.of(hashes, owners, 30))
    assert len(found.first) == 0
    assert set(found.sizes.tolist()) == {20}


def test_groups_holding_a_fingerprint_are_counted_once() -> None:
    """Two articles of one family count as one holder."""
    holdings = Holdings.of(np.array([5, 5, 5, 6], np.uint64), np.array([0, 1, 2, 2]), 3)
    assert holdings.held_by_more(np.array([0, 0, 1]), 1).tolist() == [True]
    assert holdings.held_by_more(np.array([0, 0, 1]), 2).tolist() == [False]


def test_holdings_are_what_several_articles_hold() -> None:
    """What one article holds, even twice, counts in its size alone; parts that are sorted one by one make the same."""
    owners, hashes = np.array([0, 0, 1, 1, 1, 2]), np.array([2**63 + 5, 7, 9, 9, 7, 2**63 + 5], np.uint64)
    holdings = Holdings.of(hashes, owners, 4)
    assert holdings.distinct.tolist() == [7, 2**63 + 5]
    assert list(zip(holdings.marks.tolist(), holdings.articles.tolist(), strict=True)) == [(0, 0), (0, 1), (1, 0), (1, 2)]
    assert holdings.counts.tolist() == [2, 2]
    assert holdings.sizes.tolist() == [2, 2, 1, 0]
    assert Holdings.of(hashes[:0], owners[:0], 0).distinct.tolist() == []


def test_forest_keeps_the_smallest_number() -> None:
    """The root does not depend on the order of joins."""
    one, other = Forest(5), Forest(5)
    for a, b in ((3, 4), (1, 3)):
        one.join(a, b)
    for a, b in ((4, 1), (3, 1)):
        other.join(a, b)
    assert [one.root(n) for n in range(5)] == [other.root(n) for n in range(5)] == [0, 1, 2, 1, 1]


def test_cover_counts_overlaps_once() -> None:
    """Spans in any order."""
    assert covered([(8, 9), (2, 6), (0, 4)]) == 7
    assert covered([]) == 0


def test_lists_of_the_chosen_rows_are_laid_out() -> None:
    """Rows of several chunks, a null and an empty one; more rows than are laid out at once come in parts."""
    column = pa.chunked_array([pa.array([[1, 2], None], pa.list_(pa.int32())), pa.array([[], [3]], pa.list_(pa.int32()))])
    table = pa.table({"numbers": column})
    for chosen, lengths, numbers in (([1, 1, 1, 1], [2, 0, 0, 1], [1, 2, 3]), ([0, 1, 1, 1], [0, 0, 1], [3]), ([0] * 4, [], [])):
        found, (values,) = flattened(table, ["numbers"], np.array(chosen, np.bool_))
        assert (found.tolist(), values.tolist()) == (lengths, numbers)
    many = pa.concat_tables([table] * TOGETHER)
    assert [part.num_rows for part in parts_of(many)(["numbers"])] == [TOGETHER] * 4
    bounds = np.arange(2 * TOGETHER + 1)
    assert [(first, last) for first, last, _ in blocks(bounds)] == [(0, TOGETHER), (TOGETHER, 2 * TOGETHER)]
    assert list(blocks(np.zeros(1, np.int64))) == []
