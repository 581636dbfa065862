"""Tools made of classes and of functions."""

from __future__ import annotations

import asyncio
from typing import Any

import pyarrow as pa
import pytest
from pydantic import ValidationError

from nodes.sdk import Context, Fields, File, Image, Ports, Secret, Table, Tool, tool
from nodes.sdk.testing import run_tool


class Pair(Fields):
    low: int
    high: int


def test_a_typed_function_becomes_a_tool_with_its_parameters_as_inputs() -> None:
    @tool("my.head", title="First rows")
    def head(table: Table, rows: int = 2) -> Table:
        """Keep the first rows."""
        return table.slice(0, rows)

    assert (head.name, head.title, head.__doc__) == ("my.head", "First rows", "Keep the first rows.")
    made = run_tool(head, table=pa.table({"a": [1, 2, 3]}))
    assert made.outputs["result"].to_pydict() == {"a": [1, 2]}


def test_a_function_gets_the_context_only_when_it_asks_for_it() -> None:
    @tool("my.talks")
    async def talks(word: str, ctx: Context) -> str:
        ctx.log(word)
        await asyncio.sleep(0)
        return word.upper()

    made = run_tool(talks, word="hello")
    assert made.outputs == {"result": "HELLO"}
    assert [message.message for message in made.said] == ["hello"]  # type: ignore[union-attr]  # a log line


def test_a_function_that_returns_fields_has_an_output_for_each() -> None:
    @tool("my.pair")
    def pair(values: list[int]) -> Pair:
        return Pair(low=min(values), high=max(values))

    assert run_tool(pair, values=[3, 1, 2]).outputs == {"low": 1, "high": 3}


def test_a_function_without_types_is_refused_with_the_parameter_named() -> None:
    with pytest.raises(TypeError, match="give a type to word"):

        @tool("my.untyped")
        def untyped(word) -> str:  # type: ignore[no-untyped-def]  # that is the point
            return str(word)


@pytest.mark.parametrize("name", ["nodot", "Upper.case", "a.", ".b", "a b.c"])
def test_a_tool_with_a_bad_name_is_refused(name: str) -> None:
    with pytest.raises(TypeError, match="must look like"):
        type("Bad", (Tool,), {"name": name})


def test_ports_that_depend_on_configuration_are_checked_like_fixed_ones() -> None:
    class Count(Tool):
        name = "my.count"

        class Inputs(Fields):
            names: list[str] = ["a"]

        class Outputs(Fields):
            total: int

        @staticmethod
        def ports(config: Any) -> Ports:
            return Ports(inputs={name: int for name in config["names"]})

        def run(self, inputs: Any, ctx: Context) -> Count.Outputs:
            return self.Outputs(total=sum(getattr(inputs, name) for name in inputs.names))

    assert run_tool(Count, names=["x", "y"], x=1, y=2).outputs == {"total": 3}
    with pytest.raises(ValidationError, match="y"):
        run_tool(Count, names=["x", "y"], x=1)
    with pytest.raises(ValueError, match="cannot name a port"):
        Count.models({"names": ["not a name"]})
    with pytest.raises(ValueError, match="is a port already"):
        Count.models({"names": ["names"]})


def test_a_table_is_told_from_everything_else() -> None:
    @tool("my.rows")
    def rows(table: Table) -> int:
        return int(table.num_rows)

    with pytest.raises(ValidationError, match="a table is needed, not str"):
        run_tool(rows, table="a,b")


def test_a_path_becomes_a_file_with_name_and_media_type() -> None:
    @tool("my.name")
    def name_of(file: File) -> str:
        return f"{file.name} {file.media_type}"

    assert run_tool(name_of, file="/tmp/a/chart.svg").outputs["result"] == "chart.svg image/svg+xml"
    assert Image.model_validate(File(path="x.png")).name == "x.png"  # type: ignore[arg-type]  # a str becomes a path


def test_a_secret_never_prints_its_value() -> None:
    secret = Secret("key", "hunter2")
    assert secret.reveal() == "hunter2"
    assert "hunter2" not in f"{secret} {secret!r} {[secret]}"
