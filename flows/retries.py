"""What is tried again, and when: input and output that may work a moment later, and workers that were killed. Nothing else."""

from __future__ import annotations

import errno
from concurrent.futures import BrokenExecutor
from typing import Any, TypedDict

from prefect.tasks import exponential_backoff

RETRIES = 3
# A full disk, a missing file or a forbidden folder stays what it is for the few seconds that pass.
LASTING = {errno.ENOSPC, errno.EROFS, errno.EDQUOT, errno.ENOENT, errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.EISDIR}


class Retrying(TypedDict):
    """Prefect's options of a task that is tried again."""

    retries: int
    retry_delay_seconds: Any
    retry_jitter_factor: float
    retry_condition_fn: Any


def may_pass(error: BaseException | None) -> bool:
    """Whether the cause of a failure may be gone when the same is tried again."""
    return isinstance(error, BrokenExecutor) or (isinstance(error, OSError) and error.errno not in LASTING)


def _is_worth_trying(_task: object, _run: object, state: Any) -> bool:
    try:
        state.result()
    except Exception as error:
        return may_pass(error)
    return False


# After about 1, 2 and 4 s, each up to half as long again, so that workers that failed together do not come back together.
ON_IO = Retrying(
    retries=RETRIES,
    retry_delay_seconds=exponential_backoff(backoff_factor=1),
    retry_jitter_factor=0.5,
    retry_condition_fn=_is_worth_trying,
)
