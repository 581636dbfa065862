"""What the engine raises.

EngineError          anything the engine tells a person
├── ChainError       a file is not a chain that can be opened; says where in the file
├── EditError        an edit that would make no valid document, such as a wire between unlike types
├── PlanError        a run that cannot start: the chain is wrong or a value it needs is not there
│   └── MissingSecret
├── NodeError        a node failed: port and remedy as the tool gave them
│   └── InnerFailed  a node of a sub-chain failed, and with it the node around it
└── HistoryError     what is asked of the history is not there, or cannot be read
"""

from __future__ import annotations

import dataclasses
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nodes.sdk.errors import InputProblem, ToolError, reason_of
from nodes.sdk.texts import Reported, mark


class EngineError(Exception):
    """Base of the family. `remedy` is one sentence that says what to do, or empty."""

    def __init__(self, message: str, *, remedy: str = "") -> None:
        super().__init__(message)
        self.remedy = remedy


class ChainError(EngineError):
    """A file cannot be opened as a chain. `line` counts from 1 and is None where no line is at fault."""

    def __init__(self, message: str, *, path: Path | None = None, line: int | None = None, remedy: str = "") -> None:
        source = path.name if path else ""
        if line:
            source = mark(f"{source}, line {line}")
        if source:
            message = f"{source}: {message}"
        super().__init__(message, remedy=remedy)
        self.path = path
        self.line = line


class EditError(EngineError):
    """The edit was refused; the chain is as it was."""


class PlanError(EngineError):
    """The run cannot start."""


class MissingSecret(PlanError):
    """A secret that the chain names is set nowhere."""

    def __init__(self, name: str) -> None:
        remedy = mark(f"Set it under Run › Secrets, or in the environment as ICEOS_SECRET_{name}.")
        super().__init__(f"the secret {name!r} is not set", remedy=remedy)
        self.name = name


class NodeError(EngineError):
    """One node failed. `port` names the input at fault, or is empty; `detail` is a traceback from elsewhere."""

    def __init__(self, message: str, *, port: str = "", remedy: str = "", detail: str = "") -> None:
        super().__init__(message, remedy=remedy)
        self.port = port
        self.detail = detail


class InnerFailed(NodeError):
    """A node inside a sub-chain failed; `node` is its path from the node around it, `reason` its own words."""

    def __init__(self, node: str, reason: str, *, remedy: str = "", detail: str = "") -> None:
        super().__init__(f"{node}: {reason}", remedy=remedy, detail=detail)
        self.node = node
        self.reason = reason


class HistoryError(EngineError):
    """There is no such run, or the history cannot be read or written."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a node failed, as it is told, stored and sent: its reason, what to do, the input at fault, a traceback.

    `detail` is empty where the failure was foreseen.
    """

    reason: Reported
    remedy: Reported = ""
    port: str = ""
    detail: str = ""

    @classmethod
    def of(cls, error: BaseException) -> Failure:
        """What is told of what a tool, or a place where it ran, has raised."""
        if isinstance(error, NodeError):
            return cls(reason_of(error), error.remedy, error.port, error.detail)
        if isinstance(error, InputProblem):
            return cls(reason_of(error), error.remedy, error.port)
        if isinstance(error, ToolError):
            return cls(reason_of(error), error.remedy)
        reason = _in_words(error) or ": ".join(dict.fromkeys((type(error).__name__, reason_of(error))))
        return cls(reason, detail="".join(traceback.format_exception(error)))

    @classmethod
    def load(cls, fields: Mapping[str, Any]) -> Failure:
        """What `dump` made of it, also on another machine: a field that is missing is empty."""
        return cls(**{f.name: str(fields.get(f.name) or "") for f in dataclasses.fields(cls)})

    def dump(self) -> dict[str, str]:
        """Its fields, which are JSON."""
        return dataclasses.asdict(self)

    def error(self) -> NodeError:
        """The failure, to be raised where its node is waited for."""
        return NodeError(self.reason, port=self.port, remedy=self.remedy, detail=self.detail)


def _in_words(error: BaseException) -> Reported:
    """What the system or Python has refused, for people; empty for what is a fault of the tool itself."""
    match error:
        case MemoryError():
            return mark("there is not enough memory for it")
        case RecursionError():
            return mark("something is nested too deeply, or calls itself without an end")
        case UnicodeEncodeError():
            return mark(f"{error.object[error.start]!r} cannot be written as {error.encoding}")
        case UnicodeDecodeError():
            return mark(f"there are bytes that are no {error.encoding}")
        case OverflowError():
            return mark(f"a number is too large: {reason_of(error)}")
        case OSError() if error.strerror and error.filename:
            return f"{error.filename}: {error.strerror}"
        case OSError() if error.strerror:
            return error.strerror
    return ""
