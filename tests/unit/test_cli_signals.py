"""A signal stops a command wherever it meets the program, but never in the middle of an import or without effect."""

from __future__ import annotations

import importlib
import os
import signal
import sys
import time
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.cli import signals


@pytest.fixture(autouse=True)
def heeded(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Signals as in a command; as before after the test."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGALRM)
    before = [signal.getsignal(number) for number in numbers]
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    monkeypatch.setattr(signals, "received", [])
    signals.heed_signals()
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    for number, handler in zip(numbers, before, strict=True):
        signal.signal(number, handler)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_interrupts(number: signal.Signals) -> None:
    """At once, and the number is kept for the exit code."""
    with pytest.raises(KeyboardInterrupt):
        os.kill(os.getpid(), number)
    assert signals.received == [number]


def test_an_import_is_finished_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The import's locks are let go before the command stops: a lock that is held for ever would hang the next import."""
    module = tmp_path / "sent_while_imported.py"
    module.write_text("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\nis_whole = True\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    found = importlib.import_module(module.stem)
    assert found.is_whole
    with pytest.raises(KeyboardInterrupt):
        time.sleep(30)


def test_what_a_callback_drops_comes_again() -> None:
    """Python prints and forgets what is raised in a callback of a weak reference."""

    class Held:
        """Something that can be let go of."""

    def send(_reference: object) -> None:
        os.kill(os.getpid(), signal.SIGTERM)

    held = Held()
    reference = weakref.ref(held, send)
    del held
    with pytest.raises(KeyboardInterrupt):
        time.sleep(30)
    assert reference() is None
    assert signals.received == [signal.SIGTERM]


def test_other_errors_of_callbacks_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    """They are printed as Python prints them."""

    class Fails:
        """Cannot be let go of without an error."""

        def __del__(self) -> None:
            raise ValueError("a defect")

    Fails()
    assert "ValueError: a defect" in capsys.readouterr().err
