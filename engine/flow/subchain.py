"""A chain as one node of another."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from engine.flow.nesting import FlowContext, Nesting, given_to
from nodes.sdk import CONFIG, Fields, FileKinds


class SubChain(Nesting):
    """Run another chain as one node: its inputs and outputs become the ports.

    It is part of this chain, and opened by a double click; or it is a file of its own, which several chains can
    share. For a file a *version* can be asked for: `^1.2` takes 1.2 and whatever is compatible with it.
    """

    name = "flow.chain"
    title = "Sub-chain"
    category = "Flow"
    icon = "workflow"
    keywords = ("group", "function", "nested", "reuse", "include", "macro")

    class Inputs(Nesting.Inputs):
        file: Annotated[Path | None, CONFIG, FileKinds(".iceos")] = Field(
            None, description="A chain file instead of a part of this chain."
        )
        version: Annotated[str, CONFIG] = Field(
            "", description="Which versions of the file will do, such as ^1.2; empty for any."
        )

    class Outputs(Fields):
        pass

    async def run(self, inputs: Any, ctx: FlowContext) -> dict[str, Any]:
        return await ctx.inner(given_to(inputs, ctx.takes))
