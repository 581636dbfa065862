"""The search box that appears on the canvas: type, Enter, and the tool is there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from canvas.icons import icon
from canvas.search import search
from canvas.theme import Theme
from engine.catalog import ToolSpec

_WIDTH, _ROWS = 320, 9


class QuickAdd(QFrame):
    """A popup over the canvas. `chosen` carries the `ToolSpec`; Escape or a click elsewhere closes it."""

    chosen = Signal(object)

    def __init__(
        self,
        specs: Sequence[ToolSpec],
        recent: Sequence[str],
        theme: Theme,
        parent: QWidget,
        note: Callable[[ToolSpec], str] | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("quickAdd")
        self._specs, self._recent, self._theme = specs, recent, theme
        self._note = note or (lambda spec: spec.category)
        self.line = QLineEdit()
        self.line.setPlaceholderText("Search tools")
        self.line.setAccessibleName("Search tools")
        self.list = QListWidget()
        self.list.setIconSize(QSize(18, 18))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.about = QLabel()
        self.about.setWordWrap(True)
        self.about.setObjectName("soft")
        self.about.setMinimumHeight(self.fontMetrics().lineSpacing() * 2 + 4)
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.line)
        column.addWidget(self.list)
        column.addWidget(self.about)
        self.setFixedWidth(_WIDTH)
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._fill)
        self.list.itemClicked.connect(lambda _: self._take())
        self.list.currentItemChanged.connect(lambda item, _: self._tell(item))
        self._fill("")

    def popup(self, at: QPoint) -> None:
        """Show it at a global point, moved so that all of it is on the screen."""
        self.adjustSize()
        area = self.screen().availableGeometry() if self.screen() else None
        if area is not None:
            at = QPoint(
                max(area.left(), min(at.x(), area.right() - self.width())),
                max(area.top(), min(at.y(), area.bottom() - self.height())),
            )
        self.move(at)
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
        for spec in search(self._specs, words, self._recent):
            item = QListWidgetItem(icon(spec.icon, self._theme.soft), f"{spec.title}   ·   {self._note(spec)}")
            item.setData(Qt.ItemDataRole.UserRole, spec)
            self.list.addItem(item)
        height = self.list.sizeHintForRow(0) if self.list.count() else self.fontMetrics().lineSpacing() + 6
        self.list.setFixedHeight(_ROWS * max(1, height) + 4)
        if self.list.count():
            self.list.setCurrentRow(0)
        else:
            self.about.setText("No tool is called that." if self._specs else "No tool has a port that fits.")

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.about.setText(item.data(Qt.ItemDataRole.UserRole).summary)

    def _take(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            spec = item.data(Qt.ItemDataRole.UserRole)
            self.close()
            self.chosen.emit(spec)
