"""Everything wrong is found in one pass, each with node, port, reason and remedy."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from engine.catalog import Catalog
from engine.chain.constants import constant_problem
from engine.chain.edit import add_node
from engine.chain.file import load
from engine.chain.model import Chain, ChainPort, Edge, Node
from engine.chain.validate import Finding, errors, validate
from tests.conftest import EXAMPLES
from tests.engine.chain.builders import Builder


def node(tool: str, version: str = "1.0.0", **inputs: Any) -> Node:
    return Node(tool=tool, version=version, inputs=inputs)


def edges(*pairs: tuple[str, str]) -> tuple[Edge, ...]:
    return tuple(Edge.model_validate({"from": a, "to": b}) for a, b in pairs)


def codes(findings: list[Finding]) -> set[tuple[str, str, str]]:
    return {(f.code, f.node, f.port) for f in findings}


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*.iceos")), ids=lambda p: p.stem)
def test_nothing_is_wrong_with_the_examples(example: Path, catalog: Catalog) -> None:
    assert validate(load(example).chain, catalog, example.parent) == []


def test_all_that_is_wrong_is_found_at_once(catalog: Catalog) -> None:
    chain = Chain(
        nodes={
            "alien": node("nobody.has_it"),
            "newer": node("tables.sort", "7.0.0"),
            "bare": node("tables.filter"),
            "sorter": node("tables.sort", columns=["a"], keep=-1, colour="red"),
            "a": node("data.pick"),
            "b": node("data.pick"),
            "c": node("data.pick"),
            "request": node("http.request", url="https://example.org"),
            "Bad-Id": node("data.parse_json", text="{}"),
            "moved": Node(tool="data.pick", version="1.0.0", placement={"where": "server"}, inputs={"data": 1}),  # type: ignore[arg-type]
        },
        edges=edges(
            ("a.result", "b.data"),
            ("b.result", "c.data"),
            ("c.result", "a.data"),
            ("request.text", "sorter.table"),
            ("request.nothing", "bare.column"),
            ("request.data", "gone.table"),
            ("a.result", "bare.operator"),
            ("$inputs.nope", "bare.value"),
            ("b.result", "b.data"),
        ),
    )
    findings = validate(chain, catalog)
    expected = {
        ("unknown-tool", "alien", ""),
        ("unknown-version", "newer", ""),
        ("missing-input", "bare", "table"),
        ("bad-constant", "sorter", "keep"),
        ("unknown-input", "sorter", "colour"),
        ("type-clash", "sorter", "table"),
        ("dangling-edge", "request", "nothing"),
        ("dangling-edge", "request", "data"),
        ("dangling-edge", "bare", "operator"),
        ("dangling-edge", "bare", "value"),
        ("double-edge", "b", "data"),
        ("bad-id", "Bad-Id", ""),
        ("unsupported", "moved", ""),
    }
    assert expected <= codes(findings)
    cycle = next(f for f in findings if f.code == "cycle")
    assert "→" in cycle.reason
    assert all(f.reason and f.remedy for f in findings)


def test_a_cycle_is_named_by_its_path(catalog: Catalog) -> None:
    chain = Chain(
        nodes={n: node("data.pick") for n in ("a", "b", "c", "d")},
        edges=edges(("a.result", "b.data"), ("b.result", "c.data"), ("c.result", "b.data"), ("c.result", "d.data")),
    )
    cycle = next(f for f in validate(chain, catalog) if f.code == "cycle")
    assert cycle.reason in ("the wires run in a circle: b → c → b", "the wires run in a circle: c → b → c")


def test_a_wired_input_needs_no_constant_and_its_constant_is_not_looked_at(catalog: Catalog) -> None:
    builder = Builder(catalog)
    builder.node("data.constant", kind="whole number", value=3)
    builder.node("tables.sort", columns=["a"], keep=-1)
    builder.wire("data_constant.result", "tables_sort.keep")
    assert codes(errors(validate(builder.chain, catalog))) == {("missing-input", "tables_sort", "table")}


def test_dynamic_ports_must_be_those_of_the_configuration(catalog: Catalog) -> None:
    spec = catalog.newest("tables.sql")
    assert spec is not None
    chain, node_id = add_node(Chain(), spec, 0, 0, {"tables": ["x"]})
    stale = chain.nodes[node_id].model_copy(update={"inputs": {"tables": ["y"]}})
    found = validate(chain.model_copy(update={"nodes": {node_id: stale}}), catalog)
    assert ("bad-ports", node_id, "") in codes(found)


def test_a_configuration_that_makes_no_ports_is_a_finding(catalog: Catalog) -> None:
    for tables in (["a", "a"], ["not a name"], ["query"], 5, [1]):
        chain = Chain(nodes={"sql": node("tables.sql", tables=tables)})
        assert "bad-ports" in {f.code for f in validate(chain, catalog)}, tables


def test_a_file_that_is_not_there_is_a_warning(catalog: Catalog, tmp_path: Path) -> None:
    chain = Chain(nodes={"read": node("tables.read", file="nothing.csv")})
    (finding,) = validate(chain, catalog, tmp_path)
    assert (finding.level, finding.code, finding.port) == ("warning", "missing-file", "file")
    assert str(tmp_path / "nothing.csv") in finding.reason


def test_chain_outputs_are_type_checked(catalog: Catalog) -> None:
    chain = Chain(
        nodes={"fetch": node("http.request", url="https://example.org")},
        edges=edges(("fetch.text", "$outputs.n")),
        outputs={"n": ChainPort.model_validate({"schema": {"type": "integer"}})},
    )
    assert "type-clash" in {f.code for f in validate(chain, catalog)}


@pytest.mark.parametrize(
    ("schema", "value", "words"),
    [
        ({"type": "integer", "minimum": 1}, 0, "0 is less than 1"),
        ({"type": "integer"}, "x", "'x' is not whole number"),
        ({"type": "string", "minLength": 1}, "", "this is empty"),
        ({"enum": ["a", "b"]}, "c", "'c' is none of a, b"),
        ({"type": "array", "minItems": 1}, [], "at least one is needed"),
        ({"type": "array", "items": {"type": "string"}}, ["a", 2], "[1]: 2 is not text"),
        ({"anyOf": [{"type": "integer"}, {"type": "null"}]}, "x", "is not whole number or nothing"),
    ],
)
def test_bad_constants_are_told_in_plain_words(schema: dict[str, Any], value: Any, words: str) -> None:
    assert words in constant_problem(schema, value)


def test_ten_thousand_nodes_are_validated_in_one_go(catalog: Catalog) -> None:
    nodes = {f"n{i}": node("data.pick", expression="@") for i in range(10_000)}
    chain = Chain(nodes=nodes, edges=edges(*((f"n{i}.result", f"n{i + 1}.data") for i in range(9_999))))
    start = time.perf_counter()
    assert codes(validate(chain, catalog)) == {("missing-input", "n0", "data")}
    print(f"validated 10,000 nodes in {time.perf_counter() - start:.2f} s")
