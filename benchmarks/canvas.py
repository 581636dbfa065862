"""Loading and painting chains of 100, 1,000 and 10,000 nodes with 1.5 wires each, 1600×1000, raster.

The limit of the frames is a bare scene of one rectangle a node. NodeGraphQt runs in an environment of its own, with
the PySide6 it works with (``make peers``); beyond 1,000 nodes it would take minutes.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QGraphicsItem, QGraphicsScene, QGraphicsView

from benchmarks.rows import Row, best, seconds, show
from canvas.document import Document
from canvas.theme import LIGHT
from canvas.view import ChainView
from engine.catalog import Catalog, ToolSpec
from engine.chain import edit
from engine.chain.file import dump, write_atomically
from engine.chain.model import Chain, Edge, Layout, Node, NodeLayout
from engine.run.state import NodeState
from engine.run.status import NodeStatus
from nodes.sdk import Fields, Table, Tool

WIDTH, HEIGHT = 1600, 1000
PEER = Path(__file__).parent.parent / ".peers" / "nodegraphqt" / "bin" / "python"


class Step(Tool):
    """A node with two inputs and two outputs."""

    name = "bench.step"

    class Inputs(Fields):
        first: Table
        second: Table | None = None
        note: str = ""

    class Outputs(Fields):
        table: Table
        remainder: Table


CATALOG = Catalog([ToolSpec(Step)])


def chain_of(n: int) -> Chain:
    """Nodes on a grid, each fed by its left neighbour and every other one by another node to its left."""
    rng = random.Random(n)
    columns = max(1, int((n * 0.6) ** 0.5))
    nodes, layout, edges = {}, {}, []
    for i in range(n):
        nodes[f"n{i}"] = Node(tool=Step.name, version=Step.version, inputs={"note": f"step {i}"})
        layout[f"n{i}"] = NodeLayout(x=(i % columns) * 300, y=(i // columns) * 160)
        if i % columns:
            edges.append(Edge.between((f"n{i - 1}", "table"), (f"n{i}", "first")))
            if i % 2:
                source = i - rng.randint(1, i % columns)
                edges.append(Edge.between((f"n{source}", "remainder"), (f"n{i}", "second")))
    return Chain(nodes=nodes, edges=tuple(edges), layout=Layout(nodes=layout))


class _Rect(QGraphicsItem):
    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, 208, 110)

    def paint(self, painter: QPainter, option: object, widget: object = None) -> None:
        painter.drawRect(0, 0, 208, 110)


class _Batch(QGraphicsItem):
    """All cards in one call, all wires in another: what painting costs when nothing else does."""

    def __init__(self, rects: list[QRectF], lines: list[QLineF], bounds: QRectF) -> None:
        super().__init__()
        self._rects, self._lines, self._bounds = rects, lines, bounds

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(self, painter: QPainter, option: object, widget: object = None) -> None:
        painter.drawLines(self._lines)
        painter.drawRects(self._rects)


def frame(view: QGraphicsView) -> float:
    """Milliseconds to paint the whole viewport into an image."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_ARGB32_Premultiplied)

    def paint() -> None:
        painter = QPainter(image)
        view.render(painter, QRectF(0, 0, WIDTH, HEIGHT), view.viewport().rect())
        painter.end()

    paint()
    return best(lambda: seconds(paint)) * 1e3


class _Bare:
    """A scene of one rectangle a node and no wires: what Qt itself takes."""

    def __init__(self, chain: Chain) -> None:
        self.items: list[_Rect] = []
        self.view = QGraphicsView()
        self._places = [(p.x, p.y) for p in chain.layout.nodes.values()]
        self.view.resize(WIDTH, HEIGHT)
        self.view.show()

    def load(self) -> None:
        self.items = []
        scene = QGraphicsScene(self.view)
        for x, y in self._places:
            item = _Rect()
            item.setPos(x, y)
            scene.addItem(item)
            self.items.append(item)
        self.view.setScene(scene)

    def move(self, shift: float) -> None:
        for item in self.items[:100]:
            item.moveBy(shift, 0)

    def change(self) -> None:
        for item in self.items[:20]:
            item.update()

    def delete(self) -> None:
        scene = self.view.scene()
        for item in self.items:
            scene.removeItem(item)
        for item in self.items:
            scene.addItem(item)


