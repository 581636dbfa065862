"""What a value is: the one place that asks, and the one way through lists and records.

Nothing is imported to ask. A class of ours enters itself into `KINDS` where it is defined; a class of a library is
known by its module and name, so pyarrow and pydantic stay unloaded until somebody uses them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath
from typing import Any, Literal

Kind = Literal[
    "none",
    "bool",
    "int",
    "float",
    "str",
    "bytes",
    "list",
    "dict",
    "path",
    "file",
    "image",
    "secret",
    "table",
    "frame",
    "model",
    "other",
]
"""A *frame* is a table whose rows are not made yet (`nodes.frames.LazyFrame`). A tuple is a *list*, a pydantic model
that is no file a *model*; *other* is whatever no chain carries."""

Leaf = Callable[[Any], Any]

KINDS: dict[type, Kind] = {
    type(None): "none",
    bool: "bool",
    int: "int",
    float: "float",
    str: "str",
    bytes: "bytes",
    list: "list",
    tuple: "list",
    dict: "dict",
    PurePath: "path",
}
_OF_LIBRARIES: dict[tuple[str, str], Kind] = {
    ("pyarrow.lib", "Table"): "table",
    ("nodes.frames.lazy", "LazyFrame"): "frame",
    ("pydantic.main", "BaseModel"): "model",
}
SCALARS: frozenset[Kind] = frozenset({"none", "bool", "int", "float", "str"})
"""What JSON carries as it is."""
FILES: frozenset[Kind] = frozenset({"file", "image"})
TABLES: frozenset[Kind] = frozenset({"table", "frame"})


def kind_of(value: Any) -> Kind:
    """What a value is; one of a derived class is what its nearest base is."""
    return KINDS.get(type(value)) or _kind_of_class(type(value))


def _kind_of_class(cls: type[Any]) -> Kind:
    for base in cls.__mro__:
        if kind := KINDS.get(base) or _OF_LIBRARIES.get((base.__module__, base.__name__)):
            return kind
    return "other"


def same(value: Any) -> Any:
    """The leaf that changes nothing."""
    return value


def walk(value: Any, leaves: Mapping[Kind, Leaf], default: Leaf = same) -> Any:
    """The value with each leaf replaced by what its kind's entry, or `default`, makes of it.

    Lists and records are made anew, keys as texts. A model is walked as its fields unless it has an entry.
    """
    kind = kind_of(value)
    if kind == "list":
        return [walk(item, leaves, default) for item in value]
    if kind == "dict":
        return {str(key): walk(item, leaves, default) for key, item in value.items()}
    if kind == "model" and kind not in leaves:
        return walk(value.model_dump(), leaves, default)
    return leaves.get(kind, default)(value)


def leaves_in(value: Any) -> Iterator[Any]:
    """Each value in lists and records, however deep, or the value itself; a model is one. In no order."""
    pending = [value]
    while pending:
        item = pending.pop()
        kind = kind_of(item)
        if kind == "list":
            pending += item
        elif kind == "dict":
            pending += item.values()
        else:
            yield item


def files_in(value: Any) -> Iterator[Any]:
    """Each file in a value, in lists, records and frames, in no order. Not those that a model holds as its fields."""
    for leaf in leaves_in(value):
        kind = kind_of(leaf)
        if kind == "frame":
            yield from leaf.files()
        elif kind in FILES:
            yield leaf


def has_frames(value: Any) -> bool:
    """Whether rows in a value are not made yet, in its lists and records too."""
    return any(kind_of(leaf) == "frame" for leaf in leaves_in(value))


def with_rows(value: Any, ctx: Any) -> Any:
    """A value in which all rows are made, in its lists and records too; `ctx` is the `Context` of who needs them.

    Raises `ToolError` where they cannot be made, and `Cancelled`.
    """
    return walk(value, {"frame": lambda frame: frame.table(ctx), "model": same})
