"""One node's work with its time limit, tried again as its retry says."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from engine.chain.model import Retry
from engine.errors import NodeError
from nodes.sdk.errors import InputProblem
from nodes.sdk.patterns import compiled
from nodes.sdk.texts import mark

T = TypeVar("T")
MAX_WAIT_S = 300.0


async def within(work: Callable[[], Awaitable[T]], timeout_s: float | None, grace_s: float) -> T:
    """Do the work. Raises `NodeError` when it takes longer than `timeout_s` seconds; it has `grace_s` more to end."""
    if timeout_s is None:
        return await work()
    # a task of its own: work that ignores that it is stopped is left behind, not waited for
    working = asyncio.ensure_future(work())
    try:
        done, _ = await asyncio.wait({working}, timeout=timeout_s)
    except asyncio.CancelledError:
        await _stopped(working, grace_s)
        raise
    if done:
        return await working
    await _stopped(working, grace_s)
    raise NodeError(f"it took longer than {timeout_s:g} s", remedy="Raise its time limit.")


async def _stopped(working: asyncio.Future[T], grace_s: float) -> None:
    """Stop work and wait for it a while; how it ended interests nobody any more."""
    working.cancel()
    done, _ = await asyncio.wait({working}, timeout=grace_s)
    if not done:
        _left_behind.add(working)
        working.add_done_callback(_left_behind.discard)
    elif not working.cancelled():
        working.exception()


_left_behind: set[asyncio.Future[Any]] = set()
"""Held until they end, or asyncio might drop them in the middle."""


async def repeated(work: Callable[[], Awaitable[T]], retry: Retry, report: Callable[[str], None]) -> T:
    """Do the work, and again after a failure that `retry` covers. `report` is told what is waited for.

    The wait doubles from try to try, plus a random part (tenacity's exponential jitter). Raises the last failure.
    """
    import tenacity  # only chains that ask for it pay for it

    def covered(error: BaseException) -> bool:
        if not isinstance(error, Exception):
            return False
        if retry.matching:
            return compiled(retry.matching).search(str(error)) is not None
        return not isinstance(error, InputProblem) and not (isinstance(error, NodeError) and error.port)

    def waiting(state: tenacity.RetryCallState) -> None:
        failed = state.outcome and state.outcome.exception()
        report(
            mark(f"trying again in {state.upcoming_sleep:.1f} s ({state.attempt_number} of {retry.times}): {failed}")
        )

    tries = tenacity.AsyncRetrying(
        stop=tenacity.stop_after_attempt(retry.times + 1),
        wait=tenacity.wait_exponential_jitter(multiplier=retry.wait_s, max=MAX_WAIT_S, jitter=retry.wait_s),
        retry=tenacity.retry_if_exception(covered),
        before_sleep=waiting,
        reraise=True,
    )
    return await tries(work)
