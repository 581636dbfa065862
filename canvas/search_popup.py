"""A box that appears over the window: type, choose with the arrows, Enter. What it offers is up to its children."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from canvas.language import tr

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_PAGES = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}


class Offer(NamedTuple):
    """One line of the list. `description` is shown below while it is the present one."""

    text: str
    data: Any
    icon: QIcon | None = None
    description: str = ""
    enabled: bool = True


class SearchPopup(QFrame):
    """`chosen` carries the data of an offer. Escape or a click elsewhere closes it."""

    chosen = Signal(object)

    def __init__(self, placeholder: str, parent: QWidget, *, width: int, rows: int) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("quickAdd")
        self._rows = rows
        self.line = QLineEdit()
        self.line.setPlaceholderText(placeholder)
        self.line.setAccessibleName(placeholder)
        self.list = QListWidget()
        self.list.setIconSize(QSize(18, 18))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.description = QLabel()
        self.description.setWordWrap(True)
        self.description.setObjectName("soft")
        self.description.setMinimumHeight(self.fontMetrics().lineSpacing() * 3 + 4)
        self.description.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        for widget in (self.line, self.list, self.description):
            column.addWidget(widget)
        self.setFixedWidth(width)
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self.fill)
        self.list.itemClicked.connect(lambda _: self._accept())
        self.list.currentItemChanged.connect(lambda item, _: self._describe(item))

    def offers(self, query: str) -> Iterable[Offer]:
        """What fits the words, the best first."""
        raise NotImplementedError

    def empty_text(self) -> str:
        """What is said where nothing fits."""
        return tr("Nothing is called that.")

    def popup(self, at: QPoint) -> None:
        """Show it at a global point, moved so that all of it is on the screen."""
        self.adjustSize()
        if self.screen():
            area = self.screen().availableGeometry()
            at = QPoint(
                max(area.left(), min(at.x(), area.right() - self.width())),
                max(area.top(), min(at.y(), area.bottom() - self.height())),
            )
        self.move(at)
        self.show()
        self.line.setFocus()

    def popup_over(self, window: QWidget) -> None:
        """Show it in the upper middle of a window."""
        self.adjustSize()
        corner = window.mapToGlobal(window.rect().topLeft())
        self.popup(corner + QPoint((window.width() - self.width()) // 2, window.height() // 8))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if key in _STEPS or key in _PAGES:
                step = _STEPS.get(Qt.Key(key), 0) + _PAGES.get(Qt.Key(key), 0) * self._rows
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + step)))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._accept()
                return True
        return super().eventFilter(watched, event)

    def fill(self, query: str) -> None:
        """List what fits."""
        self.list.clear()
        for offer in self.offers(query):
            item = QListWidgetItem(offer.icon or QIcon(), offer.text)
            item.setData(Qt.ItemDataRole.UserRole, offer)
            if not offer.enabled:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
            self.list.addItem(item)
        height = self.fontMetrics().lineSpacing() + 6
        if self.list.count():
            height = max(1, self.list.sizeHintForRow(0))
        self.list.setFixedHeight(max(1, min(self._rows, self.list.count())) * height + 4)
        self.adjustSize()
        if self.list.count():
            self.list.setCurrentRow(0)
        else:
            self.description.setText(self.empty_text())

    def _describe(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.description.setText(item.data(Qt.ItemDataRole.UserRole).description)

    def _accept(self) -> None:
        item = self.list.currentItem()
        if item is not None and item.flags() & Qt.ItemFlag.ItemIsEnabled:
            offer: Offer = item.data(Qt.ItemDataRole.UserRole)
            self.close()
            self.chosen.emit(offer.data)
