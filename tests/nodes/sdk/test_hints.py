"""Marks in JSON Schema: spelled in one place, each written by somebody and read by somebody."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import pytest

from nodes.sdk import CONFIG, Code, Fields, FileKinds, Multiline, hints

ROOT = Path(__file__).parents[3]
PACKAGES = ("app", "canvas", "deploy", "engine", "nodes")
MODULE = ROOT / "nodes" / "sdk" / "hints.py"
KEYS = {name for name, value in vars(hints).items() if isinstance(value, hints.Key)}


def sources() -> Iterator[tuple[Path, ast.Module]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield path, ast.parse(path.read_text("utf-8"))


def users_of(method: str) -> set[str]:
    """The keys whose `method` is called somewhere, as ``hints.KEY.method`` or ``KEY.method``."""
    users = set()
    for _, module in sources():
        for node in ast.walk(module):
            if isinstance(node, ast.Attribute) and node.attr == method:
                match node.value:
                    case ast.Attribute(attr=name) | ast.Name(id=name):
                        users.add(name)
    return users & KEYS


def test_every_hint_has_a_reader_and_every_reader_a_writer() -> None:
    assert KEYS
    assert users_of("read") == KEYS
    assert users_of("hint") | users_of("entry") == KEYS


def test_no_hint_is_spelled_outside_of_its_module() -> None:
    spelled = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path, module in sources()
        if path != MODULE
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and "x-iceos" in str(node.value).replace("application/x-iceos", "")
    ]
    assert spelled == []


class Everything(Fields):
    plain: str
    lines: Annotated[str, Multiline()]
    query: Annotated[str, CONFIG, Code("sql")]
    path: Annotated[str, FileKinds(".csv", ".tsv")]


def test_a_reader_gives_what_was_written_and_something_empty_elsewhere() -> None:
    schemas = Everything.model_json_schema()["properties"]
    assert [name for name, schema in schemas.items() if hints.FORM_ONLY.read(schema)] == ["query"]
    assert [name for name, schema in schemas.items() if hints.is_multiline(schema)] == ["lines", "query"]
    assert hints.code_language(schemas["query"]) == "sql"
    assert hints.code_language(schemas["lines"]) == ""
    assert hints.SUFFIXES.read(schemas["path"]) == [".csv", ".tsv"]
    assert hints.SUFFIXES.read(schemas["plain"]) == []


@pytest.mark.parametrize("value", [7, {"a": 1}, ["x"], "x", None, 1.5, True])
def test_a_foreign_schema_with_a_wrong_value_is_read_all_the_same(value: object) -> None:
    for name in KEYS:
        key: hints.Key[object] = getattr(hints, name)
        assert isinstance(key.read({key.name: value}), type(key.read({})))


def test_others_see_a_schema_without_hints() -> None:
    assert hints.without_hints({"type": "string", **hints.SAVES.entry(True)}) == {"type": "string"}
