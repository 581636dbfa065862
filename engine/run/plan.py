"""From a chain to what the scheduler runs: steps, what each waits for, and the values that are there already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from engine.catalog import Catalog, ToolSpec
from engine.chain.constants import constant_problem
from engine.chain.graph import Graph
from engine.chain.model import INPUTS, Chain, Endpoint, Node, Placement, Policy, Retry
from engine.chain.nested import inner_of
from engine.chain.path import NodePath
from engine.chain.validate import Finding, errors, validate
from engine.errors import MissingSecret, PlanError
from engine.executors.base import Job
from engine.flow.nesting import Nesting
from engine.images.reference import STANDARD, pinned
from engine.run.scope import PriorResults, RunSpec, Values
from engine.run.secrets import SecretSource
from nodes.sdk.tools import Tool
from nodes.sdk.types import Secret

QUEUE = "queue"
"""Where a step runs that is left to the workers of a queue."""


@dataclass(slots=True)
class Step:
    """One node, ready to run once `in_degree` other steps have finished."""

    job: Job
    where: str
    constants: dict[str, Any]
    wires: tuple[tuple[str, Endpoint], ...]
    paths: tuple[str, ...] = ()
    list_inputs: tuple[str, ...] = ()
    required_inputs: frozenset[str] = frozenset()
    """Inputs without which the node is skipped when nothing comes through their wire."""
    retry: Retry | None = None
    timeout_s: float | None = None
    error_port: bool = False
    inner: Plan | None = None
    """The sub-chain that it runs, without the values it will be given."""
    flow: bool = False
    disabled: bool = False
    """It does not run: it and what needs it are skipped."""
    in_degree: int = 0
    successors: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Plan:
    """`values` holds what is known before the run: the chain's inputs, and results of an earlier run."""

    title: str
    folder: Path
    steps: dict[str, Step]
    values: Values
    outputs: dict[str, Endpoint]
    secrets: list[Secret] = field(default_factory=list)
    """Those that its steps are given, so that nothing told holds one."""
    policy: Policy = field(default_factory=Policy)
    inputs: tuple[str, ...] = ()
    """Names of the inputs that the chain declares."""


class NotRunnable(PlanError):
    """The chain is wrong; `findings` says all of it."""

    def __init__(self, findings: list[Finding]) -> None:
        count = len(findings)
        super().__init__(
            f"{findings[0]}" + (f" (and {count - 1} more)" if count > 1 else ""), remedy=findings[0].remedy
        )
        self.findings = findings


def plan(spec: RunSpec, catalog: Catalog, *, secrets: SecretSource | None = None, queued: bool = False) -> Plan:
    """What to run of a chain. With `queued` a node that names a queue is left to its workers.

    Raises `NotRunnable` when the part to run is wrong, `PlanError` when a value is missing.
    """
    chain, scope = spec.chain, spec.scope
    chosen = _chosen(Graph(chain, catalog), scope.start, scope.up_to)
    findings = errors(validate(chain, catalog, spec.folder))
    if wrong := [f for f in findings if not f.node or NodePath(f.node).outermost in chosen]:
        raise NotRunnable(wrong)
    values = _chain_inputs(chain, spec.inputs)
    return _plan(chain, catalog, spec.folder, chosen, values, scope.prior, secrets, queued)


def _plan(
    chain: Chain,
    catalog: Catalog,
    folder: Path,
    chosen: Collection[str],
    values: Values,
    prior: PriorResults,
    secrets: SecretSource | None,
    queued: bool,
) -> Plan:
    graph = Graph(chain, catalog)
    steps: dict[str, Step] = {}
    given: list[Secret] = []
    for node_id in chosen:
        node = chain.nodes[node_id]
        if node.mode == "bypass":
            continue
        if node.mode == "off":
            steps[node_id] = _off(node_id)
            continue
        spec = catalog.of(node)
        assert spec is not None, "validation names unknown tools"
        ports = spec.inputs_of(node)
        placement = placed(node, spec, chain.lock, folder)
        wires = tuple(
            (edge.target.port, source)
            for edge in chain.edges_of.get(node_id, ())
            if edge.target.node == node_id and (source := graph.source(edge.source)) is not None
        )
        wired = {port for port, _ in wires}
        inside = inner_of(chain, node, folder) if spec.nests else None
        inner = (
            _plan(
                inside.chain,
                catalog,
                inside.folder,
                inside.chain.nodes,
                _defaults(inside.chain),
                PriorResults(),
                secrets,
                queued,
            )
            if inside
            else None
        )
        given += inner.secrets if inner else []
        steps[node_id] = Step(
            job=Job(node_id, spec.implementation, *_models(spec, node), placement, node),
            where=QUEUE if queued and placement.queue and not spec.flow else placement.where,
            constants={
                name: _secret(value, secrets) if isinstance(value, dict) and "$secret" in value else value
                for name, value in node.inputs.items()
                if name not in wired and name in ports
            },
            wires=wires,
            paths=spec.paths_of(node),
            list_inputs=tuple(name for name in wired if ports[name].type.wraps),
            required_inputs=frozenset(name for name in wired if ports[name].required),
            retry=node.retry,
            timeout_s=node.timeout_s,
            error_port=node.error_port,
            inner=inner,
            flow=spec.flow,
        )
    ran = {at.node for at in prior.values}
    for node_id, step in steps.items():
        sources = {source.node for _, source in step.wires if source.node in steps}
        step.in_degree = len(sources)
        for feeder in sources:
            steps[feeder].successors.append(node_id)
        for _, source in step.wires:
            if source.node not in steps and source not in values and source.node != INPUTS:
                if source not in prior.values:
                    if source.node in ran or source.node in prior.skipped:
                        continue  # a branch that was not taken
                    raise PlanError(
                        f"{node_id} needs {source}, which has no value yet", remedy=f"Run up to {node_id} instead."
                    )
                values[source] = prior.values[source]
    given += [v for step in steps.values() for v in step.constants.values() if isinstance(v, Secret)]
    return Plan(chain.title, folder, steps, values, graph.outputs(), given, chain.policy, tuple(chain.inputs))


