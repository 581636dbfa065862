"""What the window does with images: add their tools, show containers, say how the engine is."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QInputDialog, QLabel, QWidget

from app.desktop.background import Tasks
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
    from engine.executors.docker.executor import ContainerInfo

_IMAGE = re.compile(r"(docker://)?[a-z0-9][a-z0-9._/-]*(:\d+/[a-z0-9._/-]+)?:[\w.^~*<>=|-]+(@sha256:[0-9a-f]{64})?")
_TITLES = 6
_DOCUMENT = re.compile(r"https?://\S+(openapi|swagger|api-docs)\S*")


class Images(QObject):
    """`added` tells that the catalog has more tools."""

    added = Signal()
    _progressed = Signal(str)
    """Comes from the engine's thread: what is being done about the image that is added."""

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
        self._images: set[str] = set()
        self._tasks = Tasks(self, self._failed)
        self._looking: asyncio.Task[None] | None = None
        self._progressed.connect(lambda text: self._bar.show_message(reported(text)))
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

    def add(self, name: str, at: QPointF | None = None) -> None:
        """Ask an image or a server what it offers, and add its tools; with `at` the first is placed there."""
        if name := name.strip():
            self._bar.show_message(tr("Looking at {name}…", name=name))
            self._tasks.start(self._add(name, at))

    async def _add(self, name: str, at: QPointF | None) -> None:
        from engine.executors.docker.discovery import discover
        from engine.images.sources import Sources

        source = await self._controller.ask(lambda engine: discover(engine.docker, name, self._progressed.emit))
        await asyncio.to_thread(Sources(self._sources).add, source)
        specs = [s for s in add_sources(self._document.catalog, self._sources) if s.source == source.name]
        self.added.emit()
        if at is not None and specs:
            from engine.chain import edit

            chain, node = edit.add_node(self._document.chain, specs[0], at.x(), at.y())
            self._document.edit(tr("Add {title}", title=specs[0].title), chain)
            self._view.chain_scene.select({node})
        tools = ", ".join(spec.title for spec in specs[:_TITLES])
        if len(specs) > _TITLES:
            tools += "…"
        added = tr("{name} is added. Its tools: {tools}", name=source.title or source.name, tools=tools)
        if source.refused:
            left_out = tr("{count} operations cannot be tools", count=len(source.refused))
            place, reason = next(iter(source.refused.items()))
            self._bar.show_message(f"{added}. {left_out}: {place}: {reported(reason)}", "error")
        else:
            self._bar.show_message(added)

    def _failed(self, error: EngineError) -> None:
        self._bar.show_message(f"{reported(str(error))}. {reported(error.remedy)}", "error")

    # containers

    def shown(self) -> list[ContainerInfo]:
        """The containers of this window."""
        if (engine := self._controller.engine) is None:
            return []
        return engine.docker.containers()

    def contained(self, node_id: str) -> bool:
        """Whether a node runs in a container."""
        if (node := self._document.chain.nodes.get(node_id)) is None:
            return False
        spec = self._document.catalog.of(node)
        return spec is not None and (node.placement or spec.home).where == "docker"

    def container_of(self, node: str) -> str:
        """The id of the container that a node runs in; empty where it runs in none."""
        return next((c.id for c in self.shown() if c.node == node), "")

    def stop(self, container: str) -> None:
        self._tasks.start(self._controller.ask(lambda engine: engine.docker.stop(container)))

    def show_logs(self, container: str) -> None:
        if (engine := self._controller.engine) is not None:
            LogDialog(container, lambda: engine.docker.logs(container), self._window).show()

    def show_logs_of(self, node: str) -> None:
        """Of the container that a node runs in, or ran in last."""
        engine = self._controller.engine
        title = self._document.chain.title_of(node)

        def lines() -> list[str]:
            if engine is None:
                return []
            return engine.docker.logs_of(node)

        LogDialog(title, lines, self._window).show()

    def open_shell(self, container: str) -> None:
        if not shell.opened(container):
            command = " ".join(shell.command(container))
            QGuiApplication.clipboard().setText(command)
            self._bar.show_message(
                tr("There is no terminal here. The command is in the clipboard: {command}", command=command)
            )

    def open_shell_of(self, node: str) -> None:
        if container := self.container_of(node):
            self.open_shell(container)
        else:
            self._bar.show_message(tr("This node has no running container. Keep it warm, and run it."))

    # the engine

    def look(self) -> None:
        """Say how the container engine is, once the chain needs it."""
        from engine.run.placement import images_of

        images = images_of(self._document.root, self._document.catalog)
        if not images:
            self.state.hide()
        elif images != self._images:
            self._looking = self._tasks.start(self._look(), self._show_unavailable, instead_of=self._looking)
        self._images = images

    async def _look(self) -> None:
        info = await self._controller.ask(lambda engine: engine.docker.daemon.info())
        self._show_state(tr("Containers: ready"), tr("Docker {version}", version=info.version))

    def _show_unavailable(self, error: EngineError) -> None:
        self._images = set()  # the next change asks again
        self._show_state(tr("Containers: not available"), f"{reported(str(error))}\n{reported(error.remedy)}")

    def _show_state(self, text: str, details: str) -> None:
        self.state.setText(text)
        self.state.setToolTip(tip(details))
        self.state.setVisible(bool(self._document.root.nodes))
