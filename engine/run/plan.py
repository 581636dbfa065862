"""From a chain to what the scheduler runs: steps, what each waits for, and the values that are there already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.catalog import Catalog
from engine.chain.constants import constant_problem, is_secret
from engine.chain.graph import Graph
from engine.chain.model import INPUTS, Chain, Endpoint, Node, Policy, Retry
from engine.chain.nested import DISK, ChainFiles, inner_of
from engine.chain.path import NodePath
from engine.chain.types import type_of
from engine.chain.validate import Finding, errors, validate
from engine.errors import MissingSecret, PlanError
from engine.executors.base import Job
from engine.run.placement import job_of
from engine.run.scope import PriorResults, RunScope, RunSpec, Values
from engine.run.secrets import SecretSource
from nodes.sdk.kinds import FILES, TABLES, kind_of
from nodes.sdk.tools import Tool
from nodes.sdk.types import File, Image, Secret

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
    taken: dict[str, int] = field(default_factory=dict)
    """How many inputs of other steps each output goes to."""
    seen: frozenset[str] = frozenset()
    """Outputs that are those of the run, or that it was run for: somebody looks at them."""


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
    passed_files: dict[str, type[File]] = field(default_factory=dict)
    """Those of them that are files and go straight to an output."""


class NotRunnable(PlanError):
    """The chain is wrong; `findings` says all of it."""

    def __init__(self, findings: list[Finding]) -> None:
        count = len(findings)
        super().__init__(
            f"{findings[0]}" + (f" (and {count - 1} more)" if count > 1 else ""), remedy=findings[0].remedy
        )
        self.findings = findings


def plan(
    spec: RunSpec,
    catalog: Catalog,
    *,
    secrets: SecretSource | None = None,
    queued: bool = False,
    files: ChainFiles = DISK,
    domain: str = "",
) -> Plan:
    """What to run of a chain. With `queued` a node that names a queue is left to its workers; chains in files are
    those of `files`. Jobs of one `domain` may meet what others of it have left; it is the chain's own where none is
    given.

    Raises `NotRunnable` when the part to run is wrong, `PlanError` when a value is missing.
    """
    chain, scope = spec.chain, spec.scope
    node_ids = _nodes_in(scope, Graph(chain, catalog))
    findings = errors(validate(chain, catalog, spec.folder, files))
    # an id that is none may look like a path: what is wrong with a node that is not found keeps all from running
    skipped = chain.nodes.keys() - node_ids.keys()
    if blocking := [f for f in findings if NodePath(f.node).outermost not in skipped]:
        raise NotRunnable(blocking)
    inputs = _chain_inputs(chain, spec.inputs)
    domain = domain or str(spec.path or spec.name)
    planned = _Planner(chain, catalog, spec.folder, secrets, queued, files, domain).plan(node_ids, inputs)
    for source in planned.outputs.values():
        if source.node in planned.steps:
            planned.steps[source.node].seen |= {source.port}
    for node_id in scope.up_to:
        if node_id in planned.steps:
            planned.steps[node_id].seen |= planned.steps[node_id].job.outputs.model_fields.keys()
    if scope.is_partial:
        planned.values.update(_results_outside(planned, scope.prior))
    return planned


class _Planner:
    """Plans one chain that is right; each sub-chain has a planner of its own."""

    def __init__(
        self,
        chain: Chain,
        catalog: Catalog,
        folder: Path,
        secrets: SecretSource | None,
        queued: bool,
        files: ChainFiles,
        domain: str,
    ) -> None:
        self._chain = chain
        self._catalog = catalog
        self._folder = folder
        self._secrets = secrets
        self._queued = queued
        self._files = files
        self._domain = domain
        self._graph = Graph(chain, catalog)
        self._given: list[Secret] = []

    def plan(self, node_ids: Collection[str], values: Values) -> Plan:
        """What to run of these nodes, from the values of the chain's inputs."""
        wires = self._wires()
        steps = {}
        for node_id in node_ids:
            node = self._chain.nodes[node_id]
            if node.mode == "on":
                steps[node_id] = self._step(node_id, node, tuple(wires[node_id]))
            elif node.mode == "off":
                steps[node_id] = _disabled_step(node_id)
        _connect(steps)
        return Plan(
            self._chain.title,
            self._folder,
            steps,
            values,
            self._graph.outputs(),
            self._given,
            self._chain.policy,
            tuple(self._chain.inputs),
            passed_files(self._chain, self._graph),
        )

    def _wires(self) -> defaultdict[str, list[tuple[str, Endpoint]]]:
        """For each node its wired ports, and where their values really come from."""
        wires = defaultdict(list)
        nodes = self._chain.nodes
        for edge in self._chain.edges:
            source: Endpoint | None = edge.source
            feeder = nodes.get(edge.source.node)
            if feeder is not None and feeder.mode == "bypass":
                source = self._graph.source(edge.source)
            if source is not None:
                wires[edge.target.node].append((edge.target.port, source))
        return wires

    def _step(self, node_id: str, node: Node, wires: tuple[tuple[str, Endpoint], ...]) -> Step:
        tool = self._catalog.of(node)
        assert tool is not None, "validation names unknown tools"
        job = job_of(node_id, node, tool, self._chain.lock, self._folder, self._domain)
        ports = tool.inputs_of(node)
        wired = {port: ports[port] for port, _ in wires}
        return Step(
            job=job,
            where=QUEUE if self._queued and job.placement.queue and not tool.flow else job.placement.where,
            constants={
                name: self._secret(value) if type(value) is dict and is_secret(value) else value
                for name, value in node.inputs.items()
                if name not in wired and name in ports
            },
            wires=wires,
            paths=tool.paths_of(node),
            list_inputs=tuple(name for name, port in wired.items() if port.type.wraps),
            required_inputs=frozenset(name for name, port in wired.items() if port.required),
            retry=node.retry,
            timeout_s=node.timeout_s,
            error_port=node.error_port,
            inner=self._inner(node) if tool.nests else None,
            flow=tool.flow,
        )

    def _secret(self, named: Mapping[str, Any]) -> Secret:
        """The secret that a constant names, as the node is given it. Raises `MissingSecret`."""
        name = str(named["$secret"])
        secret = None if self._secrets is None else self._secrets.find(name)
        if secret is None:
            raise MissingSecret(name)
        self._given.append(secret)
        return secret

    def _inner(self, node: Node) -> Plan | None:
        """The plan of the sub-chain that a node runs."""
        inner = inner_of(self._chain, node, self._folder, self._files)
        if inner is None:
            return None
        defaults = {Endpoint(INPUTS, name): value for name, value in inner.chain.input_defaults().items()}
        planner = _Planner(
            inner.chain, self._catalog, inner.folder, self._secrets, self._queued, self._files, self._domain
        )
        planned = planner.plan(inner.chain.nodes, defaults)
        self._given += planned.secrets
        return planned


