"""Into a wire and out of it, another tool in a node's place, groups, and nodes that are switched off."""

from __future__ import annotations

from typing import Any

import pytest

from engine.catalog import Catalog
from engine.chain import edit, reshape
from engine.chain.model import INPUTS, OUTPUTS, Chain, Edge, Endpoint
from engine.chain.validate import errors, validate
from engine.engine import Engine
from engine.errors import EditError
from engine.run import events as ev
from engine.run.scope import RunSpec
from engine.run.state import RunState
from tests.engine.chain.builders import Builder


@pytest.fixture
def build(catalog: Catalog) -> Builder:
    """constant → template → replace."""
    made = Builder(catalog)
    made.node("data.constant", value="cold")
    made.node("text.template", template="it is {{ value }}")
    made.node("text.replace", find="is", replacement="was")
    made.wire("data_constant.result", "text_template.value")
    made.wire("text_template.text", "text_replace.text")
    return made


def wires(chain: Chain) -> list[str]:
    return [f"{e.source} → {e.target}" for e in chain.edges]


async def results(engine: Engine, chain: Chain, catalog: Catalog) -> tuple[dict[str, Any], RunState]:
    state = RunState()
    run = engine.start(RunSpec(chain), catalog, state.apply, recorded=False)
    await engine.execute(run)
    return {str(at): value for at, value in run.values.items()}, state


def test_a_node_goes_into_a_wire_where_its_types_fit(build: Builder) -> None:
    new = build.node("text.replace", find="a")
    edge = build.chain.edges[1]
    assert reshape.insertable(build.chain, build.catalog, new, edge) == ("text", "text")
    chain = reshape.inserted(build.chain, build.catalog, new, edge)
    assert wires(chain) == [
        "data_constant.result → text_template.value",
        f"text_template.text → {new}.text",
        f"{new}.text → text_replace.text",
    ]
    table = build.node("tables.sort")
    with pytest.raises(EditError, match="does not fit"):
        reshape.inserted(build.chain, build.catalog, table, edge)
    assert reshape.insertable(build.chain, build.catalog, "text_template", edge) is None


def test_a_removed_node_is_healed_over(build: Builder) -> None:
    chain = reshape.removed_and_bridged(build.chain, build.catalog, ["text_template"])
    assert wires(chain) == ["data_constant.result → text_replace.text"]
    chain = reshape.removed_and_bridged(build.chain, build.catalog, ["text_template", "text_replace"])
    assert wires(chain) == []
    assert list(chain.nodes) == ["data_constant"]


def test_another_tool_keeps_constants_and_wires_that_fit(build: Builder) -> None:
    spec = build.catalog.newest("text.template")
    assert spec is not None
    chain = reshape.tool_replaced(build.chain, build.catalog, "text_replace", spec)
    assert list(chain.nodes) == list(build.chain.nodes)
    assert chain.nodes["text_replace"].tool == "text.template"
    assert wires(chain)[-1] == "text_template.text → text_replace.value"
    loop = build.catalog.newest("flow.chain")
    assert loop is not None
    nested = reshape.tool_replaced(build.chain, build.catalog, "text_template", loop)
    assert wires(nested)[0] == "data_constant.result → text_template.item"
    assert not errors(validate(nested, build.catalog))


async def test_a_group_gives_what_its_nodes_gave_and_dissolves_into_them(build: Builder, engine: Engine) -> None:
    catalog = build.catalog
    before, _ = await results(engine, build.chain, catalog)
    chain, node = reshape.grouped(build.chain, catalog, ["text_template", "text_replace"], "Wording")
    assert not errors(validate(chain, catalog))
    assert wires(chain) == [f"data_constant.result → {node}.value"]
    assert chain.title_of(node) == "Wording"
    name = str(chain.nodes[node].inputs["chain"])
    assert name == "wording"
    assert set(chain.definitions[name].layout.nodes) == {"text_template", "text_replace", INPUTS}
    back, ids = reshape.ungrouped(chain, catalog, node)
    assert ids == ["text_template", "text_replace"]
    assert set(wires(back)) == set(wires(build.chain))
    assert not back.definitions
    assert (await results(engine, back, catalog))[0] == before


async def test_cut_wires_on_both_sides_become_ports(build: Builder, engine: Engine) -> None:
    catalog = build.catalog
    before, _ = await results(engine, build.chain, catalog)
    chain, node = reshape.grouped(build.chain, catalog, ["text_template"])
    assert wires(chain) == [f"data_constant.result → {node}.value", f"{node}.text → text_replace.text"]
    inner = chain.definitions[str(chain.nodes[node].inputs["chain"])]
    assert wires(inner) == [f"{INPUTS}.value → text_template.value", f"text_template.text → {OUTPUTS}.text"]
    after, _ = await results(engine, chain, catalog)
    assert after["text_replace.text"] == before["text_replace.text"] == "it was cold"


def test_nodes_with_another_between_them_are_no_group(build: Builder) -> None:
    with pytest.raises(EditError, match="text_template lies between"):
        reshape.grouped(build.chain, build.catalog, ["data_constant", "text_replace"])


def test_a_constant_on_the_group_goes_back_to_the_node_inside(build: Builder) -> None:
    catalog = build.catalog
    chain, node = reshape.grouped(build.chain, catalog, ["text_template"])
    chain = edit.remove(chain, edges=[chain.edges_of[node][0]])
    chain = edit.set_input(chain, catalog, node, "value", "warm")
    back, ids = reshape.ungrouped(chain, catalog, node)
    assert back.nodes[ids[0]].inputs["value"] == "warm"


async def test_a_bypassed_node_passes_on_what_it_is_given(build: Builder, engine: Engine) -> None:
    chain = reshape.switched(build.chain, ["text_template"], "bypass")
    assert not errors(validate(chain, build.catalog))
    values, state = await results(engine, chain, build.catalog)
    assert values["text_replace.text"] == "cold"
    assert "text_template" not in state.nodes
    assert reshape.switched(chain, ["text_template"], "bypass") == build.chain


async def test_what_needs_a_node_that_is_off_is_skipped(build: Builder, engine: Engine) -> None:
    chain = reshape.switched(build.chain, ["text_template"], "off")
    events: list[ev.Event] = []
    run = engine.start(RunSpec(chain), build.catalog, events.append, recorded=False)
    assert await engine.execute(run) == "done"
    skipped = {e.node: e.reason for e in events if isinstance(e, ev.NodeSkipped)}
    assert skipped == {"text_template": "it is switched off", "text_replace": "text_template gave no result"}


def test_a_bypassed_source_leaves_its_targets_without_a_value(build: Builder) -> None:
    chain = reshape.switched(build.chain, ["data_constant"], "bypass")
    assert [(f.node, f.code) for f in errors(validate(chain, build.catalog))] == [("text_template", "missing-input")]


def test_two_wires_from_one_source_are_one_port_of_the_group(catalog: Catalog) -> None:
    build = Builder(catalog)
    build.node("data.constant", value="x")
    for _ in range(2):
        node = build.node("text.template")
        build.wire("data_constant.result", f"{node}.value")
    chain, node = reshape.grouped(build.chain, catalog, ["text_template", "text_template_2"])
    assert chain.edges == (Edge.between(("data_constant", "result"), (node, "value")),)
    assert Endpoint(node, "value") in chain.incoming
