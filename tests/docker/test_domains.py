"""A container that has worked for one chain is never handed to another: its memory and /tmp travel with it."""

from __future__ import annotations

import pytest

from nodes.sdk.context import Context
from nodes.sdk.messages import Phase
from tests.docker import faults as tools
from tests.docker.conftest import FAULTS, Place

pytestmark = [pytest.mark.docker, pytest.mark.timeout(900)]


async def worked(place: Place, domain: str) -> bool:
    """Whether a job of this domain found a container that was warm."""
    inputs = {"pieces": 1, "pause_s": 0}
    job = place.job(tools.Stream, FAULTS, inputs)._replace(domain=domain)
    place.said.clear()
    await place.executor.run(job, inputs, Context(place.said.append, lambda: place.folder))
    return [message.warm for message in place.said if isinstance(message, Phase)][-1]


async def test_a_warm_container_stays_with_its_domain(place: Place, faults: str) -> None:
    assert not await worked(place, "one")
    assert await worked(place, "one")
    assert not await worked(place, "another"), "it was handed to somebody else"
    assert await worked(place, "one")
    assert await worked(place, "another")
    assert [container.state for container in place.executor.containers()] == ["warm", "warm"]


async def test_one_that_was_only_looked_at_is_handed_to_who_comes_first(place: Place, faults: str) -> None:
    container, *_ = await place.executor.container_of(FAULTS)
    await place.executor.release(container)
    assert await worked(place, "one")
    looked_at, *_ = await place.executor.container_of(FAULTS)
    assert looked_at is not container, "who looks gets none that holds something of another"
    await place.executor.release(looked_at)
