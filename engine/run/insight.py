"""How a chain is shaped and where its time goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.chain.model import Chain, Edge
from engine.run.state import NodeState


@dataclass(frozen=True, slots=True)
class Insight:
    """`generations` are the nodes by how many must have run before; those of one can run at the same time.

    `critical` is the path that decides how long a run takes: by the seconds of the run that was looked at, or by
    the number of nodes where there was none. `work_s` is what all nodes took together, `waiting_s` how long they
    were ready without a free place.
    """

    generations: tuple[tuple[str, ...], ...]
    critical: tuple[str, ...]
    critical_s: float
    work_s: float
    waiting_s: float

    @property
    def depth(self) -> int:
        """How many nodes must run one after the other."""
        return len(self.generations)

    @property
    def width(self) -> int:
        """How many nodes can run at the same time at most."""
        return max(map(len, self.generations), default=0)

    @property
    def speed_up(self) -> float:
        """How much faster it is than one node after the other, with places for all."""
        if not self.critical_s:
            return 1.0
        return self.work_s / self.critical_s

    def wires(self, chain: Chain) -> set[Edge]:
        """The wires along the critical path."""
        steps = set(zip(self.critical, self.critical[1:], strict=False))
        return {edge for edge in chain.edges if (edge.source.node, edge.target.node) in steps}


def insight(chain: Chain, states: Mapping[str, NodeState] | None = None) -> Insight:
    """Look at a chain, with the times that its nodes took in a run.

    Raises ValueError where its wires run in a circle.
    """
    import networkx as nx

    states = states or {}
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(chain.nodes)
    graph.add_edges_from(
        (e.source.node, e.target.node)
        for e in chain.edges
        if e.source.node in chain.nodes and e.target.node in chain.nodes
    )
    try:
        generations = tuple(tuple(sorted(nodes)) for nodes in nx.topological_generations(graph))
    except nx.NetworkXUnfeasible as error:
        raise ValueError("its wires run in a circle") from error
    elapsed = {n: s.elapsed_s for n in chain.nodes if (s := states.get(n)) is not None and s.elapsed_s is not None}
    cost = {**dict.fromkeys(chain.nodes, 0.0), **elapsed} if elapsed else dict.fromkeys(chain.nodes, 1.0)
    # the weight of a node goes on the wires that lead to it; "" stands before those that nothing leads to
    graph.add_edges_from(("", n) for n in chain.nodes)
    for source, target in graph.edges:
        graph.edges[source, target]["cost"] = cost[target]
    path = tuple(n for n in nx.dag_longest_path(graph, weight="cost", default_weight=0) if n)
    measured = [states[n] for n in chain.nodes if n in states]
    waits = [s.started - s.queued for s in measured if s.started is not None and s.queued is not None]
    return Insight(
        generations,
        path,
        sum(elapsed.get(n, 0.0) for n in path),
        sum(elapsed.values()),
        sum(max(0.0, w) for w in waits),
    )
