"""The same chains in NodeGraphQt, run in an environment of its own: it needs an older PySide6 than we do.

Started by `benchmarks.canvas` with a file that holds places and wires; prints a figure a row as JSON. It imports
nothing of iceOS.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from typing import Any

from NodeGraphQt import BaseNode, NodeGraph
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

WIDTH, HEIGHT = 1600, 1000


class Step(BaseNode):  # type: ignore[misc]  # untyped
    __identifier__ = "bench"
    NODE_NAME = "step"

    def __init__(self) -> None:
        super().__init__()
        for name in ("first", "second"):
            self.add_input(name)
        for name in ("table", "remainder"):
            self.add_output(name)


def seconds(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def measured(places: dict[str, list[float]], wires: list[list[str]]) -> dict[str, float]:
    graph = NodeGraph()
    graph.register_node(Step)
    made: dict[str, Any] = {}

    def load() -> None:
        for name, at in places.items():
            made[name] = graph.create_node("bench.Step", name=name, pos=at, push_undo=False)
        for source, out, target, into in wires:
            made[source].set_output(int(out == "remainder"), made[target].input(int(into == "second")))

    told = {"load from a file": seconds(load)}
    view = graph.viewer()
    view.resize(WIDTH, HEIGHT)
    view.show()
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_ARGB32_Premultiplied)

    def paint() -> None:
        painter = QPainter(image)
        view.render(painter, QRectF(0, 0, WIDTH, HEIGHT), view.viewport().rect())
        painter.end()

    def frame() -> float:
        paint()
        return min(seconds(paint) for _ in range(5)) * 1e3

    view.zoom_to_nodes([node.view for node in made.values()])
    told["frame, everything in view"] = frame()
    some = list(made.values())[:100]

    def move() -> None:
        for node in some:
            x, y = node.pos()
            node.set_pos(x + 10, y)
        paint()

    told["move 100 nodes and paint"] = min(seconds(move) for _ in range(3)) * 1e3
    graph.center_on([made[f"n{len(made) // 2}"]])
    graph.set_zoom(0.0)
    told["frame, working zoom"] = frame()

    def states() -> None:
        for number, node in enumerate(some[:20]):
            node.set_color(number, 80, 120)
        paint()

    told["20 state changes and paint"] = min(seconds(states) for _ in range(3)) * 1e3

    def delete() -> None:
        graph.delete_nodes(list(made.values()))
        graph.undo_stack().undo()

    told["delete all and undo"] = seconds(delete)
    return told


if __name__ == "__main__":
    app = QApplication([])
    with open(sys.argv[1], encoding="utf-8") as file:
        given = json.load(file)
    print(json.dumps(measured(given["places"], given["wires"])))
