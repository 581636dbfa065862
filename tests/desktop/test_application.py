"""What a program of a desktop does: one window for all, reports of errors, what it is made of, whether it is old."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import version
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app import logs
from app.desktop.crash import CrashDialog, Crashes
from app.desktop.documents import system_recent
from app.desktop.doorbell import Doorbell, ring
from app.desktop.help.about_dialog import AboutDialog
from app.desktop.help.updates import UpdatesDialog
from app.desktop.tabs import Desktop
from engine.folders import folders
from nodes.sdk.types import Secret
from tests.conftest import EXAMPLES
from tests.desktop.conftest import Open, dialog

PENGUINS, REVIEW = EXAMPLES / "penguins.iceos", EXAMPLES / "review.iceos"


@pytest.fixture
def bell() -> Iterator[Doorbell]:
    made = Doorbell(folders().data)
    yield made
    made.close()
    made.deleteLater()


def test_a_second_start_opens_in_the_window_that_is_there(qtbot: QtBot, desktop: Desktop, bell: Doorbell) -> None:
    window = desktop.begin([PENGUINS])
    qtbot.waitExposed(window)
    bell.rung.connect(desktop.opened_elsewhere)
    window.showMinimized()
    with qtbot.waitSignal(bell.rung, timeout=20_000):
        second = subprocess.Popen([sys.executable, "-m", "app.cli", str(REVIEW), str(PENGUINS)], stdout=subprocess.PIPE)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    assert second.returncode == 0
    assert [page.document.name for page in window.pages()] == ["penguins", "review"]
    assert window.current().document.name == "penguins", "the last of them is shown"
    assert not window.isMinimized()
    bell.close()
    assert not ring(folders().data, []), "nobody is there any more"


def test_a_bell_that_a_killed_program_left_does_not_matter(qtbot: QtBot) -> None:
    """And what is no request is left alone."""
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom PySide6.QtCore import QCoreApplication\n"
        "from app.desktop.doorbell import Doorbell\napp = QCoreApplication([])\n"
        "bell = Doorbell(Path(sys.argv[1]))\nos.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code, str(folders().data)], check=False)
    assert not ring(folders().data, [PENGUINS])
    bell = Doorbell(folders().data)
    from PySide6.QtNetwork import QLocalSocket

    from app.desktop.doorbell import _name

    with qtbot.assertNotEmitted(bell.rung):
        for words in (b"not JSON\n", b'{"files": 3}\n', b"[]\n"):
            socket = QLocalSocket()
            socket.connectToServer(_name(folders().data))
            assert socket.waitForConnected(1000)
            socket.write(words)
            qtbot.waitUntil(lambda s=socket: s.state() == QLocalSocket.LocalSocketState.UnconnectedState)
    bell.close()


@pytest.fixture
def crashes(tmp_path: Path, qtbot: QtBot) -> Iterator[Crashes]:
    before, threads = sys.excepthook, threading.excepthook
    root = logging.getLogger()
    handlers = list(root.handlers)
    logs.write_to(tmp_path / "logs")
    made = Crashes(tmp_path)
    made.install()
    yield made
    sys.excepthook, threading.excepthook = before, threads
    root.handlers[:] = handlers
    for window in QGuiApplication.topLevelWindows():
        window.close()


def test_an_error_that_nobody_foresaw_is_shown_once_without_secrets(
    crashes: Crashes, qtbot: QtBot, tmp_path: Path
) -> None:
    secret = Secret("KEY", "hunter2-hunter2")

    def fail() -> None:
        raise RuntimeError(f"{secret.reveal()} {Path.home()}/x Authorization: Bearer abc.def http://me:pw123@host")

    for _ in range(2):
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
    qtbot.waitUntil(lambda: bool(_open(CrashDialog)))
    (shown,) = _open(CrashDialog)
    text = shown.text.toPlainText()
    assert "RuntimeError" in text
    assert version("iceos") in text
    assert f"Log: {tmp_path}/logs/iceos.log" in text
    assert "RuntimeError" in (tmp_path / "logs" / "iceos.log").read_text()
    for hidden in ("hunter2", "abc.def", "pw123", str(Path.home())):
        assert hidden not in text, hidden
    qtbot.mouseClick(shown.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == text


def _open(kind: type[CrashDialog]) -> list[CrashDialog]:
    from PySide6.QtWidgets import QApplication

    return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]


def test_a_crash_is_told_of_at_the_next_start(qtbot: QtBot, tmp_path: Path) -> None:
    code = (
        "import faulthandler, sys\nfrom pathlib import Path\nfrom PySide6.QtCore import QCoreApplication\n"
        "from app.desktop.crash import Crashes\napp = QCoreApplication([])\n"
        "Crashes(Path(sys.argv[1])).install()\nfaulthandler._sigsegv()"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True)
    assert done.returncode < 0
    later = Crashes(tmp_path)
    later.last()
    (shown,) = _open(CrashDialog)
    assert "Segmentation fault" in shown.text.toPlainText()
    shown.reject()
    qtbot.waitUntil(lambda: not _open(CrashDialog))
    later.last()
    assert not _open(CrashDialog), "once"


def test_about_names_all_parts_with_their_licences(open_window: Open) -> None:
    window = open_window()
    window.action_table["about"].trigger()
    table = dialog(AboutDialog).table  # type: ignore[attr-defined]
    rows = {table.item(r, 0).text(): table.item(r, 2).text() for r in range(table.rowCount())}
    assert rows["Qt"] == "LGPL-3.0-only"
    assert {"iceos", "networkx", "pyarrow", "duckdb"} <= rows.keys()
    assert "BSD" in rows["networkx"]
    assert "Apache" in rows["pyarrow"]


@pytest.fixture
def newest(request: pytest.FixtureRequest) -> Iterator[str]:
    """Serves what the test asks for."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(request.param)

        def log_message(self, *_: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/iceos.json"
    server.shutdown()


TOLD = {
    json.dumps(
        {"version": "99.1", "url": "https://example.com/get", "notes": "<b>Faster</b>"}
    ).encode(): "Version 99.1",
    json.dumps({"version": version("iceos")}).encode(): "you have it",
    b"<html>": "does not tell of versions",
    json.dumps({"version": "soon"}).encode(): "is no version",
}


@pytest.mark.parametrize(("newest", "expected"), TOLD.items(), indirect=["newest"])
def test_updates_are_asked_for_and_only_told(open_window: Open, qtbot: QtBot, newest: str, expected: str) -> None:
    window = open_window()
    assert window.parts.settings.updates == "", "off until somebody names an address"
    window.action_table["updates"].trigger()
    shown = dialog(UpdatesDialog)
    shown.address.setText(newest)  # type: ignore[attr-defined]
    qtbot.mouseClick(shown.check, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: expected in shown.answer.text())  # type: ignore[attr-defined]
    assert window.parts.settings.updates == newest
    shown.close()


def test_what_is_running_is_written_into_a_file_that_the_window_names(open_window: Open) -> None:
    window = open_window()
    window.action_table["stacks"].trigger()
    (path,) = window.parts.folders.logs.glob("stacks-*.txt")
    assert str(path) in window.parts.message.label.text()
    assert "Thread MainThread" in path.read_text()


def test_a_saved_chain_is_in_the_systems_list_of_recent_files(open_window: Open, tmp_path: Path) -> None:
    listed = Path(os.environ["XDG_DATA_HOME"]) / "recently-used.xbel"
    window = open_window()
    path = tmp_path / "mine & yours.iceos"
    window.file_commands.save_to(path)
    window.file_commands.load(path)
    root = ET.parse(listed).getroot()
    (bookmark,) = root.iter("bookmark")
    assert bookmark.get("href") == path.as_uri()
    application = next(root.iter(f"{{{system_recent.BOOKMARK}}}application"))
    assert application.get("count") == "2"
    listed.write_text("<broken")
    window.file_commands.save_to(path)
    assert listed.read_text() == "<broken", "what cannot be read stays as it is"
