"""The executor: one node's call in a container that was made for it, or waits already."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from uuid import uuid4

from engine.chain.model import Placement
from engine.checks import foreign_outputs, validate_inputs
from engine.errors import NodeError
from engine.executors.base import Job
from engine.executors.docker.container import Container, Recipe
from engine.executors.docker.daemon import Daemon, EngineProblem
from engine.executors.docker.images import ContainerImage, inspect_image, pull_image, resolve_image
from engine.executors.docker.instance import Instance
from engine.executors.docker.mounts import resolved
from engine.executors.docker.pool import Pool
from engine.executors.exchange import FileExchange, is_json
from engine.executors.service import operation_of
from engine.images.calls import ConnectionLost, contract_call, plain_call
from engine.images.reference import STANDARD, reference
from engine.images.service import simple
from nodes.sdk.context import Context
from nodes.sdk.messages import Phase, Usage
from nodes.sdk.texts import mark

log = logging.getLogger(__name__)

USAGE_EVERY_S = 1.0
_BEING_HANDED = 1 << 62
"""More than any disk holds: what is in its folder is ours until all of it is there."""
RESOLVED_FOR_S = 30.0
"""So long the choice of an image is taken as it was."""


class ContainerInfo(NamedTuple):
    """A container as it is shown to a person. 100 percent is one core."""

    id: str
    image: str
    state: str
    """``starting``, ``busy`` or ``warm``."""
    node: str
    since_s: float
    cpu_percent: float | None
    memory_bytes: int | None


class DockerExecutor:
    """Runs nodes in containers. All of it lives on one event loop; `close` it there."""

    def __init__(self, changed: Callable[[], None] = lambda: None) -> None:
        self.daemon = Daemon()
        self.instance = Instance(self.daemon)
        self._changed = changed
        self._pool: Pool | None = None
        self._images: dict[str, tuple[float, ContainerImage, str]] = {}
        self._nodes: dict[Container, str] = {}
        self._logs: dict[str, deque[str]] = {}
        """The lines of the last container of each node, also of one that is gone."""

    def lane(self, job: Job) -> str:
        return "docker"

    async def identity(self, job: Job) -> str:
        image, _ = await self._image(job.placement, lambda phase: None)
        return image.identity

    def takes_frames(self, job: Job, port: str) -> bool:
        return False

    async def run(self, job: Job, inputs: Mapping[str, Any], ctx: Context) -> Mapping[str, Any]:
        values = dict(validate_inputs(job.inputs, inputs))
        image, name = await self._image(job.placement, ctx.tell)
        container, warm = await self._container(job, image, name, ctx)
        self._nodes[container] = job.node
        self._logs[job.node] = container.logs
        container.listener = lambda line: ctx.log(line)
        watching = asyncio.create_task(self._watch(container, ctx))
        pool, healthy = self.pool, False
        try:
            ctx.tell(Phase("running", name, image.identity, warm))
            outputs = await self._call(container, job, values, ctx)
            healthy = True
        except NodeError:
            healthy = True  # it said no, and is there for the next
            raise
        except ConnectionLost as error:
            raise await self._exit_reason(container, error) from error
        finally:
            watching.cancel()
            container.unlisten()
            self._nodes.pop(container, None)
            if healthy:
                await asyncio.shield(pool.release(container, pin=job.placement.warm))
            else:
                await asyncio.shield(pool.drop(container))
        return foreign_outputs(job.outputs, outputs, job.tool.name).__dict__

    async def image_of(
        self, requested: str, report: Callable[[str], None] = lambda message: None
    ) -> tuple[ContainerImage, str]:
        """The image that a reference means, pulled where it is missing, and its full name. Raises `NodeError`."""
        return await self._image(Placement(where="docker", image=requested), lambda phase: report(phase.words))

    async def container_of(
        self, requested: str, report: Callable[[str], None] = lambda message: None
    ) -> tuple[Container, ContainerImage, str]:
        """A container of an image for one who wants to look at it; give it back with `release`. Raises `NodeError`."""
        image, name = await self.image_of(requested, report)
        await self.instance.begin()
        recipe = Recipe(image, name, ready_path=image.ready_path)
        report(mark(f"starting {name}"))
        container, _ = await self.pool.take(recipe, report)
        return container, image, name

    async def release(self, container: Container) -> None:
        await self.pool.release(container, pin=False)

    async def discard(self, container: Container) -> None:
        await self.pool.drop(container)

    @property
    def pool(self) -> Pool:
        if self._pool is None:
            self._pool = Pool(self.instance, self._changed)
        return self._pool

    def containers(self) -> list[ContainerInfo]:
        """All containers of this program. May be called from any thread."""
        if self._pool is None:
            return []
        busy = [self._info(c, "busy" if c in self._nodes else "starting") for c in tuple(self._pool.busy)]
        return busy + [self._info(c, "warm") for c in tuple(self._pool.idle)]

    def logs(self, container_id: str) -> list[str]:
        """The last lines of a container, or of the one that serves an image."""
        return next((list(c.logs) for c in self._all() if c.id.startswith(container_id)), [])

    def logs_of(self, node: str) -> list[str]:
        """Of the container that a node runs in, or ran in last."""
        return list(self._logs.get(node, ()))

    async def stop(self, container_id: str) -> None:
        """Remove a container; a node that runs in it fails."""
        for container in [c for c in self._all() if c.id.startswith(container_id)]:
            await self.pool.drop(container)

    async def close(self) -> None:
        """Remove every container and all else of ours."""
        if self._pool is not None:
            await self._pool.close()
        await self.instance.close()
        self.daemon.close()

    def _all(self) -> list[Container]:
        if self._pool is None:
            return []
        return [*self._pool.busy, *self._pool.idle]

    def _info(self, container: Container, state: str) -> ContainerInfo:
        return ContainerInfo(
            id=container.id[:12],
            image=container.recipe.name,
            state=state,
            node=self._nodes.get(container, ""),
            since_s=time.monotonic() - container.since,
            cpu_percent=container.cpu_percent,
            memory_bytes=container.memory_bytes,
        )

    async def _image(self, placement: Placement, report: Callable[[Phase], None]) -> tuple[ContainerImage, str]:
        """The image that is to run, pulled where it is missing, and the full name that it was found under."""
        requested = placement.image or STANDARD
        cached = self._images.get(requested)
        if cached is not None and time.monotonic() - cached[0] < RESOLVED_FOR_S:
            log.debug("%s is %s, as it was a moment ago", requested, cached[2])
            return cached[1], cached[2]
        await self.daemon.info()
        try:
            parsed = reference(requested)
        except ValueError as error:
            raise NodeError(str(error), remedy="Write it as name:version, such as iceos/node-js:^1.0.") from error
        resolution = await resolve_image(self.daemon, parsed)
        try:
            image = await inspect_image(self.daemon, resolution.reference)
        except EngineProblem as error:
            if error.kind != "missing":
                raise
            report(Phase(f"pulling {resolution.reference}"))
            await self._pull(resolution.reference, report)
            image = await inspect_image(self.daemon, resolution.reference)
        log.debug("%s is %s, %s", requested, resolution.reference, image.identity)
        self._images[requested] = (time.monotonic(), image, resolution.reference)
        return image, resolution.reference

    async def _pull(self, reference: str, report: Callable[[Phase], None]) -> None:
        loop = asyncio.get_running_loop()

        def show(fraction: float | None) -> None:
            progress = reference
            if fraction is not None:
                progress += f": {fraction:.0%}"
            loop.call_soon_threadsafe(report, Phase(f"pulling {progress}"))

        await pull_image(self.daemon, reference, show)

    async def _container(self, job: Job, image: ContainerImage, name: str, ctx: Context) -> tuple[Container, bool]:
        await self.instance.begin()
        placement = job.placement
        if placement.gpu and not (await self.daemon.info()).gpu:
            raise NodeError(
                "the engine has no GPU to give",
                remedy="Install the NVIDIA container toolkit, or run the node without a GPU.",
            )
        own = self.instance.folder.parent
        mounts = tuple([await asyncio.to_thread(resolved, mount, own) for mount in placement.mounts])
        recipe = Recipe(
            image,
            name,
            placement.limits,
            placement.network,
            placement.gpu,
            mounts,
            image.ready_path,
        )
        ctx.tell(Phase("starting", name, image.identity))
        return await self.pool.take(
            recipe, lambda message: ctx.tell(Phase(f"starting: {message}", name, image.identity)), job.domain
        )

    async def _call(self, container: Container, job: Job, values: dict[str, Any], ctx: Context) -> Any:
        operation, is_standard = operation_of(job)
        if is_standard and not container.recipe.image.contract:
            raise NodeError(
                f"{container.recipe.name} does not honour the node contract, so it cannot run {job.tool.name}",
                remedy="Choose the image of the standard tools, or one that iceos image build made.",
            )
        if not container.recipe.image.contract:
            return await _until_gone(container, plain_call(container.session, operation, simple(values), ctx))
        exchange = FileExchange(container.files, ctx, container.most_bytes)
        if not is_json(values):
            container.handed_bytes = _BEING_HANDED
            values = await asyncio.to_thread(exchange.encode, values, reveal=not is_standard)
            container.handed_bytes = exchange.handed_bytes
        key = f"{uuid4().hex}:{job.node}:1"
        outputs = await _until_gone(container, contract_call(container.session, operation, values, key, ctx))
        return await exchange.taken(outputs)

    async def _exit_reason(self, container: Container, error: ConnectionLost) -> NodeError:
        """Why the connection broke: mostly because the container is gone, which shows a moment later."""
        log.debug("%s: the connection to container %s broke: %s", container.recipe.name, container.key, error)
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(container.gone.wait(), 2.0)
        return await container.ended()

    async def _watch(self, container: Container, ctx: Context) -> None:
        """Tell what it uses while it works."""
        while True:
            await asyncio.sleep(USAGE_EVERY_S)
            with contextlib.suppress(NodeError, KeyError, TypeError):
                ctx.tell(Usage(*await container.usage()))
                self._changed()


async def _until_gone(container: Container, call: Any) -> Any:
    """The call's answer; `ConnectionLost` as soon as its container is gone, however its connection takes that."""
    calling = asyncio.ensure_future(call)
    ending = asyncio.ensure_future(container.gone.wait())
    try:
        await asyncio.wait({calling, ending}, return_when=asyncio.FIRST_COMPLETED)
        if not calling.done():
            await asyncio.wait({calling}, timeout=0.5)  # an answer may be on its way
        if calling.done():
            return await calling
        raise ConnectionLost("its container is gone")
    finally:
        ending.cancel()
        if not calling.done():
            calling.cancel()
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await calling
