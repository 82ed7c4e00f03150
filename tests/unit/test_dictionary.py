"""The data dictionary in docs/ says what the code says."""

from __future__ import annotations

from pathlib import Path

from onrecord.warehouse.dictionary import dictionary_page
from onrecord.warehouse.models import load_models
from onrecord.warehouse.sql_folder import sql_folder


def test_the_page_is_current() -> None:
    """When this fails: python -m onrecord.warehouse.dictionary > docs/data_dictionary.md."""
    page = Path(__file__).parents[2] / "docs" / "data_dictionary.md"
    assert page.read_text("utf-8") == dictionary_page(load_models(sql_folder()))


def test_every_published_model_and_column_has_its_row() -> None:
    """A row a column, a heading a table."""
    models = [m for m in load_models(sql_folder()) if m.is_published]
    page = dictionary_page(models)
    assert page.count("\n### ") == len(models)
    assert page.count("\n| ") == sum(len(m.columns) + 1 for m in models)
