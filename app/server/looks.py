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
from sqlalchemy.exc import IntegrityError

from app.server.isolation import RunExecutors
from app.server.problems import Problem
from app.server.runs import Runs
from engine.errors import EngineError
from engine.executors.rows import with_rows
from engine.run.artifacts import Artifacts
from engine.run.history.database import writing
from engine.run.history.rows import keep_files
from engine.run.history.tables import results
from engine.run.history.values import Lost, ValueEncoder, decode_value
from nodes.sdk import Context, ToolError
from nodes.sdk.kinds import has_frames
from nodes.sdk.packed import is_envelope

_AT_A_TIME = 2
_WITHIN_S = 120.0

Packed = dict[str, Any]
"""Values by port, as they are stored."""


class Looks:
    """Few at a time make rows, so that looking takes little from those who run. Lives on one event loop."""

    def __init__(self, runs: Runs, executors: RunExecutors, database: Engine, artifacts: Artifacts, data: Path) -> None:
        self._runs = runs
        self._executors = executors
        self._database = database
        self._artifacts = artifacts
        self._folder = data / "looks"
        self._places = asyncio.Semaphore(_AT_A_TIME)

    async def values(self, run: str, node: str) -> dict[str, Packed]:
        """What a node received and produced, packed. Raises `Problem`: 404, and 409 where its rows cannot be made."""
        stored: dict[str, Packed] = await asyncio.to_thread(self._runs.values, run, node)
        lazy = await asyncio.to_thread(self._queries, stored)
        if not lazy:
            return stored
        async with self._places:
            try:
                async with asyncio.timeout(_WITHIN_S):
                    return await self._made(run, node, stored, lazy)
            except TimeoutError as error:
                raise Problem(409, f"the rows of {node} take longer than {_WITHIN_S:g} s to make") from error
            except (EngineError, ToolError) as error:
                raise Problem(409, f"the rows of {node} cannot be made: {error}") from error
            except IntegrityError as error:
                raise Problem(404, f"there is no run {run!r} any more") from error

    def _queries(self, stored: Mapping[str, Packed]) -> dict[str, dict[str, Any]]:
        """Those values whose rows are not made, by side and port; what is lost stays as it is stored."""
        found: dict[str, dict[str, Any]] = {}
        for side, packed in stored.items():
            for port, value in packed.items():
                if is_envelope(value) and self._may_be_one(value):
                    try:
                        decoded = decode_value(value, self._artifacts)
                    except Lost:
                        continue
                    if has_frames(decoded):
                        found.setdefault(side, {})[port] = decoded
        return found

    def _may_be_one(self, envelope: Mapping[str, Any]) -> bool:
        kinds = {*envelope["kinds"].values()}
        if "json" not in kinds:
            return "frame" in kinds
        try:  # a large value lies beside the database
            return b'"frame"' in self._artifacts.find(envelope["value"], ".json").read_bytes()
        except (OSError, TypeError):
            return False

    async def _made(
        self, run: str, node: str, stored: Mapping[str, Packed], lazy: Mapping[str, Mapping[str, Any]]
    ) -> dict[str, Packed]:
        folder = self._folder / uuid4().hex
        encoder, packed_now = ValueEncoder(self._artifacts), {side: dict(packed) for side, packed in stored.items()}
        try:
            async with self._executors.of_run(folder) as executors:
                ctx = Context(lambda message: None, lambda: folder)
                for side, values in lazy.items():
                    tables = await with_rows(dict(values), executors, ctx)
                    packed_now[side] |= json.loads(await asyncio.to_thread(encoder.ports, tables))
            await asyncio.to_thread(self._store, run, node, stored, packed_now, encoder)
        finally:
            await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
        return packed_now

    def _store(
        self, run: str, node: str, before: Mapping[str, Packed], now: Mapping[str, Packed], encoder: ValueEncoder
    ) -> None:
        """So that it is done once; a node that has run again meanwhile keeps its new values."""
        with writing(self._database).begin() as connection:
            if self._runs.values(run, node) == before:
                keep_files(connection, {run: encoder})
                texts = {side: json.dumps(packed) for side, packed in now.items()}
                connection.execute(update(results).where(results.c.run == run, results.c.node == node).values(**texts))
