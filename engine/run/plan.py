"""From a chain to what the scheduler runs: steps, what each waits for, and the values that are there already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.catalog import Catalog
from engine.chain.model import INPUTS, OUTPUTS, Chain, Endpoint, Policy, Retry
from engine.chain.validate import Finding, constant_problem, errors, validate
from engine.errors import MissingSecret, PlanError
from engine.executors.base import Job
from engine.run.secrets import SecretSource
from nodes.sdk.types import Secret

Values = dict[Endpoint, Any]
"""Values by the output port they came from."""


@dataclass(slots=True)
class Step:
    """One node, ready to run once `waits` other steps have finished."""

    job: Job
    where: str
    constants: dict[str, Any]
    wires: tuple[tuple[str, Endpoint], ...]
    paths: tuple[str, ...] = ()
    wraps: tuple[str, ...] = ()
    needs: frozenset[str] = frozenset()
    """Inputs without which the node is skipped when nothing comes through their wire."""
    retry: Retry | None = None
    timeout_s: float | None = None
    error_port: bool = False
    waits: int = 0
    feeds: list[str] = field(default_factory=list)


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


class NotRunnable(PlanError):
    """The chain is wrong; `findings` says all of it."""

    def __init__(self, findings: list[Finding]) -> None:
        count = len(findings)
        super().__init__(
            f"{findings[0]}" + (f" (and {count - 1} more)" if count > 1 else ""), remedy=findings[0].remedy
        )
        self.findings = findings


def plan(
    chain: Chain,
    catalog: Catalog,
    folder: Path,
    inputs: Mapping[str, Any] | None = None,
    *,
    up_to: Collection[str] = (),
    only: str = "",
    known: Mapping[Endpoint, Any] | None = None,
    secrets: SecretSource | None = None,
) -> Plan:
    """What to run: the whole chain, all that `up_to` these nodes need, or `only` one node on `known` values.

    Relative paths resolve against `folder`. Raises `NotRunnable` when the part to run is wrong, `PlanError`
    when a value is missing.
    """
    known = known or {}
    chosen = _chosen(chain, up_to, only)
    wrong = [f for f in errors(validate(chain, catalog)) if not f.node or f.node in chosen]
    if wrong:
        raise NotRunnable(wrong)
    values = _chain_inputs(chain, inputs or {})
    steps: dict[str, Step] = {}
    for node_id in chosen:
        node = chain.nodes[node_id]
        spec = catalog.of(node)
        assert spec is not None, "validation names unknown tools"
        ports = spec.inputs_of(node)
        wires = tuple(
            (edge.target.port, edge.source) for edge in chain.edges_of.get(node_id, ()) if edge.target.node == node_id
        )
        wired = {port for port, _ in wires}
        models = spec.implementation.models(node.inputs) if spec.dynamic else None
        steps[node_id] = Step(
            job=Job(
                node_id, spec.implementation, *(models or (spec.implementation.Inputs, spec.implementation.Outputs))
            ),
            where=node.placement.where if node.placement else "subprocess" if spec.isolated else "inline",
            constants={
                name: _secret(value, secrets) if isinstance(value, dict) and "$secret" in value else value
                for name, value in node.inputs.items()
                if name not in wired and name in ports
            },
            wires=wires,
            paths=spec.paths_of(node),
            wraps=tuple(name for name in wired if ports[name].type.wraps),
            needs=frozenset(name for name in wired if ports[name].required),
            retry=node.retry,
            timeout_s=node.timeout_s,
            error_port=node.error_port,
        )
    for node_id, step in steps.items():
        sources = {source.node for _, source in step.wires if source.node in steps}
        step.waits = len(sources)
        for feeder in sources:
            steps[feeder].feeds.append(node_id)
        for _, source in step.wires:
            if source.node not in steps and source not in values:
                if source not in known:
                    raise PlanError(
                        f"{node_id} needs {source}, which has no value yet", remedy=f"Run up to {node_id} instead."
                    )
                values[source] = known[source]
    wanted = {edge.target.port: edge.source for edge in chain.edges if edge.target.node == OUTPUTS}
    given = [v for step in steps.values() for v in step.constants.values() if isinstance(v, Secret)]
    return Plan(chain.title, folder, steps, values, wanted, given, chain.policy)


def _chosen(chain: Chain, up_to: Collection[str], only: str) -> list[str]:
    if only:
        up_to = (only,)
    for node_id in up_to:
        if node_id not in chain.nodes:
            raise PlanError(f"there is no node {node_id!r}")
    if only:
        return [only]
    if not up_to:
        return list(chain.nodes)
    needed, stack = set(up_to), list(up_to)
    while stack:
        node_id = stack.pop()
        for edge in chain.edges_of.get(node_id, ()):
            source = edge.source.node
            if edge.target.node == node_id and source in chain.nodes and source not in needed:
                needed.add(source)
                stack.append(source)
    return [node_id for node_id in chain.nodes if node_id in needed]


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
