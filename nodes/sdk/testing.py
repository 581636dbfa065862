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
    said: list[Message] = []
    folder = Path(tempfile.mkdtemp(prefix="iceos-tool-"))
    into, out = tool.models(inputs)
    ctx = Context(said.append, lambda: folder)
    instance = tool()
    values = into.model_validate(inputs)
    returned = (
        asyncio.run(instance.run(values, ctx)) if inspect.iscoroutinefunction(tool.run) else instance.run(values, ctx)
    )
    checked = out.model_validate(dict(returned) if isinstance(returned, BaseModel) else returned)
    return Made(dict(checked), said)
