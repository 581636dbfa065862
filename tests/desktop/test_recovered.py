"""What a program that was ended from outside leaves behind comes back whole: chains, session, settings."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from app.desktop.documents import recovery
from app.desktop.documents.recovery_dialog import RecoveryDialog
from app.desktop.preferences import settings as stored
from app.desktop.preferences.settings import Settings
from app.desktop.tabs import Desktop
from engine.catalog import Catalog
from engine.chain.file import dump, load
from engine.folders import folders
from tests.conftest import EXAMPLES, ROOT
from tests.desktop.conftest import dialog
from tests.desktop.test_saved import press
from tests.desktop.test_tabs import begin
from tests.engine.chain.builders import Builder
from tests.processes import until

_PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from app.__main__ import _application
from app.desktop.documents import recovery
from app.desktop.tabs import Desktop
from app.loop import window_loop
from engine.folders import folders
from engine.installed import installed

recovery.EVERY_MS = 50
app = _application()
with window_loop(app):
    desktop = Desktop(installed, folders())
    window = desktop.begin([Path(name) for name in sys.argv[1:]])
    WORK
    app.exec()
"""
_FOUR = """
    for _ in range(2):
        window.open(None)
    for number, page in enumerate(window.pages()):
        document = page.document
        document.edit("Title", document.chain.model_copy(update={"title": f"work {number}"}))
"""


@pytest.fixture
def program() -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Starts a desktop that does some work and stays."""
    begun = []

    def start(work: str, *files: Path) -> subprocess.Popen[bytes]:
        code = _PROGRAM.replace("    WORK\n", work)
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        begun.append(subprocess.Popen([sys.executable, "-c", code, *map(str, files)], cwd=ROOT, env=environment))
        return begun[-1]

    yield start
    for process in begun:
        process.kill()
        process.wait()


def kept() -> list[Path]:
    return list(folders().recovery.glob("*.json"))


@pytest.fixture
def files(tmp_path: Path, catalog: Catalog) -> list[Path]:
    places = [tmp_path / "one.iceos", tmp_path / "two.iceos"]
    for place in places:
        build = Builder(catalog)
        build.node("data.constant", value=place.stem)
        place.write_bytes(dump(build.chain))
    return places


@pytest.fixture
def killed(program: Callable[..., subprocess.Popen[bytes]], files: list[Path]) -> list[Path]:
    """Two chains with files and two without, each with unsaved work, and no program any more."""
    process = program(_FOUR, *files)
    assert until(lambda: len(kept()) == 4, 120)
    process.send_signal(signal.SIGKILL)
    process.wait()
    return files


def test_all_that_was_unsaved_is_offered_and_comes_back(killed: list[Path], desktop: Desktop, qtbot: QtBot) -> None:
    window = begin(desktop, qtbot, *killed)
    first = window.current()
    assert first.file_commands.offer_recovery()
    assert "Unsaved work on 4 chains" in first.parts.message.label.text()
    press(first.parts.message, "Restore all")
    titles = {page.document.root.title: page.document.path for page in window.pages()}
    assert titles == {"work 0": killed[0], "work 1": killed[1], "work 2": None, "work 3": None}
    assert all(page.document.modified for page in window.pages())
    qtbot.waitUntil(lambda: not list(recovery.lost(folders().recovery)), timeout=30_000)
    assert len(kept()) == 4, "they are this program's now"
    assert load(killed[0]).chain.title == "", "nothing is written over"


def test_some_are_restored_others_discarded_and_the_rest_waits(
    killed: list[Path], desktop: Desktop, qtbot: QtBot
) -> None:
    window = begin(desktop, qtbot, *killed)
    page = window.current()
    page.file_commands.offer_recovery()
    press(page.parts.message, "Choose…")
    shown = dialog(RecoveryDialog)
    assert isinstance(shown, RecoveryDialog)
    rows = [shown.tree.topLevelItem(row) for row in range(4)]
    words = {item.text(0): item for item in rows if item is not None}
    assert set(words) == {"one", "two", "work 2", "work 3"}
    qtbot.waitUntil(lambda: all(item is not None and item.text(3) for item in rows), timeout=30_000)
    assert words["one"].text(1) == str(killed[0].parent)
    assert words["one"].text(3) == "nodes: 0 added, 0 removed, 0 changed"
    assert words["work 2"].text(3) == "it has no file yet"
    shown.tree.clearSelection()
    words["two"].setSelected(True)
    press(shown, "Discard…")
    box = dialog(QMessageBox)
    assert isinstance(box, QMessageBox)
    box.button(QMessageBox.StandardButton.Discard).click()
    assert len(kept()) == 3
    shown.tree.clearSelection()
    words["one"].setSelected(True)
    press(shown, "Restore")
    assert [page.document.root.title for page in window.pages()] == ["work 0", ""], "where its file was shown"
    qtbot.waitUntil(lambda: len(list(recovery.lost(folders().recovery))) == 2, timeout=30_000)


def test_what_is_restored_is_on_the_disk_before_the_old_file_goes(
    killed: list[Path], desktop: Desktop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full is not to be had here without rights: writing is made to fail as it does there."""
    window = begin(desktop, qtbot)
    page = window.current()
    before = sorted(kept())

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as failing:
        failing.setattr(recovery.chain_file, "write_atomically", full)
        page.file_commands.offer_recovery()
        press(page.parts.message, "Restore all")
        for each in window.pages():
            each.file_commands._recovery._writer.submit(lambda: None).result(60)
        assert sorted(kept()) == before


