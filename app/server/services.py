"""Where nodes in containers run on a server: as services that are there already, or in containers of its own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.server.settings import ServerSettings
from engine.errors import NodeError
from engine.executors.base import Executor, Job
from engine.executors.service import ServiceExecutor
from engine.images.reference import STANDARD, reference
from nodes.sdk.context import Context


class ImageExecutor:
    """The executor of nodes that name an image. `containers` is the one that makes containers."""

    def __init__(self, containers: Executor, settings: ServerSettings) -> None:
        self._containers = containers if settings.containers else None
        files: Path | None = settings.service_files
        self._services = {name: ServiceExecutor(address, files) for name, address in settings.services.items()}

    def lane(self, job: Job) -> str:
        return "docker"

    async def identity(self, job: Job) -> str:
        return await self._of(job).identity(job)

    def takes_frames(self, job: Job, port: str) -> bool:
        return False

    async def run(self, job: Job, inputs: Mapping[str, Any], ctx: Context) -> Mapping[str, Any]:
        return await self._of(job).run(job, inputs, ctx)

    def _of(self, job: Job) -> Executor:
        image = reference(job.placement.image or STANDARD).name
        executor = self._services.get(image) or self._containers
        if executor is None:
            raise NodeError(
                f"no containers run here, and {image} is none of the services",
                remedy="The operator sets ICEOS_CONTAINERS, or ICEOS_SERVICES.",
            )
        return executor
