"""What people call the parts of a chain, where only their ids are at hand."""

from __future__ import annotations

from collections import Counter

from engine.catalog import Catalog
from engine.chain.card import BLOCKS, card_of
from engine.chain.model import Chain, Edge, Endpoint
from engine.chain.nested import CHAIN
from engine.chain.path import NodePath

_REMEMBERED = 8
_counted: list[tuple[Chain, Catalog, Counter[str]]] = []
"""Of the chains that were asked for last; a chain never changes."""


def block_title(chain: Chain, catalog: Catalog, block: str) -> str:
    """The title of a node, with its id where another has the same; or that of a block of declared ports. The id alone
    of what is not there.
    """
    if block in BLOCKS:
        return catalog.translate(BLOCKS[block][0])
    if block not in chain.nodes:
        return block
    title = _title(chain, catalog, block)
    return f"{title} ({block})" if _counts(chain, catalog)[title] > 1 else title


def _counts(chain: Chain, catalog: Catalog) -> Counter[str]:
    """How many nodes have each title: counted once for a chain, for a log asks for one title a line."""
    for known, tools, counts in _counted:
        if known is chain and tools is catalog:
            return counts
    counts = Counter(_title(chain, catalog, node_id) for node_id in chain.nodes)
    _counted.insert(0, (chain, catalog, counts))
    del _counted[_REMEMBERED:]
    return counts


def _title(chain: Chain, catalog: Catalog, node_id: str) -> str:
    node = chain.nodes[node_id]
    spec = catalog.of(node)
    return chain.title_of(node_id, spec.title if spec is not None else node.tool)


def path_title(chain: Chain, catalog: Catalog, path: str) -> str:
    """Of a node in a run, through the sub-chains that it is in, their items counted from 1: ``For each 2 › Filter``."""
    titles = []
    for part in path.split("/"):
        step = NodePath(part)
        title = block_title(chain, catalog, step.node)
        titles.append(title if step.item is None else f"{title} {step.item + 1}")
        node = chain.nodes.get(step.node)
        name = node.inputs.get(CHAIN) if node is not None else None
        chain = chain.definitions.get(str(name), Chain())
    return " › ".join(titles)


def end_title(chain: Chain, catalog: Catalog, at: Endpoint, *, is_input: bool) -> str:
    """Of a port: ``Read table: Table``."""
    title, port = block_title(chain, catalog, at.node), at.port
    if at.node in chain.nodes or at.node in BLOCKS:
        card = card_of(chain, catalog, at.node)
        ports = card.inputs if is_input else card.outputs
        port = next((each.title for each in ports if each.name == port), port)
    return f"{title}: {port}"


def wire_title(chain: Chain, catalog: Catalog, edge: Edge) -> str:
    """From where to where it leads."""
    source = end_title(chain, catalog, edge.source, is_input=False)
    return f"{source} → {end_title(chain, catalog, edge.target, is_input=True)}"
