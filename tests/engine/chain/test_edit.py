"""Edits make a new chain and leave the old one; refused ones say why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from engine.catalog import Catalog, ToolSpec
from engine.chain import edit, excerpt, wiring
from engine.chain.file import dump, load
from engine.chain.model import INPUTS, OUTPUTS, Chain, ChainPort, Edge, Endpoint
from engine.chain.paths import paths_rebased
from engine.chain.validate import errors, validate
from engine.errors import EditError
from nodes.library.tables import SortRows
from nodes.sdk import Fields, Table
from tests.conftest import EXAMPLES
from tests.engine.chain.builders import Builder


@pytest.fixture
def three(catalog: Catalog) -> Builder:
    """Read → sort → describe."""
    builder = Builder(catalog)
    builder.node("tables.read", file="a.csv")
    builder.node("tables.sort", columns=["x"])
    builder.node("tables.describe")
    builder.wire("tables_read.table", "tables_sort.table")
    builder.wire("tables_sort.table", "tables_describe.table")
    return builder


def test_ids_are_short_readable_and_never_taken(catalog: Catalog) -> None:
    builder = Builder(catalog)
    assert [builder.node("tables.read") for _ in range(3)] == ["tables_read", "tables_read_2", "tables_read_3"]
    assert edit.fresh_id({}, "9 Ünïcode / weird") == "n_9_n_code_weird"
    assert edit.fresh_id({}, "…") == "node"


def test_an_edit_leaves_the_chain_it_started_from(three: Builder) -> None:
    before = dump(three.chain)
    edit.remove(three.chain, ["tables_sort"])
    edit.move(three.chain, {"tables_read": (5, 5)})
    edit.set_input(three.chain, three.catalog, "tables_sort", "keep", 3)
    assert dump(three.chain) == before


def test_removing_a_node_takes_its_wires_along(three: Builder) -> None:
    chain = edit.remove(three.chain, ["tables_sort"])
    assert list(chain.nodes) == ["tables_read", "tables_describe"]
    assert chain.edges == ()
    assert "tables_sort" not in chain.layout.nodes


def test_a_wire_replaces_the_one_that_ended_there(three: Builder) -> None:
    three.wire("tables_read.table", "tables_describe.table")
    assert three.chain.incoming[Endpoint("tables_describe", "table")].source.node == "tables_read"
    assert len(three.chain.edges) == 2


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("tables_describe.table", "tables_sort.table", "that would run in a circle"),
        ("tables_sort.table", "tables_sort.table", "a node cannot feed itself"),
        ("tables_read.table", "tables_sort.keep", "a table does not fit a whole number"),
        ("tables_read.table", "tables_sort.descending", "there is no port"),
        ("tables_read.nothing", "tables_sort.table", "there is no port"),
        ("gone.table", "tables_sort.table", "there is no port"),
    ],
)
def test_a_wire_that_cannot_be_is_refused_with_the_reason(three: Builder, source: str, target: str, words: str) -> None:
    with pytest.raises(EditError, match=words):
        edit.connect(three.chain, three.catalog, Endpoint.parse(source), Endpoint.parse(target))


def test_fits_agrees_with_refusal_on_every_pair_of_ports(catalog: Catalog) -> None:
    chain = load(EXAMPLES / "penguins.iceos").chain
    outputs = [Endpoint(n, p) for n, node in chain.nodes.items() for p in catalog.of(node).outputs_of(node)]  # type: ignore[union-attr]
    inputs = [Endpoint(n, p) for n, node in chain.nodes.items() for p in catalog.of(node).inputs_of(node)]  # type: ignore[union-attr]
    for source in outputs:
        fits = wiring.Compatibility(chain, catalog, source, from_input=False)
        for target in inputs:
            assert fits(target) == (not wiring.connection_error(chain, catalog, source, target)), (source, target)
    for target in inputs:
        fits = wiring.Compatibility(chain, catalog, target, from_input=True)
        for source in outputs:
            assert fits(source) == (not wiring.connection_error(chain, catalog, source, target)), (source, target)


def test_renaming_a_dynamic_port_keeps_its_wire(catalog: Catalog) -> None:
    builder = Builder(catalog)
    builder.node("tables.read", file="a.csv")
    sql = builder.node("tables.sql")
    builder.wire("tables_read.table", "tables_sql.data")
    for name in ("", "p", "pe", "penguins"):
        builder.chain = edit.set_input(builder.chain, catalog, sql, "tables", [name])
    assert builder.chain.edges == (Edge.between(("tables_read", "table"), (sql, "penguins")),)
    assert not errors(validate(builder.chain, catalog))


def test_removing_a_dynamic_port_removes_its_wire(catalog: Catalog) -> None:
    builder = Builder(catalog)
    builder.node("tables.read", file="a.csv")
    sql = builder.node("tables.sql", tables=["a", "b"])
    builder.wire("tables_read.table", "tables_sql.a")
    builder.wire("tables_read.table", "tables_sql.b")
    chain = edit.set_input(builder.chain, catalog, sql, "tables", ["b"])
    assert [str(e.target) for e in chain.edges] == ["tables_sql.b"]


def test_unsetting_a_constant_brings_the_default_back(three: Builder) -> None:
    chain = edit.set_input(three.chain, three.catalog, "tables_sort", "keep", 3)
    assert chain.nodes["tables_sort"].inputs["keep"] == 3
    chain = edit.set_input(chain, three.catalog, "tables_sort", "keep", edit.UNSET)
    assert "keep" not in chain.nodes["tables_sort"].inputs


def test_copy_and_paste_brings_nodes_with_the_wires_between_them(three: Builder) -> None:
    text = excerpt.copy(three.chain, ["tables_read", "tables_sort"])
    chain, ids = excerpt.paste(three.chain, text, 1000, 2000)
    assert ids == ["tables_read_2", "tables_sort_2"]
    assert Edge.between(("tables_read_2", "table"), ("tables_sort_2", "table")) in chain.edges
    assert len(chain.edges) == 3
    assert (chain.layout.nodes["tables_read_2"].x, chain.layout.nodes["tables_read_2"].y) == (1000, 2000)
    into_empty, ids = excerpt.paste(Chain(), text, 0, 0)
    assert ids == ["tables_read", "tables_sort"]
    assert not {f.code for f in errors(validate(into_empty, three.catalog))}


@pytest.mark.parametrize(
    "text", ["", "hello", "{}", "[]", '{"iceos-nodes": 5}', '{"iceos-nodes": {"nodes": {"a": 1}}}', "[" * 100_000]
)
def test_pasting_anything_else_is_refused(text: str) -> None:
    with pytest.raises(EditError, match="the clipboard holds no nodes"):
        excerpt.paste(Chain(), text, 0, 0)


def test_declared_outputs_are_wired_from_what_feeds_nothing(three: Builder) -> None:
    chain = edit.declare_outputs_of(three.chain, three.catalog, ["tables_describe"])
    assert list(chain.outputs) == ["tables_describe_table"]
    assert chain.incoming[Endpoint(OUTPUTS, "tables_describe_table")].source == Endpoint("tables_describe", "table")
    with pytest.raises(EditError, match="feeds something already"):
        edit.declare_outputs_of(chain, three.catalog, ["tables_describe"])
    assert edit.remove_port(chain, OUTPUTS, "tables_describe_table").outputs == {}


def test_a_declared_input_can_be_wired_and_withdrawn(three: Builder) -> None:
    port = ChainPort.model_validate({"schema": {"type": "integer", "default": 5}})
    chain = edit.declare_input(three.chain, "most", port, (-300, 0))
    chain = edit.connect(chain, three.catalog, Endpoint(INPUTS, "most"), Endpoint("tables_sort", "keep"))
    assert not errors(validate(chain, three.catalog))
    chain = edit.remove_port(chain, INPUTS, "most")
    assert len(chain.edges) == 2
    assert INPUTS not in chain.layout.nodes


class SortTwo(SortRows):
    """The next major version, which calls an input by another name."""

    version = "2.0.0"
    name = "tables.sort"

    class Inputs(Fields):
        table: Table
        by: list[str]

    @classmethod
    def upgrade(cls, inputs: dict[str, Any], from_version: str) -> dict[str, Any]:
        assert from_version == "1.0.0"
        return {"by": inputs["columns"]}


def test_a_node_of_an_older_major_version_is_taken_over_by_its_tool(three: Builder) -> None:
    newer = Catalog(spec for spec in three.catalog if spec.name != "tables.sort")
    newer.add(ToolSpec(SortTwo))
    assert "unknown-version" in {f.code for f in validate(three.chain, newer)}
    chain = edit.upgraded(three.chain, newer, "tables_sort")
    assert chain.nodes["tables_sort"].inputs == {"by": ["x"]}
    assert chain.edges == three.chain.edges
    assert not errors(validate(chain, newer))
    broken = edit.set_input(three.chain, three.catalog, "tables_sort", "columns", edit.UNSET)
    with pytest.raises(EditError, match="cannot take over version"):
        edit.upgraded(broken, newer, "tables_sort")


def test_saving_elsewhere_keeps_meaning_the_same_files(three: Builder) -> None:
    chain = paths_rebased(three.chain, three.catalog, Path("/home/ann/work"), Path("/home/ann"))
    assert chain.nodes["tables_read"].inputs["file"] == "work/a.csv"
    chain = paths_rebased(chain, three.catalog, Path("/home/ann"), Path("/home/ann/other"))
    assert chain.nodes["tables_read"].inputs["file"] == "../work/a.csv", "they may move together"
    chain = paths_rebased(chain, three.catalog, Path("/home/ann/other"), Path("/elsewhere"))
    assert chain.nodes["tables_read"].inputs["file"] == "/home/ann/work/a.csv"
