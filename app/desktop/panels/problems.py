"""What is wrong with the chain."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from canvas.icons import icon
from canvas.language import tr
from canvas.plain import tip
from canvas.theme import Theme
from engine.chain.validate import Finding
from nodes.sdk.printable import straight


class Problems(QTreeWidget):
    """Everything that is wrong; a click goes to the node it speaks of."""

    picked = Signal(str, str)
    """Node and port."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._findings: list[Finding] = []
        self._titles: Callable[[str], str] = str
        self.setHeaderLabels([tr("Node"), tr("Problem"), tr("What to do")])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.header().setStretchLastSection(True)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(0, 170)
        self.setAccessibleName(tr("Problems"))
        self.itemClicked.connect(self._pick)
        self.itemActivated.connect(self._pick)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.show_findings(self._findings, self._titles)

    def show_findings(self, findings: list[Finding], titles: Callable[[str], str]) -> None:
        self._findings, self._titles = findings, titles
        self.clear()
        for finding in findings:
            title = titles(finding.node) if finding.node else tr("Chain")
            item = QTreeWidgetItem([straight(text) for text in (title, finding.reason, finding.remedy)])
            if finding.level == "error":
                item.setIcon(0, icon("circle-alert", self._theme.bad))
            else:
                item.setIcon(0, icon("triangle-alert", self._theme.warn))
            for column, text in ((1, finding.reason), (2, finding.remedy)):
                item.setToolTip(column, tip(text))
            item.setData(0, Qt.ItemDataRole.UserRole, (finding.node, finding.port))
            self.addTopLevelItem(item)

    def _pick(self, item: QTreeWidgetItem, _column: int = 0) -> None:
        node, port = item.data(0, Qt.ItemDataRole.UserRole)
        if node:
            self.picked.emit(node, port)
