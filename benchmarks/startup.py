"""Seconds from the start of the process to a painted window, on the example chain, and to a painted bare window.

Painted means: the canvas has handled its first paint event with the chain in it. Offscreen unless a display is
there. The first start, which reads everything from disk, is left out.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator

from benchmarks.rows import Row, best, seconds, show

_OURS = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from app import examples
from app.__main__ import start
from canvas.view import ChainView
from engine.folders import folders

painted = ChainView.paintEvent
def paint(self, event):
    painted(self, event)
    if self.chain_scene.nodes:
        print("painted", flush=True)
        QTimer.singleShot(0, QApplication.quit)
ChainView.paintEvent = paint
sys.exit(start(examples.folder() / examples.FIRST, folders()))
"""
_BARE = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QGraphicsView
app = QApplication([])
class View(QGraphicsView):
    def paintEvent(self, event):
        super().paintEvent(event)
        print("painted", flush=True)
        QTimer.singleShot(0, app.quit)
view = View()
view.resize(1280, 800)
view.show()
app.exec()
"""


def painted_after(code: str, data: str) -> float:
    """Seconds until the process says that it has painted."""
    environment = {**os.environ, "ICEOS_DATA_DIR": data}
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    start = time.perf_counter()
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        taken = time.perf_counter() - start
    if line.strip() != "painted":
        raise RuntimeError(f"the window did not paint: {line}")
    return taken


def imported(code: str) -> float:
    """Seconds of a process that runs `code`, the least of several."""
    return best(lambda: seconds(lambda: subprocess.run([sys.executable, "-c", code], check=True)), 15)


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as data:
        painted_after(_OURS, data)
        ours = sorted(painted_after(_OURS, data) for _ in range(7))
        bare = sorted(painted_after(_BARE, data) for _ in range(7))
    yield Row("window painted, warm (median)", 7, "s", ours[3], bare[3])
    yield Row("window painted, warm (least)", 7, "s", ours[0], bare[0])
    nothing = imported("pass")
    pydantic = imported("from pydantic import BaseModel") - nothing
    ours_imported = imported("from nodes.sdk import Context, Fields, Tool") - nothing
    yield Row("import what a tool needs, beside pydantic", 15, "s", ours_imported, pydantic)


if __name__ == "__main__":
    show(rows())
