"""One heavy node of a local run on a server: sent as a chain of its own, followed, its results fetched."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from engine.catalog import ports_of
from engine.chain.bundle import Bundle
from engine.chain.file import dump
from engine.chain.model import Chain, Edge, Node, Placement
from engine.checks import foreign_outputs
from engine.client import Client, ServerError
from engine.errors import EngineError, Failure, NodeError
from engine.executors.base import Job
from engine.run import events as ev
from engine.run.messages import NodeMessages
from nodes.sdk.context import Context
from nodes.sdk.kinds import FILES, Kind, Leaf, kind_of, same, walk
from nodes.sdk.messages import Phase
from nodes.sdk.types import File

log = logging.getLogger(__name__)

_NODE = "node"


class RemoteExecutor:
    """`client_of` gives a client for a server by the name under which the person knows it; it may raise."""

    def __init__(self, client_of: Callable[[str], Client]) -> None:
        self._client_of = client_of

    def lane(self, job: Job) -> str:
        return "server"

    async def identity(self, job: Job) -> str:
        return job.placement.server

    def takes_frames(self, job: Job, port: str) -> bool:
        return False

    async def run(self, job: Job, inputs: Mapping[str, Any], ctx: Context) -> Mapping[str, Any]:
        try:
            client = self._client_of(job.placement.server)
        except EngineError as error:
            raise NodeError(str(error), remedy=error.remedy) from error
        folder = Path(await asyncio.to_thread(tempfile.mkdtemp, prefix="iceos-"))
        calling = asyncio.ensure_future(asyncio.to_thread(self._call, client, job, inputs, ctx, folder))
        try:
            outputs = await asyncio.shield(calling)
        except asyncio.CancelledError:
            log.debug("node %s: stopping its run on %s", job.node, client.url)
            ctx.cancel()  # the thread notices it, and stops the run there
            await asyncio.wait({calling}, timeout=5)
            raise
        except ServerError as error:
            raise NodeError(str(error), remedy=error.remedy) from error
        finally:
            await asyncio.to_thread(shutil.rmtree, folder, True)
            client.close()
        return foreign_outputs(job.outputs, outputs, job.tool.name).__dict__

    def _call(self, client: Client, job: Job, inputs: Mapping[str, Any], ctx: Context, folder: Path) -> dict[str, Any]:
        ctx.tell(Phase(f"sending it to {client.url}"))
        run = client.start_once(bundle_of(job, inputs, folder), key=ctx.key).id
        ctx.tell(Phase(f"waiting on {client.url}"))
        log.debug("node %s: it is run %s on %s", job.node, run, client.url)
        failed: ev.NodeFailed | None = None
        messages = NodeMessages(_NODE)
        with ctx.on_cancel(lambda: _cancel(client, run)):
            for event in client.events(run):
                ctx.check_cancelled()
                if isinstance(event, ev.NodeFailed) and event.node == _NODE:
                    failed = event
                for message in messages.of(event):
                    ctx.tell(message)
        if failed is not None:
            raise Failure(failed.reason, failed.remedy, failed.port, failed.detail).error()
        ended = client.run(run)
        log.debug("node %s: run %s ended %s", job.node, run, ended.status)
        if ended.status != "done":
            raise NodeError(ended.problem or f"its run there was {ended.status}")
        _, outputs = client.values(run, _NODE, folder / "fetched")
        return {port: _copied(value, ctx) for port, value in outputs.items()}


def _cancel(client: Client, run: str) -> None:
    with contextlib.suppress(ServerError):  # it is over, or out of reach
        client.cancel(run)


def bundle_of(job: Job, inputs: Mapping[str, Any], folder: Path) -> Bundle:
    """A chain of this one node, what it is given as constants, files and tables beside it."""
    assert job.origin is not None, "a plan names the node"
    files: dict[str, Path] = {}
    nodes: dict[str, Node] = {}
    edges: list[Edge] = []
    constants: dict[str, Any] = {}
    paths = {name for name, port in ports_of(job.inputs).items() if port.is_path or port.type.kind in FILES}
    for port, value in inputs.items():
        secret = job.origin.inputs.get(port)
        if isinstance(secret, dict) and "$secret" in secret:
            constants[port] = secret  # the server has its own of this name
        elif isinstance(value, dict) and "$secret" in value:  # there it would be the name of one
            raise NodeError("a record with the key $secret cannot be sent to a server", port=port)
        elif kind_of(value) == "table":
            name = f"in/{port}.parquet"
            files[name] = _parquet(value, folder / f"{port}.parquet")
            nodes[f"table_{len(nodes)}"] = Node(tool="tables.read", version="1.0.0", inputs={"file": name})
            edges.append(Edge.between((f"table_{len(nodes) - 1}", "table"), (_NODE, port)))
        else:
            constants[port] = _constant(port, value, files, is_path=port in paths)
    placement = None
    image, queue = job.placement.image, job.placement.queue
    if image:
        placement = Placement(where="docker", image=image, queue=queue)
    elif queue:
        placement = Placement(where="inline", queue=queue)
    node = job.origin.model_copy(update={"inputs": constants, "placement": placement, "retry": None})
    chain = Chain(title=job.tool.title or job.node, nodes={**nodes, _NODE: node}, edges=tuple(edges))
    return Bundle(dump(chain), files)


def _constant(port: str, value: Any, files: dict[str, Path], *, is_path: bool) -> Any:
    """A value as a constant of the chain that is sent. A text is a file only where the port takes one."""

    def beside(path: Path) -> str:
        return _beside(port, path, files)

    def text(value: str) -> str:
        path = Path(value)
        return beside(path) if is_path and path.is_absolute() and path.is_file() else value

    leaves: dict[Kind, Leaf] = {
        **dict.fromkeys(FILES, lambda file: beside(file.path)),
        "path": beside,
        "str": text,
        "model": same,
    }
    return walk(value, leaves)


def _beside(port: str, path: Path, files: dict[str, Path]) -> str:
    name = f"in/{port}_{len(files)}/{path.name}"
    files[name] = path
    return name


def _parquet(table: Any, path: Path) -> Path:
    import pyarrow.parquet

    pyarrow.parquet.write_table(table, path)
    return path


def _copied(value: Any, ctx: Context) -> Any:
    """Files as files of this node, so that they stay."""

    def copied(file: File) -> File:
        target = ctx.new_file(file.name)
        shutil.copyfile(file.path, target)
        return file.model_copy(update={"path": target, "sha256": None, "size_bytes": None})

    return walk(value, {**dict.fromkeys(FILES, copied), "model": same})
