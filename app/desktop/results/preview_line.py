"""What a live preview is of, and why there is none."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from canvas.language import reported, tr
from canvas.plain import label
from engine.live.preview import SHOWN_ROWS, LivePreview


class PreviewLine(QWidget):
    """One line, hidden while there is nothing to say."""

    asked = Signal()
    """The person waits for a preview that takes long."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.text = label(name="preview", wrap=True)
        self.wait_button = QPushButton(tr("Wait for it"))
        self.wait_button.clicked.connect(self.asked)
        row.addWidget(self.text, 1)
        row.addWidget(self.wait_button)
        self.hide()

    def show_preview(self, preview: LivePreview | None, is_making: bool) -> None:
        """Say how it stands; nothing for None."""
        self.setVisible(preview is not None or is_making)
        self.wait_button.setVisible(preview is not None and preview.is_late and not is_making)
        if preview is None or is_making:
            self.text.setText(tr("Live preview…"))
            return
        if preview.reason:
            reasons = filter(None, (reported(preview.reason), reported(preview.remedy)))
            self.text.setText(tr("No live preview: {reason}", reason=". ".join(reasons)))
            return
        lines = [tr("Live preview: at most {count} rows. Run the chain (F5) to see all.", count=SHOWN_ROWS)]
        lines += dict.fromkeys(_sentence(reported(notice.message)) for notice in preview.cut)
        self.text.setText(" ".join(lines))


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
