"""A sub-chain again and again."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from engine.chain.model import Chain, StoredPorts
from engine.flow.expressions import holds, names_in, plain, problem
from engine.flow.nesting import FlowContext, Nesting, given_to
from nodes.sdk import CONFIG, Fields, InputProblem, ToolError


class Repeat(Nesting):
    """Run a sub-chain until a condition holds, a limited number of times.

    What it gives under the name of one of its inputs goes into that input the next time: a sub-chain that takes
    and gives `value` works on it until it is good enough. The condition sees the outputs by name, and `n`, how
    often it has run.
    """

    name = "flow.repeat"
    title = "Repeat"
    category = "Flow"
    icon = "repeat"
    keywords = ("loop", "while", "until", "iterate", "again")
    loops = True

    class Inputs(Nesting.Inputs):
        until: Annotated[str, CONFIG] = Field("n >= 3", description="Stop when this holds, such as value > 100.")
        times: Annotated[int, CONFIG] = Field(100, ge=1, le=1_000_000, description="At most so often.")
        at_limit: Annotated[Literal["go on", "fail"], CONFIG] = Field(
            "go on", title="When it never holds", description="What happens after the last time."
        )

    class Outputs(Fields):
        runs: int = Field(description="How often it ran.")

    @classmethod
    def around(cls, config: Mapping[str, Any], inner: Chain) -> StoredPorts:
        if reason := problem(config.get("until", "n >= 3")):
            raise ValueError(reason)
        return super().around(config, inner)

    async def run(self, inputs: Any, ctx: FlowContext) -> dict[str, Any]:
        carried = given_to(inputs, ctx.takes)
        outputs: dict[str, Any] = {}
        asked = names_in(inputs.until)
        for count in range(1, inputs.times + 1):
            ctx.progress(count / inputs.times, f"time {count}")
            outputs = await ctx.inner(carried, count - 1)
            outputs |= await ctx.rows({name: outputs[name] for name in asked if name in outputs})
            try:
                is_done = await asyncio.to_thread(_is_done, inputs.until, ctx.gives, outputs, count)
            except ToolError as error:
                raise InputProblem("until", str(error)) from error
            if is_done:
                return {**outputs, "runs": count}
            carried |= {name: outputs[name] for name in ctx.takes if name in outputs}
        if inputs.at_limit == "fail":
            raise InputProblem("until", f"after {inputs.times} times {inputs.until!r} does not hold")
        ctx.log(f"after {inputs.times} times {inputs.until!r} does not hold", "warning")
        return {**outputs, "runs": inputs.times}


def _is_done(until: str, gives: Iterable[str], outputs: Mapping[str, Any], count: int) -> bool:
    return holds(until, {**dict.fromkeys(gives), **plain(outputs), "n": count})
