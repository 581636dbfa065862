"""What a value is: asked in one place, without importing anything to ask."""

from __future__ import annotations

import ast
import enum
import subprocess
import sys
from collections import OrderedDict, namedtuple
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pydantic import BaseModel

from nodes.sdk.kinds import files_in, kind_of, walk
from nodes.sdk.types import NOT_GIVEN, File, Image, Secret

ROOT = Path(__file__).parents[3]


class Model(BaseModel):
    a: int = 1


class Number(enum.IntEnum):
    ONE = 1


Pair = namedtuple("Pair", "a b")


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (None, "none"),
        (True, "bool"),
        (1, "int"),
        (Number.ONE, "int"),
        (1.5, "float"),
        ("text", "str"),
        (b"bytes", "bytes"),
        ([], "list"),
        (Pair(1, 2), "list"),
        ({}, "dict"),
        (OrderedDict(), "dict"),
        (Path("a"), "path"),
        (File(path=Path("a")), "file"),
        (Image(path=Path("a")), "image"),
        (Secret("KEY", "value"), "secret"),
        (pa.table({}), "table"),
        (Model(), "model"),
        (NOT_GIVEN, "other"),
        ({1}, "other"),
    ],
)
def test_each_kind_is_known(value: Any, kind: str) -> None:
    assert kind_of(value) == kind


def test_leaves_are_replaced_and_the_rest_is_made_anew() -> None:
    value = {1: [b"a", {"b": (b"c", Model())}], "n": 1}
    assert walk(value, {"bytes": bytes.decode}) == {"1": ["a", {"b": ["c", {"a": 1}]}], "n": 1}
    picture = Image(path=Path("a.png"))
    assert list(files_in([{"a": (picture, {1})}, "a.png", Model()])) == [picture]


def test_asking_imports_nothing() -> None:
    code = (
        "import sys; from nodes.sdk.kinds import kind_of; kind_of(object());"
        "print({*sys.modules} & {'pyarrow', 'pydantic'})"
    )
    asked = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert asked.stdout.strip() == "set()"


OF_TABLES = {"to_batches", "to_pylist", "num_rows", "num_columns", "__arrow_c_stream__", "schema", "column_names"}


def of_the_sdk(tree: ast.AST) -> set[str]:
    """What a file imports of our own types of values."""
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in ("nodes.sdk", "nodes.sdk.types")
        for alias in node.names
        if alias.name in ("File", "Image", "Secret", "Table")
    }


def questions(tree: ast.AST) -> Iterator[ast.AST]:
    """Places that ask what a value is."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="hasattr" | "getattr"), args=[_, ast.Constant(value=str(name)), *_]):
                if name in OF_TABLES:
                    yield node
            case ast.Call(func=ast.Name(id="isinstance" | "issubclass"), args=[_, classes]):
                names = {ast.unparse(part) for part in ast.walk(classes) if isinstance(part, ast.Attribute | ast.Name)}
                if names & ({"pa.Table", "pyarrow.Table"} | of_the_sdk(tree)):
                    yield node
            case ast.MatchClass(cls=ast.Attribute(attr="Table")):
                yield node
            case ast.Try(body=body, handlers=handlers):
                caught = {ast.unparse(part) for h in handlers if h.type for part in ast.walk(h.type)}
                touched = {part.attr for line in body for part in ast.walk(line) if isinstance(part, ast.Attribute)}
                if "AttributeError" in caught and touched & {"to_batches", "num_rows", "__arrow_c_stream__"}:
                    yield node


def test_the_questions_are_recognised() -> None:
    asked = """
hasattr(value, "to_batches")
getattr(value, "num_rows", None)
isinstance(value, (int, pa.Table))
match value:
    case pyarrow.Table():
        pass
try:
    value.to_batches()
except (AttributeError, TypeError):
    pass
"""
    assert len(list(questions(ast.parse(asked)))) == 5
    assert len(list(questions(ast.parse("from nodes.sdk import File as F\nisinstance(value, F | int)")))) == 1
    assert not list(questions(ast.parse("table.num_rows\ntable.to_batches()\nhasattr(os, 'killpg')")))


MAY_ASK = {"app/desktop/crash.py"}
"""It looks for secrets among all objects of the program, most of which are no values."""


def test_nowhere_else_is_asked_what_a_value_is() -> None:
    found = [
        f"{file.relative_to(ROOT)}:{node.lineno}"  # type: ignore[attr-defined]  # they all have a line
        for package in ("app", "canvas", "engine", "nodes")
        for file in sorted((ROOT / package).rglob("*.py"))
        if file.relative_to(ROOT).as_posix() not in MAY_ASK
        for node in questions(ast.parse(file.read_text("utf-8")))
    ]
    assert found == []