def job_of(node_id: str, node: Node, spec: ToolSpec, folder: Path) -> Job:
    """What to run for one node alone, wherever it was placed."""
    return Job(node_id, spec.implementation, *_models(spec, node), placed(node, spec, {}, folder), node)


def placed(node: Node, spec: ToolSpec, lock: Mapping[str, str], folder: Path = Path()) -> Placement:
    """Where a node runs: as it says itself, else where its tool belongs; an image at the digest the chain pins."""
    placement = node.placement or spec.home
    if placement.where != "docker":
        return placement
    asked = placement.image or spec.home.image or STANDARD
    mounts = tuple(m.model_copy(update={"path": absolute(folder, m.path)}) for m in placement.mounts)
    return placement.model_copy(update={"image": pinned(asked, lock), "mounts": mounts})


def images_of(chain: Chain, catalog: Catalog) -> set[str]:
    """The references of all images that a chain, and its sub-chains, would run nodes in."""
    found = set().union(*(images_of(inner, catalog) for inner in chain.definitions.values()))
    for node in chain.nodes.values():
        spec = catalog.of(node)
        if spec is not None and node.mode == "on":
            placement = placed(node, spec, {})
            found |= {placement.image} if placement.where == "docker" else set()
    return found


def _off(node_id: str) -> Step:
    return Step(Job(node_id, Tool, Tool.Inputs, Tool.Outputs), "inline", {}, (), disabled=True)


def _models(spec: ToolSpec, node: Node) -> tuple[type[BaseModel], type[BaseModel]]:
    tool = spec.implementation
    if issubclass(tool, Nesting):
        return tool.models_of(node.ports)
    return tool.models(node.inputs) if spec.dynamic else (tool.Inputs, tool.Outputs)


def _chosen(graph: Graph, start: Collection[str], up_to: Collection[str]) -> list[str]:
    chain = graph.chain
    for node_id in (*start, *up_to):
        if node_id not in chain.nodes:
            raise PlanError(f"there is no node {node_id!r}")
    needed = set(up_to).union(*(graph.ancestors(n) for n in up_to)) if up_to else chain.nodes.keys()
    after = set().union(*(graph.reachable(n) for n in start)) if start else chain.nodes.keys()
    if not needed & after:
        if not chain.nodes:
            raise PlanError("the chain has no nodes")
        raise PlanError(f"nothing leads from {', '.join(start)} to {', '.join(up_to)}")
    return [node_id for node_id in chain.nodes if node_id in needed and node_id in after]


def _defaults(chain: Chain) -> Values:
    """The values of a chain's inputs that need not be given."""
    return {Endpoint(INPUTS, name): value for name, value in chain.input_defaults().items()}


def _chain_inputs(chain: Chain, given: Mapping[str, Any]) -> Values:
    if unknown := sorted(given.keys() - chain.inputs.keys()):
        names = ", ".join(chain.inputs) or "none"
        raise PlanError(f"the chain has no input {unknown[0]!r} (it has: {names})")
    used = Counter(edge.source.port for edge in chain.edges if edge.source.node == INPUTS)
    values: Values = {}
    for name, port in chain.inputs.items():
        if name in given:
            value = given[name]
        elif "default" in port.schema_:
            value = port.schema_["default"]
        elif used[name]:
            raise PlanError(
                f"the chain input {name!r} has no value", remedy="Give it a default, or a value for this run (--input)."
            )
        else:
            continue
        if reason := constant_problem(port.schema_, value):
            raise PlanError(f"chain input {name!r}: {reason}")
        values[Endpoint(INPUTS, name)] = value
    return values


def _secret(value: dict[str, Any], secrets: SecretSource | None) -> Secret:
    name = str(value["$secret"])
    found = secrets.find(name) if secrets is not None else None
    if found is None:
        raise MissingSecret(name)
    return found


def absolute(folder: Path, value: Any) -> Any:
    """A path constant (or a list of them) against the chain's own folder."""
    if isinstance(value, str) and value:
        return str(folder / Path(value).expanduser())
    if isinstance(value, list):
        return [absolute(folder, item) for item in value]
    return value
