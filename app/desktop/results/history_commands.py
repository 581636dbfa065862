"""Commands on past runs: open one as it was, go on with it, compare two, forget some."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

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
from engine.run.history import RunRecord


class HistoryCommands(QObject):
    """Each asks before unsaved work would be lost."""

    shown = Signal(object)
    """A past run (`RunRecord`) is on the canvas."""
    changed = Signal()
    """The list of runs is another."""
    _found = Signal(object)

    def __init__(
        self, document: Document, controller: RunController, files: FileCommands, bar: MessageBar, window: QWidget
    ) -> None:
        super().__init__(window)
        self._document = document
        self._controller = controller
        self._files = files
        self._bar = bar
        self._window = window
        self._found.connect(self._offer)

    def open(self, record: RunRecord) -> None:
        """Show the chain as it was when it ran, with its results."""
        self._when_free(record, lambda chain: self._show(record, chain))

    def resume(self, record: RunRecord) -> None:
        """Go on with a run that failed, was stopped or broken off."""
        self._when_free(record, lambda chain: self._go_on(record, chain))

    def compare(self, first: RunRecord, second: RunRecord, theme: Theme) -> None:
        try:
            CompareDialog(self._controller.history, first, second, theme, self._window).show()
        except EngineError as error:
            self._bar.say(str(error), "error")

    def forget(self, records: list[RunRecord]) -> None:
        """Remove runs, after asking."""
        box = QMessageBox(self._window)
        count = tr("{count} runs", count=len(records)) if len(records) > 1 else tr("this run")
        box.setText(tr("Remove {count} from the history?", count=count))
        box.setInformativeText(tr("What the nodes received and produced goes with it. The chain itself stays."))
        box.setStandardButtons(QMessageBox.StandardButton.Cancel)
        remove = box.addButton(tr("Remove"), QMessageBox.ButtonRole.AcceptRole)

        def answered() -> None:
            if box.clickedButton() is remove:
                for record in records:
                    self._controller.history.forget(record.id)
                self.changed.emit()

        box.finished.connect(lambda _: answered())
        box.open()

    def look_for_interrupted(self) -> None:
        """In a thread, because the history may have to be made first: offer to go on with what was broken off."""

        def look() -> None:
            try:
                found = self._controller.history.interrupted()
            except EngineError:
                return
            if found:
                self._found.emit(found[0])

        threading.Thread(target=look, name="iceos-look-back", daemon=True).start()

    def _offer(self, record: RunRecord) -> None:
        if self._bar.isVisible():
            return  # something else is being said; the list of runs offers it as well
        state = self._controller.history.state(record.id)
        done = sum(node.is_reusable for path, node in state.nodes.items() if not NodePath(path).is_inner)
        total = sum(not NodePath(path).is_inner for path in state.nodes)
        self._bar.say(
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
        self._controller.history.give_up(record.id)
        self.changed.emit()

    def _when_free(self, record: RunRecord, do: Callable[[Chain], object]) -> None:
        if self._controller.running:
            self._bar.say(tr("Another run is going on. Stop it first, or wait for its end."), "error")
            return
        try:
            chain = self._controller.history.chain(record.id)
        except EngineError as error:
            self._bar.say(str(error), "error")
            return
        if self._is_here(record, chain):
            do(chain)
        else:
            self._files.when_safe(lambda: do(chain))

    def _is_here(self, record: RunRecord, chain: Chain) -> bool:
        path = str(self._document.path or "")
        return path == record.path and identity(self._document.root) == identity(chain)

    def _show(self, record: RunRecord, chain: Chain) -> bool:
        """Put the chain and its results on the canvas; whether that was possible."""
        path = Path(record.path)
        try:
            if self._is_here(record, chain):
                pass
            elif record.path and path.exists() and identity(load(path).chain) == identity(chain):
                self._files.load(path)
            else:
                self._files.show(chain, _title(record), record.folder)
        except ChainError:
            self._files.show(chain, _title(record), record.folder)
        try:
            self._controller.show(record)
        except EngineError as error:
            self._bar.say(str(error), "error")
            return False
        self.shown.emit(record)
        return True

    def _go_on(self, record: RunRecord, chain: Chain) -> None:
        if not self._show(record, chain):
            return
        try:
            self._controller.resume(record, self._document.catalog)
        except EngineError as error:
            self._bar.say(
                tr("It cannot go on: {reason}.", reason=reported(str(error))) + f" {reported(error.remedy)}", "error"
            )


def _at(record: RunRecord) -> str:
    return time.strftime("%d %b %Y, %H:%M:%S", time.localtime(record.started_at))


def _title(record: RunRecord) -> str:
    return tr("{name} as of {at}", name=record.name or tr("Untitled"), at=_at(record))
