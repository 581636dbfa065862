"""Nodes of an image that runs as a service already: on servers whose workers have no containers of their own."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from engine.checks import foreign_outputs, validate_inputs
from engine.errors import NodeError
from engine.executors.base import Job
from engine.executors.exchange import FileExchange, is_json
from engine.executors.foreign import ForeignFolder
from engine.images.calls import ConnectionLost, NotConnected, contract_call, open_session, plain_call
from engine.images.openapi import Operation
from engine.images.service import simple
from engine.images.tools import OperationTool
from nodes.sdk.context import Context
from nodes.sdk.errors import reason_of
from nodes.sdk.messages import Phase
from nodes.sdk.texts import mark

log = logging.getLogger(__name__)

PATIENCE_S = 60.0
"""So long a service may be away, as one is that starts again, before the node fails."""
_ASKED_EVERY_S = 0.5
_MOST_BYTES = 4_096_000_000
"""Of files in one answer."""


class ServiceExecutor:
    """One service at `address`. `files` is a folder that both sides see under the same path; None without one."""

    def __init__(self, address: str, files: Path | None = None) -> None:
        self._address = address
        self._files = files

    def lane(self, job: Job) -> str:
        return "docker"

    async def identity(self, job: Job) -> str:
        return self._address

    def takes_frames(self, job: Job, port: str) -> bool:
        return False

    async def run(self, job: Job, inputs: Mapping[str, Any], ctx: Context) -> Mapping[str, Any]:
        values = dict(validate_inputs(job.inputs, inputs))
        operation, is_standard = operation_of(job)
        log.debug("node %s: calling %s of the service %s", job.node, operation.id, self._address)
        deadline = time.monotonic() + PATIENCE_S
        async with open_session(self._address) as session:
            while True:
                try:
                    outputs = await self._answered(session, job, operation, values, ctx, is_standard)
                    return foreign_outputs(job.outputs, outputs, job.tool.name).__dict__
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
        files = None if self._files is None else await asyncio.to_thread(ForeignFolder, self._files)
        try:
            exchange = FileExchange(files, ctx, _MOST_BYTES)
            if not is_json(values):
                values = await asyncio.to_thread(exchange.encode, values, reveal=not is_standard)
            return await exchange.taken(await contract_call(session, operation, values, ctx.key, ctx))
        finally:
            if files is not None:
                files.close()


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
