"""What is wrong with the chain, shown wherever a person may look for it."""

from __future__ import annotations

from collections import defaultdict

from PySide6.QtCore import QObject, Signal

from app.desktop.panels.problems import Problems
from app.desktop.properties.inspector import Inspector
from canvas.language import reported
from canvas.view import ChainView
from engine.chain.names import path_title
from engine.chain.path import NodePath
from engine.chain.validate import Finding


class FindingsPresenter(QObject):
    """Shows findings in the list of problems, on the canvas and under the fields of the form."""

    counted = Signal(int)

    def __init__(self, view: ChainView, problems: Problems, inspector: Inspector) -> None:
        super().__init__(view)
        self._view, self._problems, self._inspector = view, problems, inspector
        self.findings: list[Finding] = []
        view.document.level_changed.connect(self.show_level)

    def show(self, findings: list[Finding]) -> None:
        self.findings = [f._replace(reason=reported(f.reason), remedy=reported(f.remedy)) for f in findings]
        self._problems.show_findings(self.findings, self._title_of)
        self.show_level()
        self.counted.emit(len(findings))

    def show_level(self) -> None:
        """Mark what is wrong on the canvas: at the node, or at the one inside of which it is."""
        level = NodePath.join(self._view.document.level)
        findings = [f._replace(node=path) for f in self.findings if (path := NodePath(f.node).below(level)) is not None]
        self._inspector.set_findings(findings)
        texts: defaultdict[str, list[str]] = defaultdict(list)
        for finding in findings:
            texts[NodePath(finding.node).outermost].append(f"{finding.reason}\n{finding.remedy}")
        self._view.chain_scene.set_problems({node: "\n".join(lines) for node, lines in texts.items()})

    def _title_of(self, node: str) -> str:
        return path_title(self._view.document.root, self._view.document.catalog, node)
