"""Nodes that run on other machines: sent to a queue by the process that carries the run, done by a worker."""

from __future__ import annotations

import asyncio
import json
import logging
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, delete, insert, select

from app.server.database import retry_while_unavailable
from app.server.durable import Durable
from app.server.guard import placement_here
from app.server.isolation import RunExecutors
from app.server.suspects import REMEDY, TRIES, Suspects
from app.server.tables import messages, stops
from engine.catalog import Catalog
from engine.chain.constants import is_secret
from engine.chain.model import Node
from engine.checks import validate_inputs
from engine.errors import Failure, NodeError
from engine.executors.base import Executor, Job
from engine.run.artifacts import Artifacts, Workspace
from engine.run.fence import Fence, path_ports
from engine.run.history.database import upsert, writing
from engine.run.history.legacy import downgraded
from engine.run.history.values import Lost, ValueEncoder, decode
from engine.run.masking import Masking
from engine.run.placement import job_of
from engine.run.secrets import OfChain, SecretSource
from nodes.sdk.context import Context
from nodes.sdk.kinds import files_in, kind_of
from nodes.sdk.messages import Message, Phase, dump, load
from nodes.sdk.types import File, Secret

SAY_EVERY_S = 0.05
log = logging.getLogger(__name__)


class QueueExecutor:
    """The executor of nodes that name a queue. `attempt` is that of the run: going on does failed work anew.

    `chain` is the name under which its chain is published, which decides which secrets a worker gives it. A node that
    is cancelled is stopped at its worker as long as the run `is_ours`; one that goes on elsewhere finds
    its nodes where they are.
    """

    def __init__(
        self,
        durable: Durable,
        database: Engine,
        workspace: Workspace,
        attempt: int,
        is_ours: Callable[[], bool],
        chain: str = "",
    ) -> None:
        self._durable = durable
        self._database = database
        self._workspace = workspace
        self._artifacts = workspace.artifacts
        self._attempt = attempt
        self._is_ours = is_ours
        self._chain = chain

    def lane(self, job: Job) -> str:
        return "queued"

    async def identity(self, job: Job) -> str:
        return ""

    def takes_frames(self, job: Job, port: str) -> bool:
        return False

    async def run(self, job: Job, inputs: Mapping[str, Any], ctx: Context) -> Mapping[str, Any]:
        assert job.origin is not None, "a plan names the node"
        key = f"{ctx.key}.{self._attempt}"
        request = {
            "key": key,
            "node": job.node,
            "document": job.origin.model_dump(mode="json", by_alias=True, exclude_defaults=True),
            "image": job.placement.image,
            "chain": self._chain,
            **for_either_build("inputs", await asyncio.to_thread(self._packed, job, inputs)),
        }
        last_id = 0

        async def forward_messages() -> None:
            nonlocal last_id
            for number, body in await retry_while_unavailable(self._messages_since, key, last_id):
                last_id = number
                log.debug("node %s: message %d came", key, number)
                if message := from_row(body):
                    ctx.tell(message)

        log.debug("node %s waits for a worker of the queue %s", key, job.placement.queue)
        ctx.tell(Phase(f"waiting for a worker of the queue {job.placement.queue}"))
        try:
            response = await self._durable.node(job.placement.queue, key, request, forward_messages)
        except asyncio.CancelledError:
            if self._is_ours():
                log.debug("node %s: nobody waits for it any more, and its worker is told so", key)
                await asyncio.shield(self._stop(key))
            raise
        await retry_while_unavailable(self._forget, key)
        if failed := response.get("failed"):
            log.debug("node %s failed at its worker: %s", key, failed["reason"])
            raise Failure.load(failed).error()
        try:
            return await asyncio.to_thread(decode, response.get("values") or response["outputs"], self._artifacts)
        except Lost as error:
            raise NodeError(f"what the worker made cannot be found: {error}", remedy=_SHARE) from error

    def _packed(self, job: Job, inputs: Mapping[str, Any]) -> str:
        checked = validate_inputs(job.inputs, inputs)
        # another machine does not see the run's folder: its files travel by their content
        files = {name: self._workspace.keep(getattr(checked, name)) for name in path_ports(job.inputs)}
        return ValueEncoder(self._artifacts).ports({name: files.get(name, value) for name, value in inputs.items()})

    def _messages_since(self, key: str, last_id: int) -> list[tuple[int, str]]:
        newer = select(messages.c.id, messages.c.body).where(messages.c.key == key, messages.c.id > last_id)
        with self._database.connect() as connection:
            return [(row.id, row.body) for row in connection.execute(newer.order_by(messages.c.id))]

    def _forget(self, key: str) -> None:
        with writing(self._database).begin() as connection:
            connection.execute(delete(messages).where(messages.c.key == key))
            connection.execute(delete(stops).where(stops.c.key == key))

    async def _stop(self, key: str) -> None:
        def note() -> None:
            with writing(self._database).begin() as connection:
                connection.execute(upsert(connection, stops).values(key=key).on_conflict_do_nothing())

        await retry_while_unavailable(note)
        await self._durable.cancel_node(key)


