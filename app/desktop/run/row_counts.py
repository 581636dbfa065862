"""After a run: how many rows tables have that no node needed to make, and the first of them."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.desktop.background import Tasks, in_thread
from app.desktop.run.run_controller import RunController
from engine.errors import EngineError
from engine.processes import temporary_folder
from engine.run.events import Preview
from engine.run.preview import counted, uncounted
from nodes.sdk import Context

if TYPE_CHECKING:
    from nodes.frames import LazyFrame

_FOLDER = "iceos-count-"


class RowCounts(QObject):
    """Counts them for what a node shows on its card, one table after the other, until the next run begins."""

    def __init__(self, controller: RunController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self._tasks = Tasks(self, lambda error: controller.troubled.emit(str(error)))
        self._counting: asyncio.Task[None] | None = None
        controller.started.connect(self.stop)

    def count(self) -> None:
        """Begin, with what the last run has left or a past one that is shown."""
        self._counting = self._tasks.start(self._count(), instead_of=self._counting)

    @property
    def is_counting(self) -> bool:
        return self._counting is not None and not self._counting.done()

    def stop(self) -> None:
        if self._counting is not None:
            self._counting.cancel()
            self._counting = None

    def close(self) -> None:
        self._tasks.close()

    async def _count(self) -> None:
        state, previews = self._controller.state, dict[str, Preview]()
        folder: tempfile.TemporaryDirectory[str] | None = None
        try:
            for path, port, frame in self._controller.uncounted():
                if folder is None:
                    folder = await asyncio.to_thread(temporary_folder, _FOLDER)
                if frame.key not in previews:
                    previews[frame.key] = await counted_or_why(frame, Path(folder.name))
                if self._controller.state is not state:  # another chain's, by now
                    return
                self._controller.put_preview(path, port, previews[frame.key])
        finally:
            if folder is not None:
                await asyncio.shield(asyncio.to_thread(folder.cleanup))


async def counted_or_why(frame: LazyFrame, folder: Path) -> Preview:
    """As `engine.run.preview.counted`, beside the window; it works in `folder`."""
    ctx = Context(lambda _message: None, lambda: folder)
    try:
        return await in_thread(ctx, counted, frame, ctx)
    except EngineError as error:
        return uncounted(frame, str(error))
