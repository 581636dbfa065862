"""How a node is shown: one description that the canvas, the layout and the picture share.

Lengths are scene units (pixels at 100 %).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from engine.catalog import Catalog, Port, ToolSpec
from engine.chain.model import INPUTS, OUTPUTS, Chain, ChainPort, Node
from engine.chain.types import ANY, PortType, type_of
from nodes.sdk import hints
from nodes.sdk.texts import mark

WIDTH = 208.0
HEADER = 36.0
ROW = 22.0
FOOTER = 26.0
PREVIEW = 112.0
"""Room for the result of a node that shows it."""
PAD = 6.0
BLOCKS = {
    INPUTS: ("Inputs", "log-in", "What the chain is given"),
    OUTPUTS: ("Outputs", "log-out", "What the chain gives back"),
}
"""Title, icon and summary of the blocks of declared ports."""


class CardPort(NamedTuple):
    """One port that is drawn."""

    name: str
    title: str
    type: PortType
    required: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A node, or the block of the chain's inputs or outputs, ready to be drawn."""

    id: str
    title: str
    icon: str
    category: str
    summary: str
    inputs: tuple[CardPort, ...]
    outputs: tuple[CardPort, ...]
    is_known: bool = True
    mode: str = "on"
    preview: bool = False
    """Its result is shown on it."""

    @property
    def ports_height(self) -> float:
        """From the upper edge to below the last port."""
        return HEADER + PAD + ROW * max(1, len(self.inputs), len(self.outputs)) + PAD

    @property
    def height(self) -> float:
        return self.ports_height + (PREVIEW if self.preview else 0.0) + FOOTER

    def port_y(self, row: int) -> float:
        """The height of the middle of a port row, from the upper edge of the card."""
        return HEADER + PAD + ROW * (row + 0.5)

    def input_row(self, name: str) -> int | None:
        """The row of an input port; None where it is not drawn."""
        return next((row for row, port in enumerate(self.inputs) if port.name == name), None)

    def output_row(self, name: str) -> int | None:
        return next((row for row, port in enumerate(self.outputs) if port.name == name), None)


def card_of(chain: Chain, catalog: Catalog, node_id: str) -> Card:
    """Describe a node, a placeholder for one whose tool is unknown, or a block of declared ports."""
    if node_id in BLOCKS:
        title, icon, summary = BLOCKS[node_id]
        # what the chain is given comes out of its block, what it gives goes in
        sides = {INPUTS: ((), _block_ports(chain.inputs)), OUTPUTS: (_block_ports(chain.outputs), ())}[node_id]
        return Card(node_id, catalog.translate(title), icon, "Chain", catalog.translate(summary), *sides)
    node = chain.nodes[node_id]
    spec = catalog.of(node)
    if spec is None:
        return _placeholder(chain, node_id, node)
    return Card(
        node_id,
        chain.title_of(node_id, spec.title),
        spec.icon,
        spec.category,
        _summary(spec, node),
        tuple(_card_port(p) for p in visible_inputs(chain, node_id, node, spec)),
        tuple(_card_port(p) for p in spec.outputs_of(node).values()),
        mode=node.mode,
        preview=chain.layout_of(node_id).preview,
    )


def _block_ports(declared: Mapping[str, ChainPort]) -> tuple[CardPort, ...]:
    return tuple(CardPort(name, port.title or name, type_of(port.schema_)) for name, port in declared.items())


def _placeholder(chain: Chain, node_id: str, node: Node) -> Card:
    """The card of a node whose tool is unknown: its ports are those that wires lead to."""
    edges = chain.edges_of.get(node_id, ())
    inputs = dict.fromkeys(e.target.port for e in edges if e.target.node == node_id)
    outputs = dict.fromkeys(e.source.port for e in edges if e.source.node == node_id)
    return Card(
        node_id,
        chain.title_of(node_id, node.tool),
        "circle-help",
        "Unknown",
        mark(f"{node.tool} {node.version} is not here"),
        tuple(CardPort(name, name, ANY) for name in inputs),
        tuple(CardPort(name, name, ANY) for name in outputs),
        is_known=False,
    )


def _card_port(port: Port) -> CardPort:
    return CardPort(port.name, port.title, port.type, port.required)


def visible_inputs(chain: Chain, node_id: str, node: Node, spec: ToolSpec) -> list[Port]:
    """The inputs drawn as ports: data, wired ones, and those the person asked to see.

    Every input that is not `config` can be wired, but a reader with seven options drawn as seven ports
    helps nobody.
    """
    chosen = chain.layout_of(node_id).shown
    return [
        port
        for port in spec.inputs_of(node).values()
        if not port.config and (is_data(port, spec) or port.name in chosen or (node_id, port.name) in chain.incoming)
    ]


def is_data(port: Port, spec: ToolSpec) -> bool:
    """Whether an input is mostly fed by a wire rather than typed: tables, files, anything, and dynamic ports."""
    if port.name not in spec.inputs:
        return True
    carries = any(t.kind in ("table", "image", "any") for t in (port.type, *port.type.items))
    return (carries and not hints.EDITOR.read(port.schema)) or hints.AS_PORT.read(port.schema)


def _summary(spec: ToolSpec, node: Node) -> str:
    """One line that tells this node from another of its tool: its most telling constants."""
    constants = [_short(value) for name, value in node.inputs.items() if _is_telling(spec.inputs.get(name), value)]
    return " · ".join(constants[:3])


def _is_telling(port: Port | None, value: Any) -> bool:
    return port is not None and value not in ("", None, [], {}) and value != port.default


def _short(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{k}: {_short(v)}" for k, v in list(value.items())[:2])
    if isinstance(value, list):
        items = ", ".join(_short_record(item) if isinstance(item, Mapping) else _short(item) for item in value[:3])
        return f"{items}…" if len(value) > 3 else items
    text = " ".join(str(value).split())
    if "/" in text and " " not in text and "://" not in text:
        text = text.rsplit("/", 1)[-1]
    return cut(text, 40)


def _short_record(record: Mapping[str, Any]) -> str:
    """Such as a condition: its values in a row."""
    return " ".join(_short(value) for value in record.values() if value not in ("", None))


def cut(text: str, length: int) -> str:
    """The beginning of a text that is longer."""
    return text if len(text) <= length else text[: length - 1] + "…"
