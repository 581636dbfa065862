"""Everything a tool author imports.

    from nodes.sdk import Table, tool

    @tool("my.head", title="First rows", category="Tables")
    def head(table: Table, rows: int = 10) -> Table:
        \"\"\"Keep the first rows of a table.\"\"\"
        return table.slice(0, rows)

A file with these lines in the user's tools folder, or a package that names its module in the entry
point group ``iceos.tools``, is all it takes: the tool appears on the canvas with a form and ports.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nodes.sdk.context import Context
    from nodes.sdk.errors import Cancelled, InputProblem, ToolError
    from nodes.sdk.hints import (
        CONFIG,
        ONE_OR_MANY,
        Choices,
        Code,
        ColumnOf,
        FileKinds,
        Group,
        Multiline,
        SavePath,
        ValuesOf,
    )
    from nodes.sdk.messages import Chunk, Cost, Log, Message, Notice, Progress
    from nodes.sdk.tools import Effect, Fields, Ports, Tool, tool
    from nodes.sdk.types import NOT_GIVEN, File, Image, Secret, Table

__all__ = [
    "CONFIG",
    "NOT_GIVEN",
    "ONE_OR_MANY",
    "Cancelled",
    "Choices",
    "Chunk",
    "Code",
    "ColumnOf",
    "Context",
    "Cost",
    "Effect",
    "Fields",
    "File",
    "FileKinds",
    "Group",
    "Image",
    "InputProblem",
    "Log",
    "Message",
    "Multiline",
    "Notice",
    "Ports",
    "Progress",
    "SavePath",
    "Secret",
    "Table",
    "Tool",
    "ToolError",
    "ValuesOf",
    "tool",
]

# As pydantic does: a name is imported when it is first asked for, so that `import nodes.sdk` costs next to nothing.
_HOMES = {
    "context": ("Context",),
    "errors": ("Cancelled", "InputProblem", "ToolError"),
    "hints": (
        "CONFIG",
        "ONE_OR_MANY",
        "Choices",
        "Code",
        "ColumnOf",
        "FileKinds",
        "Group",
        "Multiline",
        "SavePath",
        "ValuesOf",
    ),
    "messages": ("Chunk", "Cost", "Log", "Message", "Notice", "Progress"),
    "tools": ("Effect", "Fields", "Ports", "Tool", "tool"),
    "types": ("NOT_GIVEN", "File", "Image", "Secret", "Table"),
}


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            attribute = globals()[name] = getattr(import_module(f"nodes.sdk.{home}"), name)
            return attribute
    raise AttributeError(f"nodes.sdk has no {name!r}")
