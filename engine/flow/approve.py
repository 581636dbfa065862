"""Ask a person before going on."""

from __future__ import annotations

import time
from typing import Annotated, Any

from pydantic import Field

from engine.flow.nesting import FlowContext, FlowTool
from nodes.sdk import NOT_GIVEN, Fields, Multiline


class Approve(FlowTool):
    """Wait for a person to say yes or no, then pass the value on.

    It leaves by *approved* or by *rejected*; what hangs on the other is skipped. Who answered what, and when,
    comes out of *answer* and stays in the history. Nobody answers for them: set a time limit under *When it
    runs* if it must not wait for ever, and it fails when that is over.
    """

    name = "flow.approve"
    title = "Ask a person"
    category = "Flow"
    icon = "user-check"
    keywords = ("approval", "confirm", "human", "review", "gate", "manual")

    class Inputs(Fields):
        value: Any = Field(None, description="What the question is about; passed on.")
        question: Annotated[str, Multiline()] = Field("Go on?", min_length=1, description="What the person is asked.")

    class Outputs(Fields):
        approved: Any = Field(default_factory=lambda: NOT_GIVEN, json_schema_extra={"default": None})
        rejected: Any = Field(default_factory=lambda: NOT_GIVEN, json_schema_extra={"default": None})
        answer: dict[str, Any] = Field(description="approved, note, by, at (time in UTC).")

    async def run(self, inputs: Inputs, ctx: FlowContext) -> dict[str, Any]:
        answer = await ctx.ask(inputs.question, inputs.value)
        answered = {
            "approved": answer.approved,
            "note": answer.note,
            "by": answer.by,
            "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(answer.at)),
        }
        decision = "approved" if answer.approved else "rejected"
        ctx.log(f"{decision} by {answer.by or 'somebody'}")
        return {decision: inputs.value, "answer": answered}
