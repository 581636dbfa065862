"""Seconds from the start of the process to a painted window, on the example chain, and to a painted bare window.

Painted means: the canvas has handled its first paint event with the chain in it. Offscreen unless a display is
there. The first start, which reads everything from disk, is left out. `make package` before it measures the packaged
program, too, also with its files taken out of the system's memory.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from app import examples
from app.__main__ import TRACE
from benchmarks.rows import Row, best, seconds, show

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


PACKAGED = Path("build/iceos/iceos")


def painted_after(command: list[str], data: str) -> float:
    """Seconds until the process says that it has painted."""
    environment = {**os.environ, "ICEOS_DATA_DIR": data, TRACE: "1"}
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        elapsed_s = time.perf_counter() - start
    if line.strip() != "painted":
        raise RuntimeError(f"the window did not paint: {line}")
    return elapsed_s


def imported(code: str) -> float:
    """Seconds of a process that runs `code`, the least of several."""
    return best(lambda: seconds(lambda: subprocess.run([sys.executable, "-c", code], check=True)), 15)


def _times(command: list[str], data: str) -> list[float]:
    painted_after(command, data)
    return sorted(painted_after(command, data) for _ in range(7))


def _cold(command: list[str], data: str) -> float:
    """Seconds of a start that reads every file of the package from the disk."""
    os.sync()
    for path in PACKAGED.parent.rglob("*"):
        if path.is_file():
            with path.open("rb") as stream:
                os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    return painted_after(command, data)


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as data:
        example = str(examples.folder() / examples.FIRST)
        bare = _times([sys.executable, "-c", _BARE], data)
        ours = _times([sys.executable, "-m", "app", example], data)
        packaged, cold = [], []
        if PACKAGED.exists():
            packaged = _times([str(PACKAGED), example], data)
            cold = sorted(_cold([str(PACKAGED), example], data) for _ in range(5))
    yield Row("window painted, warm (median)", 7, "s", ours[3], bare[3])
    yield Row("window painted, warm (least)", 7, "s", ours[0], bare[0])
    if packaged:
        yield Row("packaged, its files not in memory (median)", 5, "s", cold[2], bare[3])
        yield Row("packaged, warm (median)", 7, "s", packaged[3], bare[3])
        yield Row("packaged, warm (least)", 7, "s", packaged[0], bare[0])
    nothing = imported("pass")
    pydantic = imported("from pydantic import BaseModel") - nothing
    ours_imported = imported("from nodes.sdk import Context, Fields, Tool") - nothing
    yield Row("import what a tool needs, beside pydantic", 15, "s", ours_imported, pydantic)


if __name__ == "__main__":
    show(rows())
