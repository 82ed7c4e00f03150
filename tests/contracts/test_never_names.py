"""One list says which words are nobody's name; the domain, the expectations and the SQL test agree with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from expectations.enrich import PRONOUN
from onrecord.actors.lexicon import words
from onrecord.actors.source import is_no_name

SQL = Path(__file__).parents[2] / "sql" / "tests" / "speakers_are_no_pronouns.sql"
NEVER = sorted(words("never_names.txt"))


def test_sql_test_has_the_list() -> None:
    """The critical test of the marts names the same words as the domain's list, no more and no fewer."""
    listed = SQL.read_text("utf-8").partition(" IN (")[2]
    assert sorted(re.findall(r"'([^']+)'", listed)) == NEVER


@pytest.mark.parametrize("form", [str.lower, str.capitalize])
def test_expectation_and_domain_refuse_every_word(form: Callable[[str], str]) -> None:
    """Each word, printed either way, is no name for the domain and matches the pattern of the expectation."""
    printed = [form(word) for word in NEVER]
    assert [word for word in printed if not (is_no_name(word) and re.search(PRONOUN, word))] == []


@pytest.mark.parametrize("name", ["WHO", "IT", "Someone Else Ltd", "Mina Others", "Whoopi"])
def test_names_pass(name: str) -> None:
    """Acronyms and names that hold such a word are names for both."""
    assert not is_no_name(name)
    assert not re.search(PRONOUN, name)
