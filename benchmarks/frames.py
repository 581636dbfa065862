"""How long the window is deaf while a chain runs: the longest time between two turns of its event loop.

The penguin example runs ten times over, first cold (libraries are loaded on the way), then warm, and beside it
a chain of 2,000 quick nodes. Shown windows on the offscreen platform unless a display is there.
"""

from __future__ import annotations

import itertools
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from app import examples
from app.__main__ import warm_up
from app.desktop.main_window import MainWindow
from app.loop import window_loop
from benchmarks.rows import Row, show
from engine.chain.model import Chain, Edge, Layout, Node, NodeLayout
from engine.folders import Folders
from engine.installed import installed


def wait(ms: int) -> None:
    """Let the window go on for a while."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def longest_gap(window: MainWindow) -> float:
    """Milliseconds, from pressing Run to the end of the run."""
    beats: list[float] = []
    beat = QTimer()
    beat.setInterval(0)
    beat.timeout.connect(lambda: beats.append(time.perf_counter()))
    loop = QEventLoop()
    window.controller.finished.connect(loop.quit)
    beat.start()
    QTimer.singleShot(100, window.parts.run_commands.run_fresh)
    loop.exec()
    wait(200)
    beat.stop()
    return max(later - earlier for earlier, later in itertools.pairwise(beats)) * 1e3


def many(n: int) -> Chain:
    """A grid of quick nodes."""
    node = Node(tool="data.pick", version="1.0.0", inputs={"expression": "@"})
    first = Node(tool="data.pick", version="1.0.0", inputs={"data": {"a": 1}, "expression": "@"})
    return Chain(
        nodes={**{f"n{i}": first for i in range(40)}, **{f"n{i}": node for i in range(40, n)}},
        edges=tuple(Edge.between((f"n{i - 40}", "result"), (f"n{i}", "data")) for i in range(40, n)),
        layout=Layout(nodes={f"n{i}": NodeLayout(x=i // 40 * 300, y=i % 40 * 130) for i in range(n)}),
    )


def rows() -> Iterator[Row]:
    sys.setswitchinterval(0.0005)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    app.setStyle("Fusion")
    with tempfile.TemporaryDirectory() as folder, window_loop(app):
        window = MainWindow(installed(), Folders(Path(folder)))
        window.file_commands.load(examples.folder() / examples.FIRST)
        window.show()
        warm_up()
        wait(2500)
        yield Row("longest gap, example, first run", 5, "ms", longest_gap(window))
        yield Row("longest gap, example, warm", 5, "ms", max(longest_gap(window) for _ in range(9)))
        window.document.recover(many(2000), None, trusted=True)
        wait(1000)
        yield Row("longest gap, quick nodes", 2000, "ms", longest_gap(window))
        window.document.undo_stack.setClean()
        window.close()


if __name__ == "__main__":
    show(rows())
