"""Publishing a chain: what the server says of it, and under which name and version it goes there."""

from __future__ import annotations

import asyncio

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

from app.desktop.background import Tasks
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
    """`published` tells name, version and the address at which it runs. `version` is the chain's own."""

    published = Signal(str, str, str)

    def __init__(
        self,
        servers: Servers,
        choices: list[Server],
        bundle: Bundle,
        name: str,
        version: str,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Export to a server"))
        self.setMinimumWidth(520)
        self._servers, self._choices, self._bundle, self._theme = servers, choices, bundle, theme
        self._own_version = version
        self._tasks = Tasks(self, self._failed)
        self._check: asyncio.Task[None] | None = None
        self._proposal: asyncio.Task[None] | None = None
        self.server = QComboBox()
        self.server.addItems([server.name for server in choices])
        self.name, self.version = QLineEdit(name), QLineEdit()
        self.version.setPlaceholderText("1.0.0")
        form = QFormLayout()
        rows = ((tr("Server"), self.server), (tr("Name"), self.name), (tr("Version"), self.version))
        for title, widget in rows:
            widget.setAccessibleName(title)
            form.addRow(title, widget)
        self.status = label(wrap=True)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("What the server says"))
        self.list.setWordWrap(True)
        self.publish_button = QPushButton(tr("Publish"))
        self.publish_button.setDefault(True)
        self.publish_button.clicked.connect(self._on_publish)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.publish_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.status)
        column.addWidget(self.list)
        column.addWidget(buttons)
        self.server.currentIndexChanged.connect(lambda _: self._on_server())
        self.name.editingFinished.connect(self._propose_version)
        self._on_server()

    @property
    def _chosen(self) -> Server:
        return self._choices[self.server.currentIndex()]

    def _on_server(self) -> None:
        """What would it say of this chain?"""
        self.publish_button.setEnabled(False)
        self.list.clear()
        self._say(tr("Sending {count} files and asking …", count=len(self._bundle.files)))
        self._check = self._tasks.start(self._ask(self._chosen), instead_of=self._check)
        self._propose_version()

    def _propose_version(self) -> None:
        work = self._ask_version(self._chosen, self.name.text().strip())
        # where that fails the check says why
        self._proposal = self._tasks.start(work, failed=lambda _: None, instead_of=self._proposal)

    async def _ask(self, server: Server) -> None:
        async with self._servers.connect(server) as client:
            findings = await client.check(self._bundle)
        self._show(findings)

    async def _ask_version(self, server: Server, name: str) -> None:
        async with self._servers.connect(server) as client:
            versions = await client.versions(name)
        self.version.setText(following(self._own_version, [entry["version"] for entry in versions]))

    def _show(self, findings: list[Finding]) -> None:
        for finding in findings:
            self._add(_line(finding), bad=finding.level == "error")
        for old, new in self._bundle.moved.items():
            item = QListWidgetItem(icon("info", self._theme.soft), tr("{old} goes along as {new}", old=old, new=new))
            self.list.addItem(item)
        self.list.setVisible(self.list.count() > 0)
        can_run = not errors(findings)
        self.publish_button.setEnabled(can_run)
        if can_run:
            self._say(tr("It can run there."))
        else:
            self._say(tr("It cannot run there as it is. Nothing was stored."), bad=True)

    def _add(self, text: str, *, bad: bool) -> None:
        if bad:
            self.list.addItem(QListWidgetItem(icon("circle-alert", self._theme.bad), text))
        else:
            self.list.addItem(QListWidgetItem(icon("triangle-alert", self._theme.warn), text))

    def _on_publish(self) -> None:
        self.publish_button.setEnabled(False)
        self._tasks.start(self._publish(self._chosen, self.name.text().strip(), self.version.text().strip()))

    async def _publish(self, server: Server, name: str, version: str) -> None:
        async with self._servers.connect(server) as client:
            await client.publish(self._bundle, name, version)
        self.published.emit(name, version, f"{server.url}/chains/{name}/run")
        self.accept()

    def _failed(self, error: EngineError) -> None:
        self.publish_button.setEnabled(True)
        self._say(f"{reported(str(error))}. {reported(error.remedy)}", bad=True)

    def _say(self, text: str, *, bad: bool = False) -> None:
        self.status.setObjectName("problem" if bad else "soft")
        self.status.style().polish(self.status)
        self.status.setText(text)


def _line(finding: Finding) -> str:
    text = f"{reported(finding.reason)}\n{reported(finding.remedy)}".strip()
    if finding.node:
        return f"{finding.node}: {text}"
    return text
