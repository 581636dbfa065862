"""Which output fits which input. Types are JSON Schema; ours are marked (`nodes.sdk.hints.TYPE`).

An edge is legal where the output fits the input: identical; int → float; T → T or None; T → list[T] where
declared; image → file; anything → Any; Any → T, checked when it runs. A Secret is never wired.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from nodes.sdk import hints
from nodes.sdk.texts import mark

JsonSchema = dict[str, Any]

COLOURED = ("table", "file", "image", "text", "number", "switch", "list", "record", "bytes", "any")
"""The families that have a colour and a shape of their own on the canvas."""

_PLAIN = {
    "string": "str",
    "integer": "int",
    "number": "float",
    "boolean": "bool",
    "null": "none",
    "object": "dict",
}
WORDS = {
    "str": "text",
    "int": "whole number",
    "float": "number",
    "bool": "yes/no",
    "dict": "record",
    "any": "anything",
    "none": "nothing",
    "bytes": "bytes",
    "table": "table",
    "file": "file",
    "image": "image",
    "secret": "secret",
}
_FAMILY = {
    "str": "text",
    "int": "number",
    "float": "number",
    "bool": "switch",
    "dict": "record",
    "none": "any",
    "secret": "any",
}


class PortType(NamedTuple):
    """What a schema amounts to for wiring. `kind` is a key of ``WORDS``, ``list`` or ``union``."""

    kind: str
    items: tuple[PortType, ...] = ()
    model: str = ""
    wraps: bool = False

    def __str__(self) -> str:
        if self.kind == "list":
            item = self.items[0]
            if item.kind == "any":
                return mark("list")
            return mark(f"list of {item}")
        if self.kind == "union":
            return " or ".join(dict.fromkeys(str(t) for t in self.items))
        return self.model or WORDS[self.kind]

    @property
    def takes_secrets(self) -> bool:
        """Whether a port of it says that it wants a secret, wherever in its type; one of anything does not."""
        return self.kind == "secret" or any(option.takes_secrets for option in self.items)

    @property
    def family(self) -> str:
        """One of `COLOURED`."""
        if self.kind == "union":
            families = {t.family for t in self.items if t.kind != "none"}
            if len(families) != 1:
                return "any"
            return families.pop()
        return _FAMILY.get(self.kind, self.kind)


ANY = PortType("any")


def type_of(schema: JsonSchema) -> PortType:
    """Read a JSON Schema (with its own ``$defs``) as a port type. What we cannot express is `ANY`."""
    cached = _TYPES.get(id(schema))
    if cached is not None and cached[0] is schema:
        return cached[1]
    port_type = _read(schema, schema.get("$defs", {}), 0)
    port_type = _INTERNED.setdefault(port_type, port_type)
    if len(_TYPES) > _MOST_TYPES:
        _TYPES.clear()
    _TYPES[id(schema)] = (schema, port_type)
    return port_type


_MOST_TYPES = 20_000
_DEEPEST = 20
_OURS = ("table", "file", "image", "secret")
_INTERNED: dict[PortType, PortType] = {}
"""One object for each distinct type, so that equal types are mostly identical."""
_TYPES: dict[int, tuple[JsonSchema, PortType]] = {}
"""Types already read, by the identity of their schema (kept alive beside it). Schemas are never changed."""


def _read(schema: JsonSchema, defs: JsonSchema, depth: int) -> PortType:
    if depth > _DEEPEST or not isinstance(schema, dict):
        return ANY
    if "$ref" in schema:
        name = str(schema["$ref"]).rsplit("/", 1)[-1]
        return _read(defs.get(name, {}), defs, depth + 1)
    if (ours := hints.TYPE.read(schema)) in _OURS:
        return PortType(ours)
    if alternatives := _alternatives(schema):
        return _union(tuple(_read(option, defs, depth + 1) for option in alternatives))
    if "enum" in schema or "const" in schema:
        values = schema.get("enum") or [schema.get("const")]
        return _union(tuple(dict.fromkeys(_of_value(value) for value in values)))
    if schema.get("type") == "array":
        item = _read(schema.get("items", {}), defs, depth + 1)
        return PortType("list", (item,), wraps=hints.WRAPS_ONE.read(schema))
    return _simple(schema)


def _alternatives(schema: JsonSchema) -> Sequence[JsonSchema]:
    """The schemas of which one holds; empty where this is no choice."""
    for key in ("anyOf", "oneOf"):
        if key in schema:
            return list(schema[key])
    if len(schema.get("allOf", ())) == 1:
        return list(schema["allOf"])
    kinds = schema.get("type")
    if isinstance(kinds, list) and not {"enum", "const"} & schema.keys():
        return [{**schema, "type": kind} for kind in kinds]
    return ()


def _simple(schema: JsonSchema) -> PortType:
    """The type of a schema that is made of no others."""
    kind = schema.get("type")
    if kind == "string" and schema.get("format") in ("binary", "base64", "byte"):
        return PortType("bytes")
    if kind == "object" and schema.get("properties"):
        return PortType("dict", model=str(schema.get("title", "")))
    return PortType(_PLAIN.get(str(kind), "any"))


def _union(options: tuple[PortType, ...]) -> PortType:
    distinct = tuple(dict.fromkeys(options))
    if not distinct or any(t.kind == "any" for t in distinct):
        return ANY
    if len(distinct) == 1:
        return distinct[0]
    return PortType("union", distinct)


def _of_value(value: Any) -> PortType:
    for python, kind in ((bool, "bool"), (int, "int"), (float, "float"), (str, "str"), (type(None), "none")):
        if isinstance(value, python):
            return PortType(kind)
    return ANY


def type_mismatch(output: PortType, target: PortType) -> str:
    """Why `output` cannot be wired to `target`; empty when it can."""
    if output is target and not output.items and output.kind != "secret":  # by far the most frequent case
        return ""
    return _mismatch(output, target)


@lru_cache(maxsize=4096)
def _mismatch(output: PortType, target: PortType) -> str:
    if output.takes_secrets or target.takes_secrets:
        return mark("a secret is never wired: choose it by name in the form")
    if _fits(output, target):
        return ""
    return mark(f"{_article(str(output))} does not fit {_article(str(target))}")


def _fits(output: PortType, target: PortType) -> bool:
    if target.kind == "any" or output.kind == "any":
        return True
    if output.kind == "union":
        options = [t for t in output.items if t.kind != "none"]
        return bool(options) and all(_fits(option, target) for option in options)
    if target.kind == "union":
        return any(_fits(output, t) for t in target.items)
    if target.kind == "list":
        return _fits_list(output, target)
    if (output.kind, target.kind) in (("int", "float"), ("image", "file")):
        return True
    if output.kind == target.kind == "dict":
        return not (output.model and target.model) or output.model == target.model
    return output.kind == target.kind


def _fits_list(output: PortType, target: PortType) -> bool:
    """Whether a list, or one value where the list takes that, too, fits."""
    if output.kind == "list":
        return _fits(output.items[0], target.items[0])
    return target.wraps and _fits(output, target.items[0])


def _article(name: str) -> str:
    if name in ("anything", "text", "nothing", "bytes"):
        return name
    if name[0] in "aeiou":
        return mark(f"an {name}")
    return mark(f"a {name}")
