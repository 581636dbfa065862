"""Let time pass."""

from __future__ import annotations

import asyncio
from typing import Any

from pydantic import Field

from nodes.sdk import Context, Fields, Tool

_STEP_S = 0.5


class Wait(Tool):
    """Wait, then pass a value on: before a service is asked again, or until something else has settled."""

    name = "flow.wait"
    title = "Wait"
    category = "Flow"
    icon = "hourglass"
    keywords = ("sleep", "delay", "pause", "timer")

    class Inputs(Fields):
        value: Any = Field(None, description="Passed on when the time is over.")
        seconds: float = Field(1.0, ge=0, le=86_400, description="How long.")

    class Outputs(Fields):
        value: Any

    async def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        passed = 0.0
        while passed < inputs.seconds:
            ctx.progress(passed / inputs.seconds, f"{inputs.seconds - passed:.0f} s left")
            step = min(_STEP_S, inputs.seconds - passed)
            await asyncio.sleep(step)
            passed += step
        return self.Outputs(value=inputs.value)
