"""What the program says about itself: one set-up for the terminal, the desktop and the server.

``ICEOS_LOG`` is a level (``debug``), or levels of parts (``engine.run=debug,app.server=info``), or both. Each ``-v`` of
the command line says more: decisions, then all of it. No line holds a secret.
"""

from __future__ import annotations

import contextlib
import logging
import os
import re
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

from engine.run.secrets import MASK, masked
from nodes.sdk.errors import reason_of
from nodes.sdk.types import Secret

VARIABLE = "ICEOS_LOG"
PACKAGES = ("app", "canvas", "engine", "nodes")
LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}
FILE = "iceos.log"
LARGEST_BYTES = 2_000_000
"""Of one file; three older ones lie beside it."""
_LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_CREDENTIALS = re.compile(
    r"(?i)(bearer\s+|://[^/\s:@]+:(?=[^/\s@]+@)|(?:token|key|password|secret)[\"']?\s*[=:]\s*[\"']?)[^\s\"'@,;)]+"
)
log = logging.getLogger(__name__)


def configure(verbosity: int = 0, setting: str | None = None) -> None:
    """Write to stderr from now on. `setting` is that of ``ICEOS_LOG``, read from the environment unless given.

    It may be called again with a higher verbosity; what is wrong with the setting is told once.
    """
    if setting is None:
        setting = os.environ.get(VARIABLE, "")
    levels, problem = parsed(setting)
    if verbosity:
        chosen = logging.DEBUG if verbosity > 1 else logging.INFO
        levels = dict.fromkeys(PACKAGES, chosen) | levels
    root = logging.getLogger()
    earlier = [handler for handler in root.handlers if isinstance(handler, _Terminal)]
    for handler in earlier:
        root.removeHandler(handler)
    root.addHandler(_Terminal(logging.NOTSET if levels else logging.WARNING, problem))
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)
    if problem and not any(handler.problem == problem for handler in earlier):
        log.warning("%s: %s", VARIABLE, problem)


def parsed(setting: str) -> tuple[dict[str, int], str]:
    """Levels by the name of a logger, and what of it cannot be understood."""
    levels: dict[str, int] = {}
    problem = ""
    for entry in filter(None, (entry.strip() for entry in setting.split(","))):
        name, _, word = entry.rpartition("=")
        level = LEVELS.get(word.strip().lower())
        if level is None:
            problem = f"{word!r} is no level (there are: {', '.join(LEVELS)})"
            continue
        for logger in [name.strip()] if name else PACKAGES:
            levels[logger] = level
    return levels, problem


def write_to(folder: Path) -> None:
    """Write to a file in `folder`, too: what happened, not only what failed.

    A file that cannot be written is told of once, and the program goes on.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = _File(folder / FILE)
    except OSError as error:
        log.warning("the log %s cannot be written: %s", folder / FILE, reason_of(error))
        return
    for package in map(logging.getLogger, PACKAGES):
        if package.level == logging.NOTSET:
            package.setLevel(logging.INFO)
    logging.getLogger().addHandler(handler)


def written_to() -> list[str]:
    """The files that the log is written to."""
    return [handler.baseFilename for handler in logging.getLogger().handlers if isinstance(handler, _File)]


def without_secrets(text: str) -> str:
    """A text without the secrets that are alive, and without what looks like a credential."""
    return _CREDENTIALS.sub(rf"\g<1>{MASK}", masked(text, Secret.alive()))


class _Formatter(logging.Formatter):
    """Formats every record: one whose arguments do not fit its text is written as it was meant, with the reason."""

    def format(self, record: logging.LogRecord) -> str:
        try:
            return _writable(super().format(record))
        except Exception as error:  # arguments and their `__str__` are anybody's; a log line never ends a run
            text = record.msg if isinstance(record.msg, str) else type(record.msg).__name__
            text += f" (this line cannot be written in full: {type(error).__name__})"
            broken = logging.makeLogRecord({**record.__dict__, "msg": text, "args": (), "exc_info": None})
            return _writable(super().format(broken))


def _writable(text: str) -> str:
    """Without secrets, and without half characters, as those of a file's name that is no UTF-8."""
    return without_secrets(text).encode("utf-8", "backslashreplace").decode("utf-8")


class _Terminal(logging.Handler):
    """Whatever stderr is at the moment; a program without a console has none."""

    def __init__(self, level: int, problem: str) -> None:
        super().__init__(level)
        self.problem = problem
        """Of the setting, as it was told."""
        self.setFormatter(_Formatter(_LINE))

    def emit(self, record: logging.LogRecord) -> None:
        line = self.format(record)
        with contextlib.suppress(OSError, ValueError):  # it was closed
            print(line, file=sys.stderr, flush=True)


class _File(RotatingFileHandler):
    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=LARGEST_BYTES, backupCount=3, encoding="utf-8")
        self.setFormatter(_Formatter(_LINE))
        self._failed = False

    def handleError(self, record: logging.LogRecord) -> None:
        if not self._failed:
            self._failed = True
            log.warning("the log %s cannot be written: %s", self.baseFilename, sys.exc_info()[1])
