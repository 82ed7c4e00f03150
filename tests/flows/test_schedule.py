"""The schedule and the named deployments."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
import yaml

from flows.deployments import cron, serve
from flows.environment import DEFAULTS, prepare
from onrecord.errors import UsageError
from onrecord.settings import Settings

ROOT = Path(__file__).parents[2]


def test_schedule_has_a_time_zone() -> None:
    """Cron and zone come from the settings."""
    schedule = cron(Settings(schedule="15 6 * * 1-5", timezone="Europe/Madrid"))
    assert (schedule.cron, schedule.timezone) == ("15 6 * * 1-5", "Europe/Madrid")


@pytest.mark.parametrize(("setting", "value"), [("schedule", "at noon"), ("timezone", "Mars/Base")])
def test_a_wrong_schedule_is_told_in_words(setting: str, value: str) -> None:
    """The message names what is wrong."""
    with pytest.raises(UsageError, match=value):
        cron(Settings(**{setting: value}))


def test_serve_says_what_it_would_do(capsys: pytest.CaptureFixture[str]) -> None:
    """A dry serve starts nothing."""
    serve(Settings(schedule="0 4 * * *", timezone="UTC"), dry=True)
    assert "0 4 * * *" in capsys.readouterr().err


def test_deployments_name_flows_that_exist() -> None:
    """Every entry point of prefect.yaml is a flow whose parameters are the ones given."""
    deployments = yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))["deployments"]
    assert {d["name"] for d in deployments} == {"nightly", "backfill", "publish", "rebuild"}
    for deployment in deployments:
        path, _, name = deployment["entrypoint"].partition(":")
        flow = getattr(importlib.import_module(path.removesuffix(".py").replace("/", ".")), name)
        known = set(flow.parameters.properties)
        assert set(deployment["parameters"]) <= known
        assert set(deployment["parameters"]["settings"]) <= set(Settings.__dataclass_fields__)


def test_telemetry_is_off_unless_asked_for(tmp_path: Path) -> None:
    """What the user has set himself stays as it is."""
    environment = {"XDG_CACHE_HOME": str(tmp_path), "GX_ANALYTICS_ENABLED": "true"}
    prepare("WARNING", environment)
    assert environment["DO_NOT_TRACK"] == "1"
    assert environment["GX_ANALYTICS_ENABLED"] == "true"
    assert set(DEFAULTS) <= set(environment)
    assert Path(environment["PREFECT_HOME"]).is_dir()
