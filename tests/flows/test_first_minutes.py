"""What a newcomer meets in the first minutes: each mistake is told at once, with what to do about it."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from onrecord.cli import main as command_line
from onrecord.cli import signals
from onrecord.cli.main import commands, outcome, plain_words
from onrecord.cli.progress import Bars
from tests.briefs import write_briefs

Call = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["run", "--raw", "nowhere"], "There is no file or folder nowhere"),
        (["run", "--task-runner", "foo"], "wants one of auto, inline"),
        (["runn"], "Did you mean run?"),
        (["query", "most_quotd"], "most_quoted"),
        (["extract", "nosuch.html"], "There is no file nosuch.html"),
    ],
)
def test_a_mistake_is_told_before_any_work(onrecord: Call, arguments: list[str], told: str) -> None:
    """Exit code 2 and one sentence; nothing is started for it."""
    code, out, err = onrecord(*arguments)
    assert (code, out) == (2, "")
    assert told in err


def test_a_folder_of_pdfs_says_what_to_do(tmp_path: Path, onrecord: Call) -> None:
    """The files are set aside, counted and explained."""
    raw = tmp_path / "raw"
    raw.mkdir()
    for name in ("a.pdf", "b.pdf"):
        (raw / name).write_bytes(b"%PDF-1.4\n%\xe2\xe3\n1 0 obj <<>> endobj " + name.encode())
    code, out, _ = onrecord("run", "--raw", raw, "--warehouse", tmp_path / "warehouse", "--task-runner", "inline")
    assert code == 0
    assert "Set aside as binary_file in ingest: 2." in out
    assert "save the page as HTML or text" in out


def test_an_empty_folder_says_where_pages_go(tmp_path: Path, onrecord: Call) -> None:
    """Nothing is wrong, and nothing is published."""
    (tmp_path / "raw").mkdir()
    code, out, _ = onrecord("run", "--raw", tmp_path / "raw", "--warehouse", tmp_path / "warehouse")
    assert code == 0
    assert "Put pages there" in out
    assert not (tmp_path / "warehouse" / "onrecord.duckdb").exists()


def test_a_place_that_cannot_be_written(tmp_path: Path, onrecord: Call) -> None:
    """The folder is named, and the option that names another."""
    (tmp_path / "raw").mkdir()
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    code, _, err = onrecord("run", "--raw", tmp_path / "raw", "--warehouse", tmp_path / "file" / "warehouse")
    assert code == 1
    assert "cannot be written" in err
    assert "--warehouse" in err


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[BaseException], None]:
    """Makes the command `settings` end with an error."""

    def make(error: BaseException) -> None:
        @click.command()
        def fails() -> None:
            raise error

        monkeypatch.setattr(type(commands), "get_command", lambda _group, _context, _name: fails)

    return make


def test_a_full_disk_in_plain_words(failing: Callable[[BaseException], None], capsys: pytest.CaptureFixture[str]) -> None:
    """The operating system's number becomes a sentence; one that is not known stays what it is."""
    failing(OSError(28, "No space left on device", "part.parquet"))
    assert outcome(["settings"]) == 1
    assert "The disk is full: free some room and run again" in capsys.readouterr().err
    assert not plain_words(OSError(5, "Input/output error"))
    assert not plain_words(ValueError("a defect"))


def test_an_interruption_that_a_library_wrapped(
    failing: Callable[[BaseException], None], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a library makes of Ctrl-C is still the person's wish to stop."""
    failing(ValueError("KeyboardInterrupt: "))
    monkeypatch.setattr(command_line, "received", [int(signal.SIGINT)])
    assert outcome(["settings"]) == 130
    assert "Stopped." in capsys.readouterr().err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopped_in_the_middle(tmp_path: Path, number: signal.Signals) -> None:
    """Ctrl-C and the end of a service are told in a sentence, with the exit code of shells."""
    raw = write_briefs(tmp_path / "raw")
    command = [sys.executable, "-c", "from onrecord.cli.main import main; main()"]
    arguments = ["run", "--raw", str(raw), "--warehouse", str(tmp_path / "warehouse"), "--task-runner", "inline"]
    process = subprocess.Popen([*command, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while process.poll() is None and not (tmp_path / "warehouse.lock").exists():
        time.sleep(0.05)
    process.send_signal(number)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 128 + number
    assert "Stopped. What was finished is kept; the next run goes on from there." in err


def test_a_signal_that_was_lost_stops_the_next_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the interruption met a callback, the run ends at its next batch or stage."""
    bars = Bars()
    bars.began("clean")
    monkeypatch.setattr(signals, "received", [int(signal.SIGTERM)])
    for step in (lambda: bars.advanced(1), lambda: bars.began("enrich")):
        with pytest.raises(KeyboardInterrupt):
            step()
