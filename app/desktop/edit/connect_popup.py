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

    def offers(self, words: str) -> Iterable[Offer]:
        wanted = words.strip().lower()
        for source, target in self._pairs:
            arrow = f"{_told(self._chain, source)}  →  {_told(self._chain, target)}"
            taken = self._chain.incoming.get(target)
            about = tr("in place of the wire from {source}", source=taken.source) if taken else ""
            if all(part in arrow.lower() for part in wanted.split()):
                yield Offer(arrow, (source, target), None, about)

    def empty_text(self) -> str:
        return tr("No wire fits.") if not self._pairs else tr("No wire is called that.")


def _wires(document: Document, node_id: str) -> Iterator[tuple[Endpoint, Endpoint]]:
    """From each output to whatever takes it, then into each input from whatever gives it; free inputs first."""
    chain, catalog = document.chain, document.catalog
    node = chain.nodes.get(node_id)
    spec = catalog.of(node) if node else None
    if node is None or spec is None:
        return
    others = [n for n in chain.blocks() if n != node_id]
    wires = []
    for name in spec.outputs_of(node):
        source = Endpoint(node_id, name)
        compatible = Compatibility(chain, catalog, source, from_input=False)
        wires += [(source, Endpoint(other, end)) for other in others for end in compatible.fitting(other)]
    yield from sorted(wires, key=lambda pair: pair[1] in chain.incoming and pair[1].node != OUTPUTS)
    for name, port in spec.inputs_of(node).items():
        if not port.config:
            target = Endpoint(node_id, name)
            compatible = Compatibility(chain, catalog, target, from_input=True)
            yield from ((Endpoint(other, end), target) for other in others for end in compatible.fitting(other))


def _told(chain: Chain, at: Endpoint) -> str:
    return f"{chain.title_of(at.node)}.{at.port}"
