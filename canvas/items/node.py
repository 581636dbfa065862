"""One node: a card with ports. One graphics item a node, painted from a pre-rendered body and static texts."""

from __future__ import annotations

import time
from collections.abc import Iterator

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
from nodes.sdk.printable import straight

RADIUS = 9.0
PORT_REACH = 11.0
"""How far from a port's middle a press still means the port, in scene units."""
DETAIL_SCALE = 0.42
"""Below this scale texts other than the title are left out."""
_MARGIN = 12.0
_NOTICES = 8
"""So many are in the tool tip of a card."""
_PlacedText = tuple[QPointF, QStaticText, QColor, QFont, bool]
"""Upper left corner, text, colour, font, and whether it is left out from far away."""


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
        self._texts: list[_PlacedText] | None = None
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

    @property
    def has_notices(self) -> bool:
        """Whether its tool decided something about the data without being asked."""
        return self.state is not None and bool(self.state.notices)

    def set_problem(self, text: str) -> None:
        """What is wrong with this node; drawn as a sign, told in the tool tip."""
        if text != self.problem:
            self.problem, self._texts = text, None
            self.update()

    def set_critical(self, label: str | None) -> None:
        if label != self.critical:
            self.critical, self._texts = label, None
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
        return self._point(self.card.input_row(name), 0)

    def output_point(self, name: str) -> QPointF | None:
        """Where a wire begins."""
        return self._point(self.card.output_row(name), WIDTH)

    def port_point(self, name: str, is_input: bool) -> QPointF | None:
        return self.input_point(name) if is_input else self.output_point(name)

    def _point(self, row: int | None, x: float) -> QPointF | None:
        if row is None:
            return None
        return self.pos() + QPointF(x, self.card.port_y(row))

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
            colour = theme.soft if card.is_known else theme.bad
            painter.drawPixmap(QPointF(13, 10), pixmap(card.icon, colour.name(), 16, round(ratio * 2) / 2))
        for at, text, pen, font, detail in self._text_layout():
            if detail and scale < DETAIL_SCALE:
                continue
            painter.setFont(font)
            painter.setPen(pen)
            painter.drawStaticText(at, text)
        self._paint_ports(painter)
        if card.preview and scale >= DETAIL_SCALE:
            area = QRectF(12, card.ports_height, WIDTH - 24, PREVIEW - 6)
            outputs = self.state.outputs if self.state else {}
            paint_result(painter, area, outputs, theme, self._font)
        if card.mode != "on":
            self._paint_mode(painter)
        if self.problem:
            at = QPointF(WIDTH - 27, 11)
            ratio = painter.device().devicePixelRatioF() * max(1.0, scale)
            painter.drawPixmap(at, pixmap("triangle-alert", theme.warn.name(), 15, round(ratio * 2) / 2))
        elif self.has_notices and scale >= DETAIL_SCALE:
            ratio = painter.device().devicePixelRatioF() * max(1.0, scale)
            painter.drawPixmap(QPointF(WIDTH - 27, 11), pixmap("info", theme.soft.name(), 15, round(ratio * 2) / 2))

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
        if self.card.is_known:
            return QPen(theme.border, 1.0)
        return QPen(theme.bad, 1.0, Qt.PenStyle.DashLine)

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
        for port, at, base, shape in self._port_layout():
            fits, colour = self.lit.get(port), base
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

    def _port_layout(self) -> list[tuple[tuple[str, bool], QPointF, QColor, QPolygonF | None]]:
        """Name and side, place, colour and shape (None for a circle) of each port."""
        if self._ports is None:
            self._ports = []
            for ports, x, is_input in ((self.card.inputs, 0.0, True), (self.card.outputs, WIDTH, False)):
                for row, port in enumerate(ports):
                    at, family = QPointF(x, self.card.port_y(row)), port.type.family
                    polygon = SHAPES.get(family)
                    if polygon is not None:
                        polygon = polygon.translated(at)
                    self._ports.append(((port.name, is_input), at, self._theme.port(family), polygon))
        return self._ports

    def _text_layout(self) -> list[_PlacedText]:
        if self._texts is None:
            title, plain = QFont(self._font), QFont(self._font)
            title.setPixelSize(13)
            title.setWeight(QFont.Weight.DemiBold)
            plain.setPixelSize(11)
            self._texts = [*self._title_texts(title), *self._port_texts(plain), *self._footer_texts(plain)]
        return self._texts

    def _title_texts(self, font: QFont) -> Iterator[_PlacedText]:
        margin = 32 if self.problem or self.has_notices else 12  # a sign stands in the corner
        yield _place(self.card.title, 37, HEADER / 2, WIDTH - 37 - margin, font, self._theme.text, detail=False)

    def _port_texts(self, font: QFont) -> Iterator[_PlacedText]:
        theme, card = self._theme, self.card
        width = WIDTH - 30
        if card.inputs and card.outputs:
            width = WIDTH / 2 - 18
        for row, port in enumerate(card.inputs):
            colour = theme.text if port.required else theme.soft
            yield _place(port.title, 13, card.port_y(row), width, font, colour)
        for row, port in enumerate(card.outputs):
            yield _place(port.title, WIDTH - 13, card.port_y(row), width, font, theme.text, right=True)

    def _footer_texts(self, font: QFont) -> Iterator[_PlacedText]:
        """The summary of the tool; of a run what the node is doing or gave, and how long it took."""
        middle = self.card.height - FOOTER / 2 - PAD / 3
        state, width = self.state, WIDTH - 26
        if state is None or state.status in ("waiting", "queued"):
            yield _place(self._summary(), 13, middle, width, font, self._theme.soft)
            return
        if elapsed := _elapsed_label(state):
            yield _place(elapsed, WIDTH - 13, middle, 80, font, self._theme.soft, right=True)
            width -= QFontMetricsF(font).horizontalAdvance(elapsed) + 10
        colour = self._theme.text
        if state.status in ("failed", "skipped", "cancelled"):
            colour = self._theme.status(state.status)
        yield _place(self.critical or self._activity(state), 13, middle, width, font, colour)

    def _summary(self) -> str:
        return self.card.summary if self.card.is_known else reported(self.card.summary)

    def _activity(self, state: NodeState) -> str:
        if state.status != "running":
            return result_line(state)
        if state.memory_bytes and state.message == "running":
            return f"{size(state.memory_bytes)}, {state.image}"
        return state.question or reported(state.message) or self.card.summary

    def tick(self) -> None:
        """While it runs: show the time that has passed."""
        self._texts = None
        self.update()


