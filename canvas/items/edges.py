"""All wires in one item, found by a grid of cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from canvas.theme import Theme
from engine.chain.model import Edge

CELL = 400.0
_MOST_CELLS = 1024
_FAR = (1 << 62, 0)
"""Stands for all cells of a wire that lies in more than that."""
BEND_RADIUS = 4.5
_PIECES = 14
Ends = Callable[[Edge], tuple[QPointF, QPointF] | None]


def curve(start: QPointF, end: QPointF, bends: Sequence[QPointF] = ()) -> QPainterPath:
    """The wire between two ports: leaves to the right, goes through points, arrives from the left."""
    path = QPainterPath(start)
    stops = [*bends, end]
    for beginning, stop in zip([start, *bends], stops, strict=True):
        _add_piece(path, beginning, stop)
    return path


def _add_piece(path: QPainterPath, start: QPointF, end: QPointF) -> None:
    bend = max(36.0, min(220.0, abs(end.x() - start.x()) / 2))
    if end.x() < start.x():
        bend = max(bend, min(220.0, 60.0 + (start.x() - end.x()) / 3))
    path.cubicTo(start + QPointF(bend, 0), end - QPointF(bend, 0), end)


@dataclass(slots=True)
class _Wire:
    edge: Edge
    path: QPainterPath
    line: QLineF
    bounds: QRectF
    cells: list[tuple[int, int]]
    strong: bool = False
    """Hovered or selected."""
    passed: bool = False
    bends: tuple[QPointF, ...] = ()


class EdgeLayer(QGraphicsItem):
    """Draws every wire. `ends` gives the two points of an edge, or None while a port is not drawn."""

    def __init__(self, ends: Ends, bends: Callable[[Edge], tuple[QPointF, ...]], theme: Theme) -> None:
        super().__init__()
        self._ends = ends
        self._bends = bends
        self._theme = theme
        self._wires: dict[Edge, _Wire] = {}
        self._grid: dict[tuple[int, int], dict[Edge, _Wire]] = {}
        self._bounds = QRectF()
        self.hovered: Edge | None = None
        self.selected: set[Edge] = set()
        self.passed: set[Edge] = set()
        """Wires through which data has gone in the present run."""
        self.critical: set[Edge] = set()
        """Wires along the path that decides how long a run takes."""
        self.setZValue(0)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def shape(self) -> QPainterPath:
        return QPainterPath()

    def lines(self) -> list[QLineF]:
        """Straight lines from port to port, for the overview."""
        return [wire.line for wire in self._wires.values()]

    def put(self, edges: Iterable[Edge]) -> None:
        """Add wires, or follow their ends to where they are now."""
        changed = QRectF()
        for edge in edges:
            changed |= self._remove(edge)
            ends = self._ends(edge)
            if ends is None:
                continue
            bends = self._bends(edge)
            path = curve(*ends, bends)
            bounds = path.controlPointRect().adjusted(-4, -4, 4, 4)
            cells = _cells(bounds) or [_FAR]
            strong = edge == self.hovered or edge in self.selected
            self._wires[edge] = _Wire(edge, path, QLineF(*ends), bounds, cells, strong, edge in self.passed, bends)
            for cell in cells:
                self._grid.setdefault(cell, {})[edge] = self._wires[edge]
            changed |= bounds
        if not self._bounds.contains(changed):
            self.prepareGeometryChange()
            self._bounds |= changed
        self.update(changed)

    def drop(self, edges: Iterable[Edge]) -> None:
        for edge in edges:
            self.update(self._remove(edge))
            self.selected.discard(edge)
            self.passed.discard(edge)
            self.critical.discard(edge)
            if self.hovered == edge:
                self.hovered = None

    def clear(self) -> None:
        self.prepareGeometryChange()
        self._wires.clear()
        self._grid.clear()
        self.selected.clear()
        self.passed.clear()
        self.critical.clear()
        self.hovered = None
        self._bounds = QRectF()

    def at(self, point: QPointF, reach: float) -> Edge | None:
        """The wire within `reach` scene units of a point; of several the nearest."""
        best, nearest = None, reach
        for edge, wire in self._near(point):
            if not wire.bounds.contains(point):
                continue
            previous = wire.path.pointAtPercent(0)
            for piece in range(1, _PIECES + 1):
                following = wire.path.pointAtPercent(piece / _PIECES)
                distance = _distance(point, previous, following)
                if distance < nearest:
                    best, nearest = edge, distance
                previous = following
        return best

    def bend_at(self, point: QPointF, reach: float) -> tuple[Edge, int] | None:
        """The wire and the number of its bend near a point."""
        for edge, wire in self._near(point):
            for number, bend in enumerate(wire.bends):
                if (bend - point).manhattanLength() <= reach * 1.4:
                    return edge, number
        return None

    def piece_at(self, edge: Edge, point: QPointF) -> int:
        """Between which bends of a wire a point lies: the place of a new one."""
        wire = self._wires[edge]
        ends = self._ends(edge)
        if ends is None:
            return 0
        stops = [ends[0], *wire.bends, ends[1]]
        distances = [_distance(point, a, b) for a, b in pairwise(stops)]
        return distances.index(min(distances))

    def crossed(self, stroke: QPainterPath) -> list[Edge]:
        """The wires that a drawn stroke crosses."""
        bounds = stroke.controlPointRect().adjusted(-1, -1, 1, 1)  # a straight stroke has no width
        return [w.edge for w in self._visible(bounds) if w.bounds.intersects(bounds) and _crosses(w.path, stroke)]

    def mark(self, *, hovered: Edge | None = None, selected: set[Edge] | None = None) -> None:
        """Draw one wire as hovered, these as selected."""
        touched = {self.hovered, hovered, *self.selected}
        self.hovered = hovered
        if selected is not None:
            self.selected = set(selected)
            touched |= selected
        for edge in touched:
            if edge is not None and edge in self._wires:
                self._wires[edge].strong = edge == self.hovered or edge in self.selected
                self.update(self._wires[edge].bounds)

    def set_passed(self, edge: Edge, passed: bool) -> None:
        """Whether data has gone through a wire in the present run."""
        if passed == (edge in self.passed):
            return
        if passed:
            self.passed.add(edge)
        else:
            self.passed.discard(edge)
        if edge in self._wires:
            self._wires[edge].passed = passed
            self.update(self._wires[edge].bounds)

    def set_critical(self, edges: set[Edge]) -> None:
        if edges != self.critical:
            self.critical = set(edges)
            self.update()

    def clear_passed(self) -> None:
        for edge in tuple(self.passed):
            self.set_passed(edge, False)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        # what is exposed is the whole item when a view is rendered into an image
        viewport = painter.worldTransform().inverted()[0].mapRect(QRectF(painter.viewport()))
        exposed = option.exposedRect & viewport
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        thin = _pen(self._theme.wire, 1.0)
        done = _pen(self._theme.good, 1.0)
        painter.setPen(thin)
        used, strong = thin, []
        for wire in self._visible(exposed):
            if wire.strong:
                strong.append(wire)
                continue
            pen = done if wire.passed else thin
            if pen is not used:
                painter.setPen(pen)
                used = pen
            painter.drawPath(wire.path)
        if self.critical:
            painter.setPen(_pen(self._theme.warn, 3.0))
            for wire in self._visible(exposed):
                if wire.edge in self.critical:
                    painter.drawPath(wire.path)
        painter.setPen(_pen(self._theme.accent, 2.0))
        for wire in strong:
            painter.drawPath(wire.path)
        self._paint_bends(painter, exposed)

    def _paint_bends(self, painter: QPainter, exposed: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        for wire in self._visible(exposed):
            if wire.bends:
                painter.setBrush(self._theme.accent if wire.strong else self._theme.wire)
                for bend in wire.bends:
                    painter.drawEllipse(bend, BEND_RADIUS, BEND_RADIUS)

    def _near(self, point: QPointF) -> Iterator[tuple[Edge, _Wire]]:
        """Wires whose box may hold a point."""
        for cell in ((int(point.x() // CELL), int(point.y() // CELL)), _FAR):
            yield from self._grid.get(cell, {}).items()

    def _visible(self, exposed: QRectF) -> Iterable[_Wire]:
        cells = _cells(exposed)
        if not cells or len(cells) > len(self._wires) // 2 + 16:
            return [wire for wire in self._wires.values() if wire.bounds.intersects(exposed)]
        wires: dict[int, _Wire] = {}
        for cell in (*cells, _FAR):
            for wire in self._grid.get(cell, {}).values():
                wires[id(wire)] = wire
        return [wire for wire in wires.values() if wire.bounds.intersects(exposed)]

    def _remove(self, edge: Edge) -> QRectF:
        """Remove a wire and return where it was."""
        wire = self._wires.pop(edge, None)
        if wire is None:
            return QRectF()
        for cell in wire.cells:
            self._grid[cell].pop(edge, None)
        return wire.bounds


def _crosses(wire: QPainterPath, stroke: QPainterPath) -> bool:
    """Whether two lines cross. `QPainterPath.intersects` means filled areas, so both are taken as polygons' edges."""
    cut = [QLineF(a, b) for polygon in stroke.toSubpathPolygons() for a, b in pairwise(polygon.toList())]
    points = [wire.pointAtPercent(n / (2 * _PIECES)) for n in range(2 * _PIECES + 1)]
    for a, b in pairwise(points):
        piece = QLineF(a, b)
        for line in cut:
            if piece.intersects(line)[0] == QLineF.IntersectionType.BoundedIntersection:
                return True
    return False


def _pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCosmetic(True)
    return pen


def _cells(rect: QRectF) -> list[tuple[int, int]]:
    """Those that a rectangle lies in; none where they are too many."""
    left, right = int(rect.left() // CELL), int(rect.right() // CELL)
    top, bottom = int(rect.top() // CELL), int(rect.bottom() // CELL)
    if (right + 1 - left) * (bottom + 1 - top) > _MOST_CELLS:
        return []
    return [(x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)]


def _distance(point: QPointF, a: QPointF, b: QPointF) -> float:
    """From a point to the straight piece between a and b."""
    dx, dy = b.x() - a.x(), b.y() - a.y()
    length = dx * dx + dy * dy
    t = ((point.x() - a.x()) * dx + (point.y() - a.y()) * dy) / (length or 1.0)
    t = max(0.0, min(1.0, t))
    x, y = a.x() + t * dx - point.x(), a.y() + t * dy - point.y()
    return float((x * x + y * y) ** 0.5)
