"""What the Edit menu and the canvas's own wishes do to the document."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPointF
from PySide6.QtGui import QGuiApplication

from app.desktop.edit.connect_popup import ConnectPopup
from app.desktop.edit.loose_wire import LooseWire
from canvas.document import Document
from canvas.language import reported, tr
from canvas.quick_add import QuickAdd
from canvas.theme import Theme
from canvas.view import DROPPED_STEP, ChainView
from engine.catalog import Port, ToolSpec
from engine.chain import decor, edit, excerpt, reshape
from engine.chain.card import HEADER, WIDTH
from engine.chain.file import SUFFIX
from engine.chain.model import Chain, Endpoint, Mode
from engine.chain.paths import stored_path
from engine.errors import EditError

_STEP = 30.0


class Editing:
    """Commands on the document of one canvas. `inserted` is told when nodes have come from the clipboard or from
    another program, and are selected.
    """

    def __init__(
        self,
        view: ChainView,
        theme: Callable[[], Theme],
        recent: Callable[[], list[str]],
        used: Callable[[str], None],
        inserted: Callable[[], None],
    ) -> None:
        self._view = view
        self._theme = theme
        self._recent = recent
        self._used = used
        self._inserted = inserted

    @property
    def _document(self) -> Document:
        return self._view.document

    @property
    def _selected(self) -> list[str]:
        return self._view.chain_scene.selected_ids()

    def add_tool(self, spec: ToolSpec, at: QPointF) -> str:
        """Place a tool with its middle at a scene point; returns the id of the node."""
        x, y = at.x() - WIDTH / 2, at.y() - HEADER
        chain, node_id = edit.add_node(self._document.chain, spec, round(x / 10) * 10, round(y / 10) * 10)
        self._document.edit(tr("Add {title}", title=spec.title), chain)
        self._used(spec.name)
        self._view.reveal({node_id})
        return node_id

    def add_named(self, name: str, at: QPointF) -> None:
        """Place the newest tool of this name, as dragged from the palette."""
        if (spec := self._document.catalog.newest(name)) is not None:
            self.add_tool(spec, at)

    def add_in_view(self, spec: ToolSpec) -> None:
        """Place a tool where there is room in what is seen."""
        at = self._view.middle()
        rects = [item.rect().adjusted(-20, -20, 20, 20) for item in self._view.chain_scene.nodes.values()]
        for _ in range(40):
            if not any(rect.contains(at) for rect in rects):
                break
            at += QPointF(0, 60)
        self.add_tool(spec, at)

    def search(self, at: QPointF, query: str = "") -> None:
        """Open the search box with `words` in it; the chosen tool goes to `at`."""
        popup = QuickAdd(list(self._document.catalog), self._recent(), self._theme(), self._view)
        popup.line.setText(query)
        popup.chosen.connect(lambda spec: self._add_and_focus(spec, at))
        popup.popup(self._view.viewport().mapToGlobal(self._view.mapFromScene(at)))

    def search_here(self) -> None:
        """Open the search box under the mouse, else in the middle of the view."""
        self.search(self._view.under_mouse())

    def _add_and_focus(self, spec: ToolSpec, at: QPointF) -> None:
        self.add_tool(spec, at)
        self._view.setFocus()

    def search_fitting(self, end: Endpoint, from_input: bool, at: QPointF) -> None:
        """A wire was dropped on empty canvas: offer the tools it fits, and wire the chosen one."""
        wire = LooseWire(end, from_input, at)
        ports = dict(wire.offers(self._document.chain, self._document.catalog))
        popup = QuickAdd(list(ports), self._recent(), self._theme(), self._view, lambda spec: ports[spec].title)
        popup.chosen.connect(lambda spec: self._add_wired(wire, spec, ports[spec]))
        popup.popup(self._view.viewport().mapToGlobal(self._view.mapFromScene(at)))

    def _add_wired(self, wire: LooseWire, spec: ToolSpec, port: Port) -> None:
        chain, node_id = wire.connected(self._document.chain, self._document.catalog, spec, port)
        self._document.edit(tr("Add {title}", title=spec.title), chain)
        self._used(spec.name)
        self._view.reveal({node_id})
        self._view.setFocus()

    def delete(self) -> None:
        nodes, edges = self._selected, self._view.chain_scene.edges.selected
        areas = self._view.chain_scene.selected_decor()
        if nodes or edges or areas:
            chain = edit.remove(self._document.chain, nodes, edges)
            self._document.edit(_name_of_deletion(len(nodes) + len(areas)), decor.removed(chain, areas))

    def connect(self) -> None:
        """Ask for a wire of the selected node."""
        popup = ConnectPopup(self._document, self._selected[0], self._view)
        popup.chosen.connect(lambda ends: self._wire(*ends))
        popup.popup_over(self._view)

    def _wire(self, source: Endpoint, target: Endpoint) -> None:
        chain, catalog = self._document.chain, self._document.catalog
        self._try(tr("Wire"), lambda: edit.connect(chain, catalog, source, target))
        self._view.setFocus()

    def heal(self) -> None:
        """Delete the selected nodes, and wire what fed them to what hung on them."""
        chain = reshape.removed_and_bridged(self._document.chain, self._document.catalog, self._selected)
        self._document.edit(tr("Delete and reconnect"), chain)

    def swap(self) -> None:
        """Ask for another tool for the selected node."""
        (node_id,) = self._selected
        popup = QuickAdd(list(self._document.catalog), self._recent(), self._theme(), self._view)
        popup.chosen.connect(lambda spec: self._replace_tool(node_id, spec))
        at = self._view.chain_scene.nodes[node_id].pos()
        popup.popup(self._view.viewport().mapToGlobal(self._view.mapFromScene(at)))

    def _replace_tool(self, node_id: str, spec: ToolSpec) -> None:
        chain, catalog = self._document.chain, self._document.catalog
        replaced = partial(reshape.tool_replaced, chain, catalog, node_id, spec)
        self._try(tr("Replace by {title}", title=spec.title), replaced)
        self._used(spec.name)
        self._view.reveal({node_id})
        self._view.setFocus()

    def group(self) -> None:
        """Make a sub-chain of the selected nodes."""
        chain, catalog = self._document.chain, self._document.catalog
        new_nodes: list[str] = []

        def make() -> Chain:
            grouped, node_id = reshape.grouped(chain, catalog, self._selected)
            new_nodes.append(node_id)
            return grouped

        if self._try(tr("Group"), make):
            self._view.reveal(set(new_nodes))

    def ungroup(self) -> None:
        """Put the nodes of the selected sub-chain in its place."""
        chain, catalog = self._document.chain, self._document.catalog
        new_nodes: list[str] = []

        def make() -> Chain:
            if len(self._selected) != 1:
                raise EditError(tr("select the one sub-chain that is to be dissolved"))
            dissolved, ids = reshape.ungrouped(chain, catalog, self._selected[0])
            new_nodes.extend(ids)
            return dissolved

        if self._try(tr("Ungroup"), make):
            self._view.reveal(set(new_nodes))

    def _try(self, label: str, change: Callable[[], Chain]) -> bool:
        """Whether the edit was possible; where not, the reason is shown."""
        reason = self._document.try_edit(label, change)
        if reason:
            self._view.show_message(reported(reason), linger=True)
        return not reason

    def switch(self, mode: Mode) -> None:
        """Switch the selected nodes off, or bypass them; on again where they are."""
        label = {"off": tr("Switch off"), "bypass": tr("Bypass")}[mode]
        self._document.edit(label, reshape.switched(self._document.chain, self._selected, mode))

    def copy(self) -> None:
        QGuiApplication.clipboard().setText(excerpt.copy(self._document.chain, self._selected_items))

    @property
    def _selected_items(self) -> list[str]:
        """Selected nodes, frames and notes."""
        return [*self._selected, *self._view.chain_scene.selected_decor()]

    def cut(self) -> None:
        self.copy()
        self.delete()

    def paste(self) -> None:
        """Paste at the mouse when it is over the canvas, else in the middle of the view."""
        self._insert(QGuiApplication.clipboard().text(), self._view.under_mouse(), tr("Paste"))
        self._inserted()

    def duplicate(self) -> None:
        places = [thing.pos() for thing in self._view.chain_scene.chosen().values()]
        if places:
            corner = QPointF(min(p.x() for p in places) + _STEP, min(p.y() for p in places) + _STEP)
            self._insert(excerpt.copy(self._document.chain, self._selected_items), corner, tr("Duplicate"))

    def _insert(self, text: str, at: QPointF, label: str) -> None:
        try:
            chain, ids = excerpt.paste(self._document.chain, text, round(at.x() / 10) * 10, round(at.y() / 10) * 10)
        except EditError as error:
            self._view.show_message(str(error), linger=True)
            return
        self._document.edit(label, chain)
        self._view.chain_scene.select(set(ids))

    def select_all(self) -> None:
        scene = self._view.chain_scene
        scene.select({*scene.nodes, *scene.decor})

    @property
    def outdated(self) -> list[str]:
        """Selected nodes whose tool is here in another major version only, or whose sub-chain has got other ports."""
        chain, catalog, folder = self._document.chain, self._document.catalog, self._document.folder
        return [n for n in self._selected if n in chain.nodes and edit.outdated(chain, catalog, n, folder)]

    def upgrade(self) -> None:
        def all_of_them() -> Chain:
            chain = self._document.chain
            for node_id in self.outdated:
                chain = edit.upgraded(chain, self._document.catalog, node_id, self._document.folder)
            return chain

        self._try(tr("Update"), all_of_them)

    def keep_warm(self) -> None:
        """Keep the container of the selected node after its run; where it is kept already, no longer."""
        node_id = self._selected[0]
        node = self._document.chain.nodes[node_id]
        spec = self._document.catalog.of(node)
        if spec is not None:
            placement = node.placement or spec.home
            toggled = placement.model_copy(update={"warm": not placement.warm})
            changed = edit.configure(self._document.chain, node_id, placement=edit.placement_of(spec, toggled))
            self._document.edit(tr("Keep warm"), changed)

    def make_outputs(self) -> None:
        chain, catalog = self._document.chain, self._document.catalog
        self._try(tr("Make chain outputs"), lambda: edit.declare_outputs_of(chain, catalog, self._selected))

    def drop_files(self, paths: list[Path], at: QPointF) -> None:
        """Files become the node that reads them, chains become sub-chains."""
        chain: Chain = self._document.chain
        new_nodes = []
        for path in paths:
            spec = self._document.catalog.newest(_reader_of(path))
            if spec is None:
                continue
            value = stored_path(path, self._document.folder)
            chain, node_id = edit.add_node(
                chain, spec, at.x() - WIDTH / 2, at.y(), {"file": value}, self._document.folder
            )
            new_nodes.append(node_id)
            at += QPointF(0, DROPPED_STEP)
        if new_nodes:
            self._document.edit(tr("Drop files"), chain)
            self._view.reveal(set(new_nodes))

    def drop_text(self, text: str, at: QPointF) -> None:
        """A web address becomes the node that asks it, copied nodes are put in, other text becomes a constant."""
        if excerpt.PASTE_FORMAT in text:
            self._insert(text, at, tr("Drop"))
            self._inserted()
            return
        tool, inputs = "data.constant", {"kind": "text", "value": text}
        if text.strip().startswith(("http://", "https://")):
            tool, inputs = "http.request", {"url": text.strip()}
        spec = self._document.catalog.newest(tool)
        if spec is not None and text.strip():
            chain, node_id = edit.add_node(self._document.chain, spec, at.x() - WIDTH / 2, at.y(), inputs)
            self._document.edit(tr("Drop text"), chain)
            self._view.reveal({node_id})


def _reader_of(path: Path) -> str:
    """The tool that reads a file of this kind."""
    suffix = path.suffix.lower()
    return next((tool for tool, suffixes in _READERS.items() if suffix in suffixes), "files.read")


def _name_of_deletion(count: int) -> str:
    """As a step of editing: of so many nodes, frames and notes; of wires alone for none."""
    if not count:
        return tr("Remove wire")
    if count == 1:
        return tr("Delete")
    return tr("Delete {count} things", count=count)


_READERS = {
    "flow.chain": {SUFFIX},
    "tables.read": {".csv", ".tsv", ".tab", ".jsonl", ".ndjson", ".json", ".parquet", ".pq", ".xlsx", ".xlsm"},
    "files.picture": {".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp", ".tif", ".tiff"},
}
