"""Automatic layout in layers, left to right: for chains without positions and the command *Arrange*.

Layers are the longest path from a source (networkx `topological_generations`); within a layer nodes are
ordered by the barycentre of their neighbours, the heuristic of Sugiyama, Tagawa and Toda (1981).
"""

from __future__ import annotations

from collections.abc import Collection

from engine.catalog import Catalog
from engine.chain.card import WIDTH, card_of
from engine.chain.model import Chain

GAP_X = 90.0
GAP_Y = 36.0


def missing(chain: Chain) -> list[str]:
    """What has no position yet."""
    return [b for b in chain.blocks() if b not in chain.layout.nodes]


def arranged(chain: Chain, catalog: Catalog, only: Collection[str] | None = None) -> dict[str, tuple[float, float]]:
    """Positions for everything, or for `only` these. Nodes on a cycle keep the order of the document."""
    import networkx

    chosen = [b for b in chain.blocks() if only is None or b in only]
    graph: networkx.DiGraph[str] = networkx.DiGraph()
    graph.add_nodes_from(chosen)
    graph.add_edges_from(
        (e.source.node, e.target.node) for e in chain.edges if {e.source.node, e.target.node} <= {*chosen}
    )
    acyclic: networkx.DiGraph[str] = networkx.DiGraph(graph)
    while not networkx.is_directed_acyclic_graph(acyclic):
        acyclic.remove_edge(*networkx.find_cycle(acyclic)[-1][:2])
    layers = [list(layer) for layer in networkx.topological_generations(acyclic)]
    order = {block: float(i) for layer in layers for i, block in enumerate(layer)}
    for sweep in range(4):
        for layer in layers if sweep % 2 == 0 else reversed(layers):
            near = acyclic.predecessors if sweep % 2 == 0 else acyclic.successors
            middle = {b: _mean([order[n] for n in near(b)], order[b]) for b in layer}
            layer.sort(key=middle.__getitem__)
            order.update({block: float(i) for i, block in enumerate(layer)})
    places: dict[str, tuple[float, float]] = {}
    for column, layer in enumerate(layers):
        heights = [card_of(chain, catalog, block).height for block in layer]
        y = -(sum(heights) + GAP_Y * (len(layer) - 1)) / 2
        for block, height in zip(layer, heights, strict=True):
            places[block] = (round(column * (WIDTH + GAP_X)), round(y))
            y += height + GAP_Y
    return places


def _mean(values: list[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise
