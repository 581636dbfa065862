"""Branches on the canvas: one way is taken, the others are skipped, and they come together again."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from engine.catalog import Catalog
from engine.chain import edit
from engine.chain.model import Chain, Endpoint
from engine.chain.validate import errors, validate
from engine.engine import Engine
from engine.flow import Switch, Wait
from engine.flow.expressions import holds, plain, problem
from engine.run import events as ev
from engine.run.scope import RunSpec
from engine.run.state import RunState
from nodes.sdk import Progress, ToolError
from nodes.sdk.testing import run_tool
from tests.engine.chain.builders import Builder


async def run(engine: Engine, chain: Chain, catalog: Catalog) -> tuple[dict[str, str], dict[Endpoint, Any]]:
    state = RunState()

    def take(event: ev.Event) -> None:
        state.apply(event)

    made = engine.start(RunSpec(chain), catalog, take, recorded=False)
    assert await engine.execute(made) == "done"
    return {n: str(s.status) for n, s in state.nodes.items()}, made.values


def branches(catalog: Catalog, value: float) -> Chain:
    """A number goes to *big*, *small* or otherwise; each branch makes a text; they merge and go into one more."""
    build = Builder(catalog)
    build.node("data.constant", kind="number", value=value)
    build.node("flow.switch", cases={"big": "value > 10", "small": "value < 0"})
    build.wire("data_constant.result", "flow_switch.value")
    for port, words in (("big", "large {{ value }}"), ("small", "negative {{ value }}"), ("otherwise", "")):
        node = build.node("text.template", template=words)
        build.wire(f"flow_switch.{port}", f"{node}.value")
    build.node("flow.merge", branches=["a", "b"])
    build.wire("text_template.text", "flow_merge.a")
    build.wire("text_template_2.text", "flow_merge.b")
    build.node("text.replace", find="e", replacement="E")
    build.wire("flow_merge.value", "text_replace.text")
    return build.chain


@pytest.mark.parametrize(
    ("value", "ran", "text"),
    [(25.0, "text_template", "largE 25.0"), (-3.0, "text_template_2", "nEgativE -3.0")],
)
async def test_one_way_is_taken_and_the_ways_come_together(
    engine: Engine, catalog: Catalog, value: float, ran: str, text: str
) -> None:
    chain = branches(catalog, value)
    assert not errors(validate(chain, catalog))
    statuses, values = await run(engine, chain, catalog)
    ways = {n for n in chain.nodes if n.startswith("text_template")}
    assert {n for n in ways if statuses[n] == "done"} == {ran}
    assert {n for n in ways if statuses[n] == "skipped"} == ways - {ran}
    assert values[Endpoint("text_replace", "text")] == text


async def test_when_no_way_is_taken_what_hangs_on_the_merge_is_skipped(engine: Engine, catalog: Catalog) -> None:
    build = Builder(catalog)
    build.node("data.constant", kind="number", value=5)
    build.node("flow.switch", cases={"big": "value > 10"})
    build.wire("data_constant.result", "flow_switch.value")
    build.node("flow.merge", branches=["a"])
    build.wire("flow_switch.big", "flow_merge.a")
    build.node("data.pick")
    build.wire("flow_merge.value", "data_pick.data")
    statuses, _ = await run(engine, build.chain, catalog)
    assert statuses["flow_switch"] == statuses["flow_merge"] == "done"
    assert statuses["data_pick"] == "skipped"


def test_cases_are_ports_and_a_condition_that_cannot_be_read_is_told(catalog: Catalog) -> None:
    build = Builder(catalog)
    node = build.node("flow.switch", cases={"a": "value > 1", "b": "True"})
    spec = catalog.of(build.chain.nodes[node])
    assert spec is not None
    assert list(spec.outputs_of(build.chain.nodes[node])) == ["otherwise", "a", "b"]
    broken = edit.set_input(build.chain, catalog, node, "cases", {"a": "value >"})
    found = next(f for f in validate(broken, catalog) if f.code == "bad-ports")
    assert "a: 'value >' is no condition" in found.reason


@pytest.mark.parametrize(
    ("condition", "value", "expected"),
    [
        ("value > 10", 11, True),
        ("value.rows == 2 and 'a' in value.columns", pa.table({"a": [1, 2]}), True),
        ("value.status in ['new', 'open']", {"status": "open"}, True),
        ("'error' in lower(value)", "An ERROR", True),
        ("value['deep'][0] is None", {"deep": [None]}, True),
        ("len(value) == 0", [], True),
        ("not value", "", True),
        ("value == 'x' or False", "y", False),
    ],
)
def test_conditions_read_and_compute(condition: str, value: Any, expected: bool) -> None:
    assert problem(condition) == ""
    assert holds(condition, {"value": plain(value)}) is expected


@pytest.mark.parametrize(
    "condition",
    [
        "__import__('os').system('true')",
        "value.__class__",
        "().__class__.__bases__",
        "open('/etc/passwd')",
        "[x for x in ().__class__.__mro__]",
        "9 ** 9 ** 9",
        "'x' * 10000000000",
        "nobody",
        "value.format.__globals__",
        "value > 'text'",
    ],
)
def test_conditions_reach_nothing_else(condition: str) -> None:
    with pytest.raises(ToolError, match="cannot be worked out"):
        holds(condition, {"value": 1})


def test_the_first_case_that_holds_wins() -> None:
    made = run_tool(Switch, value=50, cases={"low": "value < 10", "mid": "value < 100", "any": "True"})
    assert made.outputs["mid"] == 50


def test_waiting_passes_the_value_on_and_says_how_long() -> None:
    made = run_tool(Wait, value={"a": 1}, seconds=0.01)
    assert made.outputs["value"] == {"a": 1}
    assert isinstance(made.said[0], Progress)
