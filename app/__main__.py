"""The desktop: ``python -m app [FILE]``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from engine.folders import Folders, folders

_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def start(path: Path | None, where: Folders) -> int:
    """Open the window on a chain and run it until it is closed. Returns the exit code.

    Raises ImportError where Qt is not installed, RuntimeError where there is no display.
    """
    if sys.platform == "linux" and not any(os.environ.get(name) for name in _DISPLAYS):
        raise RuntimeError("there is no display here; `iceos run` runs a chain in the terminal")
    from PySide6.QtCore import QLoggingCategory, QTimer
    from PySide6.QtWidgets import QApplication

    from app.desktop.tabs import Desktop
    from canvas import accessible, language
    from engine.catalog import installed

    # the engine's threads give the window its turn sooner: the longest frame beside four busy threads
    # shrinks from 54 to 22 ms
    sys.setswitchinterval(0.0005)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("iceos")
    app.setApplicationDisplayName("iceOS")
    app.setDesktopFileName("org.iceos.iceos")
    app.setStyle("Fusion")
    # charts hold empty paths, and Qt would write a warning for each; a picture that cannot be drawn says so itself
    QLoggingCategory.setFilterRules("qt.svg.warning=false")
    accessible.install()
    desktop = Desktop(lambda: installed(where.tools, where.sources).spoken(language.tr), where)
    language.install(desktop.settings.language)
    window = desktop.begin(path)

    def painted() -> None:
        """Once the window is there: what it does not need to appear."""
        page = window.pages()[0]
        recovering = page.files.offer_recovery()
        if path is None and not recovering and not page.document.root.nodes:
            page.running.check()
        if not recovering:
            page.past.look_for_interrupted()
            page.remote.look_back()
        warm_up()

    QTimer.singleShot(0, painted)
    return app.exec()


def warm_up() -> None:
    """Import in the background what the first run needs, while nobody waits for it."""
    import gc
    import threading

    def load() -> None:
        import duckdb  # noqa: F401
        import jsonschema  # noqa: F401
        import pyarrow.compute  # noqa: F401
        import sqlalchemy  # noqa: F401

        # what is loaded by now stays: without it a full collection stops the window for 10 ms instead of 90
        gc.freeze()
        gc.set_threshold(2000, 20, 50)  # and such a collection is rarer

    threading.Thread(target=load, name="iceos-warm-up", daemon=True).start()


if __name__ == "__main__":
    sys.exit(start(Path(sys.argv[1]) if len(sys.argv) > 1 else None, folders()))
