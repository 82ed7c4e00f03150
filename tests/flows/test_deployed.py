"""What `doctor` says of the deployments that a Prefect server keeps."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.objects import State
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.states import Completed, Crashed, Failed, Late

from flows.daily import daily
from flows.deployments import TAG, look_at_server


@pytest.fixture
def client() -> Iterator[SyncPrefectClient]:
    """A client of the tests' server, which keeps no deployment before and after."""
    with get_client(sync_client=True) as found:
        yield found
        for deployment in found.read_deployments():
            found.delete_deployment(deployment.id)


def test_a_server_without_deployments_says_how_to_make_them(client: SyncPrefectClient) -> None:
    """Nothing of the project is there."""
    assert not client.read_deployments()
    ((_, level, text),) = look_at_server()
    assert (level, "prefect deploy" in text) == ("warning", True)


@pytest.mark.parametrize(
    ("state", "level", "told"),
    [
        (Completed(), "ok", "Completed"),
        (Failed(message="The disk is full."), "warning", "The disk is full."),
        (Crashed(message="killed"), "warning", "killed"),
        (Late(), "warning", "no worker"),
    ],
)
def test_the_last_run_is_told(client: SyncPrefectClient, state: State[None], level: str, told: str) -> None:
    """Failed, crashed and late runs are warnings, with what the server says of them."""
    made = daily.to_deployment(name="nightly", tags=[TAG], parameters={"settings": {}}).apply()
    client.create_flow_run_from_deployment(made, state=state)
    ((name, found, text),) = look_at_server()
    assert (name, found) == ("deployment nightly", level)
    assert told in text


def test_a_paused_deployment_is_told(client: SyncPrefectClient) -> None:
    """Its schedule starts nothing."""
    assert daily.to_deployment(name="nightly", tags=[TAG], paused=True).apply()
    ((_, level, text),) = look_at_server()
    assert (level, "paused" in text) == ("warning", True)
    assert client.read_deployments()


def test_a_server_that_does_not_answer_is_a_problem() -> None:
    """Nobody listens on that port."""
    with temporary_settings({PREFECT_API_URL: "http://127.0.0.1:9/api"}):
        ((_, level, text),) = look_at_server()
    assert (level, "PREFECT_API_URL" in text) == ("problem", True)
