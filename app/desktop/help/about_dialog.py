"""What this program is made of: versions and licences of all its parts."""

from __future__ import annotations

import platform
from importlib.metadata import Distribution, distributions, version

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from canvas.language import tr
from canvas.plain import label

LICENCE = "Apache License 2.0"
_LICENCES = {"PySide6_Essentials": "LGPL-3.0-only", "shiboken6": "LGPL-3.0-only"}
"""Theirs offer a choice; this is the one we take."""


def parts() -> list[tuple[str, str, str]]:
    """Name, version and licence of everything that is installed with this program."""
    installed = {d.name: (d.name, d.version, _LICENCES.get(d.name) or licence(d)) for d in distributions() if d.name}
    outside = [("Python", platform.python_version(), "PSF-2.0"), ("Qt", qVersion(), "LGPL-3.0-only")]
    icons = [("Lucide (icons)", "", "ISC")]
    return [*outside, *icons, *sorted(installed.values(), key=lambda row: row[0].lower())]


def licence(distribution: Distribution) -> str:
    """As its author states it: an SPDX expression, a classifier, or a line of text."""
    metadata = distribution.metadata
    if stated := metadata.get_all("License-Expression"):
        return str(stated[0])
    classified = [
        line.rsplit(" :: ", 1)[-1] for line in metadata.get_all("Classifier") or () if line.startswith("License")
    ]
    lines = "\n".join(str(text) for text in metadata.get_all("License") or ()).strip().splitlines()
    return ", ".join(name for name in classified if name != "OSI Approved") or next(iter(lines), "")[:80]


class AboutDialog(QDialog):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("About iceOS"))
        self.resize(560, 480)
        summary = tr("Draw chains of tools, run them on your own machine, hand the same file to a server.")
        column = QVBoxLayout(self)
        title = label(f"iceOS {version('iceos')}", "title")
        column.addWidget(title)
        column.addWidget(label(f"{summary}\n{LICENCE}", wrap=True))
        column.addWidget(label(tr("It is made of these parts, each under its own licence:"), "soft", wrap=True))
        rows = parts()
        self.table = QTableWidget(len(rows), 3)
        self.table.setAccessibleName(tr("Parts"))
        self.table.setHorizontalHeaderLabels([tr("Name"), tr("Version"), tr("Licence")])
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setStretchLastSection(True)
        for row, cells in enumerate(rows):
            for column_number, text in enumerate(cells):
                self.table.setItem(row, column_number, QTableWidgetItem(text))
        column.addWidget(self.table)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
