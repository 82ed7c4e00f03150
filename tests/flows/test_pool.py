"""The pool of workers."""

from __future__ import annotations

import pytest

from flows.pool import keeping_workers, worker_pool


def test_stages_share_a_kept_pool_that_ends_with_its_block() -> None:
    """Inside the block every stage gets the same pool; after it the pool takes no more work."""
    with keeping_workers():
        with worker_pool(1) as first:
            pass
        with worker_pool(2) as second:
            assert second is first
    with pytest.raises(RuntimeError):
        first.submit(int)


def test_a_stage_alone_has_a_pool_of_its_own() -> None:
    """Outside such a block a pool ends with the stage."""
    with worker_pool(1) as alone:
        pass
    with worker_pool(1) as other:
        assert other is not alone
    with pytest.raises(RuntimeError):
        alone.submit(int)
