"""What is on record made anew, from a stage on: after damage, or because the code or a setting has changed."""

from typing import Literal

from prefect import flow

from flows.clean import clean
from flows.deduplicate import deduplicate
from flows.enrich import enrich
from flows.model import model
from flows.pool import keeping_workers
from flows.publish import publish
from flows.report import RunReport
from flows.tasks import whole_run
from onrecord.settings import Settings
from onrecord.warehouse.rebuild import REBUILT, mend, set_aside

# Written out, so that Prefect's form offers the choice.
FirstStage = Literal["", "clean", "deduplicate", "enrich", "model", "publish"]


@flow(name="rebuild")
def rebuild(settings: Settings, first_stage: FirstStage = "") -> RunReport:
    """Makes the tables of `first_stage` and of the stages after it anew; nothing new is taken in.

    If a file is damaged, at least from the stage that made it; without a stage, and with nothing damaged, the published tables alone.

    Raises:
        OnrecordError: if nothing is on record, or what no stage can make again is damaged.
    """
    with whole_run(settings) as work:
        damaged = mend(work)
        set_aside(work, min(first_stage or damaged, damaged, key=REBUILT.index))
        report = RunReport(work.run_id(), settings.warehouse)
        with keeping_workers():
            report.stages += [stage(settings) for stage in (clean, deduplicate, enrich)]
        report.stages += [stage(settings) for stage in (model, publish)]
    return report
