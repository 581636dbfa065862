"""One heavy node of a local run on a server: sent as a chain of its own, followed, its results fetched."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from engine.chain.bundle import Bundle
from engine.chain.file import dump
from engine.chain.model import Chain, Edge, Node, Placement
from engine.client import Client, ServerError
from engine.errors import EngineError, NodeError
from engine.executors.base import Job
from engine.executors.checks import validate_outputs
from engine.run import events as ev
from nodes.sdk.context import Chunk, Context, Cost, Log, Phase, Progress
from nodes.sdk.kinds import kind_of
from nodes.sdk.types import File

_NODE = "node"


class RemoteExecutor:
    """`client_of` gives a client for a server by the name under which the person knows it; it may raise."""

    def __init__(self, client_of: Callable[[str], Client]) -> None:
        self._client_of = client_of

    def lane(self, job: Job) -> str:
        return "server"

    async def identity(self, job: Job) -> str:
        return job.placement.server

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
            ctx.cancel()  # the thread notices it, and stops the run there
            await asyncio.wait({calling}, timeout=5)
            raise
        except ServerError as error:
            raise NodeError(str(error), remedy=error.remedy) from error
        finally:
            await asyncio.to_thread(shutil.rmtree, folder, True)
            client.close()
        return validate_outputs(job.outputs, outputs, job.tool.name)

    def _call(self, client: Client, job: Job, inputs: Mapping[str, Any], ctx: Context, folder: Path) -> dict[str, Any]:
        ctx.tell(Phase(f"sending it to {client.url}"))
        run = client.start_once(sent(job, inputs, folder), key=ctx.key).id
        ctx.tell(Phase(f"waiting on {client.url}"))
        failed: ev.NodeFailed | None = None
        with ctx.on_cancel(lambda: _cancel(client, run)):
            for event in client.events(run):
                ctx.check_cancelled()
                match event:
                    case ev.NodeFailed(node="node"):
                        failed = event
                    case ev.NodePhase(node="node"):
                        ctx.tell(Phase(event.phase, event.image, event.digest, event.warm))
                    case ev.NodeProgress(node="node"):
                        ctx.tell(Progress(event.fraction, event.message))
                    case ev.NodeLog(node="node"):
                        ctx.tell(Log(event.message, event.level))
                    case ev.NodeChunk(node="node"):
                        ctx.tell(Chunk(event.text, event.port))
                    case ev.NodeStats(node="node") if event.tokens or event.money:
                        ctx.tell(Cost(event.tokens, event.money))
        if failed is not None:
            raise NodeError(failed.reason, port=failed.port, remedy=failed.remedy, detail=failed.detail)
        ended = client.run(run)
        if ended.status != "done":
            raise NodeError(ended.problem or f"its run there was {ended.status}")
        _, outputs = client.values(run, _NODE, folder / "fetched")
        return {port: _kept(value, ctx) for port, value in outputs.items()}


def _cancel(client: Client, run: str) -> None:
    with contextlib.suppress(ServerError):  # it is over, or out of reach
        client.cancel(run)


def sent(job: Job, inputs: Mapping[str, Any], folder: Path) -> Bundle:
    """A chain of this one node, what it is given as constants, files and tables beside it."""
    assert job.origin is not None, "a plan names the node"
    files: dict[str, Path] = {}
    nodes: dict[str, Node] = {}
    edges: list[Edge] = []
    constants: dict[str, Any] = {}
    for port, value in inputs.items():
        secret = job.origin.inputs.get(port)
        if isinstance(secret, dict) and "$secret" in secret:
            constants[port] = secret  # the server has its own of this name
        elif kind_of(value) == "table":
            name = f"in/{port}.parquet"
            files[name] = _parquet(value, folder / f"{port}.parquet")
            nodes[f"table_{len(nodes)}"] = Node(tool="tables.read", version="1.0.0", inputs={"file": name})
            edges.append(Edge.between((f"table_{len(nodes) - 1}", "table"), (_NODE, port)))
        else:
            constants[port] = _constant(port, value, files)
    here = job.placement
    placement = None
    if here.queue or here.image:
        placement = Placement(where="docker" if here.image else "inline", image=here.image, queue=here.queue)
    node = job.origin.model_copy(update={"inputs": constants, "placement": placement, "retry": None})
    chain = Chain(title=job.tool.title or job.node, nodes={**nodes, _NODE: node}, edges=tuple(edges))
    return Bundle(dump(chain), files)


def _constant(port: str, value: Any, files: dict[str, Path]) -> Any:
    if isinstance(value, File):
        return _beside(port, value.path, files)
    if isinstance(value, Path):
        return _beside(port, value, files)
    if isinstance(value, list):
        return [_constant(port, item, files) for item in value]
    if isinstance(value, str) and Path(value).is_absolute() and Path(value).is_file():
        return _beside(port, Path(value), files)
    return value


def _beside(port: str, path: Path, files: dict[str, Path]) -> str:
    name = f"in/{port}_{len(files)}/{path.name}"
    files[name] = path
    return name


def _parquet(table: Any, path: Path) -> Path:
    import pyarrow.parquet

    pyarrow.parquet.write_table(table, path)
    return path


def _kept(value: Any, ctx: Context) -> Any:
    """Files as files of this node, so that they stay."""
    if isinstance(value, list):
        return [_kept(item, ctx) for item in value]
    if isinstance(value, File):
        target = ctx.new_file(value.name)
        shutil.copyfile(value.path, target)
        return value.model_copy(update={"path": target, "sha256": None, "size_bytes": None})
    return value
