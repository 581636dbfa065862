"""Wire without a mouse: every wire that the selected node could have, to search in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtWidgets import QWidget

from canvas.document import Document
from canvas.language import tr
from canvas.search_popup import Offer, SearchPopup
from engine.chain.model import OUTPUTS, Chain, Endpoint
from engine.chain.wiring import Compatibility


class ConnectPopup(SearchPopup):
    """`chosen` carries a pair of endpoints, source and target."""

    def __init__(self, document: Document, node_id: str, parent: QWidget) -> None:
        super().__init__(tr("Connect with…"), parent, width=parent.fontMetrics().averageCharWidth() * 70, rows=12)
        self._pairs = list(_wires(document, node_id))
        self._chain, self._node = document.chain, node_id
        self.fill("")

    def offers(self, query: str) -> Iterable[Offer]:
        terms = query.lower().split()
        for source, target in self._pairs:
            arrow = f"{_label(self._chain, source)}  →  {_label(self._chain, target)}"
            hint = ""
            if (replaced := self._chain.incoming.get(target)) is not None:
                hint = tr("in place of the wire from {source}", source=replaced.source)
            if all(term in arrow.lower() for term in terms):
                yield Offer(arrow, (source, target), None, hint)

    def empty_text(self) -> str:
        if self._pairs:
            return tr("No wire is called that.")
        return tr("No wire fits.")


def _wires(document: Document, node_id: str) -> Iterator[tuple[Endpoint, Endpoint]]:
    """From each output to whatever takes it, then into each input from whatever gives it; free inputs first."""
    chain, catalog = document.chain, document.catalog
    node = chain.nodes.get(node_id)
    if node is None or (spec := catalog.of(node)) is None:
        return
    peers = [n for n in chain.blocks() if n != node_id]
    wires = []
    for name in spec.outputs_of(node):
        source = Endpoint(node_id, name)
        compatible = Compatibility(chain, catalog, source, from_input=False)
        wires += [(source, Endpoint(peer, end)) for peer in peers for end in compatible.fitting(peer)]
    yield from sorted(wires, key=lambda pair: pair[1] in chain.incoming and pair[1].node != OUTPUTS)
    for name, port in spec.inputs_of(node).items():
        if not port.config:
            target = Endpoint(node_id, name)
            compatible = Compatibility(chain, catalog, target, from_input=True)
            yield from ((Endpoint(peer, end), target) for peer in peers for end in compatible.fitting(peer))


def _label(chain: Chain, at: Endpoint) -> str:
    return f"{chain.title_of(at.node)}.{at.port}"
