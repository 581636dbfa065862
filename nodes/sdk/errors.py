"""What a tool raises when it cannot do its work.

ToolError            the work failed; the text is for the person who reads the node
├── InputProblem     one input is at fault; the canvas points at that port
└── Cancelled        the run was stopped while the tool worked
"""

from __future__ import annotations


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