_SHARE = "Workers on other machines share files at ICEOS_ARTIFACTS_URL."


class Worker:
    """Does nodes that come from a queue."""

    def __init__(
        self,
        executors: Mapping[str, Executor],
        own_executors: RunExecutors,
        catalog: Catalog,
        secrets: SecretSource,
        database: Engine,
        artifacts: Artifacts,
        folder: Path,
        suspects: Suspects,
    ) -> None:
        self._executors = executors
        self._own_executors = own_executors
        self._catalog = catalog
        self._secrets = secrets
        self._database = database
        self._artifacts = artifacts
        self._folder = folder
        self._suspects = suspects
        self._suspect_turn = asyncio.Lock()
        self._doing: dict[str, asyncio.Task[dict[str, Any]]] = {}
        self._leaving = False

    @property
    def keys(self) -> list[str]:
        return list(self._doing)

    def stop(self, key: str) -> None:
        """Nobody waits for this node any more."""
        if task := self._doing.get(key):
            task.cancel()

    async def finish(self, within_s: float) -> None:
        """Wait until the nodes here are done."""
        if self._doing:
            await asyncio.wait(tuple(self._doing.values()), timeout=within_s)

    async def give_back(self, within_s: float) -> None:
        """Stop all nodes here without a result, and wait until they have let go of what they hold."""
        self._leaving = True
        for task in (tasks := tuple(self._doing.values())):
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=within_s)

    async def serve(self, job: dict[str, Any]) -> dict[str, Any]:
        """Returns ``outputs`` (packed), or how it ``failed``. Raises `asyncio.CancelledError` for one given back."""
        task = asyncio.ensure_future(self._do_in_turn(job))
        self._doing[job["key"]] = task
        try:
            return await task
        except asyncio.CancelledError:
            if self._leaving or not task.cancelled():
                task.cancel()
                raise
            return {"failed": Failure("stopped").dump()}
        except Exception as error:  # whatever a tool raises is its node's failure
            return {"failed": Failure.of(error).dump()}
        finally:
            self._doing.pop(job["key"], None)

    async def _do_in_turn(self, request: dict[str, Any]) -> dict[str, Any]:
        """Do a node, but at no time two with which workers died, and none with which too many did."""
        key = request["key"]
        count = await retry_while_unavailable(self._suspects.worker_deaths, key)
        if count >= TRIES:
            log.error("node %s is set aside: %d workers died while they were at it", key, count)
            raise NodeError(f"set aside: {count} workers died while they were at it", remedy=REMEDY)
        if not count:
            return await self._do(request)
        log.info("node %s waits for its turn: a worker died while it was at it", key)
        async with self._suspect_turn:
            await retry_while_unavailable(self._suspects.set_active, key, True)
            try:
                return await self._do(request)
            finally:
                await asyncio.shield(retry_while_unavailable(self._suspects.set_active, key, False))

    async def _do(self, request: dict[str, Any]) -> dict[str, Any]:
        node = Node.model_validate(request["document"])
        spec = self._catalog.of(node)
        if spec is None:
            raise NodeError(f"this worker has no tool {node.tool} {node.version}", remedy="Install it there.")
        folder = self._folder / request["key"].replace("/", "_").replace(":", "_")
        fence = Fence(folder)
        workspace = Workspace(folder, self._artifacts, fence)
        job = job_of(request["node"], node, spec, {}, folder)
        job = job._replace(placement=placement_here(job.placement.model_copy(update={"image": request["image"]})))
        inputs = await asyncio.to_thread(self._inputs, request, node)
        writer = _MessageWriter(self._database, request["key"])
        ctx = Context(writer.say, lambda: workspace.of("node"), request["key"])
        try:
            await asyncio.to_thread(fence.check, job, inputs)
            async with writer, self._own_executors.of_run(folder) as own:
                executors = {**self._executors, **own}
                outputs = await executors[job.placement.where].run(job, inputs, ctx)
            if secrets := [value for value in inputs.values() if kind_of(value) == "secret"]:
                outputs = await asyncio.to_thread(Masking(secrets, folder, ctx.tell).outputs, outputs)
            handed = [*files_in([*inputs.values()])]
            return for_either_build("outputs", await asyncio.to_thread(self._packed, outputs, handed, workspace))
        except asyncio.CancelledError:
            ctx.cancel()
            raise
        finally:
            await asyncio.to_thread(shutil.rmtree, folder, True)

    def _inputs(self, request: Mapping[str, Any], node: Node) -> dict[str, Any]:
        packed = request.get("values") or request["inputs"]
        source = OfChain(self._secrets, request.get("chain", ""))  # a server of the version before names none
        secrets = {n: v["$secret"] for n, v in node.inputs.items() if is_secret(v)}
        plain = {n: v for n, v in json.loads(packed).items() if n not in secrets}
        values = decode(json.dumps(plain), self._artifacts)
        for port, name in secrets.items():
            secret: Secret | None = source.find(name)
            if secret is None:
                raise NodeError(f"the secret {name!r} is not set where this worker runs")
            values[port] = secret
        return values

    def _packed(self, outputs: Mapping[str, Any], handed: list[File], workspace: Workspace) -> str:
        kept = {port: workspace.keep(value, handed) for port, value in outputs.items() if workspace.holds(value)}
        return ValueEncoder(self._artifacts).ports({**outputs, **kept})