def test_a_lock_that_cannot_be_taken_hides_no_work(killed: list[Path]) -> None:
    """As on a full disk: the lock's owner is gone, and another cannot be written."""
    folder = folders().recovery
    for file in kept():
        lock = Path(f"{file}.lock")
        dead = lock.read_text()
        lock.unlink()
        lock.mkdir()  # nobody can take it
        assert dead
    assert len(list(recovery.lost(folder))) == 4


def test_what_is_open_and_recent_is_kept_while_the_program_runs(
    program: Callable[..., subprocess.Popen[bytes]], files: list[Path]
) -> None:
    process = program("", *files)
    names = [str(file) for file in files]

    def session() -> Any:
        if not folders().settings.exists():
            return None
        return json.loads(folders().settings.read_bytes())

    assert until(lambda: (found := session()) is not None and found["session"] == [names], 120)
    assert set(session()["recent_files"]) == set(names)
    process.terminate()
    process.wait()
    assert session()["session"] == [names]


_WRONG: dict[str, Any] = {
    "theme": "pink",
    "language": 3,
    "recent_files": "a",
    "recent_tools": {},
    "session": [["a"], 1],
}


@pytest.mark.parametrize("wrong", sorted({*Settings.model_fields} - {"unread"}))
def test_one_setting_that_cannot_be_read_takes_no_other_with_it(wrong: str, tmp_path: Path) -> None:
    """Each of them in turn."""
    good = Settings(
        theme="dark", language="de", recent_files=["/a"], recent_tools=["t"], session=[["/a"]], updates="u",
        geometry="g", state="s",
    )  # fmt: skip
    path = tmp_path / "settings.json"
    content = json.loads(good.stored()) | {wrong: _WRONG.get(wrong, [1]), "of a newer version": 1}
    path.write_text(json.dumps(content))
    found = stored.read(path)
    assert found.unread == [wrong]
    assert stored.copy_of(path).read_text() == json.dumps(content)
    for name in Settings.model_fields:
        if name not in ("unread", wrong):
            assert getattr(found, name) == getattr(good, name)
    assert getattr(found, wrong) == Settings.model_fields[wrong].get_default(call_default_factory=True)
    assert json.loads(found.stored())["of a newer version"] == 1


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000, b"null"])
def test_settings_that_cannot_be_read_at_all_are_kept_aside_and_told(
    content: bytes, desktop: Desktop, qtbot: QtBot
) -> None:
    path = folders().settings
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    desktop.settings = stored.read(path)
    assert stored.copy_of(path).read_bytes() == content
    window = begin(desktop, qtbot, EXAMPLES / "penguins.iceos")
    page = window.current()
    page.parts.window_commands.tell_unread_settings()
    assert "The settings could not be read" in page.parts.message.label.text()
    assert str(stored.copy_of(path)) in page.parts.message.label.text()
