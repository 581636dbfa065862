"""Every action by its name: type, Enter, and it is done."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

_ROWS = 12


class CommandPalette(QFrame):
    """A popup over the window, fed by the table of actions. Escape or a click elsewhere closes it."""

    def __init__(self, actions: list[tuple[str, QAction]], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("quickAdd")
        self._actions = actions
        self._window = parent
        self.line = QLineEdit()
        self.line.setPlaceholderText("Search commands")
        self.line.setAccessibleName("Search commands")
        self.list = QListWidget()
        self.list.setIconSize(QSize(18, 18))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.line)
        column.addWidget(self.list)
        self.setFixedWidth(self.fontMetrics().averageCharWidth() * 74)
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._fill)
        self.list.itemClicked.connect(lambda _: self._take())
        self._fill("")

    def popup(self) -> None:
        """Show it in the upper middle of the window."""
        self.adjustSize()
        window = self._window
        at = window.mapToGlobal(window.rect().topLeft())
        self.move(at.x() + (window.width() - self.width()) // 2, at.y() + window.height() // 8)
        self.show()
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _ROWS, Qt.Key.Key_PageUp: -_ROWS}
            if event.key() in step:
                row = self.list.currentRow() + step[Qt.Key(event.key())]
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, row)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take()
                return True
        return super().eventFilter(watched, event)

    def _fill(self, words: str) -> None:
        self.list.clear()
        for menu, action in _matching(self._actions, words):
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            title = action.text().replace("&", "")
            item = QListWidgetItem(action.icon(), f"{menu}: {title}" + (f"   ·   {keys}" if keys else ""))
            item.setToolTip(action.statusTip())
            item.setData(Qt.ItemDataRole.UserRole, action)
            if not action.isEnabled():
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
            self.list.addItem(item)
        height = self.list.sizeHintForRow(0) if self.list.count() else 20
        self.list.setFixedHeight(_ROWS * max(1, height) + 4)
        self.list.setCurrentRow(0)

    def _take(self) -> None:
        item = self.list.currentItem()
        if item is not None and item.flags() & Qt.ItemFlag.ItemIsEnabled:
            action: QAction = item.data(Qt.ItemDataRole.UserRole)
            self.close()
            action.trigger()


def _matching(actions: list[tuple[str, QAction]], words: str) -> list[tuple[str, QAction]]:
    """The best first; without words all of them in the order of the menus, those that can be done now first."""
    from rapidfuzz import fuzz

    wanted = words.strip().lower()
    if not wanted:
        return sorted(actions, key=lambda pair: not pair[1].isEnabled())
    scored = []
    for place, (menu, action) in enumerate(actions):
        title = action.text().replace("&", "").lower()
        told = f"{menu.lower()} {title} {action.statusTip().lower()}"
        score = max(fuzz.WRatio(wanted, title), 100.0 if wanted in title else 0.0, 80.0 if wanted in told else 0.0)
        if score >= 70:
            scored.append((-score, not action.isEnabled(), place, (menu, action)))
    return [pair for *_, pair in sorted(scored, key=lambda row: row[:3])]
