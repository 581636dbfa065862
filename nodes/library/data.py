"""JSON values: constants, parsing, picking parts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from nodes.library.json_text import read_json
from nodes.sdk import CONFIG, Code, Context, Fields, InputProblem, Multiline, Ports, Tool

Kind = Literal["text", "number", "whole number", "yes/no", "list", "record"]
_TYPES: dict[str, Any] = {
    "text": (str, Field("")),
    "number": (float, Field(0.0)),
    "whole number": (int, Field(0)),
    "yes/no": (bool, Field(False)),
    "list": (list[Any], Field([])),
    "record": (dict[str, Any], Field({})),
}


_MARK = "\0null"


class Constant(Tool):
    """A value that you type: text, a number, yes or no, a list or a record."""

    name = "data.constant"
    title = "Constant"
    category = "Data"
    icon = "pin"
    keywords = ("value", "number", "text", "variable", "parameter")
    deterministic = True

    class Inputs(Fields):
        kind: Annotated[Kind, CONFIG] = Field("text", description="What sort of value.")

    class Outputs(Fields):
        pass

    @staticmethod
    def ports(config: Mapping[str, Any]) -> Ports:
        kind, field = _TYPES[config.get("kind", "text")]
        return Ports(inputs={"value": (kind, field)}, outputs={"result": (kind, Field(title="Value"))})

    async def run(self, inputs: Any, ctx: Context) -> dict[str, Any]:
        return {"result": inputs.value}


class ParseJson(Tool):
    """Read a text as JSON."""

    name = "data.parse_json"
    title = "Parse JSON"
    category = "Data"
    icon = "braces"
    keywords = ("decode", "load")
    deterministic = True

    class Inputs(Fields):
        text: Annotated[str, Multiline()]

    class Outputs(Fields):
        data: Any

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        try:
            return self.Outputs(data=read_json(inputs.text, ctx, "text"))
        except json.JSONDecodeError as error:
            raise InputProblem("text", f"line {error.lineno}, column {error.colno}: {error.msg}") from error
        except RecursionError as error:
            raise InputProblem("text", "nested too deeply") from error


class Pick(Tool):
    """Take a part out of JSON data with a JMESPath expression.

    | expression | takes |
    |---|---|
    | `rates.EUR` | one value deep inside |
    | `items[0]` | the first of a list |
    | `items[*].name` | one field of each |
    | `items[?price < \\`10\\`]` | those that satisfy a condition |
    """

    name = "data.pick"
    title = "Pick"
    category = "Data"
    icon = "pipette"
    keywords = ("jmespath", "jsonpath", "extract", "select", "field")
    deterministic = True

    class Inputs(Fields):
        data: Any
        expression: Annotated[str, Code("text")] = Field("@", min_length=1, description="JMESPath; @ takes everything.")
        required: Annotated[bool, CONFIG] = Field(
            True, title="Must be there", description="Fail when nothing is found."
        )

    class Outputs(Fields):
        result: Any

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        from jmespath.exceptions import JMESPathError

        from nodes.library.jmespath_bounded import search

        try:
            result = search(inputs.expression, inputs.data)
        except JMESPathError as error:
            raise InputProblem("expression", str(error)) from error
        if result is None and inputs.required and not _finds_null(inputs):
            raise InputProblem("expression", f"{inputs.expression} finds nothing in the data")
        return self.Outputs(result=result)


def _finds_null(inputs: Pick.Inputs) -> bool:
    """Whether what is found is a null of the data: with another value in its place that is found instead."""
    from jmespath.exceptions import JMESPathError

    from nodes.library.jmespath_bounded import search

    try:
        return bool(search(inputs.expression, _with_marks(inputs.data)) == _MARK)
    except JMESPathError:
        return False


def _with_marks(data: Any) -> Any:
    if data is None:
        return _MARK
    if isinstance(data, dict):
        return {name: _with_marks(value) for name, value in data.items()}
    return [_with_marks(value) for value in data] if isinstance(data, list) else data