class _MessageWriter:
    """What a node says, written in batches."""

    def __init__(self, database: Engine, key: str) -> None:
        self._database = database
        self._key = key
        self._waiting: list[Message] = []
        self._task: asyncio.Task[None] | None = None

    def say(self, message: Message) -> None:
        self._waiting.append(message)

    async def __aenter__(self) -> None:
        self._task = asyncio.create_task(self._write_often())

    async def __aexit__(self, *_error: object) -> None:
        if self._task is not None:
            self._task.cancel()
        await asyncio.shield(self._write())

    async def _write_often(self) -> None:
        while True:
            await asyncio.sleep(SAY_EVERY_S)
            await asyncio.shield(self._write())

    async def _write(self) -> None:
        messages, self._waiting = self._waiting, []
        if messages:
            await retry_while_unavailable(
                self._insert, [{"key": self._key, "body": to_row(message)} for message in messages]
            )

    def _insert(self, rows: list[dict[str, str]]) -> None:
        with writing(self._database).begin() as connection:
            connection.execute(insert(messages), rows)


def to_row(message: Message) -> str:
    """A message as its row in the database has it; its kind with a capital, as the build before reads it."""
    kind, fields = dump(message)
    return json.dumps({"kind": kind.capitalize(), **fields})


def from_row(body: str) -> Message | None:
    """What `to_row` made of it, in this build or another; None for what this one does not know."""
    fields = json.loads(body)
    return load(fields.pop("kind"), fields)


def for_either_build(name: str, text: str) -> dict[str, str]:
    """Packed ports under `name` as the build before reads them; where that differs, beside them as they are.

    While a server is updated, processes of both builds send each other nodes.
    """
    ports = json.loads(text)
    earlier = {port: downgraded(packed) for port, packed in ports.items()}
    return {name: text} if earlier == ports else {name: json.dumps(earlier), "values": text}
