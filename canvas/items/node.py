"""One node: a card with ports. One graphics item a node, painted from a pre-rendered body and static texts."""

from __future__ import annotations

import time

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF, QStaticText
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from canvas.icons import pixmap
from canvas.items.thumbnail import paint_result
from canvas.language import reported, tr
from canvas.theme import CIRCLE_RADIUS, SHAPES, Theme
from engine.chain.card import FOOTER, HEADER, PAD, PREVIEW, WIDTH, Card, CardPort
from engine.run.preview import size
from engine.run.state import NodeState

RADIUS = 9.0
PORT_REACH = 11.0
"""How far from a port's middle a press still means the port, in scene units."""
DETAIL_SCALE = 0.42
"""Below this scale texts other than the title are left out."""
_MARGIN = 12.0


class NodeItem(QGraphicsItem):
    """Draws a `Card` and the state of its node. It asks nobody for anything: the scene tells it."""

    def __init__(self, card: Card, theme: Theme, font: QFont) -> None:
        super().__init__()
        self.card = card
        self.state: NodeState | None = None
        self.problem = ""
        self.critical: str | None = None
        """What is told of it on the path that decides how long a run takes; None where it is not on it."""
        self.lit: dict[tuple[str, bool], bool] = {}
        """While a wire is dragged: (port, is input) → whether it fits."""
        self.hovered_port: tuple[str, bool] | None = None
        self._rect = QRectF(0, 0, WIDTH, card.height)
        self._theme = theme
        self._font = font
        self._texts: list[tuple[QPointF, QStaticText, QColor, QFont, bool]] | None = None
        self._ports: list[tuple[tuple[str, bool], QPointF, QColor, QPolygonF | None]] | None = None
        self._bounds = _bounds(card)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)
        self.setZValue(1)

    @property
    def id(self) -> str:
        return self.card.id

    def set_card(self, card: Card) -> None:
        if card.height != self.card.height:
            self.prepareGeometryChange()
            self._rect.setHeight(card.height)
            self._bounds = _bounds(card)
        self.card = card
        self._texts = self._ports = None
        self.update()

    def set_theme(self, theme: Theme, font: QFont) -> None:
        self._theme, self._font, self._texts, self._ports = theme, font, None, None
        self.update()

    def set_state(self, state: NodeState | None) -> None:
        self.state = state
        self._texts = None
        self.update()

    def set_problem(self, text: str) -> None:
        """What is wrong with this node; drawn as a sign, told in the tool tip."""
        if text != self.problem:
            self.problem, self._texts = text, None
            self.update()

    def set_critical(self, told: str | None) -> None:
        if told != self.critical:
            self.critical, self._texts = told, None
            self.update()

    def set_hovered(self, port: tuple[str, bool] | None) -> None:
        """The port under the mouse, and whether it is an input."""
        if port != self.hovered_port:
            self.hovered_port = port
            self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.addRect(QRectF(0, 0, WIDTH, self.card.height))
        return path

    def place(self, x: float, y: float) -> None:
        """Move it to a scene point."""
        self.setPos(x, y)
        self._rect.moveTo(x, y)

    def rect(self) -> QRectF:
        """The card itself, in scene units; not to be changed."""
        return self._rect

    def input_point(self, name: str) -> QPointF | None:
        """Where a wire ends, in scene units; None where the port is not drawn."""
        row = self.card.input_row(name)
        return None if row is None else self.pos() + QPointF(0, self.card.port_y(row))

    def output_point(self, name: str) -> QPointF | None:
        row = self.card.output_row(name)
        return None if row is None else self.pos() + QPointF(WIDTH, self.card.port_y(row))

    def port_at(self, point: QPointF) -> tuple[CardPort, bool] | None:
        """The port near a scene point, and whether it is an input."""
        local = point - self.pos()
        for ports, x, is_input in ((self.card.inputs, 0.0, True), (self.card.outputs, WIDTH, False)):
            if abs(local.x() - x) <= PORT_REACH:
                for row, port in enumerate(ports):
                    if abs(local.y() - self.card.port_y(row)) <= PORT_REACH:
                        return port, is_input
        return None

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        scale = painter.worldTransform().m11()
        theme, card = self._theme, self.card
        body = QRectF(0, 0, WIDTH, card.height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        if card.mode != "on":
            painter.setOpacity(0.45)
        painter.setBrush(theme.card)
        painter.setPen(self._outline())
        painter.drawRoundedRect(body, RADIUS, RADIUS)
        if self.state is not None and self.state.status != "waiting":
            self._paint_state(painter, self.state)
        if scale >= DETAIL_SCALE:
            ratio = painter.device().devicePixelRatioF() * max(1.0, scale)
            colour = theme.soft if card.known else theme.bad
            painter.drawPixmap(QPointF(13, 10), pixmap(card.icon, colour.name(), 16, round(ratio * 2) / 2))
        for at, text, pen, font, detail in self._laid_out():
            if detail and scale < DETAIL_SCALE:
                continue
            painter.setFont(font)
            painter.setPen(pen)
            painter.drawStaticText(at, text)
        self._paint_ports(painter)
        if card.preview and scale >= DETAIL_SCALE:
            area = QRectF(12, card.ports_height, WIDTH - 24, PREVIEW - 6)
            paint_result(painter, area, self.state.outputs if self.state else {}, theme, self._font)
        if card.mode != "on":
            self._paint_mode(painter)
        if self.problem:
            at = QPointF(WIDTH - 27, 11)
            ratio = painter.device().devicePixelRatioF() * max(1.0, scale)
            painter.drawPixmap(at, pixmap("triangle-alert", theme.warn.name(), 15, round(ratio * 2) / 2))

    def _paint_mode(self, painter: QPainter) -> None:
        """A sign across a node that does not work: a stroke when it is off, a way past when it is bypassed."""
        painter.setOpacity(1.0)
        pen = QPen(self._theme.warn, 2.0)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        middle = self.card.height / 2
        if self.card.mode == "off":
            painter.setPen(pen)
            painter.drawLine(QPointF(8, self.card.height - 8), QPointF(WIDTH - 8, 8))
        else:
            pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            path = QPainterPath(QPointF(0, middle))
            path.cubicTo(QPointF(50, middle), QPointF(50, 6), QPointF(WIDTH / 2, 6))
            path.cubicTo(QPointF(WIDTH - 50, 6), QPointF(WIDTH - 50, middle), QPointF(WIDTH, middle))
            painter.drawPath(path)

    def _outline(self) -> QPen:
        theme = self._theme
        if self.isSelected():
            return QPen(theme.accent, 2.0)
        if self.critical is not None:
            return QPen(theme.warn, 2.4)
        if self.state is not None and self.state.status in ("failed", "running"):
            return QPen(theme.status(self.state.status), 1.6)
        pen = QPen(theme.border if self.card.known else theme.bad, 1.0)
        if not self.card.known:
            pen.setStyle(Qt.PenStyle.DashLine)
        return pen

    def _paint_state(self, painter: QPainter, state: NodeState) -> None:
        """A band under the header: how far it is while it runs, the colour of its end after."""
        painter.setPen(Qt.PenStyle.NoPen)
        track = QRectF(12, HEADER - 3, WIDTH - 24, 3)
        colour = self._theme.status(state.status)
        if state.status == "running":
            faint = QColor(colour)
            faint.setAlpha(60)
            painter.setBrush(faint)
            painter.drawRoundedRect(track, 1.5, 1.5)
            if state.fraction is not None:
                track.setWidth(track.width() * state.fraction)
            else:
                # unknown total: a piece that travels with the time that has passed
                phase = (time.time() - (state.started or 0.0)) % 1.6 / 1.6
                track = QRectF(12 + phase * (WIDTH - 24) * 0.7, HEADER - 3, (WIDTH - 24) * 0.3, 3)
        painter.setBrush(colour)
        painter.drawRoundedRect(track, 1.5, 1.5)

    def _paint_ports(self, painter: QPainter) -> None:
        pen = QPen(self._theme.card, 1.4)
        painter.setPen(pen)
        for port, at, own, shape in self._ports_laid_out():
            fits, colour = self.lit.get(port), own
            if fits is False:
                colour = self._theme.idle
            elif fits or self.hovered_port == port:
                halo = QColor(colour)
                halo.setAlpha(70)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(halo)
                painter.drawEllipse(at, 10.5, 10.5)
                painter.setPen(pen)
            painter.setBrush(colour)
            if shape is None:
                painter.drawEllipse(at, CIRCLE_RADIUS, CIRCLE_RADIUS)
            else:
                painter.drawPolygon(shape)

    def _ports_laid_out(self) -> list[tuple[tuple[str, bool], QPointF, QColor, QPolygonF | None]]:
        """Name and side, place, colour and shape (None for a circle) of each port."""
        if self._ports is None:
            self._ports = []
            for ports, x, is_input in ((self.card.inputs, 0.0, True), (self.card.outputs, WIDTH, False)):
                for row, port in enumerate(ports):
                    at, family = QPointF(x, self.card.port_y(row)), port.type.family
                    shape = SHAPES.get(family)
                    placed = shape.translated(at) if shape is not None else None
                    self._ports.append(((port.name, is_input), at, self._theme.port(family), placed))
        return self._ports

    def _laid_out(self) -> list[tuple[QPointF, QStaticText, QColor, QFont, bool]]:
        if self._texts is not None:
            return self._texts
        theme, card = self._theme, self.card
        title, plain = QFont(self._font), QFont(self._font)
        title.setPixelSize(13)
        title.setWeight(QFont.Weight.DemiBold)
        plain.setPixelSize(11)
        texts: list[tuple[QPointF, QStaticText, QColor, QFont, bool]] = []

        def put(
            text: str, x: float, middle: float, width: float, font: QFont, colour: QColor, right: bool = False
        ) -> None:
            metrics = QFontMetricsF(font)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            static = QStaticText(shown)
            static.setTextFormat(Qt.TextFormat.PlainText)
            static.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            static.prepare(font=font)
            left = x - metrics.horizontalAdvance(shown) if right else x
            texts.append((QPointF(left, middle - metrics.height() / 2), static, colour, font, font is not title))

        put(card.title, 37, HEADER / 2, WIDTH - 37 - (32 if self.problem else 12), title, theme.text)
        both = bool(card.inputs) and bool(card.outputs)
        room = WIDTH / 2 - 18 if both else WIDTH - 30
        for row, port in enumerate(card.inputs):
            put(port.title, 13, card.port_y(row), room, plain, theme.text if port.required else theme.soft)
        for row, port in enumerate(card.outputs):
            put(port.title, WIDTH - 13, card.port_y(row), room, plain, theme.text, right=True)
        middle = card.height - FOOTER / 2 - PAD / 3
        state = self.state
        words, colour, taken = card.summary if card.known else reported(card.summary), theme.soft, ""
        if state is not None and state.status not in ("waiting", "queued"):
            taken = _seconds(state)
            words = words_of(state)
            if state.status == "running":
                words = state.question or reported(state.message) or card.summary
                if state.memory_bytes and state.message == "running":
                    words = f"{size(state.memory_bytes)}, {state.image}"
            words = self.critical or words
            colour = theme.status(state.status) if state.status in ("failed", "skipped", "cancelled") else theme.text
        left = QFontMetricsF(plain).horizontalAdvance(taken) + 10 if taken else 0.0
        put(words, 13, middle, WIDTH - 26 - left, plain, colour)
        if taken:
            put(taken, WIDTH - 13, middle, 80, plain, theme.soft, right=True)
        self._texts = texts
        return texts

    def tick(self) -> None:
        """While it runs: show the time that has passed."""
        self._texts = None
        self.update()


def _bounds(card: Card) -> QRectF:
    return QRectF(-_MARGIN, -_MARGIN, WIDTH + 2 * _MARGIN, card.height + 2 * _MARGIN)


def contained(state: NodeState | None) -> str:
    """In which image it ran, whether its container was there already, and what it used; empty for none."""
    if state is None or not state.image:
        return ""
    lines = [state.image, state.digest, tr("warm container") if state.warm else tr("new container")]
    if state.memory_bytes:
        lines.append(tr("{memory} of memory", memory=size(state.memory_bytes)))
    return "\n".join(line for line in lines if line)


def words_of(state: NodeState) -> str:
    """What came of a node in one line, in the language of the window; texts that are values stay as they are."""
    value = state.value
    as_it_is = value is not None and value["type"] not in ("table", "list", "bool")
    return state.result if as_it_is else reported(state.result)


def _seconds(state: NodeState) -> str:
    if state.status == "cached":
        return tr("kept")
    elapsed = state.elapsed_s
    if elapsed is None and state.status == "running" and state.started is not None:
        elapsed = time.time() - state.started
    if elapsed is None:
        return ""
    if elapsed < 1:
        return tr("{time:.0f} ms", time=elapsed * 1000)
    return (
        f"{elapsed:.1f} s"
        if elapsed < 60
        else tr("{minutes} min {seconds} s", minutes=int(elapsed // 60), seconds=int(elapsed % 60))
    )
