"""Marks on an input field that tell the canvas and the form how to show it.

    class Inputs(Fields):
        table: Table
        query: Annotated[str, CONFIG, Code("sql")] = Field("", description="What to select.")

Each mark adds one ``x-iceos-…`` key to the JSON Schema of its field, so it survives any serialisation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import GetJsonSchemaHandler
from pydantic_core import core_schema


@dataclass(frozen=True, slots=True)
class Hint:
    """One key of JSON Schema, written beside what pydantic derives from the type."""

    key: str
    value: Any

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        described = handler(schema)
        described[self.key] = self.value
        return described

    def __hash__(self) -> int:
        return hash((self.key, repr(self.value)))


CONFIG = Hint("x-iceos-config", True)
"""Form only: the field is no port."""

ONE_OR_MANY = Hint("x-iceos-one", True)
"""A list port that also takes one item: the engine wraps it."""


def Multiline() -> Hint:
    """Edited in a box of several lines."""
    return Hint("x-iceos-editor", "text")


def Code(language: str) -> Hint:
    """Edited as source code; `language` is a Pygments lexer name such as ``sql`` or ``python``."""
    return Hint("x-iceos-editor", f"code:{language}")


def ColumnOf(port: str) -> Hint:
    """A column name (or a list of them) of the table on input `port`."""
    return Hint("x-iceos-column-of", port)


def Choices(*values: str) -> Hint:
    """Offered in a drop-down list; other values can be typed."""
    return Hint("examples", list(values))


def FileKinds(*suffixes: str) -> Hint:
    """The suffixes that the *Browse* button shows first, such as ``.csv``."""
    return Hint("x-iceos-suffixes", list(suffixes))


def SavePath() -> Hint:
    """A path that the tool writes to: *Browse* asks for a new name."""
    return Hint("x-iceos-save", True)


def Group(title: str) -> Hint:
    """Shown under a heading of its own that starts folded, such as ``More options``."""
    return Hint("x-iceos-group", title)
