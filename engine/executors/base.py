"""The one protocol between the scheduler and the places where nodes run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol

from pydantic import BaseModel

from engine.chain.model import Node, Placement
from nodes.sdk.context import Context
from nodes.sdk.tools import Tool


class Job(NamedTuple):
    """What to run for one node: the tool, the models its inputs and outputs must satisfy, and how it is placed."""

    node: str
    tool: type[Tool]
    inputs: type[BaseModel]
    outputs: type[BaseModel]
    placement: Placement = Placement(where="inline")
    origin: Node | None = None
    """The node as it stands in the chain, for those who send it elsewhere."""
    domain: str = ""
    """Whose it is: a place that is used again is used for jobs of the same domain only."""


class Executor(Protocol):
    """Runs one node in one place."""

    def lane(self, job: Job) -> str:
        """The queue a job waits in; each lane has its own limit of jobs at a time."""
        ...

    async def identity(self, job: Job) -> str:
        """What decides the result beside tool and inputs, such as the digest of an image. Raises `NodeError`."""
        ...

    def takes_frames(self, job: Job, port: str) -> bool:
        """Whether a table whose rows are not made yet may come into a port."""
        ...

    async def run(self, job: Job, inputs: Mapping[str, Any], ctx: Context) -> Mapping[str, Any]:
        """The outputs by name.

        Raises `engine.errors.NodeError`, `nodes.sdk.ToolError`, or whatever the tool raised. When cancelled
        it stops the work, waits for it within a bound, and lets CancelledError through.
        """
        ...
