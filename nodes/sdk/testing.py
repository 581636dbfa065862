"""For the tests of a tool: run it as the engine would, without one.

made = run_tool(Head, table=table, rows=3)
assert made.outputs["table"].num_rows == 3
"""

from __future__ import annotations

import asyncio
import inspect
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from nodes.sdk.context import Context
from nodes.sdk.messages import Message
from nodes.sdk.tools import Tool


@dataclass
class Made:
    """What a tool returned and said.

    Attributes:
        outputs: Values by output.
        said: Progress, logs and the rest, in order.
    """

    outputs: dict[str, Any]
    said: list[Message] = field(default_factory=list)


def run_tool(tool: type[Tool], **inputs: Any) -> Made:
    """Validate the inputs, run the tool, validate the outputs.

    Args:
        tool: The tool, a class.
        inputs: Values by name.

    Raises:
        pydantic.ValidationError: An input or an output is wrong.
        ToolError: The tool said so, as it may raise anything else.
    """
    messages: list[Message] = []
    folder = Path(tempfile.mkdtemp(prefix="iceos-tool-"))
    input_model, output_model = tool.models(inputs)
    ctx = Context(messages.append, lambda: folder)
    returned = tool().run(input_model.model_validate(inputs), ctx)
    if inspect.iscoroutine(returned):
        returned = asyncio.run(returned)
    if isinstance(returned, BaseModel):
        returned = dict(returned)
    return Made(dict(output_model.model_validate(returned)), messages)
