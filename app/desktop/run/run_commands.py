"""Run, stop, the question before a chain from elsewhere runs, and what is wrong with the chain."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from app.desktop.documents.files import FileCommands
from app.desktop.run.lens import Lens
from app.desktop.run.run_controller import RunController
from app.desktop.widgets.message_bar import MessageBar
from canvas.document import Document
from canvas.language import reported, tr
from engine.chain.model import Chain
from engine.chain.validate import Finding, validate
from engine.errors import EngineError, MissingSecret
from engine.run.plan import NotRunnable
from engine.run.scope import WHOLE, RunScope, RunSpec
from engine.run.state import RunState
from engine.trust import Reach, reach
from nodes.sdk.printable import straight

_SETTLE_MS = 120
_AFTER_OPENING_MS = 300
_LINES = 12


class RunCommands(QObject):
    """Commands that run the document, and its findings, kept up to date a moment after each edit."""

    findings_changed = Signal(list)
    secret_wanted = Signal(str)
    """The person wants to set the secret of this name."""
    refused = Signal()
    """A run could not start; the findings say why."""

    def __init__(
        self,
        document: Document,
        controller: RunController,
        lens: Lens,
        files: FileCommands,
        bar: MessageBar,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._lens = lens
        self._document = document
        self._controller = controller
        self._files = files
        self._bar = bar
        self._window = window
        self._checked: Chain | None = None
        self._static: list[Finding] = []
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_SETTLE_MS)
        self._later.timeout.connect(self.check)
        document.changed.connect(lambda _: self._later.start())
        document.reset.connect(self._on_reset)
        controller.finished.connect(lambda _: self.check())

    def _on_reset(self) -> None:
        self._controller.stop()
        self._controller.forget()
        # the canvas paints first
        QTimer.singleShot(_AFTER_OPENING_MS, self.check)

    def check(self) -> None:
        """Validate the document, and add what failed in the last run."""
        document = self._document
        chain = document.root
        if chain is not self._checked:
            self._checked = chain
            folder = document.folder if document.path else None
            self._static = validate(chain, document.catalog, folder)
        findings = [*self._static, *self._lens.all_columns().missing()]
        self.findings_changed.emit([*findings, *_failures(self._controller.state, chain.nodes)])

    def run(self) -> None:
        self._start(WHOLE)

    def run_fresh(self) -> None:
        self._start(WHOLE, fresh=True)

    def run_to(self, nodes: list[str]) -> None:
        self._start(RunScope(up_to=self._of_chain(nodes)))

    def run_from(self, nodes: list[str]) -> None:
        self._start(RunScope(self._of_chain(nodes), prior=self._controller.prior))

    def run_one(self, node: str) -> None:
        self._start(RunScope.only(node, self._controller.prior))

    def _of_chain(self, nodes: list[str]) -> tuple[str, ...]:
        return tuple(node for node in nodes if node in self._document.chain.nodes)

    def _start(self, scope: RunScope, *, fresh: bool = False) -> None:
        document = self._document
        if not document.trusted and (reached := reach(document.root, document.catalog, document.folder)):
            self._ask(reached, lambda: self._start(scope, fresh=fresh))
            return
        try:
            name = document.name or document.root.title
            spec = RunSpec(document.root, name, document.folder, document.path, scope=scope)
            self._controller.run(spec, document.catalog, fresh=fresh)
        except NotRunnable as error:
            self._bar.show_message(
                tr("The chain cannot run yet: {reason}.", reason=reported(str(error))) + f" {reported(error.remedy)}",
                "error",
            )
            self.check()
            self.refused.emit()
        except MissingSecret as error:
            name = error.name
            self._bar.show_message(
                f"{reported(str(error))}. {reported(error.remedy)}",
                "error",
                {tr("Set it…"): lambda: self.secret_wanted.emit(name)},
            )
        except EngineError as error:
            self._bar.show_message(f"{reported(str(error))}. {reported(error.remedy)}", "error")
        else:
            self._bar.hide()

    def when_idle(self, do: Callable[[], object], otherwise: Callable[[], object]) -> None:
        """Do what stops a run, after asking; `otherwise` when the person would rather not."""
        box = QMessageBox(self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(tr("“{name}” is running. Stop it?", name=self._document.name))
        box.setInformativeText(tr("What is done stays in the history, where the run can be gone on with."))
        stop = box.addButton(tr("Stop and close"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.finished.connect(lambda _: do() if box.clickedButton() is stop else otherwise())
        box.open()

    def _ask(self, reached: Reach, on_trust: Callable[[], object]) -> None:
        box = QMessageBox(self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(straight(tr("“{name}” was not made on this machine.", name=self._document.name)))
        lines = [tr("• run code in {item}", item=item) for item in reached.code]
        lines += [tr("• reach {item}", item=item) for item in reached.hosts]
        lines += [tr("• run the image {item}", item=item) for item in reached.images]
        lines += [tr("• use files at {item}", item=item) for item in reached.paths]
        summary = "\n".join(lines[:_LINES])
        if len(lines) > _LINES:
            summary += tr("\n… and {count} more", count=len(lines) - _LINES)
            box.setDetailedText(straight("\n".join(lines)))
        question = tr("Running it would:\n\n{shown}\n\nRun it only if you trust where it comes from.", shown=summary)
        box.setInformativeText(straight(question))
        allow = box.addButton(tr("Trust and run"), QMessageBox.ButtonRole.AcceptRole)
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(cancel)

        def answered() -> None:
            if box.clickedButton() is allow:
                self._files.trust()
                on_trust()

        box.finished.connect(lambda _: answered())
        box.open()


def _failures(state: RunState, nodes: Any) -> list[Finding]:
    """What failed in the last run, as findings that stay until the next."""
    return [
        Finding("error", "failed", name, node.port, node.reason, node.remedy or "See the log.")
        for name, node in state.nodes.items()
        if node.status == "failed" and not node.routed and name in nodes
    ]
