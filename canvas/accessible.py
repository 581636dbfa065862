"""What a screen reader hears of the canvas: every card with its state, and its ports.

A `QGraphicsView` exposes nothing but its viewport, so these interfaces are ours. They are made when asked for and read
the scene anew each time, so they never know more than it does. Where Qt expects an interface, None stands for none.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor

from canvas.items.node import NodeItem, result_line
from canvas.language import reported, tr
from canvas.view import ChainView
from engine.chain.card import CardPort
from engine.chain.model import Endpoint

_interfaces: dict[int, QAccessibleInterface] = {}
"""Qt holds no reference to interfaces made in Python."""


class CanvasInterface(QAccessibleInterface):
    """The canvas: a list of cards."""

    def __init__(self, view: ChainView) -> None:
        super().__init__()
        self._view = view
        self._cards: dict[str, CardInterface] = {}

    def isValid(self) -> bool:
        return True

    def object(self) -> QObject:
        return self._view

    def window(self) -> Any:
        return self._view.window().windowHandle()

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.List

    def text(self, kind: QAccessible.Text) -> str:
        if kind == QAccessible.Text.Name:
            return tr("Canvas, {count} nodes", count=len(self._view.chain_scene.nodes))
        return ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Nothing of it is written."""

    def rect(self) -> QRect:
        port = self._view.viewport()
        return QRect(port.mapToGlobal(QPoint(0, 0)), port.size())

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.focusable = True
        state.focused = self._view.hasFocus()
        return state

    def parent(self) -> Any:
        widget = self._view.parentWidget()
        if widget is None:
            return None
        return QAccessible.queryAccessibleInterface(widget)

    def childCount(self) -> int:
        return len(self._view.chain_scene.nodes)

    def child(self, index: int) -> Any:
        names = list(self._view.chain_scene.nodes)
        if not 0 <= index < len(names):
            return None
        return self._card(names[index])

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        names = list(self._view.chain_scene.nodes)
        if isinstance(child, CardInterface) and child.id in names:
            return names.index(child.id)
        return -1

    def childAt(self, x: int, y: int) -> Any:
        scene = self._view.mapToScene(self._view.viewport().mapFromGlobal(QPoint(x, y)))
        item = self._view.chain_scene.node_at(scene)
        if item is None:
            return None
        return self._card(item.id)

    def focusChild(self) -> Any:
        chosen = self._view.chain_scene.selected_ids()
        if not chosen:
            return None
        return self._card(chosen[0])

    def foregroundColor(self) -> QColor:
        return self._view.chain_scene.theme.text

    def backgroundColor(self) -> QColor:
        return self._view.chain_scene.theme.canvas

    def _card(self, name: str) -> CardInterface:
        if name not in self._cards:
            self._cards[name] = CardInterface(self._view, self, name)
        return self._cards[name]


