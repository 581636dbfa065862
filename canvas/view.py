"""The view: pan and zoom, the grid, and which gesture a press begins."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsView, QToolTip, QWidget

from canvas.document import Change, Document
from canvas.gestures.base import Gesture
from canvas.gestures.connect import Connect
from canvas.gestures.move import Move, Resize, repositioned
from canvas.gestures.pan import Pan
from canvas.gestures.select import RubberBand
from canvas.gestures.wires import Bend, Cut, bent_at, straightened
from canvas.items.node import NodeItem, container_summary, notice_lines
from canvas.items.overview import BELOW_SCALE, WITH_NODES
from canvas.language import reported, tr
from canvas.plain import tip
from canvas.scene import ChainScene
from canvas.theme import Theme
from engine.chain.card import FOOTER, HEADER, ROW, CardPort
from engine.chain.model import Edge
from engine.chain.names import wire_title

MIN_SCALE, MAX_SCALE = 0.04, 3.0
GRID = 30.0
TOOL_MIME = "application/vnd.iceos.tool"
"""What the palette drags: the name of a tool as UTF-8."""
DROPPED_STEP = HEADER + ROW + FOOTER + 50.0
"""From one to the next of what is dropped together."""


Viewpoint = tuple[tuple[str, ...], QPointF, float]
"""A level of the document, the middle of what is seen, and the scale."""


class ChainView(QGraphicsView):
    """Shows a `ChainScene` and turns mouse and keys into gestures."""

    tool_dropped = Signal(str, QPointF)
    files_dropped = Signal(list, QPointF)
    text_dropped = Signal(str, QPointF)
    """A web address, or copied nodes as text."""
    add_requested = Signal(QPointF, str)
    """Double click, Tab or a letter on the canvas: where, and what was typed."""
    wire_dropped = Signal(object, bool, QPointF)
    """A wire was dropped on empty canvas: the fixed `Endpoint`, whether it is an input, where."""
    node_opened = Signal(str)
    decor_opened = Signal(str)
    """A frame or note was double clicked."""
    menu_requested = Signal(QPoint, QPointF)
    zoomed = Signal(float)
    view_changed = Signal()
    """Another part of the scene is seen."""

    def __init__(self, document: Document, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.chain_scene = ChainScene(document, theme, self)
        self.setScene(self.chain_scene)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontAdjustForAntialiasing)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Canvas"))
        self._gesture: Gesture | None = None
        self._button = Qt.MouseButton.NoButton
        """What the gesture is held by; none where it goes on until the next press and release."""
        self._followed = QPoint()
        """Where the gesture has followed the mouse to."""
        self._hovered: NodeItem | None = None
        self._behind: list[Viewpoint] = []
        self._ahead: list[Viewpoint] = []
        self._level = document.level
        self._looked_at: dict[tuple[str, ...], tuple[QPointF, float]] = {}
        """Where one looked last in each level: the middle of what was seen, and the scale."""
        self.view_changed.connect(self._note_where)
        document.reset.connect(self._on_reset)
        self._space = False
        self._fitted = False
        self._set_colours(theme)
        document.changed.connect(self._on_changed)

    # looking

    @property
    def scale_factor(self) -> float:
        return self.transform().m11()

    def set_theme(self, theme: Theme) -> None:
        self.chain_scene.set_theme(theme)
        self._set_colours(theme)

    def _set_colours(self, theme: Theme) -> None:
        self._theme = theme
        self.resetCachedContent()
        self.viewport().update()

    def scroll_by(self, dx: int, dy: int) -> None:
        """Move the picture by viewport pixels."""
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + dx)
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + dy)

    def zoom_to(self, scale: float, anchor: QPoint | None = None) -> None:
        """Set the scale and keep what is under `anchor` (the middle by default) where it is."""
        scale = min(MAX_SCALE, max(MIN_SCALE, scale))
        if anchor is None:
            anchor = self.viewport().rect().center()
        centre = self.mapToScene(anchor)
        self.chain_scene.set_overview(scale < BELOW_SCALE and len(self.chain_scene.nodes) >= WITH_NODES)
        self.resetTransform()
        self.scale(scale, scale)
        shift = self.mapFromScene(centre) - anchor
        self.scroll_by(shift.x(), shift.y())
        self.zoomed.emit(scale)
        self.view_changed.emit()

    def zoom_by(self, factor: float, anchor: QPoint | None = None) -> None:
        self.zoom_to(self.scale_factor * factor, anchor)

    def visible_rect(self) -> QRectF:
        """The part of the scene that is seen."""
        return self.mapToScene(self.viewport().rect()).boundingRect()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.view_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.view_changed.emit()

    def remember(self) -> None:
        """Before a jump: keep where one looks, so that `back` leads there."""
        viewpoint = (self.document.level, self.visible_rect().center(), self.scale_factor)
        self._behind = [*self._behind[-50:], viewpoint]
        self._ahead = []

    def _note_where(self) -> None:
        if self.document.level == self._level:  # else the level is about to be shown
            self._looked_at[self._level] = (self.visible_rect().center(), self.scale_factor)

    def _on_reset(self) -> None:
        """Another chain."""
        self._looked_at.clear()
        self._level = self.document.level

    def look_again(self) -> None:
        """Another level is shown: look where one looked there last, or at all of it."""
        self._level = self.document.level
        if self._level not in self._looked_at:
            self.fit()
            return
        centre, scale = self._looked_at[self._level]
        self.zoom_to(scale)
        self.centerOn(centre)

    def back(self) -> None:
        self._jump(self._behind, self._ahead)

    def forward(self) -> None:
        self._jump(self._ahead, self._behind)

    def _jump(self, source: list[Viewpoint], opposite: list[Viewpoint]) -> None:
        if not source:
            return
        opposite.append((self.document.level, self.visible_rect().center(), self.scale_factor))
        level, centre, scale = source.pop()
        self.document.show_level(level)
        self.zoom_to(scale)
        self.centerOn(centre)
        self.view_changed.emit()

    def fit(self, rect: QRectF | None = None) -> None:
        """Show everything, or `rect`, at 100 % at most."""
        if rect is None:
            rect = self.chain_scene.bounds()
        if rect.isEmpty():
            self.zoom_to(1.0)
            self.centerOn(0, 0)
            return
        room = self.viewport().size()
        margin = 40.0
        scale = min((room.width() - margin) / rect.width(), (room.height() - margin) / rect.height(), 1.0)
        self.zoom_to(scale)
        self.centerOn(rect.center())

    def fit_selection(self) -> None:
        """Show what is selected."""
        rect = self._area_of(self.chain_scene.selected_ids())
        if not rect.isEmpty():
            self.fit(rect)

    def _area_of(self, node_ids: Iterable[str]) -> QRectF:
        rect = QRectF()
        for node_id in node_ids:
            rect |= self.chain_scene.nodes[node_id].rect()
        return rect

    def reveal(self, node_ids: set[str]) -> None:
        """Select nodes that are new, and move the picture as far as they are not seen whole."""
        self.chain_scene.select(node_ids)
        rect = self._area_of(node_ids)
        if not self.visible_rect().contains(rect):
            self.ensureVisible(rect, 20, 20)

    def show_node(self, node_id: str) -> None:
        """Select a node and bring it into view."""
        item = self.chain_scene.nodes.get(node_id)
        if item is not None:
            self.chain_scene.select({node_id})
            if not self.visible_rect().contains(item.rect()):
                self.remember()
                self.ensureVisible(item.rect(), 60, 60)

    def show_message(self, text: str, at: QPoint | None = None, *, linger: bool = False) -> None:
        """A short message beside the mouse; an empty one takes it away."""
        if not text:
            QToolTip.hideText()
            return
        corner = self.viewport().mapToGlobal(at or self.viewport().rect().center())
        QToolTip.showText(
            corner + QPoint(8, 8), tip(text), self.viewport(), self.viewport().rect(), 4000 if linger else -1
        )

    def middle(self) -> QPointF:
        """The scene point in the middle of what is seen."""
        return self.mapToScene(self.viewport().rect().center())

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        rect = QRectF(rect)
        painter.fillRect(rect, self._theme.canvas)
        step = GRID
        while step * self.scale_factor < 16:
            step *= 2
        left, top = math.floor(rect.left() / step), math.floor(rect.top() / step)
        right, bottom = math.ceil(rect.right() / step), math.ceil(rect.bottom() / step)
        pen = QPen(self._theme.grid, 2.0)
        pen.setCosmetic(True)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(pen)
        painter.drawPoints(_dots(right - left + 1, bottom - top + 1, step).translated(left * step, top * step))

    def _on_changed(self, change: Change) -> None:
        if change.added or change.removed:
            self.viewport().update()  # the hint on an empty canvas comes and goes

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        if self.chain_scene.nodes or not self.document.level:
            return
        painter.resetTransform()
        painter.setPen(self._theme.soft)
        painter.setFont(self.font())
        hint = tr("Double click to add a tool, or drag one here.")
        painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, hint)

    # mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._gesture is not None:
            if self._button in event.buttons() & ~event.button() or self._button == Qt.MouseButton.NoButton:
                return
            self._end_gesture(self._followed)
        self._gesture = self._begin(event)
        self._button, self._followed = event.button(), event.position().toPoint()
        if self._gesture is not None and self._gesture.cursor is not None:
            self.viewport().setCursor(self._gesture.cursor)

    def _begin(self, event: QMouseEvent) -> Gesture | None:
        at, modifiers = event.position().toPoint(), event.modifiers()
        if event.button() == Qt.MouseButton.MiddleButton or self._space:
            return Pan(self, at, modifiers)
        if event.button() != Qt.MouseButton.LeftButton:
            return None
        scene = self.mapToScene(at)
        if port := self.chain_scene.port_at(scene):
            return Connect(self, at, modifiers, *port)
        if item := self.chain_scene.node_at(scene):
            self.chain_scene.edges.mark(selected=set())
            return Move(self, at, modifiers, item)
        if bend := self.chain_scene.edges.bend_at(scene, 8.0 / self.scale_factor):
            return Bend(self, at, modifiers, *bend)
        if edge := self._edge_at(scene):
            self.chain_scene.select((), {edge})
            return None
        if decor := self.chain_scene.decor_at(scene):
            if decor.isSelected() and decor.at_corner(scene):
                return Resize(self, at, modifiers, decor)
            return Move(self, at, modifiers, decor)
        if modifiers & Qt.KeyboardModifier.AltModifier:
            return Cut(self, at, modifiers)
        self.chain_scene.select(self.chain_scene.selected_ids(), ())
        return RubberBand(self, at, modifiers)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        scene = self.mapToScene(at)
        if self._gesture is not None and not event.buttons() and self._button != Qt.MouseButton.NoButton:
            self._end_gesture(self._followed)  # the release went elsewhere
        if self._gesture is not None:
            self._followed = at
            self._gesture.move(at, scene)
            return
        self._hover(at, scene)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._gesture is not None and self._button in (event.button(), Qt.MouseButton.NoButton):
            self._end_gesture(event.position().toPoint())

    def _end_gesture(self, at: QPoint) -> None:
        gesture, self._gesture = self._gesture, None
        if gesture is not None and gesture.end(at, self.mapToScene(at)):
            self._gesture, self._button = gesture, Qt.MouseButton.NoButton
        else:
            self._show_idle_cursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        scene = self.mapToScene(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if item := self.chain_scene.node_at(scene):
            self.node_opened.emit(item.id)
        elif bend := self.chain_scene.edges.bend_at(scene, 8.0 / self.scale_factor):
            self.document.edit(tr("Straighten wire"), straightened(self.document.chain, *bend))
        elif edge := self._edge_at(scene):
            number = self.chain_scene.edges.piece_at(edge, scene)
            self.document.edit(tr("Bend wire"), bent_at(self.document.chain, edge, number, scene))
        elif decor := self.chain_scene.decor_at(scene):
            self.decor_opened.emit(decor.id)
        elif self.chain_scene.port_at(scene) is None:
            self.add_requested.emit(scene, "")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        scene = self.mapToScene(event.pos())
        item = self.chain_scene.node_at(scene)
        if item is not None and not item.isSelected():
            self.chain_scene.select({item.id})
        elif item is None:
            edge = self._edge_at(scene)
            self.chain_scene.select((), {edge} if edge else ())
        self.menu_requested.emit(event.globalPos(), scene)

    def wheelEvent(self, event: QWheelEvent) -> None:
        pixels, angle = event.pixelDelta(), event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.scroll_by(-(angle.y() or angle.x()), 0)
        elif not pixels.isNull() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.scroll_by(-pixels.x(), -pixels.y())  # a touchpad scrolls; pinching arrives with Ctrl
        else:
            self.zoom_by(1.0015 ** angle.y(), event.position().toPoint())
        event.accept()

    def _hover(self, at: QPoint, scene: QPointF) -> None:
        hit, node, edge = self.chain_scene.port_at(scene), None, None
        if hit is None:
            node = self.chain_scene.node_at(scene)
        if hit is None and node is None:
            edge = self._edge_at(scene)
        self._hover_port(hit)
        if edge != self.chain_scene.edges.hovered:
            self.chain_scene.edges.mark(hovered=edge)
        text = ""
        if hit:
            text = f"{hit[1].title}: {hit[1].type}"
        elif node:
            text = self.describe_node(node)
        elif edge:
            text = self.describe_edge(edge)
        if tip(text) != self.viewport().toolTip():
            self.viewport().setToolTip(tip(text))

    def _hover_port(self, hit: tuple[NodeItem, CardPort, bool] | None) -> None:
        """Draw this port as hovered, and none other."""
        item = hit[0] if hit else None
        if self._hovered is not None and self._hovered is not item:
            self._hovered.set_hovered(None)
        if hit:
            hit[0].set_hovered((hit[1].name, hit[2]))
        self._hovered = item

    def describe_node(self, item: NodeItem) -> str:
        """What is wrong with a hovered card, else why it ended so, else what was decided for it and where it ran."""
        if item.state is None:
            return item.problem
        parts = (notice_lines(item.state), container_summary(item.state))
        return item.problem or reported(item.state.reason) or "\n".join(part for part in parts if part)

    def describe_edge(self, edge: Edge) -> str:
        """What a hovered wire carries: the last value's one line, else its ports."""
        item = self.chain_scene.nodes.get(edge.source.node)
        ports = wire_title(self.document.chain, self.document.catalog, edge)
        if item is None or item.state is None or edge.source.port not in item.state.outputs:
            return ports
        return f"{ports}\n{item.state.outputs[edge.source.port]['text']}"

    def _edge_at(self, scene: QPointF) -> Edge | None:
        return self.chain_scene.edges.at(scene, 6.0 / self.scale_factor)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(QPoint(-1000, -1000), QPointF(-1e9, -1e9))

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._gesture is not None:
            self._gesture.cancel()
            self._gesture = None
            self._show_idle_cursor()
        elif event.key() == Qt.Key.Key_Escape:
            self.chain_scene.select(())
        elif event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = True
            self._show_idle_cursor()
        elif event.key() in _ARROWS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._go(*_ARROWS[Qt.Key(event.key())])
        elif event.key() in _ARROWS and (self.chain_scene.selected_ids() or self.chain_scene.selected_decor()):
            self._nudge(*_ARROWS[Qt.Key(event.key())])
        elif event.text().isalnum() and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            self.add_requested.emit(self.under_mouse(), event.text())
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self._show_idle_cursor()

    def _show_idle_cursor(self) -> None:
        """That of no gesture: Space takes hold of the picture."""
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor if self._space else Qt.CursorShape.ArrowCursor)

    def focusNextPrevChild(self, following: bool) -> bool:
        """Tab asks for a tool here instead of leaving the canvas."""
        if following:
            self.add_requested.emit(self.under_mouse(), "")
            return True
        return super().focusNextPrevChild(following)

    def under_mouse(self) -> QPointF:
        """The scene point under the mouse where that is over the canvas, else the middle of what is seen."""
        at = self.viewport().mapFromGlobal(self.cursor().pos())
        return self.mapToScene(at) if self.viewport().rect().contains(at) else self.middle()

    def _go(self, dx: int, dy: int) -> None:
        """Select the nearest card in a direction."""
        cards = {n: item.rect().center() for n, item in self.chain_scene.nodes.items()}
        chosen = self.chain_scene.selected_ids()
        origin = self.middle()
        if chosen:
            origin = cards[chosen[0]]

        def distance(at: QPointF) -> float:
            along = (at.x() - origin.x()) * dx + (at.y() - origin.y()) * dy
            aside = abs((at.x() - origin.x()) * dy) + abs((at.y() - origin.y()) * dx)
            return along + 2.5 * aside if along > 1 else math.inf

        nearest = min(cards, key=lambda n: distance(cards[n]), default=None)
        if nearest is not None and (distance(cards[nearest]) < math.inf or not chosen):
            self.show_node(nearest)

    def _nudge(self, dx: int, dy: int) -> None:
        scene = self.chain_scene
        things = {**scene.nodes, **scene.decor}
        chosen = [*scene.selected_ids(), *scene.selected_decor()]
        to = {n: (things[n].x() + dx * 10, things[n].y() + dy * 10) for n in chosen}
        self.document.edit(tr("Move"), repositioned(self.document.chain, to), ("nudge", *to))

    # dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(TOOL_MIME) or event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        scene = self.mapToScene(event.position().toPoint())
        if event.mimeData().hasFormat(TOOL_MIME):
            self.tool_dropped.emit(bytes(event.mimeData().data(TOOL_MIME).data()).decode(), scene)
        else:
            self._drop(event.mimeData(), scene)
        event.acceptProposedAction()
        self.setFocus()

    def _drop(self, data: QMimeData, at: QPointF) -> None:
        """Files, and below them each address; or a text."""
        files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
        texts = [url.toString() for url in data.urls() if not url.isLocalFile()]
        if not data.hasUrls():
            texts = [data.text()]
        if files:
            self.files_dropped.emit(files, at)
        for number, text in enumerate(filter(None, texts), len(files)):
            self.text_dropped.emit(text, at + QPointF(0, number * DROPPED_STEP))

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]  # a QShowEvent
        if not self._fitted:
            self._fitted = True
            QTimer.singleShot(0, self.fit)


_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


@lru_cache(8)
def _dots(columns: int, rows: int, step: float) -> QPolygonF:
    """The grid from (0, 0) on."""
    return QPolygonF([QPointF(x * step, y * step) for x in range(columns) for y in range(rows)])
