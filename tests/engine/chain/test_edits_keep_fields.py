"""No edit loses what it is not about: every field of every node, position, wire and of the chain survives it.

Edits are found by themselves: a function of `engine.chain` that makes a chain of a chain is met here, or fails the test
until it is listed with what it is about.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import engine.chain
from engine.catalog import Catalog
from engine.chain import decor, edit, excerpt, paths, reshape
from engine.chain.model import Chain, ChainPort, Endpoint, Node, NodeLayout, Part, Placement, Retry
from engine.installed import installed
from tests.engine.chain.builders import Builder

CATALOG = installed()
LATER = "of_a_later_version"
"""A key that this version does not know."""
ANYTHING = ChainPort()


def node_fields() -> st.SearchStrategy[dict[str, Any]]:
    """Values for all that a node says of itself beside its tool and what that is given."""
    placements = [Placement(where="subprocess"), Placement(where="inline", queue="heavy")]
    fields = {
        "placement": st.none() | st.sampled_from(placements),
        "retry": st.none() | st.builds(Retry, times=st.integers(1, 100), wait_s=st.floats(0, 3600)),
        "timeout_s": st.none() | st.floats(0.1, 1000),
        "error_port": st.booleans(),
        "mode": st.sampled_from(["on", "off", "bypass"]),
        LATER: st.integers(),
    }
    assert fields.keys() - {LATER} == Node.model_fields.keys() - {"tool", "version", "inputs", "ports"}
    return st.fixed_dictionaries(fields)


def layout_fields() -> st.SearchStrategy[dict[str, Any]]:
    fields = {
        "x": st.floats(-1000, 1000),
        "y": st.floats(-1000, 1000),
        "title": st.sampled_from(["", "Mine"]),
        "shown": st.sampled_from([(), ("find",)]),
        "preview": st.booleans(),
        LATER: st.integers(),
    }
    assert fields.keys() - {LATER} == NodeLayout.model_fields.keys()
    return st.fixed_dictionaries(fields)


def skeleton() -> Chain:
    """start → middle → last, a sub-chain, and one that hangs on nothing; a frame, a note and a bend."""
    build = Builder(CATALOG)
    for tool in ("data.constant", "text.template", "text.replace", "flow.chain", "text.replace"):
        build.node(tool)
    build.wire("data_constant.result", "text_template.value")
    build.wire("text_template.text", "text_replace.text")
    build.wire("data_constant.result", "flow_chain.item")
    chain, _ = decor.framed(build.chain, [(0, 0, 10, 10)])
    chain, _ = decor.noted(chain, 0, 0)
    chain = decor.bent(chain, chain.edges[1], [(5, 5)])
    edges = tuple(edge.model_copy(update={LATER: number}) for number, edge in enumerate(chain.edges))
    return chain.model_copy(update={"edges": edges, LATER: 7, "description": "of mine", "lock": {"image": "sha256:1"}})


@st.composite
def chains(draw: st.DrawFn) -> Chain:
    chain = skeleton()
    nodes = {n: node.model_copy(update=draw(node_fields())) for n, node in chain.nodes.items()}
    positions = {n: place.model_copy(update=draw(layout_fields())) for n, place in chain.layout.nodes.items()}
    layout = chain.layout.model_copy(update={"nodes": positions})
    return chain.model_copy(update={"nodes": nodes, "layout": layout})


@dataclass
class Outcome:
    """What became of a chain. `ids` are the new ids of its nodes by old ones, of those that are still there; `about`
    names the fields that the edit is about, by node and, for positions, under ``@`` and the node.
    """

    chain: Chain
    ids: Mapping[str, str]
    about: Mapping[str, set[str]] = field(default_factory=dict)
    whole: bool = True
    """Whether it is the same document, and no excerpt of it."""


def kept(before: Chain, after: Chain, **about: set[str]) -> Outcome:
    return Outcome(after, {n: n for n in before.nodes if n in after.nodes}, about)


def pasted(chain: Chain) -> Outcome:
    after, ids = excerpt.paste(chain, excerpt.copy(chain, list(chain.nodes)), 0, 0)
    return Outcome(after, dict(zip(chain.nodes, ids, strict=True)), {"flow_chain": {"inputs"}})


def merged(chain: Chain) -> Outcome:
    ids = {n: f"{n}_copy" for n in chain.nodes}
    taken_out = excerpt.extract(chain, list(chain.nodes))
    return Outcome(excerpt.merged(chain, taken_out, ids), ids, {"flow_chain": {"inputs"}})


def grouped(chain: Chain) -> Outcome:
    members = ["text_template", "text_replace"]
    after, node_id = reshape.grouped(chain, CATALOG, members)
    inner = after.definitions[str(after.nodes[node_id].inputs["chain"])]
    return Outcome(inner, {n: n for n in members}, whole=False)


def beside_group(chain: Chain) -> Outcome:
    return kept(chain, reshape.grouped(chain, CATALOG, ["text_template", "text_replace"])[0])


def ungrouped(chain: Chain) -> Outcome:
    members = ["text_template", "text_replace"]
    with_group, node_id = reshape.grouped(chain, CATALOG, members)
    after, ids = reshape.ungrouped(with_group, CATALOG, node_id)
    others = {n: n for n in chain.nodes if n not in members}
    return Outcome(after, others | dict(zip(members, ids, strict=True)))


def with_inner(chain: Chain) -> Outcome:
    inner = edit.declare_output(chain.definitions["chain"], "more", ANYTHING)
    return kept(chain, edit.with_inner(chain, CATALOG, "chain", inner), flow_chain={"ports"})


def with_inner_at(chain: Chain) -> Outcome:
    inner = edit.declare_output(chain.definitions["chain"], "more", ANYTHING)
    return kept(chain, edit.with_inner_at(chain, CATALOG, ["flow_chain"], inner), flow_chain={"ports"})


def replaced(chain: Chain) -> Outcome:
    spec = CATALOG.newest("text.template")
    assert spec is not None
    after = reshape.tool_replaced(chain, CATALOG, "text_replace", spec)
    return kept(chain, after, text_replace={"tool", "version", "inputs", "ports"})


def upgraded(chain: Chain) -> Outcome:
    old = chain.nodes["text_replace"].model_copy(update={"version": "0.1.0"})
    chain = chain.model_copy(update={"nodes": {**chain.nodes, "text_replace": old}})
    after = edit.upgraded(chain, CATALOG, "text_replace")
    return kept(chain, after, text_replace={"version", "inputs", "ports"})


def rebased(chain: Chain) -> Outcome:
    after = paths.paths_rebased(chain, CATALOG, Path("/home/ann"), Path("/home"))
    return kept(chain, after, **{n: {"inputs"} for n in chain.nodes})


def added(chain: Chain) -> Outcome:
    spec = CATALOG.newest("data.pick")
    assert spec is not None
    return kept(chain, edit.add_node(chain, spec, 0, 0)[0])


def connected(chain: Chain) -> Outcome:
    after = edit.connect(chain, CATALOG, Endpoint("text_template", "text"), Endpoint("text_replace_2", "text"))
    return kept(chain, after)


def previewed(chain: Chain) -> Outcome:
    return kept(chain, edit.show_result(chain, list(chain.nodes)), **{f"@{n}": {"preview"} for n in chain.nodes})


def port_shown(chain: Chain) -> Outcome:
    after = edit.show_port(chain, "text_replace", "find", True)
    return kept(chain, after, **{"@text_replace": {"shown"}})


def area_fields(chain: Chain) -> Outcome:
    return kept(chain, decor.changed(chain, {"frame": {"title": "Other"}}))


def set_input(chain: Chain) -> Outcome:
    after = edit.set_input(chain, CATALOG, "text_template", "template", "{{ other }}")
    return kept(chain, after, text_template={"inputs", "ports"})


EDITS: dict[str, Callable[[Chain], Outcome]] = {
    "decor.bent": lambda c: kept(c, decor.bent(c, c.edges[0], [(1, 1)])),
    "decor.changed": area_fields,
    "decor.framed": lambda c: kept(c, decor.framed(c, [(0, 0, 10, 10)])[0]),
    "decor.noted": lambda c: kept(c, decor.noted(c, 0, 0)[0]),
    "decor.removed": lambda c: kept(c, decor.removed(c, ["frame"])),
    "decor.tidied": lambda c: kept(c, decor.tidied(c)),
    "edit.add_node": added,
    "edit.configure": lambda c: kept(c, edit.configure(c, "text_template", timeout_s=5.0), text_template={"timeout_s"}),
    "edit.connect": connected,
    "edit.declare_input": lambda c: kept(c, edit.declare_input(c, "name", ANYTHING)),
    "edit.declare_output": lambda c: kept(c, edit.declare_output(c, "answer", ANYTHING)),
    "edit.declare_outputs_of": lambda c: kept(c, edit.declare_outputs_of(c, CATALOG, list(c.nodes))),
    "edit.inner_at": lambda c: Outcome(edit.inner_at(c, ["flow_chain"]), {}, whole=False),
    "edit.move": lambda c: kept(c, edit.move(c, {n: (1.0, 2.0) for n in c.nodes})),
    "edit.remove": lambda c: kept(c, edit.remove(c, ["text_template"], c.edges[2:])),
    "edit.remove_port": lambda c: kept(c, edit.remove_port(edit.declare_input(c, "a", ANYTHING), "$inputs", "a")),
    "edit.retitle": lambda c: kept(c, edit.retitle(c, "text_replace", "Other"), **{"@text_replace": {"title"}}),
    "edit.set_input": set_input,
    "edit.show_port": lambda c: kept(
        c, edit.show_port(c, "text_replace", "find", True), **{"@text_replace": {"shown"}}
    ),
    "edit.show_result": previewed,
    "edit.upgraded": upgraded,
    "edit.with_inner": with_inner,
    "edit.with_inner_at": with_inner_at,
    "excerpt.extract": lambda c: Outcome(excerpt.extract(c, list(c.nodes)), {n: n for n in c.nodes}, whole=False),
    "excerpt.merged": merged,
    "excerpt.paste": pasted,
    "excerpt.shifted": lambda c: kept(c, excerpt.shifted(c, 5, 5)),
    "paths.paths_rebased": rebased,
    "reshape.grouped": grouped,
    "reshape.grouped, beside it": beside_group,
    "reshape.inserted": lambda c: kept(c, reshape.inserted(c, CATALOG, "text_replace_2", c.edges[1])),
    "reshape.removed_and_bridged": lambda c: kept(c, reshape.removed_and_bridged(c, CATALOG, ["text_template"])),
    "reshape.switched": lambda c: kept(c, reshape.switched(c, ["text_template"], "off"), text_template={"mode"}),
    "reshape.tool_replaced": replaced,
    "reshape.ungrouped": ungrouped,
}


def edits_there_are() -> Iterator[str]:
    """Public functions of `engine.chain` that take a chain and make one."""
    for info in pkgutil.iter_modules(engine.chain.__path__):
        module = importlib.import_module(f"engine.chain.{info.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            signature = inspect.signature(function)
            takes = {str(parameter.annotation) for parameter in signature.parameters.values()}
            makes = str(signature.return_annotation)
            own = function.__module__ == module.__name__ and not name.startswith("_")
            if own and "Chain" in takes and (makes == "Chain" or makes.startswith("tuple[Chain,")):
                yield f"{info.name}.{name}"


def test_every_edit_is_listed() -> None:
    assert {name.partition(",")[0] for name in EDITS} == set(edits_there_are())


def fields_of(part: Part, without: set[str]) -> dict[str, Any]:
    """All that is in a part, keys that this version does not know included."""
    fields = {name: getattr(part, name) for name in type(part).model_fields} | (part.model_extra or {})
    return {name: value for name, value in fields.items() if name not in without}


@pytest.mark.parametrize("name", EDITS)
@settings(max_examples=10, deadline=None)
@given(chain=chains())
def test_what_an_edit_is_not_about_survives_it(name: str, chain: Chain) -> None:
    outcome = EDITS[name](chain)
    after = outcome.chain
    for old, new in outcome.ids.items():
        about = outcome.about.get(old, set())
        assert fields_of(after.nodes[new], about) == fields_of(chain.nodes[old], about), old
        about = {"x", "y"} | outcome.about.get(f"@{old}", set())
        assert fields_of(after.layout.nodes[new], about) == fields_of(chain.layout.nodes[old], about), old
    wires = {(edge.source, edge.target): edge for edge in after.edges}
    for edge in chain.edges:
        ends = [Endpoint(outcome.ids.get(end.node, ""), end.port) for end in (edge.source, edge.target)]
        if (wire := wires.get((ends[0], ends[1]))) is not None:
            assert wire.model_extra == edge.model_extra, edge
    if outcome.whole:
        content = {"nodes", "edges", "inputs", "outputs", "definitions", "layout"}
        assert fields_of(after, content) == fields_of(chain, content)


def test_a_tool_that_is_replaced_takes_neither_the_switch_nor_the_sub_chain_along(catalog: Catalog) -> None:
    chain = reshape.switched(skeleton(), ["text_replace", "flow_chain"], "off")
    template, loop = catalog.newest("text.template"), catalog.newest("flow.map")
    assert template is not None
    assert loop is not None
    assert reshape.tool_replaced(chain, catalog, "text_replace", template).nodes["text_replace"].mode == "off"
    mapped = reshape.tool_replaced(chain, catalog, "flow_chain", loop)
    assert mapped.nodes["flow_chain"].mode == "off"
    assert mapped.definitions == chain.definitions
    assert "flow_chain" in {edge.target.node for edge in mapped.edges}


def test_an_image_belongs_to_the_tool_that_was(catalog: Catalog) -> None:
    spec = catalog.newest("text.template")
    assert spec is not None
    chain = edit.configure(skeleton(), "text_replace", placement=Placement(where="docker", image="iceos/node-js:^1"))
    assert reshape.tool_replaced(chain, catalog, "text_replace", spec).nodes["text_replace"].placement is None
