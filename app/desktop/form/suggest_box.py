"""A line of text with a list of likely values; of columns it tells the types."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.desktop.widgets.wheel import ignore_wheel
from canvas.language import tr
from nodes.sdk.texts import mark

_TYPE = Qt.ItemDataRole.UserRole
_GAP = 16
_WORDS = {
    ("int", "uint"): mark("whole number"),
    ("float", "double", "halffloat", "decimal"): mark("number"),
    ("string", "large_string", "dictionary"): mark("text"),
    ("bool",): mark("yes/no"),
    ("date",): mark("date"),
    ("timestamp",): mark("date and time"),
    ("time",): mark("time"),
    ("duration",): mark("duration"),
    ("list", "large_list", "fixed_size_list"): mark("list"),
    ("struct", "map"): mark("record"),
}
Index = QModelIndex | QPersistentModelIndex


def words_of(kind: str) -> str:
    """A type of Arrow, such as ``timestamp[us]``, as people call it; one without a word as it is."""
    return next((tr(words) for starts, words in _WORDS.items() if kind.startswith(starts)), kind)


class SuggestBox(QComboBox):
    """Anything else can be typed. `values` and `types` are asked again when the list opens: more may be known then."""

    def __init__(
        self,
        values: Callable[[], Sequence[str]],
        types: Callable[[], Mapping[str, str]] = dict,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._values = values
        self._types = types
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setItemDelegate(_WithType(self))
        self.addItems(list(values()))
        self.setCurrentIndex(-1)
        ignore_wheel(self)

    def showPopup(self) -> None:
        values, text = list(self._values()), self.currentText()
        self.blockSignals(True)  # to look into a list chooses nothing
        if values != [self.itemText(row) for row in range(self.count())]:
            self.clear()
            self.addItems(values)
        self.setCurrentIndex(self.findText(text))
        self.setEditText(text)
        self.blockSignals(False)
        types = self._types()
        for row in range(self.count()):
            self.setItemData(row, words_of(types.get(self.itemText(row), "")), _TYPE)
        super().showPopup()


class _WithType(QStyledItemDelegate):
    """Draws the type of a column at the right of its name."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if text := index.data(_TYPE):
            painter.save()
            painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
            side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(option.rect.adjusted(0, 0, -_GAP // 2, 0), side, str(text))
            painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        if text := index.data(_TYPE):
            size.setWidth(size.width() + _GAP + option.fontMetrics.horizontalAdvance(str(text)))
        return size
