"""What a tool raises is told in words, whoever has raised it."""

from __future__ import annotations

import pytest

from engine.errors import Failure


def raised(error: BaseException) -> BaseException:
    try:
        raise error
    except BaseException as caught:
        return caught


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (MemoryError(), "there is not enough memory for it"),
        (RecursionError("maximum recursion depth exceeded"), "something is nested too deeply, or calls itself"),
        (OverflowError("int too large"), "a number is too large: int too large"),
        (OSError(28, "No space left on device", "/x/y"), "/x/y: No space left on device"),
        (PermissionError(13, "Permission denied"), "Permission denied"),
        (UnicodeEncodeError("latin-1", "a城", 1, 2, "no"), "'城' cannot be written as latin-1"),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "no"), "there are bytes that are no utf-8"),
        (KeyError("a"), "KeyError: 'a'"),
    ],
)
def test_the_system_and_python_are_told_in_words(error: BaseException, reason: str) -> None:
    failure = Failure.of(raised(error))
    assert failure.reason.startswith(reason)
    assert type(error).__name__ in failure.detail
