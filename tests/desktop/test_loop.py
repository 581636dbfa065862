"""What windows rely on: asyncio on Qt's loop, and tasks that end with their window."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
from concurrent.futures import Future
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from app.desktop.background import Tasks
from app.loop import window_loop
from engine.errors import EngineError
from tests.conftest import ROOT


class Log(list[str]):
    """What happened, in order."""

    begun = False

    def tasks(self, owner: QObject) -> Tasks:
        return Tasks(owner, lambda error: self.append(str(error)))

    async def forever(self) -> None:
        self.begun = True
        try:
            await asyncio.sleep(1000)
        finally:
            await asyncio.sleep(0)
            self.append("cleaned up")


@pytest.fixture
def log() -> Log:
    return Log()


def test_a_task_waits_for_time_threads_and_futures_of_others(qtbot: QtBot, log: Log) -> None:
    window, here = QDialog(), threading.current_thread()
    qtbot.addWidget(window)
    future: Future[str] = Future()

    async def work() -> None:
        await asyncio.sleep(0.01)
        log.append("slept")
        assert await asyncio.to_thread(threading.current_thread) is not here
        log.append(await asyncio.wrap_future(future))
        assert threading.current_thread() is here
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.01):
                await asyncio.sleep(1000)
        log.append("timed out")

    log.tasks(window).start(work())
    qtbot.waitUntil(lambda: log == ["slept"])
    threading.Thread(target=future.set_result, args=("told",)).start()
    qtbot.waitUntil(lambda: log == ["slept", "told", "timed out"])


@pytest.mark.parametrize("error", [EngineError("the server is away"), OSError(2, "the server is away")])
def test_what_may_go_wrong_is_told_to_the_person(qtbot: QtBot, log: Log, error: Exception) -> None:
    window = QDialog()
    qtbot.addWidget(window)

    async def work() -> None:
        raise error

    log.tasks(window).start(work())
    qtbot.waitUntil(lambda: log == ["the server is away"])


def test_what_nobody_foresaw_reaches_the_report_of_crashes(qtbot: QtBot, log: Log) -> None:
    window = QDialog()
    qtbot.addWidget(window)

    async def work() -> None:
        raise ZeroDivisionError

    async def call_back() -> None:
        asyncio.get_running_loop().call_soon(lambda: 1 / 0)

    tasks = log.tasks(window)
    with qtbot.captureExceptions() as caught:
        tasks.start(work())
        tasks.start(call_back())
        qtbot.waitUntil(lambda: len(caught) == 2)
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError, ZeroDivisionError]
    assert log == []


@pytest.mark.parametrize("how", ["accept", "reject", "close", "deleteLater"])
def test_tasks_end_with_their_dialog(qtbot: QtBot, log: Log, how: str) -> None:
    window = QDialog()
    window.show()
    task = log.tasks(window).start(log.forever())
    qtbot.waitUntil(lambda: log.begun)
    getattr(window, how)()
    qtbot.waitUntil(task.cancelled)
    assert log == ["cleaned up"]


def test_what_has_come_when_the_dialog_closes_is_not_shown_any_more(qtbot: QtBot, log: Log) -> None:
    window = QDialog()
    qtbot.addWidget(window)
    future: Future[str] = Future()

    async def work() -> None:
        log.begun = True
        log.append(await asyncio.wrap_future(future))

    tasks = log.tasks(window)
    task = tasks.start(work())
    qtbot.waitUntil(lambda: log.begun)
    future.set_result("too late")
    tasks.close()
    late = tasks.start(work())
    qtbot.waitUntil(lambda: task.cancelled() and late.cancelled())
    assert log == []


def test_tasks_go_on_inside_of_a_loop_that_something_nests(qtbot: QtBot, log: Log) -> None:
    window = QDialog()
    qtbot.addWidget(window)
    nested = QEventLoop()

    async def work() -> None:
        await asyncio.sleep(0.01)
        log.append("went on")
        nested.quit()

    log.tasks(window).start(work())
    QTimer.singleShot(5000, nested.quit)
    nested.exec()
    assert log == ["went on"]


def test_what_is_awaited_at_the_end_cleans_up_behind_itself(qapp: QApplication, log: Log) -> None:
    outer = asyncio.get_running_loop()
    asyncio._set_running_loop(None)
    owner = QObject()
    with window_loop(qapp):
        log.tasks(owner).start(log.forever())
        qapp.processEvents()
    asyncio._set_running_loop(outer)
    assert log == ["cleaned up"]


def test_a_call_that_hangs_does_not_keep_the_program_from_ending_and_nothing_is_printed(tmp_path: Path) -> None:
    code = """
import asyncio, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from app.desktop.background import Tasks
from app.loop import window_loop
app = QApplication([])
with window_loop(app):
    window = QWidget()
    async def hang():
        await asyncio.to_thread(time.sleep, 1000)
    Tasks(window, print).start(hang())
    QTimer.singleShot(50, app.quit)
    app.exec()
"""
    of_others = {"QT_API": "pyqt5"}
    environment = {**os.environ, **of_others, "QT_QPA_PLATFORM": "offscreen"}
    ended = subprocess.run(
        [sys.executable, "-X", "dev", "-W", "error::RuntimeWarning", "-c", code],
        capture_output=True, text=True, timeout=100, cwd=ROOT, env=environment,
    )  # fmt: skip
    assert (ended.returncode, ended.stdout) == (0, "")
    assert "Traceback" not in ended.stderr
    assert "never" not in ended.stderr


def test_what_qt_owns_is_destroyed_in_the_windows_thread_only(qtbot: QtBot) -> None:
    destroyed_in: list[threading.Thread] = []

    class Circle:
        """Holds on to itself, so that only the collector ends it."""

        def __init__(self) -> None:
            self.me, self.timer = self, QTimer()
            self.timer.start(1000)

        def __del__(self) -> None:
            destroyed_in.append(threading.current_thread())

    def allocate() -> None:
        for _ in range(20):
            junk = [[number] for number in range(100_000)]
            junk.clear()

    for _ in range(20):
        Circle()
    busy = [threading.Thread(target=allocate) for _ in range(4)]
    for thread in busy:
        thread.start()
    for thread in busy:
        thread.join()
    assert destroyed_in == []
    kept: list[list[list[int]]] = []

    def all_destroyed() -> bool:
        kept.append([[] for _ in range(5000)])  # a collection is due when so much more has been made than destroyed
        return len(destroyed_in) == 20

    qtbot.waitUntil(all_destroyed, timeout=60_000)
    assert set(destroyed_in) == {threading.current_thread()}
