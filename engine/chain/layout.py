"""Automatic layout in layers, left to right: for chains without positions and the command *Arrange*.

Layers are the longest path from a source (networkx `topological_generations`); within a layer nodes are
ordered by the barycentre of their neighbours, the heuristic of Sugiyama, Tagawa and Toda (1981).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from engine.catalog import Catalog
from engine.chain.card import WIDTH, card_of
from engine.chain.model import Chain

GAP_X = 90.0
GAP_Y = 36.0
_SWEEPS = 2
"""Each goes from left to right and back."""


def missing(chain: Chain) -> list[str]:
    """What has no position yet."""
    return [b for b in chain.blocks() if b not in chain.layout.nodes]


def arranged(chain: Chain, catalog: Catalog, only: Collection[str] | None = None) -> dict[str, tuple[float, float]]:
    """Positions for everything, or for `only` these. Nodes on a cycle keep the order of the document."""
    blocks = chain.blocks().keys()
    layers = _layers(chain, [block for block in blocks if only is None or block in only])
    positions: dict[str, tuple[float, float]] = {}
    for column, layer in enumerate(layers):
        heights = [card_of(chain, catalog, block).height for block in layer]
        y = -(sum(heights) + GAP_Y * (len(layer) - 1)) / 2
        for block, height in zip(layer, heights, strict=True):
            positions[block] = (round(column * (WIDTH + GAP_X)), round(y))
            y += height + GAP_Y
    return positions


def _layers(chain: Chain, blocks: Collection[str]) -> list[list[str]]:
    """Blocks by how many others must run before them, those of a layer beside those they are wired to."""
    import networkx

    graph: networkx.DiGraph[str] = networkx.DiGraph()
    graph.add_nodes_from(blocks)
    ends = ((edge.source.node, edge.target.node) for edge in chain.edges)
    graph.add_edges_from((source, target) for source, target in ends if source in graph and target in graph)
    while not networkx.is_directed_acyclic_graph(graph):
        graph.remove_edge(*networkx.find_cycle(graph)[-1][:2])
    layers = [list(layer) for layer in networkx.topological_generations(graph)]
    _order(layers, graph.predecessors, graph.successors)
    return layers


Neighbours = Callable[[str], Iterable[str]]


def _order(layers: list[list[str]], predecessors: Neighbours, successors: Neighbours) -> None:
    """Sort each layer by where the neighbours of its blocks stand in theirs."""
    order = {block: float(row) for layer in layers for row, block in enumerate(layer)}
    for _ in range(_SWEEPS):
        for sweep, neighbours in ((layers, predecessors), (layers[::-1], successors)):
            for layer in sweep:
                rows = {block: [order[n] for n in neighbours(block)] or [order[block]] for block in layer}
                barycentres = {block: sum(numbers) / len(numbers) for block, numbers in rows.items()}
                layer.sort(key=barycentres.__getitem__)
                order.update({block: float(row) for row, block in enumerate(layer)})
