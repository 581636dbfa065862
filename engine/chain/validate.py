"""Everything that is wrong with a chain, found in one pass, each with where, why and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

from engine.catalog import Catalog, Port, ToolSpec
from engine.chain.constants import constant_problem, is_secret
from engine.chain.graph import Absent, Graph
from engine.chain.model import NODE_ID, OUTPUTS, Chain, Edge, Endpoint, Placement, Retry, StoredPorts
from engine.chain.nested import CHAIN, DISK, FILE, ChainFiles, inner_of
from engine.chain.path import NodePath
from engine.chain.types import type_mismatch
from engine.errors import ChainError
from nodes.sdk.patterns import PatternProblem, compiled
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


Level = Literal["error", "warning"]


class Finding(NamedTuple):
    """One thing that is wrong. `node` and `port` are empty where it concerns the whole chain.

    Inside a sub-chain `node` is a path: ``map_1/filter``.
    """

    level: Level
    code: Code
    node: str
    port: str
    reason: Reported
    remedy: Reported

    def __str__(self) -> str:
        location = ".".join(filter(None, (self.node, self.port)))
        return ": ".join(filter(None, (location, self.reason)))


def validate(chain: Chain, catalog: Catalog, folder: Path | None = None, files: ChainFiles = DISK) -> list[Finding]:
    """All findings, nodes in document order, those of a sub-chain after its node.

    With `folder`, file constants that are not there are warned of, and chains in `files` are looked into.
    """
    return _in_chain(Graph(chain, catalog), folder, (), files)


def _in_chain(graph: Graph, folder: Path | None, within: tuple[Path, ...], files: ChainFiles) -> list[Finding]:
    """`within` are the files that the chain is in, the outermost first; none may run itself."""
    findings: list[Finding] = []
    for node_id, node in graph.chain.nodes.items():
        if node.mode != "on":
            continue  # nothing of it runs
        spec = graph.catalog.of(node)
        findings += _Node(graph, node_id, spec, folder, files).check()
        if spec is not None and spec.nests:
            findings += _in_node(graph, node_id, folder, within, files)
    findings += _in_edges(graph)
    findings += _in_cycle(graph)
    return findings


def _in_node(
    graph: Graph, node_id: str, folder: Path | None, within: tuple[Path, ...], files: ChainFiles
) -> Iterator[Finding]:
    """What is wrong with the sub-chain of a node."""
    node, remedy = graph.chain.nodes[node_id], mark("Open it by a double click, or choose a file in the form.")
    if folder is None and node.inputs.get(FILE):
        return
    try:
        inner = inner_of(graph.chain, node, folder or Path(), files)
    except ChainError as error:
        yield Finding("error", "bad-subchain", node_id, "", str(error), error.remedy or remedy)
        return
    if inner is None:
        yield Finding("error", "bad-subchain", node_id, CHAIN, "it names no sub-chain to run", remedy)
        return
    if inner.file is not None:
        if inner.file in within:
            reason = mark(f"{inner.file.name} would run itself")
            yield Finding("error", "bad-subchain", node_id, "", reason, "Take another chain.")
            return
        within = (*within, inner.file)
    for finding in _in_chain(Graph(inner.chain, graph.catalog), folder and inner.folder, within, files):
        if finding.node:
            yield finding._replace(node=NodePath(node_id) / finding.node)
        else:
            yield finding._replace(node=node_id, port="")


def outputs_problem(chain: Chain) -> list[Finding]:
    """A warning where a chain that programs are to run declares nothing that they would be given."""
    if chain.outputs:
        return []
    reason = mark("it declares no outputs: whoever runs it is answered with nothing")
    return [Finding("warning", "no-outputs", "", "", reason, "Choose Edit › Make chain outputs for what it gives.")]


def errors(findings: list[Finding]) -> list[Finding]:
    """Only those that keep the chain from running."""
    return [finding for finding in findings if finding.level == "error"]


class _Node:
    """Reports what is wrong with one node."""

    def __init__(
        self, graph: Graph, node_id: str, spec: ToolSpec | None, folder: Path | None, files: ChainFiles
    ) -> None:
        self._graph = graph
        self._files = files
        self._id = node_id
        self._spec = spec
        self._node = graph.chain.nodes[node_id]
        self._folder = folder
        self._findings: list[Finding] = []

    def check(self) -> list[Finding]:
        if not NODE_ID.fullmatch(self._id):
            reason = mark(f"{self._id!r} cannot name a node")
            self._report("bad-id", "", reason, mark("Use small letters, digits and underscores."))
        spec = self._spec
        if spec is None:
            self._check_unknown()
            return self._findings
        self._check_placement(spec, self._node.placement or spec.home)
        if self._node.retry is not None:
            self._check_retry(spec, self._node.retry)
        if spec.dynamic:
            self._check_ports(spec)
        inputs = spec.inputs_of(self._node)
        self._check_constants(spec, inputs)
        self._check_missing(inputs)
        return self._findings

    def _report(self, code: Code, port: str, reason: Reported, remedy: Reported, level: Level = "error") -> None:
        self._findings.append(Finding(level, code, self._id, port, reason, remedy))

    def _check_unknown(self) -> None:
        node = self._node
        newest = self._graph.catalog.newest(node.tool)
        if newest is not None:
            reason = mark(f"{node.tool} {node.version} is asked for, {newest.version} is here")
            remedy = mark("Update the node (Edit › Update to the version here), or install the version it asks for.")
            self._report("unknown-version", "", reason, remedy)
            return
        remedy = mark("Install the package that brings it.")
        if node.placement is not None and (image := node.placement.image):
            remedy = mark(f"Add its image {image} (Edit › Add image…).")
        self._report("unknown-tool", "", mark(f"no tool {node.tool!r} here"), remedy)

    def _check_placement(self, spec: ToolSpec, placement: Placement) -> None:
        if placement.where == "server" and not placement.server:
            reason = mark("it is to run on a server, and none is named")
            self._report("unsupported", "", reason, mark("Choose one under Where."))
        if placement.where == "docker" and not (spec.standard or spec.home.image or placement.image):
            reason = mark(f"the image of the standard tools does not have {spec.name}")
            remedy = mark("Build an image of its package (iceos image build), or let it run in this program.")
            self._report("unsupported", "", reason, remedy)
        if spec.flow and placement.where != "inline":
            reason = mark(f"control flow cannot run in a {placement.where}")
            self._report("unsupported", "", reason, mark("Set its placement to inline."))

    def _check_retry(self, spec: ToolSpec, retry: Retry) -> None:
        if spec.nests:
            reason = mark("a sub-chain is not tried again as a whole")
            self._report("unsupported", "", reason, mark("Set retries on nodes inside it."))
        try:
            compiled(retry.matching)
        except PatternProblem as error:
            reason = mark(f"which failures to try again is no regular expression: {error}")
            self._report("bad-retry", "", reason, mark("Change it under When it runs."))

    def _check_ports(self, spec: ToolSpec) -> None:
        """Whether the stored ports are those that the configuration, or the sub-chain, gives."""
        stored = self._node.ports or StoredPorts()
        try:
            resolved = self._resolved(spec)
        except ValueError as error:
            reason = mark(f"its ports cannot be made: {error}")
            self._report("bad-ports", "", reason, mark("Mend its configuration."))
            return
        if resolved is not None and resolved != stored:
            origin = mark("its sub-chain" if spec.nests else "its configuration")
            reason = mark(f"its stored ports are not those of {origin}")
            self._report("bad-ports", "", reason, mark("Choose Edit › Update to the version here."))

    def _resolved(self, spec: ToolSpec) -> StoredPorts | None:
        """What the ports should be; None where the sub-chain cannot be looked at, of which others tell."""
        inputs = self._node.inputs
        if not spec.nests:
            return spec.resolve(inputs)
        if self._folder is None and inputs.get(FILE):
            return None
        try:
            inner = inner_of(self._graph.chain, self._node, self._folder or Path(), self._files)
        except ChainError:
            return None
        return spec.resolve(inputs, inner.chain) if inner else StoredPorts()

    def _check_constants(self, spec: ToolSpec, inputs: Mapping[str, Port]) -> None:
        for name, value in self._node.inputs.items():
            port = inputs.get(name)
            if port is None:
                reason = mark(f"{spec.title} has no input {name!r}")
                self._report("unknown-input", name, reason, mark("Remove this value."), "warning")
            elif (self._id, name) in self._graph.chain.incoming:
                continue  # the wire counts
            elif is_secret(value) and not port.type.takes_secrets:
                remedy = mark("Choose a secret only where the form offers it.")
                self._report("bad-constant", name, mark(f"{port.title} takes no secret"), remedy)
            elif reason := constant_problem(port.schema, value):
                remedy = mark(f"Change {port.title.lower()} in the form.")
                self._report("bad-constant", name, reason, remedy)
            elif missing := self._missing_file(port, value):
                reason = mark(f"{missing} is not there")
                self._report("missing-file", name, reason, mark("Choose another file."), "warning")

    def _missing_file(self, port: Port, value: Any) -> Path | None:
        """The file that a constant names where it is not there; a node with an error port may go without it."""
        if self._folder is None or self._node.error_port:
            return None
        if port.type.kind not in ("file", "image") or not isinstance(value, str):
            return None
        path = self._folder / value
        if self._files.exists(path):
            return None
        return path

    def _check_missing(self, inputs: Mapping[str, Port]) -> None:
        for name, port in inputs.items():
            if not port.required or name in self._node.inputs or self._is_fed(name):
                continue
            remedy = mark(f"Wire {port.type} to it.")
            if port.config:
                remedy = mark(f"Set {port.title.lower()} in the form.")
            self._report("missing-input", name, mark(f"{port.title} is missing"), remedy)

    def _is_fed(self, port: str) -> bool:
        """Whether a wire brings something to a port, through bypassed nodes as well."""
        edge = self._graph.chain.incoming.get(Endpoint(self._id, port))
        return edge is not None and self._graph.source(edge.source) is not None


def _in_edges(graph: Graph) -> Iterator[Finding]:
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


def _in_cycle(graph: Graph) -> Iterator[Finding]:
    if path := graph.cycle():
        reason = mark(f"the wires run in a circle: {' → '.join(path)}")
        yield Finding("error", "cycle", path[0], "", reason, "Remove one of them.")
