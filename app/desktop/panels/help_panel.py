"""The help of the tool that is looked at."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from canvas.language import reported, tr
from engine.catalog import ToolSpec


class HelpPanel(QTextBrowser):
    """The help of a tool."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenExternalLinks(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(14)
        self.setAccessibleName(tr("Help"))
        self.show_tool(None)

    def show_tool(self, spec: ToolSpec | None) -> None:
        if spec is None:
            self.setMarkdown(tr("Select a node or a tool to read its help."))
            return
        rows = [f"## {spec.title}", spec.help, f"`{spec.name}` {spec.version}"]
        for title, ports in ((tr("Inputs"), spec.inputs), (tr("Outputs"), spec.outputs)):
            if ports:
                rows.append(f"### {title}")
                rows += [f"- **{p.title}** ({reported(str(p.type))}) {p.description}" for p in ports.values()]
        # items of a list must stand together, everything else apart
        self.setMarkdown("\n\n".join(rows).replace("\n\n- **", "\n- **"))
