"""New, open, save, recent files, recovery: everything that decides which document is shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox, QWidget

from app import examples
from app.desktop.documents import recovery, system_recent
from app.desktop.documents.difference_dialog import DifferenceDialog
from app.desktop.documents.recovery_dialog import RecoveryDialog
from app.desktop.preferences.settings import Settings
from app.desktop.widgets.message_bar import MessageBar
from app.integration import command
from canvas.document import Document, FileChanged
from canvas.export import chain_in
from canvas.language import mark, reported, tr
from engine.chain.file import SUFFIX, dump
from engine.chain.model import Chain
from engine.errors import ChainError
from engine.folders import Folders
from engine.trust import Trust
from nodes.sdk.errors import system_reason

_FILTER = mark("iceOS chains (*{suffix});;Pictures that carry a chain (*.png);;All files (*)")


class FileCommands:
    """Each asks before unsaved work would be lost."""

    def __init__(
        self, window: QWidget, document: Document, bar: MessageBar, settings: Settings, folders: Folders
    ) -> None:
        self._window = window
        self._document = document
        self._bar = bar
        self._settings = settings
        self._folders = folders
        self._trust = Trust(folders.trust)
        self._recovery = recovery.Recovery(document, folders.recovery, window)
        self.elsewhere: Callable[[Path | None], None] | None = None
        """Opens another file beside this document, where there is such a place."""
        self.place_for: Callable[[Path | None], FileCommands] = lambda _: self
        """Where unsaved work on a file is to be shown, so that nothing else goes for it."""

    def new(self) -> None:
        self.open_path(None)

    def open_path(self, path: Path | None) -> None:
        """Open a file, or an empty chain: here when there is nothing here, else beside it, else in its place."""
        if self.elsewhere is not None and (self._document.root.nodes or self._document.modified):
            self.elsewhere(path)
        else:
            self.when_safe(lambda: self._open_here(path))

    def _open_here(self, path: Path | None) -> None:
        if path is None:
            self._document.new()
        else:
            self.load(path)

    def open(self) -> None:
        dialog = QFileDialog(self._window, tr("Open chain"), str(self._document.folder), tr(_FILTER, suffix=SUFFIX))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.open_path(Path(path)))
        dialog.open()

    def load(self, path: Path) -> bool:
        """Show a file; a message says why when it cannot be, and what was open stays."""
        path = path.expanduser().absolute()
        if path.suffix.lower() == ".png":
            return self._load_picture(path)
        try:
            ours = examples.folder() in path.parents
            self._document.open(path, trusted=ours)
            self._document.trusted = ours or self._trust.holds(self._document.root)
        except ChainError as error:
            self._bar.show_message(f"{reported(str(error))} {reported(error.remedy)}".strip(), "error")
            return False
        self._bar.hide()
        self._settings.remember_file(path)
        if not ours:
            system_recent.note(path, command())
        return True

    def _load_picture(self, path: Path) -> bool:
        try:
            self.show(chain_in(path), path.stem, path.parent)
        except ChainError as error:
            self._bar.show_message(f"{reported(str(error))}. {reported(error.remedy)}", "error")
            return False
        return True

    def show(self, chain: Chain, title: str, folder: Path) -> None:
        """Show a chain that has no file of its own."""
        self._document.show(chain, title, folder, trusted=self._trust.holds(chain))
        self._bar.hide()

    def save(self) -> None:
        if self._document.path is None or examples.folder() in self._document.path.parents:
            self.save_as()
        else:
            self.save_to(self._document.path)

    def save_as(self, then: Callable[[], object] | None = None) -> None:
        start = self._document.folder
        if examples.folder() in (start, *start.parents):
            start = Path.home()
        dialog = QFileDialog(self._window, tr("Save chain"), str(start), tr(_FILTER, suffix=SUFFIX))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
        dialog.selectFile(f"{self._document.name}{SUFFIX}")
        dialog.fileSelected.connect(lambda path: self.save_to(Path(path), then))
        dialog.open()

    def save_to(self, path: Path, then: Callable[[], object] | None = None, instead_of: bytes | None = None) -> None:
        """Write the file; a message says why when it cannot be, and the work stays in the window.

        Where somebody else has changed the file, the person is asked which of the two stays, unless that was seen
        already: `instead_of`.
        """
        try:
            self._document.save(path, instead_of)
            if self._document.trusted:
                self._trust.add(self._document.root)
        except FileChanged as error:
            self.show_differences(path, error.content, then)
            return
        except OSError as error:
            self._bar.show_message(
                tr(
                    "{path} cannot be saved: {reason}. Your work is still here.",
                    path=path,
                    reason=system_reason(error),
                ),
                "error",
            )
            return
        self._settings.remember_file(path)
        system_recent.note(path, command())
        self._recovery.forget()
        if then is not None:
            then()

    def show_differences(self, path: Path, theirs: bytes, then: Callable[[], object] | None = None) -> None:
        """What the file holds beside what is in the window; the person keeps the one or the other, or neither yet."""
        dialog = DifferenceDialog(dump(self._document.root).decode(), theirs.decode("utf-8", "replace"), self._window)
        dialog.theirs_taken.connect(self.reload)
        dialog.ours_kept.connect(lambda: self.save_to(path, then, theirs))
        dialog.open()

    def reload(self) -> None:
        """Show what the file holds; what was changed here is gone."""
        if (path := self._document.path) is not None and self.load(path):
            self._recovery.forget()

    def trust(self) -> None:
        """The person allowed this chain to run."""
        self._document.trusted = True
        try:
            self._trust.add(self._document.root)
        except OSError as error:
            self._bar.show_message(tr("The answer cannot be kept: {reason}", reason=system_reason(error)), "error")

    def when_safe(self, do: Callable[[], object], otherwise: Callable[[], object] = lambda: None) -> None:
        """Do it, after asking what to do with unsaved work; `otherwise` when the person would rather not."""
        if not self._document.modified:
            do()
            return
        box = QMessageBox(self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(tr("Save the changes to “{name}”?", name=self._document.name))
        box.setInformativeText(tr("They are lost otherwise."))
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Save)

        def answered(answer: int) -> None:
            if answer == buttons.Discard:
                self._recovery.forget()
                do()
            elif answer == buttons.Save and self._document.path is not None:
                self.save_to(self._document.path, do)
            elif answer == buttons.Save:
                self.save_as(do)
            else:
                otherwise()

        box.finished.connect(answered)
        box.open()

    def offer_recovery(self) -> bool:
        """Offer the work of programs that ended without saving; whether there was any."""
        unsaved = list(recovery.lost(self._folders.recovery))
        if not unsaved:
            return False
        if len(unsaved) == 1:
            name = unsaved[0].name or tr("an unsaved chain")
            text = tr("iceOS ended unexpectedly. Unsaved work on “{name}” is still here.", name=name)
            choices = {tr("Restore"): lambda: self._restore_all(unsaved), tr("Discard"): lambda: _discard(unsaved)}
        else:
            text = tr("iceOS ended unexpectedly. Unsaved work on {count} chains is still here.", count=len(unsaved))
            choices = {
                tr("Restore all"): lambda: self._restore_all(unsaved),
                tr("Choose…"): lambda: self._choose(unsaved),
            }
        self._bar.show_message(text, choices=choices)
        return True

    def _choose(self, unsaved: list[recovery.Lost]) -> None:
        dialog = RecoveryDialog(unsaved, self._window)
        dialog.restored.connect(self._restore_all)
        dialog.discarded.connect(_discard)
        dialog.open()

    def _restore_all(self, unsaved: list[recovery.Lost]) -> None:
        for each in unsaved:
            self.place_for(each.path).restore(each)

    def restore(self, unsaved: recovery.Lost) -> None:
        """Show unsaved work here, in place of what is shown."""
        path = unsaved.path
        try:
            self._document.recover(unsaved.chain, path, unsaved.base, trusted=unsaved.trusted, folder=unsaved.folder)
        except ChainError as error:
            self._bar.show_message(f"{reported(str(error))} {reported(error.remedy)}".strip(), "error")
            folder = path and path.parent
            self._document.recover(unsaved.chain, None, unsaved.base, trusted=unsaved.trusted, folder=folder)
        self._recovery.take_over(unsaved)

    def fill_recent(self, menu: QMenu) -> None:
        menu.clear()
        for path in self._settings.recent_files:
            action = menu.addAction(path)
            action.triggered.connect(lambda _=False, p=path: self.open_path(Path(p)))
        if menu.isEmpty():
            menu.addAction(tr("Nothing yet")).setEnabled(False)

    def fill_examples(self, menu: QMenu) -> None:
        for path in examples.paths():
            action = menu.addAction(path.stem.replace("_", " ").capitalize())
            action.triggered.connect(lambda _=False, p=path: self.open_path(p))

    def close(self) -> None:
        self._recovery.close()


def _discard(unsaved: list[recovery.Lost]) -> None:
    for each in unsaved:
        each.file.unlink(missing_ok=True)
