"""What a running tool may say and ask: progress, log, notices, chunks, new files, and whether to stop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from nodes.sdk.errors import Cancelled
from nodes.sdk.files import file_name
from nodes.sdk.messages import Chunk, Cost, Level, Log, Message, Notice, NoticeAction, Progress
from nodes.sdk.texts import Reported


class Context:
    """Handed to `Tool.run`. Every method may be called from any thread.

    Args:
        emit: Takes what the tool says.
        folder: Gives the folder for new files, made when first asked for.
        key: Names this piece of work: run, node and attempt. Whoever does it elsewhere does it once for one key.
        sample_rows: How many rows of a source are enough, in a live preview: what a person sees before the chain
            runs. A tool that reads takes that many from the start, and no more of the file than it needs for them.
            None in a run.
    """

    def __init__(
        self,
        emit: Callable[[Message], None],
        folder: Callable[[], Path],
        key: str = "",
        sample_rows: int | None = None,
    ) -> None:
        self.key = key
        self.sample_rows = sample_rows
        self._emit = emit
        self._folder = folder
        self._cancelled = False
        self._on_cancel: list[Callable[[], None]] = []

    def progress(self, fraction: float | None, message: Reported = "") -> None:
        """Say how far the work is.

        Args:
            fraction: 0 to 1; what lies outside counts as its end. None when the total is unknown.
            message: What is being done, in a few words.
        """
        self._emit(Progress(fraction, message))

    def log(self, message: Reported, level: Level = "info") -> None:
        """Write one line to the log of the run.

        Args:
            message: The line.
            level: ``debug``, ``info``, ``warning`` or ``error``.
        """
        self._emit(Log(message, level))

    def notice(self, message: Reported, action: NoticeAction = "guessed", *, count: int = 0, port: str = "") -> None:
        """Say what was decided about the data without being asked. It stands on the card, in results and reports.

        Args:
            message: What was done, in one sentence.
            action: ``guessed``, ``dropped``, ``cut``, ``cast`` or ``skipped``.
            count: How many values, rows or files it was done to; 0 where that is not a number.
            port: The input where a person changes it.
        """
        self._emit(Notice(message, action, count, port))

    def chunk(self, text: str, port: str = "result") -> None:
        """Stream a piece of an output; the whole value still has to be returned at the end.

        Args:
            text: The piece, to be put behind those before it.
            port: The output that it belongs to.
        """
        self._emit(Chunk(text, port))

    def cost(self, *, tokens: int = 0, money: float = 0.0) -> None:
        """Say what a piece of work has cost. Once the chain's budget is spent, no further node starts.

        Args:
            tokens: Tokens of a language model.
            money: In the currency of the budget.
        """
        self._emit(Cost(tokens, money))

    def tell(self, message: Message) -> None:
        """For the places where tools run: say what they do for it.

        Args:
            message: Any of the messages above.
        """
        self._emit(message)

    def new_file(self, name: str) -> Path:
        """Choose a path in the run's own folder. Return it as a `File` or an `Image` and the engine keeps it.

        Args:
            name: The name of the file. Folders in it are left out, a number is added where it is there already; what
                no file system takes (control characters, a name of more than 200 bytes) is left out and told.
        """
        folder, plain = self._folder(), file_name(name)
        if plain != (Path(name).name or "file"):
            self.notice(f"the file is called {plain!r}: its name was longer, or of other characters", "cut")
        path, count = folder / plain, 1
        while path.exists():
            count += 1
            path = folder / f"{Path(plain).stem}_{count}{Path(plain).suffix}"
        return path

    @property
    def cancelled(self) -> bool:
        """Whether the run was stopped."""
        return self._cancelled

    def check_cancelled(self) -> None:
        """Call this between pieces of long work in a thread.

        Raises:
            Cancelled: The run was stopped.
        """
        if self._cancelled:
            raise Cancelled("stopped")

    @contextmanager
    def on_cancel(self, stop: Callable[[], None]) -> Iterator[None]:
        """While the block runs, let a stop of the run end something that blocks.

        Args:
            stop: Called at once when the run was stopped already, else from another thread.
        """
        self._on_cancel.append(stop)
        try:
            if self.cancelled:
                stop()
            yield
        finally:
            self._on_cancel.remove(stop)

    def cancel(self) -> None:
        """For the engine: mark the work as stopped and tell whoever registered with `on_cancel`."""
        self._cancelled = True
        for stop in tuple(self._on_cancel):
            stop()