def memory(surface: str, n: int) -> float:
    """Megabytes that a process of its own has used at most."""
    command = [sys.executable, "-m", "benchmarks.canvas", "--memory", surface, str(n)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def _memory(surface: str, n: int) -> None:
    app = QApplication([])
    chain = chain_of(n)
    if surface == "bare":
        bare = _Bare(chain)
        bare.load()
        frame(bare.view)
    else:
        view = ChainView(Document(CATALOG), LIGHT)
        view.resize(WIDTH, HEIGHT)
        view.show()
        view.document.show(chain, "", Path(), trusted=True)
        view.fit()
        frame(view)
    # not ru_maxrss: a child begins with that of its parent
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    print(int(status["VmHWM"].split()[0]) / 1024)
    del app


def batch_view(chain: Chain) -> QGraphicsView:
    at = chain.layout.nodes
    rects = [QRectF(p.x, p.y, 208, 110) for p in at.values()]
    lines = [
        QLineF(at[e.source.node].x + 208, at[e.source.node].y + 50, at[e.target.node].x, at[e.target.node].y + 50)
        for e in chain.edges
    ]
    bounds = QRectF()
    for rect in rects:
        bounds |= rect
    view = QGraphicsView()
    scene = QGraphicsScene(view)
    scene.addItem(_Batch(rects, lines, bounds))
    view.setScene(scene)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.resize(WIDTH, HEIGHT)
    view.show()
    view.fitInView(bounds, Qt.AspectRatioMode.KeepAspectRatio)
    return view


def peer(n: int, chain: Chain, folder: Path) -> dict[str, dict[str, float]]:
    """What NodeGraphQt takes for the same, by row; nothing where it is not set up, or would take minutes."""
    if n > 1000 or not PEER.exists():
        return {}
    request = folder / "peer.json"
    wires = [[e.source.node, e.source.port, e.target.node, e.target.port] for e in chain.edges]
    request.write_text(json.dumps({"places": {k: [p.x, p.y] for k, p in chain.layout.nodes.items()}, "wires": wires}))
    command = [str(PEER), str(Path(__file__).with_name("nodegraphqt_peer.py")), str(request)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900, check=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return {row: {"NodeGraphQt": figure} for row, figure in figures.items()}


def rows() -> Iterator[Row]:
    app = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        for n in (100, 1000, 10_000):
            peers = peer(n, chain_of(n), Path(folder))
            for row in _measured(app, n, Path(folder) / f"{n}.iceos"):
                row.peers |= peers.get(row.name, {})
                yield row
            yield Row("peak memory", n, "MB", memory("ours", n), memory("bare", n))


def _measured(app: object, n: int, path: Path) -> Iterator[Row]:
    chain = chain_of(n)
    write_atomically(path, dump(chain))
    document = Document(CATALOG)
    view = ChainView(document, LIGHT)
    view.resize(WIDTH, HEIGHT)
    view.show()
    _settle()

    bare = _Bare(chain)

    def load() -> None:
        document.open(path, trusted=True)

    yield Row("load from a file", n, "s", best(lambda: seconds(load), 3), best(lambda: seconds(bare.load), 3))
    scene = view.chain_scene
    view.fit()
    batch = batch_view(chain)
    yield Row("frame, everything in view", n, "ms", frame(view), frame(batch))
    view.zoom_to(1.0)
    view.centerOn(scene.nodes[f"n{n // 2}"])
    bare.view.centerOn(bare.items[n // 2])
    yield Row("frame, working zoom", n, "ms", frame(view), frame(bare.view))
    some = list(scene.nodes)[:100]
    scene.select(set(some))

    def move() -> None:
        nonlocal shift
        shift = -shift
        places = {name: (scene.nodes[name].x() + shift, scene.nodes[name].y()) for name in some}
        document.edit("Move", edit.move(document.chain, places))
        scene.follow(some)

    shift = 10.0
    view.fit()
    bare.view.fitInView(bare.view.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)
    limit = best(lambda: seconds(lambda: bare.move(10.0)) * 1e3) + frame(bare.view)
    yield Row("move 100 nodes and paint", n, "ms", best(lambda: seconds(move) * 1e3) + frame(view), limit)
    scene.select(())
    view.zoom_to(1.0)
    view.centerOn(scene.nodes["n0"])
    names = list(scene.nodes)[:20]

    def states() -> None:
        scene.set_states({name: NodeState(status=NodeStatus.RUNNING, fraction=0.5) for name in names})

    bare.view.resetTransform()
    bare.view.centerOn(bare.items[0])
    limit = best(lambda: seconds(bare.change) * 1e3) + frame(bare.view)
    yield Row("20 state changes and paint", n, "ms", best(lambda: seconds(states) * 1e3) + frame(view), limit)

    def delete() -> None:
        document.edit("Delete", edit.remove(document.chain, set(document.chain.nodes)))
        document.undo_stack.undo()

    yield Row("delete all and undo", n, "s", best(lambda: seconds(delete), 3), best(lambda: seconds(bare.delete), 3))
    for widget in (view, batch, bare.view):
        widget.close()
    view.deleteLater()


def _settle(turns: int = 5) -> None:
    process: Callable[[], None] = QApplication.processEvents
    for _ in range(turns):
        process()


if __name__ == "__main__":
    if "--memory" in sys.argv:
        _memory(sys.argv[-2], int(sys.argv[-1]))
    else:
        show(rows())
