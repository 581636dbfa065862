"""The chain as data. Values are treated as immutable: an edit makes a new `Chain` (see `engine.chain.edit`).

Unknown keys are kept at every level, so a file written by a later version survives an older one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    WithJsonSchema,
    field_serializer,
    field_validator,
    model_serializer,
)

FORMAT = 1
"""The number this version writes. Older ones are migrated (`engine.chain.migrate`), newer ones refused."""

INPUTS = "$inputs"
OUTPUTS = "$outputs"
"""Edges from `INPUTS` carry the chain's declared inputs, edges to `OUTPUTS` its declared outputs."""

NODE_ID = re.compile(r"[a-z][a-z0-9_]{0,63}")
PORT_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,63}")

ERROR_PORT = "error"

JsonSchema = dict[str, Any]
Mode = Literal["on", "off", "bypass"]


class Part(BaseModel):
    """Base of every part of the document."""

    model_config = ConfigDict(frozen=True, extra="allow", populate_by_name=True)


class Endpoint(NamedTuple):
    """One port of one node."""

    node: str
    port: str

    def __str__(self) -> str:
        return f"{self.node}.{self.port}"

    @classmethod
    def parse(cls, text: str) -> Endpoint:
        """Read ``node.port``. Raises ValueError."""
        node, dot, port = text.partition(".")
        if not dot or not node or not port:
            raise ValueError(f"{text!r} must look like node.port")
        return cls(node, port)


_AS_TEXT = WithJsonSchema({"type": "string", "pattern": r"^[^.]+\..+$"})


class Edge(Part):
    """Output port → input port. In the file: ``{"from": "read.table", "to": "sort.table"}``."""

    source: Annotated[Endpoint, _AS_TEXT] = Field(alias="from")
    target: Annotated[Endpoint, _AS_TEXT] = Field(alias="to")

    @field_validator("source", "target", mode="before")
    @classmethod
    def _parse(cls, value: Any) -> Any:
        return Endpoint.parse(value) if isinstance(value, str) else value

    @model_serializer
    def _write(self) -> dict[str, Any]:
        return {"from": str(self.source), "to": str(self.target), **(self.model_extra or {})}

    @classmethod
    def between(cls, source: Endpoint | tuple[str, str], target: Endpoint | tuple[str, str]) -> Edge:
        return cls.model_validate({"from": Endpoint(*source), "to": Endpoint(*target)})

    def __hash__(self) -> int:
        return hash((self.source, self.target))


class StoredPorts(Part):
    """Ports that depend on configuration, as JSON Schemas by name, resolved when the node was edited."""

    inputs: dict[str, JsonSchema] = {}
    outputs: dict[str, JsonSchema] = {}


LEAST_MB = 64
"""With less memory no process can begin."""


class Limits(Part):
    """What a node may use, where its place can hold it to that."""

    memory_mb: int | None = Field(default=None, ge=LEAST_MB)
    cpus: float | None = Field(default=None, gt=0)
    exchange_mb: int | None = Field(default=None, ge=1)
    """What the files of one answer may take; of a container."""


class Mount(Part):
    """A file or folder of this machine that a container sees under another path."""

    path: str
    at: str
    writable: bool = False


class Placement(Part):
    """Where a node runs.

    For ``docker``: `image` is a name with a range of versions, a tag or a digest (``iceos/node-js:^1.0``); empty is
    the image of the standard tools. `network` opens the way out, `gpu` asks for all there are, `warm` keeps the
    container for the next run as long as the program lives.

    `queue` names the workers of a server that run it there; a desktop has none and pays no heed to it. For
    ``server`` it is `server`, by the name under which the person knows it, that runs this one node.
    """

    where: Literal["inline", "subprocess", "docker", "server"]
    image: str = ""
    limits: Limits = Limits()
    network: bool = False
    gpu: bool = False
    mounts: tuple[Mount, ...] = ()
    warm: bool = False
    queue: str = ""
    server: str = ""


class Retry(Part):
    """Trying again after a failure, `times` at most: after `wait_s`, then twice as long each time, with jitter.

    Only failures whose reason `matching` (a regular expression) is found in; empty means all but wrong inputs.
    """

    times: int = Field(ge=1, le=100)
    wait_s: float = Field(default=1.0, ge=0, le=3600)
    matching: str = ""


class Node(Part):
    """A tool placed on a chain. `inputs` holds constants: values of ports and of the form.

    With `error_port` the node has one output more, ``error``, that carries a failure instead of failing the run.
    """

    tool: str
    version: str
    inputs: dict[str, Any] = {}
    ports: StoredPorts | None = None
    placement: Placement | None = None
    retry: Retry | None = None
    timeout_s: float | None = Field(default=None, gt=0)
    error_port: bool = False
    mode: Mode = "on"
    """Off, it and what needs it are skipped; bypassed, it only passes on what it is given."""


class ChainPort(Part):
    """A declared input or output of the chain."""

    schema_: JsonSchema = Field(default={}, alias="schema")
    title: str = ""
    description: str = ""


def _rounded(value: float) -> float | int:
    """As it is written in the file: two decimals, none of them zeros."""
    return int(value) if value == int(value) else round(value, 2)


