"""The pages that are made from the code say what the code is, and leave nothing out."""

from __future__ import annotations

import ast
import json
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import griffe
import jsonschema
import pytest
from hypothesis import given, settings

from deploy import reference
from engine.catalog import Catalog
from engine.chain.file import dump, parse
from engine.chain.model import FORMAT, Chain
from engine.chain.validate import validate
from engine.errors import ChainError
from tests.engine.chain.test_edits_keep_fields import chains

ROOT = Path(__file__).parents[2]
WHOLE = {
    "format": FORMAT,
    "title": "All there is",
    "version": "1.2.0",
    "inputs": {"rows": {"schema": {"type": "integer", "default": 3}, "title": "Rows"}},
    "outputs": {"table": {"schema": {}}},
    "nodes": {
        "read": {
            "tool": "tables.read",
            "version": "1.0.0",
            "inputs": {"file": "penguins.csv", "key": {"$secret": "KEY"}},
            "ports": {"inputs": {}, "outputs": {"more": {"type": "string"}}},
            "placement": {
                "where": "docker",
                "image": "iceos/node-js:^1.0",
                "limits": {"memory_mb": 256, "cpus": 0.5},
                "mounts": [{"path": "/data", "at": "/in"}],
            },
            "retry": {"times": 3, "matching": "timeout"},
            "timeout_s": 60,
            "error_port": True,
            "mode": "bypass",
            "unknown": "kept",
        }
    },
    "edges": [
        {"from": "$inputs.rows", "to": "read.rows"},
        {"from": "read.table", "to": "$outputs.table"},
    ],
    "definitions": {"inner": {"nodes": {}}},
    "policy": {"on_failure": "stop", "deadline_s": 600, "budget_money": 0.5},
    "layout": {
        "nodes": {"read": {"x": 0, "y": 10.25, "shown": ["rows"], "preview": True}},
        "frames": {"frame_1": {"x": 0, "y": 0, "title": "Here", "colour": "blue"}},
        "notes": {"note_1": {"x": 0, "y": 0, "text": "*why*"}},
        "bends": {"read.rows": [[1, 2]]},
    },
    "lock": {"iceos/node-js:^1.0": "sha256:00"},
}


@pytest.mark.parametrize("path", list(reference.pages()), ids=lambda path: path.name)
def test_the_page_is_what_the_code_says(path: Path) -> None:
    assert path.read_text("utf-8") == reference.pages()[path], "run `make docs`"


def _documented() -> Iterator[griffe.Object]:
    package = reference.sdk()
    for module in package.modules.values():
        for member in reference.public(module):
            yield member
            if isinstance(member, griffe.Class):
                yield from (m for name, m in member.members.items() if not name.startswith("_") and m.is_function)


def test_every_public_name_of_the_sdk_is_on_the_page() -> None:
    on_page = {member.name for member in _documented()}
    assert set(reference.sdk().exports or ()) <= on_page


@pytest.mark.parametrize("member", list(_documented()), ids=lambda member: member.path)
def test_each_parameter_and_each_error_is_explained(member: griffe.Object) -> None:
    assert member.docstring, member.path
    explained = {
        item.name
        for section in member.docstring.parsed
        if isinstance(section, griffe.DocstringSectionParameters | griffe.DocstringSectionAttributes)
        for item in section.value
    }
    if isinstance(member, griffe.Function):
        assert explained == {parameter.name for parameter in member.parameters} - {"self", "cls"}
        errors = {
            str(error.annotation)
            for section in member.docstring.parsed
            if isinstance(section, griffe.DocstringSectionRaises)
            for error in section.value
        }
        assert _raised(member) <= errors
    elif isinstance(member, griffe.Class) and "dataclass" in member.labels:
        assert explained == {name for name, m in member.members.items() if m.is_attribute}


def _raised(function: griffe.Function) -> set[str]:
    tree = ast.parse(textwrap.dedent(function.source))
    raised = [n.exc for n in ast.walk(tree) if isinstance(n, ast.Raise) and n.exc is not None]
    names = {ast.unparse(error.func if isinstance(error, ast.Call) else error) for error in raised}
    return names - {"NotImplementedError"}


@pytest.fixture(scope="module")
def checker() -> jsonschema.Draft202012Validator:
    schema = json.loads(reference.SCHEMA.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("path", sorted(ROOT.glob("resources/**/*.iceos")), ids=lambda path: path.name)
def test_every_example_is_a_chain_of_the_schema(path: Path, checker: jsonschema.Draft202012Validator) -> None:
    raw = json.loads(path.read_text("utf-8"))
    checker.validate(raw)
    checker.validate(json.loads(dump(parse(json.dumps(raw)))))


def test_the_example_of_the_page_is_a_chain_in_which_nothing_is_wrong(
    checker: jsonschema.Draft202012Validator, catalog: Catalog
) -> None:
    match = re.search(r"```json\n(.*?)```", (ROOT / "docs" / "chain-format.md").read_text("utf-8"), re.DOTALL)
    assert match is not None
    checker.validate(json.loads(match[1]))
    assert validate(parse(match[1]), catalog) == []


def test_everything_a_chain_can_say_is_in_the_schema(checker: jsonschema.Draft202012Validator) -> None:
    checker.validate(WHOLE)
    chain = parse(json.dumps(WHOLE))
    written = dump(chain)
    checker.validate(json.loads(written))
    assert parse(written) == chain


@settings(deadline=None)
@given(chain=chains())
def test_whatever_is_written_is_of_the_schema(chain: Chain, checker: jsonschema.Draft202012Validator) -> None:
    checker.validate(json.loads(dump(chain)))


@pytest.mark.parametrize(
    "wrong",
    [
        {"format": FORMAT + 1},
        {"edges": [{"from": "read", "to": "read.rows"}]},
        {"edges": [["a.out", "b.in"]]},
        {"nodes": {"read": {"version": "1.0.0"}}},
        {"nodes": {"read": {"tool": "t.t", "version": "1.0.0", "mode": "sometimes"}}},
        {"nodes": {"read": {"tool": "t.t", "version": "1.0.0", "retry": {"times": 0}}}},
        {"policy": {"deadline_s": 0}},
    ],
    ids=str,
)
def test_what_the_schema_refuses_cannot_be_opened(
    wrong: dict[str, Any], checker: jsonschema.Draft202012Validator
) -> None:
    raw = {"format": FORMAT, **wrong}
    assert not checker.is_valid(raw)
    with pytest.raises(ChainError):
        parse(json.dumps(raw))
