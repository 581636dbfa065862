"""The desktop: ``python -m app [FILE]…``."""

from __future__ import annotations

import atexit
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app import leaving, logs, stacks
from engine.folders import Folders, folders

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from app.desktop.crash import Crashes
    from app.desktop.tabs import TabWindow

TRACE = "ICEOS_TRACE_START"
_NEEDED_BY_A_RUN = (
    "app.desktop.run.engine_thread",
    "engine.executors.server",
    "duckdb",
    "jsonschema",
    "pyarrow.compute",
    "sqlalchemy",
)
"""The engine first: the window's thread waits for that one when a person is quick."""
_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def start(files: list[Path], own_folders: Folders) -> int:
    """Open the window on chains and run it until it is closed. Returns the exit code.

    Where a window is open already, they open there, and this returns at once.

    Raises ImportError where Qt is not installed, RuntimeError where there is no display.
    """
    if sys.platform == "linux" and not any(os.environ.get(name) for name in _DISPLAYS):
        raise RuntimeError("there is no display here; `iceos run` runs a chain in the terminal")
    from app.desktop.doorbell import Doorbell, ring

    if ring(own_folders.data, files):
        return 0
    logs.write_to(own_folders.logs)
    from PySide6.QtCore import QTimer

    from app.desktop.crash import Crashes
    from app.desktop.tabs import Desktop
    from app.loop import window_loop
    from canvas import language
    from engine.installed import installed

    app = _application()
    crashes = Crashes(own_folders.data, app)
    crashes.install()
    desktop = Desktop(lambda: installed(own_folders.tools, own_folders.sources).translated(language.tr), own_folders)
    language.install(desktop.settings.language)
    if os.environ.get(TRACE):
        _say_when_painted(app)
    with window_loop(app):
        window = desktop.begin(files)
        doorbell = Doorbell(own_folders.data, app)
        doorbell.rung.connect(desktop.opened_elsewhere)
        QTimer.singleShot(0, lambda: _after_painting(window, crashes, bool(files)))
        return app.exec()


def _application() -> QApplication:
    from PySide6.QtCore import QLoggingCategory
    from PySide6.QtWidgets import QApplication

    from canvas import accessible

    # the engine's threads give the window its turn sooner: the longest frame beside four busy threads
    # shrinks from 54 to 22 ms
    sys.setswitchinterval(0.0005)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    atexit.register(app.shutdown)  # what was copied is handed on to whoever keeps it
    app.setApplicationName("iceos")
    app.setApplicationDisplayName("iceOS")
    app.setDesktopFileName("org.iceos.iceos")
    app.setStyle("Fusion")
    # charts hold empty paths, and Qt would write a warning for each; a picture that cannot be drawn says so itself
    QLoggingCategory.setFilterRules("qt.svg.warning=false")
    accessible.install()
    return app


def _after_painting(window: TabWindow, crashes: Crashes, has_files: bool) -> None:
    """Once the window is there: what it does not need to appear."""
    page = window.current()  # the one that is seen
    recovering = page.file_commands.offer_recovery()
    crashes.last()
    if not has_files and not recovering and not page.document.root.nodes:
        page.parts.run_commands.check()
    if not recovering:
        page.parts.history_commands.look_for_interrupted()
        page.parts.remote.look_back()
        page.parts.window_commands.tell_unread_settings()
    warm_up()


def _say_when_painted(app: QApplication) -> None:
    """For `benchmarks.startup`: print a word once a chain is on the screen, and end."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent

    from canvas.view import ChainView

    paint = ChainView.paintEvent

    def painted(view: ChainView, event: QPaintEvent) -> None:
        paint(view, event)
        if view.chain_scene.nodes:
            print("painted", flush=True)
            QTimer.singleShot(0, app.quit)

    ChainView.paintEvent = painted  # type: ignore[assignment, method-assign]  # here alone


def warm_up() -> None:
    """Import in the background what the first run needs, while nobody waits for it."""
    import gc
    import importlib
    import threading

    def load() -> None:
        for module in _NEEDED_BY_A_RUN:
            importlib.import_module(module)
        # what is loaded by now stays: without it a full collection stops the window for 10 ms instead of 90
        gc.freeze()
        gc.set_threshold(2000, 20, 50)  # and such a collection is rarer

    threading.Thread(target=load, name="iceos-warm-up", daemon=True).start()


if __name__ == "__main__":
    own_folders = folders()
    logs.configure()
    stacks.write_on_signal(own_folders.logs)
    leaving.run(lambda: sys.exit(start([Path(name) for name in sys.argv[1:]], own_folders)))
