"""Everything that is wrong with a chain, found in one pass, each with where, why and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from graphlib import CycleError
from pathlib import Path
from typing import Any, Literal, NamedTuple

from engine.catalog import Catalog, Port, ToolSpec
from engine.chain.graph import Absent, Graph
from engine.chain.model import NODE_ID, OUTPUTS, Chain, Edge, Endpoint, JsonSchema, Node, StoredPorts
from engine.chain.nested import CHAIN, FILE, inner_of
from engine.chain.types import type_mismatch, type_of
from engine.errors import ChainError
from nodes.sdk.texts import Reported, mark

Code = Literal[
    "unknown-tool",
    "unknown-version",
    "missing-input",
    "type-clash",
    "cycle",
    "dangling-edge",
    "double-edge",
    "bad-constant",
    "bad-ports",
    "bad-id",
    "unknown-input",
    "unsupported",
    "missing-file",
    "missing-column",
    "bad-retry",
    "bad-subchain",
    "no-outputs",
    "failed",
]


class Finding(NamedTuple):
    """One thing that is wrong. `node` and `port` are empty where it concerns the whole chain.

    Inside a sub-chain `node` is a path: ``map_1/filter``.
    """

    level: Literal["error", "warning"]
    code: Code
    node: str
    port: str
    reason: Reported
    remedy: Reported

    def __str__(self) -> str:
        place = f"{self.node}.{self.port}" if self.port else self.node
        return f"{place}: {self.reason}" if place else self.reason


def validate(chain: Chain, catalog: Catalog, folder: Path | None = None) -> list[Finding]:
    """All findings, nodes in document order, those of a sub-chain after its node.

    With `folder`, file constants that are not there are warned of, and chains in files are looked into.
    """
    return _chain(chain, catalog, folder, ())


def _chain(chain: Chain, catalog: Catalog, folder: Path | None, around: tuple[Path, ...]) -> list[Finding]:
    graph = Graph(chain, catalog)
    findings: list[Finding] = []
    for node_id, node in chain.nodes.items():
        spec = catalog.of(node)
        findings += _node(graph, node_id, node, spec, folder)
        if spec is not None and spec.nests and node.mode == "on":
            findings += _inside(chain, catalog, node_id, folder, around)
    findings += _edges(graph)
    findings += _cycle(graph)
    return findings


def _inside(
    chain: Chain, catalog: Catalog, node_id: str, folder: Path | None, around: tuple[Path, ...]
) -> Iterator[Finding]:
    """What is wrong with the sub-chain of a node."""
    node, remedy = chain.nodes[node_id], mark("Open it by a double click, or choose a file in the form.")
    if folder is None and node.inputs.get(FILE):
        return
    try:
        inner = inner_of(chain, node, folder or Path())
    except ChainError as error:
        yield Finding("error", "bad-subchain", node_id, "", str(error), error.remedy or remedy)
        return
    if inner is None:
        yield Finding("error", "bad-subchain", node_id, CHAIN, "it names no sub-chain to run", remedy)
        return
    if inner.file is not None and inner.file in around:
        yield Finding(
            "error", "bad-subchain", node_id, "", f"{inner.file.name} would run itself", "Take another chain."
        )
        return
    files = (*around, inner.file) if inner.file else around
    for found in _chain(inner.chain, catalog, inner.folder if folder else None, files):
        path = f"{node_id}/{found.node}" if found.node else node_id
        yield found._replace(node=path, port=found.port if found.node else "")


def _resolved(chain: Chain, node: Node, spec: ToolSpec, folder: Path | None) -> StoredPorts | None:
    """What the ports should be; as they are where the sub-chain cannot be looked at, of which others tell."""
    if not spec.nests:
        return spec.resolve(node.inputs)
    if folder is None and node.inputs.get(FILE):
        return node.ports or StoredPorts()
    try:
        inner = inner_of(chain, node, folder or Path())
    except ChainError:
        return node.ports or StoredPorts()
    return spec.resolve(node.inputs, inner.chain) if inner else StoredPorts()


def outputs_problem(chain: Chain) -> list[Finding]:
    """A warning where a chain that programs are to run declares nothing that they would be given."""
    if chain.outputs:
        return []
    reason = mark("it declares no outputs: whoever runs it is answered with nothing")
    return [Finding("warning", "no-outputs", "", "", reason, "Choose Edit › Make chain outputs for what it gives.")]


def errors(findings: list[Finding]) -> list[Finding]:
    """Only those that keep the chain from running."""
    return [finding for finding in findings if finding.level == "error"]


def _node(graph: Graph, node_id: str, node: Node, spec: ToolSpec | None, folder: Path | None) -> Iterator[Finding]:
    chain, catalog = graph.chain, graph.catalog

    def finding(
        code: Code, port: str, reason: Reported, remedy: Reported, level: Literal["error", "warning"] = "error"
    ) -> Finding:
        return Finding(level, code, node_id, port, reason, remedy)

    if node.mode != "on":
        return  # nothing of it runs
    if not NODE_ID.fullmatch(node_id):
        yield finding("bad-id", "", f"{node_id!r} cannot name a node", "Use small letters, digits and underscores.")
    if spec is None:
        other = catalog.newest(node.tool)
        if other is None:
            image = node.placement.image if node.placement else ""
            remedy = mark(
                f"Add its image {image} (Edit › Add image…)." if image else "Install the package that brings it."
            )
            yield finding("unknown-tool", "", f"no tool {node.tool!r} here", remedy)
        else:
            yield finding(
                "unknown-version",
                "",
                f"{node.tool} {node.version} is asked for, {other.version} is here",
                "Update the node (Edit › Update to the version here), or install the version it asks for.",
            )
        return
    where = node.placement.where if node.placement is not None else spec.home.where
    if where == "server" and not (node.placement and node.placement.server):
        yield finding("unsupported", "", "it is to run on a server, and none is named", "Choose one under Where.")
    if where == "docker" and not (spec.standard or spec.home.image or (node.placement and node.placement.image)):
        remedy = mark("Build an image of its package (iceos image build), or let it run in this program.")
        yield finding("unsupported", "", f"the image of the standard tools does not have {spec.name}", remedy)
    if spec.flow and where != "inline":
        yield finding("unsupported", "", f"control flow cannot run in a {where}", "Set its placement to inline.")
    if spec.nests and node.retry is not None:
        yield finding("unsupported", "", "a sub-chain is not tried again as a whole", "Set retries on nodes inside it.")
    if node.retry is not None:
        try:
            re.compile(node.retry.matching)
        except re.error as error:
            reason = mark(f"which failures to try again is no regular expression: {error}")
            yield finding("bad-retry", "", reason, "Change it under When it runs.")
    inputs = spec.inputs_of(node)
    if spec.dynamic:
        try:
            resolved = _resolved(chain, node, spec, folder)
        except ValueError as error:
            yield finding("bad-ports", "", f"its ports cannot be made: {error}", "Mend its configuration.")
        else:
            if resolved != (node.ports or StoredPorts()):
                whose = mark("its sub-chain" if spec.nests else "its configuration")
                yield finding(
                    "bad-ports",
                    "",
                    f"its stored ports are not those of {whose}",
                    "Choose Edit › Update to the version here.",
                )
    for name, value in node.inputs.items():
        port = inputs.get(name)
        if port is None:
            yield finding("unknown-input", name, f"{spec.title} has no input {name!r}", "Remove this value.", "warning")
        elif (node_id, name) not in chain.incoming:
            if reason := constant_problem(port.schema, value):
                yield finding("bad-constant", name, reason, f"Change {port.title.lower()} in the form.")
            elif folder is not None and not node.error_port:
                yield from _file(port, value, folder, finding)
    for name, port in inputs.items():
        if port.required and name not in node.inputs and not _fed(graph, Endpoint(node_id, name)):
            remedy = mark(f"Set {port.title.lower()} in the form." if port.config else f"Wire {port.type} to it.")
            yield finding("missing-input", name, f"{port.title} is missing", remedy)


def _fed(graph: Graph, target: Endpoint) -> bool:
    """Whether a wire brings something to a port, through bypassed nodes as well."""
    edge = graph.chain.incoming.get(target)
    return edge is not None and graph.source(edge.source) is not None


def _file(port: Port, value: Any, folder: Path, finding: Any) -> Iterator[Finding]:
    if port.type.kind not in ("file", "image") or not isinstance(value, str):
        return
    path = folder / value
    try:
        there = path.exists()
    except (OSError, ValueError):
        there = False
    if not there:
        yield finding("missing-file", port.name, f"{path} is not there", "Choose another file.", "warning")


def _edges(graph: Graph) -> Iterator[Finding]:
    sources: dict[Endpoint, Endpoint] = {}
    for edge in graph.chain.edges:
        if edge.target in sources and edge.target.node != OUTPUTS:
            yield Finding(
                "error",
                "double-edge",
                edge.target.node,
                edge.target.port,
                f"two wires end here, from {sources[edge.target]} and {edge.source}",
                "Remove one of them.",
            )
        sources[edge.target] = edge.source
        output, target = graph.output_port(edge.source), graph.input_port(edge.target)
        if isinstance(output, Absent):
            yield _dangling(graph.chain, edge, (edge.source, edge.target), output.reason)
        if isinstance(target, Absent):
            yield _dangling(graph.chain, edge, (edge.target, edge.source), target.reason)
        if isinstance(output, Absent) or isinstance(target, Absent):
            continue
        if reason := type_mismatch(output.type, target.type):
            yield Finding(
                "error",
                "type-clash",
                edge.target.node,
                edge.target.port,
                f"the wire from {edge.source} brings the wrong type: {reason}",
                "Remove the wire, or put a tool that converts in between.",
            )


def _dangling(chain: Chain, edge: Edge, ends: tuple[Endpoint, Endpoint], reason: str) -> Finding:
    """A wire without a port at the first of its ends: told of that node, or the other where there is no such node."""
    node, port = next((end for end in ends if end.node in chain.nodes), ("", ""))
    return Finding(
        "error", "dangling-edge", node, port, f"wire {edge.source} → {edge.target}: {reason}", "Remove the wire."
    )


def _cycle(graph: Graph) -> Iterator[Finding]:
    try:
        graph.order()
    except CycleError as error:
        path = error.args[1]
        yield Finding(
            "error",
            "cycle",
            path[0],
            "",
            f"the wires run in a circle: {' → '.join(path)}",
            "Remove one of them.",
        )


def constant_problem(schema: JsonSchema, value: Any) -> str:
    """Why a constant does not satisfy the schema of its port, in words; empty when it does."""
    kind = schema.get("type")
    if kind == "string" and type(value) is str and not _CONSTRAINED & schema.keys():
        return ""  # by far the most frequent case, and a hundred times faster than a validator
    if kind == "boolean" and type(value) is bool:
        return ""
    validator = _validator(_Identity(schema))
    problems = sorted(validator.iter_errors(value), key=lambda error: list(error.absolute_path))
    if not problems:
        return ""
    first = problems[0]
    if first.context and (best := _best(first.context)):
        return _words(best)
    return _words(first)


_CONSTRAINED = {"minLength", "maxLength", "pattern", "enum", "const", "format"}


class _Identity:
    """A schema as a dictionary key: by identity, and kept alive."""

    __slots__ = ("schema",)

    def __init__(self, schema: JsonSchema) -> None:
        self.schema = schema

    def __hash__(self) -> int:
        return id(self.schema)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identity) and other.schema is self.schema


@lru_cache(maxsize=4096)
def _validator(key: _Identity) -> Any:
    import jsonschema

    return jsonschema.Draft202012Validator(key.schema)


def _best(context: list[Any]) -> Any:
    """Of the failures of several alternatives, the one that is not about the type, else None."""
    return next((error for error in context if error.validator not in ("type", "const")), None)


def _words(error: Any) -> str:
    limit, value = error.validator_value, error.instance
    place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in error.absolute_path)
    prefix = f"{place.lstrip('.')}: " if place else ""
    shown = repr(value) if len(repr(value)) < 60 else repr(value)[:57] + "…"
    words = {
        "type": lambda: mark(f"{shown} is not {type_of(error.schema)}"),
        "anyOf": lambda: mark(f"{shown} is not {type_of(error.schema)}"),
        "enum": lambda: mark(f"{shown} is none of {', '.join(map(str, limit))}"),
        "minimum": lambda: mark(f"{shown} is less than {limit}"),
        "exclusiveMinimum": lambda: mark(f"{shown} must be more than {limit}"),
        "maximum": lambda: mark(f"{shown} is more than {limit}"),
        "exclusiveMaximum": lambda: mark(f"{shown} must be less than {limit}"),
        "minLength": lambda: mark("this is empty" if not value else f"{shown} is shorter than {limit} characters"),
        "maxLength": lambda: mark(f"longer than {limit} characters"),
        "minItems": lambda: mark(f"at least {limit} needed" if limit > 1 else "at least one is needed"),
        "pattern": lambda: mark(f"{shown} does not look right (pattern {limit})"),
    }
    return prefix + (words[error.validator]() if error.validator in words else str(error.message))
