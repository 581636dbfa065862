"""Publishing a chain: what the server says of it, and under which name and version it goes there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.desktop.servers.work import Work
from app.servers import Server, Servers
from canvas.icons import icon
from canvas.language import reported, tr
from canvas.plain import label
from canvas.theme import Theme
from engine.chain.bundle import Bundle
from engine.chain.validate import Finding, errors
from engine.errors import EngineError
from engine.versions import following


class ExportDialog(QDialog):
    """`published` tells name, version and the address at which it runs."""

    published = Signal(str, str, str)

    def __init__(
        self,
        servers: Servers,
        known: list[Server],
        made: Bundle,
        name: str,
        version: str,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Export to a server"))
        self.setMinimumWidth(520)
        self._servers, self._known, self._made, self._own, self._theme = servers, known, made, version, theme
        self._work = Work(self)
        self.server = QComboBox()
        self.server.addItems([server.name for server in known])
        self.name, self.version = QLineEdit(name), QLineEdit()
        self.version.setPlaceholderText("1.0.0")
        form = QFormLayout()
        rows = ((tr("Server"), self.server), (tr("Name"), self.name), (tr("Version"), self.version))
        for title, widget in rows:
            widget.setAccessibleName(title)
            form.addRow(title, widget)
        self.told = label(wrap=True)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("What the server says"))
        self.list.setWordWrap(True)
        self.publish_button = QPushButton(tr("Publish"))
        self.publish_button.setDefault(True)
        self.publish_button.clicked.connect(self._publish)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.publish_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.told)
        column.addWidget(self.list)
        column.addWidget(buttons)
        self.server.currentIndexChanged.connect(lambda _: self._ask())
        self.name.editingFinished.connect(self._ask_version)
        self._ask()

    @property
    def _chosen(self) -> Server:
        return self._known[self.server.currentIndex()]

    def _ask(self) -> None:
        """What would it say of this chain?"""
        self.publish_button.setEnabled(False)
        self.list.clear()
        self._say(tr("Sending {count} files and asking …", count=len(self._made.files)))
        server = self._chosen

        def ask() -> list[Finding]:
            with self._servers.client(server) as client:
                return client.check(self._made)

        self._work.do(ask, self._checked, self._failed)
        self._ask_version()

    def _ask_version(self) -> None:
        server, name = self._chosen, self.name.text().strip()

        def ask() -> str:
            with self._servers.client(server) as client:
                return following(self._own, [told["version"] for told in client.versions(name)])

        self._work.do(ask, self.version.setText, lambda _: None)

    def _checked(self, found: list[Finding]) -> None:
        for finding in found:
            bad = finding.level == "error"
            colour = self._theme.bad if bad else self._theme.warn
            where = f"{finding.node}: " if finding.node else ""
            words = f"{where}{reported(finding.reason)}\n{reported(finding.remedy)}".strip()
            self.list.addItem(QListWidgetItem(icon("circle-alert" if bad else "triangle-alert", colour), words))
        for old, new in self._made.moved.items():
            words = tr("{old} goes along as {new}", old=old, new=new)
            self.list.addItem(QListWidgetItem(icon("info", self._theme.soft), words))
        self.list.setVisible(self.list.count() > 0)
        wrong = errors(found)
        self.publish_button.setEnabled(not wrong)
        self._say(
            tr("It cannot run there as it is. Nothing was stored.") if wrong else tr("It can run there."),
            bad=bool(wrong),
        )

    def _publish(self) -> None:
        self.publish_button.setEnabled(False)
        server, name, version = self._chosen, self.name.text().strip(), self.version.text().strip()

        def publish() -> str:
            with self._servers.client(server) as client:
                client.publish(self._made, name, version)
            return f"{server.url}/chains/{name}/run"

        def done(address: str) -> None:
            self.published.emit(name, version, address)
            self.accept()

        self._work.do(publish, done, self._failed)

    def _failed(self, error: EngineError) -> None:
        self.publish_button.setEnabled(True)
        self._say(f"{reported(str(error))}. {reported(error.remedy)}", bad=True)

    def _say(self, words: str, *, bad: bool = False) -> None:
        self.told.setObjectName("problem" if bad else "soft")
        self.told.style().polish(self.told)
        self.told.setText(words)
