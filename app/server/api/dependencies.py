"""What routes need of the server: each names the part it uses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Depends, Request
from sqlalchemy import Engine

from app.server.chains import Chains
from app.server.durable import Durable
from app.server.lease import Lease
from app.server.looks import Looks
from app.server.retention import Retention
from app.server.run_executor import RunExecutor
from app.server.runs import Runs
from app.server.server_node import ServerNode
from app.server.settings import ServerSettings
from app.server.suspects import Suspects
from app.server.tail import Tails
from app.server.tokens import Tokens
from engine.catalog import Catalog
from engine.run.artifacts import Artifacts
from engine.run.history.store import History


def _of_node(attribute: Callable[[ServerNode], Any]) -> Any:
    async def provide(request: Request) -> Any:
        return attribute(request.app.state.node)

    return Depends(provide)


ArtifactsDep = Annotated[Artifacts, _of_node(lambda node: node.artifacts)]
CatalogDep = Annotated[Catalog, _of_node(lambda node: node.catalog)]
ChainsDep = Annotated[Chains, _of_node(lambda node: node.chains)]
DatabaseDep = Annotated[Engine, _of_node(lambda node: node.database)]
DurableDep = Annotated[Durable, _of_node(lambda node: node.durable)]
HistoryDep = Annotated[History, _of_node(lambda node: node.history)]
IsAlive = Annotated[bool, _of_node(lambda node: node.alive)]
IsFenced = Annotated[bool, _of_node(lambda node: node.executors.workers.fenced)]
IsOpenToAll = Annotated[bool, _of_node(lambda node: node.executors.workers.fenced or node.settings.unfenced)]
"""Whether chains of others than administrators are run."""
LooksDep = Annotated[Looks, _of_node(lambda node: node.looks)]
LeaseDep = Annotated[Lease, _of_node(lambda node: node.lease)]
SuspectsDep = Annotated[Suspects, _of_node(lambda node: node.suspects)]
RetentionDep = Annotated[Retention, _of_node(lambda node: node.retention)]
RunExecutorDep = Annotated[RunExecutor, _of_node(lambda node: node.run_executor)]
RunsDep = Annotated[Runs, _of_node(lambda node: node.runs)]
SettingsDep = Annotated[ServerSettings, _of_node(lambda node: node.settings)]
TailsDep = Annotated[Tails, _of_node(lambda node: node.tails)]
TokensDep = Annotated[Tokens, _of_node(lambda node: node.tokens)]
Wake = Annotated[Callable[[], None], _of_node(lambda node: node.wake)]
"""Has the server look at once for what people have asked."""
