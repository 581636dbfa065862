"""Commands on past runs: open one as it was, go on with it, compare two, forget some."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from app.desktop.background import Tasks
from app.desktop.documents.files import FileCommands
from app.desktop.results.compare_dialog import CompareDialog
from app.desktop.run.run_controller import RunController
from app.desktop.widgets.message_bar import MessageBar
from canvas.document import Document
from canvas.language import reported, tr
from canvas.theme import Theme
from engine.chain.file import load
from engine.chain.identity import identity
from engine.chain.model import Chain
from engine.chain.path import NodePath
from engine.errors import ChainError, EngineError
from engine.run.history import History, RunRecord, compare
from engine.run.history.resume import prior_results
from engine.run.scope import PriorResults
from engine.run.state import RunState

log = logging.getLogger(__name__)


class PastRun(NamedTuple):
    """What the history keeps of a run. `is_in_file`: its file still holds the chain as it was."""

    record: RunRecord
    chain: Chain
    state: RunState
    results: PriorResults
    is_in_file: bool


class HistoryCommands(QObject):
    """Each asks before unsaved work would be lost. What is on the disk is read in a thread."""

    shown = Signal(object)
    """A past run (`RunRecord`) is on the canvas."""
    changed = Signal()
    """The list of runs is another."""

    def __init__(
        self, document: Document, controller: RunController, files: FileCommands, bar: MessageBar, window: QWidget
    ) -> None:
        super().__init__(window)
        self._document = document
        self._controller = controller
        self._history = controller.history
        self._files = files
        self._bar = bar
        self._window = window
        self._tasks = Tasks(self, lambda error: bar.show_message(str(error), "error"))

    def open(self, record: RunRecord) -> None:
        """Show the chain as it was when it ran, with its results."""
        if not self._is_busy():
            self._tasks.start(self._read_and(self._show, record))

    def resume(self, record: RunRecord) -> None:
        """Go on with a run that failed, was stopped or broken off."""
        if not self._is_busy():
            self._tasks.start(self._read_and(self._go_on, record))

    def compare(self, first: RunRecord, second: RunRecord, theme: Theme) -> None:
        self._tasks.start(self._compare(first, second, theme))

    async def _compare(self, first: RunRecord, second: RunRecord, theme: Theme) -> None:
        differences = await asyncio.to_thread(compare, self._history, first.id, second.id)
        CompareDialog(self._history, (first, second), differences, theme, self._window).show()

    def forget(self, records: list[RunRecord]) -> None:
        """Remove runs, after asking."""
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        count = tr("{count} runs", count=len(records))
        if len(records) == 1:
            count = tr("“{name}” of {at}", name=records[0].name or tr("Untitled"), at=_at(records[0]))
        box.setText(tr("Remove {count} from the history?", count=count))
        box.setInformativeText(tr("What the nodes received and produced goes with it. The chain itself stays."))
        box.setStandardButtons(QMessageBox.StandardButton.Cancel)
        remove = box.addButton(tr("Remove"), QMessageBox.ButtonRole.AcceptRole)

        def answered() -> None:
            if box.clickedButton() is remove:
                self._tasks.start(self._forget(records))

        box.finished.connect(lambda _: answered())
        box.open()

    async def _forget(self, records: list[RunRecord]) -> None:
        for record in records:
            await asyncio.to_thread(self._history.forget, record.id)
        self.changed.emit()

    def look_for_interrupted(self) -> None:
        """Offer to go on with what was broken off."""
        self._tasks.start(self._offer_interrupted(), failed=lambda error: log.info("what was broken off: %s", error))

    async def _offer_interrupted(self) -> None:
        records = await asyncio.to_thread(self._history.interrupted)
        if not records:
            return
        record = records[0]
        state = await asyncio.to_thread(self._history.state, record.id)
        if self._bar.isVisible():
            return  # something else is being said; the list of runs offers it as well
        done = sum(node.is_reusable for path, node in state.nodes.items() if not NodePath(path).is_inner)
        total = sum(not NodePath(path).is_inner for path in state.nodes)
        self._bar.show_message(
            tr(
                "The run of “{name}” of {at} was broken off: {done} of {total} nodes were finished.",
                name=record.name or tr("Untitled"),
                at=_at(record),
                done=done,
                total=total,
            ),
            choices={tr("Resume"): partial(self.resume, record), tr("Leave it"): partial(self._give_up, record)},
        )

    def _give_up(self, record: RunRecord) -> None:
        async def give_up() -> None:
            await asyncio.to_thread(self._history.give_up, record.id)
            self.changed.emit()

        self._tasks.start(give_up())

    def _is_busy(self) -> bool:
        if self._controller.running:
            self._bar.show_message(tr("Another run is going on. Stop it first, or wait for its end."), "error")
            return True
        return False

    async def _read_and(self, show: Callable[[PastRun], object], record: RunRecord) -> None:
        past = await asyncio.to_thread(_read, self._history, record)

        def show_unless_busy() -> None:  # something may have been started while it was read
            if not self._is_busy():
                show(past)

        if self._is_here(past):
            show_unless_busy()
        else:
            self._files.when_safe(show_unless_busy)

    def _is_here(self, past: PastRun) -> bool:
        path = str(self._document.path or "")
        return path == past.record.path and identity(self._document.root) == identity(past.chain)

    def _show(self, past: PastRun) -> None:
        """Put the chain and its results on the canvas."""
        record = past.record
        if not self._is_here(past):
            if past.is_in_file:
                self._files.load(Path(record.path))
            else:
                title = tr("{name} as of {at}", name=record.name or tr("Untitled"), at=_at(record))
                self._files.show(past.chain, title, record.folder)
        self._controller.show(past.state, past.results)
        self.shown.emit(record)

    def _go_on(self, past: PastRun) -> None:
        self._show(past)
        self._tasks.start(self._resume(past.record))

    async def _resume(self, record: RunRecord) -> None:
        try:
            await self._controller.resume(record, self._document.catalog)
        except EngineError as error:
            self._bar.show_message(
                tr("It cannot go on: {reason}.", reason=reported(str(error))) + f" {reported(error.remedy)}", "error"
            )


def _read(history: History, record: RunRecord) -> PastRun:
    """Blocks on the disk. Raises `HistoryError`."""
    chain, state = history.chain(record.id), history.state(record.id)
    return PastRun(record, chain, state, prior_results(history, record.id), _is_in_file(chain, record))


def _is_in_file(chain: Chain, record: RunRecord) -> bool:
    path = Path(record.path)
    try:
        return bool(record.path) and path.exists() and identity(load(path).chain) == identity(chain)
    except ChainError:
        return False


def _at(record: RunRecord) -> str:
    return time.strftime("%d %b %Y, %H:%M:%S", time.localtime(record.started_at))
