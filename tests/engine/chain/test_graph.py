"""A chain is read in one place: ports, sources past bypassed nodes, what it gives, in which order."""

from __future__ import annotations

from engine.catalog import Catalog, Port
from engine.chain import reshape
from engine.chain.graph import Absent, Graph
from engine.chain.model import INPUTS, OUTPUTS, Chain, ChainPort, Edge, Endpoint, Node
from engine.chain.validate import validate
from tests.engine.chain.builders import Builder


def test_a_port_is_there_or_it_is_said_why_not(catalog: Catalog) -> None:
    build = Builder(catalog)
    build.node("text.replace")
    chain = build.chain.model_copy(
        update={
            "nodes": {**build.chain.nodes, "alien": Node(tool="nobody.has_it", version="1.0.0")},
            "edges": (Edge.between(("alien", "out"), ("text_replace", "text")),),
            "inputs": {"name": ChainPort.model_validate({"schema": {"type": "string"}})},
        }
    )
    graph = Graph(chain, catalog)
    for port in (
        graph.output_port(Endpoint(INPUTS, "name")),
        graph.output_port(Endpoint("text_replace", "text")),
        graph.output_port(Endpoint("alien", "out")),
        graph.input_port(Endpoint("text_replace", "text")),
    ):
        assert isinstance(port, Port)
    reasons: dict[Port | Absent, str] = {
        graph.output_port(Endpoint(INPUTS, "age")): "the chain declares no input 'age'",
        graph.input_port(Endpoint(OUTPUTS, "answer")): "the chain declares no output 'answer'",
        graph.output_port(Endpoint("gone", "out")): "there is no node 'gone' to come from",
        graph.input_port(Endpoint("gone", "in")): "there is no node 'gone' to go to",
        graph.output_port(Endpoint("text_replace", "table")): "Find and replace has no output 'table'",
        graph.output_port(Endpoint("alien", "other")): "nobody.has_it has no output 'other'",
    }
    for port, reason in reasons.items():
        assert port == Absent(reason)


def test_a_source_is_looked_for_past_all_bypassed_nodes(catalog: Catalog) -> None:
    build = Builder(catalog)
    build.node("data.constant", value="hello")
    build.node("text.template")
    build.node("text.replace")
    build.wire("data_constant.result", "text_template.value")
    build.wire("text_template.text", "text_replace.text")
    chain = reshape.switched(build.chain, ["text_template", "text_replace"], "bypass")
    assert Graph(chain, catalog).source(Endpoint("text_replace", "text")) == ("data_constant", "result")
    assert Graph(chain, catalog).last_outputs() == {"data_constant.result": ("data_constant", "result")}


def test_bypassed_nodes_in_a_circle_give_nothing(catalog: Catalog) -> None:
    node = Node(tool="text.replace", version="1.0.0", mode="bypass")
    ends = [(("a", "text"), ("b", "text")), (("b", "text"), ("a", "text")), (("b", "text"), ("last", "text"))]
    chain = Chain(
        nodes={"a": node, "b": node, "last": node.model_copy(update={"mode": "on"})},
        edges=tuple(Edge.between(source, target) for source, target in ends),
    )
    assert Graph(chain, catalog).source(Endpoint("a", "text")) is None
    assert {"cycle", "missing-input"} <= {finding.code for finding in validate(chain, catalog)}


def test_a_circle_among_ten_thousand_nodes_is_named(catalog: Catalog) -> None:
    names = [f"n{i}" for i in range(10_000)]
    wires = [Edge.between((a, "result"), (b, "data")) for a, b in zip(names[1:], names, strict=False)]
    chain = Chain(nodes={n: Node(tool="data.pick", version="1.0.0") for n in names}, edges=tuple(wires))
    assert Graph(chain, catalog).cycle() == []
    closed = chain.model_copy(update={"edges": (*wires, Edge.between(("n0", "result"), ("n9999", "data")))})
    cycle = Graph(closed, catalog).cycle()
    assert set(cycle) == set(names)
    assert cycle[0] == cycle[-1]
