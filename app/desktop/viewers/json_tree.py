"""JSON as a tree that makes its branches when they are opened."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from canvas.language import tr
from canvas.plain import tip

_BRANCH, _WIDE = 1000, 40
_VALUE = Qt.ItemDataRole.UserRole


class JsonViewer(QTreeWidget):
    """Key, value, type; of a very long list or object the first thousand entries."""

    def __init__(self, value: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHeaderLabels([tr("Key"), tr("Value")])
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.header().setStretchLastSection(True)
        self.setColumnWidth(0, 220)
        self.setUniformRowHeights(True)
        self.setAccessibleName("JSON")
        self.itemExpanded.connect(self._open)
        root = self._item("", value)
        self.addTopLevelItem(root)
        root.setText(0, "value")
        root.setExpanded(True)

    def _item(self, key: str, value: Any) -> QTreeWidgetItem:
        summary = _summary(value)
        item = QTreeWidgetItem([key, summary])
        if isinstance(value, dict | list) and value:
            item.setData(0, _VALUE, (value,))
            item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
        if len(summary) > _WIDE:
            item.setToolTip(1, tip(summary[:2000]))
        return item

    def _open(self, item: QTreeWidgetItem) -> None:
        branch = item.data(0, _VALUE)
        if not branch or item.childCount():
            return
        entries = _entries(branch[0])
        item.addChildren([self._item(key, value) for key, value in entries[:_BRANCH]])
        if len(entries) > _BRANCH:
            item.addChild(QTreeWidgetItem(["…", tr("{count:,} more", count=len(entries) - _BRANCH)]))


def _entries(value: dict[Any, Any] | list[Any]) -> list[tuple[str, Any]]:
    if isinstance(value, dict):
        return [(str(key), item) for key, item in value.items()]
    return [(str(index), item) for index, item in enumerate(value)]


def _summary(value: Any) -> str:
    if isinstance(value, dict):
        if len(value) == 1:
            return tr("1 key")
        return tr("{count:,} keys", count=len(value))
    if isinstance(value, list):
        if len(value) == 1:
            return tr("1 item")
        return tr("{count:,} items", count=len(value))
    if isinstance(value, str):
        return value
    return json.dumps(value, default=str)
