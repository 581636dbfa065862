"""What people look at of a run: rows that no node needed are made then, once, in a worker process."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import Engine, update

from app.server.isolation import RunExecutors
from app.server.problems import Problem
from app.server.runs import Runs
from engine.errors import EngineError
from engine.executors.rows import with_rows
from engine.run.artifacts import Artifacts
from engine.run.history.database import writing
from engine.run.history.rows import keep_files
from engine.run.history.tables import results
from engine.run.history.values import Lost, ValueEncoder, decode
from nodes.sdk import Context, ToolError
from nodes.sdk.packed import is_envelope


class Looks:
    """One at a time makes rows, so that looking takes little from those who run. Lives on one event loop."""

    def __init__(self, runs: Runs, executors: RunExecutors, database: Engine, artifacts: Artifacts, data: Path) -> None:
        self._runs = runs
        self._executors = executors
        self._database = database
        self._artifacts = artifacts
        self._folder = data / "looks"
        self._one_at_a_time = asyncio.Lock()

    async def values(self, run: str, node: str) -> dict[str, Any]:
        """What a node received and produced, packed. Raises `Problem`: 404, and 409 where its rows cannot be made."""
        stored = await asyncio.to_thread(self._runs.values, run, node)
        if not _has_queries(stored):
            return stored
        async with self._one_at_a_time:
            stored = await asyncio.to_thread(self._runs.values, run, node)
            if not _has_queries(stored):
                return stored
            try:
                return await self._made(run, node, stored)
            except (EngineError, Lost, ToolError) as error:
                raise Problem(409, f"the rows of {node} cannot be made: {error}") from error

    async def _made(self, run: str, node: str, stored: Mapping[str, Any]) -> dict[str, Any]:
        folder = self._folder / uuid4().hex
        encoder, told = ValueEncoder(self._artifacts), dict[str, str]()
        try:
            async with self._executors.of_run(folder) as executors:
                ctx = Context(lambda message: None, lambda: folder)
                for side, packed in stored.items():
                    values = await asyncio.to_thread(decode, json.dumps(packed), self._artifacts)
                    made = await with_rows(values, executors, ctx)
                    told[side] = await asyncio.to_thread(encoder.ports, made)
            await asyncio.to_thread(self._store, run, node, told, encoder)
        finally:
            await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
        return {side: json.loads(text) for side, text in told.items()}

    def _store(self, run: str, node: str, told: Mapping[str, str], encoder: ValueEncoder) -> None:
        with writing(self._database).begin() as connection:
            keep_files(connection, {run: encoder})
            connection.execute(update(results).where(results.c.run == run, results.c.node == node).values(**told))


def _has_queries(stored: Mapping[str, Any]) -> bool:
    values = [value for side in stored.values() for value in side.values() if is_envelope(value)]
    return any("frame" in value["kinds"].values() for value in values)
