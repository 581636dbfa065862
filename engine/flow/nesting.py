"""What tools that run another chain have in common. The scheduler gives them a `FlowContext`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, Field, create_model

from engine.chain.model import Chain, ChainPort, JsonSchema, StoredPorts
from nodes.sdk import CONFIG, NOT_GIVEN, Context, Fields, Message, Tool
from nodes.sdk.hints import SUBCHAIN


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person said to a node that asked; `at` is seconds since the epoch."""

    approved: bool
    note: str = ""
    by: str = ""
    at: float = 0.0


class FlowContext(Context):
    """What a control-flow tool may ask beside what every tool may."""

    def __init__(
        self,
        emit: Callable[[Message], None],
        folder: Callable[[], Path],
        *,
        takes: tuple[str, ...] = (),
        gives: tuple[str, ...] = (),
        inner: Callable[[Mapping[str, Any], int | None], Awaitable[dict[str, Any]]],
        ask: Callable[[str, Any], Awaitable[Answer]],
        rows: Callable[[Any], Awaitable[Any]],
        key: str = "",
        sample_rows: int | None = None,
    ) -> None:
        super().__init__(emit, folder, key, sample_rows)
        self.takes = takes
        """Names of the inputs that the sub-chain declares, in its order."""
        self.gives = gives
        """Names of its outputs."""
        self._inner = inner
        self._ask = ask
        self._rows = rows

    async def inner(self, inputs: Mapping[str, Any], index: int | None = None) -> dict[str, Any]:
        """Run the sub-chain once on these inputs; returns its outputs, without those that nothing reached.

        `index` tells one time from another: events inside read ``node[index]/…``. Raises `InnerFailed` when a
        node in it failed.
        """
        return await self._inner(inputs, index)

    async def rows(self, value: Any) -> Any:
        """The same value with all its rows made, in lists and records, too. Raises `ToolError`, `NodeError`."""
        return await self._rows(value)

    async def ask(self, question: str, subject: Any) -> Answer:
        """Wait for a person's answer; `subject` is what it is about."""
        return await self._ask(question, subject)


class FlowTool(Tool):
    """Runs on the engine's loop with a `FlowContext`, and holds no place that working nodes wait for."""


class Nesting(FlowTool):
    """A tool that runs a chain. Its ports are the fixed ones and those that `around` derives from that chain."""

    loops: ClassVar[bool] = False
    """Whether it runs that chain more than once."""

    class Inputs(Fields):
        chain: Annotated[str, CONFIG, SUBCHAIN] = Field("", description="What is run; open it to edit it.")

    @classmethod
    def around(cls, config: Mapping[str, Any], inner: Chain) -> StoredPorts:
        """The ports that `inner` gives a node with these constants: its own, unless a tool makes others of them.

        Raises ValueError where that makes no sense.
        """
        return StoredPorts(inputs=beside(cls.Inputs, inner.inputs), outputs=beside(cls.Outputs, inner.outputs))

    @classmethod
    def first(cls, inputs: Any, takes: tuple[str, ...]) -> dict[str, Any]:
        """What its sub-chain is given the first time, of inputs whose rows are made, under the names that it `takes`.

        Raises `ToolError` where it would not run even once.
        """
        return given_to(inputs, takes)

    @classmethod
    def models_of(cls, ports: StoredPorts | None) -> tuple[type[BaseModel], type[BaseModel]]:
        """Models for a node with these ports; what the sub-chain takes is checked by the nodes inside."""
        ports = ports or StoredPorts()
        inputs_model = create_model("Inputs", __base__=cls.Inputs, **_open(ports.inputs))
        # what the sub-chain gives comes before what the node itself has to say
        fields: dict[str, Any] = {name: (info.annotation, info) for name, info in cls.Outputs.model_fields.items()}
        return inputs_model, create_model("Outputs", __base__=Fields, **_open(ports.outputs), **fields)


def beside(declared: type[BaseModel], ports: Mapping[str, ChainPort], without: str = "") -> dict[str, JsonSchema]:
    """Ports of a sub-chain as ports of the node around it, beside the `declared` ones: titled schemas by name.

    Raises ValueError for a name that the node has already.
    """
    schemas = {}
    for name, port in ports.items():
        if name == without:
            continue
        if name in declared.model_fields:
            raise ValueError(f"the sub-chain's {name!r} is the name of a port that this node has already")
        texts = {"title": port.title or name, "description": port.description}
        schemas[name] = {**{key: text for key, text in texts.items() if text}, **port.schema_}
    return schemas


def _open(schemas: Mapping[str, JsonSchema]) -> dict[str, Any]:
    """Fields that take anything, or nothing."""
    return {name: (Any, Field(default_factory=lambda: NOT_GIVEN)) for name in schemas}


def given_to(inputs: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """Of a node's inputs those that its sub-chain takes and that have a value."""
    values = {name: getattr(inputs, name, NOT_GIVEN) for name in names}
    return {name: value for name, value in values.items() if value is not NOT_GIVEN}
