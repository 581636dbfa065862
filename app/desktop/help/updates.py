"""Is there a newer version? Asked only when a person asks, at an address of their own; it only tells."""

from __future__ import annotations

import asyncio
from importlib.metadata import version
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.desktop.background import Tasks
from canvas.language import reported, tr
from canvas.plain import label
from engine.errors import EngineError
from nodes.sdk.errors import reason_of

_LARGEST = 100_000
TIMEOUT_S = 15


class Newest(NamedTuple):
    """What the file says: ``{"version": "1.2.0", "url": "https://…", "notes": "…"}``."""

    version: str
    url: str
    notes: str


def read_newest(address: str) -> Newest:
    """Read the file at an address. Blocks on the network. Raises `EngineError`."""
    import httpx

    try:
        response = httpx.get(address, timeout=TIMEOUT_S, follow_redirects=True)
        response.raise_for_status()
        if len(response.content) > _LARGEST:
            raise ValueError(len(response.content))
        release = response.json()
        return Newest(str(release["version"]), str(release.get("url", "")), str(release.get("notes", ""))[:2000])
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise EngineError(f"{address} cannot be read: {reason_of(error)}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise EngineError(f"{address} does not tell of versions") from error


def is_newer(candidate: str) -> bool:
    """Whether it is newer than this one. Raises `EngineError` for what is no version."""
    from packaging.version import InvalidVersion, Version

    try:
        return Version(candidate) > Version(version("iceos"))
    except InvalidVersion as error:
        raise EngineError(f"{candidate[:40]!r} is no version") from error


class UpdatesDialog(QDialog):
    """`chosen` carries the address that was used."""

    chosen = Signal(str)

    def __init__(self, address: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Check for updates"))
        self.setMinimumWidth(460)
        self._reading: asyncio.Task[None] | None = None
        self._tasks = Tasks(self, lambda error: self.answer.setText(reported(str(error))))
        introduction = tr(
            "Whoever gave you iceOS may publish a JSON file that names the newest version. It is read when you press "
            "the button and at no other time; nothing is installed."
        )
        self.address = QLineEdit(address)
        self.address.setAccessibleName(tr("Address of the file"))
        self.address.setPlaceholderText("https://…/iceos.json")
        self.answer = label(wrap=True)
        self.answer.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.answer.setOpenExternalLinks(True)
        self.check = QPushButton(tr("Check"))
        self.check.setDefault(True)
        self.check.clicked.connect(self._check)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.check, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (label(introduction, wrap=True), self.address, self.answer, buttons):
            column.addWidget(widget)

    def _check(self) -> None:
        address = self.address.text().strip()
        if not address:
            self.answer.setText(tr("Enter the address of the file first."))
            return
        self.chosen.emit(address)
        self.answer.setText(tr("Asking {url} …", url=address))
        self._reading = self._tasks.start(self._read(address), instead_of=self._reading)

    async def _read(self, address: str) -> None:
        newest = await asyncio.to_thread(read_newest, address)
        if not is_newer(newest.version):
            self.answer.setText(tr("{version} is the newest version; you have it.", version=version("iceos")))
            return
        headline = tr("Version {new} is there; you have {old}.", new=newest.version, old=version("iceos"))
        self.answer.setText("\n".join(filter(None, (headline, newest.notes, newest.url))))
