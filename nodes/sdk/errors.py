"""What a tool raises when it cannot do its work.

ToolError            the work failed; the text is for the person who reads the node
├── InputProblem     one input is at fault; the canvas points at that port
└── Cancelled        the run was stopped while the tool worked
"""

from __future__ import annotations

from nodes.sdk.texts import mark

_DEPTH = 8
"""Of causes that are looked at for words."""


class ToolError(Exception):
    """The work of a tool failed.

    Args:
        message: What went wrong, for the person who reads the node.
        remedy: One sentence that says what the person can do about it.
    """

    def __init__(self, message: str, *, remedy: str = "") -> None:
        super().__init__(message)
        self.remedy = remedy


class InputProblem(ToolError):
    """One input is at fault.

    Args:
        port: The name of the input; the canvas points at it.
        message: What is wrong with it.
        remedy: One sentence that says what the person can do about it.
    """

    def __init__(self, port: str, message: str, *, remedy: str = "") -> None:
        super().__init__(message, remedy=remedy)
        self.port = port


class Cancelled(ToolError):
    """Raised by `Context.check_cancelled` once the run was stopped."""


def reason_of(error: BaseException) -> str:
    """Why something failed, in words: many exceptions of the network, and of time, have no text of their own.

    The text of the exception, else of what caused it, else what its class says.
    """
    seen: BaseException | None = error
    for _ in range(_DEPTH):
        if seen is None:
            break
        if text := str(seen).strip():
            return text
        if isinstance(seen, TimeoutError) or "Timeout" in type(seen).__name__:  # HTTP clients have their own
            return mark("no answer in time")
        seen = seen.__cause__ or seen.__context__
    return type(error).__name__


def system_reason(error: BaseException) -> str:
    """Why the system refused, as `reason_of`, without the number and the path that the text of an OSError has."""
    return str(getattr(error, "strerror", None) or reason_of(error))
