"""Several chains in one window, a tab each; several windows; and the session that comes back at the next start."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QIcon
from PySide6.QtWidgets import QApplication, QMainWindow, QTabWidget

from app.desktop.main_window import MainWindow
from app.desktop.preferences import settings as stored
from app.desktop.preferences.place import encoded, restore_geometry
from canvas.document import untitled
from canvas.icons import pixmap
from engine.catalog import Catalog
from engine.folders import Folders
from nodes.sdk.printable import straight

KEEP_MS = 1000
"""How often what is open, recent or chosen is compared with what is on the disk."""


class Desktop(QObject):
    """All windows of the program. They share the settings."""

    def __init__(self, catalog: Callable[[], Catalog], folders: Folders) -> None:
        super().__init__()
        self.folders = folders
        self.settings = stored.read(folders.settings)
        self.windows: list[TabWindow] = []
        self._catalog = catalog
        self._kept = self.settings.stored()
        """What the settings file holds, or will in a moment."""
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="iceos-settings")
        self._timer = QTimer(self)
        self._timer.setInterval(KEEP_MS)
        self._timer.timeout.connect(self._keep)
        self._timer.start()

    def page(self) -> MainWindow:
        """A new page, not yet in a window."""
        return MainWindow(self._catalog(), self.folders, self.settings)

    def free_number(self) -> int:
        """The least that no chain without a name has, in any window."""
        names = {page.document.name for window in self.windows for page in window.pages()}
        return next(number for number in itertools.count(1) if untitled(number) not in names)

    def window(self) -> TabWindow:
        """A new window without a tab."""
        window = TabWindow(self)
        self.windows.append(window)
        return window

    def begin(self, requested: Sequence[Path]) -> TabWindow:
        """The windows of the last session, or one with what is `wanted`."""
        session = [[Path(file) for file in files if Path(file).exists()] for files in self.settings.session or [[]]]
        if requested:
            session = [list(requested)]
        for paths in session:
            window = self.window()
            for path in paths:
                window.open(path)
            if not window.tabs.count():
                window.open(None)
            window.show()
        return self.windows[0]

    def opened_elsewhere(self, files: list[Path]) -> None:
        """Somebody started the program again: the files open in the window that was used last, which comes forward."""
        active = QApplication.activeWindow()
        window = next((w for w in self.windows if w is active), self.windows[-1])
        for file in files:
            window.current().file_commands.open_path(file)
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    def closed(self, window: TabWindow) -> None:
        """A window is gone. What was open in the last one comes back at the next start."""
        self.windows.remove(window)
        self._write()
        if not self.windows:
            self._timer.stop()
            self._writer.shutdown()

    def _keep(self) -> None:
        """Have on the disk what is to come back after a program that is ended from outside."""
        if not any(window.closing for window in self.windows):
            self.remember()
            self._write()

    def _write(self) -> None:
        content = self.settings.stored()
        if content != self._kept:
            self._kept = content
            self._writer.submit(self._write_file, content)

    def _write_file(self, content: str) -> None:
        if not stored.write(self.folders.settings, content):
            self._kept = ""  # and tried again

    def remember(self) -> None:
        """Note which files are open in which window."""
        self.settings.session = [window.files() for window in self.windows]

    def follow_colours(self, chooser: MainWindow) -> None:
        """Other colours were chosen in one page: the others follow."""
        for window in self.windows:
            for page in window.pages():
                if page is not chooser:
                    page.parts.appearance.refresh()


class TabWindow(QMainWindow):
    """A window with a page a tab."""

    def __init__(self, desktop: Desktop) -> None:
        super().__init__()
        self._desktop = desktop
        self.closing = False
        """Whether it is about to close, page by page."""
        self._in_event = False
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setMovable(True)
        self.tabs.setTabsClosable(True)
        self.tabs.tabBar().setAutoHide(True)
        self.tabs.tabBar().setExpanding(False)
        self.tabs.tabCloseRequested.connect(lambda index: self._page(index).close())
        self.tabs.currentChanged.connect(lambda _: self._name())
        self.setCentralWidget(self.tabs)
        self.setWindowIcon(QIcon(pixmap("iceos", "#000000", 64)))
        restore_geometry(self, desktop.settings.geometry)

    def open(self, path: Path | None) -> MainWindow:
        """A new tab, on a file when there is one."""
        page = self._desktop.page()
        page.document.number = self._desktop.free_number()
        page.setWindowFlags(Qt.WindowType.Widget)
        page.file_commands.elsewhere = self.show_file
        page.file_commands.place_for = lambda path: self._place_for(path).file_commands
        page.parts.window_commands.new_window_requested.connect(self._new_window)
        page.parts.appearance.chosen.connect(lambda: self._desktop.follow_colours(page))
        page.closed.connect(lambda: self._on_closed(page))
        page.close_declined.connect(self._stay)
        page.windowTitleChanged.connect(lambda _: self._name())
        page.document.modified_changed.connect(self._name)
        self.tabs.setCurrentIndex(self.tabs.addTab(page, page.document.name))
        if path is not None:
            page.file_commands.load(path)
        self._name()
        return page

    def current(self) -> MainWindow:
        return self._page(self.tabs.currentIndex())

    def pages(self) -> list[MainWindow]:
        return [self._page(index) for index in range(self.tabs.count())]

    def files(self) -> list[str]:
        """The files that are open, in the order of the tabs."""
        return [str(page.document.path) for page in self.pages() if page.document.path is not None]

    def _page(self, index: int) -> MainWindow:
        page = self.tabs.widget(index)
        assert isinstance(page, MainWindow)
        return page

    def show_file(self, path: Path | None) -> None:
        """In the tab where the file is open already, else in a new one."""
        for page in self.pages():
            if path is not None and page.document.path == path.absolute():
                self.tabs.setCurrentWidget(page)
                return
        self.open(path)

    def _place_for(self, path: Path | None) -> MainWindow:
        """A page that shows this file as it is, or nothing; else a new one."""
        for page in self.pages():
            document = page.document
            if not document.modified and document.path == path and (path is not None or not document.root.nodes):
                return page
        for page in self.pages():
            if page.document.path is None and not page.document.root.nodes and not page.document.modified:
                return page
        return self.open(None)

    def _new_window(self) -> None:
        window = self._desktop.window()
        window.open(None)
        window.move(self.pos().x() + 40, self.pos().y() + 40)
        window.show()

    def _name(self) -> None:
        for index, page in enumerate(self.pages()):
            sign = "• " if page.document.modified else ""
            self.tabs.setTabText(index, f"{sign}{straight(page.document.name)}")
            self.tabs.setTabToolTip(index, str(page.document.path or ""))
        if self.tabs.count():
            page = self.current()
            self.setWindowTitle(f"{straight(page.document.name)}[*] – iceOS")
            self.setWindowModified(page.document.modified)

    def _on_closed(self, page: MainWindow) -> None:
        self.tabs.removeTab(self.tabs.indexOf(page))
        page.deleteLater()
        if not self._in_event and (self.closing or not self.tabs.count()):
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Page by page, because each may have something to ask; once it was answered the rest follows."""
        if not self.closing:
            self._desktop.remember()
            self._desktop.settings.geometry = encoded(self.saveGeometry())
        self.closing = self._in_event = True
        closed = all(page.close() for page in self.pages())
        self._in_event = False
        event.setAccepted(closed)
        if closed:
            self._desktop.closed(self)

    def _stay(self) -> None:
        """Somebody was asked, and said no."""
        self.closing = False
