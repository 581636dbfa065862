"""Calling an operation of a server that runs somewhere: the same calls as to a container, over TCP."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

from engine.errors import NodeError
from engine.images.calls import ConnectionLost, contract_call, open_session, plain_call
from engine.images.openapi import Operation
from engine.images.sources import Source
from nodes.sdk.cells import rows_of
from nodes.sdk.context import Context
from nodes.sdk.errors import reason_of
from nodes.sdk.kinds import FILES, Kind, Leaf, same, walk
from nodes.sdk.types import File, Secret, Table


async def call_service(source: Source, operation: Operation, values: dict[str, Any], ctx: Context) -> Any:
    """Raises `NodeError`."""
    async with open_session(source.address) as session:
        try:
            if source.contract:
                key = f"{uuid4().hex}:{operation.id}:1"
                return await contract_call(session, operation, simple(values), key, ctx)
            return await plain_call(session, operation, simple(values), ctx)
        except ConnectionLost as error:
            raise NodeError(
                f"{source.address} cannot be reached: {reason_of(error)}", remedy="Check the address and the network."
            ) from error


def simple(values: dict[str, Any]) -> dict[str, Any]:
    """Values as a plain server takes them: files by path, secrets revealed, tables as records."""
    simplified: dict[str, Any] = walk(values, _SIMPLE)
    return simplified


def _path(file: File) -> Path:
    return file.path


def _records(table: Table) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = rows_of(table)
    return records


_SIMPLE: dict[Kind, Leaf] = {**dict.fromkeys(FILES, _path), "secret": Secret.reveal, "table": _records, "model": same}
