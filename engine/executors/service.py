"""Nodes of an image that runs as a service already: on servers whose workers have no containers of their own."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from engine.errors import NodeError
from engine.executors.base import Job
from engine.executors.checks import validate_inputs, validate_outputs
from engine.executors.exchange import FileExchange, is_json
from engine.images.calls import ConnectionLost, NotConnected, contract_call, plain_call
from engine.images.openapi import Operation
from engine.images.service import CONNECT_S, simple
from engine.images.tools import OperationTool
from nodes.sdk.context import Context
from nodes.sdk.errors import reason_of
from nodes.sdk.messages import Phase
from nodes.sdk.texts import mark

log = logging.getLogger(__name__)

PATIENCE_S = 60.0
"""So long a service may be away, as one is that starts again, before the node fails."""
_ASKED_EVERY_S = 0.5


class ServiceExecutor:
    """One service at `address`. `files` is a folder that both sides see under the same path; None without one."""

    def __init__(self, address: str, files: Path | None = None) -> None:
        self._address = address
        self._files = files

    def lane(self, job: Job) -> str:
        return "docker"

    async def identity(self, job: Job) -> str:
        return self._address

    async def run(self, job: Job, inputs: Mapping[str, Any], ctx: Context) -> Mapping[str, Any]:
        import aiohttp

        values = dict(validate_inputs(job.inputs, inputs))
        operation, is_standard = operation_of(job)
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_S)
        log.debug("node %s: calling %s of the service %s", job.node, operation.id, self._address)
        deadline = time.monotonic() + PATIENCE_S
        async with aiohttp.ClientSession(self._address, timeout=timeout) as session:
            while True:
                try:
                    outputs = await self._answered(session, job, operation, values, ctx, is_standard)
                    return validate_outputs(job.outputs, outputs, job.tool.name)
                except ConnectionLost as error:
                    # nothing was done, or nothing that has effects: it may be asked again
                    is_repeatable = isinstance(error, NotConnected) or (is_standard and not job.tool.effects)
                    if not is_repeatable or time.monotonic() > deadline:
                        remedy = mark("Is the service running?")
                        raise NodeError(
                            f"{self._address} cannot be reached: {reason_of(error)}", remedy=remedy
                        ) from error
                ctx.tell(Phase(mark("waiting for the service, which is away")))
                await asyncio.sleep(_ASKED_EVERY_S)

    async def _answered(
        self,
        session: Any,
        job: Job,
        operation: Operation,
        values: dict[str, Any],
        ctx: Context,
        is_standard: bool,
    ) -> Any:
        if is_standard or job.tool.source.contract:  # type: ignore[attr-defined]  # it is an OperationTool
            return await self._call(session, operation, values, ctx, is_standard)
        return await plain_call(session, operation, simple(values), ctx)

    async def _call(
        self, session: Any, operation: Operation, values: dict[str, Any], ctx: Context, is_standard: bool
    ) -> Any:
        if is_json(values):
            response = await contract_call(session, operation, values, ctx.key, ctx)
        elif self._files is None:
            remedy = mark("The operator sets ICEOS_SERVICE_FILES.")
            raise NodeError("this service shares no folder, so files and tables cannot travel", remedy=remedy)
        else:
            packed = await asyncio.to_thread(FileExchange(self._files, ctx).encode, values, reveal=not is_standard)
            response = await contract_call(session, operation, packed, ctx.key, ctx)
        if is_json(response):
            return response
        if self._files is None:
            raise NodeError("its answer has files, and this service shares no folder")
        return await asyncio.to_thread(FileExchange(self._files, ctx).decode, response)


def operation_of(job: Job) -> tuple[Operation, bool]:
    """What is called, and whether it is one of the standard tools, which their image serves by name."""
    if issubclass(job.tool, OperationTool):
        return job.tool.operation, False
    standard = Operation(
        job.tool.name,
        "POST",
        f"/tools/{job.tool.name}",
        outputs={name: {} for name in job.outputs.model_fields},
        sends="application/json",
    )
    return standard, True
