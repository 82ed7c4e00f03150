"""Automations for a Prefect server: it calls a webhook when a run fails, crashes, is late, or when none has been completed for too long.

`PREFECT_API_URL=... python -m flows.automations URL` makes them on that server, or brings those of an earlier call up to date. The server
makes the calls, with a small JSON object in the body; onrecord itself never uses the network for it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import click
from pydantic import SecretStr

from flows.environment import prepare

prepare("CRITICAL")

from prefect.automations import Automation  # noqa: E402 - the environment is read when Prefect is imported
from prefect.blocks.webhook import Webhook  # noqa: E402
from prefect.events.actions import CallWebhook  # noqa: E402
from prefect.events.schemas.automations import EventTrigger, Posture  # noqa: E402
from prefect.settings import PREFECT_API_URL  # noqa: E402

from flows.deployments import TAG  # noqa: E402

BLOCK = "onrecord-alerts"
# A nightly run may take its time, and begin an hour late when the clocks change.
SILENCE = timedelta(hours=26)
PAYLOAD = """{"text": {{ (
  "onrecord: " ~ flow_run.name ~ " of " ~ flow.name ~ " is " ~ flow_run.state.name ~
  (": " ~ flow_run.state.message if flow_run.state.message else "")
) | tojson }}}"""
SILENT = json.dumps({"text": f"onrecord: no run has been completed for {SILENCE.total_seconds() / 3600:.0f} hours"})
TAGGED: dict[str, Any] = {"prefect.resource.id": f"prefect.tag.{TAG}", "prefect.resource.role": "tag"}


def automations(webhook: Any, silence: timedelta = SILENCE) -> list[Automation]:
    """The three automations over runs with the project's tag; `webhook` is the id of the block to call."""

    def of(name: str, payload: str, **trigger: Any) -> Automation:
        resource: dict[str, str | list[str]] = {"prefect.resource.id": "prefect.flow-run.*"}
        return Automation(
            name=f"onrecord: {name}", trigger=EventTrigger(match=resource, match_related=TAGGED, threshold=1, **trigger),
            actions=[CallWebhook(block_document_id=webhook, payload=payload)],
        )  # fmt: skip

    ended: dict[str, Any] = {"posture": Posture.Reactive, "for_each": {"prefect.resource.id"}}
    return [
        of("a run failed or crashed", PAYLOAD, expect={"prefect.flow-run.Failed", "prefect.flow-run.Crashed"}, **ended),
        of("a run is late", PAYLOAD, expect={"prefect.flow-run.Late"}, **ended),
        of("no run was completed", SILENT, expect={"prefect.flow-run.Completed"}, posture=Posture.Proactive, within=silence),
    ]


def make(url: str, tell: Callable[[str], object] = click.echo) -> None:
    """Makes the block and the automations on Prefect's server, in the place of earlier ones of the same names."""
    Webhook.register_type_and_schema()
    block = Webhook(url=SecretStr(url)).save(BLOCK, overwrite=True)
    for wanted in automations(block):
        try:
            earlier: Any = Automation.read(name=wanted.name)
            earlier.delete()
        except ValueError:
            tell(f"New: {wanted.name}")
        else:
            tell(f"Made anew: {wanted.name}")
        wanted.create()


@click.command()
@click.argument("url")
def main(url: str) -> None:
    """Have the Prefect server that PREFECT_API_URL names call the webhook URL when a run fails, crashes, is late or does not come."""
    if not PREFECT_API_URL.value():
        raise click.UsageError("Set PREFECT_API_URL to the server that is to call the webhook (`prefect server start` starts one).")
    make(url)


if __name__ == "__main__":
    sys.exit(main())