def _place(
    text: str,
    x: float,
    middle: float,
    width: float,
    font: QFont,
    colour: QColor,
    *,
    right: bool = False,
    detail: bool = True,
) -> _PlacedText:
    """A text that begins at `x`, or ends there when it is `right`, cut to `width`."""
    metrics = QFontMetricsF(font)
    elided = metrics.elidedText(straight(text), Qt.TextElideMode.ElideRight, width)
    static = QStaticText(elided)
    static.setTextFormat(Qt.TextFormat.PlainText)
    static.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    static.prepare(font=font)
    if right:
        x -= metrics.horizontalAdvance(elided)
    return QPointF(x, middle - metrics.height() / 2), static, colour, font, detail


def _bounds(card: Card) -> QRectF:
    return QRectF(-_MARGIN, -_MARGIN, WIDTH + 2 * _MARGIN, card.height + 2 * _MARGIN)


def notice_lines(state: NodeState) -> str:
    """What its tool decided without being asked, a line each; of many the first."""
    lines = [reported(notice.message) for notice in state.notices[:_NOTICES]]
    if more := len(state.notices) - len(lines):
        lines.append(tr("and {more} more", more=more))
    return "\n".join(lines)


def container_summary(state: NodeState) -> str:
    """In which image it ran, whether its container was there already, and what it used; empty for none."""
    if not state.image:
        return ""
    container = tr("warm container") if state.warm else tr("new container")
    lines = [state.image, state.digest, container]
    if state.memory_bytes:
        lines.append(tr("{memory} of memory", memory=size(state.memory_bytes)))
    return "\n".join(line for line in lines if line)


def result_line(state: NodeState) -> str:
    """What came of a node in one line, in the language of the window; texts that are values stay as they are."""
    value = state.value
    if value is not None and value["type"] not in ("table", "list", "bool"):
        return state.result
    return reported(state.result)


def _elapsed_label(state: NodeState) -> str:
    if state.status == "cached":
        return tr("kept")
    elapsed = state.elapsed_s
    if elapsed is None and state.status == "running" and state.started is not None:
        elapsed = time.time() - state.started
    if elapsed is None:
        return ""
    if elapsed < 1:
        return tr("{time:.0f} ms", time=elapsed * 1000)
    if elapsed < 60:
        return f"{elapsed:.1f} s"
    return tr("{minutes} min {seconds} s", minutes=int(elapsed // 60), seconds=int(elapsed % 60))
