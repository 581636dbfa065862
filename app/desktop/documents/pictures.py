"""Pictures of the chain as files: PNG that carries the chain, SVG, PDF."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.desktop.widgets.message_bar import MessageBar
from canvas.export import export_pdf, export_png
from canvas.language import mark, tr
from canvas.view import ChainView

_KINDS = mark("PNG picture, opens as the chain (*.png);;SVG (*.svg);;PDF (*.pdf)")


def export_picture(view: ChainView, bar: MessageBar, window: QWidget) -> None:
    """Ask where to, and write it."""
    dialog = QFileDialog(window, tr("Export picture"), str(view.document.folder), _KINDS)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("png")
    dialog.selectFile(f"{view.document.name}.png")
    dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(kind.rpartition("*.")[2].rstrip(")")))
    dialog.fileSelected.connect(lambda path: write_picture(view, bar, Path(path)))
    dialog.open()


def write_picture(view: ChainView, bar: MessageBar, path: Path) -> None:
    """The kind of picture that the name asks for."""
    from engine.chain.picture import svg

    document, scene = view.document, view.chain_scene
    try:
        if path.suffix.lower() == ".svg":
            path.write_text(svg(document.chain, document.catalog), "utf-8")
        elif path.suffix.lower() == ".pdf":
            export_pdf(scene, path)
        else:
            export_png(scene, path, document.root)
    except OSError as error:
        bar.show_message(tr("The picture cannot be written: {error}", error=error), "error")