class CardInterface(QAccessibleInterface):
    """One card: its title, what it is doing and what came out. Its ports are its children."""

    def __init__(self, view: ChainView, canvas: CanvasInterface, name: str) -> None:
        super().__init__()
        self._view, self._canvas, self.id = view, canvas, name
        self._ports: dict[int, PortInterface] = {}

    def item(self) -> NodeItem | None:
        return self._view.chain_scene.nodes.get(self.id)

    def isValid(self) -> bool:
        return self.item() is not None

    def object(self) -> Any:
        return None

    def window(self) -> Any:
        return self._canvas.window()

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def text(self, kind: QAccessible.Text) -> str:
        item = self.item()
        if item is None:
            return ""
        if kind == QAccessible.Text.Name:
            return spoken(item)
        return ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Nothing of it is written."""

    def rect(self) -> QRect:
        item = self.item()
        if item is None:
            return QRect()
        area = self._view.mapFromScene(item.rect()).boundingRect()
        return QRect(self._view.viewport().mapToGlobal(area.topLeft()), area.size())

    def state(self) -> QAccessible.State:
        item = self.item()
        state = QAccessible.State()
        state.focusable = state.selectable = True
        if item is not None:
            state.selected = item.isSelected()
            state.focused = item.isSelected() and self._view.hasFocus()
            state.busy = item.state is not None and item.state.status == "running"
        return state

    def parent(self) -> Any:
        return self._canvas

    def childCount(self) -> int:
        item = self.item()
        if item is None:
            return 0
        return len(item.card.inputs) + len(item.card.outputs)

    def child(self, index: int) -> Any:
        if not 0 <= index < self.childCount():
            return None
        if index not in self._ports:
            self._ports[index] = PortInterface(self._view, self, index)
        return self._ports[index]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return child.index if isinstance(child, PortInterface) else -1

    def childAt(self, x: int, y: int) -> Any:
        return next((p for n in range(self.childCount()) if (p := self.child(n)) and p.rect().contains(x, y)), None)


class PortInterface(QAccessibleInterface):
    """One port of a card; the inputs come first."""

    def __init__(self, view: ChainView, card: CardInterface, index: int) -> None:
        super().__init__()
        self._view, self._card, self.index = view, card, index

    def _port(self) -> tuple[NodeItem, CardPort, bool] | None:
        item = self._card.item()
        if item is None:
            return None
        ports = [(p, True) for p in item.card.inputs] + [(p, False) for p in item.card.outputs]
        if self.index >= len(ports):
            return None
        return (item, *ports[self.index])

    def isValid(self) -> bool:
        return self._port() is not None

    def object(self) -> Any:
        return None

    def window(self) -> Any:
        return self._card.window()

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.Button

    def text(self, kind: QAccessible.Text) -> str:
        hit = self._port()
        if hit is None or kind != QAccessible.Text.Name:
            return ""
        item, port, is_input = hit
        endpoint = Endpoint(item.id, port.name)
        edges = self._view.document.chain.edges_of.get(item.id, ())
        if is_input:
            side, ends = "input", [e.source for e in edges if e.target == endpoint]
        else:
            side, ends = "output", [e.target for e in edges if e.source == endpoint]
        if not ends:
            return f"{side} {port.title}: {port.type}"
        return f"{side} {port.title}: {port.type}" + tr(", wired to {ends}", ends=", ".join(map(str, ends)))

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Nothing of it is written."""

    def rect(self) -> QRect:
        hit = self._port()
        if hit is None:
            return QRect()
        item, port, is_input = hit
        at = item.port_point(port.name, is_input)
        if at is None:
            return QRect()
        corner = self._view.viewport().mapToGlobal(self._view.mapFromScene(at))
        return QRect(corner.x() - 8, corner.y() - 8, 16, 16)

    def state(self) -> QAccessible.State:
        return QAccessible.State()

    def parent(self) -> Any:
        return self._card

    def childCount(self) -> int:
        return 0

    def child(self, index: int) -> Any:
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def childAt(self, x: int, y: int) -> Any:
        return None


def spoken(item: NodeItem) -> str:
    """A card in one sentence."""
    phrases = [item.card.title]
    if item.card.mode != "on":
        phrases.append({"off": tr("switched off"), "bypass": tr("bypassed")}[item.card.mode])
    if item.state is not None and item.state.status != "waiting":
        phrases.append(reported(item.state.status))
        if result := result_line(item.state):
            phrases.append(result)
        if item.state.notices:
            phrases.append(tr("notices: {count}", count=len(item.state.notices)))
    elif item.card.summary:
        phrases.append(item.card.summary)
    if item.problem:
        phrases.append(tr("problem: {reason}", reason=item.problem.splitlines()[0]))
    return ", ".join(phrases)


def _create_interface(_class_name: str, widget: QObject | None) -> Any:
    if not isinstance(widget, ChainView):
        return None
    if id(widget) not in _interfaces:
        _interfaces[id(widget)] = CanvasInterface(widget)
        key = id(widget)
        widget.destroyed.connect(lambda: _interfaces.pop(key, None))
    return _interfaces[id(widget)]


_installed = False


def install() -> None:
    """Let assistive programs see the canvas; once is enough."""
    global _installed
    if not _installed:
        QAccessible.installFactory(_create_interface)
        _installed = True
