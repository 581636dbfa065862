"""What the window does with images: add their tools, show containers, say how the engine is."""

from __future__ import annotations

import re
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPointF, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QInputDialog, QLabel, QWidget

from app.desktop.images import shell
from app.desktop.images.log_dialog import LogDialog
from app.desktop.run.run_controller import RunController
from app.desktop.widgets.message_bar import MessageBar
from canvas.document import Document
from canvas.language import reported, tr
from canvas.plain import tip
from canvas.view import ChainView
from engine.errors import EngineError
from engine.installed import add_sources

if TYPE_CHECKING:
    from engine.engine import Engine
    from engine.executors.docker.executor import ContainerInfo

_IMAGE = re.compile(r"(docker://)?[a-z0-9][a-z0-9._/-]*(:\d+/[a-z0-9._/-]+)?:[\w.^~*<>=|-]+(@sha256:[0-9a-f]{64})?")
_DOCUMENT = re.compile(r"https?://\S+(openapi|swagger|api-docs)\S*")


class Images(QObject):
    """`added` tells that the catalog has more tools."""

    added = Signal()
    _told = Signal(str)
    _answered = Signal(object, object)
    """A callable and the future that it is called with, in the window's thread."""

    def __init__(
        self,
        document: Document,
        controller: RunController,
        view: ChainView,
        bar: MessageBar,
        sources: Path,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._document, self._controller, self._view = document, controller, view
        self._bar, self._sources, self._window = bar, sources, window
        self.state = QLabel()
        self.state.setObjectName("soft")
        self.state.hide()
        self._asked = ""
        self._told.connect(lambda words: self._bar.say(reported(words)))
        self._answered.connect(lambda then, future: then(future))
        document.changed.connect(lambda _: self.look())
        document.reset.connect(self.look)

    # adding

    @staticmethod
    def is_source(text: str) -> bool:
        """Whether a dropped text names an image, or the OpenAPI document of a server."""
        return bool(_IMAGE.fullmatch(text.strip()) or _DOCUMENT.fullmatch(text.strip()))

    def ask(self) -> None:
        """Ask which image or server is to be added."""
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(tr("Add image…"))
        dialog.setLabelText(
            tr(
                "An image (name:version), a running container, or the address of a server that describes itself\n"
                "by OpenAPI. Each of its operations becomes a tool."
            )
        )
        dialog.setTextValue("")
        dialog.resize(520, 120)
        dialog.textValueSelected.connect(self.add)
        dialog.open()

    def add(self, what: str, at: QPointF | None = None) -> None:
        """Ask an image or a server what it offers, and add its tools; with `at` the first is placed there."""
        what = what.strip()
        if not what:
            return
        from engine.executors.docker.discovery import discover

        self._bar.say(tr("Looking at {name}…", name=what))
        self._do(lambda engine: discover(engine.docker, what, self._told.emit), partial(self._found, what, at))

    def _found(self, what: str, at: QPointF | None, future: Future[Any]) -> None:
        from engine.images.sources import Sources

        try:
            source = future.result()
            Sources(self._sources).add(source)
        except (EngineError, OSError) as error:
            self._bar.say(f"{reported(str(error))}. {reported(getattr(error, 'remedy', ''))}", "error")
            return
        specs = [s for s in add_sources(self._document.catalog, self._sources) if s.source == source.name]
        self.added.emit()
        if at is not None and specs:
            from engine.chain import edit

            chain, node = edit.add_node(self._document.chain, specs[0], at.x(), at.y())
            self._document.edit(tr("Add {title}", title=specs[0].title), chain)
            self._view.chain_scene.select({node})
        names = ", ".join(spec.title for spec in specs[:6]) + ("…" if len(specs) > 6 else "")
        self._bar.say(tr("{name} is added. Its tools: {tools}", name=source.title or source.name, tools=names))

    # containers

    def shown(self) -> list[ContainerInfo]:
        """The containers of this window."""
        engine = self._controller.engine
        return engine.docker.containers() if engine is not None else []

    def contained(self, node_id: str) -> bool:
        """Whether a node runs in a container."""
        node = self._document.chain.nodes.get(node_id)
        spec = self._document.catalog.of(node) if node is not None else None
        return node is not None and spec is not None and (node.placement or spec.home).where == "docker"

    def container_of(self, node: str) -> str:
        """The id of the container that a node runs in; empty where it runs in none."""
        return next((c.id for c in self.shown() if c.node == node), "")

    def stop(self, container: str) -> None:
        self._do(lambda engine: engine.docker.stop(container), lambda _: None)

    def show_logs(self, container: str) -> None:
        engine = self._controller.engine
        if engine is not None:
            LogDialog(container, lambda: engine.docker.logs(container), self._window).show()

    def show_logs_of(self, node: str) -> None:
        """Of the container that a node runs in, or ran in last."""
        engine = self._controller.engine
        title = self._document.chain.title_of(node)
        lines = (lambda: engine.docker.logs_of(node)) if engine is not None else list
        LogDialog(title, lines, self._window).show()

    def open_shell(self, container: str) -> None:
        if not shell.opened(container):
            words = " ".join(shell.command(container))
            QGuiApplication.clipboard().setText(words)
            self._bar.say(tr("There is no terminal here. The command is in the clipboard: {command}", command=words))

    def open_shell_of(self, node: str) -> None:
        if container := self.container_of(node):
            self.open_shell(container)
        else:
            self._bar.say(tr("This node has no running container. Keep it warm, and run it."))

    # the engine

    def look(self) -> None:
        """Say how the container engine is, once the chain needs it."""
        from engine.run.placement import images_of

        asked = ",".join(sorted(images_of(self._document.root, self._document.catalog)))
        if not asked:
            self.state.hide()
        elif asked != self._asked:
            self._do(lambda engine: engine.docker.daemon.info(), self._tell)
        self._asked = asked

    def _tell(self, future: Future[Any]) -> None:
        try:
            about = future.result()
        except EngineError as error:
            self.state.setText(tr("Containers: not available"))
            self.state.setToolTip(tip(f"{reported(str(error))}\n{reported(error.remedy)}"))
            self._asked = ""
        else:
            self.state.setText(tr("Containers: ready"))
            self.state.setToolTip(tip(tr("Docker {version}", version=about.version)))
        self.state.setVisible(bool(self._document.root.nodes))

    def _do(self, work: Callable[[Engine], Coroutine[Any, Any, Any]], then: Callable[[Future[Any]], object]) -> None:
        """Do something on the engine's loop, and go on here with what came of it."""
        self._controller.ask(work).add_done_callback(lambda future: self._answered.emit(then, future))
