"""What a column holds, beside the table: figures over all rows that are seen, and how they are distributed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QScrollArea, QToolButton, QToolTip, QVBoxLayout, QWidget

from app.desktop.viewers.distribution import shown
from app.desktop.widgets.icons import themed
from canvas.language import tr
from canvas.plain import label
from canvas.theme import Theme
from nodes.frames.statistics import Bin, ColumnStatistics


class StatisticsPanel(QWidget):
    """Of one column at a time."""

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.title = label(name="label", wrap=True)
        self._close = close = QToolButton()
        close.setIcon(themed("x", theme))
        close.setAutoRaise(True)
        close.setToolTip(tr("Close the statistics"))
        close.setAccessibleName(tr("Close the statistics"))
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self.title, 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self._area, 1)
        self.setMinimumWidth(180)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._close.setIcon(themed("x", theme))
        for histogram in self.findChildren(Histogram):
            histogram.set_theme(theme)

    def say(self, title: str, text: str) -> None:
        """Show words in the place of figures."""
        self.title.setText(title)
        content = label(text, "soft", wrap=True)
        content.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._area.setWidget(content)

    def show_statistics(self, title: str, summary: ColumnStatistics) -> None:
        self.title.setText(title)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 6, 0)
        if summary.bins:
            column.addWidget(Histogram(summary.bins, self._theme))
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(2)
        for name, value in _figures(summary):
            form.addRow(label(name, "soft"), _figure(value))
        column.addLayout(form)
        if summary.distinct is None and summary.rows > summary.missing:
            column.addWidget(label(tr("There are no further figures for values of this type"), "soft", wrap=True))
        if summary.frequent:
            column.addWidget(label(tr("Most frequent"), "label"))
            values = QFormLayout()
            values.setVerticalSpacing(2)
            for frequent in summary.frequent:
                values.addRow(label(f"{frequent.count:,} ×", "soft"), _figure(frequent.text[:200]))
            column.addLayout(values)
        column.addStretch(1)
        self._area.setWidget(content)


def _figure(text: str) -> QWidget:
    widget = label(text, wrap=True)
    widget.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return widget


def _figures(summary: ColumnStatistics) -> list[tuple[str, str]]:
    """Names and values, those that are known."""
    about = "≈ " if summary.is_estimate else ""
    rows = [(tr("Rows"), f"{summary.rows:,}"), (tr("Missing"), f"{summary.missing:,}")]
    if summary.not_finite:
        rows.append((tr("Not finite"), f"{summary.not_finite:,}"))
    if summary.distinct is not None:
        rows.append((tr("Different"), f"{about}{summary.distinct:,}"))
    if summary.least is not None:
        rows += [(tr("Least"), shown(summary.least)), (tr("Most"), shown(summary.most))]
    if summary.mean is not None:
        rows.append((tr("Mean"), shown(summary.mean)))
    if summary.deviation is not None:
        rows.append((tr("Standard deviation"), shown(summary.deviation)))
    names = (tr("25 %"), tr("Median"), tr("75 %"))
    rows += [(name, f"{about}{shown(value)}") for name, value in zip(names, summary.quartiles, strict=False)]
    return rows


class Histogram(QWidget):
    """Bars over parts of one width; one that is pointed at says what it counts."""

    def __init__(self, bins: tuple[Bin, ...], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bins = bins
        self._theme = theme
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Histogram"))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(180, 80)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 80)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        highest = max(part.count for part in self._bins) or 1
        width = self.width() / len(self._bins)
        for number, part in enumerate(self._bins):
            height = part.count / highest * (self.height() - 2)
            if part.count:
                height = max(height, 1.0)
            left, right = round(number * width), round((number + 1) * width) - 1
            painter.fillRect(left, round(self.height() - height), right - left, round(height), self._theme.accent)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.border)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        QToolTip.showText(event.globalPosition().toPoint(), self.words_at(event.position().x()), self)

    def words_at(self, x: float) -> str:
        """What the bar at a place counts."""
        number = min(max(int(x / max(self.width(), 1) * len(self._bins)), 0), len(self._bins) - 1)
        part = self._bins[number]
        return tr("{least} … {most}: {count:,}", least=shown(part.least), most=shown(part.most), count=part.count)
