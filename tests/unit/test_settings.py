"""Settings from file, environment and flags."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from onrecord.errors import UsageError
from onrecord.settings import Settings, load_settings, settings_file


@pytest.fixture
def toml(tmp_path: Path) -> Path:
    """A settings file."""
    file = tmp_path / "onrecord.toml"
    file.write_text('warehouse = "from-file"\nworkers = 3\nraw = ["a", "b"]\n')
    return file


def test_defaults_hold_where_nothing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without file, environment and flags there are the defaults."""
    monkeypatch.chdir(tmp_path)
    assert load_settings(environment={}) == Settings()


def test_the_file_here_is_found(toml: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`onrecord.toml` in the current folder needs no naming."""
    monkeypatch.chdir(toml.parent)
    assert load_settings(environment={}).workers == 3


def test_flags_outrank_the_environment_and_that_the_file(toml: Path) -> None:
    """Later ones win, a flag that was not given does not count."""
    environment = {"ONRECORD_WAREHOUSE": "from-environment", "ONRECORD_WORKERS": "5", "OTHER": "x"}
    found = load_settings(toml, environment, {"warehouse": "from-flag", "workers": None})
    assert (found.warehouse, found.workers, found.raw) == ("from-flag", 5, ("a", "b"))
    assert load_settings(toml, {}, {}).warehouse == "from-file"


def test_text_becomes_a_list_where_one_is_wanted(toml: Path) -> None:
    """The environment separates with commas."""
    assert load_settings(toml, {"ONRECORD_RAW": "one, two"}).raw == ("one", "two")


def test_an_unknown_key_of_the_file_names_the_nearest(tmp_path: Path) -> None:
    """A slip of the pen is found at once."""
    file = tmp_path / "onrecord.toml"
    file.write_text('warehuose = "x"\n')
    with pytest.raises(UsageError, match=r"warehuose.*did you mean warehouse\?"):
        load_settings(file, {})


def test_an_unknown_variable_names_the_nearest(toml: Path) -> None:
    """It is shown as it would be written in the environment."""
    with pytest.raises(UsageError, match=r"ONRECORD_WORKER .*did you mean ONRECORD_WORKERS\?"):
        load_settings(toml, {"ONRECORD_WORKER": "2"})


def test_a_key_like_no_other_lists_the_known_ones(tmp_path: Path) -> None:
    """Where nothing is near, all are named."""
    file = tmp_path / "onrecord.toml"
    file.write_text("zzz = 1\n")
    with pytest.raises(UsageError, match="known are raw, warehouse"):
        load_settings(file, {})


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('workers = "many"', "workers wants a whole number"),
        ("workers = -1", "workers wants a whole number"),
        ("workers = true", "workers wants a whole number"),
        ("warehouse = 7", "warehouse wants a text"),
        ('task_runner = "dask:"', "task_runner wants one of auto, inline"),
        ('memory_limit = "lots"', "memory_limit wants a size like 2GB"),
        ('log_level = "loud"', "log_level wants DEBUG, INFO"),
        ("raw = 7", "raw wants a list of texts"),
        ("warehouse = ", "not valid TOML"),
    ],
)
def test_a_wrong_value_says_what_is_wanted(tmp_path: Path, line: str, message: str) -> None:
    """The message names the setting and the kind, or the file."""
    file = tmp_path / "onrecord.toml"
    file.write_text(line)
    with pytest.raises(UsageError, match=message):
        load_settings(file, {})


def test_a_named_file_must_be_there(tmp_path: Path) -> None:
    """The default file may be missing, one that was asked for may not."""
    with pytest.raises(UsageError, match="no settings file"):
        load_settings(tmp_path / "other.toml", {})


def test_the_commented_file_holds_every_default() -> None:
    """With the comment marks taken away it is valid and says what holds anyway; every setting has a meaning."""
    text = settings_file()
    bare = "\n".join(line[2:] for line in text.splitlines() if " = " in line)
    values = tomllib.loads(bare)
    assert set(values) == {entry.name for entry in fields(Settings)}
    assert Settings(**{k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}) == Settings()
    assert all(entry.metadata["help"] in text for entry in fields(Settings))


def test_workers_default_to_the_cores() -> None:
    """0 means one a core."""
    assert Settings().worker_count >= 1
    assert Settings(workers=7).worker_count == 7
