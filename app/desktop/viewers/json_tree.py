"""JSON as a tree that makes its branches when they are opened."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from canvas.language import tr
from canvas.plain import tip

_BRANCH = 1000
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
        item = QTreeWidgetItem([key, _words(value)])
        if isinstance(value, dict | list) and value:
            item.setData(0, _VALUE, (value,))
            item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
        item.setToolTip(1, tip(item.text(1)[:2000]) if len(item.text(1)) > 40 else "")
        return item

    def _open(self, item: QTreeWidgetItem) -> None:
        held = item.data(0, _VALUE)
        if not held or item.childCount():
            return
        value = held[0]
        pairs = list(value.items() if isinstance(value, dict) else enumerate(value))
        item.addChildren([self._item(str(key), part) for key, part in pairs[:_BRANCH]])
        if len(pairs) > _BRANCH:
            item.addChild(QTreeWidgetItem(["…", tr("{count:,} more", count=len(pairs) - _BRANCH)]))


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return tr("{count:,} keys", count=len(value)) if len(value) != 1 else tr("1 key")
    if isinstance(value, list):
        return tr("{count:,} items", count=len(value)) if len(value) != 1 else tr("1 item")
    return value if isinstance(value, str) else json.dumps(value, default=str)
