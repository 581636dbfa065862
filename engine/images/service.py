"""Calling an operation of a server that runs somewhere: the same calls as to a container, over TCP."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from engine.errors import NodeError
from engine.images.calls import Broken, contract_call, plain_call
from engine.images.openapi import Operation
from engine.images.sources import Source
from nodes.sdk.context import Context
from nodes.sdk.types import File, Secret

CONNECT_S = 10


async def call_service(source: Source, operation: Operation, values: dict[str, Any], ctx: Context) -> Any:
    """Raises `NodeError`."""
    import aiohttp

    timeout = aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_S)
    async with aiohttp.ClientSession(source.address, timeout=timeout) as session:
        try:
            if source.contract:
                key = f"{uuid4().hex}:{operation.id}:1"
                return await contract_call(session, operation, simple(values), key, ctx)
            return await plain_call(session, operation, simple(values), ctx)
        except Broken as error:
            raise NodeError(
                f"{source.address} cannot be reached: {error}", remedy="Check the address and the network."
            ) from error


def simple(values: dict[str, Any]) -> dict[str, Any]:
    """Values as a plain server takes them: files by path, secrets revealed, tables as records."""
    return {name: _simple(value) for name, value in values.items()}


def _simple(value: Any) -> Any:
    if isinstance(value, File):
        return value.path
    if isinstance(value, Secret):
        return value.reveal()
    if isinstance(value, list | tuple):
        return [_simple(item) for item in value]
    if isinstance(value, dict):
        return {key: _simple(item) for key, item in value.items()}
    if hasattr(value, "to_pylist"):
        return value.to_pylist()
    return value
