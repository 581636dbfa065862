"""All tools by category, searched as one types, dragged onto the canvas."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QMimeData, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from canvas.icons import icon
from canvas.language import tr
from canvas.search import search
from canvas.theme import Theme
from canvas.view import TOOL_MIME
from engine.catalog import Catalog, ToolSpec

_SPEC = Qt.ItemDataRole.UserRole


class _Tree(QTreeWidget):
    def mimeData(self, items: Sequence[QTreeWidgetItem]) -> QMimeData:
        dragged = QMimeData()
        for item in items[:1]:
            if (spec := item.data(0, _SPEC)) is not None:
                dragged.setData(TOOL_MIME, QByteArray(spec.name.encode()))
        return dragged

    def mimeTypes(self) -> list[str]:
        return [TOOL_MIME]


class ToolPalette(QWidget):
    """`chosen` is emitted on double click or Enter, `tool_highlighted` when another tool is current."""

    chosen = Signal(object)
    tool_highlighted = Signal(object)

    def __init__(self, catalog: Catalog, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalog = catalog
        self._theme = theme
        self.line = QLineEdit()
        self.line.setPlaceholderText(tr("Search tools"))
        self.line.setClearButtonEnabled(True)
        self.line.setAccessibleName(tr("Search tools"))
        self.tree = _Tree()
        self.tree.setHeaderHidden(True)
        self.tree.setIconSize(QSize(18, 18))
        self.tree.setIndentation(14)
        self.tree.setDragEnabled(True)
        self.tree.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.tree.setAccessibleName(tr("Tools"))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.line)
        column.addWidget(self.tree)
        self.line.textChanged.connect(lambda _: self.fill())
        self.line.returnPressed.connect(self._enter)
        self.tree.itemActivated.connect(self._activated)
        self.tree.currentItemChanged.connect(self._current)
        self.fill()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.fill()

    def fill(self) -> None:
        """List what fits the search: by category without words, the best first with them."""
        query = self.line.text()
        self.tree.clear()
        groups: dict[str, QTreeWidgetItem] = {}
        for spec in search(self._catalog, query) if query.strip() else self._catalog:
            item = QTreeWidgetItem([spec.title])
            item.setIcon(0, icon(spec.icon, self._theme.soft))
            item.setToolTip(0, spec.summary)
            item.setData(0, _SPEC, spec)
            if query.strip():
                self.tree.addTopLevelItem(item)
                continue
            if spec.category not in groups:
                group = QTreeWidgetItem([spec.category])
                group.setToolTip(0, spec.category)
                group.setFlags(Qt.ItemFlag.ItemIsEnabled)
                font = group.font(0)
                font.setBold(True)
                group.setFont(0, font)
                groups[spec.category] = group
                self.tree.addTopLevelItem(group)
                group.setExpanded(True)
            groups[spec.category].addChild(item)
        first = self.tree.topLevelItem(0)
        if query.strip() and first is not None:
            self.tree.setCurrentItem(first)

    def _enter(self) -> None:
        if (item := self.tree.currentItem()) is not None:
            self._activated(item)

    def _activated(self, item: QTreeWidgetItem, _column: int = 0) -> None:
        spec: ToolSpec | None = item.data(0, _SPEC)
        if spec is not None:
            self.chosen.emit(spec)

    def _current(self, item: QTreeWidgetItem | None, _previous: object) -> None:
        if item is not None and (spec := item.data(0, _SPEC)) is not None:
            self.tool_highlighted.emit(spec)