def passed_files(chain: Chain, graph: Graph) -> dict[str, type[File]]:
    """The inputs of a chain that are files and go straight to an output of it, and what each is."""
    files = {}
    for source in graph.outputs().values():
        port = chain.inputs.get(source.port)
        if source.node == INPUTS and port is not None:
            kind = type_of(port.schema_).kind
            if kind in FILES:
                files[source.port] = _FILE_TYPES[kind]
    return files


_FILE_TYPES: dict[str, type[File]] = {"file": File, "image": Image}


def _disabled_step(node_id: str) -> Step:
    return Step(Job(node_id, Tool, Tool.Inputs, Tool.Outputs), "inline", {}, (), disabled=True)


def _connect(steps: Mapping[str, Step]) -> None:
    """Tell each step how many others it waits for, and those which wait for it."""
    for node_id, step in steps.items():
        feeders = {source.node for _, source in step.wires}
        for feeder in feeders:
            if feeder in steps:
                steps[feeder].successors.append(node_id)
                step.in_degree += 1
        for _, source in step.wires:
            if source.node in steps:
                taken = steps[source.node].taken
                taken[source.port] = taken.get(source.port, 0) + 1


def _nodes_in(scope: RunScope, graph: Graph) -> dict[str, None]:
    """The nodes to run, in the order of the chain. Raises `PlanError` where there are none."""
    nodes = graph.chain.nodes
    if not nodes:
        raise PlanError("the chain has no nodes")
    for node_id in (*scope.start, *scope.up_to):
        if node_id not in nodes:
            raise PlanError(f"there is no node {node_id!r}")
    chosen = set(nodes)
    if scope.up_to:
        chosen &= set(scope.up_to).union(*map(graph.ancestors, scope.up_to))
    if scope.start:
        chosen &= set().union(*map(graph.reachable, scope.start))
    if not chosen:
        raise PlanError(f"nothing leads from {', '.join(scope.start)} to {', '.join(scope.up_to)}")
    return dict.fromkeys(node_id for node_id in nodes if node_id in chosen)


def _results_outside(planned: Plan, prior: PriorResults) -> Values:
    """The results of an earlier run that steps need of nodes which do not run. Raises `PlanError` for a missing one."""
    values: Values = {}
    reached = {at.node for at in prior.values}
    for node_id, step in planned.steps.items():
        for _, source in step.wires:
            if source.node in planned.steps or source.node == INPUTS:
                continue
            if source in prior.values:
                values[source] = prior.values[source]
            elif source.node not in reached and source.node not in prior.skipped:
                # of those that were reached it was a branch that was not taken
                raise PlanError(
                    f"{node_id} needs {source}, which has no value yet", remedy=f"Run up to {node_id} instead."
                )
    return values


def _chain_inputs(chain: Chain, inputs: Mapping[str, Any]) -> Values:
    """The values of the chain's inputs: those of this run, else their defaults. Raises `PlanError`."""
    if unknown := sorted(inputs.keys() - chain.inputs.keys()):
        names = ", ".join(chain.inputs) or "none"
        raise PlanError(f"the chain has no input {unknown[0]!r} (it has: {names})")
    used = {edge.source.port for edge in chain.edges if edge.source.node == INPUTS}
    available = {**chain.input_defaults(), **inputs}
    values: Values = {}
    for name, port in chain.inputs.items():
        if name in available:
            value = available[name]
            kind = kind_of(value)
            constant = str(value.path) if kind in FILES else value
            if kind not in TABLES and (reason := constant_problem(port.schema_, constant)):
                raise PlanError(f"chain input {name!r}: {reason}")
            values[Endpoint(INPUTS, name)] = value
        elif name in used:
            raise PlanError(
                f"the chain input {name!r} has no value", remedy="Give it a default, or a value for this run (--input)."
            )
    return values
