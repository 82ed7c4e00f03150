"""Utterances: which printings are of the same words."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.resolve.stage import resolve
from tests.newsroom import Newsroom

FULL = "We shall open the northern valves on Sunday, and whoever lives by the canal ought to carry the goats uphill before that"

RETRANSLATED = (
    "On Sunday the northern sluices are going to be opened; people beside the canal had better bring their goats up the hill first"
)


def _utterances(room: Newsroom) -> list[set[str]]:
    members = resolve(room.tables(), {}, "r")["utterance_members"].to_pylist()
    found: dict[str, set[str]] = {}
    for row in members:
        found.setdefault(row["utterance_id"], set()).add(row["quote_id"])
    return list(found.values())


def _kind(room: Newsroom, quote_id: str) -> tuple[str, str | None]:
    members = resolve(room.tables(), {}, "r")["utterance_members"].to_pylist()
    return next((row["variant_kind"], row["word_diff"]) for row in members if row["quote_id"] == quote_id)


def _two(wording: str, other: str, **more: dict[str, object]) -> tuple[Newsroom, str, str]:
    """Two outlets that print two wordings by the water minister; `left` and `right` in `more` change one side."""
    room = Newsroom()
    usual = {"speaker": "Teodor Vance", "title": "Water Minister", "country": "RO"}
    stories = more.get("stories", {"left": "s", "right": "s"})
    one = room.article("one", "Gazette", story=str(stories["left"]))
    two = room.article("two", "Herald", story=str(stories["right"]))
    first = room.quote(one, wording, **{**usual, **more.get("left", {})})
    second = room.quote(two, other, **{**usual, **more.get("right", {})})
    return room, first, second


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        (FULL, "verbatim"),
        ("whoever lives by the canal ought to carry the goats uphill", "trimmed"),
        ("We shall open the northern valves ... carry the goats uphill before that", "spliced"),
        (FULL.replace("shall open", "shall not open").removesuffix(" before that"), "altered"),
        (FULL.replace("ought to", "may"), "altered"),
        (RETRANSLATED, "translated"),
    ],
)
def test_variants_are_one_utterance(printed: str, kind: str) -> None:
    """Cut, joined, changed and retranslated printings belong to the full wording, and say how they stand to it."""
    room, first, second = _two(FULL, printed)
    assert len(_utterances(room)) == 1
    kinds = {_kind(room, first)[0], _kind(room, second)[0]}
    assert kinds == {"verbatim", kind}


def test_retold_words_are_a_paraphrase() -> None:
    """Reported speech without quotation marks joins the direct wording."""
    told = "he would open the northern valves by the canal on Sunday and goats must be carried uphill"
    room, _, second = _two(FULL, told, right={"quote_type": "indirect"})
    assert len(_utterances(room)) == 1
    assert _kind(room, second)[0] == "paraphrased"


def test_other_speaker_stays_apart() -> None:
    """Two people who say nearly the same are two utterances."""
    room, _, _ = _two(FULL, FULL.replace("Sunday", "Monday"), right={"speaker": "Livia Horn"})
    assert len(_utterances(room)) == 2


def test_other_day_with_the_same_key_words_stays_apart() -> None:
    """A speaker who comes back to a matter weeks later has said another thing."""
    again = "The northern valves stay shut this month, so the canal is dry and nobody has to carry goats uphill"
    room, _, _ = _two(FULL, again, right={"day": date(2024, 6, 20)}, stories={"left": "s", "right": "z"})
    assert len(_utterances(room)) == 2


def test_other_matter_on_the_same_day_stays_apart() -> None:
    """Two sentences of one speaker on one day are two when they share only their subject."""
    room, _, _ = _two(FULL, "The northern canal was dug by my grandfather, who never owned a single boat")
    assert len(_utterances(room)) == 2


def test_institution_speaks_for_the_minister() -> None:
    """What one outlet gives to the ministry and another to its minister is one utterance, of the minister."""
    room, _, _ = _two(
        FULL,
        FULL,
        left={"speaker": "Teodor Vance", "title": "Foreign Minister"},
        right={"speaker": "Romanian Foreign Ministry", "kind": "government", "title": None},
    )
    found = resolve(room.tables(), {}, "r")
    assert found["utterance_heads"].num_rows == 1
    names = {row["actor_id"]: row["actor_name"] for row in found["actors"].to_pylist()}
    assert names[found["utterance_heads"]["speaker_id"][0].as_py()] == "Teodor Vance"


def test_unknown_speaker_joins_on_the_same_words_only() -> None:
    """Without a speaker a verbatim printing joins, a retelling does not."""
    nobody = {"speaker": None}
    assert len(_utterances(_two(FULL, FULL, right=nobody)[0])) == 1
    assert len(_utterances(_two(FULL, "Valves in the north open on Sunday; carry goats uphill", right=nobody)[0])) == 2


def test_word_diff_marks_both_sides() -> None:
    """The diff shows what was left out and what was put in."""
    room, _, second = _two(FULL, FULL.replace("shall open", "may open"))
    assert "[-shall-] {+may+} open" in str(_kind(room, second)[1])


def test_changed_modal_is_a_disagreement() -> None:
    """A printing with another modal stands against the canonical one."""
    room, _, second = _two(FULL, FULL.replace("shall open", "may open").removesuffix(" before that"))
    rows = resolve(room.tables(), {}, "r")["disagreements"].to_pylist()
    assert [(row["disagreement_kind"], row["right_report_id"]) for row in rows] == [("wording", second)]


def test_canonical_text_is_the_fullest_direct_wording() -> None:
    """A longer retelling does not outdo what stands in quotation marks."""
    told = f"{FULL.lower()}, with all the other animals they have, and not a day later"
    room, _, _ = _two(FULL, told, right={"quote_type": "indirect"})
    assert resolve(room.tables(), {}, "r")["utterance_heads"]["canonical_text"].to_pylist() == [FULL]


def test_same_words_in_quotation_marks_join_two_retellings() -> None:
    """Two papers that put the same few words in quotation marks tell of the same sentence, however they tell it."""
    one = 'the tax on boats could be dropped "if and only when" every harbor had paid its debts in full'
    other = 'boats would be freed of the tax "if and only when" what was owed had been settled'
    mixed = {"quote_type": "mixed"}
    assert len(_utterances(_two(one, other, left=mixed, right=mixed)[0])) == 1
    assert len(_utterances(_two(one, other.replace("only when", "only once"), left=mixed, right=mixed)[0])) == 2


def test_undated_look_alike_stays_apart() -> None:
    """Other words of the same matter do not join a page without a date; the same words do."""
    later = "Next Sunday the northern canal sees its last goats, and we shall remember the valves that were never opened"
    for words, expected in ((later, 2), (FULL, 1)):
        room = Newsroom()
        room.quote(room.article("one", "Gazette"), FULL, "Teodor Vance")
        room.quote(room.article("two", "Herald", day=None), words, "Teodor Vance", day=None)
        assert len(_utterances(room)) == expected
