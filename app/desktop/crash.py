"""What nobody foresaw: a report that can be copied, and the window goes on."""

from __future__ import annotations

import faulthandler
import logging
import platform
import sys
import threading
import traceback
from importlib.metadata import version
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app.logs import without_secrets, written_to
from canvas.language import tr
from canvas.plain import label
from nodes.sdk.errors import reason_of

log = logging.getLogger(__name__)


def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """What went wrong and where, without secrets and without the person's name in paths."""
    return _report_on("".join(traceback.format_exception(kind, error, trace)))


def _report_on(text: str) -> str:
    """The text with the versions of the parts, without secrets."""
    system = f"{platform.system()} {platform.release()}, {QGuiApplication.platformName() or 'no window'}"
    parts = f"iceOS {version('iceos')}, Python {platform.python_version()}, Qt {qVersion()}, {system}"
    lines = [parts, *(f"Log: {path}" for path in written_to()), "", without_secrets(text)]
    return "\n".join(lines).replace(str(Path.home()), "~")


class Crashes(QObject):
    """Takes every exception that reached nobody; each kind and place is shown once."""

    _caught = Signal(str)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = folder / "crash.txt"
        self._seen: set[str] = set()
        self._dialog: CrashDialog | None = None
        self._caught.connect(self._show, Qt.ConnectionType.QueuedConnection)  # from any thread

    def install(self) -> None:
        """From now on. Afterwards `last` tells of a crash before."""
        sys.excepthook = self._on_exception
        threading.excepthook = lambda args: self._on_exception(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            stream = self._path.open("a", buffering=1)
        except OSError as error:
            log.warning("crashes are not written down: %s", reason_of(error))
            return
        faulthandler.enable(stream)  # for what Python cannot catch; it keeps the stream

    def last(self) -> None:
        """Show what the program left behind when it crashed, once."""
        try:
            report = self._path.read_text("utf-8", "replace")
            self._path.write_bytes(b"")
        except OSError:
            return
        if report.strip():
            self._open(tr("iceOS crashed the last time"), _report_on(report))

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.error("nobody foresaw this", exc_info=(kind, error, trace))
        frames = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(trace)[-1:]]
        location = " ".join((kind.__name__, *frames))
        if location not in self._seen:
            self._seen.add(location)
            self._caught.emit(report(kind, error, trace))

    def _show(self, report: str) -> None:
        self._open(tr("Something went wrong"), report)

    def _open(self, title: str, report: str) -> None:
        self._dialog = CrashDialog(title, report, QApplication.activeWindow())  # without a parent it is ours to keep
        self._dialog.open()


class CrashDialog(QDialog):
    def __init__(self, title: str, report: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(640, 420)
        introduction = tr(
            "Nobody foresaw this error. What is open is kept, and you can go on; if something looks wrong, save "
            "under another name and start again. The report below holds no secrets and is sent to nobody: copy it "
            "to tell of the error."
        )
        self.text = QPlainTextEdit(report)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(tr("Report"))
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.copy = QPushButton(tr("Copy the report"))
        self.copy.clicked.connect(self._copy)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(label(introduction, wrap=True))
        column.addWidget(self.text)
        column.addWidget(buttons)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copy.setText(tr("Copied"))
