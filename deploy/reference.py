"""Writes the pages that are made from the code: ``make docs``. A test compares them with it.

``docs/tools.md`` is the reference of `nodes.sdk`, from its docstrings. ``docs/chain.schema.json`` is the JSON Schema of
chain files, from the models of `engine.chain.model`, and the end of ``docs/chain-format.md`` lists its keys.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import griffe

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "tools.md"
SCHEMA = ROOT / "docs" / "chain.schema.json"
FORMAT_PAGE = ROOT / "docs" / "chain-format.md"

_INTRODUCTION = """\
<!-- Made by `make docs` from the docstrings of nodes/sdk: change those. -->
# Writing tools

{about}

`iceos new-tool NAME` makes a package with one tool and its test; `iceos image build NAME` makes an image of it. What an
image in another language has to honour is told in [node-contract.md](node-contract.md), words of the project in
[glossary.md](glossary.md).
"""
_SECTIONS = {
    "tools": "Tools",
    "context": "While a tool runs",
    "messages": "What it says",
    "errors": "Errors",
    "types": "Types of ports",
    "hints": "Hints for forms and canvas",
    "testing": "Tests of tools",
}
"""Title by module of `nodes.sdk`, in the order of the page."""
_KEYS = "## All keys\n"
"""The heading of what is made of ``docs/chain-format.md``; what stands before it is written by hand."""
_STARS = {griffe.ParameterKind.var_positional: "*", griffe.ParameterKind.var_keyword: "**"}


def pages() -> dict[Path, str]:
    """What each page should hold."""
    schema = chain_schema()
    by_hand, heading, _ = FORMAT_PAGE.read_text("utf-8").partition(_KEYS)
    return {
        PAGE: "\n".join(_reference()),
        SCHEMA: json.dumps(schema, indent=2, ensure_ascii=False) + "\n",
        FORMAT_PAGE: by_hand + heading + "\n" + "\n".join(_keys(schema["$defs"])),
    }


def main() -> None:
    for path, text in pages().items():
        path.write_text(text, "utf-8")


def chain_schema() -> dict[str, Any]:
    """The JSON Schema of chain files of the present format."""
    from engine.chain.model import FORMAT, Chain

    schema = Chain.model_json_schema(by_alias=True)
    definitions = schema.pop("$defs")
    definitions.setdefault("Chain", schema)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "iceOS chain",
        "$ref": "#/$defs/Chain",
        "required": ["format"],
        "properties": {"format": {"const": FORMAT}},
        "$defs": dict(sorted(definitions.items())),
    }


def public(module: griffe.Module) -> Iterator[griffe.Object]:
    """What tool authors import of a module of the SDK, in the order in which it is written."""
    sdk = module.parent
    assert isinstance(sdk, griffe.Module)
    exported = sdk.exports or ()
    for name, member in module.members.items():
        offered = name in exported or module.name == "testing"
        if offered and isinstance(member, griffe.Object) and not name.startswith("_"):
            yield member


def sdk() -> griffe.Module:
    package = griffe.load("nodes.sdk", search_paths=[ROOT], docstring_parser="google")
    assert isinstance(package, griffe.Module)
    return package


def _reference() -> Iterator[str]:
    package = sdk()
    yield _INTRODUCTION.format(about=_markdown(_docstring(package)))
    for name, title in _SECTIONS.items():
        module = package[name]
        yield f"## {title}\n"
        yield _markdown(_docstring(module)) + "\n"
        for member in public(module):
            yield from _described(member, f"### `{member.name}`")


def _described(member: griffe.Object, heading: str) -> Iterator[str]:
    yield f"{heading}\n"
    if isinstance(member, griffe.Function):
        yield f"```python\n{_signature(member)}\n```\n"
    elif isinstance(member, griffe.Class) and member.bases:
        yield f"A kind of `{'`, `'.join(str(base) for base in member.bases)}`.\n"
    elif isinstance(member, griffe.Attribute) and not member.name.isupper():  # an alias of types
        value = str(member.value).replace("'", '"')  # as ruff formats it
        yield f"```python\n{member.name} = {value}\n```\n"
    yield from _sections(member)
    if isinstance(member, griffe.Class):
        yield from _members(member)


def _members(owner: griffe.Class) -> Iterator[str]:
    public_members = [
        member
        for name, member in owner.members.items()
        if isinstance(member, griffe.Object) and not name.startswith("_") and member.has_docstring
    ]
    attributes = [m for m in public_members if isinstance(m, griffe.Attribute) and not m.has_labels("property")]
    if attributes:
        yield _table(
            ("attribute", "type", "default", ""),
            ((m.name, m.annotation, m.value, _docstring(m)) for m in attributes),
        )
    for member in public_members:
        if isinstance(member, griffe.Function) or member.has_labels("property"):
            yield from _described(member, f"#### `{owner.name}.{member.name}`")


def _signature(function: griffe.Function) -> str:
    """As it is written, over several lines where it is long."""
    parameters = [p for p in function.parameters if p.name not in ("self", "cls")]
    written = [_parameter(parameter) for parameter in parameters]
    for position, parameter in enumerate(parameters):
        if parameter.kind is griffe.ParameterKind.keyword_only:
            written.insert(position, "*")
            break
    result = f" -> {function.returns}"
    line = f"{function.name}({', '.join(written)}){result}"
    if len(line) <= 100:
        return line
    body = "".join(f"    {parameter},\n" for parameter in written)
    return f"{function.name}(\n{body}){result}"


def _parameter(parameter: griffe.Parameter) -> str:
    written = f"{parameter.name}: {parameter.annotation}"
    if parameter.kind in _STARS:
        return _STARS[parameter.kind] + written
    if parameter.default is None:
        return written
    return f"{written} = {parameter.default}"


def _sections(member: griffe.Object) -> Iterator[str]:
    """The text of a docstring, and its parameters, results and errors as tables."""
    if member.docstring is None:
        return
    for section in member.docstring.parsed:
        if isinstance(section, griffe.DocstringSectionText):
            yield _markdown(section.value) + "\n"
        elif isinstance(section, griffe.DocstringSectionParameters | griffe.DocstringSectionAttributes):
            title = section.kind.value.rstrip("s")
            yield _table((title, "type", ""), ((e.name, e.annotation, e.description) for e in section.value))
        elif isinstance(section, griffe.DocstringSectionReturns):
            yield "".join(f"Returns: {_markdown(entry.description)}\n" for entry in section.value)
        elif isinstance(section, griffe.DocstringSectionRaises):
            yield _table(("raises", "when"), ((e.annotation, e.description) for e in section.value))


def _keys(definitions: dict[str, Any]) -> Iterator[str]:
    """A table for each kind of object, the document first."""
    for name in sorted(definitions, key=lambda name: (name != "Chain", name)):
        definition = definitions[name]
        yield f"### {name}\n"
        if "description" in definition:
            yield _markdown(definition["description"]) + "\n"
        properties = definition["properties"].items()
        yield _table(("key", "default", ""), ((key, _default(schema), _type(schema)) for key, schema in properties))
        if required := definition.get("required"):
            yield f"Needed: {', '.join(f'`{key}`' for key in required)}.\n"


def _default(schema: dict[str, Any]) -> str | None:
    if schema.get("default") is None:
        return None
    return "{}" if "$ref" in schema else json.dumps(schema["default"])


def _type(schema: dict[str, Any]) -> str:
    """What a key holds, in words."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    if "anyOf" in schema:
        return " or ".join(_type(option) for option in schema["anyOf"] if option.get("type") != "null")
    if "prefixItems" in schema:
        return f"[{', '.join(map(_type, schema['prefixItems']))}]"
    if "items" in schema:
        return f"list of {_type(schema['items'])}"
    if isinstance(schema.get("additionalProperties"), dict):
        return f"{_type(schema['additionalProperties'])} by name"
    return " ".join((str(schema.get("type", "anything")), *_limits(schema)))


def _limits(schema: dict[str, Any]) -> Iterator[str]:
    signs = {"minimum": "≥", "maximum": "≤", "exclusiveMinimum": ">", "exclusiveMaximum": "<"}
    return (f"{sign} {schema[key]}" for key, sign in signs.items() if key in schema)


def _table(titles: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> str:
    """All columns but the last hold code."""
    lines = [f"| {' | '.join(titles)} |", "|---" * len(titles) + "|"]
    for *codes, text in rows:
        cells = [*map(_cell, codes), _markdown(text).replace("\n", " ")]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _cell(code: object) -> str:
    if code is None:
        return ""
    return "`" + str(code).replace("|", "\\|") + "`"


def _docstring(member: griffe.Object) -> str:
    if member.docstring is None:
        return ""
    return member.docstring.value


def _markdown(text: str) -> str:
    """A docstring as Markdown: code in single marks, trees as they are written."""
    paragraphs = [f"```\n{p}\n```" if "├──" in p else p for p in text.split("\n\n")]
    return re.sub(r"(?<!`)``([^`]+)``(?!`)", r"`\1`", "\n\n".join(paragraphs))


if __name__ == "__main__":
    main()
