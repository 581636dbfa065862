"""What the menus offer beside the chain: windows, dialogs about the program, the minimap."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

from app.desktop.help.about_dialog import AboutDialog
from app.desktop.help.keys import keys
from app.desktop.help.updates import UpdatesDialog
from app.desktop.preferences.languages import choose_language
from app.desktop.preferences.secrets_dialog import SecretsDialog
from app.desktop.preferences.settings import Settings, copy_of
from app.desktop.widgets.message_bar import MessageBar
from app.secrets import keyring_of
from app.stacks import write_stacks
from canvas.language import tr
from canvas.minimap import Minimap
from canvas.view import ChainView
from engine.folders import Folders


class WindowCommands(QObject):
    """Commands of one window. What needs more than the window itself is asked for by signals."""

    new_window_requested = Signal()
    palette_requested = Signal()
    tour_requested = Signal()

    def __init__(
        self, view: ChainView, settings: Settings, folders: Folders, message: MessageBar, window: QWidget
    ) -> None:
        super().__init__(window)
        self._view, self._settings, self._folders, self._message = view, settings, folders, message
        self._window = window
        self.minimap: Minimap | None = None

    def tell_unread_settings(self) -> None:
        """Which settings could not be read at the start, where the person looks."""
        if unread := self._settings.unread:
            kept = tr("The file as it was: {path}", path=copy_of(self._folders.settings))
            text = tr("Some settings could not be read; the defaults are used: {names}.", names=", ".join(unread))
            if unread == ["*"]:
                text = tr("The settings could not be read; the defaults are used.")
            self._message.show_message(f"{text} {kept}")

    def close(self) -> None:
        """Close this chain; others beside it stay open."""
        self._window.close()

    def quit(self) -> None:
        """Close the window with all its tabs."""
        self._window.window().close()

    def show_minimap(self) -> None:
        """Show or hide the small picture of the whole chain."""
        if self.minimap is None:
            self.minimap = Minimap(self._view)
            self.minimap.show()
        else:
            self.minimap.deleteLater()
            self.minimap = None

    def open_secrets(self, name: str = "") -> None:
        """`name` is that of a secret to be set."""
        SecretsDialog(keyring_of(self._folders), self._window, name).open()

    def open_tools_folder(self) -> None:
        self._folders.tools.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folders.tools)))

    def write_running(self) -> None:
        """Write down what the program is doing now, for whoever looks for the reason of a run that hangs."""
        try:
            path = write_stacks(self._folders.logs)
        except OSError as error:
            self._message.show_message(tr("What is running cannot be written: {error}", error=error), "error")
            return
        folder = QUrl.fromLocalFile(str(path.parent))
        self._message.show_message(
            tr("What is running is written to {path}", path=path),
            choices={tr("Open the folder"): lambda: QDesktopServices.openUrl(folder)},
        )

    def choose_language(self) -> None:
        choose_language(self._settings, self._message, self._window)

    def check_for_updates(self) -> None:
        dialog = UpdatesDialog(self._settings.updates, self._window)
        dialog.chosen.connect(self._remember_updates)
        dialog.open()

    def _remember_updates(self, address: str) -> None:
        self._settings.updates = address

    def show_keys(self) -> None:
        """What keys and mouse do."""
        box = QMessageBox(self._window)
        box.setWindowTitle(tr("Keyboard and mouse"))
        box.setTextFormat(Qt.TextFormat.RichText)
        box.setText(keys())
        box.open()

    def show_about(self) -> None:
        AboutDialog(self._window).open()