def _on_the_canvas(value: float) -> float:
    """A coordinate as far out as one can draw: a file may hold any number."""
    if math.isnan(value):
        return 0.0
    return max(-FARTHEST, min(FARTHEST, value))


FARTHEST = 1_000_000.0
"""From the middle of the canvas, in scene units."""
Coordinate = Annotated[float, AfterValidator(_on_the_canvas)]


class Position(Part):
    """Where a node lies, in scene units (one unit is one pixel at 100 %)."""

    x: Coordinate
    y: Coordinate

    @field_serializer("x", "y")
    def _short(self, value: float) -> float | int:
        return _rounded(value)


class NodeLayout(Position):
    """How a node is shown: its place, a title of its own, ports shown beyond the usual ones, and whether its result
    is shown on it.
    """

    title: str = ""
    shown: tuple[str, ...] = ()
    preview: bool = False


class Policy(Part):
    """How a run of the chain behaves: what a failure does to the rest, how long all of it may take, and what it
    may cost. Once a budget is spent, no further node starts.
    """

    on_failure: Literal["continue", "stop"] = "continue"
    deadline_s: float | None = Field(default=None, gt=0)
    budget_tokens: int | None = Field(default=None, gt=0)
    budget_money: float | None = Field(default=None, gt=0)


class Area(Position):
    """Something drawn behind or beside the nodes; `colour` is one of `SHADES`."""

    width: Coordinate = Field(default=320, ge=40)
    height: Coordinate = Field(default=200, ge=30)
    colour: str = "grey"

    @field_serializer("width", "height")
    def _short_size(self, value: float) -> float | int:
        return _rounded(value)


SHADES = {
    "grey": "#8a93a3",
    "blue": "#3b7dd8",
    "green": "#2f9e6e",
    "yellow": "#d9a514",
    "orange": "#d97706",
    "red": "#d64545",
    "purple": "#8b5cf6",
}
"""The colours that frames and notes may have, by name."""


class Frame(Area):
    """A titled area around nodes: moved, it takes along what lies in it."""

    title: str = ""


class Note(Area):
    """A text in Markdown beside the nodes."""

    text: str = ""


class Layout(Part):
    """How the chain is drawn. `bends` holds points that a wire goes through, by the input that it ends at."""

    nodes: dict[str, NodeLayout] = {}
    frames: dict[str, Frame] = {}
    notes: dict[str, Note] = {}
    bends: dict[str, tuple[tuple[Coordinate, Coordinate], ...]] = {}


class Chain(Part):
    """The whole document, or a sub-chain among the `definitions` of another.

    `version` is the semantic version its author gives it, for those who use it as a node.
    """

    format: int = FORMAT
    title: str = ""
    description: str = ""
    version: str = ""
    inputs: dict[str, ChainPort] = {}
    outputs: dict[str, ChainPort] = {}
    nodes: dict[str, Node] = {}
    edges: tuple[Edge, ...] = ()
    definitions: dict[str, Chain] = {}
    policy: Policy = Policy()
    layout: Layout = Layout()
    lock: dict[str, str] = {}
    """Digests of images by the reference that asks for them: what runs, whatever newer versions there are."""

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Chain:
        """As pydantic's, except that what is derived from the edges goes along only where they are the same."""
        copied = super().model_copy(update=update, deep=deep)
        if copied.edges is not self.edges:
            for name in ("incoming", "edges_of"):
                copied.__dict__.pop(name, None)
        return copied

    @cached_property
    def incoming(self) -> dict[Endpoint, Edge]:
        """The edge that ends at each input port (the last one, should a broken file hold several)."""
        return {edge.target: edge for edge in self.edges}

    @cached_property
    def edges_of(self) -> dict[str, list[Edge]]:
        """Every edge that touches a node, by node id."""
        touching: dict[str, list[Edge]] = {}
        for edge in self.edges:
            touching.setdefault(edge.source.node, []).append(edge)
            if edge.target.node != edge.source.node:
                touching.setdefault(edge.target.node, []).append(edge)
        return touching

    def blocks(self) -> dict[str, object]:
        """Everything that is drawn and has a place, with the part of the document it stands for."""
        blocks: dict[str, object] = {}
        if self.inputs:
            blocks[INPUTS] = self.inputs
        blocks.update(self.nodes)
        if self.outputs:
            blocks[OUTPUTS] = self.outputs
        return blocks

    def input_defaults(self) -> dict[str, Any]:
        """The values of the declared inputs that need not be given."""
        return {name: port.schema_["default"] for name, port in self.inputs.items() if "default" in port.schema_}

    def title_of(self, node_id: str, fallback: str = "") -> str:
        """The title a person gave a node, else `fallback`, else its id."""
        return self.layout_of(node_id).title or fallback or node_id

    def layout_of(self, node_id: str) -> NodeLayout:
        """How a node is shown: at the origin where the document does not say."""
        return self.layout.nodes.get(node_id) or NodeLayout(x=0, y=0)

    def downstream(self, node_id: str) -> Iterator[str]:
        """Ids of the nodes directly fed by `node_id`."""
        for edge in self.edges_of.get(node_id, ()):
            if edge.source.node == node_id and edge.target.node in self.nodes:
                yield edge.target.node
