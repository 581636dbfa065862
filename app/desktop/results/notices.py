"""What a tool decided about the data without being asked, and why it failed, above its results."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QToolButton, QWidget

from canvas.language import reported, tr
from canvas.plain import label
from nodes.sdk.messages import Notice

_LINES = 4
"""So many are seen at once; further ones are scrolled to."""


class NoticeList(QScrollArea):
    """A line for each notice, and a button that leads to the field where it is decided."""

    picked = Signal(str)
    """The port of a notice."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Notices"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._shown: tuple[Notice | None, ...] = ()
        self.hide()

    def show_notices(self, notices: Sequence[Notice], failure: Notice | None = None) -> None:
        """Show these and no others, a failure before them."""
        if (failure, *notices) == self._shown:
            return
        self._shown = (failure, *notices)
        notices = [*filter(None, self._shown)]
        self.setVisible(bool(notices))
        body = QWidget()
        lines = QGridLayout(body)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setVerticalSpacing(2)
        lines.setColumnStretch(0, 1)
        for row, notice in enumerate(notices):
            text = reported(notice.message)
            line = label(text, "problem" if notice is failure else "soft", wrap=notice is failure)
            line.setToolTip(text)
            line.setMinimumWidth(0)
            lines.addWidget(line, row, 0)
            if notice.port:
                change = QToolButton()
                change.setText(tr("Change…"))
                change.setAutoRaise(True)
                change.setAccessibleName(tr("Change {field}", field=notice.port))
                change.clicked.connect(lambda _=False, port=notice.port: self.picked.emit(port))
                lines.addWidget(change, row, 1)
        self.setWidget(body)
        height = body.sizeHint().height()
        if len(notices) > _LINES:
            height = height * _LINES // len(notices)
        self.setFixedHeight(height)
