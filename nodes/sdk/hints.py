"""Marks in JSON Schema that tell the canvas, the form and the engine more than a type says.

    class Inputs(Fields):
        table: Table
        query: Annotated[str, CONFIG, Code("sql")] = Field("", description="What to select.")

Each adds one ``x-iceos-…`` key to the JSON Schema of its field, so it survives any serialisation. A key stands here
once, with its writer and its reader in one object; nobody else spells it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import GetJsonSchemaHandler
from pydantic_core import core_schema

JsonSchema = dict[str, Any]
T = TypeVar("T")
PREFIX = "x-iceos-"


@dataclass(frozen=True, slots=True)
class Hint:
    """One key of JSON Schema, written beside what pydantic derives from the type."""

    key: str
    value: object

    def __get_pydantic_json_schema__(self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchema:
        described = handler(schema)
        described[self.key] = self.value
        return described

    def __hash__(self) -> int:
        return hash((self.key, repr(self.value)))


@dataclass(frozen=True, slots=True)
class Key(Generic[T]):
    """A key with how its values are read: `parse` makes one of what a document holds, and without it the default."""

    name: str
    parse: Callable[..., T]

    def hint(self, value: T) -> Hint:
        """To mark a field with, in ``Annotated``."""
        return Hint(self.name, value)

    def entry(self, value: T) -> JsonSchema:
        """To put into a schema that is written by hand."""
        return {self.name: value}

    def read(self, schema: Mapping[str, object]) -> T:
        """The value that a schema has; an empty one (``False``, ``""``, …) where it has none."""
        value = schema.get(self.name)
        return self.parse(value) if value else self.parse()


def _texts(value: object = None) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list | tuple) else []


def _number(value: object = 0) -> int:
    return value if isinstance(value, int) else 0


TYPE = Key(f"{PREFIX}type", str)
"""``table``, ``file``, ``image`` or ``secret``: a type of ours, beyond those of JSON."""

FORM_ONLY = Key(f"{PREFIX}config", bool)
WRAPS_ONE = Key(f"{PREFIX}one", bool)
AS_PORT = Key(f"{PREFIX}port", bool)
"""Drawn as a port, though a value of its type is mostly typed."""

EDITOR = Key(f"{PREFIX}editor", str)
"""``text``, ``code:`` and a language, or ``subchain``."""

_LINES = "text"
_CODE = "code:"
_SUBCHAIN = "subchain"

COLUMN_OF = Key(f"{PREFIX}column-of", str)
VALUES = Key(f"{PREFIX}values", _texts)
"""What the values of a mapping are chosen from."""

VALUES_OF = Key(f"{PREFIX}values-of", str)
"""The input whose table has the columns that the values of a mapping are chosen from."""

SUFFIXES = Key(f"{PREFIX}suffixes", _texts)
SAVES = Key(f"{PREFIX}save", bool)
GROUP = Key(f"{PREFIX}group", str)

CONTRACT = Key(f"{PREFIX}contract", _number)
"""At the top of an OpenAPI document: the version of the node contract that the server honours."""

ICON = Key(f"{PREFIX}icon", str)
VERSION = Key(f"{PREFIX}version", str)
DETERMINISTIC = Key(f"{PREFIX}deterministic", bool)
"""These three stand at an operation of an OpenAPI document."""


CONFIG = FORM_ONLY.hint(True)
"""Form only: the field is no port."""

ONE_OR_MANY = WRAPS_ONE.hint(True)
"""A list port that also takes one item: the engine wraps it."""

SUBCHAIN = EDITOR.hint(_SUBCHAIN)
"""Edited by opening the sub-chain of this name."""


def Multiline() -> Hint:
    """Edited in a box of several lines."""
    return EDITOR.hint(_LINES)


def Code(language: str) -> Hint:
    """Edited as source code.

    Args:
        language: The name of a Pygments lexer, such as ``sql`` or ``python``.
    """
    return EDITOR.hint(_CODE + language)


def ColumnOf(port: str) -> Hint:
    """A column name of a table that comes in; or a list of them, or a mapping of which they are the keys.

    Args:
        port: The input that the table is on.
    """
    return COLUMN_OF.hint(port)


def ValuesOf(port: str) -> Hint:
    """A mapping whose values are names of columns of a table that comes in.

    Args:
        port: The input that the table is on.
    """
    return VALUES_OF.hint(port)


def Choices(*values: str) -> Hint:
    """Offered in a drop-down list; other values can be typed.

    Args:
        values: What is offered, in this order.
    """
    return Hint("examples", list(values))


def FileKinds(*suffixes: str) -> Hint:
    """The kinds of files that the *Browse* button shows first.

    Args:
        suffixes: Such as ``.csv``.
    """
    return SUFFIXES.hint(list(suffixes))


def SavePath() -> Hint:
    """A path that the tool writes to: *Browse* asks for a new name."""
    return SAVES.hint(True)


def Group(title: str) -> Hint:
    """Shown under a heading of its own that starts folded.

    Args:
        title: The heading, such as ``More options``.
    """
    return GROUP.hint(title)


def code_language(schema: Mapping[str, object]) -> str:
    """The language of a field of `Code`; empty for any other."""
    editor = EDITOR.read(schema)
    return editor.removeprefix(_CODE) if editor.startswith(_CODE) else ""


def is_multiline(schema: Mapping[str, object]) -> bool:
    """Whether a text is edited in a box of several lines, as plain text or as code."""
    return EDITOR.read(schema) == _LINES or bool(code_language(schema))


def is_subchain(schema: Mapping[str, object]) -> bool:
    return EDITOR.read(schema) == _SUBCHAIN


def without_hints(schema: Mapping[str, object]) -> JsonSchema:
    """A schema as those see it who do not know us."""
    return {key: value for key, value in schema.items() if not key.startswith(PREFIX)}
